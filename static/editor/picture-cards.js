/* What the library says of a picture, asked once and only when the picture comes near the window. */

const GONE = "This picture is not in the library any more: remove it or choose another.";
const UNREACHABLE = "The library can't be reached, so this picture can't be shown here. It is still in the story.";

const cards = new Map();
const waiting = new WeakMap();
const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      waiting.get(target)();
    }
  },
  { rootMargin: "100%" },
);

export function remember(card) {
  cards.set(String(card.id), Promise.resolve(card));
}

/* Resolves to {id, thumb, alt, caption, credit, width, height}, or {error}, once `element` is near. */
export async function cardOf(id, element) {
  if (!cards.has(id)) {
    await new Promise((resolve) => {
      waiting.set(element, resolve);
      near.observe(element);
    });
  }
  if (!cards.has(id)) cards.set(id, fetchCard(id));
  return cards.get(id);
}

async function fetchCard(id) {
  try {
    const response = await fetch(`/admin/media/image/${id}/card/`, { headers: { Accept: "application/json" } });
    if (response.status === 404) return { error: GONE };
    if (response.ok && !response.redirected) return await response.json();
  } catch {
    // said below, and asked again next time
  }
  cards.delete(id);
  return { error: UNREACHABLE };
}

// Shows a picture of a gallery by itself, over the page, with its caption and credit and a way to the others. Without it, the
// link leads to the bare picture.

const view = document.querySelector(".picture-view");
const figure = view.querySelector("figure");
const place = view.querySelector("output");
let links = [];
let at = 0;

function show(index) {
  at = (index + links.length) % links.length;
  const picture = links[at].querySelector("picture").cloneNode(true);
  for (const part of picture.querySelectorAll("[sizes]")) part.sizes = "100vw";
  picture.querySelector("img").loading = "eager";
  const caption = links[at].parentElement.querySelector("figcaption");
  figure.replaceChildren(picture, ...(caption ? [caption.cloneNode(true)] : []));
  place.value = `${at + 1} / ${links.length}`;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".gallery figure > a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  links = [...link.closest(".gallery").querySelectorAll("figure > a")];
  show(links.indexOf(link));
  view.showModal();
});

view.addEventListener("click", ({ target }) => {
  const step = target.closest("[data-step]");
  if (step) show(at + Number(step.dataset.step));
});

view.addEventListener("keydown", (event) => {
  const forward = getComputedStyle(view).direction === "rtl" ? -1 : 1;
  const step = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  show(at + step);
});

// Back to the picture that was seen last.
view.addEventListener("close", () => links[at].focus());

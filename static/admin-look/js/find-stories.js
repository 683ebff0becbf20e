// Asks the server for stories with such words. `field` is the form's list of related stories: it has the address, and
// says which story the form is of, which is left out.

const SHORTEST = 2; // letters

// Resolves to objects with `id`, `name`, `note` and, where readers have the story, `path`.
export async function findStories(field, words) {
    const query = words.trim();
    if (query.length < SHORTEST) return [];
    const asked = new URLSearchParams({ q: query, of: field.dataset.of ?? "" });
    const response = await fetch(`${field.dataset.stories}?${asked}`);
    return response.ok ? (await response.json()).stories : [];
}

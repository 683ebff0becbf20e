// Suggests tags that exist already for the name being typed, after the last comma.

import { combobox } from "./combobox.js";

for (const input of document.querySelectorAll("input[data-tags]")) {
    const typed = () => input.value.split(",").map((name) => name.trim());

    async function find() {
        const query = typed().at(-1);
        if (!query) return [];
        const response = await fetch(`${input.dataset.tags}?${new URLSearchParams({ q: query })}`);
        const names = response.ok ? (await response.json()).names : [];
        const chosen = typed().slice(0, -1);
        return names.filter((name) => !chosen.includes(name)).map((name) => ({ name }));
    }

    combobox(input, "Tags that exist", find, ({ name }) => {
        input.value = [...typed().slice(0, -1), name, ""].join(", ");
        input.focus();
    });
}

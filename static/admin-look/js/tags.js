// Suggests tags that exist already for the name being typed, after the last comma.
// A combobox as in the ARIA Authoring Practices: arrow keys choose, Enter takes, Escape closes.

for (const input of document.querySelectorAll("input[data-tags]")) {
    const list = document.createElement("ul");
    list.id = `${input.id}_suggestions`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Tags that exist");
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";

    const typed = () => input.value.split(",").map((name) => name.trim());

    const show = (names) => {
        list.replaceChildren(
            ...names.map((name, index) => {
                const option = document.createElement("li");
                option.id = `${list.id}_${index}`;
                option.setAttribute("role", "option");
                option.setAttribute("aria-selected", "false");
                option.textContent = name;
                return option;
            }),
        );
        list.hidden = names.length === 0;
        input.setAttribute("aria-expanded", String(!list.hidden));
        input.removeAttribute("aria-activedescendant");
    };

    const take = (name) => {
        input.value = [...typed().slice(0, -1), name, ""].join(", ");
        show([]);
        input.focus();
    };

    const mark = (step) => {
        const options = [...list.children];
        const now = options.findIndex((option) => option.ariaSelected === "true");
        const next = (now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length;
        options.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
        input.setAttribute("aria-activedescendant", options[next].id);
        options[next].scrollIntoView({ block: "nearest" });
    };

    let asked = 0;
    input.addEventListener("input", async () => {
        const question = ++asked;
        const query = typed().at(-1);
        if (!query) {
            show([]);
            return;
        }
        const response = await fetch(`${input.dataset.tags}?${new URLSearchParams({ q: query })}`);
        const names = response.ok ? (await response.json()).names : [];
        if (question === asked) {
            const chosen = typed().slice(0, -1);
            show(names.filter((name) => !chosen.includes(name)));
        }
    });

    input.addEventListener("keydown", (event) => {
        if (list.hidden) {
            return;
        }
        const marked = list.querySelector("[aria-selected=true]");
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            mark(event.key === "ArrowDown" ? 1 : -1);
        } else if (event.key === "Enter" && marked) {
            take(marked.textContent);
        } else if (event.key === "Escape") {
            show([]);
        } else {
            return;
        }
        event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
        event.preventDefault(); // the field keeps the focus
        if (event.target.matches("li")) {
            take(event.target.textContent);
        }
    });
    input.addEventListener("blur", () => show([]));
}

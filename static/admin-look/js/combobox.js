// A field that offers what fits what is typed into it: a combobox as in the ARIA Authoring Practices. Arrow keys choose,
// Enter takes, Escape closes.

// `find(input)` gives what to offer, or a promise of it: objects with `name` and, smaller, `note`; `take(one)` is told
// which was chosen.
export function combobox(input, label, find, take) {
    const list = document.createElement("ul");
    list.id = `${input.id}_suggestions`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label);
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";
    let offered = [];
    let asked = 0;

    function option({ name, note }, index) {
        const made = document.createElement("li");
        made.id = `${list.id}_${index}`;
        made.setAttribute("role", "option");
        made.setAttribute("aria-selected", "false");
        made.dir = "auto";
        made.append(name);
        if (note) {
            const small = document.createElement("small");
            small.textContent = note;
            made.append(" ", small);
        }
        return made;
    }

    function show(things) {
        offered = things;
        list.replaceChildren(...things.map(option));
        list.hidden = things.length === 0;
        input.setAttribute("aria-expanded", String(!list.hidden));
        input.removeAttribute("aria-activedescendant");
    }

    function close() {
        asked += 1; // an answer that is still under way opens it no more
        show([]);
    }

    function choose(chosen) {
        const thing = offered[[...list.children].indexOf(chosen)];
        close();
        take(thing);
    }

    function mark(step) {
        const options = [...list.children];
        const now = options.findIndex((one) => one.ariaSelected === "true");
        const next = (now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length;
        options.forEach((one, index) => one.setAttribute("aria-selected", String(index === next)));
        input.setAttribute("aria-activedescendant", options[next].id);
        options[next].scrollIntoView({ block: "nearest" });
    }

    input.addEventListener("input", async () => {
        const question = ++asked;
        let found = [];
        try {
            found = await find();
        } catch {
            // Without a line nothing is found, which the form says.
        }
        if (question === asked) show(found);
    });
    input.addEventListener("keydown", (event) => {
        if (list.hidden) return;
        const marked = list.querySelector("[aria-selected=true]");
        if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(event.key === "ArrowDown" ? 1 : -1);
        else if (event.key === "Enter" && marked) choose(marked);
        else if (event.key === "Escape") close();
        else return;
        event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
        event.preventDefault(); // the field keeps the focus
        const chosen = event.target.closest("li");
        if (chosen) choose(chosen);
    });
    input.addEventListener("blur", close);
}

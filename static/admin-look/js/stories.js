// The list of related stories: a field that finds stories by their words, and buttons that move and remove each one.
// What is sent is the select behind it, whose options stand in the order of the list.

import { combobox } from "./combobox.js";
import { findStories } from "./find-stories.js";

function button(label, sign, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", press);
    return made;
}

for (const select of document.querySelectorAll("select[data-stories]")) {
    const label = select.labels[0];
    const list = document.createElement("ol");
    list.className = "chosen-stories";
    const input = document.createElement("input");
    input.type = "search";
    input.id = `${select.id}_find`;
    input.dir = "auto";
    input.placeholder = "Find by words";
    const box = document.createElement("div");
    box.className = "find-stories";
    box.append(input);
    select.before(list, box);
    select.hidden = true;
    label.id = `${select.id}_label`; // it stays the label of what is sent
    label.addEventListener("click", () => input.focus());
    input.setAttribute("aria-labelledby", label.id);
    if (select.getAttribute("aria-describedby")) {
        input.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
    }

    function changed() {
        draw();
        select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function move(option, step) {
        const other = step < 0 ? option.previousElementSibling : option.nextElementSibling;
        other[step < 0 ? "before" : "after"](option);
        changed();
        const tools = list.children[[...select.options].indexOf(option)].querySelectorAll("button:not(:disabled)");
        tools[step < 0 ? 0 : Math.max(0, tools.length - 2)].focus();
    }

    function remove(option) {
        const place = [...select.options].indexOf(option);
        option.remove();
        changed();
        const next = list.children[Math.min(place, list.children.length - 1)];
        (next?.querySelector("button:last-child") ?? input).focus();
    }

    function draw() {
        for (const option of [...select.options]) if (!option.selected) option.remove();
        const options = [...select.options];
        list.replaceChildren(
            ...options.map((option, index) => {
                const row = document.createElement("li");
                const name = document.createElement("span");
                name.dir = "auto";
                name.textContent = option.text;
                const up = button(`Move “${option.text}” up`, "↑", () => move(option, -1));
                const down = button(`Move “${option.text}” down`, "↓", () => move(option, 1));
                up.disabled = index === 0;
                down.disabled = index === options.length - 1;
                row.append(name, up, down, button(`Remove “${option.text}”`, "×", () => remove(option)));
                return row;
            }),
        );
        list.hidden = options.length === 0;
    }

    async function find() {
        const stories = await findStories(select, input.value);
        const chosen = [...select.options].map((option) => option.value);
        return stories.filter((story) => !chosen.includes(String(story.id)));
    }

    combobox(input, "Stories with these words", find, ({ id, name }) => {
        select.add(new Option(name, id, true, true));
        input.value = "";
        changed();
        input.focus();
    });
    input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()); // saves nothing
    select.addEventListener("change", draw); // what was kept is put back
    draw();
}

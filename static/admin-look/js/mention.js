// Completes @names while a note is typed; arrows and Enter choose, Escape closes.

const MOST = 6;
const notes = document.querySelector(".notes");
let list;
let field;

function word() {
    return /(?:^|[^\w@.+-])@([\p{L}\w.+-]*)$/u.exec(field.value.slice(0, field.selectionStart))?.[1];
}

function close() {
    list?.remove();
    list = undefined;
    field?.removeAttribute("aria-controls");
}

function matching(typed) {
    const people = [...notes.querySelectorAll("[data-people] option")];
    const wanted = typed.toLowerCase();
    return people
        .filter(({ value, text }) => value.toLowerCase().startsWith(wanted) || text.toLowerCase().split(" ").some((name) => name.startsWith(wanted)))
        .slice(0, MOST);
}

function choose(name) {
    const before = field.value.slice(0, field.selectionStart);
    const after = field.value.slice(field.selectionStart);
    const begun = before.slice(0, before.lastIndexOf("@") + 1);
    field.value = `${begun}${name} ${after.trimStart()}`;
    field.selectionStart = field.selectionEnd = begun.length + name.length + 1;
    close();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
}

function suggest() {
    close();
    const typed = word();
    const found = typed === undefined ? [] : matching(typed);
    if (!found.length || (found.length === 1 && found[0].value === typed)) return;
    list = document.createElement("ul");
    list.className = "suggestions";
    list.id = "mention-suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "People");
    for (const person of found) {
        const item = document.createElement("li");
        item.setAttribute("role", "option");
        item.dataset.name = person.value;
        item.textContent = `${person.text} @${person.value}`;
        list.append(item);
    }
    mark(0);
    list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(event.target.closest("li").dataset.name);
    });
    field.setAttribute("aria-controls", list.id);
    field.after(list);
}

function mark(index) {
    const items = [...list.children];
    const chosen = items[(index + items.length) % items.length];
    items.forEach((item) => item.setAttribute("aria-selected", String(item === chosen)));
}

function marked() {
    return [...list.children].findIndex((item) => item.getAttribute("aria-selected") === "true");
}

notes?.addEventListener("input", (event) => {
    if (!event.target.matches("[data-mention]")) return;
    field = event.target;
    suggest();
});
notes?.addEventListener("keydown", (event) => {
    if (!list || event.target !== field) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) mark(marked() + steps[event.key]);
    else if (event.key === "Enter" || event.key === "Tab") choose(list.children[marked()].dataset.name);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
});
notes?.addEventListener("focusout", close);

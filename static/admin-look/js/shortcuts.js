// The story form by keyboard. The list of what there is opens with the button “Shortcuts”, and with Ctrl and /.

const MAC = /Mac|iP/.test(navigator.platform);
const form = document.querySelector("#article_form");
const template = form.querySelector("[data-shortcuts]");

// By event.code: with Alt held, event.key is another letter on many keyboards.
const SHORTCUTS = [
    ["KeyS", {}, () => press("[name=_save]")],
    ["KeyP", { altKey: true }, () => press("[name=_preview]")],
    ["Enter", {}, (event) => enter(event.target)],
    ["KeyF", { altKey: true }, () => form.querySelector(".body-editor")?.dispatchEvent(new CustomEvent("body-editor:find"))],
    ["Slash", {}, () => show()],
];

function press(selector) {
    form.querySelector(selector)?.click();
}

// In a note or a panel, what is written there is sent. Elsewhere it publishes, and a first publication asks.
function enter(field) {
    if (field.closest?.(".panel, .beside")) return field.dispatchEvent(new Event("press-own", { bubbles: true }));
    const panel = form.querySelector("[data-publish]");
    if (panel) return panel.click();
    const button = form.querySelector(".bar [name=_publish]");
    if (!button) return;
    const ask = form.querySelector("[data-ask-to-publish]").content.cloneNode(true).firstElementChild;
    document.body.append(ask);
    ask.addEventListener("close", () => {
        ask.remove();
        if (ask.returnValue === "publish") button.click();
    });
    ask.showModal();
}

// Before the editor hears of it, which would write a line break for Ctrl and Enter.
document.addEventListener("keydown", (event) => {
    if (!(MAC ? event.metaKey : event.ctrlKey)) return;
    const found = SHORTCUTS.find(([code, { altKey = false }]) => code === event.code && altKey === event.altKey && !event.shiftKey);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    if (!document.querySelector("dialog:modal:not([aria-labelledby=shortcuts])")) found[2](event); // a question is answered first
}, { capture: true });

function show() {
    if (document.querySelector("dialog.shortcuts")) return document.querySelector("dialog.shortcuts").close();
    document.body.append(template.content.cloneNode(true));
    const list = document.querySelector("dialog.shortcuts");
    for (const key of list.querySelectorAll("kbd")) {
        if (MAC) key.textContent = key.textContent.replace("Ctrl", "⌘").replace("Alt", "⌥").replace("Shift", "⇧");
    }
    list.addEventListener("click", (event) => event.target.closest("[data-close]") && list.close());
    list.addEventListener("close", () => list.remove());
    list.showModal();
}

form.querySelector("[data-open-shortcuts]").addEventListener("click", show);

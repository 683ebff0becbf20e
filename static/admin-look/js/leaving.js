// Whoever leaves a form with changes that are not saved is asked first. Where all is as it was opened, nobody is.

const PATIENCE = 20000; // ms
const TYPED = ":is(input:not([type=hidden]), [data-kept], textarea, select)[name]";

const form = document.querySelector("#content-main > form, #layout_form, form[data-leaving]");
export const cameBack = document.querySelector(".errornote, .meeting, .question:not([role=note])") !== null;
let opened; // what each field held before anybody touched the form
let asSent; // what each held when it was sent
let sent = false;
let unasked = false;

function valueOf(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked ? field.value : "";
    if (field.type === "file") return [...field.files].map(({ name }) => name).join();
    return field.matches("select") ? [...field.selectedOptions].map(({ value }) => value).join() : field.value;
}

function held() {
    new FormData(form); // has the body's editor write down what it holds
    const values = new Map();
    for (const field of form.querySelectorAll(TYPED)) {
        if (field.form !== form) continue; // a note, or an assignment: see beside.js
        values.set(field.name, `${values.get(field.name) ?? ""}${valueOf(field)}`);
    }
    return values;
}

// Once the other scripts have made the form ready.
export function remember() {
    opened ??= held();
}

function differs() {
    if (!opened) return false;
    const now = held();
    const names = new Set([...now.keys(), ...opened.keys()]);
    return [...names].some((name) => (now.get(name) ?? "") !== (opened.get(name) ?? ""));
}

// At Back a browser fills in what stood in the fields, but not what they were opened with. That goes with them, or whoever
// saves then would undo what a colleague has saved since.
function keepWhatWasOpened(field) {
    const [{ type }] = performance.getEntriesByType("navigation");
    if (type === "back_forward") field.value = history.state?.opened ?? field.value;
    history.replaceState({ ...history.state, opened: field.value }, "");
}

export function leaveUnasked() {
    unasked = true;
}

function again() {
    sent = false;
}

const version = form?.elements.opened ?? form?.elements.seen;
if (version) keepWhatWasOpened(version);

if (form) {
    window.addEventListener("load", () => setTimeout(remember));
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, remember, { capture: true, once: true });
    form.addEventListener("takenover", ({ detail: field }) => opened?.set(field.name, valueOf(field))); // beside.js
    // After the form's own scripts, which may hold it back. A preview opens beside the form, which stays as it is.
    document.addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
        if (target !== form || defaultPrevented || submitter?.formTarget === "_blank") return;
        sent = true;
        asSent = held();
        setTimeout(again, PATIENCE); // whoever has stopped the browser still has what they typed
    });
    window.addEventListener("pageshow", again);
    form.addEventListener("unsent", again); // saving.js
    form.addEventListener("saved", () => {
        again();
        opened = asSent;
    });
    window.addEventListener("beforeunload", (event) => {
        if (!sent && !unasked && (cameBack || differs())) event.preventDefault();
    });
}

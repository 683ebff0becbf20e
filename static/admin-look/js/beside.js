// What stands beside the story and is saved by itself, its notes and its assignment: sent without leaving the page.
// What was typed there and not sent is kept in this tab, also while the story itself is saved.

const KEPT = `beside:${location.pathname}`;
const OPENED = "[name$=-opened]";

function own(part) {
    return [...part.querySelectorAll(":is(input, textarea, select)[form][name]")];
}

function recall() {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
}

// With the words goes what stood there when they were typed: what is written there until they are sent, by a colleague or
// in another tab, is asked about.
function keep(field) {
    const kept = recall();
    const opened = field.closest("[data-beside]").querySelector(`[name="${field.name.replace(/^assignment-.*/, "assignment")}-opened"]`);
    if (opened) kept[opened.name] ??= opened.value;
    sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, [field.name]: field.value }));
}

function forget(names) {
    const kept = recall();
    for (const name of names) delete kept[name];
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
}

function restore(part) {
    const kept = recall();
    for (const field of own(part)) {
        if (!(field.name in kept) || field.value === kept[field.name]) continue;
        field.value = kept[field.name];
        for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
    takeOn(part, kept);
    part.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
}

// What was being written to a note that is gone is a note of its own from now on.
function takeOn(part, kept) {
    const note = part.querySelector("#note-text");
    const lost = note ? Object.keys(kept).filter((name) => /^(reply|edit)-\d+$/.test(name) && !part.querySelector(`[name="${name}"]`)) : [];
    const words = lost.map((name) => kept[name].trim()).filter(Boolean);
    forget(lost.flatMap((name) => [name, `${name}-opened`]));
    if (!words.length) return;
    note.value = [note.value.trim(), ...words].filter(Boolean).join("\n\n");
    keep(note);
    part.querySelector(".said").textContent = "The note that you were writing to is gone. What you wrote stands here, as a new one.";
}

// Which fields a button sends: a reply goes alone, so does a new note, and one that is edited.
function concerned(part, button) {
    return own(part).filter(({ name }) => {
        if (button.name === "add") return name === "text" || name === "passage";
        if (button.name === "reply" || button.name === "edit") return name.replace(/-opened$/, "") === `${button.name}-${button.value}`;
        return button.name === "assign" || button.name === "drop" ? name.startsWith("assignment-") : false;
    });
}

function why(response) {
    if (response?.type === "opaqueredirect" || response?.status === 403) return "You are signed out, or may not do this any more.";
    return response?.status === 404 ? "It is not there any more; a colleague has deleted it." : "The server can't be reached.";
}

// An assignment may have put another byline into the story: a form that has the one from before gets it, and counts as
// opened with it. Where anything else was saved meanwhile, the next save merges both.
function takeOver(part) {
    const story = document.querySelector("#article_form");
    const { version, versionNow, author, authorNow, nameNow } = part.querySelector(".said")?.dataset ?? {};
    if (!version || story.elements.opened_version?.value !== version) return;
    if (!author && !story.querySelector("#bylines-0")) story.querySelector("#bylines-group .add-row a").click();
    const row = story.querySelector("#bylines-0");
    const select = row?.querySelector("select");
    if (select?.value !== author) return;
    select.replaceChildren(new Option(nameNow, authorNow, true, true));
    window.django.jQuery(select).trigger("change.select2"); // shows it; for us nothing was typed
    story.elements.opened_version.value = versionNow;
    for (const field of [story.elements["bylines-TOTAL_FORMS"], ...row.querySelectorAll("[name]:not([type=checkbox])")])
        story.dispatchEvent(new CustomEvent("takenover", { detail: field })); // autosave.js, keep.js
}

async function send(part, button) {
    const { form } = button;
    const token = document.querySelector("#article_form [name=csrfmiddlewaretoken]") ?? form.elements.csrfmiddlewaretoken;
    const data = new URLSearchParams({ csrfmiddlewaretoken: token.value, [button.name]: button.value });
    const sent = concerned(part, button);
    for (const { name, value } of sent) data.set(name, value);
    button.disabled = true;
    let response;
    try {
        const headers = { "X-Requested-With": "fetch" };
        response = await fetch(form.action, { method: "POST", body: data, headers, redirect: "manual" });
    } catch {
        // told below
    }
    button.disabled = false;
    if (!response?.ok) {
        part.querySelector(".said").textContent = `Not saved: ${why(response)} What you typed is still here.`;
        return;
    }
    part.innerHTML = await response.text();
    const isDone = !part.querySelector(".errorlist");
    forget(isDone ? sent.map(({ name }) => name) : sent.filter((field) => field.matches(OPENED)).map(({ name }) => name));
    restore(part);
    takeOver(part);
    if (isDone) part.dispatchEvent(new CustomEvent("sent", { bubbles: true, detail: button.name })); // passage.js
    part.querySelector(".errorlist ~ textarea, .errorlist + :is(input, select)")?.focus();
}

// What colleagues have written meanwhile comes in, unless somebody is at work there.
async function follow(part, state) {
    const isNow = () => part.querySelector("[data-notes]").dataset.notes === state;
    if (state === undefined || isNow() || part.matches(":focus-within") || part.querySelector("button:disabled")) return;
    const address = document.querySelector("#note-form").action;
    const response = await fetch(address, { headers: { "X-Requested-With": "fetch" }, redirect: "manual" }).catch(() => null);
    const fresh = response?.ok ? new DOMParser().parseFromString(await response.text(), "text/html").body : null;
    const { notes } = fresh?.querySelector("[data-notes]")?.dataset ?? {};
    if ([undefined, part.querySelector("[data-notes]").dataset.notes].includes(notes) || part.matches(":focus-within")) return;
    const named = (fold) => fold.querySelector("[name]")?.name ?? fold.className;
    const open = [...part.querySelectorAll("details[open]")].map(named);
    part.replaceChildren(...fresh.childNodes);
    for (const fold of part.querySelectorAll("details")) fold.open = open.includes(named(fold));
    part.querySelector(".said").textContent = "The notes were changed meanwhile.";
    restore(part);
}

document.querySelector("#article_form")?.addEventListener("notes", ({ detail }) => { // autosave.js
    for (const part of document.querySelectorAll("[data-beside].notes")) follow(part, detail);
});

for (const part of document.querySelectorAll("[data-beside]")) {
    for (const kind of ["input", "change"]) {
        part.addEventListener(kind, (event) => {
            event.stopPropagation(); // it is no change of the story
            if (event.target.name) keep(event.target);
        });
    }
    part.addEventListener("click", (event) => {
        const button = event.target.closest("button[form]");
        if (!button) return;
        event.preventDefault();
        send(part, button);
    });
    restore(part);
}

// Keeps what is typed into a story in this browser until the server has it, and offers it when the form opens again.

const EVERY = 1000; // ms, while somebody types
const SENT = "story-sent"; // key of what this tab sent last
const TYPED = ":is(input:not([type=hidden], [type=file]), textarea, select)[name]:not([form])";

const form = document.querySelector("#article_form");
const notice = form.querySelector(".kept[data-browser]");
const onServer = form.querySelector(".kept[data-server-at]");
const putBack = form.querySelector("[data-put-back-from]");
const key = `story-text:${notice.dataset.user}:${location.pathname}`;
let waiting;
let changed = false;

// A picture's number says nothing without the picture beside it, so pictures are chosen again.
function fields() {
    return [...form.querySelectorAll(TYPED)].filter((field) => !field.closest(".empty-form, [data-picture-input]"));
}

function typed() {
    const data = new FormData(form); // has the body's editor write down what it holds
    return Object.fromEntries(fields().map(({ name }) => [name, data.getAll(name)]));
}

// A choice that is found by typing has an option only for what is chosen.
function choices() {
    const chosen = [...form.querySelectorAll("select.admin-autocomplete option:checked")];
    return Object.fromEntries(chosen.map((option) => [option.value, option.text]));
}

function keep() {
    clearTimeout(waiting);
    waiting = undefined;
    if (!notice.hidden) return; // an older text waits for an answer, and is not written over
    try {
        const tab = form.elements.tab.value;
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), tab, texts: typed(), choices: choices() }));
    } catch {
        // The browser keeps nothing for us, or has no room left; the form works without.
    }
}

function later() {
    changed = true;
    waiting ??= setTimeout(keep, EVERY);
}

function fill(field, values, names) {
    if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values.includes(field.value);
    } else if (field.matches("select")) {
        const known = [...field.options].map((option) => option.value);
        const missing = values.filter((value) => value in names && !known.includes(value));
        missing.forEach((value) => field.add(new Option(names[value], value)));
        for (const option of field.options) option.selected = values.includes(option.value);
    } else {
        field.value = values[0] ?? "";
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
    // The field of tags would take it for typing, and suggest more.
    if (!field.dataset.tags) field.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(kept) {
    const { at, tab } = kept;
    const moment = new Date(at);
    const today = moment.toDateString() === new Date().toDateString();
    const style = { timeStyle: "short", dateStyle: today ? undefined : "medium" };
    notice.querySelector("[data-moment]").textContent = moment.toLocaleString("en-GB", style);
    notice.hidden = false;
    notice.querySelector("[data-put-back]").addEventListener("click", () => {
        notice.hidden = true;
        fillIn(kept);
    });
    const away = notice.querySelector("[data-throw-away]");
    away.addEventListener("click", () => {
        if (!("sure" in away.dataset)) {
            away.dataset.sure = "";
            away.textContent = "Throw it away for good";
            return;
        }
        notice.hidden = true;
        localStorage.removeItem(key);
        form.dispatchEvent(new CustomEvent("setaside", { detail: tab })); // the server's copy, if it has one: autosave.js
    });
}

function fillIn({ texts, choices: names }) {
    fields().forEach((field) => field.name in texts && fill(field, texts[field.name], names));
}

function open() {
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    const comesBack = form.querySelector(".errornote, .meeting, .question") !== null;
    if (comesBack && sent === key) return keep(); // not saved, but all of it is in the form
    const saved = !comesBack && document.querySelector(".messagelist .success") !== null;
    if (sent && saved) localStorage.removeItem(sent);
    const kept = JSON.parse(localStorage.getItem(key));
    if (!kept) return;
    const shown = typed();
    const differs = ([name, values]) => String(values) !== String(shown[name] ?? "");
    // Of one form the browser has the last second too, and the server the pictures and bylines.
    if (putBack?.dataset.putBackFrom === kept.tab) return fillIn(kept);
    if (onServer && (onServer.dataset.tab === kept.tab || kept.at <= Date.parse(onServer.dataset.serverAt))) return;
    if (Object.entries(kept.texts).some(differs)) {
        onServer?.remove();
        offer(kept);
    }
    else if (!comesBack) localStorage.removeItem(key);
}

form.addEventListener("setaside", ({ detail }) => {
    const kept = JSON.parse(localStorage.getItem(key));
    if (kept?.tab === detail) localStorage.removeItem(key);
});
form.addEventListener("input", later);
form.addEventListener("change", later);
form.addEventListener("submit", (event) => {
    keep();
    if (notice.hidden && event.submitter?.formTarget !== "_blank") sessionStorage.setItem(SENT, key);
});
window.addEventListener("pagehide", () => changed && keep());
window.django.jQuery(open); // after the stock scripts and ours have made the form ready

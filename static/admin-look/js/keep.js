// Keeps what is typed into a story in this browser until the server has it, and offers it when the form opens again.
// Each opened form has a place of its own (its tab), so that no text is written over another: where a second text takes
// the place of the first in one form, the form takes another tab.

import { followBegun } from "./begun.js";
import { holdsMore, label } from "./label.js";
import { cameBack, leaveUnasked } from "./leaving.js";
import { said } from "./moment.js";

const EVERY = 1000; // ms, while somebody types
const FORGOTTEN = 30 * 24 * 3600 * 1000; // ms, as on the server
const SENT = "story-sent"; // key of what this tab sent last
const SAVED = "story-saved"; // key of what was saved, whose page is opened next
const TYPED = ":is(input:not([type=hidden], [type=file]), textarea, select)[name]:not([form])";

const form = document.querySelector("#article_form");
const notice = form.querySelector(".kept[data-browser]");
const onServer = form.querySelector(".kept[data-server-at]");
const putBack = form.querySelector("[data-put-back-from]");
let place = placeOfStory();
const wanted = place + location.hash.replace("#kept-", ""); // the one that somebody has pressed on My desk
const known = notice.dataset.known.split(" "); // tabs of which the server has the text, and offers it
const alone = "alone" in notice.dataset; // other texts are of other stories
const held = new Set(); // places of this form's earlier texts
let own = place + form.elements.tab.value;
let waiting;
let changed = false;
let opened; // what the form held when it was opened, where all of that is saved
const saved = JSON.parse(sessionStorage.getItem(SAVED));
sessionStorage.removeItem(SAVED);
const savedBefore = saved && saySaved(saved);

function placeOfStory() {
    return `story-text:${notice.dataset.user}:${location.pathname}#`;
}

// A picture's number says nothing without the picture beside it, so pictures are chosen again.
export function fields() {
    return [...form.querySelectorAll(TYPED)].filter((field) => !field.closest(".empty-form, [data-picture-input]"));
}

export function typed() {
    const data = new FormData(form); // has the body's editor write down what it holds
    return Object.fromEntries(fields().map(({ name }) => [name, data.getAll(name)]));
}

// A choice that is found by typing has an option only for what is chosen.
export function choices() {
    const chosen = [...form.querySelectorAll("select:is(.admin-autocomplete, [data-stories]) option:checked")];
    return Object.fromEntries(chosen.map((option) => [option.value, option.text]));
}

// The names of what was typed, where that is known; all else is as the story was then.
function mine(texts) {
    if (!opened) return undefined;
    const before = JSON.parse(opened);
    return Object.keys(texts).filter((name) => String(texts[name]) !== String(before[name] ?? ""));
}

export function keep() {
    clearTimeout(waiting);
    waiting = undefined;
    const texts = typed();
    if (JSON.stringify(texts) === opened) {
        localStorage.removeItem(own); // what was taken back is nothing to keep
        return true;
    }
    // With the version that it was written on: what a colleague has saved since is merged with it, not undone.
    const version = form.elements.opened_version?.value;
    try {
        const more = { mine: mine(texts), choices: choices(), asked: asked(), formKey: form.elements.form_key?.value };
        localStorage.setItem(own, JSON.stringify({ at: Date.now(), version, texts, ...more }));
        delete form.dataset.unkept;
    } catch {
        form.dataset.unkept = ""; // the browser keeps nothing for us, or has no room left: autosave.js says so
    }
    return !("unkept" in form.dataset);
}

// All that a page sends that asks which of two texts to take, to be put back by the server, which asks again: in the form
// there is only one of them.
function asked() {
    if (!form.elements.asked) return undefined;
    const sent = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return String(new URLSearchParams(sent));
}

function later() {
    changed = true;
    waiting ??= setTimeout(keep, EVERY);
}

function recall(key) {
    return JSON.parse(localStorage.getItem(key));
}

export function fill(field, values, names) {
    if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values.includes(field.value);
    } else if (field.matches("select")) {
        const there = [...field.options].map((option) => option.value);
        const missing = values.filter((value) => value in names && !there.includes(value));
        missing.forEach((value) => field.add(new Option(names[value], value)));
        for (const option of field.options) option.selected = values.includes(option.value);
        if (field.dataset.stories) {
            const named = (value) => [...field.options].filter((option) => option.value === value);
            field.append(...values.flatMap(named)); // in their order
        }
    } else {
        field.value = values[0] ?? "";
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
    // The field of tags would take it for typing, and suggest more.
    if (!field.dataset.tags) field.dispatchEvent(new Event("input", { bubbles: true }));
}

// What is typed for a button stands there until it is used: a text that has nothing in its place takes it away no more
// than a save does.
function stays(field, texts) {
    return inBar(field) && field.value && !texts[field.name]?.[0];
}

function inBar(field) {
    return field.closest(".panel") && !field.matches("[type=checkbox], [type=radio]");
}

function fillIn({ version, texts, choices: names }) {
    // A new story that was put back may have been begun in another tab meanwhile.
    if (version !== undefined && !form.elements.form_key.value) form.elements.opened_version.value = version;
    const there = fields().filter((field) => field.name in texts && !stays(field, texts));
    there.forEach((field) => fill(field, texts[field.name], names));
}

// On My desk, where the server offers it no more than in passing.
function isAsked(key) {
    return key === wanted && onServer?.dataset.tab !== key.slice(place.length);
}

// What other forms of this story have left here, and the server does not offer; the latest first.
function left() {
    if (alone) return [];
    const shown = typed();
    const there = new Map(fields().map((field) => [field.name, field]));
    const found = [];
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(place) && name !== own)) {
        const kept = recall(key);
        const differs = (name) => String(kept.texts[name]) !== String(shown[name] ?? "") && !(there.has(name) && stays(there.get(name), kept.texts));
        const names = (kept.mine ?? Object.keys(kept.texts)).filter(differs);
        if (Date.now() - kept.at > FORGOTTEN || !names.length) localStorage.removeItem(key);
        else if (held.has(key) || isAsked(key) || !known.includes(key.slice(place.length))) found.push({ key, names, ...kept });
    }
    return found.sort((one, other) => (other.key === wanted) - (one.key === wanted) || other.at - one.at);
}

function offer() {
    const [kept] = left();
    notice.hidden = !kept;
    if (!kept) return;
    notice.querySelector("[data-moment]").textContent = said(kept.at, notice.dataset.timeZone);
    notice.querySelector("[data-headline]").textContent = kept.texts.headline?.[0] || "without a headline yet";
    const changed = fields().filter(({ name }) => kept.names.includes(name)).map(label);
    if (kept.names.some((name) => name.startsWith("bylines-"))) changed.push("Bylines"); // also one without a row here
    notice.querySelector("[data-changed]").textContent = [...new Set(changed.filter(Boolean))].join(", ");
    notice.dataset.key = kept.key;
}

// A text that is not in the form; where there is no room for it, it takes the place of what is.
export function offerToo(kept) {
    try {
        localStorage.setItem(place + crypto.randomUUID(), JSON.stringify(kept));
    } catch {
        return fillIn(kept);
    }
    offer();
}

// What stands in the form stays in its place, here and on the server, and is offered in its turn. Another form's place may
// be in use, so only an earlier one of this form is taken again.
function leaveFor(key) {
    form.dispatchEvent(new CustomEvent("othertab")); // autosave.js
    const tab = held.has(key) ? key.slice(place.length) : crypto.randomUUID();
    held.add(own);
    own = place + tab;
    form.elements.tab.value = tab;
    // Else the second new story would be saved into the first.
    if (form.elements.form_key.value) form.elements.form_key.value = crypto.randomUUID();
}

// Whether the form has a row for each byline of a text, and no more: else the server makes them.
function rowsFit({ texts }) {
    const rows = (names) => String(names.filter((name) => name.startsWith("bylines-")).sort());
    return rows(Object.keys(texts)) === rows(Object.keys(typed()));
}

function askAgain(key, kept, failed) {
    const done = (address) => {
        form.inert = false;
        if (!address) return failed();
        localStorage.removeItem(key); // the server has all of it
        if (changed) keep(); // what stands here is offered in its turn
        leaveUnasked();
        location.assign(address);
    };
    form.inert = true; // what stands in it is about to be replaced
    form.dispatchEvent(new CustomEvent("askagain", { detail: { tab: key.slice(place.length), kept, done } })); // autosave.js
}

notice.querySelector("[data-put-back]").addEventListener("click", () => {
    const { key } = notice.dataset;
    const kept = recall(key);
    if (!kept) return offer(); // another tab has saved it meanwhile
    if (kept.asked || !rowsFit(kept)) {
        return askAgain(key, kept, () => {
            notice.querySelector("[data-said]").textContent = "That did not reach the server: try again in a moment.";
        });
    }
    const holdsOther = (field) => inBar(field) && field.value && !stays(field, kept.texts) && field.value !== kept.texts[field.name]?.[0];
    const holdsText = changed || putBack || fields().some(holdsOther);
    if (holdsText && !keep()) {
        notice.querySelector("[data-said]").textContent =
            "This browser has no room to keep what you have typed since: save that first, or copy it elsewhere.";
        return;
    }
    if (holdsText) leaveFor(key);
    opened = undefined; // whatever the form holds from now on is not saved
    fillIn(kept);
    if (keep() && key !== own) localStorage.removeItem(key);
    offer();
});

function whereSetAside() {
    return form.elements.form_key.value ? "at the end of My desk" : "under “Typed earlier and not saved” when you open the story again";
}

for (const button of form.querySelectorAll("[data-set-aside]")) {
    button.addEventListener("click", () => {
        const shown = button.closest(".kept");
        const key = shown === notice ? notice.dataset.key : place + shown.dataset.tab;
        const kept = recall(key);
        const isLater = kept && !(kept.at < shown.dataset.serverAt);
        const done = (isDone) => {
            shown.querySelector("[data-said]").textContent = isDone
                ? `Set aside. It is kept for 30 days, ${whereSetAside()}.`
                : "That did not reach the server: it stays here.";
            if (!isDone) return;
            if (isLater) localStorage.removeItem(key); // the server has all of it
            if (shown === notice && left().length) offer();
            else shown.replaceChildren(shown.querySelector("[data-said]"));
        };
        const detail = { tab: key.slice(place.length), kept: isLater ? kept : null, done };
        form.dispatchEvent(new CustomEvent("setaside", { detail })); // autosave.js
    });
}

// Whether the page says that all is saved that the form of this tab had sent. It may be one of another story, at which
// somebody has arrived instead.
export function saysSaved(tab) {
    const name = `saved-${form.querySelector("[data-autosave]").dataset.article}-${tab}`;
    return name === savedBefore || document.querySelector(`.messagelist .${name}`) !== null;
}

// The page that is opened next says so, and whatever else was `said`.
export function expectAnswer(article, said) {
    const name = `saved-${article}-${form.elements.tab.value}`;
    sessionStorage.setItem(SAVED, JSON.stringify({ name, article, said }));
}

// What the page before has heard about its save is said at the top of this one.
function saySaved({ article, said, name }) {
    if (String(article) !== form.querySelector("[data-autosave]").dataset.article) return "";
    const list = document.querySelector(".messagelist") ?? document.createElement("ul");
    list.className = "messagelist";
    list.prepend(...said.map(({ kind, words }) => Object.assign(document.createElement("li"), { className: kind, textContent: words })));
    document.querySelector("#content-start").prepend(list);
    return name;
}

// Whether a form that comes back has more in it than was saved: something of the story, or in the bar.
function wasTyped() {
    const { cameBack } = form.querySelector("[data-autosave]").dataset;
    return Boolean(cameBack) || fields().some((field) => inBar(field) && holdsMore(field));
}

function open() {
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (cameBack && sent === own && wasTyped()) return keep(); // not saved, but all of it is in the form
    if (sent && saysSaved(sent.slice(sent.indexOf("#") + 1))) localStorage.removeItem(sent);
    // Of one form the browser may have the last second too, and the server has the pictures and bylines; it may also have
    // what was typed on since at another machine.
    const kept = putBack && recall(own);
    const isLater = kept?.at > putBack?.dataset.putBackAt;
    if (isLater && (kept.asked || !rowsFit(kept))) askAgain(own, kept, () => {});
    else if (isLater) fillIn(kept);
    else if (!putBack && !(cameBack && wasTyped())) opened = JSON.stringify(typed());
    changed = false; // by somebody
    offer();
    const { begun } = form.elements.form_key.dataset;
    const add = location.pathname.replace(/\d+\/change\/$/, "add/");
    followBegun(`story-text:${notice.dataset.user}:`, add, begun).then(offer);
}

form.addEventListener("input", later);
form.addEventListener("change", later);
form.addEventListener("takenover", ({ detail: { name, value } }) => {
    if (opened) opened = JSON.stringify({ ...JSON.parse(opened), [name]: [value] }); // beside.js
});
form.addEventListener("submit", (event) => {
    keep();
    if (event.submitter?.formTarget !== "_blank") sessionStorage.setItem(SENT, own);
});
form.addEventListener("unsent", () => sessionStorage.removeItem(SENT)); // saving.js
form.addEventListener("saved", ({ detail: { sent, stays } }) => {
    opened = JSON.stringify(sent);
    localStorage.removeItem(own);
    place = placeOfStory(); // a new one has an address now
    own = place + form.elements.tab.value;
    keep(); // what was typed since
    if (stays) sessionStorage.removeItem(SENT);
    else sessionStorage.setItem(SENT, own);
});
window.addEventListener("pagehide", () => waiting && keep());
window.django.jQuery(open); // after the stock scripts and ours have made the form ready

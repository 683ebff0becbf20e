// Save is sent while its page stays, so that no letter falls between two pages. Where the page that answers would be the
// same, this one goes on; else it is opened as soon as nobody types, and what was typed until then goes on in that
// (typed-on.js). What is not saved the browser sends once more in its own way, and shows what answers.

import { expectAnswer, typed } from "./keep.js";
import { leaveUnasked } from "./leaving.js";
import { sayInTheBar } from "./place.js";

const PAUSE = 1000; // ms in which nobody types
const PATIENCE = 5000; // ms, where the server can't be reached
const SOON = 400; // ms after which whoever waits is told that it is under way

const PAGE = crypto.randomUUID(); // what it has saved it may change, though no answer came

const form = document.querySelector("#article_form");
const note = form.querySelector(".bar-said");
let touched = 0; // when somebody typed or pressed last
let request; // the last save
let natively = false; // whether the browser sends what is pressed
let next; // the answer whose page is to be opened
let opening; // the timer that opens it

for (const kind of ["keydown", "input", "pointerdown", "compositionupdate"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { capture: true, passive: true });
}

// What was asked on the page is answered by the next.
function asks() {
    return form.querySelector(".meeting, [name=confirmed], [name=_popup]") !== null;
}

// After all that holds a form back, or notes what it sends (leaving.js).
document.addEventListener("submit", (event) => {
    const { target, submitter, defaultPrevented } = event;
    if (submitter?.formTarget !== "_blank") clearTimeout(opening);
    if (target !== form || defaultPrevented || submitter?.name !== "_save" || natively || asks()) return;
    event.preventDefault();
    save(submitter);
});

// A new story has more on its page once it is begun; what a form that came back says is over.
function mayStay() {
    return !next && !form.elements.form_key.value && !form.querySelector(".errornote, .question:not([role=note])");
}

async function save(submitter) {
    const pressed = Date.now();
    const values = new FormData(form);
    const sent = typed();
    const body = new FormData(form, submitter);
    body.set("page", PAGE);
    if (mayStay()) body.set("may_stay", "");
    request?.abort(); // after so long it may be pressed again (sending.js)
    request = new AbortController();
    const { signal } = request;
    const slow = setTimeout(() => say("Saving…"), SOON);
    say("");
    const headers = { "X-Requested-With": "fetch" };
    const response = await fetch(location.href, { method: "POST", body, headers, redirect: "manual", signal }).catch(() => null);
    clearTimeout(slow);
    if (signal.aborted) return;
    if (!response || response.status >= 500) return unsent(response);
    if (!response.headers.get("Content-Type")?.startsWith("application/json")) return sendNatively(submitter);
    const answer = await response.json().catch(() => null);
    if (answer) saved(answer, { values, sent, pressed });
    else unsent(null);
}

function say(words) {
    note.classList.remove("visually-hidden");
    note.textContent = words;
}

// Where the page says at its top what was done before, it says this there; else the bar does.
function tell(words) {
    const before = document.querySelector(".messagelist");
    before?.replaceChildren(Object.assign(document.createElement("li"), { className: "success", textContent: words }));
    say(words);
    if (before) sayInTheBar();
    else document.addEventListener("input", () => say(""), { once: true });
}

function unsent(response) {
    say("");
    const why = response ? `The server could not save it (error ${response.status}).` : "The server can't be reached.";
    form.dispatchEvent(new CustomEvent("unsent", { detail: why }));
    if (next) openAtRest();
}

function sendNatively(submitter) {
    form.dispatchEvent(new CustomEvent("unsent"));
    natively = true;
    form.requestSubmit(submitter);
    natively = false;
}

function saved(answer, { values, sent, pressed }) {
    const { version, words, address, stays } = answer;
    const at = document.activeElement ?? document.body;
    const typesOn = touched > pressed || (at !== document.body && !at.closest(".bar")); // or is about to
    if (!stays && !typesOn) return open(answer);
    if (version) form.elements.opened_version.value = version; // else it was merged with what this page does not show
    const isBegun = form.elements.form_key.value && address.endsWith("/change/");
    if (isBegun) history.replaceState(null, "", address); // loaded anew or kept, it is that story's from now on
    const { save_note: why } = form.elements;
    if (why.value === sent.save_note?.[0]) {
        why.value = ""; // of this save alone
        sent.save_note = [""];
        values.set("save_note", "");
    }
    form.dispatchEvent(new CustomEvent("saved", { detail: { ...answer, values, sent } }));
    tell(words);
    if (stays) return;
    form.dataset.opens = "";
    next = answer;
    openAtRest();
}

// What was typed on goes along, and the server offers it no more.
function openAtRest() {
    clearTimeout(opening);
    const later = (ms) => (opening = setTimeout(openAtRest, ms));
    if (!isAtRest()) return void later(100);
    const done = (isTaken) => {
        const opens = isTaken && isAtRest();
        if (opens) open(next);
        else later(isTaken ? 100 : PATIENCE);
        return opens;
    };
    form.dispatchEvent(new CustomEvent("handover", { detail: { done } })); // autosave.js
}

// Somebody goes elsewhere.
window.addEventListener("beforeunload", () => clearTimeout(opening));

function open({ article, address }) {
    expectAnswer(article);
    natively = true; // what is pressed until this page is gone takes the place of its address
    leaveUnasked();
    location.assign(address);
}

// A window that is open is another's work; what is written beside the story would lose its place.
function isAtRest() {
    const isBusy = document.querySelector("dialog[open], details.panel[open], .beside :focus, [data-beside] :focus") !== null;
    return !isBusy && Date.now() - touched >= PAUSE;
}

// Save is sent while its page stays, so that no letter falls between two pages. Where the page that answers would be the
// same, this one goes on; else it is opened as soon as nobody types, and what was typed until then goes on in that
// (typed-on.js). What is not saved the browser sends once more in its own way, then too, and shows what answers.

import { isBack, PAGE, refuse } from "./autosave.js";
import { expectAnswer, typed } from "./keep.js";
import { cameBack, leaveUnasked } from "./leaving.js";
import { asSent, takeIn } from "./merged.js";
import { keepUntilTyped, sayInTheBar } from "./place.js";

const PAUSE = 1000; // ms in which nobody types
const PATIENCE = 5000; // ms, where the server can't be reached
const SOON = 400; // ms after which whoever waits is told that it is under way

const form = document.querySelector("#article_form");
const note = form.querySelector(".bar-said");
let touched = 0; // when somebody typed or pressed last
let request; // the last save
let isAgain = false; // it was refused, and is sent with another token
let natively = false; // whether the browser sends what is pressed
let next; // what opens the page that answers, once nobody types
let waiting; // for that

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
    if (submitter?.formTarget !== "_blank") clearTimeout(waiting);
    if (target !== form || defaultPrevented || submitter?.name !== "_save" || natively || asks()) return;
    event.preventDefault();
    save(submitter);
});
// Somebody goes elsewhere.
window.addEventListener("beforeunload", () => clearTimeout(waiting));

async function save(submitter) {
    const was = { pressed: Date.now(), values: new FormData(form), sent: typed(), doc: asSent() };
    const body = new FormData(form, submitter);
    body.set("page", PAGE);
    request?.abort(); // after so long it may be pressed again (sending.js)
    request = new AbortController();
    const { signal } = request;
    const slow = setTimeout(() => say("Saving…"), SOON);
    say("");
    const headers = { "X-Requested-With": "fetch" };
    const response = await fetch(location.href, { method: "POST", body, headers, redirect: "manual", signal }).catch(() => null);
    const isJson = response?.headers.get("Content-Type")?.startsWith("application/json");
    const answer = isJson ? await response.json().catch(() => null) : null;
    clearTimeout(slow);
    if (signal.aborted) return;
    if (answer) return saved(answer, was);
    say("");
    form.dispatchEvent(new CustomEvent("unsent"));
    if (!response || isJson) return keepsOut();
    if (response.status >= 500) return keepsOut(`The server could not save it (error ${response.status}).`);
    const isOut = response.type === "opaqueredirect" || response.status === 403;
    if (isOut && !(await isBack())) return keepsOut();
    isAgain = response.status === 403 && !isAgain;
    if (isAgain) return form.requestSubmit(submitter); // with the token of who is back
    if (!isIdle(was.pressed)) say("Not saved yet: stop for a moment, and see why.", "unsaved");
    atRest(was.pressed, () => sendNatively(submitter));
}

function keepsOut(why) {
    refuse(why);
    if (next) openAtRest();
}

form.addEventListener("formdata", ({ formData }) => natively && formData.set("page", PAGE));

function sendNatively(submitter) {
    natively = true;
    form.requestSubmit(submitter);
    natively = false;
}

function say(words, kind = "") {
    note.classList.remove("visually-hidden");
    note.dataset.kind = kind;
    note.textContent = words;
}

// Where the page says at its top what was done before, it says this there; else the bar does.
function tell(said) {
    const words = said.join(" ");
    const before = document.querySelector(".messagelist");
    before?.replaceChildren(Object.assign(document.createElement("li"), { className: "success", textContent: words }));
    say(words);
    if (before) sayInTheBar();
    else keepUntilTyped(said.length > 1);
}

function saved(answer, { pressed, values, sent, doc }) {
    const { version, said, address, article, merged } = answer;
    if (!article) return open(answer); // not theirs any more
    const now = typed();
    const isTypedOn = Object.keys(now).some((name) => String(now[name]) !== String(sent[name] ?? ""));
    const isTaken = takeIn(merged, { sent, doc, now });
    const held = isTaken ? typed() : {};
    for (const name of Object.keys(merged).filter((name) => name in held)) {
        sent[name] = String(now[name]) === String(sent[name]) ? held[name] : [merged[name]];
        values.set(name, sent[name][0]);
    }
    // A new story has more on its page once it is begun; what a form that came back says is over.
    const stays = answer.stays && isTaken && !next && !form.elements.form_key.value && !cameBack;
    if (!stays && !isTypedOn && isIdle(pressed)) return open(answer);
    if (isTaken && version) form.elements.opened_version.value = version; // else this page does not show all of it
    const isBegun = form.elements.form_key.value && address.endsWith("/change/");
    if (isBegun) history.replaceState(null, "", address); // loaded anew or kept, it is that story's from now on
    const { save_note: why } = form.elements;
    if (why.value === sent.save_note?.[0]) {
        why.value = ""; // of this save alone
        sent.save_note = [""];
        values.set("save_note", "");
    }
    form.dispatchEvent(new CustomEvent("saved", { detail: { ...answer, stays, values, sent } }));
    form.dispatchEvent(new CustomEvent("checklist", { detail: answer.checklist }));
    tell([...said.map(({ words }) => words), ...(isTypedOn ? ["What you have typed since is not saved yet."] : [])]);
    if (stays) return;
    form.dataset.opens = "";
    next = answer;
    openAtRest();
}

// What was typed on goes along, and the server offers it no more.
function openAtRest() {
    atRest(0, () => {
        if (isElsewhere()) return void (waiting = setTimeout(openAtRest, 100));
        const done = (isTaken) => {
            const opens = isTaken && isQuiet() && !isElsewhere();
            if (opens) open(next);
            else waiting = setTimeout(openAtRest, isTaken ? 0 : PATIENCE);
            return opens;
        };
        form.dispatchEvent(new CustomEvent("handover", { detail: { done } })); // autosave.js
    });
}

// The page that says what was done; in the list of stories the server says it.
function open({ article, address, said }) {
    if (article) expectAnswer(article, said);
    natively = true; // what is pressed until this page is gone takes the place of its address
    leaveUnasked();
    location.assign(address);
}

// As soon as nobody types; at once for whoever has pressed the button, and nothing since.
function atRest(pressed, then) {
    clearTimeout(waiting);
    if (isQuiet() || isIdle(pressed)) then();
    else waiting = setTimeout(atRest, 100, 0, then);
}

function isIdle(pressed) {
    const at = document.activeElement ?? document.body;
    return touched <= pressed && (at === document.body || at.matches("[name=_save]"));
}

function isQuiet() {
    return !document.querySelector("dialog[open], .body-find :focus") && Date.now() - touched >= PAUSE;
}

// A panel that is open is at work; what is written beside the story would lose its place.
function isElsewhere() {
    return document.querySelector("details.panel[open], [data-beside] :focus") !== null;
}

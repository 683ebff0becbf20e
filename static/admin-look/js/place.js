// Whoever saves goes on where they were: the cursor in the text or the field that had it, and the page as far down. What
// has to be looked at first, such as a field in red, is shown from the top instead.

import { putIntoText, textPlace, typeInText } from "./text-place.js";

const PLACE = "story-place"; // key of where this tab was as it sent a form
const RIGHT_AFTER = 5000; // ms
const READING = 40; // ms a letter

const form = document.querySelector("#article_form");
const errors = form.querySelector(".errornote, .meeting");
const note = form.querySelector(".bar-said");
let last; // what was typed into last, also where a button was pressed since

document.addEventListener("focusin", ({ target }) => {
    const isField = target.matches("input, textarea, select") && !target.closest(".bar, .body-editor, dialog");
    if (isField || target.matches(".ProseMirror")) last = target;
});

function cursor() {
    if (!last?.isConnected) return {};
    if (!last.editor) return { field: last.id, from: last.selectionStart, to: last.selectionEnd };
    return { inText: true, ...textPlace(last.editor) };
}

// How far down the field is, in whatever notes stand above it.
function top({ field, inText }) {
    const there = (inText && form.querySelector(".ProseMirror")) || document.getElementById(field) || form;
    return there.getBoundingClientRect().top;
}

// Whoever has said why they save, and pressed Enter, goes on in the text.
const why = form.elements.save_note;
let isWhyDone = false;
why?.addEventListener("keydown", ({ key }) => (isWhyDone = key === "Enter"));

let sent = false;

function notePlace() {
    const at = cursor();
    const here = { path: location.pathname, isNew: Boolean(form.elements.form_key?.value), top: top(at), ...at };
    try {
        sessionStorage.setItem(PLACE, JSON.stringify(here));
    } catch {
        sessionStorage.setItem(PLACE, JSON.stringify({ ...here, doc: undefined })); // a text as long as that is found by number
    }
}

form.addEventListener("submit", ({ submitter, defaultPrevented }) => {
    if (defaultPrevented || submitter?.formTarget === "_blank") return;
    sent = true;
    notePlace();
});
window.addEventListener("pagehide", () => sent && notePlace()); // somebody may have typed on

function forget() {
    sent = false;
    sessionStorage.removeItem(PLACE);
}

// saving.js
form.addEventListener("unsent", forget);
form.addEventListener("saved", ({ detail: { stays } }) => {
    if (stays) forget();
    const at = document.activeElement;
    if (at?.matches("[name=_save]") || (at === why && isWhyDone)) (last?.editor?.view ?? last)?.focus({ preventScroll: true });
});

function putIntoField({ field, from, to }) {
    const found = document.getElementById(field); // null also where it has no id
    found?.focus({ preventScroll: true });
    if (typeof from === "number") found?.setSelectionRange(from, to);
}

// What the page says stands at its top, perhaps out of sight: then the bar says it, until somebody goes on or has seen it
// there. Screen readers are told by the bar in any case.
export function sayInTheBar() {
    const list = document.querySelector(".messagelist");
    note.textContent = [...list.children].map((item) => item.textContent.trim()).join(" ");
    const top = new IntersectionObserver(([{ isIntersecting }]) => {
        note.classList.toggle("visually-hidden", isIntersecting);
        if (isIntersecting) top.disconnect();
    });
    top.observe(list);
    keepUntilTyped(list.children.length > 1);
}

// What the bar says goes once somebody types or presses; where that is `more` than what they did, not before it was read.
export function keepUntilTyped(isMore) {
    const words = note.textContent;
    const readAt = Date.now() + (isMore ? READING * words.length : 0);
    const forget = () => note.textContent === words && (note.textContent = "");
    const once = () => setTimeout(forget, Math.max(0, readAt - Date.now()));
    for (const kind of ["input", "pointerdown"]) document.addEventListener(kind, once, { once: true });
}

function typeInField(field, key) {
    if (typeof field?.selectionStart !== "number" || (key === "Enter" && !field.matches("textarea"))) return;
    const { selectionStart: from, selectionEnd: to } = field;
    const isBack = key === "Backspace";
    field.setRangeText(isBack ? "" : key === "Enter" ? "\n" : key, isBack && from === to ? Math.max(0, from - 1) : from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
}

// None where early-keys.js has not come.
const earlyKeys = () => window.takeEarlyKeys?.() ?? [];

function type(keys, { inText, field }, editor) {
    for (const key of keys) {
        if (inText && editor) typeInText(editor, key);
        else typeInField(document.getElementById(field), key);
    }
}

function goBack(place) {
    const scroll = () => scrollBy({ top: top(place) - place.top, behavior: "instant" });
    const editor = form.querySelector(".ProseMirror")?.editor;
    if (place.inText && editor) putIntoText(editor, place);
    else putIntoField(place);
    scroll();
    type(earlyKeys(), place, editor); // what was typed while this page was being made
    if (document.readyState === "complete") return sayInTheBar();
    window.addEventListener("load", () => { // with all pictures
        scroll();
        sayInTheBar();
    }, { once: true });
}

// Where something has to be looked at first, whoever types on does so where the cursor was.
function goOnOnceTyped(place) {
    const editor = form.querySelector(".ProseMirror")?.editor;
    const begin = (keys) => {
        if (place.inText && editor) putIntoText(editor, place);
        else putIntoField(place);
        type(keys, place, editor);
    };
    const keys = earlyKeys();
    if (keys.length) return begin(keys);
    const readBy = Date.now() + RIGHT_AFTER;
    const typed = (event) => {
        const { key, target, ctrlKey, metaKey, altKey } = event;
        const isScroll = key === " " && Date.now() > readBy; // who reads what is said here goes down the page with it
        if (ctrlKey || metaKey || altKey || key.length !== 1 || isScroll || target.closest("a, button, summary, input, select, textarea, [contenteditable]")) return;
        event.preventDefault();
        stop();
        begin([key]);
    };
    const stop = () => document.removeEventListener("keydown", typed, true);
    document.addEventListener("keydown", typed, true);
    document.addEventListener("pointerdown", stop, { once: true });
}

const place = JSON.parse(sessionStorage.getItem(PLACE));
sessionStorage.removeItem(PLACE);
const isSaved = !errors && document.querySelector(".messagelist .success") !== null;
const isBack = isSaved && (place?.isNew || place?.path === location.pathname);
const isHere = place?.path === location.pathname && errors;
// The editor is there by then.
window.django.jQuery(() => (isBack ? goBack(place) : isHere ? goOnOnceTyped(place) : earlyKeys()));

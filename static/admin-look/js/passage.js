// A note on a passage: takes the words that are selected in the text, and leads from a note back to its words.

import { goBack, leave, stay } from "./note-place.js";

const notes = document.querySelector(".notes");
const text = () => document.querySelector(".ProseMirror") ?? document.querySelector(".reading .body-text");
const MOST = 500; // characters; see LONGEST_PASSAGE in models/comment.py

const offer = document.createElement("button");
offer.type = "button";
offer.className = "passage-offer";
offer.textContent = "Note on this passage";
offer.hidden = true;
document.body.append(offer);
let jumping = false;

function plain(words) {
    return words.replace(/\s+/g, " ").trim();
}

function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !text()?.contains(selection.anchorNode) || !text().contains(selection.focusNode)) return "";
    return plain(selection.toString()).slice(0, MOST);
}

function quote(words) {
    if (words) leave(text());
    else stay();
    notes.querySelector("[name=passage]").value = words;
    notes.querySelector("[name=passage]").dispatchEvent(new Event("input", { bubbles: true }));
    show();
    notes.querySelector(".said").textContent = "";
    if (words) notes.querySelector("#note-text").focus();
}

// Asked for by the keyboard where nothing is selected: what is typed next is no word of the story.
function onTheWhole() {
    leave(text());
    const quoted = notes.querySelector("[name=passage]").value;
    notes.querySelector(".said").textContent = quoted ? "" : "This note is on the whole story. For one on a passage, select its words first.";
    notes.querySelector("#note-text").focus();
}

function show() {
    const words = notes.querySelector("[name=passage]").value;
    const shown = notes.querySelector("[data-quote]");
    shown.hidden = !words;
    shown.querySelector("q").textContent = words;
}

// Every character of the text with its place; a space stands between two blocks, and for any number of spaces.
function characters() {
    const walker = document.createTreeWalker(text(), NodeFilter.SHOW_TEXT);
    const places = [];
    let written = "";
    let block;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const within = node.parentElement.closest("p, h2, h3, li, td, th, figcaption, blockquote, div");
        if (block && within !== block && !written.endsWith(" ")) {
            written += " ";
            places.push([node, 0]);
        }
        block = within;
        for (let at = 0; at < node.data.length; at++) {
            const space = /\s/.test(node.data[at]);
            if (space && written.endsWith(" ")) continue;
            written += space ? " " : node.data[at];
            places.push([node, at]);
        }
    }
    return { written, places };
}

// What we select ourselves is not offered for a note.
function keepQuiet() {
    jumping = true;
    setTimeout(() => (jumping = false), 400);
}

// Where the words of a note begin in what is written; below 0 where they are gone, which the note says.
function find(link, written, isAsked = false) {
    const start = written.indexOf(plain(link.dataset.passage));
    const note = link.closest(".note-quote");
    note.querySelector(".note-gone")?.remove();
    if (start >= 0) return start;
    const gone = document.createElement("p");
    gone.className = "note-gone";
    if (isAsked) gone.setAttribute("role", "status");
    gone.textContent = "These words are not in the text any more.";
    note.append(gone);
    return start;
}

function sayWhatIsGone() {
    const links = text() ? notes.querySelectorAll("a[data-passage]") : [];
    if (!links.length) return;
    const { written } = characters();
    for (const link of links) find(link, written);
}

function jump(link) {
    const words = plain(link.dataset.passage);
    const { written, places } = characters();
    const start = find(link, written, true);
    if (start < 0) return;
    const [first, from] = places[start];
    keepQuiet();
    const [last, until] = places[start + words.length - 1];
    text().focus({ preventScroll: true });
    getSelection().setBaseAndExtent(first, from, last, until + 1);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    first.parentElement.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

function place() {
    const words = jumping ? "" : selected();
    const take = notes.querySelector("[data-take-passage]");
    if (take) take.hidden = !words;
    offer.hidden = !words;
    if (!words) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - offer.offsetWidth - 8);
    offer.style.left = `${Math.max(8, left)}px`;
    offer.style.top = `${box.bottom + 8}px`;
}

if (notes) {
    document.addEventListener("selectionchange", place);
    document.addEventListener("jump", keepQuiet); // jump.js
    document.addEventListener("scroll", () => offer.hidden || place(), { passive: true });
    offer.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    offer.addEventListener("click", () => {
        quote(selected());
        offer.hidden = true;
    });
    document.addEventListener("keydown", (event) => {
        if (event.altKey && (event.ctrlKey || event.metaKey) && event.code === "KeyM") {
            event.preventDefault();
            if (selected()) quote(selected());
            else onTheWhole();
        }
    });
    notes.addEventListener("mousedown", (event) => event.target.closest("[data-take-passage]") && event.preventDefault());
    notes.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-passage]");
        if (link && text()) {
            event.preventDefault();
            jump(link);
        }
        if (event.target.closest("[data-take-passage]")) quote(selected());
        if (event.target.closest("[data-unquote]")) quote("");
    });
    notes.addEventListener("shown", () => {
        show();
        sayWhatIsGone();
    });
    notes.addEventListener("sent", ({ detail }) => {
        if (detail !== "add" || !text()) return; // beside.js
        keepQuiet();
        // More than that it is noted: somebody could not be told, which one stays to read.
        if (notes.querySelector(".said").textContent.trim() === "Noted.") return goBack(text());
        stay();
        notes.querySelector("#note-text").focus();
    });
    show();
    // From a mail or from My desk; the editor is there a moment later.
    const follow = () => {
        const link = /^#note-\d+$/.test(location.hash) && document.querySelector(`${location.hash} a[data-passage]`);
        if (link) jump(link);
    };
    window.django.jQuery(() => requestAnimationFrame(() => {
        sayWhatIsGone();
        follow();
    }));
    window.addEventListener("hashchange", follow);
}

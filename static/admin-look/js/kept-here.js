// Says on My desk which stories' texts this browser keeps that were not saved; see keep.js. Each story is named once. What
// the server has of them as new stories stands above; only where the browser has more it is named here too.

import { said } from "./moment.js";

const FORGOTTEN = 30 * 24 * 3600 * 1000; // ms, as in keep.js
const LATER = 5000; // ms, as in keep.js

const section = document.querySelector("[data-kept-here]");
const place = `story-text:${section.dataset.keptHere}:`;
const known = new Map(section.dataset.known.trim().split(" ").map((one) => {
    const [tab, at, restore] = one.split("=");
    return [tab, { at: Date.parse(at), restore }];
}));

function made(tag, words, more = {}) {
    return Object.assign(document.createElement(tag), { textContent: words, ...more });
}

// Also of a story that is gone, or that its writer may not open any more.
function words(texts) {
    const body = new DOMParser().parseFromString((texts.body?.[0] ?? "").replaceAll("</p>", "</p>\n"), "text/html");
    return [texts.headline?.[0], texts.standfirst?.[0], body.body.textContent].filter(Boolean).join("\n\n");
}

// The times by which texts of one story are told apart, to the second only where the minute is the same.
function times(texts) {
    const say = ({ at }, more) => said(at, section.dataset.timeZone, more);
    const minutes = texts.map((text) => say(text));
    const isTwice = (minute) => minutes.indexOf(minute) !== minutes.lastIndexOf(minute);
    return texts.map((text, index) => (isTwice(minutes[index]) ? say(text, { seconds: true }) : minutes[index]));
}

function link({ path, tab }, words) {
    const { restore } = known.get(tab) ?? {};
    return made("a", words, { href: restore ? `${asNew(path)}?restore=${restore}` : `${path}#kept-${tab}`, dir: "auto" });
}

function asNew(path) {
    return path.replace(/\d+\/change\/$/, "add/");
}

// Somebody has followed the link to a story that is not there any more, or not theirs.
function isGone(path) {
    const gone = new URLSearchParams(location.search).get("gone");
    return Boolean(gone) && path.endsWith(`/${gone}/change/`);
}

// The story is gone, and the server has what was typed into it as a new one: so has the browser from then on, and the form
// of that fills it in. Never in the place of another text.
function follow() {
    for (const key of keys()) {
        const [path, tab] = key.slice(place.length).split("#");
        const now = `${place}${asNew(path)}#${tab}`;
        if (!(known.has(tab) || isGone(path)) || localStorage.getItem(now)) continue;
        const { version, ...kept } = JSON.parse(localStorage.getItem(key)); // a new story has no version
        localStorage.removeItem(key); // first: there may be no room for both
        localStorage.setItem(now, JSON.stringify(kept));
    }
}

function keys() {
    return Object.keys(localStorage).filter((name) => name.startsWith(place));
}

function thrownAway({ key }, shown, item) {
    const away = made("button", "Throw it away", { type: "button" });
    away.addEventListener("click", () => {
        if (away.textContent === "Throw it away") return (away.textContent = "Throw it away for good");
        localStorage.removeItem(key);
        shown.remove();
        if (!item.querySelector("details")) item.remove();
        section.hidden = !section.querySelector("li");
    });
    return away;
}

function line(texts) {
    const item = document.createElement("li");
    const headline = texts[0].texts.headline?.[0] || "A story without a headline yet";
    const isOne = texts.length === 1;
    item.append(isOne ? link(texts[0], headline) : made("p", headline, { className: "kept-headline", dir: "auto" }));
    times(texts).forEach((time, index) => {
        const text = texts[index];
        const shown = document.createElement("div");
        const facts = made("p", "", { className: "facts" });
        const more = known.has(text.tab) ? " · has more than the text above" : "";
        facts.append(isOne ? time : link(text, time), `${more} · open it, and put it back`);
        const all = document.createElement("details");
        const itsWords = made("p", words(text.texts), { className: "kept-words", dir: "auto" });
        all.append(made("summary", "The words"), itsWords, thrownAway(text, shown, item));
        shown.append(facts, all);
        item.append(shown);
    });
    return item;
}

const found = [];
follow();
for (const key of keys()) {
    const [path, tab] = key.slice(place.length).split("#");
    const kept = JSON.parse(localStorage.getItem(key));
    const isAbove = kept.at < known.get(tab)?.at + LATER;
    if (!isAbove && Date.now() - kept.at < FORGOTTEN) found.push({ key, path, tab, ...kept });
}
found.sort((one, other) => other.at - one.at);
// Stories that were never saved share a path, and each is one of its own.
const stories = Map.groupBy(found, ({ key, path }) => (path.endsWith("/add/") ? key : path));
section.querySelector("ul").append(...[...stories.values()].map(line));
section.hidden = !found.length;

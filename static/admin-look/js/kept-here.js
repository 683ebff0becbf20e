// Says on My desk which stories' texts this browser keeps that were not saved; see keep.js. Each story is named once.

import { said } from "./moment.js";

const FORGOTTEN = 30 * 24 * 3600 * 1000; // ms, as in keep.js

const section = document.querySelector("[data-kept-here]");
const place = `story-text:${section.dataset.keptHere}:`;
const known = section.dataset.known.split(" "); // the server has them, and they stand above

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
    return made("a", words, { href: `${path}#kept-${tab}`, dir: "auto" });
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
        facts.append(isOne ? time : link(text, time), " · open it, and put it back");
        const all = document.createElement("details");
        const itsWords = made("p", words(text.texts), { className: "kept-words", dir: "auto" });
        all.append(made("summary", "The words"), itsWords, thrownAway(text, shown, item));
        shown.append(facts, all);
        item.append(shown);
    });
    return item;
}

const found = [];
for (const key of Object.keys(localStorage).filter((name) => name.startsWith(place))) {
    const [path, tab] = key.slice(place.length).split("#");
    const kept = JSON.parse(localStorage.getItem(key));
    if (!known.includes(tab) && Date.now() - kept.at < FORGOTTEN) found.push({ key, path, tab, ...kept });
}
found.sort((one, other) => other.at - one.at);
// Stories that were never saved share a path, and each is one of its own.
const stories = Map.groupBy(found, ({ key, path }) => (path.endsWith("/add/") ? key : path));
section.querySelector("ul").append(...[...stories.values()].map(line));
section.hidden = !found.length;

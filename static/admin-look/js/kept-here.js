// Says on My desk which stories' texts this browser keeps that were not saved, and the server lacks, or has less of; see
// keep.js. Each story is named once.

import { followBegun } from "./begun.js";
import { said } from "./moment.js";
import { atSecondPress } from "./second-press.js";

const FORGOTTEN = 30 * 24 * 3600 * 1000; // ms, as in keep.js
const JUST_NOW = 10_000; // ms: the last words of a form that was left may be on their way to the server
const ON_ITS_WAY = 2500; // ms, at most

const section = document.querySelector("[data-kept-here]");
const place = `story-text:${section.dataset.keptHere}:`;

// What the server has of them; nothing, where that can't be learnt.
async function asked() {
    const body = new URLSearchParams();
    for (const [path, tab] of keys().map(parts)) {
        body.append("tab", tab);
        if (storyOf(path)) body.append("article", storyOf(path));
    }
    const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
    const response = await fetch(section.dataset.address, { method: "POST", body, headers, redirect: "manual" }).catch(() => null);
    return response?.ok ? response.json() : { gone: [], texts: {} };
}

function parts(key) {
    return key.slice(place.length).split("#");
}

function storyOf(path) {
    return path.match(/(\d+)\/change\/$/)?.[1];
}

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
    return made("a", words, { href: asRestored(path, tab) ?? `${path}#kept-${tab}`, dir: "auto" });
}

function asRestored(path, tab) {
    const { restore } = known[tab] ?? {};
    return restore ? `${asNew(path)}?restore=${restore}` : undefined;
}

function asNew(path) {
    return path.replace(/\d+\/change\/$/, "add/");
}

// What was typed into a story that is gone is kept as a new one from then on, and the form of that fills it in. Its own form
// may be open still, and keep more of it: that takes the place of what was there before.
function follow(gone) {
    for (const key of keys()) {
        const [path, tab] = parts(key);
        if (!gone.includes(storyOf(path))) continue;
        const now = `${place}${asNew(path)}#${tab}`;
        const { version, ...kept } = recall(key); // a new story has no version
        localStorage.removeItem(key); // first: there may be no room for both
        if (!(recall(now)?.at > kept.at)) localStorage.setItem(now, JSON.stringify(kept));
    }
}

function recall(key) {
    return JSON.parse(localStorage.getItem(key));
}

function isShown(path, tab) {
    return document.querySelector(`a[href="${asRestored(path, tab)}"]`) !== null;
}

// What was kept before the server had it all, or all was saved, is of no interest; nor is what has the same words.
function isLacking({ tab, at, texts, mine }) {
    const there = known[tab];
    if (!there?.at) return true;
    if (at < there.at) return false;
    const said = (values) => String(values ?? "").replaceAll("\r\n", "\n");
    const { values } = there;
    return !Object.keys(values).length || (mine ?? Object.keys(texts)).some((name) => said(texts[name]) !== said(values[name]));
}

function keys() {
    return Object.keys(localStorage).filter((name) => name.startsWith(place));
}

function thrownAway({ key }, shown, item) {
    const away = made("button", "Throw it away", { type: "button" });
    atSecondPress(away, () => {
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
        const more = isShown(text.path, text.tab) ? " · has more than the text above" : "";
        facts.append(isOne ? time : link(text, time), `${more} · open it, and put it back`);
        const all = document.createElement("details");
        const itsWords = made("p", words(text.texts), { className: "kept-words", dir: "auto" });
        all.append(made("summary", "The words"), itsWords, thrownAway(text, shown, item));
        shown.append(facts, all);
        item.append(shown);
    });
    return item;
}

function isJustNow({ at }) {
    return Date.now() - at < JUST_NOW;
}

let known = {}; // what the server has, by tab

async function find() {
    if (!keys().length) return [];
    await followBegun(place, section.dataset.add, section.dataset.begun);
    const { gone, texts } = await asked();
    known = texts;
    follow(gone);
    const all = keys().map((key) => {
        const [path, tab] = parts(key);
        return { key, path, tab, ...recall(key) };
    });
    // What has reached the server since this page was made stands nowhere else on it.
    const isNew = (text) => isJustNow(text) && asRestored(text.path, text.tab) && !isShown(text.path, text.tab);
    return all.filter((text) => (isLacking(text) || isNew(text)) && Date.now() - text.at < FORGOTTEN);
}

let found = await find();
if (found.some((text) => isJustNow(text) && isLacking(text))) {
    await new Promise((done) => setTimeout(done, ON_ITS_WAY));
    found = await find();
}
found.sort((one, other) => other.at - one.at);
// Stories that were never saved share a path, and each is one of its own.
const stories = Map.groupBy(found, ({ key, path }) => (path.endsWith("/add/") ? key : path));
section.querySelector("ul").append(...[...stories.values()].map(line));
section.hidden = !found.length;
section.removeAttribute("aria-busy");

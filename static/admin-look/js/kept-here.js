// Says on My desk which stories' texts this browser keeps that were not saved; see keep.js.

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

function line({ key, path, tab, at, texts }) {
    const item = document.createElement("li");
    const story = made("a", texts.headline?.[0] || "A story without a headline yet", { href: `${path}#kept-${tab}`, dir: "auto" });
    const when = said(at, section.dataset.timeZone);
    const shown = document.createElement("details");
    const away = made("button", "Throw it away", { type: "button" });
    away.addEventListener("click", () => {
        if (away.textContent === "Throw it away") return (away.textContent = "Throw it away for good");
        localStorage.removeItem(key);
        item.remove();
        section.hidden = !section.querySelector("li");
    });
    shown.append(made("summary", "The words"), made("p", words(texts), { className: "kept-words", dir: "auto" }), away);
    item.append(story, made("p", `${when} · open it, and put it back`, { className: "facts" }), shown);
    return item;
}

const found = [];
for (const key of Object.keys(localStorage).filter((name) => name.startsWith(place))) {
    const [path, tab] = key.slice(place.length).split("#");
    const kept = JSON.parse(localStorage.getItem(key));
    if (!known.includes(tab) && Date.now() - kept.at < FORGOTTEN) found.push({ key, path, tab, ...kept });
}
found.sort((one, other) => other.at - one.at);
section.querySelector("ul").append(...found.map(line));
section.hidden = !found.length;

// What is typed between Save and the page that answers it goes on in the form of that page, where it stands beside what was
// sent; where that is another text by now, a colleague's too, it is offered as what the browser keeps.

import { tidied } from "editor/tidied";
import { choices, fields, fill, keep, offerToo, saysSaved, typed } from "./keep.js";
import { cameBack, remember } from "./leaving.js";

const TYPED_ON = "story-typed-on"; // key of what this tab has more than it sent

const form = document.querySelector("#article_form");
let sent; // what each field held

form.addEventListener("submit", ({ submitter, defaultPrevented }) => {
    if (!defaultPrevented && submitter?.formTarget !== "_blank") sent = typed();
});

form.addEventListener("unsent", () => (sent = undefined)); // saving.js
form.addEventListener("saved", ({ detail }) => (sent = detail.stays ? undefined : detail.sent));

window.addEventListener("pagehide", () => {
    if (!sent) return;
    const texts = typed();
    const mine = Object.keys(texts).filter((name) => String(texts[name]) !== String(sent[name] ?? ""));
    if (!mine.length) return;
    keep(); // for a tab that is closed, or leads elsewhere
    const version = form.elements.opened_version?.value;
    const kept = { at: Date.now(), version, texts, mine, choices: choices() };
    try {
        sessionStorage.setItem(TYPED_ON, JSON.stringify({ tab: form.elements.tab.value, kept, sent }));
    } catch {
        // No room: then it is offered.
    }
});

const isRow = (name) => name.startsWith("bylines-");

// The bylines that the rows of a form say, in their order, whatever their numbers are.
function bylines(texts) {
    const rows = [...new Set(Object.keys(texts).filter(isRow).map((name) => name.replace(/[^-]+$/, "")))];
    const of = (row, name) => String(texts[row + name] ?? "");
    return rows
        .filter((row) => of(row, "author") && !of(row, "DELETE"))
        .sort((one, other) => of(one, "ORDER") - of(other, "ORDER"))
        .map((row) => ["author", "role", "short_bio"].map((name) => of(row, name)).join())
        .join(";");
}

function goOn({ kept, sent: before }) {
    const there = typed();
    const same = (one, other) => tidied(String(one)).trim() === tidied(String(other)).trim();
    const standsThere = (name) => name in there && name in before && same(there[name], before[name]);
    // Where one of the rows is another than it was, so may be all.
    const rows = kept.mine.some(isRow) ? Object.keys({ ...there, ...before }).filter(isRow) : [];
    if (![...kept.mine, ...rows].every(standsThere)) {
        const others = Object.keys(before).filter((name) => !isRow(name));
        const isAsSent = others.every(standsThere) && bylines(there) === bylines(before);
        // Then what was typed on changes only that.
        return offerToo(isAsSent ? { ...kept, version: form.elements.opened_version.value } : kept);
    }
    remember(); // all that is saved
    for (const field of fields()) if (kept.mine.includes(field.name)) fill(field, kept.texts[field.name], kept.choices);
}

const more = JSON.parse(sessionStorage.getItem(TYPED_ON));
sessionStorage.removeItem(TYPED_ON);
const isAnswer = more && (saysSaved(more.tab) || (cameBack && form.elements.tab.value === more.tab));
if (isAnswer) window.django.jQuery(() => goOn(more)); // after the other scripts have seen what is saved

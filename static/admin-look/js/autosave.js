// Sends what is typed to the server every few seconds, and says who else has the story open. The browser keeps it too
// (keep.js), for when the server can't be reached or whoever typed it is signed out.

import { keep } from "./keep.js";
import { holdsMore, label } from "./label.js";
import { leaveUnasked } from "./leaving.js";

const TYPED_EVERY = 4000; // ms; only where something was typed
const SEEN_EVERY = 15000; // ms; that the form is still open
const SHARED_EVERY = 5000; // ms; the same, while it is open elsewhere, or was a moment ago
const AT_MOST = 60_000; // characters: what a browser sends of a page that is left is less than 64 KiB

export const PAGE = crypto.randomUUID(); // what it has saved it may change, though no answer came

const form = document.querySelector("#article_form");
const notice = form.querySelector("[data-autosave]");
const address = notice.dataset.autosave;
const NOT_TYPED = ["csrfmiddlewaretoken", "opened_version", "opened_acts", "form_key", "tab", "browser_at"];
const opened = { names: null };
// What comes back unsaved was typed already.
const cameBack = notice.dataset.cameBack?.split("|") ?? [];
let typed = false;
let keeping = false; // whether the server has something that is not saved
let shared = false;
let out = false; // nothing that is typed reaches the server
let offline = false; // because it can't be reached; otherwise, because whoever types is signed out
let other = ""; // who is signed in in this browser instead
let lost = ""; // because the story is not there any more, or not theirs who type; why
let keptThere = false; // what is typed into it is kept on the server all the same
let refused = false; // Save was pressed meanwhile
let failed = ""; // how the server answered, where it could not save
let busy; // the answer that is awaited
let handedOver = false; // the server is given another text to put in the place of this form's
let sent = 0;

function token() {
    return form.elements.csrfmiddlewaretoken;
}

function serialised() {
    const data = new FormData(form); // has the body's editor write down what it holds
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
}

function byName(data) {
    return new Map([...data.keys()].map((name) => [name, data.getAll(name)]));
}

// The labels of what differs from the form as it was opened.
function changed(data) {
    const now = byName(data);
    const different = [...new Set([...now.keys(), ...opened.names.keys()])]
        .filter((name) => !NOT_TYPED.includes(name) && !/^(put|choice|left)-/.test(name) && String(now.get(name)) !== String(opened.names.get(name)))
        .map((name) => (form.elements[name]?.[0]?.name ? form.elements[name][0] : form.elements[name]))
        .filter((field) => !field?.closest(".panel"));
    const labels = [...cameBack, ...different.filter(Boolean).map(label).filter(Boolean)];
    if (!labels.length) return different.length ? ["Story"] : [];
    return [...new Set([...labels, ...saidInBar(now).map(label)])];
}

// Where words stand that were typed for a button, or why it is saved: they come back with the text.
function saidInBar(now) {
    const fields = [...form.querySelectorAll(".bar :is(input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select)[name]")];
    const isTyped = ({ name }) => cameBack.length > 0 || String(now.get(name)) !== String(opened.names.get(name));
    return fields.filter((field) => holdsMore(field) && isTyped(field));
}

// What the form holds, as the server is told it.
function held() {
    const data = new FormData();
    data.set("tab", form.elements.tab.value);
    data.set("page", PAGE);
    data.set("article", notice.dataset.article);
    if (typed) {
        const values = serialised();
        data.set("values", String(new URLSearchParams(values)));
        const labels = changed(values);
        labels.forEach((name) => data.append("changed", name));
        keeping = labels.length > 0;
    }
    return data;
}

function post(body, more = {}) {
    return fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token().value }, redirect: "manual", ...more });
}

async function send() {
    const body = held();
    let response = await post(body);
    if (response.status === 403 && (await renew())) {
        response = await post(body);
        lost = response.status === 403 ? "This story is not there any more, or not yours: copy what you need from here." : "";
    }
    return response;
}

// Whoever has signed in again in another tab has a new token; this form can be sent with it.
async function renew() {
    const response = await fetch(address, { redirect: "manual" });
    if (response.status >= 500) throw new Error(`the server answers with ${response.status}`); // who is signed in it can't say
    const { token: fresh, user, name } = response.ok ? await response.json() : {};
    const isBack = String(user) === notice.dataset.user;
    other = isBack ? "" : (name ?? (response.status === 403 ? "somebody else" : ""));
    if (isBack) token().value = fresh;
    return isBack;
}

function say(parts, kind = "") {
    const words = parts.map((part) => part.textContent ?? part).join("");
    if (notice.textContent !== words) notice.replaceChildren(...parts);
    notice.dataset.kind = words ? kind : "";
}

function signIn(words) {
    return Object.assign(document.createElement("a"), {
        href: notice.dataset.signIn, target: "_blank", rel: "noopener", textContent: words,
    });
}

function desk() {
    return Object.assign(document.createElement("a"), { href: notice.dataset.desk, textContent: "My desk" });
}

function kept() {
    return "unkept" in form.dataset
        ? "This browser has no room to keep what you type: copy it elsewhere before you leave."
        : "What you type is kept in this browser.";
}

// Why nothing reaches the server, until it does.
function sayOut() {
    out = true;
    const why =
        offline ? [`${failed || "The server can't be reached."} ${kept()}`] :
        lost ? [`${lost} `, ...(keptThere ? ["What you type is kept on ", desk(), ", as a new story."] : [kept()])] :
        other ? [`You are signed in as ${other} in this browser; to save this, `, signIn(`sign in as ${notice.dataset.name} again`), `. ${kept()}`] :
        [`You are signed out. ${kept()} `, signIn("Sign in again"), " in another tab, then go on here."];
    say([refused ? "Not saved. " : "", ...why], refused ? "refused" : "out");
}

// Leads to the page as it is now; what was typed and not saved is offered there.
function again() {
    const link = Object.assign(document.createElement("a"), { href: location.pathname, textContent: "Open it again" });
    link.addEventListener("click", ({ ctrlKey, metaKey, shiftKey }) => {
        const isKept = !("behind" in notice.dataset) || keep(); // by the server, or this browser
        if (!ctrlKey && !metaKey && !shiftKey && isKept) leaveUnasked();
    });
    return link;
}

function report({ at, version, others, acts, notes, readers, checklist, lost: why }) {
    lost = why ?? "";
    if (lost) {
        [offline, other, keptThere] = [false, "", true];
        return sayOut();
    }
    out = false;
    failed = "";
    if (checklist !== undefined) form.dispatchEvent(new CustomEvent("checklist", { detail: checklist }));
    form.dispatchEvent(new CustomEvent("notes", { detail: notes })); // beside.js
    shared = others.length > 0;
    const parts = others.map(({ name, own, changed }) =>
        own ? "You have this story open in another tab too." :
        changed.length ? `${name} has this story open and has changed ${changed.join(", ")}, not saved yet.` : `${name} has this story open.`,
    );
    const [shown, texts] = form.elements.opened_version?.value.split("/") ?? []; // see stale.py
    if (version > (texts ?? shown)) parts.push("It was saved since you opened it: your save will be merged with that.");
    const done = acts.filter(({ mark }) => !notice.dataset.acts.split(" ").includes(mark));
    parts.unshift(...done.map(({ words }) => words));
    const isOther = readers && readers.mark !== notice.dataset.mark;
    if (isOther) parts.push(`Since you opened it: ${readers.have}.`);
    if (keeping) parts.push(`What you typed is kept, ${at}.`);
    if (refused) parts.unshift("Not saved yet: the server can be reached again, so save again.");
    const mayOpen = done.length || isOther ? [" ", again(), " to go on from there."] : [];
    say([parts.join(" "), ...mayOpen], refused ? "refused" : others.length || done.length || isOther ? "others" : "");
}

function tick() {
    const due = typed && dirty ? TYPED_EVERY : shared && !document.hidden ? SHARED_EVERY : SEEN_EVERY;
    if (busy || handedOver || Date.now() - sent < due || "sent" in form.dataset) return;
    busy = tell().finally(() => (busy = undefined));
}

async function tell() {
    sent = Date.now();
    const sending = dirty;
    dirty = false;
    try {
        const response = await send();
        if (response.ok) {
            report(await response.json());
            notice.toggleAttribute("data-behind", dirty);
        }
        else if (response.type === "opaqueredirect" || response.status === 403) {
            dirty = dirty || sending;
            offline = false;
            if (response.status !== 403) other = "";
            sayOut();
        } else dirty = dirty || sending;
    } catch {
        dirty = dirty || sending;
        [offline, failed] = [true, ""];
        sayOut();
    }
}

let dirty = false;

// What is asked about publishing is no text of the story: it is kept only with that.
function type(event) {
    if (event?.target.closest(".question")) return;
    typed ||= !event?.target.closest(".panel, .save-note");
    if (!typed) return;
    dirty = true;
    notice.toggleAttribute("data-behind", true); // the server has not all of it
}

form.addEventListener("input", type);
form.addEventListener("change", type);
// What is typed while that is on its way is later, whenever the server has read it.
form.addEventListener("formdata", ({ formData }) => formData.set("browser_at", Date.now()));
form.addEventListener("saved", ({ detail: { article, mark, values } }) => { // saving.js
    opened.names = byName(values);
    Object.assign(notice.dataset, { article, mark });
    cameBack.length = 0;
    dirty = typed = changed(serialised()).length > 0; // since it was sent
    notice.toggleAttribute("data-behind", dirty);
    if (!dirty) [keeping, sent] = [false, Date.now()];
    say([]);
});
// What is typed here goes on in the page that is opened next. `done` hears whether the server offers it no more, and says
// whether that page opens now.
form.addEventListener("handover", async ({ detail: { done } }) => {
    handedOver = true;
    await busy;
    const asked = { tab: form.elements.tab.value, article: notice.dataset.article, thrown_away: "" };
    const response = await post(new URLSearchParams(asked)).catch(() => null);
    handedOver = done(response?.ok === true);
    dirty = typed;
});
form.addEventListener("takenover", ({ detail: { name, value } }) => opened.names.set(name, [value])); // beside.js
// What an earlier form has left stays on the server for a month, offered less loudly. `kept` is what only the browser
// has of it (see keep.js); `done` hears whether it is there.
form.addEventListener("setaside", async ({ detail: { tab, kept, done } }) => {
    const asked = { tab, article: notice.dataset.article };
    const steps = [Object.entries({ ...asked, set_aside: "" })];
    if (kept) steps.unshift([...Object.entries(asked), ...whole(kept)]);
    try {
        for (const step of steps) {
            const response = await post(new URLSearchParams(step));
            if (!response.ok) return done(false);
        }
        done(true);
    } catch {
        done(false);
    }
});

// Of a page that asked which of two texts to take, or with other bylines than the form has rows for; `done` hears where it
// is put back, or nothing. It may take the place of what stands in this form, which is not sent after it.
form.addEventListener("askagain", async ({ detail: { tab, kept, done } }) => {
    handedOver = true;
    await busy;
    const asked = Object.entries({ tab, article: notice.dataset.article, restore: "" });
    const response = await post(new URLSearchParams([...asked, ...whole(kept)])).catch(() => null);
    handedOver = response?.ok === true;
    done(handedOver ? (await response.json()).restore : null);
});

// A form with these texts in it, written on the version that they were written on, as the server keeps it.
function whole({ at, version, texts, asked }) {
    if (asked) return Object.entries({ values: asked, changed: "Story" });
    const values = serialised();
    values.set("browser_at", at);
    if (version !== undefined) values.set("opened_version", version);
    if (values.get("form_key")) values.set("form_key", crypto.randomUUID()); // another new story than that of this form
    const rows = Object.keys(texts).filter((name) => /^bylines-\d+-author$/.test(name)).length;
    for (const name of [...values.keys()]) if (/^bylines-\d+-/.test(name)) values.delete(name);
    values.set("bylines-TOTAL_FORMS", rows);
    for (const [name, given] of Object.entries(texts)) {
        values.delete(name);
        given.forEach((value) => values.append(name, value));
    }
    return [["values", String(new URLSearchParams(values))], ...changed(values).map((label) => ["changed", label])];
}

// Another form of the same person, opened after this one was left, says nothing of two tabs.
function close(tab = form.elements.tab.value) {
    const body = new URLSearchParams({ tab, article: notice.dataset.article, closed: "" });
    // Also where the page is left at once.
    return post(body, { keepalive: true });
}

// The last words go with whoever leaves, where the browser sends so much behind them; what is being saved does not.
window.addEventListener("pagehide", () => {
    if (!notice.hasAttribute("data-behind") || "sent" in form.dataset || handedOver || !navigator.onLine) return close();
    const body = held();
    body.set("closed", "");
    return body.get("values").length > AT_MOST ? close() : post(body, { keepalive: true });
});
// The form is about to take another tab (keep.js): what stands in it is sent as what the one until now holds.
form.addEventListener("othertab", async () => {
    const tab = form.elements.tab.value;
    try {
        if (dirty) await send();
        await close(tab);
    } catch {
        // The browser has it, and offers it.
    }
});
window.addEventListener("pageshow", (event) => event.persisted && (sent = 0));
// Sent with a token that is too old, the form would be refused: the last moment to get a new one.
window.addEventListener("focus", () => out && isBack());
window.addEventListener("offline", () => (out = offline = true));

// Whether whoever opened the form is signed in, and the server can be reached; the form has their token then.
export async function isBack() {
    try {
        offline = false;
        out = !(await renew());
    } catch {
        out = offline = true;
        failed = "";
    }
    if (!out) sent = 0; // what was typed is sent at once, which is said then
    return !out;
}

// Save was pressed, and nothing is saved; `why`, where that is known better than by isBack().
export function refuse(why = "") {
    refused = true;
    if (why || !out) [offline, failed] = [true, why];
    sayOut();
}

// Nothing is sent into the void: the form stays, and its words with it.
form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    if (submitter?.formTarget === "_blank") return;
    refused = false;
    if (!out && navigator.onLine) return; // an answer under way when the line broke off says nothing of now
    event.preventDefault();
    event.stopImmediatePropagation();
    if ((await isBack()) && !lost) return form.requestSubmit(submitter);
    refuse();
}, { capture: true });

// What stays in sight stands below each other: the bar (on a phone it is at the foot of the screen), this notice, and
// the editor's tools.
const bar = form.querySelector(".bar");
const heights = new ResizeObserver(() => {
    const [top, own] = [bar, notice].map((one) => (getComputedStyle(one).position === "sticky" ? one.offsetHeight : 0));
    form.style.setProperty("--bar-height", `${top}px`);
    form.style.setProperty("--body-tools-top", `${top + own}px`);
});
heights.observe(bar);
heights.observe(notice, { box: "border-box" });

window.django.jQuery(() => {
    opened.names = byName(serialised());
    if (cameBack.length) type();
    setTimeout(tick, 500);
    setInterval(tick, 1000);
});

// Lets the checklist beside the form follow what is typed; autosave.js brings what the server finds in it.

const form = document.querySelector("#article_form");
const list = form.querySelector("[data-findings]");
const found = form.querySelector("[data-found]");
let shown = "";

form.addEventListener("checklist", ({ detail: html }) => {
    if (!list) return;
    form.querySelector("[data-as-saved]").hidden = html !== null;
    // Whoever is on one of its links would lose their place: it follows when they have left.
    if (html === null || html === shown || list.contains(document.activeElement)) return;
    shown = html;
    const before = list.querySelectorAll("li").length;
    list.innerHTML = html;
    list.closest("section").hidden = false; // of a new story nothing is known before something is typed
    const now = list.querySelectorAll("li").length;
    // Read out only when something has come or gone, not each time that a headline is a letter longer.
    if (now !== before) found.textContent = now ? `Before it goes live: ${now} to look at.` : "Nothing stands in the way of going live.";
});

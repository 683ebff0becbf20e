// Throws a text away that was not saved, at the second press: on the server, and where this browser keeps it too.

import { atSecondPress } from "./second-press.js";

async function reachesServer({ throwAway: tab, article, address }) {
    const body = new URLSearchParams({ tab, article, thrown_away: "" });
    const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
    const response = await fetch(address, { method: "POST", body, headers, redirect: "manual" }).catch(() => null);
    return Boolean(response?.ok);
}

function forgetHere({ throwAway: tab, user }) {
    const isIts = (key) => key.startsWith(`story-text:${user}:`) && key.endsWith(`#${tab}`);
    Object.keys(localStorage).filter(isIts).forEach((key) => localStorage.removeItem(key));
}

for (const button of document.querySelectorAll("[data-throw-away]")) {
    button.hidden = false; // nothing is thrown away without a script
    atSecondPress(button, async () => {
        if (!(await reachesServer(button.dataset))) {
            button.nextElementSibling.textContent = " That did not reach the server: it stays here.";
            return;
        }
        forgetHere(button.dataset);
        const all = button.closest("[data-texts]");
        button.closest("li").remove();
        all.hidden = !all.querySelector("li");
    });
}

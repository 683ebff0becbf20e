// A form is sent once, however often its button is pressed. A form that has begun a story leads to it when the browser's
// Back shows it again: saved once more, it would begin another.

import { cameBack, leaveUnasked } from "./leaving.js";

const PATIENCE = 20000; // ms

const form = document.querySelector("#article_form");
let sent = false;

// At Back a browser fills in what stood in the fields, but not the text, over a story that may be another by now: the form
// opens as the story is, and offers what was typed.
form.autocomplete = "off";

form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget === "_blank") {
        return; // a preview opens beside the form, which stays as it is
    }
    if (sent) {
        event.preventDefault();
        return;
    }
    sent = true;
    form.dataset.sent = "";
    const key = form.elements.form_key?.value;
    if (key) history.replaceState({ sent: key }, ""); // stays with this page of the browser's history, and no other
    setTimeout(again, PATIENCE); // whoever has stopped the browser is not left with dead buttons
});

// What came back unsaved is no page to load anew, which would send once more what was sent, without what was typed since:
// the form opens as the story is, and offers all of it.
if (cameBack) history.replaceState(history.state, "");

for (const answer of ["saved", "unsent"]) form.addEventListener(answer, again); // saving.js
// Whoever comes back with the browser's button finds the form as it was, ready to be sent again.
window.addEventListener("pageshow", again);
window.addEventListener("pageshow", leadOn);

function again() {
    sent = false;
    delete form.dataset.sent;
}

async function leadOn() {
    const { form_key: key, opened_version: version } = form.elements;
    if (!history.state?.sent || !key?.value) return;
    // Whoever saves before the answer is here saves that story, and is asked where it differs: the browser need not have
    // filled in all that was sent.
    key.value = history.state.sent;
    version.value = "";
    const response = await fetch(`${key.dataset.begun}?form_key=${key.value}`).catch(() => null);
    const { address } = response?.ok ? await response.json() : {};
    if (!address || sent) return;
    leaveUnasked();
    location.replace(address);
}

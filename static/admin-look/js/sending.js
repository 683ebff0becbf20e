// A form is sent once, however often its button is pressed; leaving it with unsaved changes is asked about.

const PATIENCE = 20000; // ms

const form = document.querySelector("#article_form");
let sent = false;
let changed = document.querySelector(".errornote, .meeting, .question") !== null;

form.addEventListener("input", () => (changed = true));
form.addEventListener("change", () => (changed = true));

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
    setTimeout(again, PATIENCE); // whoever has stopped the browser is not left with dead buttons
});

// Whoever comes back with the browser's button finds the form as it was, ready to be sent again.
window.addEventListener("pageshow", again);

function again() {
    sent = false;
    delete form.dataset.sent;
}

window.addEventListener("beforeunload", (event) => {
    if (changed && !sent) {
        event.preventDefault();
    }
});

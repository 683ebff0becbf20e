// A button that throws something away does so at the second press. Apart from throw-away.js: a module that is both a page's
// script and imported may run twice, under two addresses.

export function atSecondPress(button, act) {
    button.addEventListener("click", () => {
        if (button.textContent !== "Throw it away") return act();
        button.textContent = "Throw it away for good";
    });
}

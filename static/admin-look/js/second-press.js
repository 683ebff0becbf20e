// A button that throws something away does so at the second press, if nothing else is done in between.

export function atSecondPress(button, act) {
    const first = button.textContent;
    const isArmed = () => button.textContent !== first;
    button.addEventListener("click", () => {
        if (isArmed()) return act();
        button.textContent = "Throw it away for good";
    });
    // Also where the button has no focus: not every browser gives it to one that is pressed.
    document.addEventListener("pointerdown", ({ target }) => !button.contains(target) && takeBack());
    document.addEventListener("keydown", ({ key }) => (key === "Escape" || key === "Tab") && takeBack());

    function takeBack() {
        if (isArmed()) button.textContent = first;
    }
}

// The panels of the bar close when another opens, at the Escape key, and at a press beside them.

const panels = [...document.querySelectorAll("details.panel")];

function close(panel) {
    panel.open = false;
}

for (const panel of panels) {
    panel.addEventListener("toggle", () => {
        if (panel.open) {
            panels.filter((other) => other !== panel).forEach(close);
            const isThere = panel.querySelector(".panel-body").contains(document.activeElement); // led there by jump.js
            if (!isThere) panel.querySelector("input, select, textarea, button")?.focus();
        }
    });
    panel.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && panel.open) {
            close(panel);
            panel.querySelector("summary").focus();
        }
    });
}

document.addEventListener("click", (event) => {
    if (!event.target.closest("details.panel")) {
        panels.filter((panel) => !panel.contains(document.activeElement)).forEach(close); // see jump.js
    }
});

// In a field of a panel, the Enter key presses the panel's own button, not the form's first, which saves.
document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("details.panel input:not([type=checkbox])");
    if (event.key !== "Enter" || !field || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    buttonOf(field)?.click();
});
document.addEventListener("press-own", (event) => buttonOf(event.target)?.click()); // shortcuts.js

// The button that a field of a panel, a note or a reply belongs to.
function buttonOf(field) {
    const part = field.closest("details:not(.panel), .note-new, section, .panel-body");
    return part?.querySelector("button[name]:not([type=button])");
}

// The panels of the bar close when another opens, at the Escape key, and at a press beside them.

const panels = [...document.querySelectorAll("details.panel")];

function close(panel) {
    panel.open = false;
}

for (const panel of panels) {
    panel.addEventListener("toggle", () => {
        if (panel.open) {
            panels.filter((other) => other !== panel).forEach(close);
            panel.querySelector("input, select, textarea, button")?.focus();
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
        panels.forEach(close);
    }
});

// Moves bylines up and down; their place is their number in the form.

const group = document.querySelector("#bylines-group");
const rows = () => [...group.querySelectorAll(":scope > .byline:not(.empty-form)")];

function place(row) {
    return row.querySelector("input[name$=-ORDER]");
}

function offerMoves() {
    const all = rows();
    all.forEach((row, index) => {
        row.querySelector("[data-move=up]").disabled = index === 0;
        row.querySelector("[data-move=down]").disabled = index === all.length - 1;
    });
}

function number() {
    rows().forEach((row, index) => (place(row).value = index + 1));
    offerMoves();
}

// A form that came back has the rows as they were opened, with the places that they were moved to.
function arrange() {
    const number = (row) => Number(place(row).value) || Number.MAX_SAFE_INTEGER;
    const all = rows();
    const here = document.createComment("");
    all[0]?.before(here);
    here.replaceWith(...all.sort((one, other) => number(one) - number(other)));
    offerMoves();
}

function button(direction, sign, label) {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.move = direction;
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    return made;
}

function equip(row) {
    const tools = row.querySelector(".byline-tools");
    // The stock script puts its link at the row's beginning.
    const remove = row.querySelector(".inline-deletelink");
    if (remove) {
        tools.append(remove);
    }
    if (!tools.querySelector("[data-move]")) {
        tools.prepend(button("up", "↑", "Move this byline up"), button("down", "↓", "Move this byline down"));
    }
}

if (group) {
    document.documentElement.classList.add("with-script");
    // After the stock script, which waits for the document as well.
    window.django.jQuery(() => {
        rows().forEach(equip);
        arrange();
        number();
    });
    group.addEventListener("change", ({ target }) => target.name?.endsWith("-ORDER") && arrange()); // keep.js
    group.addEventListener("click", (event) => {
        const pressed = event.target.closest("[data-move]");
        if (!pressed) {
            return;
        }
        const row = pressed.closest(".byline");
        const up = pressed.dataset.move === "up";
        const other = up ? row.previousElementSibling : row.nextElementSibling;
        other[up ? "before" : "after"](row);
        number();
        (pressed.disabled ? row.querySelector("[data-move]:enabled") : pressed)?.focus();
        group.dispatchEvent(new Event("change", { bubbles: true }));
    });
    group.addEventListener("formset:added", (event) => {
        equip(event.target);
        number();
        event.target.querySelector("select")?.focus();
    });
    document.addEventListener("formset:removed", number);
}

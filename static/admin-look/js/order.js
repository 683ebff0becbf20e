// Moves the rows of an ordered list up and down; their place is the number in the form, which stays without a script.

const NUMBER = "input[name$=-position]";

function equip(group) {
  const ROW = group.dataset.inlineType === "stacked" ? ".inline-related" : "tr.form-row";
  let hasMoved = false;
  const rows = () => [...group.querySelectorAll(`${ROW}:not(.empty-form)`)];

  // Each comes after the one before it. A row that is where it was keeps its number: the history says what somebody changed.
  function number() {
    const all = rows();
    let last = 0;
    all.forEach((row, index) => {
      const field = row.querySelector(NUMBER);
      const isFree = hasMoved || !row.classList.contains("has_original");
      if (isFree && index && Number(field.value) <= last) field.value = last + 1;
      last = Math.max(last, Number(field.value));
      row.querySelector("[data-move=up]").disabled = index === 0;
      row.querySelector("[data-move=down]").disabled = index === all.length - 1;
    });
  }

  function give(row) {
    const field = row.querySelector(NUMBER);
    field.hidden = true;
    if (row.querySelector("[data-move]")) return;
    for (const [direction, sign] of [["up", "↑"], ["down", "↓"]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
      button.dataset.move = direction;
      button.setAttribute("aria-label", `Move this link ${direction}`);
      field.before(button);
    }
  }

  rows().forEach(give);
  number();
  group.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-move]");
    if (!pressed) return;
    const all = rows();
    const row = pressed.closest(ROW);
    const up = pressed.dataset.move === "up";
    all[all.indexOf(row) + (up ? -1 : 1)][up ? "before" : "after"](row);
    hasMoved = true;
    number();
    (pressed.disabled ? row.querySelector("[data-move]:enabled") : pressed)?.focus();
    row.querySelector(NUMBER).dispatchEvent(new Event("change", { bubbles: true }));
  });
  group.addEventListener("formset:added", (event) => {
    event.target.querySelectorAll("[data-move]").forEach((button) => button.remove());
    give(event.target);
    number();
  });
  document.addEventListener("formset:removed", number);
}

for (const field of document.querySelectorAll(`.inline-group .empty-form ${NUMBER}`)) equip(field.closest(".inline-group"));

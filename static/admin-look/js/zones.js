// Moves, adds and removes zones without asking the server; their places are their numbers in the form.

const form = document.querySelector("#layout_form");
const list = form?.querySelector("[data-zones]");
const total = form?.querySelector("[name=zones-TOTAL_FORMS]");
const rows = () => [...list.querySelectorAll(":scope > [data-zone]")];

function number() {
  const all = rows();
  total.value = all.length;
  all.forEach((row, index) => {
    for (const field of row.querySelectorAll("[data-field]")) {
      field.name = `zones-${index}-${field.dataset.field}`;
      const label = row.querySelector(`label[for="${field.id}"]`);
      field.id = `id_${field.name}`;
      label?.setAttribute("for", field.id);
    }
    row.querySelector("[data-number]").textContent = index + 1;
    for (const button of row.querySelectorAll("[data-move], [data-remove]")) {
      button.value = index;
      button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/\d+/, index + 1));
    }
    row.querySelector("[data-move=up]").disabled = index === 0;
    row.querySelector("[data-move=down]").disabled = index === all.length - 1;
  });
}

function changed() {
  number();
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function move(button) {
  const row = button.closest("[data-zone]");
  if (button.dataset.move === "up") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  changed();
  (button.disabled ? row.querySelector("[data-move]:enabled") : button)?.focus();
}

function remove(button) {
  const row = button.closest("[data-zone]");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  changed();
  (next?.querySelector("[data-remove]") ?? form.querySelector("[data-add]"))?.focus();
}

function add(button) {
  const row = form.querySelector("[data-blank]").content.firstElementChild.cloneNode(true);
  const field = (name) => row.querySelector(`[data-field=${name}]`);
  // Labels find their fields by these until number() gives both their own.
  field("kind").value = button.dataset.add;
  field("count").value = button.dataset.usual;
  field("rule").value = button.dataset.add === "block" ? "section" : "newest";
  row.querySelector("[data-name]").textContent = button.querySelector("b").textContent;
  row.querySelector("[data-pin]")?.remove();
  list.append(row);
  form.querySelector("[data-none]")?.remove();
  changed();
  field(button.dataset.add === "block" ? "section" : "title").focus();
}

if (form) {
  document.documentElement.classList.add("with-script");
  number();
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move], [data-remove], [data-add]");
    if (!button || (button.dataset.add && !form.querySelector("[data-blank]"))) return;
    event.preventDefault();
    if (button.dataset.move) move(button);
    else if (button.dataset.add) add(button);
    else remove(button);
  });
  form.addEventListener("change", (event) => {
    if (event.target.dataset?.field !== "kind") return;
    const row = event.target.closest("[data-zone]");
    row.querySelector("[data-name]").textContent = event.target.selectedOptions[0].textContent;
  });
}
  form.addEventListener("previewed", ({ detail: headers }) => {
    const empty = (headers.get("Empty-Zones") ?? "").split(",");
    rows().forEach((row, index) => (row.querySelector("[data-empty]").hidden = !empty.includes(String(index))));
  });

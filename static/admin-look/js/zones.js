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
  const all = rows(); // what says that a zone was removed stands between them
  if (button.dataset.move === "up") all[all.indexOf(row) - 1]?.before(row);
  else all[all.indexOf(row) + 1]?.after(row);
  changed();
  (button.disabled ? row.querySelector("[data-move]:enabled") : button)?.focus();
}

function nameOf(row) {
  const value = (name) => row.querySelector(`[data-field=${name}]`).value.trim();
  const section = value("section") && row.querySelector("[data-field=section]").selectedOptions[0].textContent.trim();
  const of = { section, tag: value("tag") }[value("rule")];
  return value("title") || of || row.querySelector("[data-name]").textContent;
}

// In the place of the zone, which comes back to it as it was.
function remove(button) {
  const row = button.closest("[data-zone]");
  const zone = `${row.querySelector("[data-number]").textContent}, ${nameOf(row)},`;
  const note = form.querySelector("[data-removed]").content.firstElementChild.cloneNode(true);
  const undo = note.querySelector("[data-undo]");
  undo.setAttribute("aria-label", `Undo: bring zone ${zone} back`);
  undo.addEventListener("click", () => {
    note.replaceWith(row);
    changed();
    row.querySelector("[data-remove]").focus();
  });
  row.replaceWith(note);
  changed();
  undo.focus();
  // Only what changes in a part of the page that is there already is read out.
  setTimeout(() => (note.querySelector("[role=status]").textContent = `Zone ${zone} removed.`), 50);
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
  form.addEventListener("previewed", ({ detail: { headers } }) => {
    const empty = (headers.get("Empty-Zones") ?? "").split(",");
    rows().forEach((row, index) => (row.querySelector("[data-empty]").hidden = !empty.includes(String(index))));
  });
  form.addEventListener("change", (event) => {
    if (event.target.dataset?.field !== "kind") return;
    const row = event.target.closest("[data-zone]");
    row.querySelector("[data-name]").textContent = event.target.selectedOptions[0].textContent;
  });
}

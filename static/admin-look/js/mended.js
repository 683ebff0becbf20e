// A fault stands beside its field until that is changed: whether it is put right, the server says when it is sent again.

const note = document.querySelector("[data-errornote]");
const form = note?.closest("form");

// A zone's design and rule decide what its other fields must be.
const ruling = new Set(["kind", "rule"]);

function mended(event) {
  const field = event.target;
  const where = ruling.has(field.dataset.field) ? field.closest("[data-zone]") : field.closest("div");
  for (const list of where.querySelectorAll(".errorlist")) list.remove();
  check();
}

// Also after a zone was removed.
function check() {
  if (!form.querySelector(".errorlist")) note.remove();
}

form?.addEventListener("input", mended);
form?.addEventListener("change", check);

// Puts a well of colour beside the field for the accent, and a button into the sentence that proposes another colour.

const field = document.querySelector("[data-accent]");

function put(colour) {
  field.value = colour;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

if (field) {
  const well = Object.assign(document.createElement("input"), { type: "color", className: "colour-well" });
  well.setAttribute("aria-label", "Choose the accent colour");
  const show = () => {
    if (/^#[0-9a-f]{6}$/i.test(field.value.trim())) well.value = field.value.trim();
  };
  show();
  field.after(well);
  well.addEventListener("input", () => put(well.value));
  field.addEventListener("input", show);

  const fault = field.closest(".form-row").querySelector(".errorlist li");
  const proposed = fault?.textContent.match(/#[0-9a-f]{6}(?=\.$)/)?.[0];
  if (proposed) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `Use ${proposed}` });
    button.addEventListener("click", () => {
      put(proposed);
      field.focus();
    });
    fault.append(" ", button);
  }
}

// The form field of a picture: shows the chosen one and opens the library.

import { choosePicture } from "./picker.js";

function fill(input, picture) {
  const chosen = input.querySelector("[data-chosen]");
  const field = input.querySelector("input");
  field.value = picture?.id ?? "";
  chosen.hidden = !picture;
  input.querySelector("[data-remove]").hidden = !picture;
  if (picture) {
    if (!chosen.querySelector("img")) chosen.prepend(document.createElement("img"));
    const image = chosen.querySelector("img");
    image.src = picture.thumb;
    image.alt = picture.alt;
    chosen.querySelector("[data-caption]").textContent = picture.caption || picture.alt;
    chosen.querySelector("[data-credit]").textContent = picture.credit;
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", async (event) => {
  const input = event.target.closest("[data-picture-input]");
  if (!input) return;
  if (event.target.closest("[data-remove]")) {
    fill(input, null);
    input.querySelector("[data-choose]").focus();
  }
  if (event.target.closest("[data-choose]")) {
    const picture = await choosePicture();
    if (picture) fill(input, picture);
    event.target.focus();
  }
});

function attach(root) {
  for (const input of root.querySelectorAll("[data-picture-input]")) {
    input.classList.add("picture-input-scripted");
    input.querySelector("[data-choose]").hidden = false;
    input.querySelector("[data-remove]").hidden = !input.querySelector("input").value;
  }
}

attach(document);
document.addEventListener("formset:added", (event) => attach(event.target)); // a new row of an inline

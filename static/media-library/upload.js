// Sends a file to the server as soon as it is chosen, so that what is wrong with it, its preview and what it says of
// itself show before Save. Without this, all of that happens on Save.

export function attachUpload(root) {
  for (const upload of root.querySelectorAll("[data-upload]:not([data-attached])")) {
    upload.dataset.attached = "";
    const input = upload.querySelector("input[type=file]");
    input.addEventListener("change", () => read(upload, input));
    input.form.addEventListener("submit", (event) => holdBack(event, upload, input));
  }
}

// As long as nothing else is chosen, the server could only say less than what is said already.
function holdBack(event, upload, input) {
  if (input.ariaInvalid !== "true" || input.files.length || upload.querySelector("[data-kept]").value) return;
  event.preventDefault();
  event.stopPropagation();
  input.focus();
}

async function read(upload, input) {
  if (!input.files.length) return;
  const status = upload.querySelector("[role=status]");
  const body = new FormData();
  body.append("file", input.files[0]);
  body.append("csrfmiddlewaretoken", input.form.elements.csrfmiddlewaretoken.value);
  status.classList.remove("upload-refused");
  upload.closest(".picker-field, .form-row")?.querySelector(".errorlist")?.remove(); // it is about another file
  status.textContent = "Reading the picture…";
  upload.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(upload.dataset.upload, { method: "POST", body });
    if (!response.ok || response.redirected) throw new Error("The file could not be sent.");
    const picture = await response.json();
    input.ariaInvalid = String(Boolean(picture.error));
    if (picture.error) refuse(upload, status, picture);
    else accept(upload, input.form, status, picture);
    input.value = ""; // the server keeps it, or doesn't want it
  } catch {
    status.textContent = "It is sent when you save."; // as without script
  } finally {
    upload.removeAttribute("aria-busy");
  }
}

function refuse(upload, status, { error, existing }) {
  upload.querySelector("[data-kept]").value = "";
  upload.querySelector("[data-preview]").hidden = true;
  status.innerHTML = error; // escaped by the server; may link to the same picture in the library
  status.classList.add("upload-refused");
  if (existing && status.closest("dialog")) {
    const use = Object.assign(document.createElement("button"), { type: "button", className: "button" });
    use.dataset.picture = JSON.stringify(existing);
    use.textContent = "Use that one";
    status.append(" ", use);
  }
}

function accept(upload, form, status, picture) {
  status.textContent = `${picture.name}, ${picture.width} × ${picture.height} pixels`;
  upload.querySelector("[data-kept]").value = picture.kept;
  const preview = upload.querySelector("[data-preview]");
  for (const image of preview.querySelectorAll("img")) image.src = picture.preview;
  preview.hidden = false;
  for (const [name, value] of Object.entries(picture.fields)) {
    const field = form.elements[name];
    if (field && !field.value.trim()) field.value = value;
  }
}

attachUpload(document);

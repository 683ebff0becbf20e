/*
The picture library in a dialog, for whoever needs a picture of it:

    import { choosePicture } from "media-library/picker";
    const picture = await choosePicture();

`said` is a sentence that stands above it. Resolves to {id, thumb, alt, caption, credit, width, height}, or to null where the dialog was closed without a choice.
`thumb` is an address for an <img>; `alt` is empty for a decorative picture. It brings its own style sheets.
*/

import { attachUpload } from "./upload.js";

const LIBRARY = "/admin/media/image/choose/";
const TYPING_PAUSE = 300; // ms

export async function choosePicture({ said = "" } = {}) {
  const dialog = openDialog(said);
  let chosen = null;
  const choose = (picture) => {
    chosen = picture;
    dialog.close();
  };

  const show = async (target, part, options) => {
    dialog.setAttribute("aria-busy", "true");
    try {
      const response = await request(target, options);
      if (response.status === 201) return choose(await response.json());
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      dialog.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
      attachUpload(dialog);
      dialog.querySelector(`${part} [aria-invalid="true"]`)?.focus();
    } catch (error) {
      dialog.querySelector("[role=alert]").textContent = error.message;
    } finally {
      dialog.removeAttribute("aria-busy");
    }
  };

  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-picture]");
    const page = event.target.closest("nav a");
    const elsewhere = event.target.closest("a:not(nav a)");
    if (elsewhere) elsewhere.target = "_blank"; // the form behind the dialog stays
    if (button) choose(JSON.parse(button.dataset.picture));
    if (event.target.closest("[data-close]")) dialog.close();
    if (page) {
      event.preventDefault();
      show(page.href, "[data-results]");
    }
  });
  dialog.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    if (form.method === "post") show(form.action, "[data-upload-form]", { method: "POST", body: new FormData(form) });
    else show(searchAddress(form), "[data-results]");
  });
  let pause;
  dialog.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    clearTimeout(pause);
    pause = setTimeout(() => show(searchAddress(event.target.form), "[data-results]"), TYPING_PAUSE);
  });

  const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  await show(LIBRARY, "[data-picker]");
  dialog.querySelector("input[type=search]")?.focus();
  await closed;
  clearTimeout(pause);
  dialog.remove();
  return chosen;
}

function openDialog(said) {
  const dialog = document.createElement("dialog");
  dialog.className = "picture-picker";
  dialog.setAttribute("aria-label", "Choose a picture");
  dialog.innerHTML = '<p role="alert"></p><p role="status"></p><div data-picker><button type="button" data-close>Close</button></div>';
  for (const sheet of ["upload.css", "picker.css"]) {
    const href = new URL(sheet, import.meta.url).href;
    if (document.querySelector(`link[href="${href}"]`)) continue;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
  dialog.querySelector("[role=status]").textContent = said;
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const searchAddress = (form) => `${form.action}?${new URLSearchParams(new FormData(form))}`;

async function request(address, options) {
  const response = await fetch(address, options).catch(() => {
    throw new Error("The library can't be reached. Check your connection and try again.");
  });
  if (response.redirected) throw new Error("You have been signed out. Sign in again in another tab, then try again.");
  if (!response.ok) throw new Error(`The library answered with an error (${response.status}). Try again.`);
  return response;
}

// Shows the page that the form would make beside it, anew after each change; without this it opens in a tab.

const stage = document.querySelector("[data-stage]");
const frame = stage?.querySelector("iframe");
const said = stage?.querySelector("[data-said]");
const buttons = [...document.querySelectorAll("[data-preview]")];
let pressed = buttons.find((button) => !("enter" in button.dataset));
const form = pressed?.form;
let asking, soon;

function fit() {
  const wide = parseInt(getComputedStyle(stage).getPropertyValue("--wide"), 10);
  stage.style.setProperty("--shrunk", Math.min(1, stage.clientWidth / wide));
}

function say(words) {
  said.textContent = words;
}

// `typing`: in a field that may not be finished.
async function show(typing = false) {
  asking?.abort();
  const mine = (asking = new AbortController());
  const data = new FormData(form);
  if (pressed.name) data.set(pressed.name, pressed.value);
  try {
    const answer = await fetch(pressed.formAction, {
      method: "POST",
      body: data,
      headers: { "X-Requested-With": "fetch" },
      signal: mine.signal,
    });
    const text = await answer.text();
    const detail = { headers: answer.headers, text, typing };
    form.dispatchEvent(new CustomEvent("previewed", { detail })); // zones.js, zone-faults.js
    if (!answer.ok) return say("The preview could not be made. Try again.");
    if (answer.headers.get("Content-Type").startsWith("text/plain")) return say(`No preview: ${text}`);
    const where = frame.contentWindow?.scrollY ?? 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, where), { once: true });
    frame.srcdoc = text;
    say(stage.dataset.shows ?? answer.headers.get("Shows"));
  } catch (error) {
    if (error.name !== "AbortError") say("The line is down: no preview.");
  }
}

// Enter in a field that has a button of its own presses that one; in any other, that which was pressed last.
function ofField(field) {
  return buttons.find((button) => button.value && button.value === field.name) ?? pressed;
}

// Also of fields that stand outside the form and belong to it.
function later(event) {
  if (event.target !== form && event.target.form !== form) return;
  asking?.abort(); // what comes would be of the form as it was
  clearTimeout(soon);
  soon = setTimeout(show, 400, event.type === "input");
}

if (form && stage) {
  stage.hidden = false;
  fit();
  addEventListener("resize", fit);
  stage.addEventListener("change", fit);
  for (const button of buttons) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      pressed = "enter" in button.dataset ? ofField(document.activeElement) : button;
      show();
    });
  }
  addEventListener("change", later);
  addEventListener("input", later);
  show();
}

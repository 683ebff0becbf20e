// Copies a link to a paragraph of the story. One button serves them all: it stands beside the paragraph that the pointer
// is on; on a phone, at the foot of the screen while something in a paragraph is selected; with the keyboard it is one
// stop before the text, from where the arrow keys lead through the paragraphs.

const LINGERS = 700; // milliseconds, on the way from the paragraph to the button
const SAYS_SO = 2500;
const ICON = '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" '
  + 'stroke-width="1.7" stroke-linecap="round"><path d="M8.2 11.8a3.2 3.2 0 0 0 4.6 0l3-3a3.2 3.2 0 0 0-4.6-4.6l-1 1"/>'
  + '<path d="M11.8 8.2a3.2 3.2 0 0 0-4.6 0l-3 3a3.2 3.2 0 0 0 4.6 4.6l1-1"/></svg>';

const body = document.querySelector("[data-paragraph-link]");
const paragraphs = [...body.querySelectorAll("p[id]")].filter((one) => !one.closest("td, th"));
if (paragraphs.length) attach(body.dataset.paragraphLink, body.dataset.copied);

function attach(label, copied) {
  const button = document.createElement("button");
  const words = Object.assign(document.createElement("span"), { dir: document.dir }); // or the text would run its way
  const status = document.createElement("span");
  let current, leaving, saying;

  button.type = "button";
  button.className = "paragraph-link";
  button.title = words.textContent = label;
  button.innerHTML = ICON;
  button.append(words);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  body.prepend(button);
  body.after(status);

  function show(paragraph, where) {
    clearTimeout(leaving);
    if (paragraph !== current) settle();
    current = paragraph;
    button.style.setProperty("--at", `${top(paragraph) - top(body)}px`);
    button.dataset.shown = where;
  }

  function leave(after = LINGERS) {
    clearTimeout(leaving);
    leaving = setTimeout(() => delete button.dataset.shown, after);
  }

  function settle() {
    clearTimeout(saying);
    words.textContent = label;
    status.textContent = "";
    current?.classList.remove("linked");
  }

  async function copy() {
    const address = new URL(`#${current.id}`, location.origin + location.pathname).href;
    try {
      await navigator.clipboard.writeText(address);
    } catch { // not allowed, or no secure connection: the address bar has it
      location.hash = current.id;
      return;
    }
    settle();
    words.textContent = status.textContent = copied;
    current.classList.add("linked");
    saying = setTimeout(settle, SAYS_SO);
    if (button.dataset.shown === "selected") leave(SAYS_SO);
  }

  function step(by) {
    const next = paragraphs[paragraphs.indexOf(current) + by];
    if (!next) return;
    show(next, "beside");
    next.scrollIntoView({ block: "nearest" });
    status.textContent = next.textContent.slice(0, 80);
  }

  const top = (element) => element.getBoundingClientRect().top;
  const from = (node) => paragraphs.find((one) => one.contains(node));

  body.addEventListener("pointerover", ({ target, pointerType }) => {
    const paragraph = from(target);
    if (pointerType === "mouse" && (paragraph || target.closest(".paragraph-link"))) show(paragraph ?? current, "beside");
  });
  body.addEventListener("pointerleave", () => leave());
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const paragraph = !selection.isCollapsed && from(selection.anchorNode);
    if (paragraph) show(paragraph, "selected");
    else if (button.dataset.shown === "selected") leave();
  });
  button.addEventListener("focus", () => {
    clearTimeout(leaving);
    if (!button.dataset.shown) show(paragraphs.find((one) => top(one) > 0) ?? paragraphs.at(-1), "beside");
  });
  button.addEventListener("blur", () => leave());
  button.addEventListener("click", copy);
  button.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  });
}

/* One tab stop; the arrow keys walk from button to button, as in any toolbar. */

import { crel } from "django-prose-editor/editor";
import { GROUPS } from "editor/buttons";
import { icon } from "editor/icons";

export function attachToolbar(editor, frame, extensions) {
  const shown = [];
  const groups = GROUPS.map((group) => {
    const buttons = group.filter(({ extension }) => extension in extensions).map((item) => draw(item, editor));
    shown.push(...buttons);
    return crel("div", { className: "body-tools-group" }, buttons.map(({ element }) => element));
  });
  // The class of the library's own bar keeps the admin's look for buttons away.
  const bar = crel("div", { className: "body-tools prose-menubar", role: "toolbar", "aria-label": "Text" }, groups);
  frame.prepend(bar);
  walkWithArrows(bar);

  const update = () => {
    for (const { element, item } of shown) {
      element.hidden = item.hidden(editor);
      if (element.hidden) continue;
      element.setAttribute("aria-disabled", String(!item.enabled(editor)));
      if (item.active) element.setAttribute("aria-pressed", String(item.active(editor)));
    }
    groups.at(-1).hidden = groups.at(-1).querySelector("button:not([hidden])") === null;
  };
  editor.on("transaction", update);
  update();
}

function draw(item, editor) {
  const element = crel("button", { type: "button", title: item.says, tabIndex: -1, "data-name": item.name });
  if (item.word) element.textContent = item.word;
  else element.append(icon(item.name));
  if (item.word !== item.says) element.setAttribute("aria-label", item.says);
  element.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays in the text
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") !== "true") item.run(editor);
  });
  return { element, item };
}

function walkWithArrows(bar) {
  const buttons = () => [...bar.querySelectorAll("button:not([hidden])")];
  buttons()[0].tabIndex = 0;
  bar.addEventListener("focusin", ({ target }) => {
    for (const button of bar.querySelectorAll("button")) button.tabIndex = button === target ? 0 : -1;
  });
  bar.addEventListener("keydown", (event) => {
    const all = buttons();
    const here = all.indexOf(document.activeElement);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length).focus();
  });
}

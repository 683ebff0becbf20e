/* The view of something in the text that is not text: a card with its buttons, and perhaps words to edit below. */

import { crel } from "django-prose-editor/editor";

/* A node view for ProseMirror. `contentDOM` is where the editable words go, if there are any. */
export function piece(editor, getPos, { name, card, buttons, wrong = false, contentDOM = null, remove: words = "Remove" }) {
  const remove = () => {
    const from = getPos();
    editor.chain().focus().deleteRange({ from, to: from + editor.state.doc.nodeAt(from).nodeSize }).run();
  };
  const tools = editor.isEditable ? [...buttons, button(words, remove)] : [];
  const shown = crel("div", { className: "piece-card", contentEditable: "false" }, [
    ...card,
    crel("div", { className: "piece-tools" }, tools),
  ]);
  const dom = crel(contentDOM ? "figure" : "div", { className: `piece piece--${name}${wrong ? " piece--wrong" : ""}` }, [
    shown,
    ...(contentDOM ? [contentDOM] : []),
  ]);
  return {
    dom,
    ...(contentDOM ? { contentDOM } : {}),
    stopEvent: (event) => Boolean(event.target.closest?.(".piece-tools")),
    // What the card itself changes is no edit; nor is the caption's own class.
    ignoreMutation: ({ type, target }) => type !== "selection" && (type === "attributes" || !contentDOM?.contains(target)),
  };
}

/* Buttons that move a picture within its gallery; elsewhere they are not shown. */
export function movers(editor, getPos) {
  return [
    ["Earlier", -1],
    ["Later", 1],
  ].map(([words, step]) => {
    const element = button(words, () => {
      const gallery = element.closest(".piece--gallery");
      const place = [...gallery.querySelectorAll(".piece--picture")].indexOf(element.closest(".piece--picture"));
      if (!editor.commands.moveInGallery(step, getPos())) return;
      // The moved picture is drawn anew, and its button with it.
      const moved = gallery.querySelectorAll(".piece--picture")[place + step];
      moved.querySelector(`[data-step="${step}"]`).focus();
    });
    element.classList.add("piece-move");
    element.dataset.step = step;
    return element;
  });
}

export function button(words, run) {
  const element = crel("button", { type: "button", textContent: words });
  element.addEventListener("click", run);
  return element;
}

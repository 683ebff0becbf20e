/* The view of something in the text that is not text: a card with its buttons, and perhaps words to edit below. */

import { crel } from "django-prose-editor/editor";

/* A node view for ProseMirror. `contentDOM` is where the editable words go, if there are any. */
export function piece(editor, getPos, { name, card, buttons, wrong = false, contentDOM = null }) {
  const remove = () => {
    const from = getPos();
    editor.chain().focus().deleteRange({ from, to: from + editor.state.doc.nodeAt(from).nodeSize }).run();
  };
  const tools = editor.isEditable ? [...buttons, button("Remove", remove)] : [];
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

export function button(words, run) {
  const element = crel("button", { type: "button", textContent: words });
  element.addEventListener("click", run);
  return element;
}

/* Turns the textarea of a story's body into the editor. What the editor knows comes with the textarea, from the server. */

import { Editor, crel, getHTMLFromFragment, initializeEditors } from "django-prose-editor/editor";
import { attachFinder } from "editor/find";
import { pasting } from "editor/paste";
import { tidied } from "editor/tidied";
import { attachToolbar } from "editor/toolbar";
import { carryUndo } from "editor/undo";
import { extensionsFor } from "editor/vocabulary";

const CONFIGURATION = "data-django-prose-editor-story";
const TYPING_PAUSE = 300; // ms
const known = new WeakMap(); // HTML by block

initializeEditors(open, `textarea[${CONFIGURATION}]`);

function open(textarea) {
  const { extensions } = JSON.parse(textarea.getAttribute(CONFIGURATION));
  const frame = crel("div", { className: "body-editor" });
  const paper = crel("div", { className: "body-paper" });
  textarea.before(frame);
  textarea.hidden = true;

  const editor = new Editor({
    element: paper,
    editable: !textarea.disabled && !textarea.readOnly,
    extensions: extensionsFor(extensions),
    content: textarea.value,
    injectCSS: false, // text.css has it, for a strict Content-Security-Policy
    editorProps: { attributes: namedAs(textarea), ...pasting(frame) },
  });
  if (editor.isEditable) {
    carryUndo(editor, textarea, htmlOf); // first: the toolbar shows whether there is something to undo
    attachToolbar(editor, frame, extensions);
    attachFinder(editor, frame);
  }
  frame.append(paper);
  for (const label of textarea.labels) label.addEventListener("click", () => editor.commands.focus());
  keepInStep(editor, textarea);
  textarea.dispatchEvent(new CustomEvent("body-editor:ready", { detail: { editor }, bubbles: true }));
}

function namedAs(textarea) {
  const attributes = { class: "body-text", role: "textbox", "aria-multiline": "true" };
  attributes["aria-label"] = textarea.labels[0]?.textContent.replace(/[:\s]+$/, "") || "Body";
  for (const name of ["aria-describedby", "aria-invalid", "lang", "dir"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
}

/* A block is written down once, for as long as nobody changes it: a long story has more than a thousand. */
function htmlOf(doc) {
  let html = "";
  doc.forEach((block, offset) => {
    if (!known.has(block)) {
      const alone = doc.content.cut(offset, offset + block.nodeSize);
      known.set(block, getHTMLFromFragment(alone, doc.type.schema));
    }
    html += known.get(block);
  });
  return html;
}

/* The textarea is what is sent, and what other scripts read and watch. A paragraph just begun and a space at the end are not
   saved: as long as there is nothing else, nothing is typed. */
function keepInStep(editor, textarea) {
  let pause;
  const write = () => {
    clearTimeout(pause);
    const html = htmlOf(editor.state.doc).replace(/(<p><\/p>)+$/, "");
    if (html === textarea.value || tidied(html) === tidied(textarea.value)) return;
    textarea.value = html;
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  };
  editor.on("update", () => {
    clearTimeout(pause);
    pause = setTimeout(write, TYPING_PAUSE);
  });
  editor.on("blur", write);
  textarea.form?.addEventListener("formdata", (event) => {
    write();
    event.formData.set(textarea.name, textarea.value);
  });
  textarea.addEventListener("change", () => editor.commands.setContent(textarea.value));
}

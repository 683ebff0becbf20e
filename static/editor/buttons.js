/* The toolbar's buttons, in groups. A button appears where its extension is part of the body's definition. */

import { insertBlock, stepBelow } from "editor/insert";

const MAC = /Mac|iP/.test(navigator.platform);
const keys = (combination) => (MAC ? combination.replace("Ctrl", "⌘").replace("Alt", "⌥").replace("Shift", "⇧") : combination);

/* `word` is shown, or else the icon of that name; `says` is the tooltip, to which the shortcut is added. */
function define(extension, name, says, shortcut, { word, run, active, enabled, hidden }) {
  return {
    extension,
    name,
    word,
    says: shortcut ? `${says} (${keys(shortcut)})` : says,
    run: (editor) => run(editor.chain().focus()).run(),
    active,
    enabled: enabled ?? ((editor) => run(editor.can().chain()).run()),
    hidden: hidden ?? (() => false),
  };
}

function mark(extension, name, says, shortcut) {
  return define(extension, name, says, shortcut, {
    run: (chain) => chain.toggleMark(name),
    active: (editor) => editor.isActive(name),
  });
}

function heading(level, word, says) {
  return define("Heading", `heading${level}`, says, `Ctrl+Alt+${level}`, {
    word,
    run: (chain) => chain.toggleHeading({ level }),
    active: (editor) => editor.isActive("heading", { level }),
  });
}

function block(extension, name, says, shortcut, run) {
  return define(extension, name, says, shortcut, { run, active: (editor) => editor.isActive(name) });
}

// Opens a dialog; whether its piece fits where the cursor stands is seen when it is put there.
function dialog(extension, name, says, shortcut, word, run) {
  return define(extension, name, says, shortcut, { word, run, active: (editor) => editor.isActive(name), enabled: () => true });
}

function inTable(name, says, run) {
  return define("Table", name, says, "", { word: says, run, hidden: (editor) => !editor.isActive("table") });
}

const plain = (name, says, shortcut, run) => define("History", name, says, shortcut, { run });

export const GROUPS = [
  [
    heading(2, "Subhead", "Subhead; press again for a plain paragraph"),
    heading(3, "Minor", "Minor subhead, below a subhead"),
  ],
  [
    mark("Bold", "bold", "Bold", "Ctrl+B"),
    mark("Italic", "italic", "Italic", "Ctrl+I"),
    dialog("Link", "link", "Link: set, change or remove", "Ctrl+K", "", (chain) => chain.askForLink()),
  ],
  [
    block("BulletList", "bulletList", "List with bullets", "Ctrl+Shift+8", (chain) => chain.toggleBulletList()),
    block("OrderedList", "orderedList", "Numbered list", "Ctrl+Shift+7", (chain) => chain.toggleOrderedList()),
    block("Blockquote", "blockquote", "Quotation", "Ctrl+Shift+B", (chain) => chain.toggleBlockquote()),
    block("PullQuote", "pullQuote", "Pull quote: a sentence of the story, set large", "Ctrl+Shift+9", (chain) =>
      chain.togglePullQuote(),
    ),
  ],
  [
    dialog("Picture", "picture", "Picture from the library", "", "Picture", (chain) => chain.choosePicture()),
    dialog("Gallery", "gallery", "Gallery: several pictures from the library", "", "", (chain) => chain.chooseGallery()),
    dialog("Embed", "embed", "Embed a post, video, recording, chart or map", "", "Embed", (chain) => chain.askForEmbed()),
    define("Table", "table", "Table", "", {
      run: (chain) => chain.command(stepBelow).insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
      active: (editor) => editor.isActive("table"),
    }),
    block("HorizontalRule", "horizontalRule", "Line between two parts", "", (chain) =>
      insertBlock(chain, { type: "horizontalRule" }),
    ),
  ],
  [
    plain("undo", "Undo", "Ctrl+Z", (chain) => chain.undo()),
    plain("redo", "Redo", "Ctrl+Shift+Z", (chain) => chain.redo()),
    {
      ...plain("find", "Find and replace", "Ctrl+Alt+F", (chain) => chain),
      enabled: () => true,
      run: (editor) => editor.view.dom.dispatchEvent(new CustomEvent("body-editor:find", { bubbles: true })),
    },
  ],
  [
    inTable("addRow", "Add row", (chain) => chain.addRowAfter()),
    inTable("addColumn", "Add column", (chain) => chain.addColumnAfter()),
    inTable("deleteRow", "Delete row", (chain) => chain.deleteRow()),
    inTable("deleteColumn", "Delete column", (chain) => chain.deleteColumn()),
    inTable("headerRow", "Header row", (chain) => chain.toggleHeaderRow()),
    inTable("mergeCells", "Merge or split cells", (chain) => chain.mergeOrSplit()),
    inTable("deleteTable", "Delete table", (chain) => chain.deleteTable()),
  ],
];

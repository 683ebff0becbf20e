/* The editor's extensions under the names that the server's definition of the body gives them. */

import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Dropcursor,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  HorizontalRule,
  Italic,
  ListItem,
  OrderedList,
  Paragraph,
  Placeholder,
  Table,
  TableCell,
  TableHeader,
  TableRow,
  Text,
  TrailingNode,
} from "django-prose-editor/editor";
import { Embed } from "editor/embed";
import { Gallery } from "editor/gallery";
import { Link } from "editor/link";
import { Picture } from "editor/picture";
import { PullQuote } from "editor/pull-quote";

// A list counts from one, and a cell has its spans but no colour, width or alignment.
const PlainList = OrderedList.extend({ addAttributes: () => ({}) });
const spans = { addAttributes: () => ({ colspan: span("colspan"), rowspan: span("rowspan"), colwidth: { default: null, rendered: false } }) };

function span(name) {
  return { default: 1, parseHTML: (cell) => Number.parseInt(cell.getAttribute(name), 10) || 1 };
}

// What is not for Redo is for nobody: with Shift and a small z (Caps Lock) the key would be taken for that of Undo.
const CarefulHistory = History.extend({
  addKeyboardShortcuts() {
    const redo = () => this.editor.commands.redo() || true;
    return { ...this.parent(), "Shift-Mod-z": redo, "Mod-y": redo, "Shift-Mod-я": redo };
  },
});

const KNOWN = {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Dropcursor,
  Embed,
  Gallery,
  Gapcursor,
  HardBreak,
  Heading,
  History: CarefulHistory,
  HorizontalRule,
  Italic,
  Link,
  ListItem,
  OrderedList: PlainList,
  Paragraph,
  Picture,
  PullQuote,
  Table: Table.configure({ allowTableNodeSelection: true }),
  TableCell: TableCell.extend(spans),
  TableHeader: TableHeader.extend(spans),
  TableRow,
  Text,
};

export function extensionsFor(configuration) {
  const chosen = Object.entries(configuration).map(([name, options]) =>
    options === true ? KNOWN[name] : KNOWN[name].configure(options),
  );
  return [...chosen, TrailingNode, Placeholder.configure({ placeholder: "Write the story, or paste it." })];
}

// Where the cursor is in the text, and the same place in the page that answers. There a colleague's words may have come in,
// and of what was begun, an empty paragraph or a space at an end, nothing is kept: it is made again.

import { pm } from "django-prose-editor/editor";
import { bring, selectionIn } from "editor/merge";
import { difference, stepOf } from "editor/undo";

const { EditorState, Selection } = pm.state;

export function textPlace({ state: { doc, selection } }) {
    const { from, to, node } = selection;
    return { from, to, isNode: Boolean(node), doc: doc.toJSON() };
}

// How the text was left, with what it has become since, as a state; null where that can't be told.
function leftOff(schema, doc, place) {
    if (!place.doc) return null; // the browser had no room for it
    const left = schema.nodeFromJSON(place.doc);
    const state = EditorState.create({ doc: left, selection: selectionIn(left, place) });
    const transaction = bring(state, left, doc);
    return transaction && state.apply(transaction);
}

// No word is changed by it: Undo takes back what was typed, not this.
export function putIntoText(editor, place) {
    const { doc, schema, tr } = editor.state;
    const left = leftOff(schema, doc, place);
    const step = left && difference(left.doc, doc);
    if (step) tr.step(stepOf(step, schema));
    tr.setSelection(left ? Selection.fromJSON(tr.doc, left.selection.toJSON()) : selectionIn(doc, place));
    editor.view.dispatch(tr.setMeta("addToHistory", false));
    editor.view.focus(); // without scrolling
}

export function typeInText(editor, key) {
    const { state, view } = editor;
    const { from, empty, $from } = state.selection;
    if (key === "Enter") editor.commands.keyboardShortcut("Enter");
    else if (key !== "Backspace") view.dispatch(state.tr.insertText(key));
    else if (!empty) view.dispatch(state.tr.deleteSelection());
    else if ($from.parentOffset > 0) view.dispatch(state.tr.delete(from - 1, from));
}

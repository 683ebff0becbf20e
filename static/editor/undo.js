/* Undo goes on behind a save, after which the page is a new one: what can be undone goes with the tab. */

import { pm } from "django-prose-editor/editor";
import { bring } from "editor/merge";
import { tidied } from "editor/tidied";

const MOST = 50; // steps
const { closeHistory, undo } = pm.history;

export function carryUndo(editor, textarea, htmlOf) {
  const place = `undo:${textarea.id}`;
  takeUp(editor, recall(place), htmlOf);
  textarea.form?.addEventListener("submit", ({ submitter, defaultPrevented }) => {
    if (defaultPrevented || submitter?.formTarget === "_blank") return;
    const kept = { path: location.pathname, doc: editor.state.doc.toJSON(), steps: stepsBack(editor.state) };
    try {
      sessionStorage.setItem(place, JSON.stringify(kept));
    } catch {
      sessionStorage.removeItem(place); // too much for the browser: then Undo ends here
    }
  });
}

/* What was kept for this page: it is of the same text, or of one that was new. */
function recall(place) {
  const kept = JSON.parse(sessionStorage.getItem(place));
  sessionStorage.removeItem(place);
  const isOfThis = kept && (location.pathname === kept.path || location.pathname.startsWith(kept.path.replace(/add\/$/, "")));
  return isOfThis ? kept : null;
}

/* What the one has where the other has something else: put in place of `from` to `to`, it makes the other the one. */
export function difference(one, other) {
  const from = one.content.findDiffStart(other.content);
  if (from === null) return null;
  const { a, b } = one.content.findDiffEnd(other.content);
  const twice = Math.max(0, from - Math.min(a, b)); // letters that are alike from both ends
  return { from, to: b + twice, slice: one.slice(from, a + twice).toJSON() };
}

function stepsBack(state) {
  const steps = [];
  for (let before; steps.length < MOST; state = before, before = undefined) {
    undo(state, (step) => (before = state.apply(step)));
    if (!before) break;
    const step = difference(before.doc, state.doc);
    if (step) steps.push(step);
  }
  return steps;
}

export function stepOf({ from, to, slice }, schema) {
  return new pm.transform.ReplaceStep(from, to, pm.model.Slice.fromJSON(schema, slice));
}

/* From how the text was at first it goes on to what was sent, as if somebody typed it now; then to what it is, which may hold
   a colleague's words too: those Undo leaves alone. */
function takeUp(editor, kept, htmlOf) {
  if (!kept) return;
  const { plugins, schema } = editor.state;
  const now = tidied(htmlOf(editor.state.doc));
  const isNow = (doc) => tidied(htmlOf(doc)) === now;
  const docs = [schema.nodeFromJSON(kept.doc)];
  const isMerged = !isNow(docs[0]);
  for (const step of kept.steps) {
    const { doc } = stepOf(step, schema).apply(docs[0]);
    if (!doc) return;
    docs.unshift(doc);
  }
  if (!isMerged) {
    while (docs.length && isNow(docs.at(-1))) docs.pop();
    docs.push(editor.state.doc);
  }
  let state = pm.state.EditorState.create({ doc: docs.shift(), plugins });
  for (const doc of docs) {
    const step = difference(doc, state.doc);
    if (!step) continue;
    const $at = state.doc.resolve(step.to);
    state = state.apply(state.tr.setSelection(pm.state.TextSelection.near($at))); // where Undo leads back to
    state = state.apply(closeHistory(state.tr.step(stepOf(step, schema))));
  }
  const merged = isMerged && bring(state, state.doc, editor.state.doc);
  if (merged === null) return;
  if (merged) state = state.apply(merged);
  state = state.apply(closeHistory(state.tr)); // what is typed at once is a step of its own
  editor.view.updateState(state);
}

/*
 * Brings what has become of a text elsewhere into the one that is open, block by block and word by word: so the cursor
 * stays beside its letter, what was begun and holds nothing yet stays, and Undo takes back what was typed alone.
 */

import { pm } from "django-prose-editor/editor";
import { tidied } from "editor/tidied";

const { DOMSerializer: Writer, Fragment, Mark } = pm.model;
const { EditorState, NodeSelection, Selection, TextSelection } = pm.state;

const MOST = 1_000_000; // pairs of blocks, or of words, of which it is asked whether they are the same
const FEW = 10_000; // and whether they are alike, which takes longer
const ALIKE = 0.5; // of two blocks: the one has become the other
const WORDS = /[\p{L}\p{M}\p{N}]+|\s+|[^]/gu;

const known = new WeakMap(); // what a node says

/* A node as it would be saved; "" of one that holds nothing. */
function said(node) {
  if (!known.has(node)) {
    const there = document.createElement("div");
    there.append(Writer.fromSchema(node.type.schema).serializeNode(node));
    known.set(node, tidied(there.innerHTML).trim());
  }
  return known.get(node);
}

/* Whether the same would be saved of both. */
function isSame(one, other) {
  const all = (doc) => doc.content.content.map(said).join("");
  return all(one) === all(other);
}

/* The longest row of what both lists have, as pairs of their indices; null where that would take too long to find. */
function pairs(one, other, isEqual, most = MOST) {
  let start = 0;
  while (start < one.length && start < other.length && isEqual(one[start], other[start])) start += 1;
  let [end, last] = [one.length, other.length];
  while (end > start && last > start && isEqual(one[end - 1], other[last - 1])) [end, last] = [end - 1, last - 1];
  if ((end - start) * (last - start) > most) return null;
  const rest = Array.from({ length: end - start + 1 }, () => new Uint32Array(last - start + 1));
  for (let i = end - 1; i >= start; i -= 1)
    for (let j = last - 1; j >= start; j -= 1) {
      const row = rest[i - start];
      const next = rest[i - start + 1];
      row[j - start] = isEqual(one[i], other[j]) ? next[j - start + 1] + 1 : Math.max(next[j - start], row[j - start + 1]);
    }
  const found = Array.from({ length: start }, (_, index) => [index, index]);
  for (let i = start, j = start; i < end && j < last; ) {
    const [here, next] = [rest[i - start], rest[i - start + 1]];
    if (here[j - start + 1] === here[j - start]) j += 1; // of two spaces it is the one before the word that follows
    else if (next[j - start] === here[j - start]) i += 1;
    else found.push([i++, j++]);
  }
  for (; end < one.length; end += 1, last += 1) found.push([end, last]);
  return found;
}

/* What lies between such pairs: [from, to, start, end] of both. Each comes with the pair behind it, if there is one. */
function gaps(found, one, other) {
  let [i, j] = [0, 0];
  return [...found, [one.length, other.length]].map(([k, l]) => {
    const gap = [i, k, j, l];
    [i, j] = [k + 1, l + 1];
    return gap;
  });
}

const isChange = ([from, to, start, end]) => to > from || end > start;

function children(parent, base) {
  const found = [];
  parent.forEach((node, offset) => found.push({ node, from: base + offset, to: base + offset + node.nodeSize, said: said(node) }));
  return found;
}

const says = ({ said: words }) => words;
const saysSame = (one, other) => one.said === other.said;

/* Of the longer one, which part both have: of the letters at their ends, or of the words, whichever is more. */
function likeness(one, other) {
  const [least, most] = [one, other].sort((a, b) => a.length - b.length);
  let [start, end] = [0, 0];
  while (start < least.length && one[start] === other[start]) start += 1;
  while (end < least.length - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [few, many] = [least, most].map((text) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  const both = few.filter((word) => many.includes(word)).length;
  return Math.max((start + end) / (most.length || 1), both / (Math.max(few.length, many.length) || 1));
}

function isPlain({ type }) {
  return type.name === "paragraph" || type.name === "heading";
}

function isOfAKind({ node: one }, { node: other }) {
  return !one.isLeaf && (one.type === other.type || (isPlain(one) && isPlain(other)));
}

function isAlike(one, other) {
  return isOfAKind(one, other) && likeness(one.node.textContent, other.node.textContent) >= ALIKE;
}

/* What a block holds, word by word. Of spaces it is the same how many there are, and those at its ends are not kept. */
function words(block, base) {
  const found = [];
  block.forEach((node, offset) => {
    const at = base + offset;
    if (!node.isText) return found.push({ said: JSON.stringify(node), from: at, to: at + node.nodeSize });
    for (const { 0: word, index } of node.text.matchAll(WORDS)) {
      const isSpace = /^\s/.test(word);
      found.push({ said: isSpace ? " " : word, isSpace, marks: node.marks, from: at + index, to: at + index + word.length });
    }
  });
  while (found[0]?.isSpace) found.shift();
  while (found.at(-1)?.isSpace) found.pop();
  return found;
}

/* The steps that make one node another, in positions of the one; null where they would take too long to find. */
function stepsOfWords(one, other, base) {
  const [mine, theirs] = [words(one, base), words(other, 0)];
  const found = pairs(mine, theirs, saysSame);
  if (!found) return null;
  const marked = found
    .map(([index, its]) => ({ ...mine[index], was: mine[index].marks, marks: theirs[its].marks }))
    .filter(({ was, marks }) => marks && !Mark.sameSet(was, marks));
  const changed = gaps(found, mine, theirs)
    .filter(isChange)
    .map(([from, to, start, end]) => {
      const at = to > from ? mine[from].from : (mine[from - 1]?.to ?? base);
      const content = end > start ? other.content.cut(theirs[start].from, theirs[end - 1].to) : Fragment.empty;
      return { from: at, to: to > from ? mine[to - 1].to : at, content };
    });
  return [...marked, ...changed];
}

function stepsOfNode({ node: one, from }, { node: other }) {
  const dress = one.hasMarkup(other.type, other.attrs) ? [] : [{ from, dress: other }];
  const within = one.isTextblock ? stepsOfWords(one, other, from + 1) : stepsOfChildren(one, other, from + 1);
  return within && [...dress, ...within];
}

function stepsOfChildren(one, other, base) {
  const [mine, theirs] = [children(one, base).filter(says), children(other, 0).filter(says)];
  if (!theirs.length) return mine.length ? [{ from: base, to: base + one.content.size, content: other.content }] : [];
  const found = pairs(mine, theirs, saysSame);
  const stepsOf = ([from, to, start, end]) => stepsOfGap(mine.slice(from, to), theirs.slice(start, end), mine[from - 1]?.to ?? base);
  return found && collected(gaps(found, mine, theirs), stepsOf);
}

/* Of nodes that are others now: some of them are the same with other words. `at` is where they stand, or would. */
function stepsOfGap(mine, theirs, at) {
  const isOne = mine.length === 1 && theirs.length === 1;
  const found = pairs(mine, theirs, isOne ? isOfAKind : isAlike, FEW);
  return (
    found &&
    collected(gaps(found, mine, theirs), ([from, to, start, end]) => {
      const content = Fragment.from(theirs.slice(start, end).map(({ node }) => node));
      const place = mine[from - 1]?.to ?? at;
      const gone = mine.slice(from, to).map((node, index) => ({ from: node.from, to: node.to, content: index ? Fragment.empty : content }));
      const steps = gone.length ? gone : content.size ? [{ from: place, to: place, content }] : [];
      const changed = to < mine.length ? stepsOfNode(mine[to], theirs[end]) : [];
      return changed && [...steps, ...changed];
    })
  );
}

function collected(all, stepsOf) {
  const found = all.map(stepsOf);
  return found.includes(null) ? null : found.flat();
}

// What is put in between two blocks meets none of them.
function meet([from, to], [start, end]) {
  return from < end && start < to;
}

/* The steps that bring `theirs`, what was made of `sent`, into `now`; null where the same was typed on since. */
function stepsOfText(sent, now, theirs) {
  const [before, mine, others] = [children(sent, 0), children(now, 0), children(theirs, 0).filter(says)];
  const full = before.map((one, index) => ({ ...one, index })).filter(says); // what is empty is not saved
  const [changed, typed] = [pairs(full, others, saysSame), pairs(before, mine, saysSame)];
  if (!changed || !typed) return null;
  const own = gaps(typed, before, mine).filter(isChange);
  const place = (index) => (index > 0 ? full[index - 1].index + 1 : 0);
  const wanted = gaps(changed, full, others)
    .filter(isChange)
    .map(([from, to, start, end]) => [to > from ? full[from].index : place(from), place(to), start, end]);
  if (wanted.some((one) => own.some((other) => meet(one, other)))) return null;
  const shift = (index) => own.reduce((by, [, to, , end]) => (to <= index ? end - to : by), 0);
  return collected(wanted, ([from, to, start, end]) => {
    const first = from + shift(from); // behind what was put in there, and nothing of it is changed up to `to`
    return stepsOfGap(mine.slice(first, first + to - from).filter(says), others.slice(start, end), mine[first - 1]?.to ?? 0);
  });
}

/* From the end on, so that what comes before stays where it is; what is put in before a node comes after what it is now. */
function carriedOut(state, steps) {
  const { tr } = state;
  const inOrder = steps.toSorted((one, other) => other.from - one.from || Boolean(other.dress) - Boolean(one.dress) || other.to - one.to);
  for (const { from, to, content, dress, marks } of inOrder) {
    if (dress) tr.setNodeMarkup(from, dress.type, dress.attrs);
    else if (content) tr.replaceWith(from, to, content);
    else {
      tr.removeMark(from, to);
      for (const mark of marks) tr.addMark(from, to, mark);
    }
  }
  return tr;
}

/* A cursor, or a node that is chosen, where that can stand there; else the nearest. What was not chosen is not, or the next
   letter would take its place. */
export function selectionIn(doc, { from, to, isNode }) {
  const size = doc.content.size;
  if (isNode && from < size && doc.nodeAt(from)) return NodeSelection.create(doc, from);
  const isThere = to <= size && [from, to].every((at) => doc.resolve(at).parent.inlineContent);
  if (isThere) return TextSelection.create(doc, from, to);
  const $at = doc.resolve(Math.min(to, size));
  return Selection.findFrom($at, 1, true) ?? Selection.findFrom($at, -1, true) ?? Selection.near($at);
}

/* The nearest block that says what the one of `$at` did: it was moved, or is in a list now. Its place, if there is one. */
function elsewhere($at, doc, near) {
  const { parent, parentOffset } = $at;
  const found = [];
  doc.descendants((node, at) => {
    const isIt = node.isTextblock && node.textContent && node.textContent === parent.textContent;
    if (isIt) found.push(at + 1 + Math.min(parentOffset, node.content.size));
  });
  return found.sort((one, other) => Math.abs(one - near) - Math.abs(other - near))[0];
}

/* Where a selection is after all that: beside its letter, and at the beginning of its block still there. */
function followed({ $from, $to, node }, { doc, mapping }) {
  const at = ($at) => {
    const { pos, deletedAcross } = mapping.mapResult($at.pos, $at.parent.isTextblock && $at.parentOffset > 0 ? -1 : 1);
    return (deletedAcross && $at.parent.isTextblock && elsewhere($at, doc, pos)) || pos;
  };
  const [from, to] = [$from, $to].map(at);
  return selectionIn(doc, { from, to, isNode: node && doc.nodeAt(from)?.type === node.type });
}

/*
 * The transaction that brings `theirs`, what was made of `sent`, into a text that is open, with the cursor where it was; null
 * where the same was typed on since, or where what comes of it would not be what was made.
 */
export function bring(state, sent, theirs) {
  try {
    const alone = stepsOfText(sent, sent, theirs);
    if (!alone || !isSame(carriedOut(EditorState.create({ doc: sent }), alone).doc, theirs)) return null;
    const steps = state.doc === sent ? alone : stepsOfText(sent, state.doc, theirs);
    const tr = steps && carriedOut(state, steps);
    return tr && tr.setSelection(followed(state.selection, tr)).setMeta("addToHistory", false);
  } catch {
    return null; // steps that don't fit: whoever saves has to hear all the same that it is saved
  }
}

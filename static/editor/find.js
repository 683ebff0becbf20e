/* Finds words in the text and puts others in their place. What is found is marked on the screen only. */

import { crel } from "django-prose-editor/editor";

const FOUND = "body-found";
const CURRENT = "body-found-now";

// The validator of our style sheets doesn't know this pseudo-element yet. Its colours are the same in light and dark:
// a highlight does not know which of the two the page is in.
const LOOK = new CSSStyleSheet();
LOOK.replaceSync(`
  ::highlight(${FOUND}) { background: rgb(255 190 60 / 0.3); }
  ::highlight(${CURRENT}) { background: #ffc83d; color: #000; }
`);
document.adoptedStyleSheets.push(LOOK);

export function attachFinder(editor, frame) {
  const words = crel("input", { type: "text", "aria-label": "Find", placeholder: "Find", autocomplete: "off" });
  const others = crel("input", { type: "text", "aria-label": "Put in its place", placeholder: "Put in its place", autocomplete: "off" });
  const count = crel("output", { className: "body-find-count" });
  const button = (label, run) => {
    const element = crel("button", { type: "button", textContent: label });
    element.addEventListener("click", run);
    return element;
  };
  const choice = (label) => {
    const box = crel("input", { type: "checkbox" });
    box.addEventListener("change", () => look(found[current]?.from));
    return [crel("label", {}, [box, label]), box];
  };
  const [caseLabel, sameCase] = choice("Same case");
  const [wholeLabel, whole] = choice("Whole words");
  let found = [];
  let current = 0;

  const all = button("", () => (others.value || all.asked ? putAll() : ask(found.length > 0)));
  const ask = (asked) => {
    all.asked = asked;
    all.textContent = asked ? `Delete all ${found.length}` : "Replace all";
  };
  const look = (from = 0) => {
    found = words.value ? matches(editor.state.doc, words.value, sameCase.checked, whole.checked) : [];
    current = Math.max(0, found.findIndex((match) => match.from >= from));
    ask(false);
    show();
  };
  const show = () => {
    count.textContent = words.value ? (found.length ? `${current + 1} of ${found.length}` : "None") : "";
    mark(FOUND, found);
    mark(CURRENT, found.slice(current, current + 1));
    if (found.length) element(editor, found[current].from)?.scrollIntoView({ block: "center" });
  };
  const mark = (name, ranges) => CSS.highlights?.set(name, new Highlight(...ranges.map((match) => range(editor, match))));
  const go = (step) => {
    if (!found.length) return;
    current = (current + step + found.length) % found.length;
    show();
  };
  const put = (those) => {
    if (!those.length) return;
    editor.view.dispatch(replaced(editor.state.tr, those, others.value));
    look(those.length > 1 ? 0 : those[0].from + others.value.length);
  };
  const putAll = () => {
    const { length } = found;
    put(found);
    if (length) count.textContent = `${length} ${others.value ? "replaced" : "deleted"}`;
  };
  const close = () => {
    bar.hidden = true;
    ask(false);
    for (const name of [FOUND, CURRENT]) CSS.highlights?.delete(name);
    editor.view.focus(); // the command would wait for the next frame, and a key pressed before it would be lost
  };

  const bar = crel("div", { className: "body-find", role: "search", "aria-label": "Find and replace", hidden: true }, [
    crel("div", {}, [
      words,
      button("Previous", () => go(-1)),
      button("Next", () => go(1)),
      count,
      caseLabel,
      wholeLabel,
    ]),
    crel("div", {}, [
      others,
      button("Replace", () => put(found.slice(current, current + 1))),
      all,
      button("Close", close),
    ]),
  ]);
  const tools = frame.querySelector(".body-tools");
  tools.after(bar);
  // In a table there are more of them.
  new ResizeObserver(() => frame.style.setProperty("--body-tools-height", `${tools.offsetHeight}px`)).observe(tools);
  words.addEventListener("input", (event) => {
    event.stopPropagation(); // it is no text of the story
    look(editor.state.selection.from);
  });
  others.addEventListener("input", (event) => {
    event.stopPropagation();
    ask(false);
  });
  bar.addEventListener("change", (event) => event.stopPropagation());
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key !== "Enter" || event.target.localName === "button") return;
    else if (event.target === words) go(event.shiftKey ? -1 : 1);
    else if (event.target === others) put(found.slice(current, current + 1));
    event.preventDefault(); // Enter would send the form
  });
  frame.addEventListener("body-editor:find", () => {
    bar.hidden = false;
    const { from, to } = editor.state.selection;
    const selected = editor.state.doc.textBetween(from, to, " ");
    if (selected && selected.length < 80) words.value = selected;
    look(from);
    words.select();
  });
  editor.on("update", () => bar.hidden || look(found[current]?.from));
}

/* Where the words stand, block by block; a picture or a break is no letter. */
function matches(doc, words, sameCase, whole) {
  const wanted = pattern(words, sameCase, whole);
  const all = [];
  doc.descendants((block, position) => {
    if (!block.isTextblock) return true;
    let text = "";
    block.forEach((child) => (text += child.isText ? child.text : "\ufffc".repeat(child.nodeSize)));
    for (const { 0: hit, index } of text.matchAll(wanted)) {
      const from = position + 1 + index;
      all.push({ block: position, from, to: from + hit.length });
    }
    return false;
  });
  return all;
}

// Each is typed for the others.
const QUOTES = [`"“”„‟«»`, `'‘’‚‛‹›`];

/* A whole word is one with no letter or figure beside it; what begins or ends with a mark has its end there. */
function pattern(words, sameCase, whole) {
  const letter = "[\\p{L}\\p{M}\\p{N}_]";
  const exactly = [...words].map((one) => anyOf(QUOTES.find((marks) => marks.includes(one))) ?? escaped(one)).join("");
  const begins = whole && new RegExp(`^${letter}`, "u").test(words) ? `(?<!${letter})` : "";
  const ends = whole && new RegExp(`${letter}$`, "u").test(words) ? `(?!${letter})` : "";
  return new RegExp(begins + exactly + ends, sameCase ? "gu" : "giu");
}

function anyOf(marks) {
  return marks && `[${marks}]`;
}

function escaped(one) {
  return one.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}

/* In one step for each block, not for each of its words: what looks at the steps of a long story would take minutes. */
function replaced(tr, those, words) {
  const rest = [...those];
  while (rest.length) {
    const { block: position, to } = rest.at(-1);
    const hits = rest.splice(rest.findIndex((match) => match.block === position));
    const { from } = hits[0];
    const block = tr.doc.nodeAt(position);
    const within = (at) => at - position - 1;
    const nothing = block.content.cut(0, 0);
    let content = nothing;
    let done = within(from);
    for (const hit of hits) {
      const { marks } = block.nodeAt(within(hit.from)); // bold, or a link, also where that ends with the word
      content = content.append(block.content.cut(done, within(hit.from)));
      if (words) content = content.append(nothing.addToEnd(block.type.schema.text(words, marks)));
      done = within(hit.to);
    }
    tr.replaceWith(from, to, content);
  }
  return tr;
}

/* Static: of ten thousand live ones the browser would see to each whenever anything in the page changes. */
function range(editor, { from, to }) {
  const [start, end] = [editor.view.domAtPos(from), editor.view.domAtPos(to)];
  return new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset });
}

function element(editor, position) {
  const { node } = editor.view.domAtPos(position);
  return node instanceof Element ? node : node.parentElement;
}

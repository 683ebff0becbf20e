// Where the cursor is in the text, and the same place in the text of the next page. There a colleague may have made what
// comes before longer or shorter; of several spaces one is kept, and of a block without words nothing.

export function textPlace({ state: { doc, selection } }) {
    const { from, to, node, $to } = selection;
    return { from, to, isNode: Boolean(node), ...around($to), kinds: kinds($to), above: above(doc, $to) };
}

function textOf(block, from = 0, to = block.content.size) {
    return block.textBetween(from, to, "", "\ufffc");
}

// What stands before a place in its block, and after it.
function around({ parent, parentOffset }) {
    return parent.isTextblock ? { before: textOf(parent, 0, parentOffset), after: textOf(parent, parentOffset) } : {};
}

// What a place is in, from the outside in.
function kinds($at) {
    return Array.from({ length: $at.depth + 1 }, (_, depth) => $at.node(depth).type.name);
}

function textblocks(doc) {
    const found = [];
    doc.descendants((node, at) => void (node.isTextblock && found.push({ node, at, end: at + node.nodeSize - 1 })));
    return found;
}

// The words of the last block before a place that has any.
function above(doc, { pos }) {
    const block = textblocks(doc).findLast(({ node, end }) => end < pos && textOf(node).trim());
    return block && textOf(block.node);
}

// A text as it is kept, of several spaces one and none before and after it, and where each letter of that ends in it.
function asKept(text) {
    let kept = "";
    const ends = [0];
    for (let at = 0; at < text.length; at += 1) {
        const isSpace = /\s/.test(text[at]);
        if (isSpace && (!kept || kept.endsWith(" "))) ends[kept.length] = at + 1;
        else {
            kept += isSpace ? " " : text[at];
            ends.push(at + 1);
        }
    }
    return { kept: kept.trimEnd(), ends };
}

function isSame(one, other) {
    return asKept(one).kept === asKept(other).kept;
}

// Of a space on either side one is kept: it stands behind the cursor.
function endsInSpace({ before, after }) {
    return /\s$/.test(before) && !/^\s/.test(after);
}

// How far into a block the words before the cursor reach; undefined where it begins with others.
function reach(block, place) {
    const text = textOf(block);
    const [{ kept, ends }, { kept: wanted }] = [text, place.before].map(asKept);
    if (!kept.startsWith(wanted)) return undefined;
    return ends[wanted.length + (endsInSpace(place) && kept[wanted.length] === " ")];
}

function nearest(found, to) {
    const [best] = found.sort((one, other) => other.isWhole - one.isWhole || Math.abs(one.place - to) - Math.abs(other.place - to));
    return best?.place;
}

// The place behind the same words, and before the same too if there is one. An empty block is the same in the same kinds.
function behind(doc, place) {
    const { before, after, to } = place;
    const found = [];
    for (const { node, at } of textblocks(doc)) {
        const length = reach(node, place);
        if (length === undefined) continue;
        const isWhole = isSame(textOf(node, length), after);
        const isThere = before.trim() || (isWhole && (after.trim() || String(kinds(doc.resolve(at + 1))) === String(place.kinds)));
        if (isThere) found.push({ place: at + 1 + length, isWhole });
    }
    return nearest(found, to);
}

// Whoever goes on there has begun it before: Undo takes back what comes next.
function beginBlock(editor, { kinds: wanted, above: words }) {
    const { $from } = editor.state.selection;
    const type = wanted.at(-1);
    const begin = editor.chain().setMeta("addToHistory", false);
    if (wanted.length > 2 && String(kinds($from)) === String(wanted)) return begin.keyboardShortcut("Enter").run();
    const at = words === undefined ? 0 : $from.after(1);
    return begin.insertContentAt(at, { type: wanted.length > 2 ? "paragraph" : type }).setTextSelection(at + 1).run();
}

// Where an empty block stood, at the end of what it stood below; whether that is there.
function putBelow(editor, place) {
    const blocks = textblocks(editor.state.doc);
    const at = place.above === undefined
        ? blocks[0]?.at + 1
        : nearest(blocks.filter(({ node }) => isSame(textOf(node), place.above)).map(({ end }) => ({ place: end, isWhole: true })), place.to);
    if (!at) return false;
    editor.commands.setTextSelection(at);
    beginBlock(editor, place);
    return true;
}

// Whether the cursor is put anywhere.
export function putCursor(editor, place) {
    const { doc } = editor.state;
    const { isNode, before, after } = place;
    const moved = isNode || before === undefined ? undefined : behind(doc, place);
    const isBlank = moved === undefined && before !== undefined && !`${before}${after}`.trim();
    if (isBlank && putBelow(editor, place)) return true;
    const [from, to] = [undefined, place.to].includes(moved) ? [place.from, place.to] : [moved, moved];
    const end = doc.content.size;
    const there = from <= end && (isNode ? editor.view.nodeDOM(from) : editor.view.domAtPos(from).node);
    if (there && (there.closest ? there : there.parentElement).closest("figure")) return false; // a picture is clicked anew
    if (isNode && doc.nodeAt(from)) editor.commands.setNodeSelection(from);
    else if (to <= end && [from, to].every((at) => doc.resolve(at).parent.inlineContent)) editor.commands.setTextSelection({ from, to });
    else editor.commands.focus("end", { scrollIntoView: false }); // a colleague has made it shorter
    const { $from, empty } = editor.state.selection;
    const here = around($from).before;
    if (empty && here && /\s$/.test(before ?? "") && !/\s$/.test(here)) {
        editor.view.dispatch(editor.state.tr.insertText(" ").setMeta("addToHistory", false));
    }
    return true;
}

export function putIntoText(editor, place) {
    if (putCursor(editor, place)) editor.view.focus(); // without scrolling
}

export function typeInText(editor, key) {
    const { state, view } = editor;
    const { from, empty, $from } = state.selection;
    if (key === "Enter") editor.commands.keyboardShortcut("Enter");
    else if (key !== "Backspace") view.dispatch(state.tr.insertText(key));
    else if (!empty) view.dispatch(state.tr.deleteSelection());
    else if ($from.parentOffset > 0) view.dispatch(state.tr.delete(from - 1, from));
}

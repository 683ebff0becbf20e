// Where the cursor is in the text, and the same place in what the text has become. A colleague may have made what comes
// before longer or shorter; of several spaces one is kept, and of a block without words nothing.

const ALIKE = 0.5; // of the letters of two texts, from both ends on: the one has become the other

export function textPlace({ state: { doc, selection } }) {
    const { from, to, node, $to } = selection;
    const all = pieces(doc);
    const above = all.findLast(({ end }) => end < to)?.said;
    const below = all.find(({ at }) => at >= to)?.said;
    return { from, to, isNode: Boolean(node), ...around($to), kinds: kinds($to), above, below };
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

function blocks(doc) {
    const found = [];
    doc.descendants((node, at) => {
        if (node.isTextblock) found.push({ node, at, end: at + node.nodeSize - 1 });
        else if (node.isLeaf) found.push({ node, at, end: at + node.nodeSize });
        return !node.isTextblock;
    });
    return found;
}

// The blocks of which something is kept, and what tells each from the others: its words, or which line or picture it is.
function pieces(doc) {
    const said = ({ type, attrs }, words) => words || (/paragraph|heading/.test(type.name) ? "" : type.name + JSON.stringify(attrs));
    return blocks(doc).map((one) => ({ ...one, said: said(one.node, asKept(textOf(one.node)).kept) })).filter((one) => one.said);
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

// How many letters two texts have in common at their beginning, and then at their end.
function common(one, other) {
    const most = Math.min(one.length, other.length);
    let [start, end] = [0, 0];
    while (start < most && one[start] === other[start]) start += 1;
    while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
    return { start, end };
}

function likeness(one, other) {
    const { start, end } = common(one, other);
    return (start + end) / Math.max(one.length, other.length, 1);
}

// Of a space on either side one is kept: it stands behind the cursor.
function endsInSpace({ before, after }) {
    return /\s$/.test(before) && !/^\s/.test(after);
}

// How far into a block the words before the cursor reach; undefined where it begins with others.
function reach(block, place) {
    const text = textOf(block);
    const [{ kept, ends }, { kept: wanted }] = [text, place.before].map(asKept);
    const isBroken = /\s$/.test(place.before) && /^\S/.test(kept.slice(wanted.length)); // the last word goes on
    if (!kept.startsWith(wanted) || isBroken) return undefined;
    return ends[wanted.length + (endsInSpace(place) && kept[wanted.length] === " ")];
}

// The best of several; of those that are as good, the one nearest to where it was.
function best(found, to) {
    return found.sort((one, other) => other.rank - one.rank || Math.abs(one.end - to) - Math.abs(other.end - to))[0];
}

// The place behind the same words, and before the same too if there is one. An empty block is the same in the same kinds.
function behind(doc, place) {
    const { before, after, to } = place;
    const found = [];
    for (const { node, at } of blocks(doc)) {
        const length = node.isTextblock ? reach(node, place) : undefined;
        if (length === undefined) continue;
        const isWhole = isSame(textOf(node, length), after);
        const isThere = before.trim() || (isWhole && (after.trim() || String(kinds(doc.resolve(at + 1))) === String(place.kinds)));
        const rank = isWhole ? 1 : likeness(textOf(node), before + after);
        if (isThere) found.push({ end: at + 1 + length, rank });
    }
    return best(found, to)?.end;
}

// Where the words before the cursor are others now: the place before the same words, in the block that was this one.
function ahead(doc, { before, after, to }) {
    const was = before + after;
    const alike = blocks(doc)
        .filter(({ node }) => node.isTextblock)
        .map(({ node, at, end }) => ({ text: textOf(node), at, end, rank: likeness(textOf(node), was) }))
        .filter(({ rank }) => rank >= ALIKE);
    const block = best(alike, to);
    if (!block) return undefined;
    const { start, end } = common(block.text, was);
    return block.at + 1 + (end >= after.length ? block.text.length - after.length : start);
}

// The piece below which an empty block stood; null: it was the first.
function pieceAbove(doc, { above, below, to }) {
    const all = pieces(doc);
    const same = all.map((one, index) => ({ ...one, rank: all[index + 1]?.said === below })).filter(({ said }) => said === above);
    if (same.length) return best(same, to);
    const next = best(all.map((one, index) => ({ ...one, index, rank: 0 })).filter(({ said }) => said === below), to);
    if (above === undefined || next) return all[next?.index - 1] ?? null;
    const alike = all.map((one) => ({ ...one, rank: likeness(one.said, above) })).filter(({ rank }) => rank >= ALIKE);
    return best(alike, to) ?? all.findLast(({ end }) => end <= to) ?? null;
}

// An empty block where one stood. Whoever goes on there has begun it before: Undo takes back what comes next.
function beginBlock(editor, place) {
    const { kinds: wanted } = place;
    const { doc } = editor.state;
    const piece = pieceAbove(doc, place);
    const begin = () => editor.chain().setMeta("addToHistory", false);
    if (piece?.node.isTextblock && wanted.length > 2 && String(kinds(doc.resolve(piece.end))) === String(wanted)) {
        editor.commands.setTextSelection(piece.end);
        return begin().keyboardShortcut("Enter").run();
    }
    const $at = piece && doc.resolve(piece.at);
    const at = !piece ? 0 : $at.depth ? $at.after(1) : piece.at + piece.node.nodeSize;
    return begin().insertContentAt(at, { type: wanted.length > 2 ? "paragraph" : wanted.at(-1) }).setTextSelection(at + 1).run();
}

// Whether the cursor is put anywhere.
export function putCursor(editor, place) {
    const { doc } = editor.state;
    const { isNode, before, after } = place;
    const isInText = !isNode && before !== undefined;
    const found = isInText ? behind(doc, place) : undefined;
    if (isInText && found === undefined && !`${before}${after}`.trim()) return beginBlock(editor, place);
    const moved = found ?? (isInText ? ahead(doc, place) : undefined);
    const [from, to] = [undefined, place.to].includes(moved) ? [place.from, place.to] : [moved, moved];
    const end = doc.content.size;
    const there = from <= end && (isNode ? editor.view.nodeDOM(from) : editor.view.domAtPos(from).node);
    if (there && (there.closest ? there : there.parentElement).closest("figure")) return false; // a picture is clicked anew
    if (isNode && doc.nodeAt(from)) editor.commands.setNodeSelection(from);
    else if (to <= end && [from, to].every((at) => doc.resolve(at).parent.inlineContent)) editor.commands.setTextSelection({ from, to });
    else editor.commands.focus("end", { scrollIntoView: false }); // a colleague has made it shorter
    const { $from, empty } = editor.state.selection;
    const isSpaceGone = found !== undefined && empty && before.trim() && /\s$/.test(before) && !/\s$/.test(around($from).before);
    if (isSpaceGone) editor.view.dispatch(editor.state.tr.insertText(" ").setMeta("addToHistory", false));
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

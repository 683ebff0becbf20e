// What a colleague's save has brought into a story that was saved here is put into the page where it is open: into fields,
// and block by block into the text, so that the cursor stays behind its letter and Undo takes back what was typed alone.

import { pm } from "django-prose-editor/editor";
import { tidied } from "editor/undo";
import { fields, fill } from "./keep.js";
import { putCursor, textPlace } from "./text-place.js";

const { DOMParser: Reader, DOMSerializer: Writer, Fragment } = pm.model;
const MOST = 1_000_000; // pairs of blocks that are compared

const form = document.querySelector("#article_form");

function editorOf() {
    return form.querySelector(".ProseMirror")?.editor;
}

// What the text is as it is sent, to be told from what is typed on.
export function asSent() {
    return editorOf()?.state.doc;
}

function parsed(editor, html) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    return Reader.fromSchema(editor.schema).parse(body);
}

// Each block as it would be saved; "" of an empty one.
function said(doc) {
    const writer = Writer.fromSchema(doc.type.schema);
    return doc.content.content.map((block) => {
        const there = document.createElement("div");
        there.append(writer.serializeFragment(Fragment.from(block)));
        return tidied(there.innerHTML).trim();
    });
}

// What stands in `after` in place of what stood in `before`, as [from, to, start, end] of both, in their order; null where
// that would take too long to find. By the longest row of blocks that both have.
function changes(before, after) {
    let start = 0;
    while (start < before.length && before[start] === after[start]) start += 1;
    let [end, last] = [before.length, after.length];
    while (end > start && last > start && before[end - 1] === after[last - 1]) [end, last] = [end - 1, last - 1];
    const [one, other] = [before.slice(start, end), after.slice(start, last)];
    if (one.length * other.length > MOST) return null;
    const common = [...one, ""].map(() => new Uint32Array(other.length + 1));
    for (let i = one.length - 1; i >= 0; i -= 1)
        for (let j = other.length - 1; j >= 0; j -= 1)
            common[i][j] = one[i] === other[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    const found = [];
    let [i, j, from, to] = [0, 0, 0, 0];
    const note = () => (i > from || j > to) && found.push([start + from, start + i, start + to, start + j]);
    while (i < one.length && j < other.length) {
        if (one[i] === other[j]) {
            note();
            [i, j] = [i + 1, j + 1];
            [from, to] = [i, j];
        } else if (common[i + 1][j] >= common[i][j + 1]) i += 1;
        else j += 1;
    }
    [i, j] = [one.length, other.length];
    note();
    return found;
}

// What is put in between two blocks meets none of them.
function meet([from, to], [start, end]) {
    return from < end && start < to;
}

// The transaction that brings `html`, what was made of `sent`, into the text; null where the same was typed on since.
function bring(editor, sent, html) {
    const merged = parsed(editor, html);
    const { doc, tr } = editor.state;
    const before = said(sent);
    // What is empty is not saved.
    const full = [...before.keys()].filter((index) => before[index]);
    const theirs = changes(full.map((index) => before[index]), said(merged));
    const mine = changes(before, said(doc));
    if (!theirs || !mine) return null;
    const place = (index) => (index < full.length ? full[index] : before.length);
    const wanted = theirs.map(([from, to, start, end]) => [
        from === to && from > 0 ? full[from - 1] + 1 : place(from),
        to > from ? full[to - 1] + 1 : from > 0 ? full[from - 1] + 1 : place(from),
        start,
        end,
    ]);
    if (wanted.some((one) => mine.some((other) => meet(one, other)))) return null;
    const offset = (index) => {
        let shift = 0;
        for (const [, to, start, end] of mine) if (to <= index) shift = end - to;
        let at = 0;
        for (let block = 0; block < index + shift; block += 1) at += doc.child(block).nodeSize;
        return at;
    };
    for (const [from, to, start, end] of wanted.reverse()) {
        const content = Fragment.from(merged.content.content.slice(start, end));
        if (content.size || to > from) tr.replaceWith(offset(from), offset(to), content);
    }
    return tr.setMeta("addToHistory", false);
}

// Where the block with the cursor in it was changed too, such as another item of a list, that stays behind its words.
function follow(editor, transaction) {
    const place = textPlace(editor);
    editor.view.dispatch(transaction);
    if (transaction.mapping.mapResult(place.to).deletedAcross) putCursor(editor, place);
}

// Whether all of it stands in the page now; where not, nothing of it does. `texts` are by name, `sent` what the fields held,
// `doc` what the text was.
export function takeIn(texts, { sent, doc, now }) {
    const { body, ...others } = texts;
    const isTypedOn = (name) => String(now[name]) !== String(sent[name]);
    const wanted = fields().filter(({ name }) => name in others && String(sent[name]).trim() !== others[name]);
    if (wanted.some(({ name }) => isTypedOn(name))) return false;
    const editor = editorOf();
    const transaction = body === undefined ? undefined : editor && doc && bring(editor, doc, body);
    if (transaction === null || (body !== undefined && !transaction)) return false;
    for (const field of wanted) fill(field, [others[field.name]], {});
    if (transaction) follow(editor, transaction);
    return true;
}

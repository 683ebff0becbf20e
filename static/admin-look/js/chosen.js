// Of two texts for one place the one that is chosen stands in the form at once: what is typed on is what was chosen. What
// was typed in either stays with it, for whoever chooses again, and goes into the history where another was chosen. What
// can't be put in (bylines, a picture) the server puts there; see choosing.py, which is told what stands in the form.

import { pm } from "django-prose-editor/editor";

const { DOMParser: Reader, DOMSerializer: Writer, Fragment } = pm.model;
const form = document.querySelector("#article_form");
const TYPED = "textarea, select:not([multiple]), input:is([type=text], [type=url])";
const PARTS = { kept: ["kept"], other: ["other"], both: ["kept", "other"] };

// Where a text stands in the form. `read` gives the texts that were written there, one after another, with what was typed
// on.

function inField(field) {
    const plain = (text) => text.replaceAll("\r\n", "\n").trim();
    const same = (one, other) => plain(one) === plain(other);
    return {
        same,
        isThere: () => true,
        asText: (sent) => sent,
        asSent: (text) => text,
        read: () => [field.value],
        write([text]) {
            const before = field.value;
            field.value = text;
            if (!same(field.value, text)) return void (field.value = before); // a list that does not have it
            for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
            return true;
        },
    };
}

function blocksOf(editor, html) {
    if (!html) return Fragment.empty;
    const body = new DOMParser().parseFromString(html, "text/html").body;
    return Reader.fromSchema(editor.schema).parse(body).content;
}

// A paragraph is found by what it holds, and followed, whatever is typed before it or in it, until it is taken out.
function inText(editor, kept) {
    const wanted = blocksOf(editor, kept);
    const joined = (texts) => texts.reduce((all, text) => all.append(text), Fragment.empty);
    let edges = []; // where each text begins, and the last ends
    let [isThere, writes] = [false, false];
    editor.state.doc.forEach((block, offset) => {
        if (isThere || wanted.childCount !== 1 || !wanted.firstChild.eq(block)) return;
        [edges, isThere] = [[offset, offset + block.nodeSize], true];
    });
    const between = (from, to) => editor.state.doc.slice(from, to).content;
    editor.on("transaction", ({ transaction }) => {
        if (writes || !transaction.docChanged || !isThere) return;
        const { mapping } = transaction;
        const [from, to] = [edges[0], edges.at(-1)];
        if (to > from && mapping.mapResult(from, 1).deletedAfter) isThere = false;
        const inner = edges.slice(1, -1).map((edge) => mapping.mapResult(edge, -1));
        const start = mapping.map(from, 1);
        // Two texts that were made one paragraph are one text from then on.
        edges = [start, ...inner.filter((edge) => !edge.deletedAcross).map(({ pos }) => pos), Math.max(start, mapping.map(to, -1))];
    });
    return {
        same: (one, other) => one.eq(other),
        isThere: () => isThere,
        asText: (html) => blocksOf(editor, html),
        asSent(content) {
            const there = document.createElement("div");
            there.append(Writer.fromSchema(editor.schema).serializeFragment(content));
            return there.innerHTML;
        },
        read: () => edges.slice(1).map((edge, at) => between(edges[at], edge)),
        write(texts) {
            let content = joined(texts);
            const [from, to] = [edges[0], edges.at(-1)];
            const isAll = to - from === editor.state.doc.content.size;
            if (!content.size && isAll) content = Fragment.from(editor.schema.nodes.paragraph.create());
            writes = true; // no step back: Undo would put in what was not chosen
            editor.view.dispatch(editor.state.tr.replaceWith(from, to, content).setMeta("addToHistory", false));
            writes = false;
            edges = texts.reduce((all, text) => [...all, all.at(-1) + text.size], [from]);
            edges[edges.length - 1] = from + content.size;
            return true;
        },
    };
}

function hidden(asked, name) {
    const made = Object.assign(document.createElement("input"), { type: "hidden", name });
    asked.append(made);
    return made;
}

function attach(asked, editor) {
    const { key } = asked.dataset;
    const isParagraph = key.startsWith("body-");
    const field = form.elements[key];
    if (isParagraph ? !editor : key === "body" || !field?.matches?.(TYPED)) return;
    const [mine, theirs] = [form.elements[`kept-${key}`], form.elements[`other-${key}`]];
    const isHeld = asked.querySelector("[name=held]") !== null; // theirs stands there, for mine is that it was taken out
    const sent = { kept: mine.value, other: theirs.value };
    const place = isParagraph ? inText(editor, sent.kept) : inField(field);
    const shown = { kept: place.asText(sent.kept), other: place.asText(sent.other) };
    const texts = { ...shown };
    const put = hidden(asked, `put-${key}`);
    const left = hidden(asked, `left-${key}`);
    let stands = "kept";

    const typedOn = (name) => (place.same(texts[name], shown[name]) ? "" : place.asSent(texts[name]));
    const standing = (choice) => PARTS[choice].map((name) => texts[name]);

    function choose(choice) {
        if (choice === stands || !place.isThere()) return;
        const now = place.read();
        const parts = now.length === PARTS[stands].length ? PARTS[stands] : ["kept"];
        const before = { ...texts };
        parts.forEach((name, at) => (texts[name] = now[at]));
        if (!place.write(standing(choice))) return void Object.assign(texts, before);
        stands = put.value = choice;
        mine.value = typedOn("kept") || sent.kept; // with what was typed on: it goes into the history
        left.value = choice === "kept" ? typedOn("other") : choice === "other" && isHeld ? typedOn("kept") : "";
    }
    asked.addEventListener("change", ({ target }) => choose(target.value));
    const chosen = asked.querySelector(":checked");
    if (chosen && place.isThere() && place.same(place.read()[0], shown.kept)) choose(chosen.value);
}

// After the stock scripts and the editor have made the form ready.
window.django.jQuery(() => {
    const { editor } = document.querySelector(".ProseMirror") ?? {};
    for (const asked of document.querySelectorAll(".meeting [data-key]")) attach(asked, editor);
});

// Of two texts for one place the one that is chosen stands in the form at once: what is typed on is what was chosen. The
// other one keeps what was typed in it, for whoever chooses it again. What can't be put in (bylines, a picture) the server
// puts there; see choosing.py, which is told what stands in the form.

import { pm } from "django-prose-editor/editor";

const { DOMParser: Reader, DOMSerializer: Writer, Fragment } = pm.model;
const form = document.querySelector("#article_form");
const TYPED = "textarea, select:not([multiple]), input:is([type=text], [type=url])";

function plain(text) {
    return text.replaceAll("\r\n", "\n").trim();
}

function inField(field) {
    return {
        holds: (text) => plain(field.value) === plain(text),
        isThere: () => true,
        read: () => field.value,
        asSent: (text) => text,
        write(text) {
            const before = field.value;
            field.value = text;
            if (!this.holds(text)) return void (field.value = before); // a list that does not have it
            for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
            return true;
        },
    };
}

// Where a paragraph is, whatever is typed before it or in it, until it is taken out.
function inText(editor, kept) {
    const reader = Reader.fromSchema(editor.schema);
    const blocks = (html) => html ? reader.parse(new DOMParser().parseFromString(html, "text/html").body).content : Fragment.empty;
    const wanted = blocks(kept);
    let [from, to, isThere, writes] = [0, 0, false, false];
    editor.state.doc.forEach((block, offset) => {
        if (isThere || wanted.childCount !== 1 || !wanted.firstChild.eq(block)) return;
        [from, to, isThere] = [offset, offset + block.nodeSize, true];
    });
    const read = () => editor.state.doc.slice(from, to).content;
    editor.on("transaction", ({ transaction }) => {
        if (writes || !transaction.docChanged) return;
        const start = transaction.mapping.mapResult(from, 1);
        if (to > from && start.deletedAfter) isThere = false;
        from = start.pos;
        to = Math.max(from, transaction.mapping.map(to, -1));
    });
    return {
        holds: (html) => read().eq(blocks(html)),
        isThere: () => isThere,
        read,
        asSent(content) {
            const there = document.createElement("div");
            there.append(Writer.fromSchema(editor.schema).serializeFragment(content));
            return there.innerHTML;
        },
        write(text) {
            let content = typeof text === "string" ? blocks(text) : text;
            const isAll = to - from === editor.state.doc.content.size;
            if (!content.size && isAll) content = Fragment.from(editor.schema.nodes.paragraph.create());
            writes = true; // no step back: Undo would put in what was not chosen
            editor.view.dispatch(editor.state.tr.replaceWith(from, to, content).setMeta("addToHistory", false));
            writes = false;
            to = from + content.size;
            return true;
        },
    };
}

function attach(asked, editor) {
    const { key } = asked.dataset;
    const mine = form.elements[`kept-${key}`];
    const [kept, other] = [mine.value, form.elements[`other-${key}`].value];
    const field = form.elements[key];
    const isParagraph = key.startsWith("body-");
    if (isParagraph ? !editor : key === "body" || !field?.matches?.(TYPED)) return;
    const place = isParagraph ? inText(editor, kept) : inField(field);
    const texts = { kept, other, both: kept + other };
    const put = Object.assign(document.createElement("input"), { type: "hidden", name: `put-${key}` });
    let stands = "kept";
    asked.append(put);
    function choose(choice) {
        if (choice === stands || !place.isThere()) return;
        const left = place.read();
        if (!place.write(texts[choice])) return;
        if (stands !== "other") mine.value = place.asSent(left); // with what was typed on: it goes into the history
        texts[stands] = left;
        stands = put.value = choice;
    }
    asked.addEventListener("change", ({ target }) => choose(target.value));
    const chosen = asked.querySelector(":checked");
    if (chosen && place.isThere() && place.holds(kept)) choose(chosen.value);
}

// After the stock scripts and the editor have made the form ready.
window.django.jQuery(() => {
    const { editor } = document.querySelector(".ProseMirror") ?? {};
    for (const asked of document.querySelectorAll(".meeting [data-key]")) attach(asked, editor);
});

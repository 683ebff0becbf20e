// What a colleague's save has brought into a story that was saved here is put into the page where it is open: into fields,
// and word by word into the text.

import { pm } from "django-prose-editor/editor";
import { bring } from "editor/merge";
import { fields, fill } from "./keep.js";

const { DOMParser: Reader } = pm.model;

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

// Whether all of it stands in the page now; where not, nothing of it does. `texts` are by name, `sent` what the fields held,
// `doc` what the text was.
export function takeIn(texts, { sent, doc, now }) {
    const { body, ...others } = texts;
    const isTypedOn = (name) => String(now[name]) !== String(sent[name]);
    const wanted = fields().filter(({ name }) => name in others && String(sent[name]).trim() !== others[name]);
    if (wanted.some(({ name }) => isTypedOn(name))) return false;
    const editor = editorOf();
    const transaction = body === undefined ? undefined : editor && doc && bring(editor.state, doc, parsed(editor, body));
    if (transaction === null || (body !== undefined && !transaction)) return false;
    for (const field of wanted) fill(field, [others[field.name]], {});
    if (transaction) editor.view.dispatch(transaction);
    return true;
}

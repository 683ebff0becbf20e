// Leads from the checklist to the place that it means: a field, or a block of the body, which is selected.

const form = document.querySelector("#article_form");
const QUOTED = 60; // characters of a link's words, as in checklist.py

function show(element) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

// The link in the block that is found fault with: one with http, by its words as they are quoted.
function linkMeant(block, finding) {
    const isMeant = ({ textContent }) => finding.includes(`“${[...textContent].slice(0, QUOTED).join("")}”`);
    return [...block.querySelectorAll('a[href^="http:" i]')].find(isMeant);
}

// From the beginning of its first text to the end of its last: nothing else can hold a cursor.
function wordsOf(node, start) {
    const texts = [];
    node.descendants((inner, at) => {
        if (inner.isTextblock) texts.push([start + 1 + at + 1, start + 1 + at + inner.nodeSize - 1]);
    });
    return node.isTextblock ? { from: start + 1, to: start + node.nodeSize - 1 } : { from: texts[0][0], to: texts.at(-1)[1] };
}

function selectBlock({ commands, state, view }, index, finding) {
    const node = state.doc.child(index);
    let start = 0;
    for (let before = 0; before < index; before += 1) start += state.doc.child(before).nodeSize;
    const block = view.nodeDOM(start);
    const link = linkMeant(block, finding);
    document.dispatchEvent(new CustomEvent("jump")); // passage.js
    if (block.matches(".piece") || node.isAtom) commands.setNodeSelection(start);
    else if (link) commands.setTextSelection({ from: view.posAtDOM(link, 0), to: view.posAtDOM(link, link.childNodes.length) });
    else commands.setTextSelection(wordsOf(node, start));
    view.focus();
    show(link ?? block);
}

function goIntoText(text, block, finding) {
    if (Number(block) < text.editor.state.doc.childCount) return selectBlock(text.editor, Number(block), finding);
    text.focus({ preventScroll: true });
    getSelection().collapse(text, 0);
    show(text);
}

function goToField(target) {
    target.closest("details")?.setAttribute("open", "");
    show(target);
    // A field that a script shows as something else is not there to be focused: what stands for it is.
    const row = target.closest(".form-row, .bylines") ?? target;
    const fields = [target, ...row.querySelectorAll("input, textarea, select, button, a")];
    const first = fields.find((field) => field.matches("input, textarea, select, button, a") && field.offsetParent);
    first?.focus({ preventScroll: true });
}

form.addEventListener("click", (event) => {
    const finding = event.target.closest("[data-jump]");
    if (!finding) return;
    const { jump, block } = finding.dataset;
    const elsewhere = { body: ".ProseMirror", bylines: ".bylines" }[jump];
    const target = elsewhere ? form.querySelector(elsewhere) : form.elements[jump];
    if (!target) return;
    event.preventDefault();
    if (jump === "body") goIntoText(target, block, finding.textContent);
    else goToField(target);
});

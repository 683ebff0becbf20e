// Where somebody was in the text when they began a note: once it is sent, they are there again.

let left; // what was selected, and how far down that stood

// The editor keeps its own selection, also while the text is changed.
function top({ editor }, range) {
    return editor ? editor.view.coordsAtPos(editor.state.selection.from).top : range.getBoundingClientRect().top;
}

export function leave(text) {
    const selection = getSelection();
    if (!text?.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0).cloneRange();
    left = { range, top: top(text, range) };
}

export function stay() {
    left = undefined;
}

export function goBack(text) {
    if (!left) return;
    const { range, top: before } = left;
    stay();
    if (text.editor) text.editor.view.focus(); // without scrolling
    else getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    scrollBy({ top: top(text, range) - before, behavior: "instant" });
}

// Says how long the body is, in words and in minutes of reading, while it is written.

const READING_SPEED = 230; // words a minute; the page of the story counts with the same

const known = new WeakMap(); // a block is counted once, for as long as nobody changes it

function wordsOf(block) {
    if (!known.has(block)) {
        const text = block.textBetween(0, block.content.size, " ", " ");
        known.set(block, text.split(/\s+/).filter(Boolean).length);
    }
    return known.get(block);
}

function attach(row, editor) {
    const note = document.createElement("p");
    note.className = "count";
    row.append(note);
    const count = () => {
        let words = 0;
        editor.state.doc.forEach((block) => (words += wordsOf(block)));
        const minutes = Math.max(1, Math.round(words / READING_SPEED));
        note.textContent = words ? `${words.toLocaleString("en-GB")} word${words === 1 ? "" : "s"}, ${minutes} min read` : "";
    };
    let pause;
    editor.on("update", () => {
        clearTimeout(pause);
        pause = setTimeout(count, 300); // a long story takes a while to count
    });
    count();
}

// Whichever of the two scripts comes first.
const text = document.querySelector(".body-text");
if (text?.editor) attach(text.closest(".form-row"), text.editor);
else {
    document.addEventListener("body-editor:ready", ({ target, detail }) => attach(target.closest(".form-row"), detail.editor));
}

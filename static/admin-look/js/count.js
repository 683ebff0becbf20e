// Says how many characters a field holds, what search engines do with more than `data-count` of them, and how many are
// more than fit (`data-most`). Nothing is cut off.

for (const field of document.querySelectorAll("[data-count], [data-most]")) {
    const advised = Number(field.dataset.count);
    const most = Number(field.dataset.most);
    const note = document.createElement("p");
    note.className = "count";
    note.setAttribute("aria-live", "polite");
    (field.closest("td, .fieldBox, .form-row") ?? field.parentElement).append(note);

    const words = (length) => {
        if (length > most) return `${length} characters: ${length - most} too many to save`;
        if (!advised) return "";
        const more = length > advised ? `: search engines cut after about ${advised}` : "";
        return `${length} characters${more}`;
    };
    const count = () => {
        const length = [...field.value.trim()].length;
        note.textContent = words(length);
        note.classList.toggle("long", length > (advised || most));
        note.classList.toggle("too-long", length > most);
    };
    field.addEventListener("input", count);
    count();
}

// Says how many characters a field holds, and what search engines do with more than `data-count` of them.

for (const field of document.querySelectorAll("[data-count]")) {
    const most = Number(field.dataset.count);
    const note = document.createElement("p");
    note.className = "count";
    note.setAttribute("aria-live", "polite");
    field.closest(".form-row").append(note);

    const count = () => {
        const length = [...field.value.trim()].length;
        note.textContent =
            length > most ? `${length} characters: search engines cut after about ${most}` : `${length} characters`;
        note.classList.toggle("long", length > most);
    };
    field.addEventListener("input", count);
    count();
}

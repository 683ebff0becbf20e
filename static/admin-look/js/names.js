// Names for those who don't see the page, where the stock scripts and lists leave them out:
// choices that are found by typing, and fields in the rows of a list.

function labelOf(select) {
    const label = select.labels[0];
    if (label && !label.id) {
        label.id = `${select.id}_label`;
    }
    return label;
}

function nameChoice(select) {
    const label = labelOf(select);
    const drawn = select.nextElementSibling;
    if (!label || !drawn?.matches(".select2")) {
        return;
    }
    const chosen = drawn.querySelector(".select2-selection__rendered");
    drawn.querySelector(".select2-selection").setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    if (chosen.getAttribute("role")) {
        chosen.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    }
    drawn.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
}

function nameChoices(root) {
    root.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])").forEach(nameChoice);
}

function headingOf(cell) {
    return cell.closest("table").tHead.rows[0].cells[cell.cellIndex].innerText.trim();
}

for (const field of document.querySelectorAll("#result_list td:not(.action-checkbox) :is(input, select)")) {
    const row = field.closest("tr").querySelector("th");
    field.setAttribute("aria-label", `${headingOf(field.closest("td"))}: ${row.innerText.trim()}`);
}

function nameCells(root) {
    for (const field of root.querySelectorAll(".tabular td :is(input:not([type=hidden]), select, textarea)")) {
        field.setAttribute("aria-label", headingOf(field.closest("td")));
    }
}

for (const heading of document.querySelectorAll(".tabular th.original")) {
    heading.innerHTML = '<span class="visually-hidden">Entry</span>';
}
nameCells(document);
document.addEventListener("formset:added", (event) => nameCells(event.target.parentElement));

// A moment has two fields and one heading.
for (const field of document.querySelectorAll(".datetime input")) {
    const heading = field.closest(".flex-container").querySelector("label");
    const part = field.classList.contains("vTimeField") ? "time" : "date";
    field.setAttribute("aria-label", `${heading.innerText.trim().replace(/:$/, "")}, ${part}`);
}

const $ = window.django?.jQuery;
if ($?.fn.select2) {
    $(() => nameChoices(document)); // after the stock script has drawn them
    document.addEventListener("formset:added", (event) => nameChoices(event.target));
    $(document).on("select2:open", ({ target }) => {
        const field = document.querySelector(".select2-container--open .select2-search__field");
        field?.setAttribute("aria-labelledby", labelOf(target)?.id ?? "");
    });
}

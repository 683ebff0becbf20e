// Of the groups of fields that belong to a kind of creative, only that of the chosen kind is shown. What is hidden keeps
// what was typed, and is sent along; a group in which something is wrong is shown whatever is chosen.

const kind = document.querySelector("#id_kind");
const groups = [...document.querySelectorAll("fieldset[class*=kind-]")];

function show() {
    for (const group of groups) {
        group.hidden = !group.classList.contains(`kind-${kind.value}`) && !group.querySelector(".errors");
    }
}

if (kind) {
    kind.addEventListener("change", show);
    window.addEventListener("pageshow", show); // the browser may have put back another choice
    show();
}

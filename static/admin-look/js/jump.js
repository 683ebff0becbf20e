// Leads from the checklist to the place that it means: a field, or a block of the body.

const form = document.querySelector("#article_form");

function place({ jump, block }) {
    if (jump === "body") {
        const text = form.querySelector(".ProseMirror");
        return block === undefined ? text : (text?.children[Number(block)] ?? text);
    }
    if (jump === "bylines") return form.querySelector(".bylines");
    return form.elements[jump];
}

form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-jump]");
    const target = link && place(link.dataset);
    if (!target) return;
    event.preventDefault();
    target.closest("details")?.setAttribute("open", "");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    if (target.closest(".ProseMirror")) {
        form.querySelector(".ProseMirror").focus({ preventScroll: true });
        getSelection().collapse(target, 0);
        return;
    }
    // A field that a script shows as something else is not there to be focused: what stands for it is.
    const row = target.closest(".form-row, .bylines") ?? target;
    const fields = [target, ...row.querySelectorAll("input, textarea, select, button, a")];
    const first = fields.find((field) => field.matches("input, textarea, select, button, a") && field.offsetParent);
    first?.focus({ preventScroll: true });
});

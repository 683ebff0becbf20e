// What a field of the story's form is called, as its label says it; and what one in the bar holds.

// Whether a field of the bar holds words other than those that the form showed first, as `shown-…` says them: a moment with
// its difference from UTC.
export function holdsMore(field) {
    const shown = field.form.elements[`shown-${field.name}`]?.value ?? "";
    const isAsShown = field.type === "datetime-local" ? shown.startsWith(field.value) : shown === field.value;
    return Boolean(field.value) && !isAsShown;
}

export function label(field) {
    if (field.closest(".bylines")) return "Bylines";
    if (field.type === "hidden") return field.closest(".form-row")?.querySelector("label, legend")?.textContent.trim() || field.name;
    return field.labels?.[0]?.firstChild?.textContent.replace(/[:*\s]+$/, "").trim() || "";
}

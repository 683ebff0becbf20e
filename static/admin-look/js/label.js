// What a field of the story's form is called, as its label says it.

export function label(field) {
    if (field.closest(".bylines")) return "Bylines";
    if (field.type === "hidden") return field.closest(".form-row")?.querySelector("label, legend")?.textContent.trim() || field.name;
    return field.labels?.[0]?.firstChild?.textContent.replace(/[:*\s]+$/, "").trim() || "";
}

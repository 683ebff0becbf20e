// “Use theirs” puts the colleague's text into the field.

for (const button of document.querySelectorAll("[data-use-theirs]")) {
    const field = document.getElementById(button.dataset.useTheirs);
    if (!field) {
        continue;
    }
    button.hidden = false;
    button.addEventListener("click", () => {
        const values = JSON.parse(button.dataset.value);
        if (field.type === "checkbox") {
            field.checked = values.length > 0;
        } else if (field.multiple || field.matches("select.admin-autocomplete")) {
            choose(field, values, JSON.parse(button.dataset.names));
        } else {
            field.value = values[0] ?? "";
        }
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        button.textContent = "Theirs is in the form";
        button.disabled = true;
    });
}

// A choice that is found by typing knows only the options that were chosen before.
function choose(field, values, names) {
    values.forEach((value, index) => {
        if (![...field.options].some((option) => option.value === value)) {
            field.add(new Option(names[index], value));
        }
    });
    for (const option of field.options) {
        option.selected = values.includes(option.value);
    }
    window.django.jQuery(field).trigger("change");
}

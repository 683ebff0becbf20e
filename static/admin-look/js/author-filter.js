// An author is chosen out of those who are found by typing, and the choice applies at once. Without this script, a name is
// typed into a plain field. Runs before the stock script makes the lists that are found by typing.

for (const form of document.querySelectorAll("form[data-send-on-change]")) {
    const choice = form.querySelector("template");
    choice.replaceWith(choice.content);
    window.django.jQuery(form).on("change", "select", () => form.submit());
}

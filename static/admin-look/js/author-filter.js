// A filter that is a choice applies as soon as it is made.

document.documentElement.classList.add("with-script");
for (const form of document.querySelectorAll("form[data-send-on-change]")) {
    window.django.jQuery(form).on("change", "select", () => form.submit());
}

// Gives an address that is only to be read a button that copies it.

for (const field of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
        field.select();
        await navigator.clipboard.writeText(field.value);
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    field.after(button);
}

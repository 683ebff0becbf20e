// Says at its field why there is no preview, as soon as somebody is done with that field.

const form = document.querySelector("#layout_form");

form?.addEventListener("previewed", ({ detail: { headers, text, typing } }) => {
  for (const fault of form.querySelectorAll("[data-fault]")) fault.remove();
  const names = headers.get("Faults")?.split(",") ?? [];
  const lines = text.split("\n");
  names.forEach((name, index) => {
    const field = name && form.elements[name];
    if (!field || (typing && field === document.activeElement)) return;
    if (field.parentElement.querySelector(".errorlist")) return; // it is said already
    const fault = document.createElement("p");
    fault.className = "zone-fault";
    fault.dataset.fault = "";
    fault.textContent = lines[index];
    field.after(fault);
  });
});

/* Asks for one line of text in a dialog. */

import { combobox } from "admin-look/combobox";
import { crel } from "django-prose-editor/editor";

let asked = 0;

/*
Resolves to what was typed, or null where the dialog was left. `check` takes the trimmed text and gives {value}, or
{error}: a sentence that is shown at the field. `emptyMeans`, if given, labels a button that answers with "".
`offers`, if given, is {label, find, take}: what fits the words typed so far is offered below the field. `find` is given
them, and resolves to objects with `name` and `note`; `take` is given the one that is chosen, and gives the field's text.
*/
export function ask({ title, label, hint = "", value = "", emptyMeans = "", offers = null, check }) {
  const id = `body-ask-${++asked}`;
  const input = crel("input", { id, type: "text", value, autocomplete: "off", spellcheck: false, "aria-describedby": `${id}-hint` });
  const problem = crel("p", { className: "body-ask-error", role: "alert" });
  const form = crel("form", { method: "dialog", noValidate: true }, [
    crel("h2", { textContent: title, id: `${id}-title` }),
    crel("label", { htmlFor: id, textContent: label }),
    crel("div", { className: "body-ask-field" }, [input]),
    problem,
    crel("p", { className: "body-ask-hint", id: `${id}-hint`, textContent: hint }),
    crel("div", { className: "body-ask-buttons" }, [
      crel("button", { type: "submit", className: "button default", textContent: value ? "Change" : "Insert" }),
      ...(emptyMeans ? [crel("button", { type: "button", textContent: emptyMeans, "data-answer": "" })] : []),
      crel("button", { type: "button", textContent: "Cancel", "data-cancel": "" }),
    ]),
  ]);
  const dialog = crel("dialog", { className: "body-ask", "aria-labelledby": `${id}-title` }, [form]);
  document.body.append(dialog);
  if (offers) {
    combobox(
      input,
      offers.label,
      () => offers.find(input.value),
      (chosen) => {
        input.value = offers.take(chosen);
      },
    );
  }

  return new Promise((resolve) => {
    let answer = null;
    const close = (given) => {
      answer = given;
      dialog.close();
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { value: good, error } = check(input.value.trim());
      if (!error) return close(good);
      problem.textContent = error;
      input.setAttribute("aria-invalid", "true");
      input.focus();
    });
    form.addEventListener("click", (event) => {
      if (event.target.matches("[data-answer]")) close("");
      if (event.target.matches("[data-cancel]")) close(null);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
    input.select();
  });
}

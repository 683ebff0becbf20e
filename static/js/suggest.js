// Suggests stories, authors, sections and tags while somebody types a question: a combobox with a list
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Without it the form asks for the page of results as ever.

const PAUSE = 150; // milliseconds without a key before anything is asked

for (const form of document.querySelectorAll("form[data-suggest]")) attach(form);

function attach(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  const known = new Map();
  let waiting, asked, active = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value);
  form.append(list, status);

  function close() {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show({ suggestions, status: words }) {
    list.replaceChildren(...suggestions.map(({ label, kind, url }, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.dataset.url = url;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const name = document.createElement("span");
      name.dir = "auto";
      name.textContent = label;
      option.append(name);
      if (kind) {
        const small = document.createElement("small");
        small.textContent = kind;
        option.append(" ", small);
      }
      return option;
    }));
    choose(-1);
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = words;
  }

  async function ask() {
    const question = input.value.trim();
    asked?.abort();
    if (question.length < 2) return close();
    asked = new AbortController();
    const { signal } = asked;
    try {
      if (!known.has(question)) {
        const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: question })}`, { signal });
        if (!answer.ok) return;
        known.set(question, await answer.json());
      }
      if (!signal.aborted && document.activeElement === input) show(known.get(question));
    } catch { /* the line is bad, or more was typed: there is still the page of results */ }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && list.hidden) return void ask();
    else if (event.key === "ArrowDown") choose(active < last ? active + 1 : -1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(active < 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].dataset.url);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}

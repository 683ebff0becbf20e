// Light, dark, or as the reader's system has it: what somebody chose at the foot of a page. It is remembered in this browser
// and told to nobody. Runs before anything is drawn, so that no page flashes up in the other colours.
{
  const root = document.documentElement;
  const NAME = "colours";

  function remembered() {
    try {
      return localStorage.getItem(NAME);
    } catch { // the browser forbids it: a choice then holds for this page
      return root.dataset.colours;
    }
  }

  function remember(choice) {
    try {
      if (choice === "system") localStorage.removeItem(NAME);
      else localStorage.setItem(NAME, choice);
    } catch { /* as above */ }
  }

  function apply(choice) {
    root.dataset.colours = ["light", "dark"].includes(choice) ? choice : "system";
    dress();
    for (const input of document.getElementsByName(NAME)) input.checked = input.value === root.dataset.colours;
  }

  // What is for one scheme alone: the logotype, and the colour of the browser's own frame. Paper is white, whatever the
  // screen is.
  function dress() {
    const { colours } = root.dataset;
    for (const element of document.querySelectorAll("[data-scheme]")) {
      const { scheme } = element.dataset;
      const chosen = scheme === colours ? "screen" : "not all";
      const media = colours === "system" ? `screen and (prefers-color-scheme: ${scheme})` : chosen;
      if (element.getAttribute("media") !== media) element.setAttribute("media", media);
    }
  }

  const arriving = new MutationObserver(dress);
  apply(remembered());
  if (root.dataset.colours !== "system") arriving.observe(root, { childList: true, subtree: true });

  document.addEventListener("DOMContentLoaded", () => {
    arriving.disconnect();
    apply(root.dataset.colours);
  });
  document.addEventListener("change", ({ target }) => {
    if (target.name !== NAME) return;
    remember(target.value);
    apply(target.value);
  });
  // Chosen in another tab, or on a page from which the reader comes back to this one; a browser may also tick again what
  // was ticked when the page was left.
  addEventListener("storage", ({ key }) => key === NAME && apply(remembered()));
  addEventListener("pageshow", () => apply(remembered()));
}

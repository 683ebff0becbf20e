/* Loads what a provider shows at the reader's request, in the room that its card had; a post says how tall it is. */

// What players need; none of it reaches this page.
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms";
const ALLOW = "fullscreen; picture-in-picture; encrypted-media";

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-embed]");
  if (!button) return;
  const frame = document.createElement("iframe");
  frame.title = button.dataset.title;
  frame.setAttribute("sandbox", SANDBOX);
  frame.allow = ALLOW;
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // players refuse to start without a referrer
  frame.src = button.dataset.embed;
  // What is framed may ask whether it is dark here; X wants to be told.
  if (frame.src.startsWith(X) && isDark()) frame.src += "&theme=dark";
  const card = button.closest(".embed");
  card.classList.add("embed--loaded");
  card.replaceChildren(frame);
  frame.focus();
});

function isDark() {
  const { colours } = document.documentElement.dataset;
  return colours === "dark" || (colours !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

// X tells the page that holds a post how tall it is drawn, each time that changes.
const X = "https://platform.twitter.com";
const TALLEST = 4000; // px

addEventListener("message", ({ origin, source, data }) => {
  const told = origin === X && data?.["twttr.embed"];
  const height = told?.method === "twttr.private.resize" && told.params?.[0]?.height;
  if (!(height > 0)) return;
  const frame = [...document.querySelectorAll(".embed iframe")].find((one) => one.contentWindow === source);
  if (frame) frame.closest(".embed").style.blockSize = `${Math.min(Math.ceil(height), TALLEST)}px`;
});

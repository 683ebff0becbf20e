// Says on My desk which stories' texts this browser keeps that were not saved; see keep.js.

const section = document.querySelector("[data-kept-here]");
const place = `story-text:${section.dataset.keptHere}:`;
const known = section.dataset.known.split(" "); // the server has them, and they stand above

for (const key of Object.keys(localStorage).filter((name) => name.startsWith(place))) {
    const [path, tab] = key.slice(place.length).split("#");
    if (known.includes(tab)) continue;
    const { at, texts } = JSON.parse(localStorage.getItem(key));
    const story = document.createElement("a");
    story.href = path;
    story.dir = "auto";
    story.textContent = texts.headline?.[0] || "A story without a headline yet";
    const facts = document.createElement("p");
    facts.className = "facts";
    facts.textContent = `${new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })} · open it, and put it back`;
    const item = document.createElement("li");
    item.append(story, facts);
    section.querySelector("ul").append(item);
    section.hidden = false;
}

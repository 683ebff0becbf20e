/* Lists: Word writes them as paragraphs with a bullet in the text, Google Docs puts a list beside its item. */

const LEVEL = /mso-list:[^;]*\blevel(\d)/i;
const NUMBER = /^[\s(]*(\d+|[a-z]|[ivxlc]+)[.)]/i;

export function makeWordLists(root) {
  let open = []; // the lists from the outermost to the one that is written
  for (const paragraph of root.querySelectorAll('[data-style*="mso-list" i]')) {
    const level = Number(LEVEL.exec(paragraph.dataset.style)?.[1] ?? 0);
    if (!level || !/^(P|H\d|DIV)$/.test(paragraph.tagName)) continue;
    if (open[0] !== paragraph.previousElementSibling) open = [];
    const kind = NUMBER.test(takeMarker(paragraph)) ? "ol" : "ul";
    open = open.slice(0, level);
    if (open.length === level && open.at(-1).localName !== kind) open.pop();
    while (open.length < level) open.push(begin(root.ownerDocument.createElement(kind), open.at(-1), paragraph));
    const item = root.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1).append(item);
    paragraph.remove();
  }
}

function begin(list, within, paragraph) {
  if (within) (within.lastElementChild ?? within.appendChild(list.ownerDocument.createElement("li"))).append(list);
  else paragraph.before(list);
  return list;
}

/* Takes out the bullet or number that Word has put into the text, and returns it. */
function takeMarker(paragraph) {
  const marker = paragraph.querySelector('[data-style*="mso-list:ignore" i], [data-style*="mso-list: ignore" i]');
  marker?.remove();
  return marker?.textContent ?? "";
}

export function joinLists(root) {
  for (const list of root.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    if (list.previousElementSibling) list.previousElementSibling.append(list);
  }
}

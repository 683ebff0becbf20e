/* Two line breaks part paragraphs in mails and on old pages; between blocks a break is only distance. */

const BLOCK = "p, div, ul, ol, li, table, tr, td, th, h2, h3, blockquote, hr, section, article, aside, figure, dl, pre";

export function splitAtBreaks(root) {
  for (const block of [root, ...root.querySelectorAll("p, div, section, article, blockquote, li, td, th")]) {
    const parts = partsOf(block);
    if (parts.length < 2) continue;
    const paragraphs = parts.map((part) => {
      if (!Array.isArray(part)) return part;
      const paragraph = root.ownerDocument.createElement("p");
      paragraph.append(...part);
      return paragraph;
    });
    if (block.localName === "p") block.replaceWith(...paragraphs);
    else block.replaceChildren(...paragraphs);
  }
}

/* The blocks within, and lists of what stands between them, parted anew wherever two breaks follow each other. */
function partsOf(block) {
  const parts = [];
  let line = null;
  let breaks = [];
  for (const node of block.childNodes) {
    if (isBlock(node)) {
      parts.push(node);
      line = null;
      breaks = [];
    } else if (node.nodeName === "BR") {
      breaks.push(node);
    } else if (breaks.length && !node.textContent.trim()) {
      continue; // a new line in the source
    } else if (line && breaks.length < 2) {
      line.push(...breaks, node);
      breaks = [];
    } else if (node.textContent.trim()) {
      parts.push((line = [node]));
      breaks = [];
    }
  }
  return parts;
}

function isBlock(node) {
  return node.nodeType === Node.ELEMENT_NODE && (node.matches(BLOCK) || node.querySelector(BLOCK) !== null);
}

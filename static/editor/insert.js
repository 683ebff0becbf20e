/* Puts a block into the text so that it replaces nothing, and lets writing go on below it. */

// What is left as a whole: a block that is asked for within it comes after it.
const WHOLE = new Set(["gallery", "picture", "pullQuote"]);

export function insertBlock(chain, block) {
  return chain.command(stepBelow).insertContent(block).command(writeBelow);
}

/* Out of a caption, a gallery, a pull quote or a selected block: into a new paragraph below. */
export function stepBelow({ tr, commands }) {
  const end = endOfWhole(tr.selection);
  return end === null || openParagraph(commands, end);
}

/* From a block without text, which the next key would replace, into the paragraph that follows it or a new one. */
function writeBelow({ tr, commands }) {
  const { node, to } = tr.selection;
  if (!node) return true;
  const follows = tr.doc.resolve(to).nodeAfter?.type.name;
  return follows === "paragraph" ? commands.setTextSelection(to + 1) : openParagraph(commands, to);
}

function openParagraph(commands, at) {
  return commands.insertContentAt(at, { type: "paragraph" }) && commands.setTextSelection(at + 1);
}

function endOfWhole({ node, $to, to }) {
  for (let depth = 1; depth <= $to.depth; depth += 1) {
    if (WHOLE.has($to.node(depth).type.name)) return $to.after(depth);
  }
  return node ? to : null;
}

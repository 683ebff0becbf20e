/* Several pictures of the library that belong together: each with its own caption, in an order of their own. */

import { Node, crel } from "django-prose-editor/editor";
import { insertBlock } from "editor/insert";
import { remember } from "editor/picture-cards";
import { button, piece } from "editor/piece";
import { choosePicture } from "media-library/picker";

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "picture*",
  isolating: true,
  draggable: true,

  parseHTML: () => [{ tag: "section.gallery" }],
  renderHTML: () => ["section", { class: "gallery" }, 0],

  addCommands() {
    return {
      chooseGallery:
        () =>
        ({ editor }) => {
          chooseSeveral().then((content) => {
            if (content.length) insertBlock(editor.chain().focus(), { type: this.name, content }).run();
          });
          return true;
        },
      // Moves the picture at `at`, or the one in which the cursor is, a place further in its gallery.
      moveInGallery:
        (step, at = null) =>
        ({ state, tr, dispatch }) => {
          const from = at ?? pictureAround(state.selection);
          const place = from === null ? null : tr.doc.resolve(from);
          if (place?.parent.type.name !== this.name) return false;
          const [picture, other] = [place.nodeAfter, step < 0 ? place.nodeBefore : place.parent.maybeChild(place.index() + 1)];
          if (!other) return false;
          if (dispatch) {
            const to = step < 0 ? from - other.nodeSize : from + other.nodeSize;
            const inside = state.selection.from - from;
            tr.delete(from, from + picture.nodeSize).insert(to, picture);
            if (inside > 0 && inside < picture.nodeSize) {
              tr.setSelection(state.selection.constructor.create(tr.doc, to + inside));
            }
            tr.scrollIntoView();
          }
          return true;
        },
    };
  },
  addKeyboardShortcuts() {
    return {
      "Alt-ArrowUp": () => this.editor.commands.moveInGallery(-1),
      "Alt-ArrowDown": () => this.editor.commands.moveInGallery(1),
    };
  },
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const words = crel("p", { className: "piece-what" });
      const note = crel("p", { className: "piece-note" });
      const add = async () => {
        const content = await chooseSeveral();
        if (content.length) {
          const end = getPos() + editor.state.doc.nodeAt(getPos()).nodeSize - 1;
          editor.chain().focus().insertContentAt(end, content).run();
        }
      };
      const pictures = crel("div", { className: "piece-pictures" });
      const view = piece(editor, getPos, {
        name: "gallery",
        card: [crel("div", { className: "piece-words" }, [words, note])],
        buttons: [button("Add pictures…", add)],
        remove: "Remove gallery",
        contentDOM: pictures,
      });
      const count = ({ childCount }) => {
        words.textContent = `Gallery of ${childCount} ${childCount === 1 ? "picture" : "pictures"}`;
        note.textContent = childCount < 2 ? "A gallery needs two pictures at least: with one it becomes a picture." : "";
      };
      count(node);
      const update = (changed) => {
        if (changed.type !== node.type) return false;
        count(changed);
        return true;
      };
      return { ...view, update };
    };
  },
});

function pictureAround({ $from, node, from }) {
  if (node?.type.name === "picture") return from;
  return $from.parent.type.name === "picture" ? $from.before() : null;
}

/* The library stays open until somebody closes it. */
async function chooseSeveral() {
  const chosen = [];
  for (;;) {
    const card = await choosePicture({ said: chosen.length ? `Chosen so far: ${chosen.length}. Close when you have all.` : "" });
    if (!card) return chosen;
    remember(card);
    chosen.push({ type: "picture", attrs: { image: String(card.id) } });
  }
}

/* A picture of the library: stored as its number, with a caption where this story needs its own. */

import { Node, crel } from "django-prose-editor/editor";
import { insertBlock, stepBelow } from "editor/insert";
import { cardOf, remember } from "editor/picture-cards";
import { button, movers, piece } from "editor/piece";
import { choosePicture } from "media-library/picker";

export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "inline*",
  isolating: true,
  draggable: true,

  addAttributes: () => ({
    image: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-image"),
      renderHTML: ({ image }) => ({ "data-image": image }),
    },
  }),
  parseHTML: () => [
    {
      tag: "figure[data-image]",
      contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],

  addCommands() {
    return {
      choosePicture:
        () =>
        ({ editor }) => {
          choose((image) => insertBlock(editor.chain().focus(), { type: this.name, attrs: { image } }).run());
          return true;
        },
    };
  },
  addKeyboardShortcuts() {
    const inCaption = () => this.editor.state.selection.$from.parent.type.name === this.name;
    return {
      Enter: ({ editor }) => inCaption() && editor.chain().command(stepBelow).scrollIntoView().run(),
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        return inCaption() && empty && $from.parentOffset === 0 && editor.commands.setNodeSelection($from.before());
      },
    };
  },
  addNodeView() {
    return ({ node, editor, getPos }) => viewOf(node, editor, getPos);
  },
});

function choose(use) {
  choosePicture().then((card) => {
    if (!card) return;
    remember(card);
    use(String(card.id));
  });
}

function viewOf(node, editor, getPos) {
  const thumb = crel("img", { alt: "", className: "piece-thumb" });
  const alt = crel("p", { className: "piece-note" });
  const credit = crel("p", { className: "piece-note" });
  const caption = crel("figcaption");
  const change = () =>
    choose((image) => editor.chain().focus().setNodeSelection(getPos()).updateAttributes("picture", { image }).run());
  const view = piece(editor, getPos, {
    name: "picture",
    card: [thumb, crel("div", { className: "piece-words" }, [alt, credit])],
    buttons: [button("Change picture…", change), ...movers(editor, getPos)],
    contentDOM: caption,
  });
  const showEmptiness = (shown) => caption.classList.toggle("is-empty", shown.content.size === 0);
  showEmptiness(node);
  cardOf(node.attrs.image, view.dom).then((card) => {
    view.dom.classList.toggle("piece--wrong", Boolean(card.error));
    thumb.hidden = Boolean(card.error);
    if (card.thumb) thumb.src = card.thumb;
    alt.textContent = card.error ?? (card.alt ? `Alt text: ${card.alt}` : "Decorative, without alt text");
    credit.textContent = card.error ? "" : `Credit: ${card.credit || "none"}`;
    caption.dataset.placeholder = card.caption || "Caption";
  });
  const update = (changed) => {
    if (changed.type !== node.type || changed.attrs.image !== node.attrs.image) return false;
    showEmptiness(changed);
    return true;
  };
  return { ...view, update };
}

/* Something that another site shows: stored as its address, seen here as a card without asking that site. */

import { Node, crel } from "django-prose-editor/editor";
import { ask } from "editor/ask";
import { recognise } from "editor/embed-addresses";
import { insertBlock } from "editor/insert";
import { button, piece } from "editor/piece";

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,

  addOptions: () => ({ providers: [] }),
  addAttributes: () => ({
    address: {
      default: "",
      parseHTML: (element) => element.getAttribute("data-embed"),
      renderHTML: ({ address }) => ({ "data-embed": address }),
    },
  }),
  parseHTML: () => [{ tag: "div[data-embed]" }],
  renderHTML: ({ HTMLAttributes }) => ["div", HTMLAttributes],

  addCommands() {
    return {
      askForEmbed:
        () =>
        ({ editor }) => {
          askFor(this.options.providers).then((address) => {
            if (address) insertBlock(editor.chain().focus(), { type: this.name, attrs: { address } }).run();
          });
          return true;
        },
    };
  },

  addNodeView() {
    const { providers } = this.options;
    return ({ node, editor, getPos }) => {
      const { address } = node.attrs;
      const found = recognise(address, providers);
      const change = async () => {
        const given = await askFor(providers, address);
        if (given) editor.chain().focus().setNodeSelection(getPos()).updateAttributes("embed", { address: given }).run();
      };
      const words = crel("div", { className: "piece-words" }, [
        crel("p", { className: "piece-what", textContent: found.error ?? `${capitalised(found.what)} on ${found.provider}` }),
        crel("p", { className: "piece-note", textContent: address }),
      ]);
      return piece(editor, getPos, {
        name: "embed",
        wrong: Boolean(found.error),
        card: [words],
        buttons: [button("Change address…", change)],
      });
    };
  },
});

function askFor(providers, value = "") {
  return ask({
    title: value ? "Change the embed" : "Embed something",
    label: "Address of a post, video, recording, chart or map",
    hint: `From ${providers.map((provider) => provider.name).join(", ")}. Readers decide whether to load it.`,
    value,
    check: (text) => {
      const { address, error } = recognise(text, providers);
      return { value: address, error };
    },
  });
}

function capitalised(word) {
  return word[0].toUpperCase() + word.slice(1);
}

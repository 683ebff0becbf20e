/* A sentence of the story, set large. */

import { Node } from "django-prose-editor/editor";

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,

  parseHTML: () => [{ tag: "aside.pull-quote" }],
  renderHTML: () => ["aside", { class: "pull-quote" }, 0],

  addCommands() {
    return {
      togglePullQuote:
        () =>
        ({ commands }) =>
          commands.toggleWrap(this.name),
    };
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-9": () => this.editor.commands.togglePullQuote() };
  },
});

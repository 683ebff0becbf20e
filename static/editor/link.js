/* Links to the web, to this site, to a mailbox or a telephone, and to nothing else. */

import { findStories } from "admin-look/find-stories";
import { Link as LibraryLink } from "django-prose-editor/editor";
import { ask } from "editor/ask";

const WEB = /^https?:\/\/[^\s/?#[\]\\]+([/?#]|$)/i;
const OWN = /^\/(?![/\\])/;
const BEGUN = /^\s*(\/|https?:|mailto:|tel:)/i; // an address, and no words
const DIRECT = /^(mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().\s-]+)$/i;

export function isAllowed(address) {
  return [WEB, OWN, DIRECT].some((form) => form.test(address ?? ""));
}

export const Link = LibraryLink.extend({
  addOptions() {
    return { ...this.parent?.(), autolink: false, enableTarget: false, isAllowedUri: isAllowed };
  },
  addAttributes: () => ({ href: { default: null } }),

  addCommands() {
    return {
      ...this.parent?.(),
      askForLink:
        () =>
        ({ editor }) => {
          setLink(editor);
          return true;
        },
    };
  },
  addKeyboardShortcuts() {
    return { "Mod-k": () => this.editor.commands.askForLink() };
  },
});

async function setLink(editor) {
  const before = editor.getAttributes("link").href ?? "";
  const stories = ourStories();
  const address = await ask({
    title: before ? "Change the link" : "Set a link",
    label: "Address",
    hint: `A web address, a mail address, tel: and a number, or / and a path on this site.${stories ? " Words find a story of ours." : ""}`,
    value: before,
    emptyMeans: before && "Remove the link",
    offers: stories,
    check: (typed) => completed(typed, stories),
  });
  if (address === null) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!address) chain.unsetLink().run();
  else if (before || !editor.state.selection.empty) chain.setLink({ href: address }).run();
  else chain.insertContent({ type: "text", text: stories?.headlines.get(address) ?? address, marks: [{ type: "link", attrs: { href: address } }] }).run();
}

/* What the dialog offers for words: live stories, where the form has the list that finds them. Keeps their headlines. */
function ourStories() {
  const field = document.querySelector("select[data-stories]");
  const headlines = new Map(); // by path
  return (
    field && {
      headlines,
      label: "Our stories with these words",
      find: async (words) => {
        if (BEGUN.test(words) || completed(words.trim()).value) return [];
        return (await findStories(field, words)).filter(({ path }) => path);
      },
      take: ({ name, path }) => {
        headlines.set(path, name);
        return path;
      },
    }
  );
}

/* As one would type it: without https://, or only the mail address. */
function completed(typed, stories = null) {
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed)) return { value: `mailto:${typed}` };
  if (/^[\w-]+(\.[\w-]+)+([/?#:]\S*)?$/.test(typed)) return { value: `https://${typed}` };
  if (isAllowed(typed)) return { value: typed };
  return { error: `This is no address that readers can open. It begins with https://, mailto:, tel: or /.${stories ? " For a story of ours, choose it from the list." : ""}` };
}

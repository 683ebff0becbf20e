/* Links to the web, to this site, to a mailbox or a telephone, and to nothing else. */

import { Link as LibraryLink } from "django-prose-editor/editor";
import { ask } from "editor/ask";

const WEB = /^https?:\/\/[^\s/?#[\]\\]+([/?#]|$)/i;
const OWN = /^\/(?![/\\])/;
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
  const address = await ask({
    title: before ? "Change the link" : "Set a link",
    label: "Address",
    hint: "A web address, a mail address, tel: and a number, or / and a path on this site.",
    value: before,
    emptyMeans: before && "Remove the link",
    check: completed,
  });
  if (address === null) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!address) chain.unsetLink().run();
  else if (before || !editor.state.selection.empty) chain.setLink({ href: address }).run();
  else chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
}

/* As one would type it: without https://, or only the mail address. */
function completed(typed) {
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed)) return { value: `mailto:${typed}` };
  if (/^[\w-]+(\.[\w-]+)+([/?#:]\S*)?$/.test(typed)) return { value: `https://${typed}` };
  if (isAllowed(typed)) return { value: typed };
  return { error: "This is no address that readers can open. It begins with https://, mailto:, tel: or /." };
}

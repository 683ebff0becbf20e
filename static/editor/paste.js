/* What happens to what is pasted or dropped: text comes in clean, pictures only from the library. */

import { crel } from "django-prose-editor/editor";
import { clean } from "editor/paste-clean";

const PICTURES =
  "Pictures from elsewhere are not pasted: they would come without credit and alt text. Put them into the library, then choose them with “Picture”.";
const NOTICE_STAYS = 12_000; // ms

/* The editor's properties for it; `frame` is where notices appear. */
export function pasting(frame) {
  const notice = crel("p", { className: "body-notice", role: "status", hidden: true });
  frame.append(notice);
  let timer;
  const say = (words) => {
    notice.textContent = words;
    notice.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      notice.hidden = true;
    }, NOTICE_STAYS);
  };
  const refuseFiles = (data) => {
    if (!data?.files.length || data.types.includes("text/html")) return false;
    say(PICTURES);
    return true;
  };

  return {
    transformPastedHTML(html) {
      const { cleaned, pictures } = clean(html);
      if (pictures) say(PICTURES);
      return cleaned;
    },
    handlePaste: (view, event) => refuseFiles(event.clipboardData),
    handleDrop: (view, event) => refuseFiles(event.dataTransfer),
  };
}

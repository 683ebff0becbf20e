const BLOCKS = "p|h[23]|li|ul|ol|blockquote|aside|table|tbody|tr|td|th|figure|figcaption|section|div|hr";
const EMPTY = /<(p|h[23]|li|ul|ol|blockquote|aside)(?: [^>]*)?><\/\1>/g;
const EDGES = new RegExp(`\\s*(</?(?:${BLOCKS})(?: [^>]*)?>)\\s*`, "g");

/* What is saved of a text: nothing that is empty, of several spaces one, and none at the ends of a block. */
export function tidied(html) {
  html = html.replaceAll("&nbsp;", "\u00a0").replace(/\s{2,}|[\t\r\n\f]/g, " ").replace(EDGES, "$1");
  for (let before; before !== html; ) [before, html] = [html, html.replace(EMPTY, "")];
  return html;
}

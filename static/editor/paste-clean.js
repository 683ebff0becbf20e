/* HTML from a clipboard becomes plain structure: what Word, Google Docs and browsers add is taken away. */

import { joinLists, makeWordLists } from "editor/paste-lists";
import { keepMarks } from "editor/paste-marks";
import { splitAtBreaks } from "editor/paste-paragraphs";

// del: what tracked changes have struck out; the mso elements: comments in the margin.
const GONE = `script, style, meta, link, title, template, noscript, iframe, object, embed, svg, canvas, video, audio, nav,
  button, input, select, textarea, del, [hidden], [aria-hidden="true"], [data-style*="display:none" i],
  [data-style*="display: none" i], [data-style*="mso-hide" i], [data-style*="comment-list" i], .MsoCommentReference, .msocomanchor`;
const PICTURES = "img, picture, figure:has(img), v\\:imagedata";
const RENAMED = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };
const QUOTES = "p.MsoQuote, p.MsoIntenseQuote";

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const UNWELCOME = /[\s/"'](style|on\w+)(?=\s*=)/gi;

/* {cleaned, pictures}: the HTML, and how many pictures were left out. */
export function clean(html) {
  const quiet = quietened(html);
  // Copied in this editor or in one of its kind: the schema lets in only what belongs here.
  if (html.includes("data-pm-slice")) return { cleaned: quiet, pictures: 0 };
  const page = new DOMParser().parseFromString(quiet, "text/html");
  const { body } = page;
  removeComments(page);
  makeWordLists(body);
  const pictures = body.querySelectorAll(PICTURES);
  remove(body, GONE);
  for (const picture of pictures) picture.remove();
  for (const [from, to] of Object.entries(RENAMED)) for (const head of body.querySelectorAll(from)) rename(head, to);
  for (const quote of body.querySelectorAll(QUOTES)) rename(quote, "blockquote");
  keepMarks(body);
  joinLists(body);
  mendLinks(body);
  splitAtBreaks(body);
  mendSpaces(page);
  for (const empty of body.querySelectorAll("p, h2, h3, li")) if (!empty.textContent.trim()) empty.remove();
  for (const element of body.querySelectorAll("[data-style], [class]")) {
    element.removeAttribute("data-style");
    element.removeAttribute("class");
  }
  return { cleaned: body.innerHTML, pictures: pictures.length };
}

/* Scripts and styles would not run here, but the browser would complain of each by the Content-Security-Policy. */
function quietened(html) {
  const plain = html.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "");
  return plain.replace(TAG, (tag) => tag.replace(UNWELCOME, " data-$1"));
}

function remove(root, selector) {
  for (const element of root.querySelectorAll(selector)) element.remove();
}

function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

function all(page, kind) {
  const walker = page.createTreeWalker(page.body, kind);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function removeComments(page) {
  for (const comment of all(page, NodeFilter.SHOW_COMMENT)) comment.remove();
}

/* Google sends readers of its documents round by its own address. */
function mendLinks(root) {
  for (const link of root.querySelectorAll('a[href^="https://www.google.com/url?"]')) {
    const aim = new URL(link.href).searchParams.get("q");
    if (aim) link.setAttribute("href", aim);
  }
}

/* Browsers and Word keep spaces with no-break ones; one that stands alone between words may be meant. */
function mendSpaces(page) {
  for (const element of page.querySelectorAll('.Apple-converted-space, [data-style*="mso-spacerun"]')) {
    element.replaceWith(" ");
  }
  page.body.normalize();
  for (const text of all(page, NodeFilter.SHOW_TEXT)) text.data = text.data.replace(/[\s\u00a0]{2,}|[\t\r\n]/g, " ");
}

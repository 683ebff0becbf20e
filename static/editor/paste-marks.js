/* Bold and italic as elements, wherever a program writes them as styles or writes the opposite of what it means. */

// Word's own mso-bidi-font-weight is another thing.
const BOLD = /(?<!-)font-weight:\s*(bold|[6-9]\d\d)/i;
const NOT_BOLD = /(?<!-)font-weight:\s*(normal|lighter|[1-5]\d\d)/i;
const ITALIC = /(?<!-)font-style:\s*(italic|oblique)/i;
const NOT_ITALIC = /(?<!-)font-style:\s*normal/i;

export function keepMarks(root) {
  for (const element of root.querySelectorAll("b, strong")) asElement(element, "strong", NOT_BOLD);
  for (const element of root.querySelectorAll("i, em, cite, dfn")) asElement(element, "em", NOT_ITALIC);
  for (const element of root.querySelectorAll("span, a, font")) {
    const style = element.dataset.style ?? "";
    if (BOLD.test(style)) wrapInside(element, "strong");
    if (ITALIC.test(style)) wrapInside(element, "em");
  }
  // Headings are bold by themselves.
  for (const element of root.querySelectorAll(":is(h2, h3) strong, strong strong, em em")) unwrap(element);
}

function asElement(element, tag, opposite) {
  const wraps = element.querySelector("p, div, ul, ol, table, h2, h3, blockquote");
  if (opposite.test(element.dataset.style ?? "") || wraps) return unwrap(element);
  if (element.localName === tag) return undefined;
  const mark = element.ownerDocument.createElement(tag);
  mark.append(...element.childNodes);
  return element.replaceWith(mark);
}

function wrapInside(element, tag) {
  const mark = element.ownerDocument.createElement(tag);
  mark.append(...element.childNodes);
  element.append(mark);
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

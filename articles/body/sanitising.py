"""
Any HTML becomes a body of the vocabulary: nh3 takes out what could do harm, `_blocks` puts the rest in shape.

What is done twice changes nothing the second time. Words are kept: where they can't stand, they become
a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import nh3

from articles.body.tree import Element, Node, parse, to_html
from articles.body.vocabulary import ALIASES, ELEMENTS, INLINE, LINK_SCHEMES

# Elements without a meaning here that still part one paragraph from the next.
PARTING = {
    "article", "main", "header", "footer", "address", "pre", "dl", "dt", "dd",
    "thead", "tfoot", "caption",
}  # fmt: skip

CLASSES = {"aside": {"pull-quote"}, "section": {"gallery"}}

SANITISER = nh3.Cleaner(
    tags=ELEMENTS.keys() | ALIASES.keys() | PARTING,
    # `*` is for any element: without it, nh3 keeps `title` and `lang`.
    attributes={tag: attributes for tag, attributes in ELEMENTS.items() if attributes and tag not in CLASSES}
    | {"*": set()},
    allowed_classes=CLASSES,
    url_schemes=LINK_SCHEMES,
    link_rel=None,
)

SPACE = re.compile(r"[ \t\r\n\f\u00a0]{2,}|[\t\r\n\f]")
LINK = re.compile(r"https?://[^/?#\s\[\]\\]+([/?#]|$)|mailto:[^\s]|tel:[+\d]|/(?![/\\])", re.IGNORECASE)
IMAGE = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
SPAN = re.compile(r"[2-9]|[1-9][0-9]", re.ASCII)


def sanitise(html: str) -> str:
    """The body in its stored form: the vocabulary's elements, no empty paragraphs, no runs of spaces."""
    return to_html(_tree(html))


def tree(html: str) -> list[Element]:
    """The blocks of the sanitised body, the caller's own."""
    return [block.copy() for block in _tree(html)]


@lru_cache(maxsize=8)
def _tree(html: str) -> tuple[Element, ...]:
    """Kept, for one save asks for the same text up to ten times, and a long one takes a while. Never changed."""
    return tuple(_blocks(parse(SANITISER.clean(html))))


def plain_text(html: str) -> str:
    """The words of the body, captions included, with a space between one block and the next."""
    return " ".join(_texts(_tree(html)))


def image_ids(html: str) -> list[int]:
    """The ids of the pictures in the body, each once, in the order of the text."""
    return list(dict.fromkeys(int(element.attributes["data-image"]) for element in _all("figure", html)))


def embeds(html: str) -> list[str]:
    """The addresses that the body embeds, in the order of the text."""
    return [element.attributes["data-embed"] for element in _all("div", html)]


def _all(tag: str, html: str) -> Iterator[Element]:
    return (element for block in _tree(html) for element in block.walk() if element.tag == tag)


def _texts(nodes: Iterable[Node]) -> Iterator[str]:
    """The text of each innermost block."""
    for node in nodes:
        inner = [child for child in node.children if isinstance(child, Element) and child.tag not in INLINE]
        if inner:
            yield from _texts(inner)
        elif text := node.text().strip():
            yield text


def _blocks(nodes: Iterable[Node]) -> Iterator[Element]:
    """The nodes as blocks; text and inline elements that stand free become paragraphs."""
    free: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or (_tag(node) in INLINE and not _holds_blocks(node)):
            free.append(node)
            continue
        yield from _filled("p", free)
        free = []
        yield from _block(node)
    yield from _filled("p", free)


def _block(node: Element) -> Iterator[Element]:
    tag = _tag(node)
    if tag in {"p", "h2", "h3"} and not _holds_blocks(node):
        yield from _filled(tag, node.children)
    elif tag in {"ul", "ol"}:
        if items := list(_items(node.children)):
            yield Element(tag, children=items)
    elif tag == "blockquote" or (tag == "aside" and node.attributes.get("class")):
        if children := list(_blocks(node.children)):
            yield Element(tag, dict(node.attributes), children)
    elif tag == "section" and node.attributes.get("class"):
        yield from _gallery(node)
    elif tag == "figure" and IMAGE.fullmatch(node.attributes.get("data-image", "")):
        captions = [child for child in node.walk() if child.tag == "figcaption"]
        phrase = _phrase([text for caption in captions for text in caption.children])
        yield Element("figure", dict(node.attributes), [Element("figcaption", children=phrase)])
    elif tag == "div" and node.attributes.get("data-embed", "").strip():
        yield Element("div", {"data-embed": node.attributes["data-embed"].strip()})
        yield from _blocks(node.children)
    elif tag == "table":
        yield from _table(node)
    elif tag == "hr":
        yield Element("hr")
    elif tag in INLINE:
        yield from _blocks(_moved_inside(node, child) for child in node.children)
    else:
        yield from _blocks(node.children)


def _gallery(node: Element) -> Iterator[Element]:
    """Its pictures, and after it what else stood in it; one picture alone is none."""
    inside = [
        one
        for block in _blocks(node.children)
        for one in (block.children if block.tag == "section" else [block])
    ]
    figures = [one for one in inside if one.tag == "figure"]
    if len(figures) > 1:
        yield Element("section", {"class": "gallery"}, figures)
    else:
        yield from figures
    yield from (one for one in inside if one.tag != "figure")


def _moved_inside(inline: Element, node: Node) -> Element:
    """The node with an inline element, such as a link, inside its blocks instead of round them."""
    if isinstance(node, str) or (_tag(node) in INLINE and not _holds_blocks(node)):
        return Element(inline.tag, inline.attributes, [node])
    return Element(node.tag, node.attributes, [_moved_inside(inline, child) for child in node.children])


def _items(nodes: Iterable[Node]) -> Iterator[Element]:
    """List items, each with blocks inside; a list that stands between items belongs to the one before."""
    last = None
    for node in nodes:
        if isinstance(node, str) and not node.strip():
            continue
        inside = list(_blocks(node.children if isinstance(node, Element) and node.tag == "li" else [node]))
        if last and inside and inside[0].tag in {"ul", "ol"}:
            last.children += inside
        elif inside:
            last = Element("li", children=inside)
            yield last


def _table(node: Element) -> Iterator[Element]:
    """One body of rows; what stands in a table but in no cell is put before it."""
    rows, strays = [], []
    for child in node.children:
        for row in child.children if _tag(child) in {"tbody", "thead", "tfoot"} else [child]:
            cells = [_cell(cell) for cell in getattr(row, "children", ()) if _tag(cell) in {"td", "th"}]
            if _tag(row) != "tr":
                strays.append(row)
            elif cells:
                rows.append(Element("tr", children=cells))
    yield from _blocks(strays)
    if rows:
        yield Element("table", children=[Element("tbody", children=rows)])


def _cell(node: Element) -> Element:
    spans = {name: value for name, value in node.attributes.items() if SPAN.fullmatch(value)}
    return Element(node.tag, spans, list(_blocks(node.children)) or [Element("p")])


def _filled(tag: str, nodes: Iterable[Node]) -> Iterator[Element]:
    if phrase := _phrase(nodes):
        yield Element(tag, children=phrase)


def _phrase(nodes: Iterable[Node]) -> list[Node]:
    """Text with inline elements: no space at its ends, no runs of it within, nothing empty."""
    phrase = _joined(_inline(nodes))
    while phrase and _is_space(phrase[0]):
        phrase.pop(0)
    while phrase and _is_space(phrase[-1]):
        phrase.pop()
    if phrase and isinstance(phrase[0], str):
        phrase[0] = phrase[0].lstrip()
    if phrase and isinstance(phrase[-1], str):
        phrase[-1] = phrase[-1].rstrip()
    return phrase


def _inline(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag == "br":
            yield Element("br")
        elif (tag := _tag(node)) in INLINE:
            element = Element(tag, children=_joined(_inline(node.children)))
            if tag == "a":
                element.attributes["href"] = node.attributes.get("href", "").strip()
            if _is_space(element) or (tag == "a" and not LINK.match(element.attributes["href"])):
                yield from element.children
            else:
                yield element
        else:
            yield from (" ", *_inline(node.children), " ")


def _joined(nodes: Iterable[Node]) -> list[Node]:
    """With one string where several stood side by side, and one space where there was a run of them."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] = SPACE.sub(" ", joined[-1] + node)
        else:
            joined.append(SPACE.sub(" ", node) if isinstance(node, str) else node)
    return joined


def _is_space(node: Node) -> bool:
    return not node.strip() if isinstance(node, str) else not node.text().strip()


def _holds_blocks(node: Element) -> bool:
    return any(_tag(inner) not in INLINE for inner in node.walk() if inner is not node)


def _tag(node: Node) -> str:
    return "" if isinstance(node, str) else ALIASES.get(node.tag, node.tag)

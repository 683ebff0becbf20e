"""The body as a tree, for those who walk it. Only for what nh3 has been through: that is well-formed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser

from articles.body.vocabulary import VOID

DEEPEST = 40  # no story nests further, and walking the tree must not exhaust Python's stack


class Element:
    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict | None = None, children: Sequence[Node] = ()):
        self.tag = tag
        self.attributes = attributes or {}
        self.children: list[Node] = list(children)

    def __str__(self):
        attributes = "".join(f' {name}="{quoted(value)}"' for name, value in self.attributes.items())
        if self.tag in VOID:
            return f"<{self.tag}{attributes}>"
        return f"<{self.tag}{attributes}>{to_html(self.children)}</{self.tag}>"

    def copy(self) -> Element:
        children = [child.copy() if isinstance(child, Element) else child for child in self.children]
        return Element(self.tag, dict(self.attributes), children)

    def walk(self) -> Iterator[Element]:
        """This element and all within, in the order of the text."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def text(self) -> str:
        """The words within, without a break between blocks."""
        if self.tag == "br":
            return " "
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


Node = Element | str


def to_html(nodes: Sequence[Node]) -> str:
    """As a browser writes it, so that what was not changed in the editor compares equal."""
    return "".join(quoted(node, quote=False) if isinstance(node, str) else str(node) for node in nodes)


def quoted(text: str, quote: bool = True) -> str:
    text = escape(text, quote=False).replace("\N{NO-BREAK SPACE}", "&nbsp;")
    return text.replace('"', "&quot;") if quote else text


def parse(html: str) -> list[Node]:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root.children


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        if len(self.open) > DEEPEST and tag not in VOID:
            self.open.append(self.open[-1])  # what it holds goes to its parent
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def figure_html(image, caption: str = "") -> str:
    """A picture of the library as it stands in a body; `caption` is HTML, empty for the library's own."""
    return f'<figure data-image="{image.pk}"><figcaption>{caption}</figcaption></figure>'


def gallery_html(figures: Sequence[str]) -> str:
    """Several pictures that belong together, each as `figure_html()` writes it."""
    return f'<section class="gallery">{"".join(figures)}</section>'


def embed_html(address: str) -> str:
    """What is at an address of the allow-list, as it stands in a body."""
    return str(Element("div", {"data-embed": address}))

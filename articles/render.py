"""Turns a working copy's body into what readers get."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from articles.body.sanitising import tree
from articles.body.tree import Element, Node, quoted
from articles.embeds import NotEmbeddable, find
from articles.readers_language import in_readers_language
from media.models import Image
from media.renditions import picture_html, renditions

# Stands between two paragraphs where an advertisement may; the page puts one there or nothing.
AD_BREAK = "<!--ad-break-->"
FIRST_BREAK = 3  # paragraphs before the first
NEXT_BREAK = 6  # paragraphs between one and the next
AFTER_LAST_BREAK = 2  # paragraphs at least that follow the last

HOLDING = {"figure", "div", "hr"}  # something to see without a word in it

FIGURE_SIZES = "(min-width: 44rem) 40rem, 94vw"
GALLERY_SIZES = "(min-width: 44rem) 34rem, 80vw"


def render(body: str) -> str:
    """
    The body as readers get it. It is sanitised here once more, however it came into the database.

    A picture that is not in the library any more, or an embed that is not allowed any more, is left out.
    """
    with in_readers_language():
        return _rendered(tree(body))


def _rendered(blocks: list[Element]) -> str:
    figures = [element for block in blocks for element in block.walk() if element.tag == "figure"]
    ids = {int(figure.attributes["data-image"]) for figure in figures}
    page = _Page(Image.objects.in_bulk(ids) if ids else {})
    breaks = _ad_breaks(blocks)
    return "".join(page.html(block) + (AD_BREAK if i in breaks else "") for i, block in enumerate(blocks))


def _ad_breaks(blocks: list[Element]) -> set[int]:
    """The indexes of the paragraphs after which there is room for an advertisement."""
    breaks: set[int] = set()
    total = sum(block.tag == "p" for block in blocks)
    seen, wanted = 0, FIRST_BREAK
    for i, (block, following) in enumerate(zip(blocks, blocks[1:], strict=False)):
        seen += block.tag == "p"
        room = seen >= wanted and total - seen >= AFTER_LAST_BREAK
        if room and block.tag == following.tag == "p":
            breaks.add(i)
            wanted = seen + NEXT_BREAK
    return breaks


def _without_empty_end(rows: list[Node]) -> list[Node]:
    """The rows of a table up to the last that holds something, or into which a cell above it reaches."""
    end = 0
    for i, row in enumerate(rows):
        holds = row.text().strip() or any(element.tag in HOLDING for element in row.walk())
        if holds:
            reach = max((int(cell.attributes.get("rowspan", 1)) for cell in row.children), default=1)
            end = max(end, i + reach)
    return rows[:end]


class _Page:
    """Writes elements as readers get them. `images` are the pictures that the body shows, by id."""

    def __init__(self, images: dict[int, Image]):
        self.images = images

    def html(self, node: Node) -> str:
        if isinstance(node, str):
            return quoted(node, quote=False)
        write = getattr(self, f"_{node.tag}", None)
        return write(node) if write else self._as_it_is(node)

    def inside(self, nodes: list[Node]) -> str:
        return "".join(self.html(node) for node in nodes)

    def _as_it_is(self, node: Element, **attributes: str) -> str:
        attributes = node.attributes | attributes
        start = str(Element(node.tag, attributes)).removesuffix(f"</{node.tag}>")
        return f"{start}{self.inside(node.children)}</{node.tag}>"

    def _br(self, node: Element) -> str:
        return "<br>"

    def _hr(self, node: Element) -> str:
        return "<hr>"

    def _a(self, node: Element) -> str:
        host = urlsplit(node.attributes["href"]).hostname
        if host and host != settings.SITE_HOST:
            return self._as_it_is(node, rel="noopener")
        return self._as_it_is(node)

    def _li(self, node: Element) -> str:
        """Without the paragraph, where an item or a cell has but one."""
        first = node.children[0]
        if first.tag == "p" and not any(child.tag == "p" for child in node.children[1:]):
            children = [*first.children, *node.children[1:]]
            return self._as_it_is(Element(node.tag, node.attributes, children))
        return self._as_it_is(node)

    _td = _th = _li

    def _table(self, node: Element) -> str:
        """In a frame that scrolls; rows of header cells at its top become the head, empty ones at its end nothing."""
        rows = _without_empty_end(node.children[0].children)
        if not rows:
            return ""
        head = 0
        while head < len(rows) and all(cell.tag == "th" for cell in rows[head].children):
            head += 1
        for i, row in enumerate(rows):
            for cell in row.children:
                if cell.tag == "th":
                    cell.attributes["scope"] = "col" if i < head else "row"
        parts = [("thead", rows[:head]), ("tbody", rows[head:])]
        table = "".join(f"<{tag}>{self.inside(part)}</{tag}>" for tag, part in parts if part)
        label = gettext("Table")
        frame = f'<div class="table" tabindex="0" role="region" aria-label="{label}">'
        return f"{frame}<table>{table}</table></div>"

    def _figure(self, node: Element) -> str:
        shown = self._picture(node, FIGURE_SIZES)
        return render_to_string("articles/_figure.html", shown).strip() if shown else ""

    def _section(self, node: Element) -> str:
        """A gallery; where the library has but one of its pictures left, that one alone."""
        pictures = [self._picture(figure, GALLERY_SIZES) for figure in node.walk() if figure.tag == "figure"]
        held = [picture for picture in pictures if picture]
        if len(held) > 1:
            return render_to_string("articles/_gallery.html", {"pictures": held}).strip()
        return self.inside(node.children)

    def _picture(self, figure: Element, sizes: str) -> dict:
        """What a figure shows, with the address of the `large` picture; nothing where that is gone."""
        image = self.images.get(int(figure.attributes["data-image"]))
        if image is None:
            return {}
        own_caption = self.inside(figure.children[0].children)
        return {
            "picture": picture_html(image, sizes=sizes),
            "caption": mark_safe(own_caption) if own_caption else image.caption,  # noqa: S308 - written just above
            "credit": image.credit,
            "large": renditions(image)[-1].url(),
        }

    def _div(self, node: Element) -> str:
        try:
            embed = find(node.attributes["data-embed"])
        except NotEmbeddable:
            return ""
        return render_to_string("articles/_embed.html", {"embed": embed}).strip()

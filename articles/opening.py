"""How a story's text begins, for where its standfirst would stand."""

from __future__ import annotations

import re

from articles.body.tree import Element, parse

# Of the body, pictures with their captions aside, more than enough.
READ = 4000  # characters of its HTML
MOST = 160  # characters
TEXT = {"p", "ul", "ol", "blockquote"}
UNFINISHED = re.compile(r"<[^>]*$|&[^;\s<]*$")
GAP = " …"


def opening(html: str) -> str:
    """The first words of a body, of which the first READ characters will do; "" where there are none."""
    words = ""
    for block in parse(UNFINISHED.sub("", html[:READ])):
        if isinstance(block, Element) and block.tag in TEXT:
            words = " ".join(f"{words} {_text(block)}".split())
        if len(words) > MOST:
            return _cut(words)
    return words


def _text(block: Element) -> str:
    """The words of a block, apart where it holds several paragraphs."""
    inner = [one for one in block.walk() if one.tag == "p"]
    return " ".join(one.text() for one in inner or [block])


def _cut(text: str) -> str:
    """Whole words, but of a text that has none between its spaces: Chinese, or an address."""
    most = MOST - len(GAP)
    begun, _, rest = text[: most + 1].rpartition(" ")
    return f"{begun if len(rest) < most / 2 else text[:most]}{GAP}"

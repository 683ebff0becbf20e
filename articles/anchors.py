"""Gives each paragraph an address, made of its words: a link to it leads there as long as these stay."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from collections import Counter
from hashlib import blake2b
from html import unescape

# As articles/render.py writes them; one with a class is not running text.
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
ELEMENT = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")


def with_anchors(html: str) -> str:
    """
    A rendered body whose paragraphs have ids. Commas, capitals and links don't count; where the same words come twice,
    the second time has a number.
    """
    seen: Counter[str] = Counter()

    def write(paragraph: re.Match) -> str:
        anchor = _anchor(paragraph[1])
        if not anchor:
            return paragraph[0]
        seen[anchor] += 1
        number = f"-{seen[anchor]}" if seen[anchor] > 1 else ""
        return f'<p id="{anchor}{number}">{paragraph[1]}</p>'

    return PARAGRAPH.sub(write, html)


def _anchor(html: str) -> str:
    """“p-” and eight letters and digits; "" where there is no word."""
    text = unicodedata.normalize("NFKC", unescape(ELEMENT.sub("", html.replace("<br>", " ")))).casefold()
    words = " ".join(WORD.findall(text))
    return f"p-{b32encode(blake2b(words.encode(), digest_size=5).digest()).decode().lower()}" if words else ""

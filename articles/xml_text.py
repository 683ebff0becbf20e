"""XML as text: whatever an editor pastes, what is written stays well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# What XML 1.0 has no way to write (its section 2.2) and a text that was pasted may hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def element(name: str, content: str | Iterable[str] = "", /, **attributes: object) -> str:
    """
    An element with a text, or with elements that are written already, each on a line. In the names of attributes
    `__` stands for a colon; an attribute that is None is left out.
    """
    start = name + "".join(
        f" {key.replace('__', ':')}={quoteattr(plain(str(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    inner = escape(plain(content)) if isinstance(content, str) else "\n".join(["", *content, ""])
    return f"<{start}>{inner}</{name}>" if inner else f"<{start}/>"

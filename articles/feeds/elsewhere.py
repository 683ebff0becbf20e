"""A story's text for where neither our style sheets nor our scripts are, and addresses have to be whole."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from django.template.loader import render_to_string

from articles.models import Edition
from articles.render import AD_BREAK

# What render() writes has no bare angle bracket but those of its tags, and its attributes are in double quotes.
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
ATTRIBUTE = re.compile(r'\s([a-z]+)="([^"]*)"')
# Of a card that loads an embed on a click, only the link to it works everywhere.
CLICK_TO_LOAD = re.compile(r'\s*<p class="embed-(?:load|note)">.*?</p>', re.DOTALL)
LEFT_OUT = {"picture", "source", "div"}
KEPT = {"alt", "colspan", "height", "href", "rowspan", "scope", "src", "width"}
ADDRESSES = {"href", "src"}


def text_for_elsewhere(edition: Edition, url: str, picture) -> str:
    """The whole story, an edition of `for_page()` that lives at `url`: its lead picture, its text, its corrections."""
    return render_to_string(
        "articles/_elsewhere.html",
        {"edition": edition, "picture": picture, "body": movable(edition.body_html, url)},
    ).strip()


def movable(html: str, url: str) -> str:
    """What render() wrote, with whole addresses and without what only our own pages make use of."""

    def rewrite(tag: re.Match) -> str:
        slash, name, written = tag.groups()
        if name in LEFT_OUT:
            return ""
        if not written:
            return tag[0]
        attributes = dict(ATTRIBUTE.findall(written))
        if "srcset" in attributes:
            attributes |= _measures(attributes)
        kept = (
            f' {key}="{urljoin(url, value) if key in ADDRESSES else value}"'
            for key, value in attributes.items()
            if key in KEPT
        )
        return f"<{slash}{name}{''.join(kept)}>"

    return TAG.sub(rewrite, CLICK_TO_LOAD.sub("", html.replace(AD_BREAK, "")))


def _measures(attributes: dict[str, str]) -> dict[str, str]:
    """
    Width and height, to a pixel, of the file that `src` names; those that are written are of the largest in `srcset`.
    """
    widths = dict(one.split(" ") for one in attributes["srcset"].split(", "))
    width = int(widths[attributes["src"]].removesuffix("w"))
    height = round(width * int(attributes["height"]) / int(attributes["width"]))
    return {"width": f"{width}", "height": f"{height}"}

"""What is asked of the search: a common word, a rare one, none found, a typo."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler

from bench.growth import vocabulary
from bench.pages import ask
from bench.sizes import Ask


def questions() -> dict[str, str]:
    """What is asked, by what it is."""
    common, *_, uncommon = vocabulary()
    return {
        "common word": common,  # nine stories in ten have it
        "two words": f"{common} {vocabulary()[1]}",
        "one in fifty": uncommon,
        "rare word": "story-777",
        "phrase": f'"{common} {vocabulary()[1]}"',
        "small words": "not the",  # half of all headlines have them
        "small in it": f'"not the {common}"',
        "narrowed": f'{common} section:harbour author:"Author 7"',
        "none found": "zyzzyvaxyst",
        "typo": f"{common[0]}{common[2]}{common[1]}{common[3:]}",
    }


def prepare() -> dict[str, Ask]:
    """By name: what asks for the results, and last for the suggestions for half a word."""
    addresses = {name: f"/search/?{urlencode({'q': words})}" for name, words in questions().items()}
    addresses["suggestions"] = f"/search/suggest/?{urlencode({'q': vocabulary()[0][:4]})}"
    site = WSGIHandler()
    return {name: partial(ask, site, address) for name, address in addresses.items()}

"""`{% load direction %}<h1 dir="{{ headline|direction }}">`"""

import re
from unicodedata import bidirectional

from django import template
from django.utils.translation import get_language_bidi

register = template.Library()

WORD = re.compile(r"\w+")
# Where Closure's library for text of both directions draws the line: headlines in Arabic name much in Latin letters.
ENOUGH = 0.4


@register.filter
def direction(text: str) -> str:
    """
    “rtl” or “ltr”, by what most words are: by its first letter, as `dir="auto"` has it, an Arabic headline that begins
    with the name of a company would run from the left. Where no word says, that of the page.
    """
    sides = [_side(word) for word in WORD.findall(text)]
    right, left = sides.count("rtl"), sides.count("ltr")
    if not right and not left:
        return "rtl" if get_language_bidi() else "ltr"
    return "rtl" if right > ENOUGH * (right + left) else "ltr"


def _side(word: str) -> str:
    for letter in word:
        match bidirectional(letter):
            case "R" | "AL":
                return "rtl"
            case "L":
                return "ltr"
    return ""

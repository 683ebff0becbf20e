"""
`{% load direction %}<h1 {{ headline|written:edition.language }}>` says in which direction words run, and in which
language.
"""

import re
from collections import Counter
from unicodedata import bidirectional, name

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

register = template.Library()

WORD = re.compile(r"\w+")
# Where Closure's library for text of both directions draws the line: headlines in Arabic name much in Latin letters.
ENOUGH = 0.4
# The language that most of what is written in these letters is in. Of Latin and Cyrillic ones it can't be told.
OF_LETTERS = {
    "ARABIC": "ar", "CJK": "zh", "GREEK": "el", "HANGUL": "ko", "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja",
    "THAI": "th",
}  # fmt: skip
FIRST_OTHER_LETTER = "\u0370"  # below are Latin letters and marks


@register.filter
def written(text: str, known: str = "") -> SafeString:
    """The attributes `dir` and, where it isn't in the language of the page, `lang`; see language()."""
    told = language(text, known)
    return (
        format_html('dir="{}" lang="{}"', direction(text), told)
        if told
        else format_html('dir="{}"', direction(text))
    )


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


@register.filter
def language(text: str, known: str = "") -> str:
    """
    The language, such as “ar”: the one that is `known`, or else by its letters; empty where that is the page's, or
    where they don't tell.
    """
    if known:
        return "" if known == get_language() else known
    words = WORD.findall(text)
    letters = Counter(filter(None, map(_letters, words)))
    if sum(letters.values()) <= ENOUGH * len(words):
        return ""
    told = "ja" if letters["ja"] else letters.most_common(1)[0][0]
    return "" if told == get_language().partition("-")[0] else told


def _side(word: str) -> str:
    for letter in word:
        match bidirectional(letter):
            case "R" | "AL":
                return "rtl"
            case "L":
                return "ltr"
    return ""


def _letters(word: str) -> str:
    """Japanese is told by its syllables, among which stand Chinese letters."""
    if word.isascii():
        return ""
    told = {
        OF_LETTERS.get(name(letter, "").partition(" ")[0], "")
        for letter in word
        if letter >= FIRST_OTHER_LETTER
    }
    return "ja" if "ja" in told else max(told, default="")

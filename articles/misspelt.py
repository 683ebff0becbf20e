"""Whether a word is another one, misspelt."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS

from articles.dictionary import are_words
from articles.search.likeness import distance
from articles.weighty import CONFUSED, weighty_words

QUOTES = "\"“”„«»'‘’‚‹›"
MARKS = f".,;:!?¿؟،؛…-–—()[]{QUOTES}"
# Words without which a sentence says the same.
SMALL = {"a", "an", "the", "of", "to"}
LIKENESS = 0.7  # of the letters of two words, one of which is the other misspelt
SHORT = 3  # letters: a word of so few is no likeness of another


def bare_words(words: list[str]) -> list[str]:
    """The words in small letters, without the marks around them; what is nothing but marks is left out."""
    return [bare for word in words if (bare := word.strip(MARKS).replace("’", "'").casefold())]


def is_misspelt(one: str, other: str, language: str) -> bool:
    pair = bare_words([one]) + bare_words([other])
    weighty = weighty_words(language)
    if len(pair) < 2 or any(word in weighty or any(map(str.isdigit, word)) for word in pair):
        return False
    old, new = pair
    if old == new or set(pair) <= SMALL or any(confused.issuperset(pair) for confused in CONFUSED):
        return True
    if any(word.startswith("re-") for word in pair):  # who re-signs did not resign
        return False
    is_put_right = are_words([new], language) and not are_words([old], language)
    if one[:1].isupper() or other[:1].isupper():  # a name
        return is_put_right and (
            new in SMALL and _is_near(old, new) or _is_of_the_calendar(old, new, language)
        )
    if is_put_right and _is_near(old, new):
        return True
    return (
        min(len(old), len(new)) > SHORT
        and old[0] == new[0]
        and SequenceMatcher(None, old, new, False).ratio() >= LIKENESS
        and not are_words(pair, language)
    )


def _is_near(old: str, new: str) -> bool:
    """Whether one slip makes a word the other, be it a short one; another first letter only where two are turned."""
    is_turned = sorted(old) == sorted(new)
    return distance(old, new) == 1 and (is_turned or old[0] == new[0] and len(old) >= SHORT)


def _is_of_the_calendar(old: str, new: str, language: str) -> bool:
    """Whether it is a day or month that was misspelt: the only one that it can have been."""
    if len(old) <= SHORT:
        return False
    slips = {word: distance(old, word) for word in _days_and_months(language)}
    nearest = min(slips.values())
    return nearest <= 1 + (len(old) > 6) and [word for word, n in slips.items() if n == nearest] == [new]


def _days_and_months(language: str) -> set[str]:
    with translation.override(language):
        return {str(name).casefold() for name in [*WEEKDAYS.values(), *MONTHS.values()]}

"""Whether something is a word of a language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from spellchecker import SpellChecker


def are_words(words: Iterable[str], language: str) -> bool:
    """
    Whether all are, in small letters; `language` is a code such as “en” or “de-at”. Of a language without a dictionary
    no word is known.
    """
    return _words(language.split("-")[0]).issuperset(words)


@lru_cache(maxsize=2)
def _words(language: str) -> frozenset[str]:
    if language not in SpellChecker.languages():
        return frozenset()
    return frozenset(SpellChecker(language=language).word_frequency.keys())

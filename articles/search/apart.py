"""What was written as one word, as the several that it may be, or with a sign that it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from django.contrib.postgres.search import SearchQuery
from django.db.models import F

from articles.models import SearchWord
from articles.search.grammar import Query
from articles.search.indexing import CONFIGURATION
from articles.search.matches import Nodes

APOSTROPHE = "'"
PART, SPLITS = 3, 3  # letters of each half of a word that is split, and ways to split it
LONG_PART = 4  # letters of each of more than two parts


def signed_forms(word: str) -> list[str]:
    """
    With an apostrophe, which is compared with the texts, or a hyphen, where one side is too short for a word of its
    own.
    """
    places = [place for place in range(1, len(word)) if min(place, len(word) - place) < PART]
    return [f"{word[:place]}{sign}{word[place:]}" for place in places for sign in (APOSTROPHE, "-")]


def split(query: Query, unknown: list[str]) -> list[Query]:
    """With each of the unknown words as several that stories have, if that can be."""
    if not unknown or min(map(len, unknown)) < 2 * PART:
        return []
    says = Nodes(SearchQuery(F("word"), config=CONFIGURATION))
    parts = {
        word[start:end]
        for word in unknown
        for start in range(len(word))
        for end in range(start + PART, len(word) + 1)
    }
    held = SearchWord.objects.filter(word__in=parts).annotate(says=says)
    known = dict(held.values_list("word", "says"))
    splits = {
        word: [*_in_two(word, known), *_in_more(word, known), *_after_a_letter(word, known)][:SPLITS]
        for word in unknown
    }
    chosen = [*product(*splits.values())][:SPLITS]
    return [query.with_words(dict(zip(splits, some, strict=True))) for some in chosen]


def _in_two(word: str, known: Mapping[str, float]) -> list[str]:
    """As two words that say something; last, with a hyphen, where one is in every text, as in same-sex."""
    pairs = [(word[:place], word[place:]) for place in range(PART, len(word) - PART + 1)]
    pairs = [pair for pair in pairs if known.keys() >= {*pair}]
    apart = [" ".join(pair) for pair in pairs if all(map(known.get, pair))]
    return apart + ["-".join(pair) for pair in pairs if len([*filter(known.get, pair)]) == 1]


def _after_a_letter(word: str, known: Mapping[str, float]) -> list[str]:
    """As two words with a letter before them: e-mail-server."""
    pairs = [pair for pair in _in_two(word[1:], known) if " " in pair]
    return [f"{word[0]}-{pair.replace(' ', '-')}" for pair in pairs]


def _in_more(word: str, known: Mapping[str, float]) -> list[str]:
    """As three words or more, the fewest first: none is short, but for those within that are in every text."""

    def rows(rest: str, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        if len(before) > 1 and len(rest) >= LONG_PART and known.get(rest):
            yield (*before, rest)
        for place in range(PART, len(rest) - LONG_PART + 1):
            part = rest[:place]
            if part in known and (place >= LONG_PART if known[part] else before):
                yield from rows(rest[place:], (*before, part))

    return [" ".join(row) for row in sorted(rows(word), key=len)]

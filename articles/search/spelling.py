"""Puts mistyped words right, with words that readers can find: only what a live edition holds is ever shown."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from string import ascii_lowercase

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db.models import Exists, OuterRef, Q, Value

from articles.models import Edition, SearchWord, TaggedEdition
from articles.search.conditions import Marks
from articles.search.grammar import Query
from articles.search.indexing import CONFIGURATION

FEW = 3  # stories: where fewer are found, a word may be mistyped
MANY = 10  # stories: so many have the word that is offered in place of one that few have
SHORTEST, LONGEST = 3, 30  # letters of a word that is put right
MOST_WORDS = 6
ALIKE = 20  # words that are compared letter by letter
TRIED = 6  # of which readers are asked for
CHOICES, COMBINED = 3, 9  # of these for each word, and so many combinations of them, one after the other
SEEN, LOOKED_AT = 20, 100  # stories with a word that are counted, and that are looked at for that

# What decomposing leaves whole.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)


def spellings(query: Query, recent: Marks) -> Iterator[Query]:
    """
    The query with those words replaced that no live edition holds, likeliest first; then with others replaced too, for
    they may be names that only look alike. What stands in a recent story isn't looked for in all of them.
    """
    words = _words(query)
    known = _known(words, recent)
    unknown = [word for word in words if word not in known]
    if not unknown:
        return
    likely = _likely(unknown, recent)
    yield from _combined(query, likely)
    likely |= {
        word: [(0.0, word), *((1 + cost, other) for cost, other in found)]
        for word, found in _likely(known, recent).items()
    }
    yield from _combined(query, likely)


def other_spellings(query: Query, recent: Marks) -> Iterator[Query]:
    """With the likeliest word that many stories have in place of one that few have."""
    near = {
        word: [(cost, other) for cost, other in found if cost < 1]
        for word, found in _likely(_words(query), recent, MANY).items()
        if len(word) > 4
    }
    yield from _combined(query, {word: found for word, found in near.items() if found})


def _words(query: Query) -> list[str]:
    return [word for word in query.words if SHORTEST <= len(word) <= LONGEST and word.isalpha()][:MOST_WORDS]


def _combined(query: Query, likely: dict[str, list[tuple[float, str]]]) -> Iterator[Query]:
    """With one of the choices for each word, the best combinations first."""
    choices = product(*likely.values())
    for chosen in sorted(choices, key=lambda some: sum(cost for cost, _ in some))[:COMBINED]:
        other = query.with_words(dict(zip(likely, (word for _, word in chosen), strict=True)))
        if other != query:
            yield other


def _known(words: list[str], recent: Marks) -> set[str]:
    def held(words, marks=None):
        return {
            row["word"]
            for row in _all([_holding(word, marks).values(word=Value(word))[:1] for word in words])
        }

    lately = held(words, recent)
    return lately | held([word for word in words if word not in lately])


def _holding(word: str, marks: Marks | None = None):
    """The live editions with the word, or another form of it."""
    asked = SearchQuery(word, config=CONFIGURATION)
    return Edition.objects.live().filter(search=asked & marks if marks else asked).order_by()


def _all(querysets) -> list[dict]:
    if not querysets:
        return []
    first, *others = querysets
    return list(first.union(*others, all=True) if others else first)


def _likely(words: Iterable[str], recent: Marks, least: int = 1) -> dict[str, list[tuple[float, str]]]:
    """The likeliest words by the one typed, each with what speaks against it, of those so many live editions hold."""
    tried = {word: _alike(word, found) for word, found in _candidates(words).items()}
    every = {candidate for candidates in tried.values() for _, candidate in candidates}
    seen = _seen(every, recent)
    seen |= _seen(every - {candidate for candidate, stories in seen.items() if stories >= least})
    likely = {}
    for word, candidates in tried.items():
        # What many stories have is likelier meant, though not where one letter more would have to be wrong for it.
        scored = sorted(
            (cost - 0.03 * seen[candidate], candidate)
            for cost, candidate in candidates
            if seen[candidate] >= least
        )
        if scored:
            likely[word] = scored[:CHOICES]
    return likely


def _candidates(words: Iterable[str]) -> dict[str, list[SearchWord]]:
    """Those one mistake away, and those that have most of their letters in common."""
    found: dict[str, list[SearchWord]] = {}
    for word in words:
        plain = _plain(word)
        alike = SearchWord.objects.filter(plain__trigram_similar=plain)
        near = alike.order_by(TrigramSimilarity("plain", plain).desc())[:ALIKE]
        found[word] = list(SearchWord.objects.filter(plain__in=_one_mistake(plain)).union(near))
    return found


def _alike(word: str, candidates: list[SearchWord]) -> list[tuple[float, str]]:
    """The best of the candidates, with what is wrong with them: mistakes, of which one in the first letter is worse."""
    plain = _plain(word)
    most = 1 if len(plain) < 5 else 2 if len(plain) < 9 else 3
    costs = {}
    for one in candidates:
        mistakes = distance(plain, one.plain)
        if one.word != word and mistakes <= most:
            costs[one.word] = mistakes + 0.5 * (one.plain[:1] != plain[:1])
    return sorted((cost, candidate) for candidate, cost in costs.items())[:TRIED]


def _seen(candidates: set[str], marks: Marks | None = None) -> Counter:
    """How many live editions, up to SEEN, hold each word just so. A word that none holds must not be shown."""
    held = []
    for word in sorted(candidates):
        looked_at = _holding(word, marks).values("pk")[:LOOKED_AT]
        tagged = TaggedEdition.objects.filter(content_object=OuterRef("pk"), tag__name__icontains=word)
        texts = ("headline", "standfirst", "byline_line", "kicker", "short_headline", "body")
        holds = Q(Exists(tagged))
        for text in texts:
            holds |= Q(**{f"{text}__icontains": word})
        held.append(
            Edition.objects.filter(pk__in=looked_at).filter(holds).order_by().values(word=Value(word))[:SEEN]
        )
    return Counter(row["word"] for row in _all(held))


def _plain(word: str) -> str:
    """Without accents, as the database's `unaccent` leaves it."""
    decomposed = unicodedata.normalize("NFKD", word.casefold()).translate(LETTERS)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _one_mistake(word: str) -> set[str]:
    """What has one letter more, less or other than the word, or two that changed places."""
    letters = {*word, *(ascii_lowercase if word.isascii() else "")}
    pairs = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {start + rest[1:] for start, rest in pairs if rest}
    swapped = {start + rest[1] + rest[0] + rest[2:] for start, rest in pairs if len(rest) > 1}
    other = {start + letter + rest[1:] for start, rest in pairs if rest for letter in letters}
    more = {start + letter + rest for start, rest in pairs for letter in letters}
    return less | swapped | other | more


def distance(one: str, other: str) -> int:
    """How many letters are to be added, taken away, changed or swapped with a neighbour (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]

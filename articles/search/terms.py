"""A term as the index of all words is asked for it, in each way in which it may be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, Value

from articles.search import exact
from articles.search.grammar import WORD, Query, Term, figures, ways
from articles.search.indexing import CONFIGURATION, SMALL
from articles.search.numbers import other_numbers


class Marks(SearchQuery):
    """Editions with any of the marks."""

    template = "%(expressions)s::tsquery"

    def __init__(self, marks: Iterable[str]):
        super().__init__(" | ".join(f"'{mark}'" for mark in marks))


class Followed(SearchQuery):
    """Editions in which the one is followed by the other, so many words on."""

    template = "tsquery_phrase(%(expressions)s)"

    def __init__(self, one: SearchQuery, other: SearchQuery, distance: int):
        super().__init__(one)
        self.set_source_expressions([one, other, Value(distance)])


class Not(SearchQuery):
    template = "!!(%(expressions)s)"


@dataclass
class Wording:
    """
    How a query's terms are asked for. `small` are those of its words that the index leaves out, by which nothing but
    headlines are found.
    """

    small: Mapping[str, str]

    @classmethod
    def of(cls, query: Query) -> Wording:
        terms = [one for term in query.terms for one in term.all]
        words = [word for one in terms for word in (*_words(one), *(ways[0] for ways in one.row))]
        return cls(exact.small_words(list(dict.fromkeys(words))))

    def are_all(self, words: list[str]) -> bool:
        return bool(words) and all(word in self.small for word in words)

    def is_all_of(self, term: Term) -> bool:
        return self.are_all(_words(term))

    def is_in_phrase(self, term: Term) -> bool:
        """Whether it is a phrase of which only the text can say that an edition has it."""
        return term.phrase and any(word in self.small for word in _words(term))

    def has_order(self, term: Term) -> bool:
        """Whether it is found by more than by which words a text has."""
        return term.phrase or (" " not in term.text and len(self._row(term)) > 1)

    def words_of(self, term: Term, *, loosely: bool = False) -> SearchQuery:
        """
        Editions with the term, or an alternative; of one of small words, the headline has them. `loosely`, words that
        are meant side by side may stand anywhere.
        """
        found: list[SearchQuery] = []
        others = [one for one in term.all if not self.is_all_of(one)]
        if others:
            found.append(self.shown(replace(others[0], alternatives=tuple(others[1:])), loosely=loosely))
        for one in term.all:
            if one not in others:
                found.append(reduce(and_, (Marks([f"{SMALL}{self.small[word]}"]) for word in _words(one))))
        return reduce(or_, found)

    def shown(self, term: Term, *, loosely: bool = False) -> SearchQuery:
        """As words_of(), without what only marks tell."""
        return reduce(or_, (form for one in term.all for form in self._forms(one, loosely=loosely)))

    def without(self, term: Term, *, loosely: bool = False) -> SearchQuery:
        """Editions without the term; `loosely`, with it too where nothing but the order of its words tells."""
        forms = _in_one(term, phrase=term.phrase)
        if not loosely or not self.has_order(term):
            forms += self._side_by_side(term)
        return reduce(and_, map(Not, forms))

    def in_text(self, term: Term) -> Q:
        """Editions with the term, or an alternative, of those that have its words."""
        return reduce(or_, map(self._one_in_text, (replace(term, alternatives=()), *term.alternatives)))

    def _one_in_text(self, term: Term) -> Q:
        if self.is_in_phrase(term):
            return exact.in_texts(exact.as_typed(term))
        return Q(search=self.words_of(term))

    def _forms(self, term: Term, *, loosely: bool) -> list[SearchQuery]:
        forms = _in_one(term, phrase=term.phrase and not loosely)
        # A figure with a space may be two.
        apart = loosely or (" " in term.text and not term.phrase)
        return [*forms, *self._side_by_side(term, loosely=apart)]

    def _side_by_side(self, term: Term, *, loosely: bool = False) -> list[SearchQuery]:
        """The row of its words, where there is one; of a single word, what else than the text may be written for it."""
        row = self._row(term)
        if len(row) < 2:
            return [_plain(way) for ways in row.values() for way in ways[1:]]
        words = [(place, reduce(or_, map(_plain, ways))) for place, ways in row.items()]
        if loosely:
            return [reduce(and_, (word for _, word in words))]
        place, found = words[0]
        for other, word in words[1:]:
            found, place = Followed(found, word, other - place), other
        return [found]

    def _row(self, term: Term) -> dict[int, list[str]]:
        """
        By their places, those of the words in a row that the index has. Where it has not the first or the last, too
        many would be found by what is left; except of a phrase, whose small words the text has to tell.
        """
        words = term.row_in(forms_of)
        row = {place: forms for place, forms in enumerate(words) if forms[0] not in self.small}
        whole = row and 0 in row and len(words) - 1 in row
        return row if whole or term.phrase else {}


def forms_of(word: str) -> list[str]:
    """In each way in which it may be written, and in the other number."""
    return [*ways(word), *other_numbers(word)]


def _words(term: Term) -> list[str]:
    return [word.casefold() for word in WORD.findall(term.text)]


def _in_one(term: Term, *, phrase: bool) -> list[SearchQuery]:
    return [_plain(text, phrase=phrase) for text in term.forms]


def _plain(text: str, *, phrase: bool = False) -> SearchQuery:
    """To the index, 2,318 is two words."""
    in_order = phrase or (" " not in text and figures(text))
    return SearchQuery(text, config=CONFIGURATION, search_type="phrase" if in_order else "plain")

"""Finds stories at the desk by words of theirs, by a part of the headline, and by their authors."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from articles.models import Article, Byline
from articles.search.grammar import tidy
from articles.search.indexing import CONFIGURATION
from authors.models import Author

MOST_TERMS = 12
MOST_AUTHORS = 100  # who bear a name: of more than these it says too little
TRIGRAM = 3  # letters, which a part of a headline has to have for an index to be of use


def find(stories, query: str):
    """
    The stories of the queryset `stories` in which all words of `query` stand: in their text or in an author's name.

    The last word may be unfinished. What stands in a headline as it was typed is found as well, also within a word.
    Takes one query more, for the authors; every other condition is one that an index answers.
    """
    query = tidy(query)
    terms = query.split(" ")[:MOST_TERMS]
    if not query:
        return stories
    # Each part is looked up in its index, and what they find together is then put in order. In one condition the
    # database may choose to read story after story instead, long texts and all, until a page is full.
    parts = [_keys(_in_text(terms))]
    if len(query) >= TRIGRAM:
        parts.append(_keys(Q(headline__icontains=query)))
    for rest, authors in _authors(terms).items():
        bylines = Byline.objects.filter(author__in=authors).order_by().values("article")
        parts.append(_keys(_in_text(rest) & Q(pk__in=bylines)) if rest else bylines)
    return stories.filter(pk__in=parts[0].union(*parts[1:]) if parts[1:] else parts[0])


def _keys(condition: Q):
    return Article._base_manager.filter(condition).order_by().values("pk")


def _in_text(terms) -> Q:
    """In PostgreSQL's language; the quotes make it read a term as it reads a text, hyphens and all."""
    quoted = [f"'{term}'" for term in (re.sub(r"['\\]", " ", term).strip() for term in terms) if term]
    if not quoted:
        return Q(pk=None)
    return Q(words=SearchQuery(" & ".join(quoted) + ":*", config=CONFIGURATION, search_type="raw"))


def _authors(terms: list[str]) -> dict[tuple[str, ...], list[int]]:
    """The authors whose names hold some of the terms, by the terms that are left for the text."""
    long = [term for term in terms if len(term) > 1]
    named = Q(pk=None)
    for term in long:
        named |= Q(name__icontains=term)
    found: dict[tuple[str, ...], list[int]] = {}
    authors = list(Author.objects.filter(named).values_list("pk", "name")[: MOST_AUTHORS + 1])
    if len(authors) > MOST_AUTHORS:
        return {}
    for pk, name in authors:
        rest = tuple(term for term in terms if len(term) < 2 or term.casefold() not in name.casefold())
        found.setdefault(rest, []).append(pk)
    return found

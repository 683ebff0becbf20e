"""What a reader may be about to type: headlines, authors, sections and tags that readers can find now."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce
from operator import and_

from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from articles.models import Edition
from articles.search import likeness
from articles.search.conditions import Conditions, as_value, called, named
from articles.search.folding import folded
from articles.search.grammar import NAMED, QUOTES, WORD, Filter, Query, Term, parse, tidy
from articles.search.matches import find

SHORTEST = 2  # letters
HEADLINES, NAMES = 5, 2  # of names, so many of each kind
RECENT = 3000  # of the newest stories, all headlines are looked through; of older ones, those that have the whole words
MOST_WORDS = 6
# The last operator, where its name may still be typed.
UNFINISHED = re.compile(
    rf"""
    (?P<before>(?:.*\s)?) (?P<kind>{"|".join(NAMED)}):[ ]? (?P<name>"[^"]*|[^"]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def suggest(typed: str) -> list[dict]:
    """
    Each with `label`, `kind` and `url`; the words may stand in any order, the last may be unfinished. After an operator
    such as `author:` it is questions with a name there, if any begins so.
    """
    typed = tidy(typed).translate(QUOTES)
    if questions := _questions(typed):
        return questions
    query = parse(typed)
    words = _words(query)
    narrowing = [part for part in query.parts if not isinstance(part, Term)]
    if sum(map(len, words)) < SHORTEST and all(isinstance(part, Filter) and part.minus for part in narrowing):
        return []
    names = [] if narrowing else _names(words)
    return [*names, *(_one(story.headline, "", story.path) for story in stories(typed, HEADLINES))]


def _words(query: Query) -> list[str]:
    return query.words[:MOST_WORDS]


def _begins(field: str, words: list[str]) -> Q:
    """
    Each of the words begins another word of the field; nothing in a word means anything to a regular expression.
    """
    plain = [likeness.plain(word) for word in words]
    conditions = []
    for word in words:
        # With “kim k” two words have to begin with k.
        many = sum(other.startswith(likeness.plain(word)) for other in plain)
        regex = rf"\m{folded(word)}"
        regex = rf"({regex}.*){{{many}}}" if many > 1 else regex
        conditions.append(Q(**{f"{field}__unaccent__iregex": regex}))
    return reduce(and_, conditions, Q())


def _found(kind: str, words: list[str]) -> QuerySet:
    """Sections, authors or tags that readers can meet."""
    found = named(kind).filter(called(kind, _begins("name", words)))
    return found.order_by("position", "name") if kind == "section" else found


def _names(words: list[str]) -> list[dict]:
    found = {kind: _found(kind, words)[:NAMES] for kind in NAMED}
    return [
        *(_one(one.name, _kind("section"), one.get_absolute_url()) for one in found["section"]),
        *(_one(one.name, _kind("author"), one.get_absolute_url()) for one in found["author"]),
        *(_one(one.name, _kind("tag"), reverse("tag", args=[one.slug])) for one in found["tag"]),
    ]


def _kind(name: str) -> str:
    return {"section": gettext("Section"), "author": gettext("Author"), "tag": gettext("Tag")}[name]


def _questions(typed: str) -> list[dict]:
    """What was typed with each name that may be meant after its last operator."""
    match = UNFINISHED.fullmatch(typed)
    if not match or match["before"].count('"') % 2:
        return []
    words, kind = WORD.findall(match["name"])[:MOST_WORDS], match["kind"].lower()
    if not words:
        return []
    begun = folded(match["name"].strip('" '))
    begins = When(called(kind, Q(name__unaccent__iregex=f"^{begun}")), then=Value(0))
    found = _found(kind, words).order_by(Case(begins, default=Value(1)), "name")[:HEADLINES]
    # Of namesakes all are found.
    questions = dict.fromkeys(f"{match['before']}{Filter(kind, as_value(one))}" for one in found)
    return [_one(text, _kind(kind), f"{reverse('search')}?{urlencode({'q': text})}") for text in questions]


def stories(typed: str, count: int) -> list[Edition]:
    """So many live editions at most: the newest with such headlines, or else what the search finds first."""
    query = parse(typed)
    words = _words(query)
    if not query:
        return []
    columns = ("headline", "path", "article_id", "first_published_at")
    recent = _recent(query).values("pk")[:RECENT]
    among = Edition.objects.filter(pk__in=recent).filter(_begins("headline", words))
    for term in query.terms:
        if term.minus:
            among = among.exclude(_begins("headline", WORD.findall(term.text)))
    if words and (found := list(among.newest_first().only(*columns)[:count])):
        return found
    keys = find(Conditions.of(query)).keys[:count]
    by_key = Edition.objects.only(*columns).in_bulk(keys)
    return [by_key[key] for key in keys]


def _recent(query: Query) -> QuerySet[Edition]:
    """What is live, the newest first, of what filters and dates leave."""
    live = Edition.objects.live().newest_first()
    narrowing = tuple(part for part in query.parts if not isinstance(part, Term))
    within = Conditions.of(replace(query, parts=narrowing))
    if within.impossible:
        return live.none()
    if within.wanted:
        live = live.filter(search=reduce(and_, within.wanted))
    if within.after:
        live = live.filter(first_published_at__gte=within.after)
    return live.filter(first_published_at__lt=within.before) if within.before else live


def _one(label: str, kind: str, url: str) -> dict:
    return {"label": label, "kind": kind, "url": url}

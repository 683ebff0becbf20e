"""The live editions that a query finds, best first: never more than the newest of them are put in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, ExpressionWrapper, F, FloatField, Func, IntegerField, Q, Value, When
from django.db.models.functions import Extract, Greatest, Sqrt
from django.utils import timezone

from articles.models import Edition
from articles.search.conditions import Conditions, rungs
from articles.search.exact import in_headline, in_texts

MOST_RANKED = 500  # of the newest that match
# Of the newest that have a phrase's words: whether in that order, the text itself has to tell.
MOST_COMPARED = 3000
# Of the newest that have a phrase's words but for the small ones: of those all texts have to tell.
MOST_READ = 1500

WEIGHTS = [0.02, 0.1, 0.4, 1.0]  # D, C (text), B (standfirst, bylines, tags), A (headline)
LENGTH = 1 | 32  # divided by 1 + log(length), then brought between 0 and 1
YEAR = 365.25 * 86_400  # seconds
# The part of the rank that is lost with age: a third of it in the first month, two thirds in a year.
FRESH = 0.7
# What is left of the rank where there is none but another form of a word: a headline with it comes after a text as
# new that has the word just so.
OTHER_FORM = 0.05


class Nodes(Func):
    """How many words and operators of a query are left when those are dropped that are in every text."""

    function = "numnode"


@dataclass
class Matches:
    """
    `keys` best first; `more` where there are more than these; `says_nothing` where all that was asked for are words
    that are in every text, `only_headlines` where for these only headlines were looked through; `newest` is the first
    publication of the newest story, where one had to be found.
    """

    keys: list[int]
    more: bool = False
    says_nothing: bool = False
    only_headlines: bool = False
    newest: datetime | None = None


def find(conditions: Conditions) -> Matches:
    if conditions.impossible:
        return Matches([])
    newest = Edition.objects.live().newest_first().values_list("first_published_at")
    if conditions.shown:
        newest = newest.annotate(nodes=ExpressionWrapper(Nodes(conditions.shown), output_field=FloatField()))
    first = newest.first()
    if not first:
        return Matches([])
    has_words = len(first) > 1 and first[1] > 0
    if conditions.small and (keys := _keys(conditions, first[0], conditions.small, has_words=False)):
        return replace(_matches(keys), only_headlines=True)
    # As it was before headlines had their small words marked: an archive may not have been read anew since.
    narrowed = conditions.names or conditions.after or conditions.before
    if conditions.shown and not has_words and not narrowed:
        return Matches([], says_nothing=True)
    keys = _keys(conditions, first[0], [], has_words=has_words)
    return replace(_matches(keys), newest=first[0])


def _matches(keys: list[int]) -> Matches:
    return Matches(keys[:MOST_RANKED], more=len(keys) > MOST_RANKED)


def _keys(conditions: Conditions, newest: datetime, also: list[SearchQuery], *, has_words: bool) -> list[int]:
    """Of the newest that match, best first, one more than are ranked; `also` matches too."""
    found = Edition.objects.filter(pk__in=_newest([*conditions.loose, *also], conditions, newest))
    if conditions.phrases:
        # In two steps, or the database would look into every text with these words, however old.
        if conditions.wanted:
            found = found.filter(search=reduce(and_, conditions.wanted))
        read = found.filter(*conditions.texts).newest_first()
        found = Edition.objects.filter(pk__in=read.values("pk")[: MOST_RANKED + 1])
    return list(_by_rank(found, conditions, has_words=has_words).values_list("pk", flat=True))


def _newest(asked_for: list[SearchQuery], conditions: Conditions, newest: datetime):
    """
    The keys of the newest editions that match, one more than are ranked, as a query. Stretch by stretch of time: the
    database reads an older one only where those before it did not hold enough.
    """
    asked = reduce(and_, asked_for) if asked_for else None
    many = MOST_READ if conditions.texts else MOST_COMPARED if conditions.phrases else MOST_RANKED + 1
    stretches = []
    for within, marks in rungs(newest, conditions.after, conditions.before):
        editions = Edition.objects.live().filter(within)
        if condition := asked & marks if asked and marks else asked or marks:
            editions = editions.filter(search=condition)
        stretches.append(editions.newest_first().values("pk")[:many])
    return stretches[0].union(*stretches[1:], all=True)[:many] if stretches[1:] else stretches[0]


def _by_rank(editions, conditions: Conditions, *, has_words: bool):
    """
    First those with all words side by side in the headline. Then by ts_rank_cd x (1 - FRESH + FRESH / (1 + 2 x square
    root of the years of age)), and less where a word isn't in the texts just as it was typed.
    """
    order: list = ["-first_published_at", "-pk"]
    if conditions.shown and has_words:
        rank = SearchRank(
            F("search"), conditions.shown, weights=WEIGHTS, normalization=LENGTH, cover_density=True
        )
        seconds = Extract(Value(timezone.now()) - F("first_published_at"), "epoch")
        years = Greatest(Value(0.0), seconds / Value(YEAR), output_field=FloatField())
        fresh = Value(1 - FRESH) + Value(FRESH) / (Value(1.0) + Value(2.0) * Sqrt(years))
        as_typed = reduce(and_, map(in_texts, conditions.typed), Q())
        form = Case(When(as_typed, then=Value(1.0)), default=Value(OTHER_FORM)) if as_typed else Value(1.0)
        order.insert(0, ExpressionWrapper(rank * fresh * form, output_field=FloatField()).desc())
    if conditions.beside:
        beside = When(in_headline(conditions.beside), then=Value(0))
        order.insert(0, Case(beside, default=Value(1), output_field=IntegerField()))
    return editions.order_by(*order)

"""The live editions that a query finds, best first: never more than the newest of them are put in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import ExpressionWrapper, F, FloatField, Func, Value
from django.db.models.functions import Extract, Greatest, Sqrt
from django.utils import timezone

from articles.models import Edition
from articles.search.conditions import Conditions, rungs

MOST_RANKED = 500  # of the newest that match
# Of the newest that have a phrase's words: whether in that order, the text itself has to tell.
MOST_COMPARED = 3000

WEIGHTS = [0.02, 0.1, 0.4, 1.0]  # D, C (text), B (standfirst, bylines, tags), A (headline)
LENGTH = 1 | 32  # divided by 1 + log(length), then brought between 0 and 1
YEAR = 365.25 * 86_400  # seconds
# The part of the rank that is lost with age: a third of it in the first month, two thirds in a year.
FRESH = 0.7


class Nodes(Func):
    """How many words and operators of a query are left when those are dropped that are in every text."""

    function = "numnode"


@dataclass
class Matches:
    """
    `keys` best first; `more` where there are more than these; `says_nothing` where all that was asked for are words
    that are in every text; `newest` is the first publication of the newest story, where one had to be found.
    """

    keys: list[int]
    more: bool = False
    says_nothing: bool = False
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
    narrowed = conditions.names or conditions.after or conditions.before
    if conditions.shown and not has_words and not narrowed:
        return Matches([], says_nothing=True)
    found = Edition.objects.filter(pk__in=_newest(conditions, first[0]))
    if conditions.phrases:
        # In two steps, or the database would look into every text with these words, however old.
        exact = found.filter(search=reduce(and_, conditions.wanted)).newest_first()
        found = Edition.objects.filter(pk__in=exact.values("pk")[: MOST_RANKED + 1])
    ranked = _by_rank(found, conditions.shown) if conditions.shown and has_words else found.newest_first()
    keys = list(ranked.values_list("pk", flat=True))
    return Matches(keys[:MOST_RANKED], more=len(keys) > MOST_RANKED, newest=first[0])


def _newest(conditions: Conditions, newest):
    """
    The keys of the newest editions that match, one more than are ranked, as a query. Stretch by stretch of time: the
    database reads an older one only where those before it did not hold enough.
    """
    asked = reduce(and_, conditions.loose) if conditions.loose else None
    many = MOST_COMPARED if conditions.phrases else MOST_RANKED + 1
    stretches = []
    for within, marks in rungs(newest, conditions.after, conditions.before):
        editions = Edition.objects.live().filter(within)
        if condition := asked & marks if asked and marks else asked or marks:
            editions = editions.filter(search=condition)
        stretches.append(editions.newest_first().values("pk")[:many])
    return stretches[0].union(*stretches[1:], all=True)[:many] if stretches[1:] else stretches[0]


def _by_rank(editions, words: SearchQuery):
    """By ts_rank_cd x (1 - FRESH + FRESH / (1 + 2 x square root of the years of age))."""
    rank = SearchRank(F("search"), words, weights=WEIGHTS, normalization=LENGTH, cover_density=True)
    seconds = Extract(Value(timezone.now()) - F("first_published_at"), "epoch")
    years = Greatest(Value(0.0), seconds / Value(YEAR), output_field=FloatField())
    fresh = Value(1 - FRESH) + Value(FRESH) / (Value(1.0) + Value(2.0) * Sqrt(years))
    score = ExpressionWrapper(rank * fresh, output_field=FloatField())
    return editions.order_by(score.desc(), "-first_published_at", "-pk")

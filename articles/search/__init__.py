"""Finds live editions by what a reader types; docs/decisions/0012-search.md says how, and why so."""

from __future__ import annotations

from django.utils.http import urlencode
from django.utils.translation import gettext

from articles.models import Edition
from articles.search.conditions import Conditions, recent
from articles.search.excerpts import shown
from articles.search.facets import facets
from articles.search.grammar import Query, parse, tidy
from articles.search.matches import Matches, find
from articles.search.spelling import FEW, MANY, Spelling, other_spellings, spellings
from articles.search.terms import Marks, Wording
from articles.search.understood import chips

__all__ = ["search"]

PER_PAGE = 20
LATEST = 5


def search(words: str, *, page: str = "1", exactly: bool = False) -> dict:
    """
    The page's context: `query` as typed, `chips` and `problems` (what was understood, and what not), `editions` best
    first, their `count` (`more` where there are more), `facets`, `newer_url`, `older_url`; `instead`, where words were
    put right (never, if `exactly` what was typed is meant), and `perhaps`, where others would find more or may be
    meant; where nothing is found, or nothing was typed, `latest`, the newest stories.

    A `page` that is none is the first.
    """
    typed = tidy(words)
    query = parse(typed)
    conditions = Conditions.of(query)
    found = find(conditions) if query else Matches([])
    context: dict = {
        "query": typed, "exactly": exactly, "asked": bool(query),
        "says_nothing": found.says_nothing, "only_headlines": found.only_headlines,
        "problems": [*query.problems, *conditions.problems],
    }  # fmt: skip
    if typed and not query and not query.problems:
        context["problems"].append(
            gettext("There is no word to search for in “%(typed)s”. Type a word, a name or a number.")
            % {"typed": typed}
        )
    if conditions.impossible and conditions.nearest:
        context["perhaps"] = str(query.replacing(conditions.nearest))
    if found.newest and not exactly and len(found.keys) < FEW:
        other, more = _better(query, found, recent(found.newest), conditions.wording)
        if other and (found.keys or not other.sure):
            context["perhaps"] = str(other.query)
        elif other:
            context["instead"] = str(other.query)
            query, conditions, found = other.query, Conditions.of(other.query), more
    pages = [found.keys[start : start + PER_PAGE] for start in range(0, len(found.keys), PER_PAGE)] or [[]]
    number = int(page) if page in map(str, range(1, len(pages) + 1)) else 1
    keys = pages[number - 1]
    context |= {
        "count": len(found.keys),
        "more": found.more,
        "chips": chips(query, conditions),
        "editions": shown(keys, conditions.shown, conditions.authors, query.groups) if keys else [],
        "facets": facets(found.keys, query) if keys else [],
        "newer_url": _url(typed, number - 1, exactly) if number > 1 else None,
        "older_url": _url(typed, number + 1, exactly) if number < len(pages) else None,
    }
    if not keys and (query or not typed):
        context["latest"] = list(Edition.objects.live().for_cards().newest_first()[:LATEST])
    return context


def _better(query: Query, found: Matches, lately: Marks, wording: Wording) -> tuple[Spelling | None, Matches]:
    """The query in the spelling that is likeliest meant, with its matches; None where there is no better one."""
    others = (other_spellings if found.keys else spellings)(query, lately, wording)
    least = MANY * len(found.keys) or 1
    tried = ((other, find(Conditions.of(other.query))) for other in others)
    return next(((other, more) for other, more in tried if len(more.keys) >= least), (None, found))


def _url(typed: str, number: int, exactly: bool) -> str:
    return "?" + urlencode({"q": typed, **({"exact": "1"} if exactly else {}), "page": str(number)})

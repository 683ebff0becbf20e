"""What was understood of a query, for the reader to see and to take away again."""

from __future__ import annotations

from django.utils.formats import date_format

from articles.search.conditions import Conditions
from articles.search.grammar import Bound, Filter, Query, Term


def chips(query: Query, conditions: Conditions) -> list[dict]:
    """`label`, and `query` without it, of all but the plain words, which stand in the field as they are."""
    return [
        {"label": label, "query": str(query.without(part))}
        for part in query.parts
        if (label := _label(part, conditions))
    ]


def _label(part: Term | Filter | Bound, conditions: Conditions) -> str:
    match part:
        case Bound(name="after"):
            return f"From {date_format(part.day, 'j F Y')}"
        case Bound():
            return f"Before {date_format(part.day, 'j F Y')}"
        case Filter():
            named = f"{part.name.capitalize()}: {conditions.names.get(part, part.value)}"
            return f"Not {named[0].lower()}{named[1:]}" if part.minus else named
        case Term(minus=True):
            return f"Without {_words(part)}"
        case Term(alternatives=()) if not part.phrase:
            return ""
    return " or ".join(map(_words, part.all))


def _words(term: Term) -> str:
    return f"“{term.text}”" if term.phrase else term.text

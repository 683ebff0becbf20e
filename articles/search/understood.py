"""What was understood of a query, for the reader to see and to take away again."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, pgettext

from articles.search.conditions import Conditions
from articles.search.grammar import Bound, Filter, Query, Term

KEPT = {
    "author": gettext_lazy("Author: %(name)s"),
    "section": gettext_lazy("Section: %(name)s"),
    "tag": gettext_lazy("Tag: %(name)s"),
}
LEFT_OUT = {
    "author": gettext_lazy("Not author: %(name)s"),
    "section": gettext_lazy("Not section: %(name)s"),
    "tag": gettext_lazy("Not tag: %(name)s"),
}


def day_in_words(day: date) -> str:
    return date_format(day, gettext("j F Y"))


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
            return gettext("From %(day)s") % {"day": day_in_words(part.day)}
        case Bound():
            return gettext("Before %(day)s") % {"day": day_in_words(part.day)}
        case Filter():
            form = LEFT_OUT[part.name] if part.minus else KEPT[part.name]
            return form % {"name": conditions.names.get(part, part.value)}
        case Term(minus=True):
            return gettext("Without %(words)s") % {"words": _words(part)}
        case Term(alternatives=()) if not part.phrase:
            return ""
    return pgettext("between words that are searched for", " or ").join(map(_words, part.all))


def _words(term: Term) -> str:
    return gettext("“%(phrase)s”") % {"phrase": term.text} if term.phrase else term.text

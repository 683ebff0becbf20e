"""By what the stories found can be narrowed: sections, authors, tags and years, with how many of them each leaves."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, ExtractYear
from django.utils.translation import gettext_lazy

from articles.models import Edition
from articles.search.grammar import Bound, Filter, Query

MOST = 6  # of each kind
LABELS = {
    "section": gettext_lazy("Section"),
    "author": gettext_lazy("Author"),
    "tag": gettext_lazy("Tag"),
    "year": gettext_lazy("Year"),
}


def facets(keys: list[int], query: Query) -> list[dict]:
    """
    In one query: `label` and `choices` (name, count, query) of each kind that narrows what the keys are of; what is
    asked for already is left out.
    """
    sources = {
        "section": (
            Edition.listed_in.through.objects.filter(edition__in=keys),
            "section__name",
            "section__path",
        ),
        "author": (Edition.authors.through.objects.filter(edition__in=keys), "author__name", "author__slug"),
        "tag": (Edition.tags.through.objects.filter(content_object__in=keys), "tag__name", "tag__slug"),
    }
    counted = [
        rows.order_by()
        .values(kind=Value(kind), label=F(name), key=F(slug))
        .annotate(many=Count("pk"))
        .order_by("-many", "label")[:MOST]
        for kind, (rows, name, slug) in sources.items()
    ]
    year = Cast(ExtractYear("first_published_at"), CharField())
    years = Edition.objects.filter(pk__in=keys).order_by().values(kind=Value("year"), label=year, key=year)
    counted.append(years.annotate(many=Count("pk")).order_by("-label")[: 2 * MOST])
    choices: dict[str, list[dict]] = {kind: [] for kind in LABELS}
    for row in counted[0].union(*counted[1:], all=True):
        narrowed = query.plus(*_parts(row["kind"], row["key"]))
        if row["many"] < len(keys) and narrowed != query:
            choices[row["kind"]].append({"name": row["label"], "count": row["many"], "query": str(narrowed)})
    return [{"label": LABELS[kind], "choices": found} for kind, found in choices.items() if found]


def _parts(kind: str, value: str) -> list[Filter | Bound]:
    if kind != "year":
        return [Filter(kind, value)]
    first = date(int(value), 1, 1)
    after = first.replace(year=first.year + 1)
    return [Bound("after", first, value), Bound("before", after, str(after.year))]

"""The live editions about one thing, each once, for its page and its feed alike."""

from __future__ import annotations

import copy
from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, BooleanField, F, Func, OuterRef, Q, QuerySet
from django.utils import timezone
from taggit.models import Tag

from articles.models import Edition, EditionByline, ListedEdition, Part, Series, TaggedEdition
from articles.models.filing import Filing, there_is
from authors.models import Author
from sections.models import Section

Cursor = tuple[datetime, int]  # the moment of first publication and the key of an edition


class List:
    """Those editions for which `where` holds."""

    def __init__(self, where: Q | None = None):
        self.where = where or Q()

    def filter(self, *args, **kwargs) -> Self:
        fewer = copy.copy(self)
        fewer.where = self.where & Q(*args, **kwargs)
        return fewer

    def live(self, at: datetime | None = None):
        """All that are live at the moment `at` (now unless given), for a question about few: each is looked at."""
        return Edition.objects.live(at).filter(self.where)

    def newest(self, most: int, at: datetime | None = None, *, before: Cursor | None = None):
        """So many that are live, the newest first; of those that are older than `before`, where that is given."""
        return self._first(most, at, before, newer=False)

    def next(self, most: int, at: datetime | None = None, *, after: Cursor):
        """So many that are live and newer than `after`, the oldest first."""
        return self._first(most, at, after, newer=True)

    def _first(self, most: int, at: datetime | None, cursor: Cursor | None, *, newer: bool):
        return _in_order(_from(cursor, self.live(at), newer=newer), newer=newer)[:most]


class Filed(List):
    """
    Those that are filed under some things of one kind. For each thing the database walks the index of its filings,
    edition by edition, until it has enough; it is left no other way, for by what it believes to know of the thing it
    may choose a far worse one. So the cost is the same wherever in the archive they lie.
    """

    def __init__(self, filings: type[Filing], things: Collection[int]):
        super().__init__()
        self.filings, self.things = filings, things

    def live(self, at: datetime | None = None):
        filed = {f"{self.filings.THING}__in": self.things, self.filings.EDITION: OuterRef("pk")}
        return super().live(at).filter(there_is(self.filings._default_manager.filter(**filed)))

    def newest_of_each(self, most: int, at: datetime | None = None):
        """The newest so many that are live of each of the things, in no order."""
        return self._of_each(most, at, None, newer=False)

    def _first(self, most: int, at: datetime | None, cursor: Cursor | None, *, newer: bool):
        return _in_order(self._of_each(most, at, cursor, newer=newer), newer=newer)[:most]

    def _of_each(self, most: int, at: datetime | None, cursor: Cursor | None, *, newer: bool):
        at = at or timezone.now()
        edition = f"{self.filings.EDITION}_id"
        rows = self.filings.under(OuterRef("pk"), super().live(at)).filter(first_published_at__lte=at)
        # Under one thing an edition may be filed twice: an author may have two parts in a story.
        rows = _in_order(_from(cursor, rows, edition, newer=newer), edition, newer=newer)
        keys = rows.distinct("first_published_at", edition).values(edition)[:most]
        things = self.filings._meta.get_field(self.filings.THING).related_model._base_manager
        unnested = Func(ArraySubquery(keys), function="unnest", output_field=BigIntegerField())
        found = things.filter(pk__in=self.things).order_by().values(key=unnested)
        return Edition.objects.filter(Among(F("pk"), ArraySubquery(found)))


class Among(Func):
    """Whether the first is in the array: which is looked up first, where IN might be answered from the other end."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()


def _from(cursor: Cursor | None, rows: QuerySet, key: str = "pk", *, newer: bool) -> QuerySet:
    """The rows beyond the cursor; `key` names the key of an edition."""
    if not cursor:
        return rows
    moment, pk = cursor
    way, back = ("gte", "lte") if newer else ("lte", "gte")
    beyond = rows.filter(**{f"first_published_at__{way}": moment})
    return beyond.exclude(first_published_at=moment, **{f"{key}__{back}": pk})


def _in_order(rows: QuerySet, key: str = "pk", *, newer: bool) -> QuerySet:
    sign = "" if newer else "-"
    return rows.order_by(f"{sign}first_published_at", f"{sign}{key}")


def between(start, end) -> List:
    """Those that were first published from one moment until the other."""
    return List(Q(first_published_at__gte=start, first_published_at__lt=end))


def of_section(section: Section) -> Filed:
    """Those of the section and its subsections, and those that are filed there too."""
    return Filed(ListedEdition, section.branch)


def of_author(author: Author) -> Filed:
    return Filed(EditionByline, [author.pk])


def of_tag(tag: Tag) -> Filed:
    return Filed(TaggedEdition, [tag.pk])


def of_series(series: Series) -> List:
    parts = Part.objects.filter(series=series)
    return List(Q(article__in=parts.values("article")))

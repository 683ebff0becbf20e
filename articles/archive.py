"""The archive by years and months: which of them have stories, and the stories of one month."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.utils import timezone
from django.views.generic import TemplateView

from articles.addresses import absolute
from articles.lists import between
from articles.models import Edition
from articles.paging import Page
from media.moments import start_of

# The first story of each period, by an index: of any, the database would believe to meet one soon by reading the whole
# table from its start.
FILLED = """
    SELECT period.number
    FROM unnest(%s::timestamptz[], %s::timestamptz[]) WITH ORDINALITY AS period (start, stop, number)
    CROSS JOIN LATERAL ({first}) AS first_story ORDER BY period.number
"""


def with_stories(starts: list[date]) -> list[date]:
    """
    Of periods, each of which ends where the next begins, those from which a story is live; the last of `starts` is
    only an end. One query, which looks at one story of each period: it costs the same however large the archive is.
    """
    stories = between(RawSQL("period.start", ()), RawSQL("period.stop", ())).live()
    first, told = stories.order_by("first_published_at").values("pk")[:1].query.sql_with_params()
    moments = [start_of(start) for start in starts]
    with connection.cursor() as cursor:
        cursor.execute(FILLED.format(first=first), [moments[:-1], moments[1:], *told])
        return [starts[number - 1] for (number,) in cursor.fetchall()]


def _years() -> list[date]:
    """The years that have stories, the newest first."""
    published = (
        Edition.objects.live().order_by("first_published_at").values_list("first_published_at", flat=True)
    )
    first, last = published.first(), published.last()
    if not first or not last:
        return []
    span = range(timezone.localdate(first).year, timezone.localdate(last).year + 2)
    return with_stories([date(year, 1, 1) for year in span])[::-1]


def _months(year: int) -> list[date]:
    return with_stories([*(date(year, month, 1) for month in range(1, 13)), date(year + 1, 1, 1)])


def _days(month: date, end: date) -> list[date]:
    days = [date.fromordinal(day) for day in range(month.toordinal(), end.toordinal() + 1)]
    return with_stories(days)


class ArchiveView(TemplateView):
    """All years, and the months of the newest one or of `year`."""

    template_name = "articles/archive.html"

    def get_context_data(self, year=""):
        years = _years()
        shown = _month(year, "01") if year else next(iter(years), None)
        if year and shown not in years:
            raise Http404("No story is from that year.")
        return super().get_context_data(
            canonical=absolute(self.request.path),
            years=years,
            year=shown,
            months=_months(shown.year) if shown else [],
            is_one_year=bool(year),
        )


class MonthView(TemplateView):
    """The stories of a month, newest first, and its days."""

    template_name = "articles/archive_month.html"

    def get_context_data(self, year, month):
        start = _month(year, month)
        end = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        page = Page(between(start_of(start), start_of(end)), self.request)
        if not page.editions:
            raise Http404("No story is from that month.")
        return super().get_context_data(month=start, days=_days(start, end), **page.as_context())


def _month(year: str, month: str) -> date:
    try:
        found = date(int(year), int(month), 1)
    except ValueError:
        raise Http404("There is no such month.") from None
    if not 1700 < found.year < 2200:
        raise Http404("There is no such year.")
    return found

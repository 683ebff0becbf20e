"""Which stories readers read most: the one place that knows where the numbers come from."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles.lists import Among, List
from articles.models import Edition, Readings

LAST = timedelta(hours=24)


def most_read(at: datetime, *, among: List | None = None, most: int = 10) -> list[int]:
    """
    The keys of the editions, live at the moment `at`, of the stories that were read most in the day before it, the most
    read first; `among` are editions to choose from (all unless given). Empty where nothing was counted.
    """
    return list(_by_readings(at, most, among).values_list("pk", flat=True))


def most_read_links(at: datetime):
    """
    Six of them, for a page that may be one of these itself: a queryset of `json` (article, path, headlines, language,
    is_retracted).
    """
    names = {
        "article": "article_id",
        "path": "path",
        "headline": "headline",
        "short_headline": "short_headline",
        "language": "language",
        "is_retracted": "is_retracted",
    }
    return _by_readings(at, 6).with_retractions().values(json=JSONObject(**names))


def with_readings(stories):
    """Stories (a queryset) with `times_read`: how often each was read in the day before now; None where nobody did."""
    times = _times(_lately(timezone.now()).filter(article=OuterRef("pk")))
    return stories.annotate(times_read=Subquery(times.values("times")))


def changes_with_the_hour(response):
    """
    Says of a page on which such a list stands when it last changed, for whoever asks by the date. A reading must not
    make every page one that has changed.
    """
    response.changed_at = timezone.now().replace(minute=0, second=0, microsecond=0)
    return response


# Of so many more than are wanted it is looked up whether readers still have them.
SPARE = 100


def _lately(at: datetime):
    return Readings.objects.filter(hour__gt=at - LAST, hour__lte=at, count__gt=0).order_by()


def _times(read):
    """By story, with `times`."""
    return read.values("article").annotate(times=Sum("count"))


def _by_readings(at: datetime, most: int, among: List | None = None):
    read = _lately(at)
    of_story = _times(read.filter(article=OuterRef("article"))).values("times")
    if among:
        found = among.live(at).filter(Among(F("article"), ArraySubquery(read.values("article").distinct())))
    else:
        top = _times(read).order_by("-times").values("article")[: most + SPARE]
        found = Edition.objects.live(at).filter(article__in=top)
    found = found.annotate(times=Subquery(of_story))
    return found.order_by("-times", "-first_published_at", "-pk")[:most]

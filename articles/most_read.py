"""Which stories readers read most: the one place that knows where the numbers come from."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery, Sum

from articles.models import Edition, Readings

LAST = timedelta(hours=24)


def most_read(at: datetime, *, among=None, most: int = 10) -> list[int]:
    """
    The keys of the editions, live at the moment `at`, of the stories that were read most in the day before it, the most
    read first; `among` are editions to choose from (all unless given). Empty where nothing was counted.
    """
    editions = Edition.objects.all() if among is None else among
    of_story = Readings.objects.filter(article=OuterRef("article"), hour__gt=at - LAST, hour__lte=at)
    times = Subquery(of_story.order_by().values("article").annotate(times=Sum("count")).values("times"))
    read = Readings.objects.filter(hour__gt=at - LAST, hour__lte=at).values("article")
    found = editions.live(at).filter(article__in=read).annotate(times=times).filter(times__gt=0)
    return list(found.order_by("-times", "-first_published_at", "-pk").values_list("pk", flat=True)[:most])

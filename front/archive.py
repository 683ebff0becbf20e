"""The front page and the stories of a day as readers had them at some moment, for readers of today."""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext

from articles.models import Edition
from front.layout import Withheld, cards_of, front_page

MOST = 200  # of a day's stories, the newest


def as_it_stood(at: datetime, day_began: datetime) -> dict:
    """
    `zones` of the front page at the moment `at`, and the `stories` published since `day_began` that were live then,
    the newest first. What may not come back keeps its place, and says why: see EditionQuerySet.may_come_back().
    """
    may_come_back = Edition.objects.may_come_back()
    zones = front_page(at, showing=may_come_back)
    of_day = Edition.objects.live(at).filter(first_published_at__gte=day_began, first_published_at__lte=at)
    keys = list(of_day.newest_first().values_list("pk", flat=True)[:MOST])
    cards = {card.pk: card for card in may_come_back.filter(pk__in=keys).for_cards()}
    stories = [cards.get(key) or Withheld(key) for key in keys]
    _say_why([card for card in [*cards_of(zones), *stories] if isinstance(card, Withheld)])
    return {"as_of": at, "zones": zones, "stories": stories}


def _say_why(withheld: list[Withheld]) -> None:
    if not withheld:
        return
    same_story = Edition.objects.filter(article=OuterRef("article"))
    today = same_story.live()
    withdrawn = same_story.filter(withdrawal__isnull=False, number__gte=OuterRef("number")).order_by(
        "-number"
    )
    found = {
        row["pk"]: row
        for row in Edition.objects.filter(pk__in={card.pk for card in withheld})
        .annotate(
            today_path=Subquery(today.values("path")[:1]),
            today_headline=Subquery(today.values("headline")[:1]),
            today_language=Subquery(today.values("language")[:1]),
            notice=Subquery(withdrawn.values("withdrawal__notice")[:1]),
        )
        .values("pk", "today_path", "today_headline", "today_language", "notice")
    }
    for card in withheld:
        row = found[card.pk]
        if row["today_path"]:
            card.why = gettext(
                "The story that stood here has changed since; its words of then are not shown any more. Now:"
            )
            card.path, card.headline = row["today_path"], row["today_headline"]
            card.language = row["today_language"]
        elif row["notice"] is not None:
            card.why = " ".join(
                filter(None, [gettext("The story that stood here was withdrawn since."), row["notice"]])
            )
        else:
            card.why = gettext("The story that stood here is not published any more.")

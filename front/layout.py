"""Which stories stand where on the front page."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from articles.models import Edition
from front.models import Pin
from sections.models import Section

SECONDS = 3
TOPS = 6
LATEST = 10
PER_BLOCK = 5
ABOVE = 1 + SECONDS + TOPS


def front_page(at=None) -> dict:
    """
    The front page as it stands at the moment `at` (now unless given).

    `lead` (a card or None), `seconds` and `tops` (cards): the pinned stories in their places, then the newest, those
    with a picture first. `blocks` (section, editions): the newest of each section that don't stand above. `latest`:
    the newest by time, wherever else they stand.
    """
    live = Edition.objects.live(at)
    pinned = list(dict.fromkeys(Pin.objects.current(at).values_list("article", flat=True)))
    newest = list(live.newest_first().values_list("pk", flat=True)[: ABOVE + LATEST])
    of_section = live.filter(listed_in=OuterRef("pk")).newest_first().values("pk")[: ABOVE + PER_BLOCK]
    sections = list(Section.objects.in_menu().annotate(newest=ArraySubquery(of_section)))
    wanted = {*newest, *(pk for section in sections for pk in section.newest)}
    wanted |= set(live.filter(article__in=pinned).values_list("pk", flat=True)) if pinned else set()
    cards = {card.pk: card for card in Edition.objects.filter(pk__in=wanted).for_cards()}

    of_article = {card.article_id: card for card in cards.values()}
    latest = [cards[pk] for pk in newest]
    places = [of_article[article] for article in pinned if article in of_article]
    rest = [card for card in latest if card not in places]
    places += [card for card in rest if card.lead_image_id] + [
        card for card in rest if not card.lead_image_id
    ]

    shown = set(places[:ABOVE])
    blocks = []
    for section in sections:
        editions = [cards[pk] for pk in section.newest if cards[pk] not in shown][:PER_BLOCK]
        shown.update(editions)
        if editions:
            blocks.append({"section": section, "editions": editions})
    return {
        "lead": places[0] if places else None,
        "seconds": places[1 : 1 + SECONDS],
        "tops": places[1 + SECONDS : ABOVE],
        "latest": latest[:LATEST],
        "blocks": blocks,
        "is_empty": not places,
    }

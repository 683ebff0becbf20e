"""Which stories stand where on the front page."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from articles.models import Edition
from front.models import PLACES, Pin
from sections.models import Section

SECONDS = 3
LATEST = 10
PER_BLOCK = 5


def front_page(at=None) -> dict:
    """
    The front page as it stands at the moment `at` (now unless given).

    `lead` (a card or None), `seconds` and `tops` (cards): the pinned stories at their places, around them the newest,
    those with a picture first. `blocks` (section, editions): the newest of each section that don't stand above.
    `latest`: the newest by time that stand neither in the lead nor beside it.
    """
    live = Edition.objects.live(at)
    pins = list(Pin.objects.current(at).values_list("place", "article"))
    newest = list(live.newest_first().values_list("pk", flat=True)[: PLACES + LATEST])
    of_section = live.filter(listed_in=OuterRef("pk")).newest_first().values("pk")[: PLACES + PER_BLOCK]
    sections = list(Section.objects.in_menu().annotate(newest=ArraySubquery(of_section)))
    wanted = {*newest, *(pk for section in sections for pk in section.newest)}
    if pins:
        pinned = {article for _, article in pins}
        wanted.update(live.filter(article__in=pinned).values_list("pk", flat=True))
    cards = {card.pk: card for card in Edition.objects.filter(pk__in=wanted).for_cards()}

    latest = [cards[pk] for pk in newest]
    places = _places(pins, cards.values(), latest)

    shown = set(places)
    blocks = []
    for section in sections:
        editions = [cards[pk] for pk in section.newest if cards[pk] not in shown][:PER_BLOCK]
        shown.update(editions)
        if editions:
            blocks.append({"section": section, "editions": editions})
    return {
        "lead": places[0] if places else None,
        "seconds": places[1 : 1 + SECONDS],
        "tops": places[1 + SECONDS :],
        "latest": [card for card in latest if card not in places[: 1 + SECONDS]][:LATEST],
        "blocks": blocks,
        "is_empty": not places,
    }


def _places(pins, cards, newest) -> list[Edition]:
    """
    The cards at the first places of the page. A pin (place, story) holds its place unless an earlier one in `pins`
    has it, or its story isn't live; the newest, those with a picture first, fill the others.
    """
    of_story = {card.article_id: card for card in cards}
    held: dict[int, Edition] = {}
    for place, story in pins:
        card = of_story.get(story)
        if card and place not in held and card not in held.values():
            held[place] = card
    free = sorted(
        (card for card in newest if card not in held.values()), key=lambda card: not card.lead_image_id
    )
    filling = iter(free)
    places = (held.get(place) or next(filling, None) for place in range(1, PLACES + 1))
    return [card for card in places if card]

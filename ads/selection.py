"""Which creatives the slots of one page show."""

from __future__ import annotations

import random
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from ads.models import AdSlot, Booking, Creative, SectionLimit

ROUND = 600  # seconds for which a page keeps what it has drawn
Place = Booking.slots.through  # a booking in one of its slots
SCREENS = ("phone", "desktop")


def running_places(at=None):
    """
    All that may be shown at the moment `at` (now unless given), slot by slot, in one query. Each row has
    `booking` with its `creative` (without the third-party code, which only the frame needs), `adslot` and
    `section_ids`.
    """
    limits = SectionLimit.objects.filter(booking=OuterRef("booking")).values("section")
    return (
        Place.objects.filter(booking__in=Booking.objects.running(at))
        .select_related("adslot", "booking__creative")
        .defer("booking__creative__code")
        .annotate(section_ids=ArraySubquery(limits))
        .order_by("pk")
    )


def chance_for(path: str, at: datetime) -> random.Random:
    """
    What the page at that path draws with: for some minutes the same wherever it is made, so that who has the page
    already isn't sent it again for another draw.
    """
    return random.Random(f"{path} {int(at.timestamp()) // ROUND}")  # noqa: S311 - a draw among advertisements, no secret


@dataclass(frozen=True)
class Fill:
    """A creative in a slot; `only` names the screen to which it is confined, or is empty."""

    creative: Creative
    only: str


class Selection:
    """
    The choices for one page, among `places` as `running_places()` gives them (those of now, unless given). Each slot
    draws among what the page has shown least often so far.
    """

    def __init__(self, places: list | None = None, chance: random.Random | None = None):
        self.places = list(running_places()) if places is None else places
        self.chance = chance or random.Random()  # noqa: S311 - a draw among advertisements, not a secret
        self.shown: dict[str, Counter] = {screen: Counter() for screen in SCREENS}

    def fill(self, code: str, section=None) -> tuple[AdSlot | None, list[Fill]]:
        """The slot `code` and what it shows on a page of the section; nothing where nothing is booked."""
        places = [place for place in self.places if place.adslot.code == code and runs_in(place, section)]
        if not places:
            return None, []
        slot = places[0].adslot
        luck = self.chance.random()
        phone = self._pick("phone", [place for place in places if fits(place, slot.phone_sizes)], luck)
        desktop = self._pick("desktop", [place for place in places if fits(place, slot.desktop_sizes)], luck)
        if phone == desktop:
            return slot, [Fill(phone, only="")] if phone else []
        return slot, [
            Fill(creative, only) for creative, only in ((phone, "phone"), (desktop, "desktop")) if creative
        ]

    def _pick(self, screen: str, places, luck: float) -> Creative | None:
        """
        One creative by weight. `luck`, at least 0 and below 1, is the same for both screens, so that they
        agree wherever they have the same choice.
        """
        if not places:
            return None
        shown = self.shown[screen]
        fewest = min(shown[place.booking.creative_id] for place in places)
        places = [place for place in places if shown[place.booking.creative_id] == fewest]
        ends = list(accumulate(place.booking.weight for place in places))
        creative = places[bisect(ends, luck * ends[-1], hi=len(ends) - 1)].booking.creative
        shown[creative.pk] += 1
        return creative


def runs_in(place, section) -> bool:
    """Whether the booking is shown on pages of the section (None: a page of no section, like the front)."""
    if not place.section_ids:
        return True
    return section is not None and not {section.pk, section.parent_id}.isdisjoint(place.section_ids)


def fits(place, sizes) -> bool:
    return place.booking.creative.size in sizes

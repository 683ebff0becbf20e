"""Which stories stand where on the front page and on those of sections, at any moment."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    F,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.text import Truncator

from articles import lists
from articles.models import Edition
from articles.most_read import most_read
from front.models import Pin, Zone
from front.models.layout import Kind, Rule, zones_of
from sections.models import Section

# Zones that prefer pictures look for one among so many of the newest.
WINDOW = 20


@dataclass
class Withheld:
    """In a card's stead: a story that stood there and whose words aren't shown to whoever looks; `why` tells them."""

    pk: int
    why: str = "A story that you may not see yet."
    headline: str = ""
    path: str = ""
    language: str = ""
    withheld = True


@dataclass
class Shown:
    """A zone with the cards that stand in it, in their order, and the list that stands beside it, if any."""

    zone: Zone
    cards: list[Any]
    beside: Shown | None = None

    @property
    def template(self) -> str:
        return f"front/zones/_{'list' if self.zone.design.is_list else self.zone.kind}.html"

    @property
    def element(self) -> str:
        """A section has a heading."""
        return "section" if self.zone.heading else "div"

    @property
    def level(self) -> int:
        """Of the headings of its stories."""
        return 3 if self.zone.heading else 2


@dataclass
class Placed:
    """Which stories stand where: keys of editions, zone by zone; and of those that are pinned, how."""

    keys: list[list[int]]
    pins: dict[int, dict] = field(default_factory=dict)


def front_page(
    at: datetime | None = None,
    *,
    section: Section | None = None,
    zones: list[Zone] | None = None,
    showing=None,
) -> list[Shown]:
    """
    The zones of the front page, or of a section's, as they stand at the moment `at` (now unless given), without those
    in which nothing stands. No story stands twice.

    `zones` stand in for those that hold at that moment. Where `showing` is given, a story that isn't among these
    editions keeps its place, but not its words: its card is Withheld. In a fixed number of queries, however many zones.
    """
    at = at or timezone.now()
    zones = zones_of(section, at) if zones is None else zones
    if not zones:
        return []
    placed = _place(zones, *_found(zones, section, at))
    wanted = {key for keys in placed.keys for key in keys}
    editions = Edition.objects.all() if showing is None else showing
    cards: dict[int, Any] = {card.pk: card for card in editions.filter(pk__in=wanted).for_cards()}
    for key, pin in placed.pins.items():
        if key in cards:
            _dress(cards[key], pin)
    shown = [
        Shown(zone, [cards.get(key) or Withheld(key) for key in keys])
        for zone, keys in zip(zones, placed.keys, strict=True)
        if keys
    ]
    return list(_beside(shown))


def empty_zones(zones: list[Zone], section: Section | None = None, at: datetime | None = None) -> list[int]:
    """
    The positions of those in which nothing stands at the moment `at` (now unless given): those above them have taken
    their stories, or there are none.
    """
    if not zones:
        return []
    placed = _place(zones, *_found(zones, section, at or timezone.now()))
    return [position for position, keys in enumerate(placed.keys) if not keys]


@dataclass(frozen=True)
class Holder:
    """A pin that has its place: the keys of the pin and of its story's edition, and the story's headline."""

    pin: int
    edition: int
    headline: str


Spot = tuple[str, int]  # the key of a zone, and the place in it


@dataclass
class Pinned:
    """
    Which pin has a place, by zone and place; the editions of all whose story is live, by pin; the page of each zone
    and its position there; and what the desk calls it.
    """

    holding: dict[Spot, Holder]
    live: dict[int, int]
    order: dict[str, tuple[int, int]]
    names: dict[str, str]

    def behind(self, pin: Pin) -> str:
        """What keeps a pin that has begun from its place; empty where it has it."""
        spot = pin.zone, pin.place
        holder = self.holding.get(spot)
        if holder and holder.pin == pin.pk:
            return ""
        if pin.pk not in self.live:
            return "its story isn’t live"
        edition = self.live[pin.pk]
        if holder and holder.edition == edition:
            return "a later pin holds its story here"
        before, _ = self.elsewhere(edition, spot)
        if before:
            return f"its story is pinned to {before}, which comes first"
        return f"behind “{Truncator(holder.headline).words(8)}”" if holder else ""

    def elsewhere(self, edition: int, spot: Spot) -> tuple[str, str]:
        """The name of the other place of that page which has the story: as one before it, or as one after it."""
        page, position = self.order.get(spot[0], (None, 0))
        for (zone, place), holder in self.holding.items():
            if holder.edition == edition and self.order[zone][0] == page and (zone, place) != spot:
                name = f"{self.names[zone]} {place}"
                return (name, "") if (self.order[zone][1], place) < (position, spot[1]) else ("", name)
        return "", ""


def pinned(pages: list[list[Zone]], at: datetime | None = None, *, without: Pin | None = None) -> Pinned:
    """Who holds the places of these pages, each given by its zones, at the moment `at` (now unless given)."""
    pins = _pins([zone for zones in pages for zone in zones], at or timezone.now())
    rows = list(pins.exclude(pk=without.pk) if without else pins)
    held = [item for zones in pages for item in _place(zones, _in_order(rows, zones), {}).pins.items()]
    headlines = dict(Edition.objects.filter(pk__in={key for key, _ in held}).values_list("pk", "headline"))
    return Pinned(
        {(pin["zone"], pin["place"]): Holder(pin["pk"], key, headlines[key]) for key, pin in held},
        {row[4]["pk"]: row[1] for row in rows},
        {zone.key: (page, n) for page, zones in enumerate(pages) for n, zone in enumerate(zones)},
        {zone.key: zone.name for zones in pages for zone in zones},
    )


def cards_of(zones: list[Shown]) -> list[Any]:
    """All that stand on the page."""
    return [card for shown in zones for each in (shown, shown.beside) if each for card in each.cards]


def keys_of(zones: list[Shown]) -> list[int]:
    return [card.pk for card in cards_of(zones)]


def shows_most_read(zones: list[Shown]) -> bool:
    return any(each.zone.kind == Kind.MOST_READ for shown in zones for each in (shown, shown.beside) if each)


def _beside(shown: list[Shown]) -> Iterator[Shown]:
    """A list that follows a lead package stands beside it."""
    rest = iter(shown)
    following = next(rest, None)
    while one := following:
        following = next(rest, None)
        if one.zone.kind == Kind.LEAD and following and following.zone.design.is_list:
            one.beside, following = following, next(rest, None)
        yield one


# --- What there is --------------------------------------------------------------------------------------------------


def _source(zone: Zone, section: Section | None) -> lists.List | None:
    """The editions from which a zone is filled, at any time; None where it has no source any more."""
    match zone.rule:
        case Rule.SECTION:
            return lists.of_section(zone.section) if zone.section else None
        case Rule.TAG:
            return lists.of_tag(zone.tag) if zone.tag else None
    return lists.of_section(section) if section else lists.List()


def _question(zone: Zone) -> tuple:
    """Zones with the same question share its answer."""
    return zone.rule, zone.section_id, zone.tag_id, zone.design.needs_picture


PINNED = -1
COLUMNS = ("question", "key", "since", "has_picture", "pin")


def _found(zones: list[Zone], section: Section | None, at: datetime) -> tuple[list[tuple], dict[tuple, list]]:
    """
    The pins in the order in which they come to their place, and for each question (key, has_picture) of what answers
    it, the newest first; enough for the whole page. In one query; one more where a zone shows what is read most.
    """
    enough = sum(zone.count for zone in zones) + WINDOW
    ruled = [zone for zone in zones if zone.kind != Kind.MOST_READ]
    questions = {_question(zone): source for zone in ruled if (source := _source(zone, section)) is not None}
    branches = [_pins(zones, at)]
    for number, (question, source) in enumerate(questions.items()):
        _, _, _, needs_picture = question
        if needs_picture:
            source = source.filter(lead_image__isnull=False)
        branches.append(
            source.newest(enough, at)
            .annotate(
                question=Value(number, IntegerField()),
                key=F("pk"),
                since=F("first_published_at"),
                has_picture=Q(lead_image__isnull=False),
                pin=Value(None, JSONField()),
            )
            .values_list(*COLUMNS)
        )
    rows = list(branches[0].union(*branches[1:], all=True))
    pins = _in_order([row for row in rows if row[0] == PINNED], zones)
    answers: dict[tuple, list] = {question: [] for question in questions}
    for number, question in enumerate(questions):
        answer = [(since, key, has_picture) for asked, key, since, has_picture, _ in rows if asked == number]
        answers[question] = [(key, has_picture) for _, key, has_picture in sorted(answer, reverse=True)]
    if len(ruled) < len(zones):
        among = lists.of_section(section) if section else None
        answers[MOST_READ] = [(key, True) for key in most_read(at, among=among, most=enough)]
    return pins, answers


MOST_READ = ("most read",)


def _pins(zones: list[Zone], at: datetime):
    """The pins of these zones whose story is live."""
    edition = Edition.objects.live(at).filter(article=OuterRef("article")).values("pk")[:1]
    names = ("pk", "zone", "place", "headline", "standfirst", "crop_x", "crop_y", "crop_of")
    return (
        Pin.objects.current(at)
        .order_by()
        .filter(zone__in=[zone.key for zone in zones])
        .annotate(
            question=Value(PINNED, IntegerField()),
            key=Subquery(edition),
            since=F("pinned_from"),
            has_picture=Value(True, BooleanField()),
            pin=JSONObject(**{name: name for name in names}),
        )
        .filter(key__isnull=False)
        .values_list(*COLUMNS)
    )


def _in_order(rows: list[tuple], zones: list[Zone]) -> list[tuple]:
    """What _place() needs of the pins of a page, in the order in which they come to their place."""
    order = {zone.key: number for number, zone in enumerate(zones)}
    pins = [(key, since, pin) for _, key, since, _, pin in rows if pin["zone"] in order]
    pins.sort(key=lambda pin: (-pin[1].timestamp(), -pin[2]["pk"]))
    pins.sort(key=lambda pin: (order[pin[2]["zone"]], pin[2]["place"]))
    return pins


# --- Where it stands ------------------------------------------------------------------------------------------------


def _place(zones: list[Zone], pins: list[tuple], answers: dict[tuple, list]) -> Placed:
    """
    A pin holds its place unless one before it in `pins` has it; the rules fill the others, zone by zone, where a zone
    prefers pictures with stories that have one first.
    """
    by_key = {zone.key: zone for zone in zones}
    held: dict[tuple[str, int], int] = {}
    placed = Placed([])
    for key, _, pin in pins:
        spot = pin["zone"], pin["place"]
        if spot not in held and key not in placed.pins and pin["place"] <= by_key[pin["zone"]].count:
            held[spot] = key
            placed.pins[key] = pin
    taken = set(held.values())
    for zone in zones:
        question = MOST_READ if zone.kind == Kind.MOST_READ else _question(zone)
        free = [one for one in answers.get(question, []) if one[0] not in taken]
        if zone.design.prefers_pictures:
            free = sorted(free[:WINDOW], key=lambda one: not one[1]) + free[WINDOW:]
        filling = iter([key for key, _ in free])
        places = (held.get((zone.key, place)) or next(filling, None) for place in range(1, zone.count + 1))
        keys = [key for key in places if key]
        taken.update(keys)
        placed.keys.append(keys)
    return placed


def _dress(card: Edition, pin: dict) -> None:
    """Gives a card, which is never saved, the words and the crop of its pin."""
    if pin["headline"]:
        card.short_headline = pin["headline"]
    if pin["standfirst"]:
        card.standfirst = pin["standfirst"]
    image = card.lead_image
    if image and pin["crop_x"] is not None and image.content_hash == pin["crop_of"]:
        image = copy.copy(image)
        image.focal_x, image.focal_y = pin["crop_x"], pin["crop_y"]
        card.lead_image = image

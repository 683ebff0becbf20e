"""Looking at a page by its zones."""

from django.utils import timezone

from front.layout import Shown, front_page
from front.models import Layout, Zone


def stories(zones: list[Shown], *kinds: str) -> list[str]:
    """The headlines in the zones of these kinds, in their order; in all, where none is named."""
    return [card.card_headline for card in cards(zones, *kinds)]


def cards(zones: list[Shown], *kinds: str) -> list:
    every = [each for shown in zones for each in (shown, shown.beside) if each]
    return [card for one in every if not kinds or one.zone.kind in kinds for card in one.cards]


def lead(at=None) -> str | None:
    """The headline of the story that leads the front page."""
    return next(iter(stories(front_page(at), "lead")), None)


def lay_out(*zones: dict, at=None, section=None, **fields) -> Layout:
    """A layout with these zones, that holds from the moment `at` (now unless given)."""
    at = at or timezone.now()
    layout = Layout.objects.create(
        section=section,
        number=Layout.objects.of(section).last_number() + 1,
        **{"live_from": at, "made_at": min(at, timezone.now())} | fields,
    )
    for position, zone in enumerate(zones):
        Zone.objects.create(
            **{"layout": layout, "position": position, "key": f"zone-{position}", "count": 3} | zone
        )
    return layout

"""How the front page and those of sections are laid out: each layout is kept, with the moment from which it holds."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from taggit.models import Tag

from sections.models import Section, branch_of

FRONT = "Front page"


class LayoutQuerySet(models.QuerySet):
    def of(self, section: Section | None):
        """Those of a section's page, or of the front page."""
        return self.filter(section=section)

    def kept(self):
        """All but those that were called off before their time."""
        return self.filter(called_off_at=None)

    def begun(self, at=None):
        """Those that hold at the moment `at` (now unless given), or did before; of each page the first holds."""
        begun = self.kept().filter(live_from__lte=at or timezone.now())
        return begun.order_by("-live_from", "-number")

    def to_come(self, at=None):
        return self.kept().filter(live_from__gt=at or timezone.now()).order_by("live_from", "number")

    def with_end(self):
        """Each with `live_until`, when the next of its page begins; where it never held, that is when it would have."""
        later = Q(live_from__gt=OuterRef("live_from"))
        later |= Q(live_from=OuterRef("live_from"), number__gt=OuterRef("number"))
        page_key = Coalesce("section", 0)
        following = (
            Layout.objects.kept()
            .alias(page_key=page_key)
            .filter(later, page_key=OuterRef("page_key"))
            .order_by("live_from", "number")
        )
        return self.alias(page_key=page_key).annotate(live_until=Subquery(following.values("live_from")[:1]))

    def last_number(self) -> int:
        """Of the page that these are of; 0 where it was never laid out."""
        return self.aggregate(last=models.Max("number"))["last"] or 0


class Layout(models.Model):
    """
    The zones of a page, as somebody put them together. It holds from `live_from` until another one begins.

    What readers had is known for good: a layout never changes, triggers hold that. Only one that is still to come can
    be called off. The number counts the layouts of the page: whoever makes the next one names the last that they have
    seen, so that of two who do it at once the second is told.
    """

    section = models.ForeignKey(
        Section,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="layouts",
        help_text="Whose page it is; the front page, if empty.",
    )
    number = models.PositiveIntegerField()
    live_from = models.DateTimeField("holds from")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = LayoutQuerySet.as_manager()

    class Meta:
        default_permissions = ["add", "view"]
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="layout_number_is_used_once"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(section=None), name="layout_number_of_front_is_used_once"
            ),
            models.CheckConstraint(name="layout_changes_no_past", condition=Q(live_from__gte=F("made_at"))),
            models.CheckConstraint(
                name="layout_is_called_off_before_it_begins",
                condition=Q(called_off_at=None) | Q(called_off_at__lt=F("live_from")),
            ),
        ]
        indexes = [models.Index(fields=["live_from"], name="layout_by_start")]

    def __str__(self):
        return f"{self.page}, layout {self.number}"

    @property
    def page(self) -> str:
        return self.section.name if self.section else FRONT


class Kind(models.TextChoices):
    LEAD = "lead", "Lead package"
    TOP = "top", "Top stories"
    LATEST = "latest", "Latest"
    BLOCK = "block", "Section block"
    OPINION = "opinion", "Opinion strip"
    PICTURE = "picture", "Picture story"
    MOST_READ = "most_read", "Most read"


@dataclass(frozen=True)
class Design:
    """What a kind of zone is for, how many stories its design holds, and what it asks of them."""

    what: str
    most: int
    usual: int
    is_list: bool = False  # headlines alone, which stand beside a lead package where they follow it
    prefers_pictures: bool = False
    needs_picture: bool = False
    needs_title: bool = False
    takes_pins: bool = True


DESIGNS: dict[str, Design] = {
    Kind.LEAD: Design("One story as large as it gets, up to three beside it", 4, 4, prefers_pictures=True),
    Kind.TOP: Design("Headlines with small pictures, in columns", 12, 6, prefers_pictures=True),
    Kind.LATEST: Design("Headlines by the clock; beside the lead package if they follow it", 10, 6, is_list=True),
    Kind.BLOCK: Design("One larger story and up to four more", 5, 5, needs_title=True),
    Kind.OPINION: Design("Who writes first, what they say below", 6, 4, needs_title=True),
    Kind.PICTURE: Design("One picture across the page, few words", 1, 1, needs_picture=True),
    Kind.MOST_READ: Design(
        "What readers read most in a day; nothing where nothing was counted", 10, 5, is_list=True, takes_pins=False
    ),
}  # fmt: skip
MOST_STORIES = max(design.most for design in DESIGNS.values())
MOST_ZONES = 24
HEADINGS = {Kind.LATEST: gettext_lazy("Latest"), Kind.MOST_READ: gettext_lazy("Most read")}


class Rule(models.TextChoices):
    NEWEST = "newest", "the newest"
    SECTION = "section", "the newest of a section"
    TAG = "tag", "the newest with a tag"


is_a_key = RegexValidator(r"^[-a-z0-9]{1,40}$")


def new_key() -> str:
    return secrets.token_hex(5)


class Zone(models.Model):
    """
    A part of a page: `count` stories in the design of a `kind`, found by a rule where no pin holds a place.

    The key is carried from layout to layout, so that pins stay with their zone wherever it moves.
    """

    Kind, Rule = Kind, Rule

    layout = models.ForeignKey(Layout, on_delete=models.CASCADE, related_name="zones")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, default=new_key, validators=[is_a_key])
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=20, choices=Rule, default=Rule.NEWEST)
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    count = models.PositiveSmallIntegerField("stories", validators=[MinValueValidator(1)])

    class Meta:
        default_permissions: list[str] = []
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["layout", "key"], name="zone_key_is_used_once"),
            models.CheckConstraint(name="zone_holds_a_story", condition=Q(count__gte=1)),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """What the desk calls it."""
        return self.heading or self.get_kind_display()

    @property
    def heading(self) -> str:
        """What stands above it for readers, if anything does."""
        if self.title:
            return self.title
        if self.kind in HEADINGS:
            return str(HEADINGS[Kind(self.kind)])
        if self.design.needs_title:
            return self.source.name if self.source else ""
        return ""

    @property
    def source(self) -> Section | Tag | None:
        """The section or tag whose stories it shows."""
        match self.rule:
            case Rule.SECTION:
                return self.section
            case Rule.TAG:
                return self.tag
        return None

    @property
    def source_url(self) -> str:
        """Of the page where there is more of it; a tag's has an address of its own once a story has it."""
        match self.source:
            case Section() as section:
                return section.get_absolute_url()
            case Tag() as tag:
                return reverse("tag", args=[tag.slug])
        return ""

    @property
    def design(self) -> Design:
        return DESIGNS[self.kind]


LEAD, LATEST, TOP = "lead", "latest", "top"  # keys in the layout of a front page that nobody has laid out yet


def usual_zones() -> list[Zone]:
    """The zones of a front page that nobody has laid out yet, not saved: they follow the menu."""
    zones = [
        Zone(key=LEAD, kind=Kind.LEAD, count=4),
        Zone(key=LATEST, kind=Kind.LATEST, count=6),
        Zone(key=TOP, kind=Kind.TOP, count=6),
        *(
            Zone(key=f"section-{section.pk}", kind=Kind.BLOCK, rule=Rule.SECTION, section=section, count=5)
            for section in Section.objects.in_menu().with_branch()[: MOST_ZONES - 3]
        ),
    ]
    for position, zone in enumerate(zones):
        zone.position = position
    return zones


def zones_of(section: Section | None, at=None) -> list[Zone]:
    """The zones of a section's page, or of the front page, at the moment `at` (now unless given)."""
    layout = Layout.objects.of(section).begun(at).values("pk")[:1]
    zones = list(
        Zone.objects.filter(layout=layout)
        .select_related("section", "tag")
        .annotate(branch=branch_of("section"))
    )
    for zone in zones:
        if zone.section:
            zone.section.branch = zone.branch
    return [*zones] or ([] if section else usual_zones())


def zones_to_pin(among: Collection[int] = ()) -> list[tuple[str, list[Zone]]]:
    """
    For each page that has zones, its name and all zones that it has now or in a layout to come, each once; where there
    are any `among`, only for the pages of sections with these keys and of their subsections.
    """
    now = timezone.now()
    holding = Layout.objects.begun(now).filter(section=OuterRef("section")).values("pk")[:1]
    front = Layout.objects.of(None).begun(now).values("pk")[:1]
    in_use = (
        Q(pk__in=Layout.objects.to_come(now).order_by().values("pk")) | Q(pk=Subquery(holding)) | Q(pk=front)
    )
    zones = Zone.objects.filter(layout__in=Layout.objects.filter(in_use).values("pk")).select_related(
        "layout__section", "section", "tag"
    )
    pages: dict[str, dict[str, Zone]] = {}
    for zone in zones.order_by(F("layout__section").asc(nulls_first=True), "layout__live_from", "position"):
        section = zone.layout.section
        if among and not (section and {section.pk, section.parent_id} & {*among}):
            continue
        pages.setdefault(zone.layout.page, {}).setdefault(zone.key, zone)
    if not among and not Layout.objects.of(None).begun(now).exists():
        usual = {zone.key: zone for zone in usual_zones()}
        pages = {FRONT: usual | pages.pop(FRONT, {}), **pages}
    return [(page, list(zones.values())) for page, zones in pages.items()]

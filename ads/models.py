"""Advertising: where an advertisement may stand, what it shows, and when."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Min, Q
from django.utils import timezone

from ads.sizes import Size, measures
from sections.models import Section


class AdSlot(models.Model):
    """
    A place in the layout. It takes creatives of the sizes listed for a breakpoint; what it shows reserves its
    own height there, so that nothing moves when the picture comes in.
    """

    code = models.SlugField(
        max_length=40, unique=True, help_text="What the template calls it, e.g. article-mid."
    )
    placement = models.CharField(max_length=120, help_text="Where it stands, for those who book it.")
    label = models.CharField(max_length=40, default="Advertisement", help_text="What readers see above it.")
    phone_sizes = ArrayField(
        models.CharField(max_length=10, choices=Size),
        default=list,
        blank=True,
        verbose_name="sizes on phones",
        help_text="None: the slot stays away from narrow screens.",
    )
    desktop_sizes = ArrayField(
        models.CharField(max_length=10, choices=Size),
        default=list,
        blank=True,
        verbose_name="sizes on desktops",
        help_text="None: the slot stays away from wide screens.",
    )

    class Meta:
        verbose_name = "slot"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="slot_takes_a_size",
                condition=~Q(phone_sizes=[]) | ~Q(desktop_sizes=[]),
                violation_error_message="Choose at least one size, for phones or for desktops.",
            ),
            models.CheckConstraint(
                name="slot_takes_known_sizes",
                condition=Q(phone_sizes__contained_by=Size.values, desktop_sizes__contained_by=Size.values),
            ),
            models.CheckConstraint(name="slot_is_labelled", condition=~Q(label="")),
        ]

    def __str__(self):
        return f"{self.placement} ({self.code})"

    def clean(self):
        if self.pk and (self.phone_sizes or self.desktop_sizes):
            for booking in self.bookings.not_ended().select_related("creative"):
                check_fit(booking.creative, [self])

    @property
    def sizes(self) -> list[str]:
        """All that it takes anywhere, smallest first."""
        return [size for size in Size.values if size in {*self.phone_sizes, *self.desktop_sizes}]


def check_fit(creative: Creative, slots) -> None:
    """Raises ValidationError with a sentence for each of the slots that the creative doesn't fit."""
    misfits = [slot for slot in slots if creative.size not in slot.sizes]
    if misfits:
        raise ValidationError(
            [
                f"“{creative.name}” is {measures([creative.size])}, but the slot “{slot}” takes "
                f"{measures(slot.sizes)}. Choose another slot, or a creative of a size that it takes."
                for slot in misfits
            ]
        )


def artwork_path(creative: Creative, filename: str) -> str:
    """A new address for every upload, so that it may be cached for ever; without the uploader's words."""
    return f"slot/{uuid.uuid4().hex}{Path(filename).suffix.lower()}"


class CreativeQuerySet(models.QuerySet):
    def running(self, at=None):
        """The creatives with a booking that runs at the moment `at` (now unless given)."""
        return self.filter(models.Exists(Booking.objects.running(at).filter(creative=models.OuterRef("pk"))))


class Creative(models.Model):
    """What is shown: a picture with a link, or third-party code in a frame where it can touch nothing."""

    class Kind(models.TextChoices):
        PICTURE = "picture", "Picture with a link"
        CODE = "code", "Third-party code"

    name = models.CharField(max_length=120, help_text="For the desk, e.g. “Blue Pennant Line, summer, tall”.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PICTURE)
    size = models.CharField(max_length=10, choices=Size)

    artwork = models.FileField(
        upload_to=artwork_path,
        blank=True,
        help_text="A still picture, exactly as large as the size says, or two or three times that for sharp "
        "screens.",
    )
    link = models.CharField(
        max_length=1000,
        blank=True,
        validators=[
            URLValidator(
                schemes=["https"], message="The link must be a full address that begins with https://."
            )
        ],
        help_text="Where a click leads. It must begin with https://.",
    )
    alt_text = models.CharField(
        "alt text",
        max_length=300,
        blank=True,
        help_text="The words of the picture, for those who don't see it.",
    )
    code = models.TextField(
        "third-party code",
        blank=True,
        help_text="As the advertiser sent it. It runs in a closed frame: it can read neither the page nor "
        "our cookies.",
    )

    objects = CreativeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="creative_is_of_a_known_kind", condition=Q(kind__in=["picture", "code"])
            ),
            models.CheckConstraint(name="creative_has_a_known_size", condition=Q(size__in=Size.values)),
            models.CheckConstraint(
                name="creative_link_is_https", condition=Q(link="") | Q(link__startswith="https://")
            ),
            models.CheckConstraint(
                name="creative_picture_is_complete",
                condition=~Q(kind="picture") | ~(Q(artwork="") | Q(link="") | Q(alt_text="")),
                violation_error_message="A picture with a link needs its artwork, its link and its alt text.",
            ),
            models.CheckConstraint(
                name="creative_code_is_there",
                condition=~Q(kind="code") | ~Q(code=""),
                violation_error_message="Third-party code is missing.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({measures([self.size])})" if self.size else self.name

    def clean(self):
        needed = {
            self.Kind.PICTURE: {
                "artwork": "Add the picture, or choose “Third-party code” as the kind.",
                "link": "Say where a click leads, beginning with https://.",
                "alt_text": "Give the words of the picture, for readers who don't see it.",
            },
            self.Kind.CODE: {
                "code": "Paste the advertiser's code, or choose “Picture with a link” as the kind."
            },
        }.get(self.kind, {})
        missing = {field: sentence for field, sentence in needed.items() if not getattr(self, field)}
        if missing:
            raise ValidationError(missing)
        if self.pk and self.size:
            check_fit(self, AdSlot.objects.filter(bookings__in=self.bookings.not_ended()).distinct())

    @property
    def width(self) -> int:
        return Size(self.size).width

    @property
    def height(self) -> int:
        return Size(self.size).height


class BookingQuerySet(models.QuerySet):
    def running(self, at=None):
        """The bookings that slots may show at the moment `at` (now unless given)."""
        return self.not_ended(at).filter(booked_from__lte=at or timezone.now())

    def coming(self, at=None):
        return self.filter(booked_from__gt=at or timezone.now())

    def ended(self, at=None):
        return self.filter(booked_until__lte=at or timezone.now())

    def not_ended(self, at=None):
        return self.filter(Q(booked_until=None) | Q(booked_until__gt=at or timezone.now()))

    def next_change(self, at=None):
        """The first moment after `at` (now unless given) at which a booking begins or ends, or None."""
        at = at or timezone.now()
        moments = self.aggregate(
            begin=Min("booked_from", filter=Q(booked_from__gt=at)),
            end=Min("booked_until", filter=Q(booked_until__gt=at)),
        )
        return min((moment for moment in moments.values() if moment), default=None)


class Booking(models.Model):
    """
    A creative in one or more slots from `booked_from` until just before `booked_until` (for good, where that
    is null), everywhere or only in some sections.
    """

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        COMING = "coming", "Coming"
        ENDED = "ended", "Ended"

    creative = models.ForeignKey(Creative, on_delete=models.PROTECT, related_name="bookings")
    slots = models.ManyToManyField(AdSlot, related_name="bookings")
    booked_from = models.DateTimeField("from", default=timezone.now)
    booked_until = models.DateTimeField(
        "until", null=True, blank=True, help_text="Empty: until further notice."
    )
    sections = models.ManyToManyField(Section, through="ads.SectionLimit", related_name="+")
    weight = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="A booking of weight 3 is shown three times as often as one of weight 1 in the same slot.",
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["-booked_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="booking_ends_after_it_begins",
                condition=Q(booked_until=None) | Q(booked_until__gt=F("booked_from")),
            ),
            models.CheckConstraint(name="booking_has_a_weight", condition=Q(weight__gte=1, weight__lte=100)),
        ]
        indexes = [models.Index(fields=["booked_until", "booked_from"], name="booking_by_time")]

    def __str__(self):
        return f"{self.creative.name} from {timezone.localtime(self.booked_from):%-d %B %Y, %H:%M}"

    def clean(self):
        if self.booked_from and self.booked_until and self.booked_until <= self.booked_from:
            raise ValidationError(
                {"booked_until": "It would end before it begins. Choose a later end, or leave the end empty."}
            )

    def state(self, at=None) -> State:
        at = at or timezone.now()
        if self.booked_from > at:
            return self.State.COMING
        return self.State.ENDED if self.booked_until and self.booked_until <= at else self.State.RUNNING


class SectionLimit(models.Model):
    """
    A section, with its subsections, to which a booking is limited. It holds on to the section: were that
    deleted, the last limit would go with it and the booking would run everywhere.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="limits")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "section limit"
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "section"],
                name="booking_is_limited_to_a_section_once",
                violation_error_message="This section is already in the list.",
            ),
        ]

    def __str__(self):
        return str(self.section)

"""Stories that editors hold at a place of a page."""

from __future__ import annotations

import copy

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Article
from front.models.layout import LEAD, MOST_STORIES
from media.models import Image

PER_CENT = [MinValueValidator(0), MaxValueValidator(100)]


class PinQuerySet(models.QuerySet):
    def current(self, at=None):
        """The pins that hold at the moment `at` (now unless given), in the order of their places."""
        at = at or timezone.now()
        return (
            self.filter(pinned_from__lte=at)
            .filter(Q(pinned_until=None) | Q(pinned_until__gt=at))
            .order_by("place", "-pinned_from", "-pk")
        )


class Pin(models.Model):
    """
    A story held at a place of a zone, in words and with a crop of its own if it has any; where two hold the same
    place, the later one has it.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pins", verbose_name="story")
    zone = models.CharField(max_length=40, default=LEAD, help_text="The key of the zone.")
    place = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_STORIES)],
        help_text="1 is the first place of the zone.",
    )
    pinned_from = models.DateTimeField("from", default=timezone.now)
    pinned_until = models.DateTimeField(
        "until", null=True, blank=True, help_text="Until it is taken down, if empty."
    )

    headline = models.CharField(
        "headline here", max_length=300, blank=True, help_text="The story's own, if empty."
    )
    standfirst = models.TextField(
        "standfirst here", max_length=600, blank=True, help_text="The story's own, if empty."
    )
    crop_x = models.PositiveSmallIntegerField(
        "crop around, from the left",
        null=True,
        blank=True,
        validators=PER_CENT,
        help_text="In per cent. As the library has the picture, if empty.",
    )
    crop_y = models.PositiveSmallIntegerField(
        "crop around, from the top", null=True, blank=True, validators=PER_CENT, help_text="In per cent."
    )
    crop_of = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="The content hash of the picture that the crop was made of: of another it would cut elsewhere.",
    )

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = "pinned story"
        verbose_name_plural = "pinned stories"
        ordering = ["zone", "place", "-pinned_from"]
        constraints = [
            models.CheckConstraint(name="pin_place_counts_from_one", condition=Q(place__gte=1)),
            models.CheckConstraint(
                name="pin_stops_after_it_starts",
                condition=Q(pinned_until=None) | Q(pinned_until__gt=F("pinned_from")),
                violation_error_message="The pin would end before it begins. Choose a later end, or none.",
            ),
            models.CheckConstraint(
                name="pin_crops_around_a_point",
                condition=Q(crop_x=None, crop_y=None)
                | Q(crop_x__isnull=False, crop_y__isnull=False, crop_x__lte=100, crop_y__lte=100),
                violation_error_message="A crop needs both numbers, from 0 to 100, or neither.",
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.article}"

    def crop(self, image: Image, across: int, down: int) -> None:
        """
        Has its card show the picture cropped around a point (in per cent), and makes the crop. Raises OSError where it
        can't be stored.
        """
        cropped = copy.copy(image)
        cropped.focal_x, cropped.focal_y = across, down
        cropped.make_renditions()
        self.crop_x, self.crop_y, self.crop_of = across, down, image.content_hash

    def take_down(self) -> None:
        """Ends it now. What stood there until now stays known; one that has not begun is deleted."""
        now = timezone.now()
        if self.pinned_from >= now:
            self.delete()
        elif self.pinned_until is None or self.pinned_until > now:
            self.pinned_until = now
            self.save(update_fields=["pinned_until"])

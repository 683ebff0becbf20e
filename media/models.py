"""The picture library."""

from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from media import renditions


def originals():
    return storages["originals"]


def original_name(image: Image, filename: str) -> str:
    """By content: what the file was called where it came from plays no part on our disk."""
    return f"{image.content_hash[:2]}/{image.content_hash}{PurePath(filename).suffix}"


class ImageQuerySet(models.QuerySet):
    def usable(self, on=None):
        """The pictures whose licence still runs on the day `on` (today in the publication's zone unless given)."""
        on = on or timezone.localdate()
        return self.filter(Q(usage_until=None) | Q(usage_until__gte=on))


class Image(models.Model):
    """
    A picture as it was uploaded, with what the press needs to know about it.

    The original is never served: readers get renditions, whose addresses contain `content_hash`, so that they
    may be cached for ever. `width` and `height` are in pixels, of the upright picture.
    """

    file = models.FileField("picture", storage=originals, upload_to=original_name, max_length=255)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    content_hash = models.CharField("SHA-256 of the file", max_length=64, unique=True, editable=False)
    sizes_made = models.PositiveSmallIntegerField(
        default=renditions.ALL_SIZES,
        editable=False,
        help_text="Which of the sizes in media.renditions.SHAPES it has; fewer than all where it is older than some.",
    )

    alt_text = models.CharField(
        "alt text",
        max_length=500,
        blank=True,
        help_text="What the picture shows, for those who don't see it. One sentence, without “picture of”.",
    )
    decorative = models.BooleanField(
        "purely decorative",
        default=False,
        help_text="It says nothing that the text doesn't: screen readers skip it.",
    )
    caption = models.TextField(blank=True, help_text="Stands under the picture unless a story gives its own.")
    credit = models.CharField(
        max_length=255, blank=True, help_text="As printed, e.g. “Ada Reyes/The Halyard”."
    )
    copyright_notice = models.CharField(max_length=500, blank=True)
    usage_terms = models.TextField(blank=True)
    usage_until = models.DateField(
        "usable until", null=True, blank=True, help_text="The last day on which the licence lets us show it."
    )

    focal_x = models.PositiveSmallIntegerField(
        "focal point, from the left",
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="In per cent. Click in the picture on what crops must keep.",
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point, from the top",
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="In per cent.",
    )

    taken_at = models.DateTimeField("taken", null=True, blank=True)
    iptc = models.JSONField(
        "metadata read on upload",
        default=dict,
        blank=True,
        editable=False,
        help_text="As media.metadata.read() gives it, and `filename`.",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_images",
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = "picture"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="image_is_described_or_decorative",
                condition=Q(decorative=True) | ~Q(alt_text=""),
                violation_error_message="Describe the picture in its alt text, or mark it as purely decorative.",
            ),
            models.CheckConstraint(name="image_has_a_size", condition=Q(width__gt=0, height__gt=0)),
            models.CheckConstraint(
                name="image_focal_point_is_inside", condition=Q(focal_x__lte=100, focal_y__lte=100)
            ),
        ]

    def __str__(self):
        return self.caption[:80] or self.alt_text[:80] or f"Picture {self.pk}"

    @property
    def alt(self) -> str:
        """The value of the `alt` attribute: empty for a decorative picture."""
        return "" if self.decorative else self.alt_text

    def make_renditions(self) -> int:
        """Makes what readers need of it, as far as it is missing; see media.renditions.make()."""
        made = renditions.make(self)
        if self.sizes_made != renditions.ALL_SIZES:
            self.sizes_made = renditions.ALL_SIZES
            self.save(update_fields=["sizes_made"])
        return made

    def remove_files(self) -> None:
        """Takes the original and the renditions of a deleted picture off the disk."""
        renditions.remove(self)
        self.file.storage.delete(self.file.name)

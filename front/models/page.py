"""What the publication says of itself, such as who makes it and how to reach it: pages of its own."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from articles.body import BodyField
from sections.models import RESERVED, RESERVED_SLUGS, Section

# Reserved so that no section takes them; they are the addresses of pages.
OWN_SLUGS = {"about", "contact", "privacy"}


not_a_number = RegexValidator(
    r"^\d+$", "An address can't be a number: those belong to the archive.", inverse_match=True
)


class Purpose(models.TextChoices):
    """What a page is to machines, and the order in which the footer names them where nobody has made a menu."""

    ABOUT = "about", "About the publication"
    CONTACT = "contact", "How to reach it"
    PRINCIPLES = "principles", "How the newsroom works"
    ETHICS = "ethics", "The code of ethics"
    CORRECTIONS = "corrections", "How errors are put right"
    OTHER = "", "Nothing of these"
    SECURITY = "security", "How to report a security hole"
    PRIVACY = "privacy", "What is kept of readers"
    IMPRINT = "imprint", "The imprint"


class PageQuerySet(models.QuerySet):
    def live(self):
        return self.exclude(live=None)

    def as_json(self):
        """Of those that are live what names them and leads there; nothing that readers don't have."""
        named = JSONObject(title="live__title", slug="slug", purpose="purpose")
        return self.live().order_by("live__title", "pk").values(json=named)


class Page(models.Model):
    """
    A page as it is being written. Readers get `live`, the version that somebody put live, until another is.

    Every save leaves a PageVersion; `version` is the number of the last.
    """

    title = models.CharField(max_length=120)
    slug = models.SlugField(
        max_length=80,
        unique=True,
        allow_unicode=True,
        validators=[not_a_number],
        error_messages={"unique": "Another page already has this address. Choose another."},
        help_text="The page's address: /this/. When a live page gets another, the old one leads there, at once.",
    )
    purpose = models.CharField(
        max_length=20,
        choices=Purpose,
        blank=True,
        help_text="So that machines know it: search engines, and who finds a security hole. One page for each.",
    )
    summary = models.CharField(
        max_length=200, blank=True, help_text="One sentence under the title, and for search engines."
    )
    body = BodyField(blank=True)

    version = models.PositiveIntegerField(default=0, editable=False)
    live = models.OneToOneField(
        "front.PageVersion",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="live_on",
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"],
                name="page_purpose_is_used_once",
                condition=~Q(purpose=""),
                violation_error_message="Another page is that already. Choose “Nothing of these”, or change that one.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug])

    def clean(self):
        self.slug = self.slug.lower()
        if self.slug in {*RESERVED_SLUGS} - OWN_SLUGS:
            raise ValidationError({"slug": RESERVED})
        if section := Section.objects.filter(path=self.slug).first():
            raise ValidationError(
                {"slug": f"The section “{section}” has the address /{self.slug}/. Choose another."}
            )

    def content(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in WRITTEN}

    @property
    def is_live(self) -> bool:
        return self.live_id is not None

    @property
    def has_changes(self) -> bool:
        """Whether there are words that readers don't have."""
        return self.live is None or any(
            getattr(self.live, name) != value for name, value in self.content().items()
        )


WRITTEN = ("title", "summary", "body")


class PageVersion(models.Model):
    """A page as it was saved: its words never change, a trigger holds that. Readers have the one that is `live_on`."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)

    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    saved_by_name = models.CharField(max_length=460, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-number"]
        default_permissions: list[str] = []
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_version_number_is_used_once"),
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"

"""Two things that are often one person: who signs in (User) and who gets a byline (Author)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from authors.activity import Activity
from media.models import Image
from redirects.models import Moving

__all__ = ["Activity", "Author", "AuthorLink", "User"]


class User(AbstractUser):
    """Who signs in to the admin. What someone may do follows from the groups; `sections` narrows it."""

    sections = models.ManyToManyField(
        "sections.Section",
        blank=True,
        related_name="+",
        help_text="Works only on stories of these sections and their subsections. None: of all.",
    )
    # What this person gets mail about; see articles/notices.py.
    mail_mentions = models.BooleanField("when a note mentions me", default=True)
    mail_notes = models.BooleanField(
        "when somebody writes a note on a story of mine, or answers where I have written", default=True
    )
    mail_assignments = models.BooleanField("when a story is assigned to me", default=True)
    mail_handovers = models.BooleanField(
        "when a story of mine is sent back, marked as ready or, if I have assigned it, handed in",
        default=True,
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "staff account"
        verbose_name_plural = "staff accounts"

    def __str__(self):
        return self.get_full_name() or self.username

    @cached_property
    def limited_to(self) -> list[int]:
        """The keys of the sections that this person's work is limited to; empty where there is no limit."""
        return list(self.sections.values_list("pk", flat=True))


class FailedSignInQuerySet(models.QuerySet):
    MOST, WITHIN = 10, timedelta(minutes=15)

    def hold_up(self, who: str) -> bool:
        """Whether the last failures came so close together, and so lately, that there is a pause now."""
        now = timezone.now()
        recent = self.filter(who=who, at__gt=now - 2 * self.WITHIN).order_by("-at")
        moments = list(recent.values_list("at", flat=True)[: self.MOST])
        return (
            len(moments) == self.MOST
            and moments[0] - moments[self.MOST - 1] < self.WITHIN
            and now < moments[0] + self.WITHIN
        )

    def note(self, who: str) -> None:
        """Another failure, in place of those that matter no more."""
        self.filter(at__lt=timezone.now() - 2 * self.WITHIN).delete()
        self.create(who=who)


class FailedSignIn(models.Model):
    """That somebody failed to sign in: `who` is a hash of the name, and of the address from which it was tried."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    objects = FailedSignInQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="failed_sign_in_by_who")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"


class AuthorQuerySet(models.QuerySet):
    def with_links(self):
        """With `link_list`, the author's links as dicts of `label` and `url`, in the same query."""
        links = AuthorLink.objects.filter(author=OuterRef("pk")).order_by("position", "pk")
        return self.annotate(link_list=ArraySubquery(links.values(json=JSONObject(label="label", url="url"))))


class Author(Moving):
    """Who gets a byline: on staff, freelance or an agency, with an account here or without."""

    class Kind(models.TextChoices):
        """As schema.org calls them, which search engines are told."""

        PERSON = "Person", "A person"
        ORGANIZATION = "Organization", "An agency, or the newsroom itself"

    kind = models.CharField("is", max_length=12, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=120)
    slug = models.SlugField(
        max_length=120,
        unique=True,
        allow_unicode=True,
        help_text="The address of the author's page. Made from the name, if empty.",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name="staff account",
        help_text="If this author signs in here.",
    )
    role = models.CharField(max_length=120, blank=True, help_text="E.g. “Breaking News Editor”.")
    short_bio = models.TextField(
        "short bio", blank=True, max_length=600, help_text="One or two sentences, at the end of a story."
    )
    bio = models.TextField(
        "long bio", blank=True, help_text="For the “Written by” box and the author's page."
    )
    photo = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="portrayed_authors"
    )
    email = models.EmailField(blank=True)
    email_is_public = models.BooleanField("show the address to readers", default=False)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])

    @property
    def public_email(self) -> str:
        return self.email if self.email_is_public else ""


class AuthorLink(models.Model):
    """Where else to find an author."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=40, help_text="E.g. “Mastodon” or “Website”.")
    url = models.URLField("address", max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "link"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label

"""An address under which somebody without an account sees a story that is not published."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles.addresses import absolute
from articles.models.article import Article

LASTS = timedelta(days=7)  # unless another end is chosen
LONGEST = timedelta(days=90)


def new_key() -> str:
    """192 random bits: an address that can't be guessed."""
    return secrets.token_urlsafe(24)


def in_a_week():
    return timezone.now() + LASTS


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at=None):
        """Those that lead to their story at the moment `at` (now unless given)."""
        return self.filter(revoked_at=None, ends_at__gt=at or timezone.now())


class PreviewLink(models.Model):
    """Shows the working copy as it was last saved, until it ends or is revoked."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    label = models.CharField(
        "for whom", max_length=120, help_text="E.g. “Ms Ortega's lawyer”. Only the desk sees it."
    )
    ends_at = models.DateTimeField("works until", default=in_a_week)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    opened = models.PositiveIntegerField("times opened", default=0, editable=False)
    opened_at = models.DateTimeField("last opened", null=True, editable=False)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="preview_link_is_for_somebody", condition=~models.Q(label="")),
        ]

    def __str__(self):
        return f"{self.article}, for {self.label}"

    @property
    def url(self) -> str:
        """The whole address, to be sent to whoever it is for."""
        return absolute(reverse("shared-preview", args=[self.key]))

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.ends_at > timezone.now()

    def count_opening(self) -> None:
        type(self).objects.filter(pk=self.pk).update(opened=F("opened") + 1, opened_at=timezone.now())

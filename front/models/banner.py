"""The line above every page when something has just happened."""

from __future__ import annotations

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from articles.models import Article, Edition


class BannerQuerySet(models.QuerySet):
    def current(self, at=None):
        """Those that stand at the moment `at` (now unless given), the latest first: that one is shown."""
        at = at or timezone.now()
        standing = self.filter(banner_from__lte=at, banner_until__gt=at)
        return standing.order_by("-banner_from", "-pk")

    def as_json(self, at=None):
        """As dicts of `text`, `until` (ISO 8601), and `path`: the address of its story, or "" while readers lack it."""
        live = Edition.objects.live(at).filter(article=OuterRef("article"))
        path = Coalesce(Subquery(live.values("path")[:1]), Value(""))
        return self.values(json=JSONObject(text="text", until="banner_until", path=path))


class Banner(models.Model):
    """A line above every page from a moment until another: there is none without an end."""

    text = models.CharField(max_length=160, help_text="One sentence: what has happened.")
    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="banners",
        verbose_name="story",
        help_text="Where it leads to, as soon as readers have it.",
    )
    banner_from = models.DateTimeField("from", default=timezone.now)
    banner_until = models.DateTimeField("until", help_text="At this moment it is gone, everywhere.")

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = "breaking banner"
        ordering = ["-banner_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="banner_stops_after_it_starts",
                condition=Q(banner_until__gt=F("banner_from")),
                violation_error_message="The banner would end before it begins. Choose a later end.",
            ),
        ]
        indexes = [models.Index(fields=["banner_until"], name="banner_by_end")]

    def __str__(self):
        return self.text

"""Stories that are told in several parts."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from articles.models.article import Article
from redirects.models import Moving

MOST_PARTS = 200


class Series(Moving):
    """
    Stories in an order that editors choose. What is said of it, which stories belong to it and in which order, holds
    for readers at once, like the names of sections and tags; of its parts they see those that are live.
    """

    title = models.CharField(max_length=120)
    slug = models.SlugField(
        max_length=120,
        unique=True,
        allow_unicode=True,
        help_text="Its address is /series/…/. Where it changes, links to the old one lead to the new one.",
    )
    standfirst = models.TextField(
        max_length=600, blank=True, help_text="What it is about, in a sentence or two. Stands on its page."
    )
    planned = models.PositiveSmallIntegerField(
        "parts planned",
        null=True,
        blank=True,
        help_text="For “Part 2 of 5” from the first day on. Each part then has the number of its place below, whatever "
        "is live. If empty, only the parts that readers have are counted.",
    )

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "series"

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("series", args=[self.slug])

    @transaction.atomic
    def put(self, stories: list[int]) -> None:
        """Makes these, by their keys, its parts in this order."""
        self.parts.exclude(article__in=stories).delete()
        for position, pk in enumerate(stories):
            Part.objects.update_or_create(series=self, article_id=pk, defaults={"position": position})


class PartQuerySet(models.QuerySet):
    def as_json(self, live):
        """In their order, as `articles.series.told()` reads them; `live` are the editions that readers see."""
        told = ("headline", "short_headline", "path", "language", "is_retracted")
        edition = live.filter(article=OuterRef("article")).with_retractions()
        edition = edition.values(json=JSONObject(**{name: name for name in told}))
        return self.order_by("position", "pk").values(
            json=JSONObject(story="article_id", edition=Subquery(edition[:1]))
        )


class Part(models.Model):
    """A story's place in the one series that it belongs to."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="parts")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.article} in {self.series}"

"""How often stories were read, hour by hour; of whom nothing is known."""

from __future__ import annotations

from django.db import models

from articles.models.article import Article


class Readings(models.Model):
    """How often readers opened a story in the hour that begins at `hour`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="readings")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions: list[str] = []
        verbose_name_plural = "readings"
        constraints = [
            models.UniqueConstraint(fields=["hour", "article"], name="readings_of_an_hour_are_one_number"),
        ]

    def __str__(self):
        return f"{self.count} in the hour from {self.hour:%Y-%m-%d %H:%M}"

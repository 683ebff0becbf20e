"""How often stories were read, hour by hour; of whom nothing is known."""

from __future__ import annotations

from django.db import models

from articles.models.article import Article


class Readings(models.Model):
    """How often readers had a story before them in the hour that begins at `hour`; see articles/readings.py."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="readings", db_index=False)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions: list[str] = []
        verbose_name_plural = "readings"
        # The count is in no index: so adding to it writes nothing but the row.
        constraints = [
            models.UniqueConstraint(fields=["article", "hour"], name="readings_of_an_hour_are_one_number"),
        ]
        indexes = [models.Index(fields=["hour"], name="readings_by_hour")]

    def __str__(self):
        return f"{self.count} in the hour from {self.hour:%Y-%m-%d %H:%M}"

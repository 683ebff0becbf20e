"""The words of all editions, whether readers may see those or not: what a mistyped word may have been meant to be."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchWord(models.Model):
    """
    A word of some edition, in small letters; `plain` is without its accents. The database adds them, and nobody takes
    them away: so before one is shown to a reader, a live edition has to be found that holds it.
    """

    word = models.CharField(max_length=30, primary_key=True)
    plain = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["plain"], name="search_word_by_letters"),
            GinIndex(fields=["plain"], opclasses=["gin_trgm_ops"], name="search_word_by_likeness"),
        ]

    def __str__(self):
        return self.word

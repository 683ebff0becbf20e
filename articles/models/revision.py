"""The desk's history: append-only, never read by a reader's page."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.article import Article


class Revision(models.Model):
    """The working copy as it was after a save or a verb: who, when, what, and why."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField(help_text="The working copy's version that this is.")
    content = models.JSONField(help_text="See Article.content().")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    by_name = models.CharField(
        max_length=300, blank=True, help_text="What they were called; stays when the account is deleted."
    )
    note = models.CharField(max_length=300, blank=True)
    stage = models.CharField(max_length=10, choices=Article.Stage, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.article} at {self.at:%Y-%m-%d %H:%M}: {self.note}"

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.by_name = str(self.by or "")[:300]
            self.stage = self.article.stage
        super().save(*args, **kwargs)

"""The desk's history: append-only, never read by a reader's page."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import UNSAID, Article


class RevisionManager(models.Manager):
    def keep(
        self,
        article: Article,
        *,
        by,
        note: str,
        at: datetime | None = None,
        content: dict | None = None,
        page: UUID | None = None,
    ):
        """Keeps the working copy as it is; `content` is its content(), where the caller has it already."""
        return self.create(
            article=article,
            version=article.version,
            content=content or article.content(),
            by=by,
            at=at or timezone.now(),
            note=note,
            page=page,
        )


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
    page = models.UUIDField(null=True, editable=False, help_text="The open page that has sent it.")

    objects = RevisionManager()

    class Meta:
        ordering = ["-at", "-pk"]

    @classmethod
    def from_db(cls, db, field_names, values):
        revision = super().from_db(db, field_names, values)
        if "content" in field_names:
            revision.content = UNSAID | revision.content
        return revision

    def __str__(self):
        return f"{self.article} at {self.at:%Y-%m-%d %H:%M}: {self.note}"

    @property
    def who(self) -> str:
        return str(self.by) if self.by else self.by_name

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.by_name = str(self.by or "")[:300]
            self.stage = self.article.stage
        super().save(*args, **kwargs)

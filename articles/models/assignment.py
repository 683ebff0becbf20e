"""Who is to bring a story in, until when, and what is wanted of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.article import Article


class AssignmentQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None).exclude(article__stage=Article.Stage.SPIKED)

    def visible_to(self, user):
        """Those of stories that `user` may see."""
        return self.filter(article__in=Article.objects.visible_to(user).values("pk"))

    def finish(self, article):
        """What was wanted is there."""
        self.filter(article=article, done_at=None).update(done_at=timezone.now())

    def follow(self, article, *, by):
        """Is done once whom the story is assigned to has handed it in, and open again where it was sent back."""
        if article.stage == Article.Stage.IN_EDIT:
            self.filter(to=by).finish(article)
        elif article.stage == Article.Stage.DRAFT:
            self.filter(article=article).update(done_at=None)


class Assignment(models.Model):
    """
    The current assignment of a story; no part of the story's text, so it has no version. Without a person it is a plan:
    the story is wanted then, and nobody has it yet. Whom it is assigned to may see the story.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="assignment")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="assigned to",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)
    due_at = models.DateTimeField("due", null=True, blank=True)
    planned_for = models.DateField("planned for", null=True, blank=True, help_text="The day it is to run.")
    brief = models.TextField(max_length=2000, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # whoever may change a story may assign it
        indexes = [
            models.Index(fields=["due_at"], name="assignment_open_by_due", condition=Q(done_at__isnull=True)),
            models.Index(
                fields=["planned_for"], name="assignment_by_plan", condition=Q(planned_for__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.article}, to {self.to or 'nobody yet'}"

    @property
    def called(self) -> str:
        """What the story's history calls it."""
        return f"Assignment to {self.to}" if self.to else "Plan"

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and not self.done_at and self.due_at < timezone.now()

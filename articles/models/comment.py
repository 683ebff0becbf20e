"""What the desk says to itself about a story: notes on the whole or on a passage, with replies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from articles.models.article import Article

LONGEST_PASSAGE = 500  # characters; the words of a longer one that are kept still lead to its beginning
# A name as Django allows it, and nothing that only looks like one, such as an e-mail address.
MENTION = re.compile(r"(?<![\w@.+-])@([\w.+-]+)")


def mentions(text: str) -> list[tuple[str, set[str]]]:
    """
    The names that a text mentions, each with the sign-in names that it may mean, in lower case: “@Ana.” may be “ana.”
    or “ana”.
    """
    found = ((written, written.rstrip(".+-")) for written in MENTION.findall(text))
    return [(name, {written.lower(), name.lower()}) for written, name in found if name]


def mentioned(text: str) -> set[str]:
    """The sign-in names that a text may mean, in lower case."""
    return set().union(*(names for _, names in mentions(text)))


def state_of(comments: Iterable[Comment]) -> str:
    """Of a story's notes and replies: another one whenever one is written, changed, resolved, reopened or deleted."""
    rows = list(comments)
    moments = [at for row in rows for at in (row.at, row.edited_at, row.deleted_at, row.resolved_at) if at]
    resolved = sum(1 for row in rows if row.resolved_at)
    return f"{len(rows)} {resolved} {max(moments).timestamp()}" if rows else ""


class CommentQuerySet(models.QuerySet):
    def moments(self):
        """Only what `state_of()` needs."""
        return self.only("at", "edited_at", "deleted_at", "resolved_at")

    def notes(self):
        """Without the replies."""
        return self.filter(parent=None)

    def open(self):
        """Notes that wait to be resolved, and replies to them."""
        return self.filter(
            Q(parent=None, resolved_at=None) | Q(parent__resolved_at=None, parent__isnull=False)
        )

    def with_replies(self):
        """Notes with all that showing them needs, in two queries."""
        replies = self.model.objects.select_related("by").order_by("at", "pk")
        return self.notes().select_related("by", "resolved_by").prefetch_related(Prefetch("replies", replies))


class Comment(models.Model):
    """
    A note, or (with a parent) a reply to one. It stands beside the story, never in it: a passage is found again by
    its words. `by_name` is what its writer was called then, also once the account is gone. Of a deleted note that has
    replies its place stays, without the words.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=310)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(max_length=2000)
    passage = models.TextField(blank=True, help_text="The words of the story that it is about.")
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "note"
        ordering = ["-at", "-pk"]
        # Whoever may see a story may comment on it, and delete what they wrote; this is for what others wrote.
        default_permissions = ["delete"]
        constraints = [
            models.CheckConstraint(
                name="comment_says_something_or_is_deleted",
                condition=Q(deleted_at=None) & ~Q(text="") | Q(deleted_at__isnull=False, text=""),
            ),
            models.CheckConstraint(
                name="comment_reply_has_nothing_of_its_note",
                condition=Q(parent=None) | Q(passage="", resolved_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["article", "-at"],
                name="comment_open_by_story",
                condition=Q(parent__isnull=True, resolved_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.by_name}: {self.text[:80]}"

    @property
    def writer(self) -> str:
        return str(self.by) if self.by else self.by_name

    def take_away(self) -> None:
        """Deletes it, or its words where replies would hang in the air. Its thread has to be locked."""
        if self.replies.exists():
            self.text, self.deleted_at = "", timezone.now()
            self.save(update_fields=["text", "deleted_at"])
            self.mentions.clear()
            return
        note = self.parent
        self.delete()
        if note and note.deleted_at and not note.replies.exists():
            note.delete()

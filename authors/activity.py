"""
What was done at the desk that somebody may have to answer for: published, withdrawn, given rights, deleted.

Lines are only ever added. Neither the admin nor any role changes one; a trigger of the database refuses it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.utils import timezone


class Activity(models.Model):
    """
    One line of the log. Names stand here as they were then: what they belong to may be gone, or be called otherwise.

    `kind` is the label of the model (“articles.article”), `key` the thing's primary key, `details` what a machine may
    want to know besides the words.
    """

    class Verb(models.TextChoices):
        PUBLISH = "publish", "Published"
        SCHEDULE = "schedule", "Scheduled"
        UNSCHEDULE = "unschedule", "Unscheduled"
        CORRECT = "correct", "Corrected"
        WITHDRAW = "withdraw", "Withdrew"
        NOTICE = "notice", "Changed the notice of a withdrawal"
        RESTORE = "restore", "Restored"
        END = "end", "Set the end"
        ASSIGN = "assign", "Assigned"
        BYLINE = "byline", "Changed a byline"
        PERMISSION = "permission", "Changed rights"
        DELETE = "delete", "Deleted"

    at = models.DateTimeField("when", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(
        "who", max_length=460, blank=True, help_text="Empty: no person, but a program."
    )
    verb = models.CharField("what", max_length=20, choices=Verb)
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=64, blank=True)
    name = models.CharField("of what", max_length=300, help_text="What it was called.")
    words = models.TextField("in words", blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "line of the activity log"
        verbose_name_plural = "activity log"
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="activity_by_time"),
            models.Index(fields=["by_name"], name="activity_by_person"),
            models.Index(fields=["kind", "key"], name="activity_by_thing"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.name}"


def log(verb: str, thing, *, by, words: str = "", name: str = "", **details) -> Activity:
    """
    Adds a line, in the transaction of what it tells of. `by` is a user, or None where a program did it; `name` what the
    thing is called, where that is more than `str(thing)`.
    """
    return Activity.objects.create(
        by=by,
        by_name=called(by),
        verb=verb,
        kind=thing._meta.label_lower,
        key=str(thing.pk or ""),
        name=(name or str(thing))[:300],
        words=words,
        details=details,
    )


def lines_of(model: type[models.Model], key, verbs: Collection[str]) -> models.QuerySet[Activity]:
    """What was done, of these kinds, with the thing that has or had this key; the latest first."""
    lines = Activity.objects.filter(kind=model._meta.label_lower, key=str(key), verb__in=verbs)
    return lines.select_related("by")


def called(user) -> str:
    """The person's name with the one they sign in by: two people may share the first."""
    if user is None:
        return ""
    name = user.get_full_name()
    return f"{name} ({user.username})" if name else user.username

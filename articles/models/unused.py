"""What was typed for a button of a story's form, and saved with another."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import models

from articles.models.article import Article


class Unused(models.Model):
    """
    Of one person and one story, `values` by field, as the form takes them. They stand in their places, on any machine,
    until a button uses them or somebody empties them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="unused_once_by_person_and_story")
        ]

    def __str__(self):
        return "What is typed for a button, and not used"

    @classmethod
    def of(cls, user, article) -> dict:
        kept = cls.objects.filter(user=user, article=article).values_list("values", flat=True).first()
        return kept or {}

    @classmethod
    def keep(cls, user, article, values: dict, *, shown: Collection[str]) -> dict:
        """
        Keeps these in place of those of the fields that were `shown`, and gives what was kept before. What another form
        of the same person has kept since this one was opened was not shown in it, and stays.
        """
        kept = cls.of(user, article)
        now = {name: value for name, value in kept.items() if name not in shown} | values
        if now and now != kept:
            cls.objects.update_or_create(user=user, article=article, defaults={"values": now})
        elif kept and not now:
            cls.objects.filter(user=user, article=article).delete()
        return kept

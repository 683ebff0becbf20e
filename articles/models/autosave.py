"""What somebody has typed into a story's form and not saved; and so, who has which story open."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KT
from django.db.models.functions import Left
from django.utils import timezone

from articles.models.article import Article

HERE = timedelta(seconds=40)  # a form says at least every 15 seconds that it is open
KEPT = timedelta(days=30)
TAG = re.compile(r"<[^>]*(>|$)")  # also one that is cut off


class AutosaveQuerySet(models.QuerySet):
    def here(self):
        """Of forms that are open now."""
        return self.filter(seen_at__gt=timezone.now() - HERE)

    def gone(self):
        """Of forms that are not open any more."""
        return self.filter(seen_at__lte=timezone.now() - HERE)

    def with_text(self, user):
        """What `user` had typed and not saved, the latest first."""
        return self.filter(user=user).exclude(values={}).order_by("-typed_at")

    def unsaved(self, user, article: Article | None):
        """
        What `user` had typed into the story, or into new ones, the latest first; what was typed into a story that is
        not theirs any more is as one that was typed into a new one.
        """
        if article:
            return self.with_text(user).filter(article=article)
        theirs = Article.objects.visible_to(user).filter(pk=OuterRef("article"))
        return self.with_text(user).filter(~Exists(theirs))

    def with_beginnings(self):
        """With how each text begins, and without the texts, which may be long."""
        headline, standfirst, body = (KT(f"values__{name}__0") for name in ("headline", "standfirst", "body"))
        return self.defer("values", "changed").annotate(
            headline=headline, standfirst=standfirst, body=Left(body, 400)
        )

    def forget_old(self):
        self.filter(seen_at__lt=timezone.now() - KEPT).delete()


def with_nothing_typed(collector, field, autosaves, using):
    """As `on_delete`: the opened forms go with the account, but words that stand nowhere else keep it."""
    if typed := [one for one in autosaves if one.values]:
        raise models.ProtectedError("There is text that was never saved.", set(typed))
    models.CASCADE(collector, field, autosaves, using)


class Autosave(models.Model):
    """One opened form. `values` is what it would send, name by name; empty where nothing was typed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=with_nothing_typed, related_name="+")
    article = models.ForeignKey(
        Article,
        on_delete=models.SET_NULL,  # words that a colleague was typing outlive the story, as a new one
        null=True,
        related_name="autosaves",
        help_text="None: a new story.",
    )
    tab = models.UUIDField(help_text="Which opened form it is.")
    values = models.JSONField(default=dict)
    changed = models.JSONField(default=list, help_text="The labels of the fields that were changed.")
    typed_at = models.DateTimeField(null=True)
    browser_at = models.BigIntegerField(
        null=True,
        help_text="When the browser wrote down what it has sent last, in ms since 1970 by its own clock: that may "
        "reach the server later than something else was typed.",
    )
    seen_at = models.DateTimeField()
    set_aside = models.BooleanField(default=False, help_text="Offered less loudly: it was not wanted.")

    # Only of one from with_beginnings().
    headline: str | None
    standfirst: str | None
    body: str | None

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = "text that is not saved"
        constraints = [models.UniqueConstraint(fields=["user", "tab"], name="autosave_is_one_per_form")]
        indexes = [models.Index(fields=["seen_at"], name="autosave_by_last_sight")]

    @property
    def at(self) -> int | None:
        """What the time of a text that a browser keeps is compared with: `browser_at`, where a browser has told it."""
        return self.browser_at or (int(self.typed_at.timestamp() * 1000) if self.typed_at else None)

    @property
    def beginning(self) -> str:
        """The headline, or else the first words, of one from with_beginnings()."""
        body = unescape(TAG.sub(" ", self.body or ""))
        texts = (" ".join((text or "").split()) for text in (self.headline, self.standfirst, body))
        return next(filter(None, texts), "")

    @property
    def words(self) -> int:
        """In the body."""
        return len(unescape(TAG.sub(" ", self.values.get("body", [""])[0])).split())

    def __str__(self):
        return f"{self.article or 'a new story'}, by {self.user}"

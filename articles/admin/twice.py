"""Small forms that are sent twice: a button pressed twice, a page loaded anew, a line that broke before the answer."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from articles.models import Article

AGAIN = timedelta(minutes=1)


def made_before(article: Article, things, *, made: str, **same):
    """
    Of `things` of the story the one that an equal form has just made (`made` is the field that says when), or None. To
    be asked in a transaction: of two forms sent at the same moment the second waits for the first.
    """
    Article.objects.select_for_update().filter(pk=article.pk).exists()
    return things.filter(**same, **{f"{made}__gt": timezone.now() - AGAIN}).first()

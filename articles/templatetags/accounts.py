"""`{% load accounts %}`: what the desk has of somebody whose account may be deleted."""

from django import template

from articles.models import Article, Autosave, Byline

register = template.Library()


@register.simple_tag
def number_of_stories(user) -> int:
    """Of those that the person has begun or stands in the byline of."""
    begun = Article.objects.filter(created_by=user).order_by().values("pk")
    return begun.union(Byline.objects.filter(author__user=user).order_by().values("article")).count()


@register.simple_tag
def unsaved_texts(user) -> list[Autosave]:
    """What the person typed and never saved: of each story, and of each new one, what was typed last."""
    typed = Autosave.objects.with_text(user).select_related("article").defer("values", "article__body")
    latest: dict[tuple, Autosave] = {}
    for one in typed:
        latest.setdefault((one.article_id, None if one.article_id else one.pk), one)
    return list(latest.values())

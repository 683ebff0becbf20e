"""Two tags that mean the same become one, in the archive too."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from taggit.models import Tag

from articles.models import TagAlias, TaggedArticle, TaggedEdition, goes_by
from articles.search.indexing import mark_anew
from authors.activity import Activity, log
from redirects.models import Redirect


def address(slug: str) -> str:
    return reverse("tag", args=[slug])


def canonical(names: Iterable[str]) -> list[str]:
    """The names of tags as they are today, where some were merged into others; each once, in one order."""
    names = list(names)
    aliases = {
        alias.name.casefold(): alias.tag.name for alias in TagAlias.objects.named(names).select_related("tag")
    }
    now = {name.casefold(): name for name in (aliases.get(name.casefold(), name) for name in names)}
    # In one order: two who make the same tags at once wait for each other, and never each for the other.
    return [now[key] for key in sorted(now)]


def called(name: str) -> QuerySet[Tag]:
    """The tag with that name, or with that other name, in any case."""
    return Tag.objects.filter(goes_by(Q(name__iexact=name))).order_by("pk")


@transaction.atomic
def merge(tags: Iterable[Tag], into: Tag, *, by) -> None:
    """
    Stories and editions that have one of `tags` have `into` instead; the old names and addresses lead to it, also
    where somebody types them again. What an edition says stays as it is: a tag is no word of it, but where it is found.
    """
    [into] = Tag.objects.select_for_update().filter(pk=into.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL newsroom.merges_tags = 'on'")
    for tag in Tag.objects.select_for_update().filter(pk__in=[tag.pk for tag in tags]).exclude(pk=into.pk):
        mark_anew(TaggedEdition.objects.filter(tag=tag).values_list("content_object", flat=True), tag, into)
        for tagged in (TaggedArticle.objects, TaggedEdition.objects):
            has_both = tagged.filter(tag=into).values("content_object")
            tagged.filter(tag=tag, content_object__in=has_both).delete()
            tagged.filter(tag=tag).update(tag=into)
        # Other names, and what other apps have chosen it for.
        for relation in Tag._meta.get_fields(include_hidden=True):
            if relation.one_to_many and relation.related_model not in (TaggedArticle, TaggedEdition):
                theirs = relation.related_model._base_manager.filter(**{relation.field.name: tag})
                theirs.update(**{relation.field.name: into})
        TagAlias.objects.create(name=tag.name, tag=into)
        Redirect.objects.move(address(tag.slug), address(into.slug))
        log(Activity.Verb.DELETE, tag, by=by, words=f"Merged into “{into.name}”")
        tag.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL newsroom.merges_tags = 'off'")

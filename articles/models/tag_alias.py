"""Other names of a tag."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from taggit.models import Tag


class TagAliasQuerySet(models.QuerySet):
    def named(self, names):
        """Those with one of the names, in any case."""
        return self.annotate(upper=Upper("name")).filter(upper__in=[name.upper() for name in names])


class TagAlias(models.Model):
    """Another name of a tag, such as that of one which was merged into it: who types it, gets the tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=100)

    objects = TagAliasQuerySet.as_manager()

    class Meta:
        verbose_name = "other name"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Upper("name"),
                name="tag_alias_means_one_tag",
                violation_error_message="This is another name of a tag already.",
            )
        ]

    def __str__(self):
        return self.name


def goes_by(own: Q, other: Q | None = None) -> Q:
    """
    The tags of which `own` is true, or `other` (the same, unless given) of another name of theirs. Found by a union: of
    an “or” the database expects half of all tags, and reads the tags of all stories for them.
    """
    tags = Tag.objects.filter(own).order_by().values("pk")
    aliases = TagAlias.objects.filter(own if other is None else other).order_by().values("tag")
    return Q(pk__in=tags.union(aliases))

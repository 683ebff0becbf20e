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


def goes_by(named_so: Q) -> Q:
    """Of tags, those of which the name, or another name, is `named_so`: a condition on the field `name`."""
    return named_so | Q(pk__in=TagAlias.objects.filter(named_so).values("tag"))

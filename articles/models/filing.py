"""Where an edition is filed: in sections, under tags. Its bylines, which do the same, are with it in `edition.py`."""

from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now
from django.db.models.lookups import IsNull
from taggit.models import ItemBase, Tag

from sections.models import Section


def there_is(rows) -> IsNull:
    """
    Whether there is one of the rows (a queryset that refers to an outer one). The database answers it row by row of
    the outer one; EXISTS it may turn round, and read all there are.
    """
    return IsNull(Subquery(rows.order_by().values("pk")[:1]), False)


class Filing(models.Model):
    """
    A row that files an edition under a thing, with the edition's date, which never changes: so an index leads to the
    newest of each thing. The database copies it from the edition, whatever else it is told.
    """

    THING = ""  # the names of its keys
    EDITION = "edition"

    first_published_at = models.DateTimeField(editable=False, db_default=Now())

    class Meta:
        abstract = True

    @classmethod
    def under(cls, thing, editions):
        """The rows that file one of `editions` (a queryset) under a thing: a key, or an OuterRef."""
        filed = editions.filter(pk=OuterRef(cls.EDITION))
        return cls._default_manager.filter(there_is(filed), **{cls.THING: thing})


class ListedEdition(Filing):
    """An edition in one of the sections that list it."""

    THING = "section"

    edition = models.ForeignKey(
        "articles.Edition", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        db_table = "articles_edition_listed_in"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "section"], name="edition_is_in_a_section_once"),
        ]
        indexes = [
            models.Index(fields=["section", "-first_published_at", "-edition"], name="edition_by_listing"),
        ]

    def __str__(self):
        return f"{self.edition} in {self.section}"


class TaggedEdition(Filing, ItemBase):  # type: ignore[django-manager-missing]  # noqa: DJ008 - ItemBase has both
    THING = "tag"
    EDITION = "content_object"

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="%(class)s_items", db_index=False)
    content_object = models.ForeignKey(
        "articles.Edition", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        # The edition comes first: of two indexes that begin with the tag the database may choose the wrong one.
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="edition_has_a_tag_once"),
        ]
        indexes = [
            models.Index(fields=["tag", "-first_published_at", "-content_object"], name="edition_by_tag"),
        ]

"""The sections of the publication, such as “The Embassy”, and their subsections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property

from redirects.models import Moving

# What stands at the first place of other addresses; a section of that name could not be reached.
RESERVED_SLUGS = [
    "_read", "_slot", "about", "admin", "ads-txt", "api", "archive", "author", "category", "contact", "corrections",
    "favicon", "feed", "healthz", "media", "page", "preview", "privacy", "readyz", "search", "series", "sitemap",
    "static", "tag",
]  # fmt: skip
# And what stands below the address of a section.
RESERVED_BELOW = ["feed"]
NO_PARENT = "Only a section of the first level can be a parent. Choose another, or none."
HAS_SUBSECTIONS = "{} has subsections of its own. Move those first, then give it a parent."
RESERVED = "This address belongs to another part of the site. Choose another slug."

# What else stands at addresses of one part, such as /about/; see stand_beside().
_others: list[Callable[[str], Any]] = []


def stand_beside(finder: Callable[[str], Any]) -> None:
    """
    Has sections leave an address to what `finder` finds at it, given without the slashes at its ends; None where
    nothing is. An app above registers it in its AppConfig.ready.
    """
    _others.append(finder)


not_a_number = RegexValidator(
    r"^\d+$", "A section's address can't be a number: those belong to the archive.", inverse_match=True
)


IN_TREE = [
    Coalesce("parent__position", "position"),
    Coalesce("parent__name", "name"),
    F("parent").asc(nulls_first=True),
    "position",
    "name",
]


class SectionQuerySet(models.QuerySet):
    def top(self):
        return self.filter(parent=None)

    def in_menu(self):
        """The sections of the menu, in its order."""
        return self.top().filter(in_menu=True).order_by("position", "name")

    def in_tree(self):
        """In the menu's order, each section followed by its subsections."""
        return self.select_related("parent").order_by(*IN_TREE)

    def with_branch(self):
        """Each with its `branch`, without a query of its own."""
        return self.annotate(branch=branch_of("pk"))

    def hold_tree(self):
        """Waits until nobody else moves a section, and keeps others waiting until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [self.model._meta.db_table]
            )


def branch_of(section: str) -> ArraySubquery:
    """The `branch` of the section that the field of that name of a query names."""
    of = Q(pk=OuterRef(section)) | Q(parent=OuterRef(section))
    return ArraySubquery(Section.objects.order_by().filter(of).values("pk"))


class Section(Moving):
    """A part of the publication. `path` is its address without the slashes at the ends, e.g. `world/asia`."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(
        max_length=80,
        allow_unicode=True,
        validators=[not_a_number],
        help_text="Its address. Changing it moves the section: links to the old address lead to the new one.",
    )
    description = models.CharField(
        max_length=300, blank=True, help_text="One sentence under the section's name, and for search engines."
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subsections",
        help_text="Only for a subsection.",
    )
    path = models.CharField(max_length=161, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers come first in the menu.")
    in_menu = models.BooleanField("in the menu", default=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(name="section_is_not_its_own_parent", condition=~Q(parent=F("pk"))),
            models.CheckConstraint(
                name="section_slug_is_free",
                condition=Q(parent__isnull=False) | ~Q(slug__in=RESERVED_SLUGS),
                violation_error_message=RESERVED,
            ),
            models.CheckConstraint(
                name="subsection_slug_is_free",
                condition=Q(parent__isnull=True) | ~Q(slug__in=RESERVED_BELOW),
                violation_error_message=RESERVED,
            ),
        ]

    @cached_property
    def branch(self) -> list[int]:
        """The keys of the section and of its subsections: what is filed under one of these stands on its page."""
        return [self.pk, *self.subsections.values_list("pk", flat=True)]

    def __str__(self):
        return f"{self.parent.name} › {self.name}" if self.parent_id else self.name

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.path])

    def clean(self):
        if self.slug in (RESERVED_BELOW if self.parent_id else RESERVED_SLUGS):
            raise ValidationError({"slug": RESERVED})
        if self.parent_id:
            if self.parent_id == self.pk or self.parent.parent_id:
                raise ValidationError({"parent": NO_PARENT})
            if self.pk and self.subsections.exists():
                raise ValidationError({"parent": HAS_SUBSECTIONS.format(self.name)})
        path = self._path()
        if Section.objects.filter(path=path).exclude(pk=self.pk).exists():
            raise ValidationError(
                {"slug": f"Another section already has the address /{path}/. Choose another slug."}
            )
        for other in filter(None, (finder(path) for finder in _others)):
            raise ValidationError({"slug": f"“{other}” has the address /{path}/. Choose another slug."})

    def save(self, *args, **kwargs):
        self.path = self._path()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "path"}
        super().save(*args, **kwargs)
        for child in self.subsections.all():
            if child.path != child._path():
                child.save(update_fields=["path"])

    def _path(self) -> str:
        return f"{self.parent.slug}/{self.slug}" if self.parent_id else self.slug

"""The menus of masthead and footer: lists of links, in the order of the chief."""

from __future__ import annotations

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from taggit.models import Tag

from articles.models import Edition, TaggedEdition
from articles.models.filing import there_is
from front.models.page import Page
from sections.models import Section

in_the_web = URLValidator(["http", "https"])


def check_address(address: str) -> None:
    """Of this site from the first slash on, or elsewhere in the web."""
    if re.fullmatch(r"/(?![/\\])[^\s\\]*", address):
        return
    try:
        in_the_web(address)
    except ValidationError as error:
        raise ValidationError(
            "Write an address of this site, such as /archive/, or one elsewhere that begins with https://."
        ) from error


class Menu(models.TextChoices):
    MASTHEAD = "masthead", "Masthead"
    FOOTER = "footer", "Footer"


class MenuItemQuerySet(models.QuerySet):
    def leading(self, menu: Menu, at: datetime):
        """Of a menu the items that lead to what readers have at that moment, in order, as JSON for link_of()."""
        met = there_is(TaggedEdition.under(OuterRef("tag"), Edition.objects.live(at)))
        return (
            self.filter(menu=menu)
            .exclude(page__isnull=False, page__live=None)
            .filter(Q(tag=None) | met)
            .order_by("position", "pk")
            .values(
                json=JSONObject(
                    label="label",
                    section="section__path",
                    section_name="section__name",
                    page="page__slug",
                    page_name="page__live__title",
                    tag="tag__slug",
                    tag_name="tag__name",
                    address="address",
                )
            )
        )


class MenuItem(models.Model):
    """A link of a menu, to one thing: the others are empty."""

    publication = models.ForeignKey("front.Publication", on_delete=models.CASCADE, related_name="menu_items")
    menu = models.CharField(max_length=20, choices=Menu)
    position = models.PositiveSmallIntegerField("place", default=0)
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="menu_items"
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, blank=True, related_name="menu_items")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    address = models.CharField("or an address", max_length=300, blank=True, validators=[check_address])
    label = models.CharField(
        max_length=60, blank=True, help_text="The name of what it leads to, if empty; an address needs one."
    )

    objects = MenuItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="menu_item_leads_to_one_thing",
                condition=Q(section__isnull=False, page=None, tag=None, address="")
                | Q(section=None, page__isnull=False, tag=None, address="")
                | Q(section=None, page=None, tag__isnull=False, address="")
                | (Q(section=None, page=None, tag=None) & ~Q(address="") & ~Q(label="")),
                violation_error_message="Choose one thing to lead to: a section, a page, a tag, or an address with a "
                "label.",
            )
        ]

    def __str__(self):
        return self.label or str(self.section or self.page or self.tag or self.address)


def link_of(item: dict) -> dict[str, str]:
    """An item of `leading()` as a link: name and url."""
    kind = next((kind for kind in ("section", "page", "tag") if item[kind]), "")
    return {
        "name": item["label"] or item[f"{kind}_name"],
        "url": reverse(kind, args=[item[kind]]) if kind else item["address"],
    }

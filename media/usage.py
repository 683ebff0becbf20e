"""
Where a picture is used. Foreign keys are found by themselves; an app that names pictures in another way, such as in a
text, registers how to find them; one whose things are not for everybody at the desk, which are; and one that has things
of which many belong to one other, what they belong to, which is named once (in its AppConfig.ready):

    usage.register(lambda image: Article.objects.filter(body__contains=f'data-image="{image.pk}"'))
    usage.limit(Article, lambda user: Article.objects.visible_to(user))
    usage.belong(Edition, "article")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from media.models import Image

_finders: list[Callable[[Image], QuerySet]] = []
_limits: dict[type[Model], Callable[[Any], QuerySet]] = {}
_owners: dict[type[Model], str] = {}


def register(finder: Callable[[Image], QuerySet]) -> None:
    _finders.append(finder)


def limit(model: type[Model], visible_to: Callable[[Any], QuerySet]) -> None:
    _limits[model] = visible_to


def belong(model: type[Model], owner: str) -> None:
    _owners[model] = owner


def uses(image: Image, user) -> tuple[list[Model], int]:
    """
    The things that show the picture and that `user` may see, each once, and how many there are besides. Of those that
    belong to one thing there is that, or where only they are for the user, the first of them.
    """
    shown: dict[tuple[type[Model], Any], Model] = {}
    every: set[tuple[type[Model], Any]] = set()
    for things in _found(image):
        model, key = things.model, "pk"
        if owner := _owners.get(model):
            field = model._meta.get_field(owner)
            model, key = field.related_model, field.attname
        every.update((model, pk) for pk in things.values_list(key, flat=True))
        if visible_to := _limits.get(things.model):
            things = things.filter(pk__in=visible_to(user).values("pk"))
        for thing in things:
            use = model, getattr(thing, key)
            if not owner or use not in shown:
                shown[use] = thing
    return list(shown.values()), len(every - shown.keys())


def lines(image: Image, user) -> list[str]:
    """The uses of the picture as `user` may read them."""
    shown, hidden = uses(image, user)
    links = [link(thing) for thing in shown]
    if hidden:
        links.append(f"{'and ' if shown else ''}{hidden}{' more' if shown else ''} that you may not see")
    return links


def _found(image: Image) -> Iterator[QuerySet]:
    relations = (
        relation.related_model._base_manager.filter(**{relation.field.name: image})
        for relation in Image._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    )
    return chain(relations, (finder(image) for finder in _finders))


def link(thing: Model):
    """“Story: A bridge too old”, linked to its form where the admin has one."""
    meta = thing._meta
    name = f"{capfirst(meta.verbose_name)}: {thing}"
    try:
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])
    except NoReverseMatch:
        return name
    return format_html('<a href="{}">{}</a>', address, name)

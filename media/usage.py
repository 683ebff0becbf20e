"""
Where a picture is used. Foreign keys are found by themselves; an app that names pictures in another way, such as in a
text, registers how to find them, and one whose things are not for everybody at the desk, which are (in its
AppConfig.ready):

    usage.register(lambda image: Article.objects.filter(body__contains=f'data-image="{image.pk}"'))
    usage.limit(Article, lambda user: Article.objects.visible_to(user))
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


def register(finder: Callable[[Image], QuerySet]) -> None:
    _finders.append(finder)


def limit(model: type[Model], visible_to: Callable[[Any], QuerySet]) -> None:
    _limits[model] = visible_to


def uses(image: Image, user) -> tuple[list[Model], int]:
    """The things that show the picture and that `user` may see, each once, and how many there are besides."""
    shown: dict[Model, None] = {}
    every: set[tuple[type[Model], Any]] = set()
    for things in _found(image):
        every.update((things.model, pk) for pk in things.values_list("pk", flat=True))
        if visible_to := _limits.get(things.model):
            things = things.filter(pk__in=visible_to(user).values("pk"))
        shown.update(dict.fromkeys(things))
    return list(shown), len(every) - len(shown)


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

"""
Where a picture is used. Foreign keys are found by themselves; an app that names pictures in another way, such as in a
text, registers how to find them (in its AppConfig.ready):

    usage.register(lambda image: Article.objects.filter(body__contains=f'data-image="{image.pk}"'))
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from media.models import Image

_finders: list[Callable[[Image], QuerySet]] = []


def register(finder: Callable[[Image], QuerySet]) -> None:
    _finders.append(finder)


def uses(image: Image) -> list[Model]:
    """The things that show the picture, each once."""
    relations = (
        relation.related_model._base_manager.filter(**{relation.field.name: image})
        for relation in Image._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    )
    found = chain.from_iterable(chain(relations, (finder(image) for finder in _finders)))
    return list(dict.fromkeys(found))


def link(thing: Model):
    """“Story: A bridge too old”, linked to its form where the admin has one."""
    meta = thing._meta
    name = f"{capfirst(meta.verbose_name)}: {thing}"
    try:
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])
    except NoReverseMatch:
        return name
    return format_html('<a href="{}">{}</a>', address, name)

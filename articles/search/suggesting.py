"""What a reader may be about to type: headlines, authors, sections and tags that readers can find now."""

from __future__ import annotations

import re
from functools import reduce
from operator import and_

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from taggit.models import Tag

from articles.models import Edition
from articles.search.conditions import Conditions
from articles.search.grammar import parse, tidy
from articles.search.matches import find
from authors.models import Author
from sections.models import Section

SHORTEST = 2  # letters
HEADLINES, NAMES = 5, 2  # of names, so many of each kind
RECENT = 3000  # of the newest stories, all headlines are looked through; of older ones, those that have the whole words
MOST_WORDS = 6


def suggest(typed: str) -> list[dict]:
    """Each with `label`, `kind` and `url`; the words may stand in any order, the last may be unfinished."""
    typed = tidy(typed)
    words = re.findall(r"[^\W_]+", typed)[:MOST_WORDS]
    if sum(map(len, words)) < SHORTEST:
        return []
    return [*_names(words), *(_one(story.headline, "", story.path) for story in stories(typed, HEADLINES))]


def _begins(field: str, words: list[str]) -> Q:
    """Each of the words begins a word of the field; nothing in a word means anything to a regular expression."""
    return reduce(and_, (Q(**{f"{field}__unaccent__iregex": rf"\m{word}"}) for word in words))


def _names(words: list[str]) -> list[dict]:
    live = Edition.objects.live()
    sections = Section.objects.filter(_begins("name", words)).order_by("position", "name")
    authors = Author.objects.filter(_begins("name", words), Exists(live.filter(authors=OuterRef("pk"))))
    tags = Tag.objects.filter(_begins("name", words), Exists(live.filter(tags=OuterRef("pk")))).order_by(
        "name"
    )
    return [
        *(_one(section.name, gettext("Section"), section.get_absolute_url()) for section in sections[:NAMES]),
        *(_one(author.name, gettext("Author"), author.get_absolute_url()) for author in authors[:NAMES]),
        *(_one(tag.name, gettext("Tag"), reverse("tag", args=[tag.slug])) for tag in tags[:NAMES]),
    ]


def stories(typed: str, count: int) -> list[Edition]:
    """So many live editions at most: the newest with such headlines, or else what the search finds first."""
    typed = tidy(typed)
    words = re.findall(r"[^\W_]+", typed)[:MOST_WORDS]
    if not words:
        return []
    columns = ("headline", "path", "article_id", "first_published_at")
    recent = Edition.objects.live().newest_first().values("pk")[:RECENT]
    among = Edition.objects.filter(pk__in=recent).filter(_begins("headline", words)).newest_first()
    if found := list(among.only(*columns)[:count]):
        return found
    keys = find(Conditions.of(parse(typed))).keys[:count]
    by_key = Edition.objects.only(*columns).in_bulk(keys)
    return [by_key[key] for key in keys]


def _one(label: str, kind: str, url: str) -> dict:
    return {"label": label, "kind": kind, "url": url}

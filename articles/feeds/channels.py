"""What is in the feeds, whatever format they are written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid5

from django.urls import reverse

from articles.addresses import absolute
from articles.feeds.elsewhere import text_for_elsewhere
from articles.lists import List
from articles.makers import Task
from articles.models import Edition
from authors.templatetags.direction import language
from media.renditions import rendition

NEWEST = 30
PICTURE_WIDTH = 1200


@dataclass(frozen=True)
class Named:
    """A person or a subject, with the address of its page."""

    name: str
    url: str


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int
    length: int | None  # bytes, where the file is there
    alt: str
    credit: str
    type: str = "image/jpeg"


@dataclass(frozen=True)
class Entry:
    """
    One thing that a feed tells of. `key` stays when its address or the site's changes; `html` is "" in summaries,
    `language` where it is that of the feed.
    """

    key: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    html: str = ""
    language: str = ""
    authors: list[Named] = field(default_factory=list)
    contributors: list[Named] = field(default_factory=list)
    subjects: list[Named] = field(default_factory=list)
    picture: Picture | None = None


@dataclass(frozen=True)
class Channel:
    """A feed: what it says of itself, and its entries, newest first. `page` is what it is a feed of."""

    key: str
    publication: str
    title: str
    description: str
    page: str
    url: str
    language: str
    icon: str
    updated: datetime
    entries: list[Entry]


def urn(publication, *what: object) -> str:
    """A name for a thing of this publication that nothing else in the world has (RFC 4122)."""
    return uuid5(publication.key, " ".join(map(str, what))).urn


def stories(editions: List, publication) -> Iterator[Entry]:
    """The newest of them, in one query."""
    found = editions.newest(NEWEST).for_page()
    if not publication.full_text_feeds:
        found = found.defer("body_html", "body", "search")
    for edition in found:
        yield _story(edition, publication)


def _story(edition: Edition, publication) -> Entry:
    url, picture = absolute(edition.path), _picture(edition)
    section = edition.section
    return Entry(
        key=urn(publication, "story", edition.article_id),
        url=url,
        title=edition.headline,
        summary=edition.description,
        published=edition.first_published_at,
        updated=edition.updated_at or edition.first_published_at,
        html=text_for_elsewhere(edition, url, picture) if publication.full_text_feeds else "",
        language=language(edition.headline, edition.language),
        authors=_named(edition, Task.AUTHOR),
        contributors=_named(edition, Task.EDITOR, Task.CONTRIBUTOR),
        subjects=[
            Named(section.name, absolute(section.get_absolute_url())),
            *(Named(tag["name"], absolute(tag["url"])) for tag in edition.printed_tags),
        ],
        picture=picture,
    )


def _named(edition: Edition, *which: Task) -> list[Named]:
    return [Named(one["name"], absolute(one["url"])) for task in which for one in edition.makers[task]]


def _picture(edition: Edition) -> Picture | None:
    image = edition.lead_image
    if not image:
        return None
    one = rendition(image, at_most=PICTURE_WIDTH)
    try:
        length = one.file("jpg").stat().st_size
    except OSError:
        length = None
    return Picture(absolute(one.url()), one.width, one.height, length, image.alt, edition.lead_credit)


def corrections(told, publication) -> Iterator[Entry]:
    """Of what `told_corrections()` gives, each with the address of the exact difference where that may be read."""
    for one in told:
        path = reverse("correction", args=[one.pk]) if one.shows_difference else one.path
        yield Entry(
            key=urn(publication, "correction", one.pk),
            url=absolute(path),
            title=f"{one.get_kind_display()}: {one.headline}",
            summary=one.text,
            published=one.edition.live_from,
            updated=one.edition.live_from,
        )

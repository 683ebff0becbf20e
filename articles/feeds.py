"""Feeds of the newest stories: of the whole publication, a section, an author, a tag."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from taggit.models import Tag

from articles import lists
from articles.addresses import absolute
from articles.models import Edition
from articles.views import published, told_corrections
from authors.models import Author
from sections.models import Section

NEWEST = 30
# What XML 1.0 has no way to write (its section 2.2) and a text that was pasted may hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text: str) -> str:
    return NOT_IN_XML.sub("", text)


class Channel(NamedTuple):
    """What a feed says of itself, and the editions that it takes from."""

    title: str
    description: str
    path: str
    editions: object


class NewestFeed(Feed):
    """RSS 2 of the newest stories of the publication."""

    def get_object(self, request):
        publication = request.publication
        return Channel(publication.name, publication.tagline or "The newest stories.", "/", Edition.objects)

    def title(self, channel):
        return plain(channel.title)

    def description(self, channel):
        return plain(channel.description)

    def link(self, channel):
        return absolute(channel.path)

    def items(self, channel):
        return channel.editions.live().for_cards().newest_first()[:NEWEST]

    def item_title(self, item):
        return plain(item.headline)

    def item_description(self, item):
        return plain(item.standfirst)

    def item_link(self, item):
        return absolute(item.path)

    def item_author_name(self, item):
        return plain(item.byline_line) or None

    def item_categories(self, item):
        return [plain(item.section.name)]

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.updated_at or item.first_published_at


class SectionFeed(NewestFeed):
    def get_object(self, request, path):
        section = get_object_or_404(Section, path=path)
        return Channel(
            f"{section.name} – {request.publication.name}",
            section.description or f"The newest stories of {section.name}.",
            section.get_absolute_url(),
            lists.of_section(section),
        )


class AuthorFeed(NewestFeed):
    def get_object(self, request, slug):
        author = get_object_or_404(published(Author.objects), slug=slug)
        return Channel(
            f"{author.name} – {request.publication.name}",
            f"The newest stories by {author.name}.",
            author.get_absolute_url(),
            lists.of_author(author),
        )


class TagFeed(NewestFeed):
    def get_object(self, request, slug):
        tag = get_object_or_404(published(Tag.objects), slug=slug)
        return Channel(
            f"{tag.name} – {request.publication.name}",
            f"The newest stories about {tag.name}.",
            reverse("tag", args=[tag.slug]),
            lists.of_tag(tag),
        )


class CorrectionsFeed(Feed):
    """RSS 2 of what readers were told about changed stories, each with the address of the exact difference."""

    def get_object(self, request):
        return request.publication

    def title(self, publication):
        return f"Corrections – {publication.name}"

    def description(self, publication):
        return f"What {publication.name} got wrong, and has put right."

    def link(self):
        return absolute(reverse("corrections"))

    def items(self):
        return told_corrections()[:NEWEST]

    def item_title(self, item):
        return plain(f"{item.get_kind_display()}: {item.headline}")

    def item_description(self, item):
        return plain(item.text)

    def item_link(self, item):
        return absolute(reverse("correction", args=[item.pk]))

    def item_pubdate(self, item):
        return item.edition.live_from

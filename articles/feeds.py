"""Feeds of the newest stories: of the whole publication, a section, an author, a tag."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from taggit.models import Tag

from articles.addresses import absolute
from articles.models import Edition
from articles.views import published, told_corrections
from authors.models import Author
from sections.models import Section

NEWEST = 30


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
        return channel.title

    def description(self, channel):
        return channel.description

    def link(self, channel):
        return absolute(channel.path)

    def items(self, channel):
        return channel.editions.live().for_cards().newest_first()[:NEWEST]

    def item_title(self, item):
        return item.headline

    def item_description(self, item):
        return item.standfirst

    def item_link(self, item):
        return absolute(item.path)

    def item_author_name(self, item):
        return item.byline_line or None

    def item_categories(self, item):
        return [item.section.name]

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
            section.editions,
        )


class AuthorFeed(NewestFeed):
    def get_object(self, request, slug):
        author = get_object_or_404(published(Author.objects), slug=slug)
        return Channel(
            f"{author.name} – {request.publication.name}",
            f"The newest stories by {author.name}.",
            author.get_absolute_url(),
            # An author may have two bylines in one story.
            Edition.objects.filter(pk__in=author.editions.values("pk")),
        )


class TagFeed(NewestFeed):
    def get_object(self, request, slug):
        tag = get_object_or_404(published(Tag.objects), slug=slug)
        return Channel(
            f"{tag.name} – {request.publication.name}",
            f"The newest stories about {tag.name}.",
            reverse("tag", args=[tag.slug]),
            Edition.objects.filter(tags=tag),
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
        return f"{item.get_kind_display()}: {item.headline}"

    def item_description(self, item):
        return item.text

    def item_link(self, item):
        return absolute(reverse("correction", args=[item.pk]))

    def item_pubdate(self, item):
        return item.edition.live_from

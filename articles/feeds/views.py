"""The feeds' addresses: each thing that has a feed has it in every format."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views import View
from taggit.models import Tag

from articles import lists
from articles.addresses import absolute
from articles.feeds import channels
from articles.feeds.channels import Channel, Entry
from articles.feeds.formats import FORMATS
from articles.models import Series
from articles.views import published, told_corrections
from authors.models import Author
from sections.models import Section


class FeedView(View):
    """A feed; `form` is a name in FORMATS."""

    def get(self, request, form="rss", **kwargs):
        self.publication = request.publication
        written = FORMATS[form]
        text = written.write(self.channel(**kwargs))
        return HttpResponse(text, content_type=f"{written.content_type}; charset=utf-8")

    def channel(self, **kwargs) -> Channel:
        """What the feed holds."""
        raise NotImplementedError

    def about(self, what: tuple, title: str, description: str, page: str, entries) -> Channel:
        publication, entries = self.publication, list(entries)
        return Channel(
            key=channels.urn(publication, "feed", *what),
            publication=publication.name,
            title=title,
            description=description,
            page=absolute(page),
            url=absolute(self.request.path),
            language=get_language(),
            icon=absolute(publication.icon_url("512")),
            updated=self._updated(entries),
            entries=entries,
        )

    def _updated(self, entries: list[Entry]):
        if entries:
            return max(entry.updated for entry in entries)
        return self.publication.changed_at or timezone.now()

    def of_stories(
        self, what: tuple, about: str, description: str, page: str, editions: lists.List
    ) -> Channel:
        """`about` is what the stories have in common, or "" where they are all that there are."""
        publication = self.publication
        title = f"{about} – {publication.name}" if about else publication.name
        return self.about(what, title, description, page, channels.stories(editions, publication))


class NewestFeed(FeedView):
    def channel(self):
        description = self.publication.tagline or gettext("The newest stories.")
        return self.of_stories((), "", description, reverse("front"), lists.List())


class SectionFeed(FeedView):
    def channel(self, path):
        section = get_object_or_404(Section.objects.with_branch(), path=path)
        description = section.description or gettext("The newest stories of %(section)s.") % {
            "section": section.name
        }
        page = section.get_absolute_url()
        return self.of_stories(
            ("section", section.pk), section.name, description, page, lists.of_section(section)
        )


class AuthorFeed(FeedView):
    def channel(self, slug):
        author = get_object_or_404(published(Author.objects), slug=slug)
        description = gettext("The newest stories by %(author)s.") % {"author": author.name}
        page = author.get_absolute_url()
        return self.of_stories(("author", author.pk), author.name, description, page, lists.of_author(author))


class TagFeed(FeedView):
    def channel(self, slug):
        tag = get_object_or_404(published(Tag.objects), slug=slug)
        description = gettext("The newest stories about %(tag)s.") % {"tag": tag.name}
        page = reverse("tag", args=[tag.slug])
        return self.of_stories(("tag", tag.pk), tag.name, description, page, lists.of_tag(tag))


class SeriesFeed(FeedView):
    def channel(self, slug):
        series = get_object_or_404(published(Series.objects), slug=slug)
        description = series.standfirst or gettext("The newest parts of %(series)s.") % {
            "series": series.title
        }
        page = series.get_absolute_url()
        return self.of_stories(
            ("series", series.pk), series.title, description, page, lists.of_series(series)
        )


class CorrectionsFeed(FeedView):
    """What readers were told about changed stories."""

    def channel(self):
        publication = self.publication
        return self.about(
            ("corrections",),
            f"{gettext('Corrections')} – {publication.name}",
            gettext("What %(name)s has corrected, clarified, updated or retracted")
            % {"name": publication.name}
            + ".",
            reverse("corrections"),
            channels.corrections(told_corrections()[: channels.NEWEST], publication),
        )

"""The editions about one thing, each once, for its page and its feed alike."""

from __future__ import annotations

from taggit.models import Tag

from articles.models import Edition, Part, Series
from authors.models import Author
from sections.models import Section


def of_section(section: Section):
    """Those of the section and its subsections, and those that are filed there too."""
    # By their keys: for the database has to know which they are, to see that a section has few stories.
    listed = Edition.listed_in.through.objects.filter(section__in=section.branch)
    return Edition.objects.filter(pk__in=listed.values("edition"))


def of_author(author: Author):
    printed = Edition.authors.through.objects.filter(author=author)
    return Edition.objects.filter(pk__in=printed.values("edition"))


def of_tag(tag: Tag):
    tagged = Edition.tags.through.objects.filter(tag=tag)
    return Edition.objects.filter(pk__in=tagged.values("content_object"))


def of_series(series: Series):
    parts = Part.objects.filter(series=series)
    return Edition.objects.filter(article__in=parts.values("article"))

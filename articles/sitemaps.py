"""
Sitemaps (sitemaps.org 0.9, with Google's image and news extensions).

The index names files by the keys of what they hold: `stories-7.xml` has the stories 70,000 to 79,999, whatever was
published or withdrawn since. So a story never moves to another file, a file never holds more than PER_FILE addresses,
and an index of the database finds each file, and when it last changed, without counting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import IsNull
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views import View
from taggit.models import Tag

from articles.addresses import absolute
from articles.models import Edition, EditionByline, ListedEdition, Part, Series, TaggedEdition
from articles.models.edition import PER_FILE, SITEMAP_FILE
from articles.models.filing import Filing, there_is
from articles.xml_text import DECLARATION, element
from authors.models import Author
from media.renditions import rendition
from sections.models import Section

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XML = "application/xml; charset=utf-8"

RECENT = timedelta(hours=48)  # of the news sitemap, and no more than:
MOST_NEWS = 1000

# Of a story that was first published elsewhere, that site has the address.
OURS = Q(canonical_url="")
PICTURE = ("content_hash", "width", "height", "sizes_made", "focal_x", "focal_y")
PICTURE_WIDTH = 1600


class IndexView(View):
    """The names of the files, and when each last changed as far as that is known."""

    def get(self, request):
        now = timezone.now()
        files = [("pages", None)]
        for kind in KINDS:
            files += ((f"{kind}-{number}", changed) for number, changed in _files(kind, now))
        # To look one address up takes longer than to write it.
        before, _, after = absolute(reverse("sitemap-file", args=["pages"])).rpartition("pages")
        entries = (
            element("sitemap", [element("loc", f"{before}{name}{after}"), *_lastmod(changed)])
            for name, changed in files
        )
        return HttpResponse(DECLARATION + element("sitemapindex", entries, xmlns=NAMESPACE), content_type=XML)


class FileView(View):
    def get(self, request, name):
        kind, _, number = name.partition("-")
        urls = list(KINDS[kind](int(number)) if number else pages(request.publication))
        if not urls:
            raise Http404("The sitemap has no such file.")
        return HttpResponse(
            DECLARATION + element("urlset", urls, xmlns=NAMESPACE, xmlns__image=IMAGES), content_type=XML
        )


class NewsView(View):
    """The stories of the last 48 hours, as Google News wants them; empty where there are none, which it allows."""

    def get(self, request):
        now = timezone.now()
        ours = Edition.objects.live(now).filter(OURS).newest_first()
        recent = ours.filter(first_published_at__gt=now - RECENT)
        found = list(recent.values_list("path", "headline", "first_published_at")[:MOST_NEWS])
        publication = [
            element("news:name", request.publication.name),
            element("news:language", get_language().partition("-")[0]),
        ]
        urls = (
            element(
                "url",
                [
                    element("loc", absolute(path)),
                    element(
                        "news:news",
                        [
                            element("news:publication", publication),
                            element("news:publication_date", _w3c(published)),
                            element("news:title", headline),
                        ],
                    ),
                ],
            )
            for path, headline, published in found
        )
        response = HttpResponse(
            DECLARATION + element("urlset", urls, xmlns=NAMESPACE, xmlns__news=NEWS), content_type=XML
        )
        # The clock takes them off one by one.
        older = ours.filter(first_published_at__lte=now - RECENT).values_list("first_published_at", flat=True)
        response.changed_at = max((published + RECENT for published in older[:1]), default=None)
        response.changes_at = found[-1][2] + RECENT if found else None
        return response


# --- What is in the files -----------------------------------------------------------------------------


def stories(number: int) -> Iterator[str]:
    rows = (
        Edition.objects.live()
        .alias(file=SITEMAP_FILE)
        .filter(OURS, file=number)
        .order_by("article_id")
        .values_list("path", "first_published_at", "updated_at", *(f"lead_image__{name}" for name in PICTURE))
    )
    for path, published, updated, *picture in rows:
        yield _url(path, updated or published, SimpleNamespace(**dict(zip(PICTURE, picture, strict=True))))


def authors(number: int) -> Iterator[str]:
    for author in _in_file(Author, number).filter(_has_live(EditionByline)).only("slug"):
        yield _url(author.get_absolute_url())


def tags(number: int) -> Iterator[str]:
    for tag in _in_file(Tag, number).filter(_has_live(TaggedEdition)).only("slug"):
        yield _url(reverse("tag", args=[tag.slug]))


KINDS = {"stories": stories, "authors": authors, "tags": tags}


def pages(publication) -> Iterator[str]:
    """The front page, the publication's own pages, and the sections and series in which there is something."""
    yield _url(reverse("front"))
    for page in publication.pages:
        yield _url(reverse("page", args=[page["slug"]]))
    yield _url(reverse("archive"))
    yield _url(reverse("corrections"))
    sections = list(Section.objects.annotate(filled=_has_live(ListedEdition)).only("path", "parent"))
    filled = {pk for section in sections if section.filled for pk in (section.pk, section.parent_id)}
    for section in sections:
        if section.pk in filled:  # itself, or by what stands in a subsection
            yield _url(section.get_absolute_url())
    parts = Part.objects.filter(
        Exists(Edition.objects.live().filter(article=OuterRef("article"))), series=OuterRef("pk")
    )
    for series in Series.objects.filter(Exists(parts)).only("slug"):
        yield _url(series.get_absolute_url())


def _in_file(model, number: int):
    return model.objects.filter(pk__gte=number * PER_FILE, pk__lt=(number + 1) * PER_FILE).order_by("pk")


def _has_live(filings: type[Filing]) -> IsNull:
    """Whether an edition that is live is filed under the thing."""
    return there_is(filings.under(OuterRef("pk"), Edition.objects.live()))


# --- Which files there are ----------------------------------------------------------------------------

# Taken from the end of an index, file by file, so that their number is all that this costs.
FILES = """
    SELECT file.number, GREATEST({changed})
    FROM generate_series(0, ({largest}) / {per_file}) AS file (number) WHERE EXISTS ({held})
"""
NUMBER = RawSQL("file.number", ())


def _files(kind: str, now: datetime) -> list[tuple[int, datetime | None]]:
    """The numbers of the files that hold an address, each with the moment of its last change where that is known."""
    if kind == "stories":
        in_file = Edition.objects.alias(file=SITEMAP_FILE).filter(file=NUMBER)
        largest, held = (
            Edition.objects.order_by("-article_id").values("article_id"),
            in_file.live(now).filter(OURS),
        )
        changed = [
            in_file.filter(live_from__lte=now).order_by("-live_from").values("live_from"),
            in_file.kept().filter(live_until__lte=now).order_by("-live_until").values("live_until"),
        ]
    else:
        model, live = {
            "authors": (Author, _has_live(EditionByline)),
            "tags": (Tag, _has_live(TaggedEdition)),
        }[kind]
        largest, held = (
            model.objects.order_by("-pk").values("pk"),
            model.objects.filter(live, pk__gte=NUMBER * PER_FILE, pk__lt=(NUMBER + 1) * PER_FILE),
        )
        changed = []
    parts = {"largest": _sql(largest[:1]), "held": _sql(held.values("pk")[:1])}
    moments = [_sql(one[:1]) for one in changed]
    statement = FILES.format(
        changed=", ".join(f"({sql})" for sql, _ in moments) or "NULL",
        per_file=PER_FILE,
        **{name: sql for name, (sql, _) in parts.items()},
    )
    params = [one for _, told in (*moments, parts["largest"], parts["held"]) for one in told]
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def _sql(queryset) -> tuple[str, tuple]:
    return queryset.query.sql_with_params()


# --- How an address is written ------------------------------------------------------------------------


def _url(path: str, changed: datetime | None = None, picture=None) -> str:
    parts = [element("loc", absolute(path)), *_lastmod(changed)]
    if picture and picture.content_hash:
        shown = absolute(rendition(picture, at_most=PICTURE_WIDTH).url())
        parts.append(element("image:image", [element("image:loc", shown)]))
    return element("url", parts)


def _lastmod(changed: datetime | None) -> list[str]:
    return [element("lastmod", _w3c(changed))] if changed else []


def _w3c(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")

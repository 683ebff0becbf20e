"""Sitemaps: every address that a search engine should know, and nothing else."""

import re
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from articles import workflow
from articles.models import Edition
from articles.models.edition import PER_FILE, SITEMAP_FILE
from front.models import Publication
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, publish
from tests.paper import print_paper

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
W3C = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"
NOON = "2026-03-02T12:00:00Z"


def sitemap(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def files(client):
    """The files that the index names, with their last change or None."""
    return {
        urlsplit(entry.findtext(f"{MAP}loc")).path: entry.findtext(f"{MAP}lastmod")
        for entry in sitemap(client, "/sitemap.xml")
    }


def addresses(client, kind=""):
    return [
        urlsplit(loc.text).path
        for file in files(client)
        if kind in file
        for loc in sitemap(client, file).iter(f"{MAP}loc")
    ]


def check(root, name, child, inner):
    """The order and number of what siteindex.xsd and sitemap.xsd let in, and Google's extensions beside it."""
    assert root.tag == MAP + name
    assert 1 <= len(root) <= 50_000
    for entry in root:
        assert entry.tag == MAP + child
        names = [part.tag for part in entry]
        assert names[0] == f"{MAP}loc"
        assert names in inner, names
        assert re.match(r"https?://[^/\s]+/[!-~]*$", entry.findtext(f"{MAP}loc"))
        if lastmod := entry.findtext(f"{MAP}lastmod"):
            assert re.fullmatch(W3C, lastmod)
        for image in entry.findall(f"{IMAGE}image"):
            assert re.fullmatch(r"https?://\S+\.jpg", image.findtext(f"{IMAGE}loc"))


def test_index_and_files_are_what_the_schemas_say(client):
    print_paper()
    check(
        sitemap(client, "/sitemap.xml"),
        "sitemapindex",
        "sitemap",
        [[f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"]],
    )
    inner = [[f"{MAP}loc", *more] for more in ([], [f"{MAP}lastmod"], [f"{MAP}lastmod", f"{IMAGE}image"])]
    assert len(files(client)) == 4
    for file in files(client):
        check(sitemap(client, file), "urlset", "url", inner)


def test_every_page_that_is_named_is_there_and_each_once(client):
    print_paper()
    named = addresses(client)
    assert len(named) == len(set(named))
    for address in named:
        assert client.get(address).status_code == 200, address
    assert {
        "/",
        "/about/",
        "/corrections/",
        "/embassy/",
        "/embassy/letters/",
        "/author/ana/",
        "/tag/harbour/",
    } <= {*named}
    assert "/sport/" not in named, "a section without a story says nothing"
    live = Edition.objects.live().values_list("path", flat=True)
    assert set(live) == {address for address in named if re.match(r"/\d{4}/", address)}


def test_an_empty_publication_has_a_sitemap(client):
    assert list(files(client)) == ["/sitemap/pages.xml"]
    assert addresses(client) == ["/", "/archive/", "/corrections/"]


def test_a_story_that_was_first_published_elsewhere_is_left_to_that_site(client):
    publish(canonical_url="https://other.example/story")
    assert addresses(client, "stories") == []
    assert len(sitemap(client, "/news-sitemap.xml")) == 0


def test_stories_authors_and_tags_come_and_go_with_what_is_live(client):
    author = AuthorFactory(slug="ana")
    moment = timezone.now() + timedelta(hours=1)
    edition = publish(bylines=[author], tags=["harbour"], at=moment)
    met = [edition.path, "/author/ana/", "/tag/harbour/"]
    assert not {*met} & {*addresses(client)}
    with time_machine.travel(moment):
        assert {*met} <= {*addresses(client)}
        workflow.withdraw(edition.article, by=None)
        assert not {*met} & {*addresses(client)}


def file_of(article):
    return f"/sitemap/stories-{article.pk // PER_FILE}.xml"


def at_key(pk, **story):
    """A story with the given key, as an archive of millions has it."""
    return publish(ArticleFactory(pk=pk, **story))


def test_a_story_stays_in_its_file_and_a_file_says_when_it_last_changed(client):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        old = at_key(10 * PER_FILE - 1).article
    with time_machine.travel(NOON, tick=False):
        new = at_key(10 * PER_FILE).article
        stories = {file: changed for file, changed in files(client).items() if "stories" in file}
        assert stories == {
            file_of(old): "2026-03-01T12:00:00+00:00",
            file_of(new): "2026-03-02T12:00:00+00:00",
        }
    with time_machine.travel("2026-03-03T08:00:00Z", tick=False):
        old.headline = "More is known"
        old.save()
        workflow.record(old, by=None)
        publish(old)
        assert files(client)[file_of(old)] == "2026-03-03T08:00:00+00:00"
        assert files(client)[file_of(new)] == "2026-03-02T12:00:00+00:00"
    with time_machine.travel("2026-03-04T08:00:00Z", tick=False):
        at_key(10 * PER_FILE + 1)
        workflow.withdraw(new, by=None)
        assert files(client)[file_of(new)] == "2026-03-04T08:00:00+00:00"


def test_an_edition_to_come_or_called_off_changes_no_file(client):
    with time_machine.travel(NOON, tick=False):
        article = publish().article
        later = timezone.now() + timedelta(hours=1)
        publish(at=later)
        called_off = ArticleFactory()
        publish(called_off, at=later)
        workflow.unschedule(called_off, by=None)
    with time_machine.travel("2026-03-02T12:30:00Z", tick=False):
        assert files(client)[file_of(article)] == "2026-03-02T12:00:00+00:00"


@pytest.mark.parametrize("name", ["stories-7", "authors-7", "tags-999999999", "stories", "pages-0", "stories--1", "x-0",
                                  "stories-99999999999999999999", "stories-%00"])  # fmt: skip
def test_a_file_that_there_is_not_is_not_found(client, name):
    assert client.get(f"/sitemap/{name}.xml").status_code == 404


def test_index_and_files_take_a_fixed_number_of_queries_whatever_there_is(client, django_assert_num_queries):
    publish(tags=["one"], lead_image=ImageFactory())
    at_key(3 * PER_FILE, tags=["two"], lead_image=ImageFactory())
    named = list(files(client))
    assert len(named) == 5
    counts = [(name, 4 if "pages" in name else 3) for name in named]
    for address, queries in [("/sitemap.xml", 5), ("/news-sitemap.xml", 4), *counts]:
        client.get(address)
        Publication.objects.update(tagline=address)
        with django_assert_num_queries(queries + 1):  # the generation, which has changed
            client.get(address)


def test_the_files_are_found_in_indexes():
    """As the database plans it where a walk through the table is no choice."""
    now = timezone.now()
    in_file = Edition.objects.alias(file=SITEMAP_FILE).filter(file=7)
    ended = in_file.filter(live_until__lte=now).order_by("-live_until").values("live_until")[:1]
    begun = in_file.filter(live_from__lte=now).order_by("-live_from").values("live_from")[:1]
    with connection.cursor() as cursor:
        # Of a story or two the database may as well read all: what it chooses then hangs on what was there before.
        cursor.execute("DROP INDEX edition_by_start")
        publish()
        cursor.execute("ANALYZE articles_edition; SET LOCAL enable_seqscan = off")
    for queryset, index in [
        (in_file.live(now).order_by().values("path"), "edition_by_file_and_start"),
        (begun, "edition_by_file_and_start"),
        (ended, "edition_by_file_and_stop"),
    ]:
        plan = queryset.explain()
        assert index in plan
        assert "Sort" not in plan


# --- News ---------------------------------------------------------------------------------------------


def news(client):
    return sitemap(client, "/news-sitemap.xml")


def test_the_news_sitemap_holds_the_last_48_hours_newest_first(client, settings):
    Publication.objects.update(name="The Halyard & Co")
    now = datetime.fromisoformat(NOON)
    for hours in (49, 47, 1):
        with time_machine.travel(now - timedelta(hours=hours), tick=False):
            publish(headline=f"Before {hours} hours")
    with time_machine.travel(now, tick=False):
        urls = list(news(client))
    assert [url.findtext(f"{NEWS}news/{NEWS}title") for url in urls] == ["Before 1 hours", "Before 47 hours"]
    for url in urls:
        assert [part.tag for part in url] == [f"{MAP}loc", f"{NEWS}news"]
        assert [part.tag for part in url[1]] == [
            f"{NEWS}{name}" for name in ("publication", "publication_date", "title")
        ]
        assert [part.text for part in url[1][0]] == ["The Halyard & Co", "en"]
        assert re.fullmatch(W3C, url[1][1].text)


def test_the_news_sitemap_changes_with_the_clock_and_caches_are_told(client):
    with time_machine.travel(NOON, tick=False):
        publish()
    with time_machine.travel("2026-03-04T11:59:47Z", tick=False):
        assert len(news(client)) == 1
        assert client.get("/news-sitemap.xml")["Cache-Control"] == "public, max-age=0, s-maxage=13"
    with time_machine.travel("2026-03-04T12:00:00Z", tick=False):
        assert len(news(client)) == 0


def test_the_news_sitemap_holds_a_thousand_at_most(client, monkeypatch):
    monkeypatch.setattr("articles.sitemaps.MOST_NEWS", 2)
    for number in range(3):
        publish(headline=f"Story {number}")
    assert [title.text for title in news(client).iter(f"{NEWS}title")] == ["Story 2", "Story 1"]


def test_what_xml_does_not_allow_is_left_out(client):
    publish(headline="Crane\x0b fails <b>&", section=SectionFactory(slug="harbour"))
    assert [title.text for title in news(client).iter(f"{NEWS}title")] == ["Crane fails <b>&"]

"""What `make bench` measures with is what the application would have made, or it measures something else."""

import pytest
from django.db import connection
from django.db.models import F

from articles.models import Article, Edition, EditionByline, ListedEdition, TaggedEdition
from articles.standing import standing
from bench import archive, desk, growth, pages, real_news

pytestmark = pytest.mark.django_db


@pytest.fixture
def grown():
    archive.fill(20)
    growth.grow(120)


def test_the_archive_has_stories_in_every_standing(grown):
    states = [standing(story).state for story in Article.objects.with_standing()]
    assert len(states) == 120
    assert set(states) == {"live", "changed", "scheduled", "draft", "withdrawn"}


def test_what_the_database_derives_is_there(grown):
    versions = Article.objects.order_by("pk").values_list("frozen_version", flat=True)
    given = list(versions)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET kicker = kicker")
    assert list(versions) == given
    assert None in given
    assert not Article.objects.filter(words=None).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_edition WHERE search || edition_marks(id) = search")
        assert cursor.fetchone()[0] == Edition.objects.count()
    for filing in (ListedEdition, EditionByline, TaggedEdition):
        published = F(f"{filing.EDITION}__first_published_at")
        assert filing.objects.exists()
        assert not filing.objects.exclude(first_published_at=published).exists()


def test_every_page_that_is_measured_is_there(grown, client):
    for address in (pages.addresses() | pages.old()).values():
        assert client.get(address).status_code == 200, address


def test_every_page_of_the_desk_that_is_measured_opens(grown):
    for ask in desk.prepare().values():
        assert ask().status_code == 200


def test_what_is_published_is_seen_on_every_surface(grown):
    took = desk.published()
    assert [*took] == ["answer", "story", "front", "section", "author", "tag", "search", "feed"]


def test_headlines_from_a_file_become_stories_that_readers_find(client):
    rows = [
        {
            "category": "MEDIA", "headline": f"Ferry No. {number} <sails>",
            "authors": "Ana Ruíz, Jo Lind, and Tom Okafor",
            "short_description": "Port Ansel waits & sees.", "date": f"2018-05-{number + 1:02}",
        }
        for number in range(12)
    ]  # fmt: skip
    real_news.load(rows)
    page = client.get("/search/", {"q": "fery author:lind tag:port-ansel"})
    assert page.context["count"] == 0, "no headline names the port"
    page = client.get("/search/", {"q": "fery author:lind"})
    assert page.context["instead"] == "ferry author:lind"
    assert page.context["count"] == 12
    story = client.get(page.context["editions"][0].path).content.decode()
    assert "Ana Ruíz" in story
    assert "Ferry No. 11 &lt;sails&gt;" in story
    assert client.get("/media-news/").status_code == 200

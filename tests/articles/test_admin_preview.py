"""Seeing a story as readers would, before they can."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Edition, Revision
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, SectionFactory, UserFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return Desk(staff("Writer"))


def preview_address(article):
    return reverse("admin:articles_article_preview", args=[article.pk])


def test_the_preview_shows_what_is_typed_and_saves_nothing(writer):
    article = ArticleFactory(headline="Pilots end strike")
    response = writer.open_own(article).type(headline="Pilots return to work").press("_preview")
    assert "Pilots return to work" in response.content.decode()
    assert "Preview: not published" in response.content.decode()
    assert Article.objects.get().headline == "Pilots end strike"
    assert not Edition.objects.exists()
    assert not Revision.objects.exists()


def test_a_story_that_was_never_saved_has_a_preview(writer):
    writer.open().type(headline="A new story", section=SectionFactory().pk, tags="harbour")
    response = writer.press("_preview")
    assert "A new story" in response.content.decode()
    assert not Article.objects.exists()


def test_the_preview_of_a_live_story_leaves_readers_theirs(writer):
    edition = publish(headline="Pilots end strike")
    writer.open_own(edition.article).type(headline="Pilots return to work").press("_preview")
    assert Edition.objects.live().get().headline == "Pilots end strike"
    assert "Pilots end strike" in Client().get(edition.path).content.decode()


def test_a_form_with_an_error_says_so_instead(writer):
    response = writer.open_own(ArticleFactory()).type(headline="").press("_preview")
    assert "A story needs a headline" in response.content.decode()


def test_the_preview_is_kept_by_nobody(writer):
    response = writer.get(preview_address(ArticleFactory(created_by=writer.user)))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_preview_needs_the_permission_to_see_stories(client):
    address = preview_address(ArticleFactory())
    assert client.get(address).status_code == 302
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403

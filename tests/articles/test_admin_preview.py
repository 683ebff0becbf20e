"""Seeing a story as readers would, before they can."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Edition, PreviewLink, Revision
from media.models import Image
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, ImageFactory, SectionFactory, UserFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return Desk(staff("Writer"))


def framed(response, name="coming"):
    """The page in a frame of the preview."""
    document = re.search(rf'<iframe class="frame-{name}"[^>]*srcdoc="([^"]*)"', response.content.decode())[1]
    return unescape(document)


def preview_address(article):
    return reverse("admin:articles_article_preview", args=[article.pk])


def test_the_preview_shows_what_is_typed_and_saves_nothing(writer):
    article = ArticleFactory(headline="Pilots end strike")
    response = writer.open_own(article).type(headline="Pilots return to work").press("_preview")
    assert "Pilots return to work" in framed(response)
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
    response = writer.open_own(edition.article).type(headline="Pilots return to work").press("_preview")
    assert "Pilots return to work" in framed(response, "coming")
    assert "Pilots end strike" in framed(response, "now")
    assert Edition.objects.live().get().headline == "Pilots end strike"
    assert "Pilots end strike" in Client().get(edition.path).content.decode()


def test_where_nothing_was_changed_the_preview_is_what_readers_have(writer):
    edition = publish(at=timezone.now() - timedelta(hours=2))
    response = writer.open_own(edition.article).press("_preview")
    page = response.content.decode()
    assert "Preview: as readers have it" in page
    assert 'class="frame-coming"' not in page
    assert "Updated" not in framed(response, "now")


def test_a_form_with_an_error_says_so_instead(writer):
    response = writer.open_own(ArticleFactory()).type(headline="").press("_preview")
    assert "A story needs a headline" in response.content.decode()


def test_the_preview_is_kept_by_nobody(writer):
    response = writer.get(preview_address(ArticleFactory(created_by=writer.user)))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "max-image-preview" not in response.content.decode()


def test_the_preview_needs_the_permission_to_see_stories(client):
    address = preview_address(ArticleFactory())
    assert client.get(address).status_code == 302
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403


@pytest.fixture
def article():
    return ArticleFactory(headline="Pilots end strike")


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


def links_of(article):
    return reverse("admin:articles_article_links", args=[article.pk])


def in_days(days):
    return timezone.localtime(timezone.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def link(article, editor):
    """The path of a private link to the story, as the desk shows it."""
    editor.post(links_of(article), {"label": "A lawyer", "ends_at": in_days(2)})
    shown = editor.get(links_of(article)).content.decode()
    return re.search(r"http://[^/]+(/preview/[^/]+/)", shown)[1]


def test_a_private_link_shows_the_story_without_an_account_and_is_kept_by_nobody(link, client):
    response = client.get(link)
    page = response.content.decode()
    assert "Pilots end strike" in page
    assert "Not published. Shown to you in confidence" in page
    assert "A lawyer" not in page
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"].startswith("noindex")
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert not Edition.objects.exists()


def test_a_private_link_to_a_live_story_does_not_call_it_unpublished(link, article, client):
    publish(article)
    page = client.get(link).content.decode()
    assert "Not published" not in page
    assert (
        "Readers have a published version of this story. This is the desk’s own, shown to you in confidence"
        in page
    )


@pytest.mark.parametrize("is_live", [False, True])
def test_a_private_link_bears_the_moment_of_the_text_whenever_somebody_looks(
    link, article, editor, client, is_live
):
    if is_live:
        publish(article, at=timezone.now() - timedelta(days=1))
    editor.open(article).type(headline="Pilots return to work").press()
    article.refresh_from_db()
    with time_machine.travel(timezone.now() + timedelta(minutes=30), tick=False):
        times = re.findall(r'<time( class="dt-\w+")? datetime="([^"]+)"', client.get(link).content.decode())
    saved = f"{article.changed_at:%Y-%m-%dT%H:%MZ}"
    first = f"{article.changed_at - timedelta(days=1):%Y-%m-%dT%H:%MZ}" if is_live else saved
    shown = {kind.strip(): moment for kind, moment in times}
    assert shown[""] == saved
    assert shown['class="dt-published"'] == first
    assert shown.get('class="dt-updated"') == (saved if is_live else None)


def test_a_private_link_shows_what_was_saved_last(link, article, editor, client):
    editor.open(article).type(headline="Pilots return to work").press()
    assert "Pilots return to work" in client.get(link).content.decode()


def test_a_revoked_link_leads_nowhere(link, article, editor, client):
    editor.post(links_of(article), {"revoke": PreviewLink.objects.get().pk})
    response = client.get(link)
    assert response.status_code == 410
    assert "Pilots end strike" not in response.content.decode()
    assert "revoked" in editor.get(links_of(article)).content.decode()


def test_a_link_ends_at_its_moment(link, client):
    with time_machine.travel(timezone.now() + timedelta(days=2, minutes=1)):
        assert client.get(link).status_code == 410


def test_an_address_that_was_guessed_leads_nowhere(link, client):
    assert client.get(link[:-2] + "x/").status_code == 410
    assert client.get("/preview/%00/").status_code in {400, 404, 410}


def test_the_desk_sees_how_often_a_link_was_opened(link, article, editor, client):
    client.get(link), client.get(link)
    assert "opened 2 times" in editor.get(links_of(article)).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"label": "", "ends_at": in_days(2)}, "Say who the link is for"),
        ({"label": "A lawyer", "ends_at": in_days(-1)}, "This moment has passed"),
        ({"label": "A lawyer", "ends_at": in_days(400)}, "90 days at the most"),
        ({"label": "A lawyer", "ends_at": "soon"}, "Enter a valid date/time"),
    ],
)
def test_what_is_wrong_with_a_new_link_is_said_and_nothing_typed_is_lost(article, editor, typed, said):
    page = editor.post(links_of(article), typed).content.decode()
    assert said in page
    assert f'value="{typed["label"]}"' in page or not typed["label"]
    assert not PreviewLink.objects.exists()


def test_links_to_a_story_are_made_by_those_who_may_change_it(article, writer):
    assert writer.post(links_of(article), {"label": "Me", "ends_at": in_days(2)}).status_code in {302, 403}
    assert not PreviewLink.objects.exists()


def test_a_private_link_says_so_where_a_picture_cannot_be_made_ready(link, article, client, monkeypatch):
    def refuse(image):
        raise OSError("No space left on device")

    monkeypatch.setattr(Image, "make_renditions", refuse)
    Article.objects.filter(pk=article.pk).update(lead_image=ImageFactory())
    response = client.get(link)
    assert response.status_code == 503
    assert "can’t be shown right now" in response.content.decode()
    assert "no-store" in response["Cache-Control"]

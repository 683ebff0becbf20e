"""The demo publication is complete, and comes into an empty database by one command."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article, Correction, Edition
from demo.loader import Progress
from demo.management.commands.demo import Command
from front.layout import front_page, keys_of
from front.models import Layout
from front.models.layout import Kind
from media.models import Image
from tests.factories import UserFactory


@pytest.fixture
def demo(db, monkeypatch):
    """The demo publication, set up without the renditions: making them takes long, and is tested elsewhere."""
    monkeypatch.setattr(Image, "make_renditions", lambda image: 0)
    monkeypatch.setenv("NEWSROOM_DEMO_PASSWORD", "the demo's password")
    call_command("demo")


def test_the_demo_has_all_that_convinces_in_the_first_minute(demo, client):
    live = Edition.objects.live()
    assert live.count() == 30
    assert not live.filter(lead_image=None).exists()
    assert all(350 <= words <= 800 for words in live.values_list("word_count", flat=True))
    assert Edition.objects.waiting().exists()
    assert Edition.objects.ever_live().exclude(article__in=live.values("article")).exists()
    assert set(Article.objects.filter(editions=None).values_list("stage", flat=True)) == {
        "draft",
        "in_edit",
        "ready",
    }
    corrections = Correction.objects.all()
    assert len(corrections) == 2
    for correction in corrections:
        page = client.get(f"/corrections/{correction.pk}/").content.decode()
        assert "<del>" in page.split('class="plain changes"')[1], correction.text
    assert client.login(username="editor", password="the demo's password")
    assert re.search(
        r'property="og:image" content="[^"]+/icon/[0-9a-f]+/512.png"', client.get("/").content.decode()
    )


def test_the_demos_front_page_is_laid_out_with_every_kind_of_zone(demo, client):
    now = timezone.now()
    shown = front_page()
    kinds = {one.zone.kind for one in shown} | {one.beside.zone.kind for one in shown if one.beside}
    assert kinds == set(Kind)
    assert Layout.objects.of(None).to_come().count() == 1
    assert front_page(now + timedelta(hours=20))[0].zone.kind == Kind.PICTURE
    keys = keys_of(shown)
    assert len(keys) == len(set(keys)) >= 24
    assert client.get("/the-embassy/").context["zones"]


def test_the_demo_has_a_series_and_a_gallery(demo, client):
    part = Edition.objects.live().get(article__slug="night-tower")
    page = client.get(part.path).content.decode()
    assert "Part 2 of 4" in page
    assert 'class="gallery"' in page
    assert client.get("/series/the-city-at-night/").status_code == 200


def test_every_address_within_the_demos_stories_leads_somewhere(demo, client):
    for edition in Edition.objects.live():
        page = client.get(edition.path)
        assert page.status_code == 200
    for section in (
        "the-embassy",
        "the-embassy/dispatches",
        "harbour",
        "money",
        "science",
        "culture",
        "sport",
    ):
        assert client.get(f"/{section}/").context["editions"], section
    links = {
        link
        for body in Edition.objects.live().values_list("body", flat=True)
        for link in re.findall(r'href="(/[^"]+)"', body)
    }
    assert len(links) > 10
    for link in links:
        assert client.get(link).status_code == 200, link


def test_a_second_run_changes_nothing(demo):
    before = Article.objects.count()
    call_command("demo")
    assert Article.objects.count() == before


def test_it_says_how_far_it_is(db, monkeypatch):
    monkeypatch.setattr(Image, "make_renditions", lambda image: 0)
    monkeypatch.setenv("NEWSROOM_DEMO_PASSWORD", "the demo's password")
    file = StringIO()
    call_command("demo", stdout=file)

    pictures, stories = Image.objects.count(), Article.objects.count()
    _, *lines, last = file.getvalue().splitlines()
    assert 3 < len(lines) < 12
    for line in lines:
        assert re.fullmatch(rf"\d+ of {pictures} pictures, \d+ of {stories} stories", line)
    assert last == f"{pictures} of {pictures} pictures, {stories} of {stories} stories"


def test_in_a_terminal_how_far_it_is_stands_on_one_line():
    terminal = StringIO()
    terminal.isatty = lambda: True
    progress = Progress(1, 2, Command(stdout=terminal).tell)
    progress.add(pictures=1)
    progress.add(stories=1)
    progress.add(stories=1)
    assert terminal.getvalue() == (
        "\r1 of 1 pictures, 0 of 2 stories\r1 of 1 pictures, 1 of 2 stories\r1 of 1 pictures, 2 of 2 stories\n"
    )


def test_a_real_papers_database_is_left_alone(db, monkeypatch):
    UserFactory(username="chief")
    monkeypatch.setenv("NEWSROOM_DEMO_PASSWORD", "the demo's password")
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("demo")
    assert not Article.objects.exists()


def test_the_demo_wants_a_password_for_its_sign_ins(db, monkeypatch):
    monkeypatch.delenv("NEWSROOM_DEMO_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="NEWSROOM_DEMO_PASSWORD"):
        call_command("demo")

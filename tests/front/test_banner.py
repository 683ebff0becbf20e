"""The breaking banner: on every page, from its moment until its end."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from front.models import Banner
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db

NOON = "2026-03-02T12:00:00Z"
ADD = "admin:front_banner_add"


def banner(start=0, end=60, **fields):
    """A banner from `start` until `end` seconds from now."""
    now = timezone.now()
    return Banner.objects.create(
        **{"text": "The bridge is shut"} | fields,
        banner_from=now + timedelta(seconds=start),
        banner_until=now + timedelta(seconds=end),
    )


def test_it_stands_on_every_page_until_its_end_also_on_pages_that_are_kept(client):
    with time_machine.travel(NOON, tick=False):
        edition = publish()
        banner(end=17)
        pages = ["/", edition.path, edition.section.get_absolute_url(), "/search/", "/nothing-here/"]
        for address in pages:
            response = client.get(address)
            assert "The bridge is shut" in response.content.decode(), address
            assert response["Cache-Control"] == "public, max-age=0, s-maxage=17"
    with time_machine.travel("2026-03-02T12:00:17Z", tick=False):
        for address in pages:
            assert "The bridge is shut" not in client.get(address).content.decode(), address


def test_one_that_is_to_come_is_not_there_and_no_page_is_kept_past_its_beginning(client):
    with time_machine.travel(NOON, tick=False):
        banner(start=17)
        response = client.get("/")
        assert "The bridge is shut" not in response.content.decode()
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=17"


def test_the_one_that_began_last_is_shown(client):
    banner(start=-2, text="Later")
    banner(start=-9, text="Earlier")
    page = client.get("/").content.decode()
    assert "Later" in page
    assert "Earlier" not in page


def test_it_leads_to_its_story_as_soon_as_readers_have_that(client):
    article = ArticleFactory(headline="Bridge shut", slug="bridge-shut")
    banner(article=article)
    assert "bridge-shut" not in client.get("/").content.decode()
    edition = publish(article)
    assert f'<a href="{edition.path}" dir="auto">The bridge is shut</a>' in client.get("/").content.decode()


def test_it_does_not_shout(client):
    banner()
    page = client.get("/").content.decode()
    assert 'aria-label="Breaking news"' in page
    assert "aria-live" not in page
    assert 'role="alert"' not in page


def test_an_editor_puts_it_up_with_an_end(client):
    editor = Desk(staff("Editor"))
    data = {"text": "The bridge is shut", "banner_from": "2026-03-02T12:00", "banner_until": ""}
    with time_machine.travel(NOON, tick=False):
        assert "This field is required" in editor.post(reverse(ADD), data).content.decode()
        late = editor.post(reverse(ADD), data | {"banner_until": "2026-03-02T11:00"})
        assert "This moment has passed." in late.content.decode()
        assert not Banner.objects.exists()
        editor.post(reverse(ADD), data | {"banner_until": "2026-03-02T13:00"})
        assert "The bridge is shut" in client.get("/").content.decode()


def test_an_editor_of_some_sections_leads_it_only_to_their_stories(client):
    editor = Desk(staff("Editor"))
    editor.user.sections.add(SectionFactory())
    data = {
        "text": "Shut", "article": ArticleFactory(headline="Classified").pk, "banner_from": "2026-03-02T12:00",
        "banner_until": "2099-03-02T12:00",
    }  # fmt: skip
    response = editor.post(reverse(ADD), data)
    assert "This story isn&#x27;t among those that you work with." in response.content.decode()
    assert not Banner.objects.exists()

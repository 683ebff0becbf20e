"""The menus of masthead and footer."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag

from front import pages
from front.models import MenuItem
from tests.desk import Desk, staff
from tests.factories import PageFactory, SectionFactory, publish
from tests.front.test_logotype import open_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return open_publication(Desk(staff("Chief")))


def row(menu, number, **fields):
    blank = dict.fromkeys(["id", "section", "page", "tag", "address", "label"], "")
    given = {"publication": "1", "position": str(number + 1), **blank, **fields}
    return {f"{menu}-{number}-{name}": value for name, value in given.items()}


def fill(chief, menu, *rows):
    chief.type(**{f"{menu}-TOTAL_FORMS": str(len(rows))})
    for number, fields in enumerate(rows):
        chief.type(**row(menu, number, **fields))
    return chief.press()


def links(client, part):
    page = client.get("/").content.decode()
    start = {"masthead": '<nav class="sections"', "footer": '<nav aria-labelledby="footer-paper"'}[part]
    nav = page[page.index(start) :]
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]*)</a>', nav[: nav.index("</nav>")])


def test_until_somebody_makes_menus_they_follow_sections_and_pages(client):
    SectionFactory(name="Harbour", slug="harbour")
    SectionFactory(name="Hidden", slug="hidden", in_menu=False)
    PageFactory(title="About us", slug="about", live=True)
    assert links(client, "masthead") == [("/harbour/", "Harbour")]
    assert links(client, "footer") == [
        ("/about/", "About us"), ("/archive/", "Archive"), ("/corrections/", "Corrections"),
    ]  # fmt: skip


def test_a_menu_leads_to_sections_pages_tags_and_addresses_in_its_order(chief, client):
    section = SectionFactory(name="Harbour", slug="harbour")
    page = PageFactory(title="About us", slug="about", live=True)
    publish(tags=["Tides"], section=section)
    tag = Tag.objects.get()
    fill(
        chief, "masthead",
        {"tag": str(tag.pk), "position": "3"},
        {"section": str(section.pk), "label": "The harbour", "position": "1"},
        {"page": str(page.pk), "position": "2"},
        {"address": "https://shop.example/?a=1&b=2", "label": "Shop", "position": "4"},
    )  # fmt: skip
    fill(open_publication(chief), "footer", {"address": "/archive/2026/", "label": "This year"})
    assert links(client, "masthead") == [
        ("/harbour/", "The harbour"), ("/about/", "About us"), ("/tag/tides/", "Tides"),
        ("https://shop.example/?a=1&amp;b=2", "Shop"),
    ]  # fmt: skip
    assert links(client, "footer") == [("/archive/2026/", "This year")]


@pytest.mark.parametrize("rows", [
    {}, {"label": "Nothing"}, {"address": "/x/"}, {"address": "javascript:x()", "label": "X"},
    {"address": "//evil.example", "label": "X"}, {"address": "/\\evil.example", "label": "X"},
    {"address": "archive", "label": "X"}, {"address": "data:text/html,x", "label": "X"},
    {"address": "/a b/", "label": "X"},
])  # fmt: skip
def test_a_link_that_leads_nowhere_is_refused_and_an_empty_row_is_none(chief, rows):
    fill(chief, "masthead", rows)
    assert not MenuItem.objects.exists()


def test_a_link_leads_to_one_thing(chief):
    section, page = SectionFactory(), PageFactory(live=True)
    said = fill(chief, "masthead", {"section": str(section.pk), "page": str(page.pk)}).content.decode()
    assert "Choose one thing to lead to" in said
    assert not MenuItem.objects.exists()


def test_what_readers_do_not_have_is_not_in_a_menu(client):
    page = PageFactory(title="About us", live=True)
    waiting = publish(tags=["Tides"], at=timezone.now() + timedelta(hours=1))
    for fields in ({"page": page}, {"tag": Tag.objects.get()}, {"address": "/archive/", "label": "Archive"}):
        MenuItem.objects.create(publication_id=1, menu="masthead", position=1, **fields)
    assert [name for _, name in links(client, "masthead")] == ["About us", "Archive"]
    pages.take_down(page, by=None)
    assert [name for _, name in links(client, "masthead")] == ["Archive"]
    with time_machine.travel(waiting.live_from):
        assert [name for _, name in links(client, "masthead")] == ["Tides", "Archive"]


def test_the_frame_with_its_menus_is_one_query(client):
    page = PageFactory(live=True)
    section = publish(tags=["Tides"]).section
    for menu in ("masthead", "footer"):
        for fields in ({"page": page}, {"section": section}, {"tag": Tag.objects.get()}):
            MenuItem.objects.create(publication_id=1, menu=menu, **fields)
    with CaptureQueriesContext(connection) as queries:
        client.get("/corrections/")
    assert sum('FROM "front_publication"' in query["sql"] for query in queries) == 1
    assert not [query for query in queries if query["sql"].startswith('SELECT "front_menuitem"')]


def test_a_menu_goes_without_what_is_deleted(client):
    section = SectionFactory(name="Harbour")
    MenuItem.objects.create(publication_id=1, menu="footer", section=section)
    section.delete()
    assert not MenuItem.objects.exists()


def test_the_preview_shows_the_menu_before_it_is_saved(chief, client):
    fill_in = row("masthead", 0, address="/archive/", label="Everything")
    shown = chief.post(
        "/admin/front/publication/preview/",
        chief.form | fill_in | {"masthead-TOTAL_FORMS": "1"},
        headers={"X-Requested-With": "fetch"},
    )
    assert '<a href="/archive/" dir="auto">Everything</a>' in shown.content.decode()
    assert "Everything" not in client.get("/").content.decode()

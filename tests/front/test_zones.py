"""Which story stands in which zone of the front page, and of a section's."""

from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.core.cache import caches
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag

from articles import workflow
from articles.models import Readings
from front.layout import front_page
from front.models import Layout, Pin, Zone
from front.models.layout import Kind
from tests.factories import ArticleFactory, ImageFactory, PinFactory, SectionFactory, publish
from tests.front.zones import cards, lay_out, stories

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def harbour():
    return SectionFactory(name="Harbour", slug="harbour")


@pytest.fixture
def tides(harbour):
    """Eight stories of the harbour, the last the newest; every second is about pilots."""
    start = timezone.now() - 24 * HOUR
    return [
        publish(headline=f"Tide {n}", section=harbour, at=start + n * HOUR, tags=["Pilots"] if n % 2 else [])
        for n in range(8)
    ]


def test_each_zone_is_filled_by_its_rule_from_the_top_without_a_story_twice(client, harbour, tides):
    publish(headline="Elsewhere", at=timezone.now() - 48 * HOUR)
    lay_out(
        {"kind": "lead", "count": 2},
        {"kind": "opinion", "rule": "tag", "tag": Tag.objects.get(), "count": 2},
        {"kind": "block", "rule": "section", "section": harbour, "count": 3},
        {"kind": "top", "count": 6},
    )
    zones = client.get("/").context["zones"]
    assert [stories([one]) for one in zones] == [
        ["Tide 7", "Tide 6"],
        ["Tide 5", "Tide 3"],
        ["Tide 4", "Tide 2", "Tide 1"],
        ["Tide 0", "Elsewhere"],
    ]
    page = client.get("/").content.decode()
    assert page.index("Tide 6") < page.index("Pilots") < page.index(">Harbour</a></h2>")


def test_a_pin_keeps_its_story_for_a_zone_further_down(tides):
    lay_out({"kind": "lead", "count": 2}, {"kind": "top", "count": 3})
    PinFactory(article=tides[7].article, zone="zone-1", place=2)
    assert [stories([one]) for one in front_page()] == [["Tide 6", "Tide 5"], ["Tide 4", "Tide 7", "Tide 3"]]


def test_a_zone_in_which_nothing_stands_is_not_there(client, tides):
    lay_out(
        {"kind": "top"},
        {"kind": "block", "rule": "section", "section": SectionFactory(name="Empty", in_menu=False)},
    )
    assert "Empty" not in client.get("/").content.decode().partition("<main")[2]


def test_a_zone_keeps_its_pins_wherever_it_moves(tides):
    lay_out({"kind": "lead", "count": 1}, {"kind": "top", "key": "mine"}, at=timezone.now() - HOUR)
    PinFactory(article=tides[0].article, zone="mine")
    lay_out({"kind": "top", "key": "mine"}, {"kind": "lead", "count": 1})
    assert stories(front_page()[:1])[0] == "Tide 0"


def test_the_layout_that_holds_is_the_last_that_has_begun(tides):
    now = timezone.now()
    lay_out({"kind": "lead", "count": 1}, at=now - 2 * HOUR)
    lay_out({"kind": "top", "count": 2}, at=now + HOUR)
    lay_out({"kind": "block", "title": "Today", "count": 3}, at=now)
    held = [[one.zone.kind for one in front_page(now + hours * HOUR)] for hours in (-1, 0, 1)]
    assert held == [["lead"], ["block"], ["top"]]


def test_a_layout_that_was_called_off_never_holds(tides):
    lay_out({"kind": "lead", "count": 1})
    coming = timezone.now() + HOUR
    lay_out({"kind": "top"}, at=coming, called_off_at=timezone.now())
    assert [one.zone.kind for one in front_page(coming + HOUR)] == ["lead"]


def test_what_readers_had_never_changes():
    layout = lay_out({"kind": "lead"})
    for change in [
        lambda: Zone.objects.update(count=2),
        lambda: Layout.objects.update(live_from=timezone.now() + HOUR),
        lambda: Layout.objects.update(called_off_at=timezone.now()),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    layout.refresh_from_db()
    assert layout.called_off_at is None


def test_a_story_stands_in_the_words_of_its_pin_there_and_in_its_own_elsewhere(client, harbour):
    image = ImageFactory()
    edition = publish(headline="Long headline", section=harbour, lead_image=image)
    PinFactory(
        article=edition.article, headline="Short one", standfirst="Said anew.", crop_x=10, crop_y=90,
        crop_of=image.content_hash,
    )  # fmt: skip
    front = client.get("/").content.decode()
    assert "Short one" in front
    assert "Said anew." in front
    assert "/card-10-90-" in front
    assert "Long headline" not in front
    section = client.get("/harbour/").content.decode()
    assert "Long headline" in section
    assert "/card-50-50-" in section


def test_a_crop_is_of_the_picture_for_which_it_was_made(client):
    edition = publish(lead_image=ImageFactory())
    PinFactory(article=edition.article, crop_x=10, crop_y=90, crop_of="f" * 64)
    assert "/card-50-50-" in client.get("/").content.decode()


def test_a_picture_story_has_a_picture(tides):
    publish(headline="Seen", lead_image=ImageFactory(), at=timezone.now() - 30 * HOUR)
    lay_out({"kind": "picture", "count": 1})
    assert stories(front_page()) == ["Seen"]


def test_most_read_shows_what_was_counted_in_the_last_day_and_nothing_where_nothing_was(client, tides):
    lay_out({"kind": "lead", "count": 1}, {"kind": "most_read", "count": 3})
    assert stories(front_page()) == ["Tide 7"]
    now = timezone.now()
    for story, count, ago in [(1, 3, 1), (1, 4, 2), (2, 5, 1), (3, 90, 30), (7, 99, 1)]:
        Readings.objects.create(article=tides[story].article, count=count, hour=now - ago * HOUR)
    workflow.withdraw(tides[2].article, by=None)
    assert stories(front_page(), "most_read") == ["Tide 1"]
    assert stories(front_page(now - 24 * HOUR), "most_read") == []
    assert "Most read" in client.get("/").content.decode()


def test_a_list_after_the_lead_stands_beside_it(client, tides):
    lay_out({"kind": "lead", "count": 1}, {"kind": "latest", "count": 2}, {"kind": "latest", "count": 2})
    first, second = front_page()
    assert stories([first], "latest") == ["Tide 6", "Tide 5"]
    assert second.zone.kind == "latest"


@time_machine.travel("2026-11-26 12:00Z", tick=False)
def test_the_latest_of_another_year_say_which(client):
    publish(headline="Of today")
    publish(headline="Of once", at=timezone.now() - timedelta(days=700))
    lay_out({"kind": "latest", "count": 2})
    page = client.get("/").content.decode()
    assert '>26 Nov, 12:00</time> <a href="/2026/11/' in page
    assert '>26 December 2024</time> <a href="/2024/12/' in page


def test_the_front_page_takes_six_queries_however_many_zones_it_has(client, tides, harbour):
    zones = [{"kind": kind, "title": "Title", "count": 1} for kind in Kind if kind != "most_read"]
    by_tag = {"kind": "block", "rule": "tag", "tag": Tag.objects.get(), "count": 2}
    by_section = {"kind": "block", "rule": "section", "section": harbour, "count": 2}
    PinFactory(article=tides[0].article, zone="zone-0")
    for layout in ([zones[0]], [*zones, by_tag, by_section] * 2, [*zones, {"kind": "most_read"}] * 2):
        lay_out(*layout)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        assert len(queries) == (6 if {"kind": "most_read"} in layout else 5)


def test_a_sections_page_has_its_zones_above_its_list_and_no_story_twice(client, harbour, tides):
    publish(headline="Elsewhere")
    assert "zones" not in client.get("/harbour/").context
    lay_out({"kind": "lead", "count": 2}, {"kind": "block", "title": "More", "count": 3}, section=harbour)
    context = client.get("/harbour/").context
    assert stories(context["zones"]) == ["Tide 7", "Tide 6", "Tide 5", "Tide 4", "Tide 3"]
    assert [edition.headline for edition in context["editions"]] == ["Tide 2", "Tide 1", "Tide 0"]
    assert stories(front_page(), "lead")[0] == "Elsewhere", "the front page has its own"
    assert "Tide 7" in client.get("/harbour/?utm_source=x").content.decode()


def test_a_sections_page_without_zones_costs_what_it_did(client, harbour, tides, django_assert_num_queries):
    lay_out({"kind": "lead"}, section=SectionFactory())
    with django_assert_num_queries(5):
        client.get("/harbour/")
    lay_out({"kind": "lead"}, section=harbour)
    caches["pages"].clear()
    with django_assert_num_queries(8):
        client.get("/harbour/")


def test_the_pins_of_before_stand_where_they_stood():
    article = ArticleFactory()
    for place in (1, 4, 5, 10):
        PinFactory(article=article, place=place)
    import_module("front.migrations.0011_zones").into_zones(apps, None)
    assert [*Pin.objects.order_by("pk").values_list("zone", "place")] == [
        ("lead", 1), ("lead", 4), ("top", 1), ("top", 6),
    ]  # fmt: skip


def test_a_page_is_not_kept_past_the_moment_at_which_another_layout_begins(client, tides):
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False):
        publish(headline="Noon")
        lay_out({"kind": "lead", "count": 1})
        lay_out({"kind": "top", "count": 2}, at=timezone.now() + timedelta(seconds=17))
        assert client.get("/")["Cache-Control"] == "public, max-age=0, s-maxage=17"
    with time_machine.travel("2026-03-02T12:00:17Z", tick=False):
        assert cards(client.get("/").context["zones"], "top")

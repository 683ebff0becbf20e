"""A day of the archive, and the front page as it stood at a moment of that day."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction
from front.models import Publication
from tests.factories import ArticleFactory, ImageFactory, PinFactory, SectionFactory, publish
from tests.front.zones import lay_out, stories

pytestmark = pytest.mark.django_db

DAY = "/archive/2026/03/02/"


@pytest.fixture(autouse=True)
def clock():
    """The morning of the day on which all this happens."""
    with time_machine.travel("2026-03-02T06:00:00Z", tick=False) as traveller:
        yield traveller


def at(clock, hour, minute=0):
    clock.move_to(f"2026-03-02T{hour:02}:{minute:02}:00Z")


@pytest.fixture
def morning(clock):
    """A story published at eight and changed at ten; one at nine."""
    at(clock, 8)
    article = ArticleFactory(headline="Words of eight", slug="changed", lead_image=ImageFactory())
    publish(article)
    at(clock, 9)
    publish(headline="At nine")
    at(clock, 10)
    Article.objects.filter(pk=article.pk).update(headline="Words of ten", version=2)
    article.refresh_from_db()
    return article


def change(article, kind="update", **more):
    workflow.publish(article, by=None, correction=(kind, "More is known."))
    if more:
        Correction.objects.update(**more)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_front_page_and_the_stories_of_the_day_stand_there_as_they_stood(client, clock, morning):
    lay_out({"kind": "lead", "count": 1}, at=timezone.now() - timedelta(hours=5))
    now = timezone.now()
    PinFactory(
        article=morning, zone="zone-0", headline="Pinned words",
        pinned_from=now - timedelta(minutes=30), pinned_until=now,
    )  # fmt: skip
    change(morning)
    lay_out({"kind": "top", "count": 2})
    at(clock, 18)
    eight = client.get(f"{DAY}?at=08:30")
    assert stories(eight.context["zones"]) == ["Words of eight"]
    assert [card.headline for card in eight.context["stories"]] == ["Words of eight"]
    half_past_nine = client.get(f"{DAY}?at=09:45")
    assert stories(half_past_nine.context["zones"]) == ["Pinned words"]
    noon = client.get(f"{DAY}?at=12:00")
    assert stories(noon.context["zones"], "top") == ["Words of ten", "At nine"], (
        "the one with a picture first"
    )
    assert stories(client.get(f"{DAY}?at=07:00").context["zones"]) == []


def test_the_day_lists_its_stories_in_their_words_of_today(client, clock, morning):
    change(morning)
    clock.move_to("2026-03-04T09:00:00Z")
    publish(headline="Of another day")
    shown = page(client, DAY)
    assert "At nine" in shown and "Words of ten" in shown
    assert "Words of eight" not in shown and "Of another day" not in shown.partition("<main")[2]
    assert 'href="/archive/2026/03/04/"' in shown
    assert "noindex" not in shown


def test_a_moment_is_for_readers_and_not_for_search_engines(client, clock, morning):
    change(morning)
    response = client.get(f"{DAY}?at=09:30")
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert response.context["canonical"].endswith(DAY)


def test_words_that_were_withdrawn_do_not_come_back(client, clock, morning):
    workflow.withdraw(morning, by=None, notice="A source was endangered.")
    shown = page(client, f"{DAY}?at=09:30")
    assert "Words of eight" not in shown and "/changed/" not in shown
    assert "was withdrawn since. A source was endangered." in shown
    assert "Words of eight" not in page(client, DAY)


def test_what_was_withdrawn_and_restored_comes_back_from_then_on(client, clock, morning):
    workflow.withdraw(morning, by=None)
    at(clock, 11)
    workflow.restore(morning, by=None)
    at(clock, 12)
    shown = page(client, f"{DAY}?at=09:30")
    assert "its words of then are not shown any more" in shown
    assert "Words of eight" in page(client, f"{DAY}?at=11:30")


def test_a_story_that_has_ended_is_named_without_its_words(client, clock, morning):
    workflow.set_end(morning, by=None, until=timezone.now() + timedelta(minutes=30))
    at(clock, 11)
    shown = page(client, f"{DAY}?at=09:30")
    assert "Words of eight" not in shown
    assert "is not published any more" in shown


@pytest.mark.parametrize(
    ("kind", "more", "comes_back"),
    [
        ("update", {}, True),
        ("correction", {}, True),
        ("correction", {"shows_difference": False}, False),
        ("retraction", {}, False),
    ],
)
def test_words_that_must_not_be_read_any_more_do_not_come_back(
    client, clock, morning, kind, more, comes_back
):
    change(morning, kind, **more)
    shown = page(client, f"{DAY}?at=09:30")
    assert ("Words of eight" in shown) == comes_back
    assert ("Words of ten" in shown) != comes_back, "what it says now stands there instead"


@pytest.mark.parametrize(
    "address",
    [
        "/archive/2026/03/03/",
        "/archive/2026/02/30/",
        "/archive/0000/01/01/",
        "/archive/2026/03/01/",
    ],
)
def test_what_is_to_come_or_never_was_is_not_found(client, clock, morning, address):
    at(clock, 18)
    assert client.get(address).status_code == 404


def test_a_moment_that_is_to_come_is_said_beside_the_day(client, clock, morning):
    at(clock, 18)
    response = client.get(f"{DAY}?at=19:00")
    assert "This moment is still to come." in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"


def test_a_day_on_which_nothing_was_published_says_so(client, clock, morning):
    clock.move_to("2026-03-05T09:00:00Z")
    response = client.get("/archive/2026/03/04/")
    assert "Nothing was published on this day." in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("more", ["", "?at=12:00"])
@pytest.mark.parametrize(
    ("day", "above"),
    [
        ("2026/03/04", ["/archive/", "/archive/2026/", "/archive/2026/03/"]),
        ("2026/01/31", ["/archive/", "/archive/2026/"]),
        ("2025/03/02", ["/archive/"]),
    ],
)
def test_above_a_day_without_stories_stand_only_the_month_and_year_that_have_some(
    client, clock, morning, day, above, more
):
    publish(at=datetime(2024, 12, 31, 12, tzinfo=UTC))
    clock.move_to("2026-03-05T09:00:00Z")
    shown = page(client, f"/archive/{day}/{more}")
    path = shown.partition('class="page-parent"')[2].partition("</p>")[0]
    assert re.findall(r'href="([^"]+)"', path) == above
    told = re.findall(r'"position": \d+, "name": "[^"]+", "item": "http://[^"/]+([^"]+)"', shown)
    assert told == ([] if more else ["/", *above, f"/archive/{day}/"])
    for address in above:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("typed", ["", "noon", "25:00", "14:30Z", "1" * 5000, "\x00"])
def test_a_time_that_is_none_gets_a_sentence(client, clock, morning, typed):
    response = client.get(DAY, {"at": typed})
    assert "Give a time of that day, such as 14:30." in response.content.decode()


def test_the_clock_is_that_of_the_publication(client, clock, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    timezone.get_default_timezone.cache_clear()
    try:
        clock.move_to("2026-03-01T16:00:00Z")  # one in the morning of the second
        publish(headline="By night")
        clock.move_to("2026-03-02T06:00:00Z")
        assert "By night" in page(client, DAY)
        assert "By night" in page(client, f"{DAY}?at=01:00")
        assert "By night" not in page(client, f"{DAY}?at=00:59")
    finally:
        timezone.get_default_timezone.cache_clear()


def test_a_moment_takes_a_fixed_number_of_queries(client, clock, django_assert_max_num_queries):
    section = SectionFactory()
    for minute in range(30):
        at(clock, 8, minute)
        publish(section=section)
    workflow.withdraw(Article.objects.last(), by=None)
    at(clock, 9)
    with django_assert_max_num_queries(12):
        client.get(f"{DAY}?at=08:45")


def test_the_day_before_comes_first_and_the_day_after_last_in_words_that_say_so(client, clock):
    for day in (1, 2, 3):
        clock.move_to(f"2026-03-0{day}T08:00:00Z")
        publish()
    nav = page(client, DAY).partition('aria-label="Days"')[2].partition("</nav>")[0]
    assert "Earlier: 1 March 2026" in nav and "Later: 3 March 2026" in nav
    assert nav.index("/03/01/") < nav.index("/03/03/")


@pytest.mark.parametrize(
    ("zone", "day", "told"),
    [
        ("Asia/Tokyo", "2026/03/02", "JST"),
        ("Europe/Berlin", "2026/03/02", "CET"),
        ("Europe/Berlin", "2025/10/26", "CEST / CET"),  # the day on which the clocks are set back
    ],
)
def test_the_form_for_a_moment_says_by_whose_clock(client, morning, zone, day, told):
    publish(at=datetime(2025, 10, 25, 12, tzinfo=UTC))
    Publication.objects.update(time_zone=zone)
    field = rf'<input type="time"[^>]* aria-describedby="at-zone">\s*<span id="at-zone">{told}</span>'
    assert re.search(field, page(client, f"/archive/{day}/"))
    wrong = page(client, f"/archive/{day}/?at=noon")
    assert 'aria-describedby="at-zone at-fault"' in wrong

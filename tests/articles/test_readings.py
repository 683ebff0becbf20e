"""Counting what readers read, what the lists make of it, and what is known of whoever read it: nothing."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import readings, workflow
from articles.models import Article, Readings
from articles.most_read import with_readings
from front.models import Generation
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, publish
from tests.front.zones import lay_out

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    """The time: 14:05 at first, and then whatever a test makes it."""
    with time_machine.travel("2036-03-03T14:05:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def tell(client, clock):
    """Says that the story at a path was read, five seconds after whatever was said before."""

    def tell(path, *, browser=FIREFOX, address="192.0.2.1", waits=5, **headers):
        clock.shift(waits)
        headers = {"User-Agent": browser, **headers}
        return client.post("/_read/", quote(path), "text/plain", headers=headers, REMOTE_ADDR=address)

    return tell


def counted() -> list[tuple[str, int]]:
    """The hours in which something was read, with how much."""
    rows = Readings.objects.order_by("hour", "pk").values_list("hour", "count")
    return [(f"{hour:%H:%M}", count) for hour, count in rows]


def test_a_reading_counts_for_the_hour_in_which_it_was_told(tell, clock):
    story, other = publish(), publish()
    for _ in range(3):
        tell(story.path)
    tell(other.path)
    assert counted() == [("14:00", 3), ("14:00", 1)]
    clock.shift(HOUR)
    tell(story.path)
    assert counted() == [("14:00", 3), ("14:00", 1), ("15:00", 1)]


def test_a_story_with_an_address_in_arabic_counts(tell):
    article = ArticleFactory(headline="عودة الطيارين إلى العمل", slug="")
    article.clean()
    article.save()
    tell(publish(article).path)
    assert counted() == [("14:00", 1)]


def test_the_answer_says_nothing_sets_nothing_and_is_not_kept(tell):
    for path in (publish().path, "/2026/03/never-was/", "rubbish"):
        response = tell(path)
        assert (response.status_code, response.content) == (204, b"")
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_what_readers_do_not_have_does_not_count(tell):
    withdrawn = publish()
    workflow.withdraw(withdrawn.article, by=None)
    tell(withdrawn.path)
    tell(publish(at=timezone.now() + HOUR).path)
    tell("/2026/03/never-was/")
    assert counted() == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "/",
        "/about/",
        "{path}?utm_source=x",
        "https://elsewhere.example{path}",
        "x" * 3000,
        "\x00{path}",
        "{path}\n",
        "%zz%ff",
    ],
)
def test_rubbish_counts_for_nothing_and_asks_the_database_nothing(
    client, clock, body, django_assert_num_queries
):
    path = publish().path
    with django_assert_num_queries(0):
        response = client.post(
            "/_read/", body.format(path=path), "text/plain", headers={"User-Agent": FIREFOX}
        )
    assert response.status_code == 204
    assert counted() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"browser": "Mozilla/5.0 (compatible; ExampleBot/2.1; +https://bot.example)"},
        {"browser": "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0"},
        {"browser": "curl/8.5"},
        {"browser": ""},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_programs_and_other_sites_do_not_count(tell, headers):
    assert tell(publish().path, **headers).status_code == 204
    assert counted() == []


def test_only_what_is_sent_is_a_reading(client):
    for method in (client.get, client.head, client.put):
        response = method("/_read/")
        assert response.status_code == 405
        assert "no-store" in response["Cache-Control"]


def test_a_form_from_elsewhere_needs_no_token_and_gets_nothing_done(clock):
    """Nothing is done in the name of whoever is signed in, so there is nothing to protect."""
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    path = publish().path
    answer = strict.post("/_read/", path, "text/plain", headers={"User-Agent": FIREFOX})
    assert answer.status_code == 204
    assert counted() == [("14:00", 1)]


def test_a_story_that_everybody_reads_is_written_once_in_five_seconds(tell, clock):
    story = publish()
    tell(story.path)
    with CaptureQueriesContext(connection) as queries:
        for reader in range(200):
            tell(story.path, waits=0, address=f"192.0.2.{reader}")
    assert len(queries) == 0
    with CaptureQueriesContext(connection) as queries:
        tell(story.path, address="198.51.100.1")
    assert len(queries) == 1
    assert counted() == [("14:00", 202)]


def test_what_a_process_has_not_written_when_it_ends_is_written_then(tell):
    story = publish()
    tell(story.path)
    tell(story.path, waits=1)
    assert counted() == [("14:00", 1)]
    readings.write_rest()
    assert counted() == [("14:00", 2)]


def test_where_the_database_is_away_nothing_breaks_and_nothing_is_lost(tell, monkeypatch):
    story = publish()

    def away(*args):
        raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(readings.connection, "cursor", away)
        assert tell(story.path).status_code == 204
    tell(story.path)
    assert counted() == [("14:00", 2)]


def test_one_address_counts_so_often_in_an_hour_and_each_of_its_neighbours_too(tell, clock):
    story, other = publish(), publish()
    for _ in range(30):
        tell(story.path)
    assert counted() == [("14:00", readings.MOST_FROM_ONE)]
    tell(other.path)
    tell(story.path, address="192.0.2.2")
    assert counted() == [("14:00", readings.MOST_FROM_ONE + 1), ("14:00", 1)]
    clock.shift(HOUR)
    tell(story.path)
    assert counted()[-1] == ("15:00", 1)


@pytest.mark.parametrize(
    ("one", "another", "are_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "", True),
    ],
)
def test_one_reader_is_one_network(tell, one, another, are_one):
    story = publish()
    for _ in range(readings.MOST_FROM_ONE):
        tell(story.path, address=one)
    tell(story.path, address=another)
    assert counted() == [("14:00", readings.MOST_FROM_ONE + (not are_one))]


def test_nothing_is_remembered_of_an_address_beyond_its_hour(tell, clock):
    story = publish()
    tell(story.path)
    before = readings.tally.salt, set(readings.tally.pairs)
    assert "192.0.2.1" not in repr(vars(readings.tally))
    clock.shift(HOUR)
    tell(story.path)
    assert readings.tally.salt != before[0]
    assert not before[1] & set(readings.tally.pairs)


def test_made_up_addresses_fill_no_memory(tell, monkeypatch):
    monkeypatch.setattr(readings, "MOST_STORIES", 10)
    monkeypatch.setattr(readings, "MOST_PAIRS", 20)
    for number in range(100):
        tell(f"/2026/03/never-was-{number}/", waits=0)
    assert len(readings.tally.times) <= 10
    assert len(readings.tally.pairs) <= 20
    assert counted() == []


def test_a_reading_leaves_kept_pages_as_they_are(client, tell):
    story = publish()
    client.get("/")
    generation = Generation.current()
    tell(story.path)
    assert Generation.current() == generation
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) == 1, "the page is still kept"


def test_old_counters_go(tell, clock):
    story = publish()
    tell(story.path)
    clock.shift(readings.KEPT + HOUR)
    tell(story.path)
    assert Readings.objects.count() == 1
    assert Readings.objects.get().hour > timezone.now() - HOUR


# --- What readers see of it ---


def beside(client, edition) -> list[str]:
    """The headlines of the list on a story's page."""
    page = client.get(edition.path).content.decode()
    found = re.search(r'<ol class="most-read">(.*?)</ol>', page, re.DOTALL)
    return re.findall(r">([^<>]+)</a>", found[1]) if found else []


def test_beside_a_story_stand_the_five_others_that_are_read_most(client, tell, clock):
    stories = [publish(headline=f"Tide {number}") for number in range(7)]
    assert beside(client, stories[0]) == []
    assert "Most read" not in client.get(stories[0].path).content.decode()
    for number, story in enumerate(stories):
        for reader in range(number + 1):
            tell(story.path, address=f"192.0.2.{reader}")
    clock.shift(61)
    assert beside(client, stories[6]) == [f"Tide {number}" for number in (5, 4, 3, 2, 1)]
    assert beside(client, stories[0]) == [f"Tide {number}" for number in (6, 5, 4, 3, 2)]
    workflow.withdraw(stories[6].article, by=None)
    assert beside(client, stories[0]) == [f"Tide {number}" for number in (5, 4, 3, 2, 1)]
    clock.shift(25 * HOUR)
    assert beside(client, stories[0]) == []


def test_a_story_that_ends_by_the_clock_leaves_the_list_in_that_second(client, tell, clock):
    story, other = publish(headline="Tide"), publish()
    workflow.set_end(story.article, by=None, until=timezone.now() + timedelta(seconds=30))
    tell(story.path)
    caches["pages"].clear()
    assert beside(client, other) == ["Tide"]
    clock.shift(30)
    assert beside(client, other) == []


@pytest.mark.parametrize("place", ["front", "story"])
def test_whoever_asks_by_the_date_gets_a_new_list_with_the_hour(client, tell, clock, place):
    lay_out({"kind": "lead", "count": 1}, {"kind": "most_read", "count": 3})
    first, second, newest = (publish(headline=headline) for headline in ("Tide", "Storm", "Calm"))
    tell(first.path)
    clock.shift(61)
    address = "/" if place == "front" else newest.path
    before = client.get(address)
    assert "Tide" in before.content.decode()
    for _ in range(2):
        tell(second.path)
    clock.shift(HOUR)
    after = client.get(address, headers={"If-Modified-Since": before["Last-Modified"]})
    assert after.status_code == 200
    assert "Storm" in after.content.decode()


def test_the_list_costs_a_page_no_query(client, tell):
    stories = [publish() for _ in range(3)]
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as without:
        client.get(stories[0].path)
    tell(stories[1].path)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as counted:
        assert beside(client, stories[0])
    assert len(counted) == len(without) <= 4


def test_previews_do_not_count(clock):
    edition = publish()
    desk = Desk(staff("Editor"))
    page = desk.get(f"/admin/articles/article/{edition.article_id}/preview/").content.decode()
    assert "js/colours.js" in page, "the page is in its frame"
    assert "js/readings.js" not in page


# --- What the desk sees of it ---


def test_the_desk_sees_how_often_a_story_was_read_of_late(tell, clock):
    desk = Desk(staff("Editor"))
    edition, unread = publish(headline="Tide"), publish(headline="Calm")
    now = timezone.now()
    for count, ago in [(1200, 1), (30, 23), (999, 24)]:
        Readings.objects.create(article=edition.article, count=count, hour=now.replace(minute=0) - ago * HOUR)
    words = "read 1,230 times in 24 hours"
    assert desk.get("/admin/articles/article/").content.decode().count(words) == 1
    assert words in desk.get(f"/admin/articles/article/{edition.article_id}/change/").content.decode()
    assert (
        " in 24 hours"
        not in desk.get(f"/admin/articles/article/{unread.article_id}/change/").content.decode()
    )
    assert with_readings(Article.objects.all()).get(pk=unread.article_id).times_read is None

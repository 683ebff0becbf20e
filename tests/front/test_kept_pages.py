"""Pages that are kept are never older than what they show."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ads.models import Booking
from articles import workflow
from articles.models import Edition
from front.middleware import PagesMiddleware
from front.models import Generation, Publication
from tests.ads.factories import BookingFactory, CreativeFactory
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, PinFactory, publish
from tests.surfaces import readers_addresses

pytestmark = pytest.mark.django_db

COUNTING = (
    "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name = 'count_generation'"
)


# Derived from editions, in the statement after theirs.
LEARNED = {"articles_searchword"}
# What is read most goes by a clock of its own: a reading must not make every kept page stale.
BY_ITS_OWN_CLOCK = {"articles_readings"}


def test_every_table_that_a_public_page_reads_counts_its_changes(client):
    author = AuthorFactory(photo=ImageFactory())
    edition = publish(ArticleFactory(bylines=[author], tags=["harbour"], lead_image=ImageFactory()))
    with connection.cursor() as cursor:
        cursor.execute(COUNTING)
        counting = {table for (table,) in cursor.fetchall()}
    for address in (address for group in readers_addresses(edition).values() for address in group):
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        read = {table for query in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
        assert read <= counting | {"front_generation", *LEARNED, *BY_ITS_OWN_CLOCK}, address


def goes_live(moment):
    publish(at=moment)


def ends(moment):
    workflow.set_end(publish().article, by=None, until=moment)


def pin_begins(moment):
    PinFactory(article=publish().article, pinned_from=moment)


def pin_ends(moment):
    PinFactory(article=publish().article, pinned_from=moment - timedelta(days=1), pinned_until=moment)


def booked(start, end=None):
    creative = CreativeFactory(third_party=True)
    BookingFactory(slots=["sidebar"], creative=creative, booked_from=start, booked_until=end)


def booking_ends(moment):
    booked(moment - timedelta(days=1), moment)


@pytest.mark.parametrize("change", [goes_live, ends, pin_begins, pin_ends, booked, booking_ends])
def test_no_page_may_be_kept_past_the_next_moment_at_which_the_clock_changes_one(client, change):
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False):
        change(timezone.now() + timedelta(seconds=17))
        assert client.get("/")["Cache-Control"] == "public, max-age=0, s-maxage=17"


def test_no_page_may_be_kept_a_fraction_of_a_second_too_long(client):
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False):
        goes_live(timezone.now() + timedelta(seconds=17, milliseconds=700))
        assert client.get("/")["Cache-Control"] == "public, max-age=0, s-maxage=17"


def test_a_response_with_a_cookie_is_for_its_reader_alone(rf):
    def view(request):
        response = HttpResponse("For you")
        response.set_cookie("who", "you")
        return response

    for _ in range(2):  # the second would come from what was kept
        response = PagesMiddleware(view)(rf.get("/"))
        assert response["Cache-Control"] == "private, no-store"


def test_what_all_pages_share_is_read_once_and_again_after_a_change(client, django_assert_num_queries):
    one, other, third = (publish().path for _ in range(3))
    booked(timezone.now())
    client.get(one)
    with django_assert_num_queries(3):  # the generation, the story, what stands around it
        assert "<iframe" in client.get(other).content.decode()
    Booking.objects.update(booked_until=timezone.now())
    Publication.objects.update(name="The Ebb")
    page = client.get(third).content.decode()
    assert "The Ebb" in page
    assert "<iframe" not in page


def test_the_frame_is_not_kept_past_the_moment_at_which_a_booking_begins(client):
    one, other = publish().path, publish().path
    start = timezone.now() + timedelta(minutes=5)
    booked(start)
    assert "<iframe" not in client.get(one).content.decode()
    with time_machine.travel(start):
        assert "<iframe" in client.get(other).content.decode()


def test_a_change_that_comes_in_while_a_page_is_made_is_on_the_next(rf):
    def view(request):
        count = Edition.objects.live().count()
        publish()
        return HttpResponse(count)

    pages = PagesMiddleware(view)
    assert [pages(rf.get("/")).content for _ in range(2)] == [b"0", b"1"]


def test_no_page_is_kept_where_nobody_counts_the_changes(client):
    """As in a database that was emptied by hand: nothing would tell that a kept page is stale."""
    Generation.objects.all().delete()
    publish(headline="Before")
    assert "Before" in client.get("/").content.decode()
    publish(headline="After")
    assert "After" in client.get("/").content.decode()

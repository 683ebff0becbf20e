"""The frame in which third-party code runs."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.ads.factories import BookingFactory, CreativeFactory

pytestmark = pytest.mark.django_db

HOSTILE = "<script>fetch('/admin/')</script>{{ 7|add:7 }}{% url 'admin:index' %}</body>"


@pytest.fixture
def creative():
    return BookingFactory(creative=CreativeFactory(third_party=True, code=HOSTILE)).creative


def frame(client, creative):
    return client.get(reverse("slot_frame", args=[creative.pk]))


def test_the_code_comes_as_it_is_and_is_no_template(client, creative):
    response = frame(client, creative)
    assert response.status_code == 200
    assert HOSTILE in response.content.decode()


def test_the_response_shuts_the_code_in_a_sandbox_of_another_origin(client, creative):
    policy = dict(
        directive.strip().partition(" ")[::2]
        for directive in frame(client, creative)["Content-Security-Policy"].split(";")
    )
    assert policy["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert policy["frame-ancestors"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == "'none'"


def test_only_our_own_pages_may_frame_it(client, creative):
    assert frame(client, creative)["X-Frame-Options"] == "SAMEORIGIN"


def test_search_engines_are_kept_out(client, creative):
    assert frame(client, creative)["X-Robots-Tag"] == "noindex"


def test_the_relaxed_policy_does_not_leak_to_other_pages(client, creative):
    frame(client, creative)
    policy = client.get(reverse("admin:login"))["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "sandbox" not in policy


def test_it_sets_no_cookie(client, creative):
    assert not frame(client, creative).cookies


def test_a_creative_that_is_not_booked_is_not_served(client):
    assert frame(client, CreativeFactory(third_party=True)).status_code == 404


def test_a_creative_whose_time_has_passed_or_not_come_is_not_served(client):
    now, day = timezone.now(), dt.timedelta(days=1)
    for begin, end in [(now - 2 * day, now - day), (now + day, now + 2 * day)]:
        creative = CreativeFactory(third_party=True)
        BookingFactory(creative=creative, booked_from=begin, booked_until=end)
        assert frame(client, creative).status_code == 404


def test_a_picture_has_no_frame(client):
    assert frame(client, BookingFactory().creative).status_code == 404


def test_it_may_be_cached_for_a_minute(client, creative):
    assert frame(client, creative)["Cache-Control"] == "public, max-age=60"


def test_no_cache_keeps_it_past_its_end(client, creative, time_machine):
    time_machine.move_to(now := timezone.now(), tick=False)
    creative.bookings.update(booked_until=now + dt.timedelta(seconds=20))
    assert frame(client, creative)["Cache-Control"] == "public, max-age=20"


def test_it_takes_two_queries(client, creative, django_assert_num_queries):
    with django_assert_num_queries(2):
        frame(client, creative)


def test_nothing_can_be_posted_to_it(client, creative):
    assert client.post(reverse("slot_frame", args=[creative.pk])).status_code == 405

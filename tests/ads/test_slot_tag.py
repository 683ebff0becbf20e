"""What readers get where a template says `{% ad_slot %}`."""

import datetime as dt
import random
import re
from collections import Counter
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import caches
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from ads.models import AdSlot
from ads.selection import ROUND, Selection, running_places
from tests.ads.factories import AdSlotFactory, BookingFactory, CreativeFactory
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db

PAGE = """{% load ads %}{% ad_slot "masthead" %}{% ad_slot "article-mid" %}{% ad_slot "article-mid" %}
{% ad_slot "article-mid" %}{% ad_slot "sidebar" %}{% ad_slot "foot" %}"""


def render(template, request=None, **context):
    request = request or RequestFactory().get("/")
    return Template("{% load ads %}" + template).render(Context({"request": request, **context}))


def test_a_page_with_many_slots_asks_the_database_once(django_assert_num_queries):
    AdSlot.objects.update(phone_sizes=["300x250"], desktop_sizes=["300x250"])
    for _ in range(3):
        BookingFactory(slots=["masthead", "article-mid"], sections=[SectionFactory()])
        BookingFactory(slots=["article-mid", "sidebar", "foot"])
    section = SectionFactory()
    with django_assert_num_queries(1):
        page = render(PAGE, section=section)
    assert page.count('class="slot"') == 5  # the masthead is booked for other sections


def test_a_page_asks_once_also_where_nothing_is_booked(django_assert_num_queries):
    with django_assert_num_queries(1):
        render(PAGE)


def test_an_empty_slot_renders_nothing_at_all():
    BookingFactory(slots=["sidebar"])
    assert render('{% ad_slot "foot" %}') == ""


def test_an_unknown_slot_renders_nothing_at_all():
    BookingFactory(slots=["sidebar"])
    assert render('{% ad_slot "no-such" %}') == ""


def test_a_page_without_a_request_such_as_an_error_page_shows_none(django_assert_num_queries):
    BookingFactory(slots=["sidebar"])
    with django_assert_num_queries(0):
        assert Template('{% load ads %}{% ad_slot "sidebar" %}').render(Context()) == ""


@pytest.mark.parametrize(
    "context", [{"suppress_ads": True}, {"edition": SimpleNamespace(suppress_ads=True, section=None)}]
)
def test_a_story_without_advertisements_shows_none_and_asks_nothing(context, django_assert_num_queries):
    BookingFactory(slots=["masthead", "article-mid", "sidebar", "foot"])
    with django_assert_num_queries(0):
        assert render(PAGE, **context).strip() == ""


def test_every_advertisement_says_that_it_is_one():
    BookingFactory(slots=["article-mid"])
    BookingFactory(slots=["sidebar"], creative=CreativeFactory(third_party=True))
    page = render('{% ad_slot "article-mid" %}{% ad_slot "sidebar" %}')
    assert page.count('<p class="slot__label">Advertisement</p>') == 2
    assert page.count('role="group" aria-label="Advertisement"') == 2


def test_the_label_of_the_slot_is_printed():
    AdSlotFactory(code="house", label="From our shop")
    BookingFactory(slots=["house"])
    assert '<p class="slot__label">From our shop</p>' in render('{% ad_slot "house" %}')


def test_a_picture_names_its_size_and_its_words_and_its_link_is_sponsored():
    creative = CreativeFactory(alt_text="The islands are nearer than you think.")
    BookingFactory(creative=creative)
    html = render('{% ad_slot "sidebar" %}')
    assert f'<a href="{creative.link}" rel="sponsored noopener">' in html
    assert 'alt="The islands are nearer than you think." width="300" height="250" loading="lazy"' in html
    assert "slot--300x250" in html


def test_what_stands_above_the_fold_is_fetched_at_once_and_only_on_its_screen():
    BookingFactory(slots=["masthead"], creative=CreativeFactory(size="728x90"))
    BookingFactory(slots=["masthead"], creative=CreativeFactory(size="320x50"))
    BookingFactory(slots=["foot"], creative=CreativeFactory(size="970x250"))
    masthead, foot = render('{% ad_slot "masthead" %}'), render('{% ad_slot "foot" %}')
    assert masthead.count('loading="eager"') == 2 and "lazy" not in masthead
    assert re.findall(r'<source media="([^"]+)" srcset="data:', masthead) == [
        "(min-width: 64rem)",
        "(max-width: 63.99rem)",
    ]
    assert "lazy" in foot and "eager" not in foot


def test_third_party_code_is_a_sandboxed_frame_and_not_in_the_page():
    creative = CreativeFactory(third_party=True, code="<script>steal()</script>")
    BookingFactory(creative=creative)
    html = render('{% ad_slot "sidebar" %}')
    assert f'<iframe src="/_slot/{creative.pk}/" title="Advertisement" width="300" height="250"' in html
    assert 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"' in html
    assert "steal" not in html


def test_phones_and_desktops_each_get_their_own_size():
    BookingFactory(slots=["masthead"], creative=CreativeFactory(size="320x100", alt_text="Small"))
    BookingFactory(slots=["masthead"], creative=CreativeFactory(size="728x90", alt_text="Wide"))
    html = render('{% ad_slot "masthead" %}')
    assert 'class="slot"' in html
    assert "slot__fill slot--320x100 slot--only-phone" in html
    assert "slot__fill slot--728x90 slot--only-desktop" in html


@pytest.mark.parametrize(("size", "breakpoint"), [("320x100", "phone"), ("728x90", "desktop")])
def test_a_slot_booked_for_one_breakpoint_only_takes_no_room_on_the_other(size, breakpoint):
    BookingFactory(slots=["masthead"], creative=CreativeFactory(size=size))
    assert f'class="slot slot--only-{breakpoint}"' in render('{% ad_slot "masthead" %}')


def test_a_size_that_fits_both_is_in_the_page_once():
    for _ in range(5):
        BookingFactory(slots=["article-mid"])
    html = render('{% ad_slot "article-mid" %}')
    assert html.count("<img") == 1
    assert "slot--only" not in html


def test_a_creative_that_no_longer_fits_its_slot_is_not_shown():
    booking = BookingFactory(slots=["sidebar"])
    booking.slots.update(phone_sizes=["320x50"], desktop_sizes=["970x250"])
    assert render('{% ad_slot "sidebar" %}') == ""


def test_no_markup_is_of_a_class_that_block_lists_match():
    BookingFactory(slots=["sidebar"])
    BookingFactory(slots=["foot"], creative=CreativeFactory(third_party=True))
    html = render('{% ad_slot "sidebar" %}{% ad_slot "foot" %}')
    for word in ['"ad', " ad-", "/ad", "advert", "banner"]:
        assert word not in html.replace('"Advertisement"', "")


HOSTILE = """"><script>alert(1)</script>'{{ 7|add:7 }}{% load ads %}&"""


def test_hostile_names_alt_texts_and_links_stay_text():
    AdSlotFactory(code="hostile", label=HOSTILE[:40])
    creative = CreativeFactory(name=HOSTILE, alt_text=HOSTILE, link=f"https://shop.example/{HOSTILE}")
    BookingFactory(slots=["hostile"], creative=creative)
    html = render('{% ad_slot "hostile" %}')
    assert "<script" not in html
    assert 'alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#x27;{{ 7|add:7 }}' in html


class TestSchedule:
    begin = dt.datetime(2026, 3, 2, 6, 0, 0, tzinfo=dt.UTC)
    end = dt.datetime(2026, 3, 2, 18, 0, 0, tzinfo=dt.UTC)
    second = dt.timedelta(seconds=1)

    @pytest.fixture(autouse=True)
    def booking(self):
        return BookingFactory(booked_from=self.begin, booked_until=self.end)

    def shown_at(self, moment, time_machine):
        time_machine.move_to(moment, tick=False)
        return "<img" in render('{% ad_slot "sidebar" %}')

    def test_it_appears_at_the_second_from_which_it_is_booked(self, time_machine):
        assert not self.shown_at(self.begin - self.second, time_machine)
        assert self.shown_at(self.begin, time_machine)

    def test_it_is_gone_at_the_second_until_which_it_is_booked(self, time_machine):
        assert self.shown_at(self.end - self.second, time_machine)
        assert not self.shown_at(self.end, time_machine)

    def test_without_an_end_it_stays(self, booking, time_machine):
        booking.booked_until = None
        booking.save()
        assert self.shown_at(self.end + dt.timedelta(days=3650), time_machine)


class TestSections:
    @pytest.fixture(autouse=True)
    def booking(self):
        self.world = SectionFactory(name="World")
        self.asia = SectionFactory(name="Asia", parent=self.world)
        self.sport = SectionFactory(name="Sport")
        return BookingFactory(sections=[self.world])

    def shown(self, **context):
        return "<img" in render('{% ad_slot "sidebar" %}', **context)

    def test_a_booking_for_a_section_runs_in_it_and_its_subsections(self):
        assert self.shown(section=self.world)
        assert self.shown(section=self.asia)

    def test_it_runs_nowhere_else_and_not_on_pages_without_a_section(self):
        assert not self.shown(section=self.sport)
        assert not self.shown()

    def test_a_storys_section_counts(self):
        assert self.shown(edition=SimpleNamespace(section=self.asia, suppress_ads=False))

    def test_a_booking_for_a_subsection_stays_out_of_its_parent(self, booking):
        booking.limits.update(section=self.asia)
        assert self.shown(section=self.asia)
        assert not self.shown(section=self.world)


class TestChance:
    def test_weights_are_kept(self):
        rare = BookingFactory(weight=1).creative
        often = BookingFactory(weight=3).creative
        chance = random.Random(2026)  # noqa: S311
        selection = Selection(chance=chance)
        drawn = []
        for _ in range(2000):
            selection.shown = {"phone": Counter(), "desktop": Counter()}
            drawn += [fill.creative for fill in selection.fill("sidebar")[1]]
        assert len(drawn) == 2000
        assert 0.72 < drawn.count(often) / 2000 < 0.78
        assert drawn.count(rare) + drawn.count(often) == 2000

    def test_repeated_slots_show_each_creative_before_one_comes_again(self):
        creatives = {BookingFactory(slots=["article-mid"], weight=n).creative for n in (1, 50, 100)}
        selection = Selection()
        for _ in range(3):
            assert {selection.fill("article-mid")[1][0].creative for _ in creatives} == creatives

    def test_a_page_that_is_made_again_within_minutes_draws_the_same(self, client):
        with time_machine.travel("2026-11-26 12:00Z", tick=False) as clock:
            for weight in (1, 2, 3):
                BookingFactory(slots=["masthead"], weight=weight, creative=CreativeFactory(size="728x90"))
            pages = set()
            for _ in range(8):
                caches["pages"].clear()
                pages.add(client.get("/")["ETag"])
            assert len(pages) == 1
            assert client.get("/", headers={"If-None-Match": pages.pop()}).status_code == 304
            drawn = set()
            for _ in range(12):
                clock.shift(ROUND)
                drawn.add(client.get("/")["ETag"])
            assert len(drawn) > 1

    def test_another_page_starts_afresh(self):
        BookingFactory()
        for _ in range(2):
            assert "<img" in render('{% ad_slot "sidebar" %}')


def test_what_was_booked_is_read_at_the_moment_that_is_asked():
    booking = BookingFactory(booked_from=timezone.now() + dt.timedelta(days=2))
    assert Selection().fill("sidebar") == (None, [])
    slot, [fill] = Selection(list(running_places(booking.booked_from))).fill("sidebar")
    assert (slot.code, fill.creative) == ("sidebar", booking.creative)

"""What the database and the model refuse, and in which words."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from ads.models import AdSlot, Booking, Creative, check_fit
from ads.sizes import Size
from tests.ads.factories import AdSlotFactory, BookingFactory, CreativeFactory
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db


def refused_by(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def sentences(thing):
    """What a person is told about the thing, by field."""
    with pytest.raises(ValidationError) as refusal:
        thing.full_clean()
    return refusal.value.message_dict


def test_the_slots_of_the_templates_are_there_from_the_start():
    codes = set(AdSlot.objects.values_list("code", flat=True))
    assert codes == {"masthead", "article-mid", "sidebar", "foot"}
    for slot in AdSlot.objects.all():
        slot.full_clean()


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("slot_takes_a_size", {"phone_sizes": [], "desktop_sizes": []}),
        ("slot_takes_known_sizes", {"phone_sizes": ["1x1"]}),
        ("slot_is_labelled", {"label": ""}),
    ],
)
def test_the_database_refuses_a_wrong_slot(constraint, columns):
    with refused_by(constraint), transaction.atomic():
        AdSlotFactory(**columns)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("creative_is_of_a_known_kind", {"kind": "film"}),
        ("creative_has_a_known_size", {"size": "1x1"}),
        ("creative_link_is_https", {"link": "http://shop.example/"}),
        ("creative_link_is_https", {"link": "javascript:alert(1)"}),
        ("creative_picture_is_complete", {"artwork": ""}),
        ("creative_picture_is_complete", {"link": ""}),
        ("creative_picture_is_complete", {"alt_text": ""}),
        ("creative_code_is_there", {"kind": "code", "code": ""}),
    ],
)
def test_the_database_refuses_a_wrong_creative(constraint, columns):
    with refused_by(constraint), transaction.atomic():
        CreativeFactory(**columns)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("booking_ends_after_it_begins", {"booked_until": timezone.now() - dt.timedelta(days=1)}),
        ("booking_has_a_weight", {"weight": 0}),
        ("booking_has_a_weight", {"weight": 101}),
    ],
)
def test_the_database_refuses_a_wrong_booking(constraint, columns):
    with refused_by(constraint), transaction.atomic():
        BookingFactory(**columns)


def test_a_booking_is_limited_to_a_section_once():
    section = SectionFactory()
    with refused_by("booking_is_limited_to_a_section_once"), transaction.atomic():
        BookingFactory(sections=[section, section])


def test_a_section_to_which_a_booking_is_limited_cannot_be_deleted():
    """Else the booking would run everywhere."""
    section = SectionFactory()
    BookingFactory(sections=[section])
    with pytest.raises(ProtectedError):
        section.delete()


def test_every_upload_gets_an_address_of_its_own_without_the_uploaders_words():
    names = {
        CreativeFactory(artwork=ContentFile(b"x", "../ads/banner <b>.WEBP")).artwork.name for _ in range(2)
    }
    assert len(names) == 2
    for name in names:
        assert re.fullmatch(r"slot/[0-9a-f]{32}\.webp", name)


def test_a_booked_creative_cannot_be_deleted():
    booking = BookingFactory()
    with pytest.raises(ProtectedError):
        booking.creative.delete()


def test_a_booking_that_ends_before_it_begins_is_refused_at_the_end():
    now = timezone.now()
    booking = Booking(creative=CreativeFactory(), booked_from=now, booked_until=now)
    assert sentences(booking) == {
        "booked_until": ["It would end before it begins. Choose a later end, or leave the end empty."]
    }


@pytest.mark.parametrize("link", ["http://shop.example/", "javascript:alert(1)", "data:text/html,x", "shop"])
def test_a_link_that_is_not_https_is_refused_at_the_link(link):
    told = sentences(CreativeFactory.build(link=link))
    assert told == {"link": ["The link must be a full address that begins with https://."]}


def test_a_picture_says_all_that_it_lacks():
    told = sentences(Creative(name="Empty", size="300x250"))
    assert set(told) == {"artwork", "link", "alt_text"}


def test_code_that_is_missing_is_named():
    told = sentences(Creative(name="Empty", size="300x250", kind="code"))
    assert told == {"code": ["Paste the advertiser's code, or choose “Picture with a link” as the kind."]}


def test_a_creative_that_does_not_fit_is_refused_with_both_sizes():
    slot = AdSlotFactory(code="wide", placement="Above all", phone_sizes=["320x50"], desktop_sizes=["970x90"])
    with pytest.raises(ValidationError) as refusal:
        check_fit(CreativeFactory(name="Ferry"), [slot])
    assert refusal.value.messages == [
        "“Ferry” is 300 × 250, but the slot “Above all (wide)” takes 320 × 50 and 970 × 90. "
        "Choose another slot, or a creative of a size that it takes."
    ]


def test_the_size_of_a_booked_creative_cannot_leave_its_slots():
    creative = BookingFactory(slots=["sidebar"]).creative
    creative.size = "970x250"
    assert "300 × 250, 160 × 600 and 300 × 600" in str(sentences(creative))


def test_a_slot_cannot_drop_the_size_of_what_is_booked_in_it():
    slot = BookingFactory(slots=["sidebar"]).slots.get()
    slot.phone_sizes = slot.desktop_sizes = ["300x600"]
    assert "is 300 × 250" in str(sentences(slot))


def test_what_has_ended_no_longer_binds_slot_and_creative():
    now = timezone.now()
    booking = BookingFactory(booked_from=now - dt.timedelta(days=2), booked_until=now - dt.timedelta(days=1))
    slot = booking.slots.get()
    slot.phone_sizes = slot.desktop_sizes = ["300x600"]
    slot.full_clean()
    booking.creative.size = "970x250"
    booking.creative.full_clean()


def test_state_and_queries_agree_at_every_boundary():
    begin = dt.datetime(2026, 3, 2, 6, tzinfo=dt.UTC)
    end = begin + dt.timedelta(hours=12)
    booking = BookingFactory(booked_from=begin, booked_until=end)
    second = dt.timedelta(seconds=1)
    for moment, state in [
        (begin - second, "coming"),
        (begin, "running"),
        (end - second, "running"),
        (end, "ended"),
    ]:
        assert booking.state(moment) == state
        bookings = {name: getattr(Booking.objects, name)(moment) for name in Booking.State.values}
        assert [name for name, found in bookings.items() if found.exists()] == [state]


def test_the_next_change_is_the_first_begin_or_end_to_come():
    now = timezone.now()

    def hours(count):
        return now + dt.timedelta(hours=count)

    BookingFactory(booked_from=hours(-5), booked_until=hours(4))
    BookingFactory(booked_from=hours(2), booked_until=hours(3))
    BookingFactory(booked_from=hours(-9), booked_until=hours(-8))
    assert Booking.objects.next_change(now) == hours(2)
    assert Booking.objects.next_change(hours(2)) == hours(3)
    assert Booking.objects.next_change(hours(3)) == hours(4)
    assert Booking.objects.next_change(hours(4)) is None


def test_every_size_has_its_place_in_the_stylesheet(settings):
    css = (settings.BASE_DIR / "static/css/slots.css").read_text()
    for size in Size:
        shape = f"inline-size: {size.width}px; aspect-ratio: {size.width} / {size.height};"
        assert f".slot--{size.value} {{ {shape} }}" in css

"""The desk that books advertisements."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from ads.models import AdSlot, Booking, Creative
from tests.ads.factories import AdSlotFactory, BookingFactory, CreativeFactory, picture
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"
NO_LIMITS = {
    "limits-TOTAL_FORMS": 0,
    "limits-INITIAL_FORMS": 0,
    "limits-MIN_NUM_FORMS": 0,
    "limits-MAX_NUM_FORMS": 1000,
}


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def errors(response):
    """The sentences at the fields, as a person reads them."""
    return [sentence for field in response.context["adminform"].form.errors.values() for sentence in field]


def kept(response) -> str:
    """What the form's hidden field sends back for the picture."""
    return re.search(r'name="artwork_kept" value="([^"]*)"', response.content.decode())[1]


def saved_measure() -> tuple[int, int]:
    with Creative.objects.get().artwork.open() as file, Image.open(file, formats=["WEBP"]) as saved:
        return saved.size


def creative_data(**changes):
    upload = SimpleUploadedFile("Summer.png", picture(300, 250), "image/png")
    data = {
        "name": "Blue Pennant, summer",
        "kind": "picture",
        "size": "300x250",
        "artwork": upload,
        "link": "https://shop.example/sorrel",
        "alt_text": "To the Sorrel Islands",
        "code": "",
    }
    return {**data, **changes}


def booking_data(creative, *slots, **changes):
    data = {
        "creative": creative.pk,
        "slots": [slot.pk for slot in slots],
        "booked_from": "2026-03-02T06:00",
        "booked_until": "",
        "weight": 1,
    }
    return {**data, **NO_LIMITS, **changes}


class TestCreative:
    url = "/admin/ads/creative/add/"

    def test_a_picture_is_added_and_kept_as_webp_under_a_name_of_our_own(self, desk):
        response = desk.post(self.url, creative_data())
        assert response.status_code == 302
        creative = Creative.objects.get()
        assert re.fullmatch(r"slot/[0-9a-f]{32}\.webp", creative.artwork.name)

    def test_a_mistake_is_said_above_the_form_in_our_own_words(self, desk):
        page = desk.post(self.url, creative_data(link="no")).content.decode()
        assert "Not saved yet: see what is marked in red." in page
        assert "<title>Not saved: " in page
        assert "Please correct" not in page

    @pytest.mark.parametrize("link", ["http://shop.example/", "javascript:alert(1)"])
    def test_a_link_that_is_not_https_is_said_at_the_field(self, desk, link):
        response = desk.post(self.url, creative_data(link=link))
        assert errors(response) == ["The link must be a full address that begins with https://."]

    def test_a_picture_of_another_size_is_said_at_the_field(self, desk):
        response = desk.post(self.url, creative_data(size="728x90"))
        assert errors(response)[0].startswith("The picture is 300 × 250 pixels. It must be 728 × 90")

    def test_a_wrong_picture_is_not_called_a_missing_one(self, desk):
        assert len(errors(desk.post(self.url, creative_data(size="728x90")))) == 1

    @pytest.mark.parametrize("mistake", [{"alt_text": ""}, {"name": ""}, {"size": ""}, {"size": "728x90"}])
    def test_a_picture_outlives_a_mistake_elsewhere_in_the_form(self, desk, mistake):
        page = desk.post(self.url, creative_data(**mistake))
        again = desk.post(self.url, creative_data(artwork="", artwork_kept=kept(page)))
        assert again.status_code == 302
        assert saved_measure() == (300, 250)

    def test_a_picture_outlives_two_mistakes_and_the_page_says_so(self, desk):
        first = desk.post(self.url, creative_data(alt_text=""))
        assert "“Summer.png” is kept: no need to choose it again." in first.content.decode()
        second = desk.post(self.url, creative_data(artwork="", artwork_kept=kept(first), link="no"))
        assert errors(second) == ["The link must be a full address that begins with https://."]
        assert kept(second) == kept(first)

    def test_a_kept_picture_gives_way_to_one_that_is_chosen_later(self, desk):
        page = desk.post(self.url, creative_data(alt_text=""))
        later = SimpleUploadedFile("Later.png", picture(600, 500), "image/png")
        desk.post(self.url, creative_data(artwork=later, artwork_kept=kept(page)))
        assert saved_measure() == (600, 500)

    def test_a_wrong_picture_is_refused_as_often_as_it_is_saved(self, desk):
        first = desk.post(self.url, creative_data(size="728x90"))
        second = desk.post(self.url, creative_data(artwork="", artwork_kept=kept(first), size="728x90"))
        assert errors(second) == errors(first)

    @pytest.mark.parametrize("token", ["", "nonsense", "nonsense:signed:badly"])
    def test_what_was_never_kept_is_not_found(self, desk, token):
        response = desk.post(self.url, creative_data(artwork="", artwork_kept=token))
        assert errors(response) == ["Add the picture, or choose “Third-party code” as the kind."]

    def test_a_picture_that_nobody_saved_goes_after_a_day(self, desk, settings):
        desk.post(self.url, creative_data(alt_text=""))
        (old,) = Path(settings.ORIGINALS_ROOT, "artwork").iterdir()
        os.utime(old, (0, 0))
        desk.post(self.url, creative_data(alt_text=""))
        assert old not in Path(settings.ORIGINALS_ROOT, "artwork").iterdir()

    def test_a_file_that_is_no_picture_is_said_at_the_field(self, desk):
        response = desk.post(self.url, creative_data(artwork=SimpleUploadedFile("x.png", HOSTILE.encode())))
        assert errors(response)[0].startswith("The file can't be read as a picture.")

    def test_a_change_of_the_words_leaves_the_picture_alone(self, desk):
        desk.post(self.url, creative_data())
        before = Creative.objects.get()
        desk.post(f"/admin/ads/creative/{before.pk}/change/", creative_data(alt_text="New words", artwork=""))
        after = Creative.objects.get()
        assert (after.alt_text, after.artwork.name) == ("New words", before.artwork.name)

    def test_a_picture_is_previewed_at_its_size(self, desk):
        creative = CreativeFactory(size="300x250")
        page = desk.get(f"/admin/ads/creative/{creative.pk}/change/").content.decode()
        assert re.search(rf'<img src="{creative.artwork.url}" [^>]*width="300" height="250">', page)

    def test_code_is_text_in_the_form_and_runs_only_in_a_sandboxed_frame(self, desk):
        creative = CreativeFactory(third_party=True, name=HOSTILE, code=HOSTILE)
        address = reverse("admin:ads_creative_preview", args=[creative.pk])
        page = desk.get(f"/admin/ads/creative/{creative.pk}/change/").content.decode()
        assert HOSTILE not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page
        assert re.search(rf'<iframe src="{address}"[^>]* sandbox="allow-scripts[a-z -]*"', page)
        assert "allow-same-origin" not in page

    def test_the_preview_of_code_is_shut_in_and_never_stored(self, desk):
        creative = CreativeFactory(third_party=True)
        response = desk.get(reverse("admin:ads_creative_preview", args=[creative.pk]))
        assert "sandbox allow-scripts" in response["Content-Security-Policy"]
        assert "allow-same-origin" not in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]

    def test_the_preview_is_for_those_who_may_see_creatives(self, client):
        creative = CreativeFactory(third_party=True)
        address = reverse("admin:ads_creative_preview", args=[creative.pk])
        assert client.get(address).status_code == 302
        client.force_login(UserFactory())
        assert client.get(address).status_code == 403


class TestBooking:
    url = "/admin/ads/booking/add/"

    def test_a_booking_is_made_for_two_slots_and_a_section(self, desk):
        section = SectionFactory()
        slots = AdSlotFactory(code="sidebar"), AdSlotFactory(code="article-mid")
        limit = {"limits-TOTAL_FORMS": 1, "limits-0-section": section.pk}
        assert desk.post(self.url, booking_data(CreativeFactory(), *slots, **limit)).status_code == 302
        booking = Booking.objects.get()
        assert booking.booked_from == dt.datetime(2026, 3, 2, 6, tzinfo=dt.UTC)
        assert set(booking.slots.all()) == set(slots)
        assert list(booking.sections.all()) == [section]

    def test_a_creative_that_does_not_fit_is_said_at_the_slots(self, desk):
        masthead = AdSlot.objects.get(code="masthead")
        response = desk.post(self.url, booking_data(CreativeFactory(name="Ferry"), masthead))
        assert errors(response)[0].startswith("“Ferry” is 300 × 250, but the slot “Under the masthead")
        assert "slots" in response.context["adminform"].form.errors
        assert not Booking.objects.exists()

    def test_an_end_before_the_beginning_is_said_at_the_end(self, desk):
        end = {"booked_until": "2026-03-01T06:00"}
        response = desk.post(self.url, booking_data(CreativeFactory(), AdSlotFactory(code="sidebar"), **end))
        assert errors(response) == [
            "It would end before it begins. Choose a later end, or leave the end empty."
        ]

    @pytest.mark.parametrize("state", ["running", "coming", "ended"])
    def test_the_list_tells_and_filters_what_runs_what_comes_and_what_has_ended(self, desk, state):
        now, day = timezone.now(), dt.timedelta(days=1)
        for name, begin in [("ended", now - 3 * day), ("running", now - day / 2), ("coming", now + day)]:
            creative = CreativeFactory(name=f"It is {name}")
            BookingFactory(creative=creative, booked_from=begin, booked_until=begin + day)
        page = desk.get("/admin/ads/booking/", {"state": state}).content.decode()
        assert set(re.findall(r"It is (\w+)", page)) == {state}
        assert re.search(rf'class="field-state">(<strong>)?{state.title()}', page)


class TestSlot:
    def test_sizes_are_ticked(self, desk):
        data = {"code": "crossword", "placement": "Beside it", "label": "Advertisement"}
        response = desk.post("/admin/ads/adslot/add/", data)
        assert errors(response) == ["Choose at least one size, for phones or for desktops."]
        desk.post("/admin/ads/adslot/add/", {**data, "phone_sizes": ["320x50", "300x250"]})
        assert AdSlot.objects.get(code="crossword").phone_sizes == ["320x50", "300x250"]

    def test_a_code_that_templates_know_is_not_changed(self, desk):
        slot = AdSlot.objects.get(code="foot")
        page = desk.get(f"/admin/ads/adslot/{slot.pk}/change/").content.decode()
        assert 'name="code"' not in page
        assert 'value="728x90" id="id_desktop_sizes_5" checked' in page


@pytest.mark.parametrize("model", ["adslot", "creative", "booking"])
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(desk, model):
    def fill(count):
        for _ in range(count):
            BookingFactory(slots=["sidebar", f"slot-{Booking.objects.count()}"], sections=[SectionFactory()])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(f"/admin/ads/{model}/").status_code == 200
        return len(captured)

    fill(1)
    few = queries()
    fill(8)
    assert queries() == few


@pytest.mark.parametrize("model", ["adslot", "creative", "booking"])
def test_hostile_words_are_text_in_lists_and_history(desk, model):
    slot = AdSlotFactory(code="hostile", placement=HOSTILE, label=HOSTILE)
    booking = BookingFactory(creative=CreativeFactory(name=HOSTILE, alt_text=HOSTILE), slots=[slot.code])
    booking.limits.create(section=SectionFactory(name=HOSTILE))
    pk = {"adslot": slot, "creative": booking.creative, "booking": booking}[model].pk
    for address in ["", f"?q={HOSTILE}", f"{pk}/change/", f"{pk}/history/", f"{pk}/delete/"]:
        assert HOSTILE not in desk.get(f"/admin/ads/{model}/{address}").content.decode()

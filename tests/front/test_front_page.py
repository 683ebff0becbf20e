"""Which story stands where on the front page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from front.models import Pin
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, PinFactory, SectionFactory, publish
from tests.front.zones import lay_out, stories

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def older():
    """Three stories that the newest would push down the page."""
    month_ago = timezone.now() - 700 * HOUR
    return [publish(headline=f"Older {n}", at=month_ago + n * HOUR).article for n in range(3)]


@pytest.fixture
def newest(older):
    return [publish(headline=f"New {n}") for n in range(16)]


def above(client):
    """The headlines of the lead, the second rank and the third, in their order."""
    return stories(client.get("/").context["zones"], "lead", "top")


def test_a_pinned_story_stands_at_its_place_and_the_newest_around_it(client, older, newest):
    PinFactory(article=older[0], zone="top", place=1)
    PinFactory(article=older[1], zone="top", place=6)
    PinFactory(article=older[2], zone="lead", place=3)
    zones = client.get("/").context["zones"]
    assert stories(zones, "lead") == ["New 15", "New 14", "Older 2", "New 13"]
    assert stories(zones, "top")[0] == "Older 0"
    assert stories(zones, "top")[5] == "Older 1"


def test_where_two_hold_one_place_the_later_pin_has_it(client, older, newest):
    PinFactory(article=older[0], place=2, pinned_from=timezone.now() - HOUR)
    PinFactory(article=older[1], place=2, pinned_from=timezone.now() - 2 * HOUR)
    assert above(client)[:3] == ["New 15", "Older 0", "New 14"]


def test_a_story_pinned_at_two_places_stands_once(client, older, newest):
    PinFactory(article=older[0], place=2)
    PinFactory(article=older[0], place=4)
    PinFactory(article=newest[-1].article, place=3)
    assert above(client)[:4] == ["New 14", "Older 0", "New 15", "New 13"]


def test_a_pinned_story_that_readers_may_not_see_leaves_its_place_to_the_newest(client, older, newest):
    workflow.withdraw(older[0], by=None)
    PinFactory(article=older[0], place=1)
    PinFactory(article=ArticleFactory(), place=3)
    PinFactory(article=older[1], place=3, pinned_from=timezone.now() - HOUR)
    assert above(client)[:4] == ["New 15", "New 14", "Older 1", "New 13"]


def test_on_a_page_with_few_stories_a_pinned_one_moves_up_rather_than_leave_a_gap(client, older):
    PinFactory(article=older[2], place=4)
    assert above(client) == ["Older 1", "Older 0", "Older 2"]


@pytest.mark.parametrize("place", [0, 5])
def test_a_place_that_the_zone_does_not_have_is_refused(older, place):
    desk = Desk(staff("Chief"))
    data = {"article": older[0].pk, "zone": "lead", "place": place, "pinned_from": "2026-03-02T12:00"}
    response = desk.post(reverse("admin:front_pin_add"), data)
    assert "“Lead package” has 4 places: choose one from 1 to 4." in response.content.decode()
    assert not Pin.objects.exists()


@pytest.fixture
def limited():
    """An editor of the harbour alone, at the desk, and a story there."""
    editor, harbour = Desk(staff("Editor")), SectionFactory()
    editor.user.sections.add(harbour)
    return editor, ArticleFactory(headline="Tides", section=harbour)


def test_an_editor_of_some_sections_meets_only_the_pins_of_their_stories(limited):
    editor, own = limited
    PinFactory(article=own)
    other = PinFactory(article=ArticleFactory(headline="Classified"))
    page = editor.get(reverse("admin:front_pin_changelist")).content.decode()
    assert "Tides" in page
    assert "Classified" not in page
    address = reverse("admin:front_pin_change", args=[other.pk])
    assert "Classified" not in editor.get(address, follow=True).content.decode()
    editor.post(address, {"article": own.pk, "zone": "lead", "place": 1, "pinned_from": "2026-03-02T12:00"})
    assert Pin.objects.get(pk=other.pk).article == other.article


def test_an_editor_of_some_sections_pins_only_their_stories(limited):
    editor, own = limited
    data = {"zone": "lead", "place": 1, "pinned_from": "2026-03-02T12:00"}
    address = reverse("admin:front_pin_add")
    response = editor.post(address, data | {"article": ArticleFactory(headline="Classified").pk})
    assert "This story isn&#x27;t among those that you work with." in response.content.decode()
    assert "Classified" not in response.content.decode()
    assert not Pin.objects.exists()
    editor.post(address, data | {"article": own.pk})
    assert not Pin.objects.exists()  # the front page is laid out by others
    lay_out({"kind": "lead", "key": "of-the-harbour"}, section=own.section)
    shown = editor.get(address).content.decode()
    assert 'value="of-the-harbour"' in shown
    assert 'value="lead"' not in shown
    editor.post(address, data | {"article": own.pk, "zone": "of-the-harbour"})
    assert Pin.objects.get().article == own


def test_who_is_limited_to_sections_takes_down_only_what_stands_on_their_pages(limited):
    editor, own = limited
    pin = PinFactory(article=own)
    assert editor.post(reverse("admin:front_pin_delete", args=[pin.pk]), {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [pin.pk], "post": "yes"}
    editor.post(reverse("admin:front_pin_changelist"), data)
    assert not Pin.objects.get().pinned_until

"""Whoever leaves a form with changes that are not saved is asked first; nobody else is."""

import pytest

from front.models import Banner, Page
from tests.desk import staff
from tests.factories import PageFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def desk(page, sign_in):
    publish(headline="Tide", section=SectionFactory(name="Harbour", slug="harbour"))
    sign_in(page, staff("Chief"))
    return page


def asks(desk):
    return not desk.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def opened(desk, address):
    desk.goto(f"/admin/front/{address}")
    desk.wait_for_load_state()
    assert not asks(desk), "nothing is typed yet"


def test_a_layout_a_pin_and_the_publication_ask_once_something_is_changed(desk):
    opened(desk, "layout/add/?page=")
    desk.locator("#id_then").fill("2099-01-01T06:00")
    assert not asks(desk), "that is only looked at"
    with desk.context.expect_page():
        desk.get_by_role("link", name="Pin a story here…").first.click()
    desk.get_by_role("button", name="Move zone 1 down").click()
    assert asks(desk)
    desk.get_by_role("button", name="Move zone 2 up").click()
    assert not asks(desk), "all is as it was"

    opened(desk, "pin/add/")
    desk.locator(".select2-selection").click()
    desk.locator(".select2-results__option", has_text="Tide").click()
    assert asks(desk)

    opened(desk, "publication/1/change/")
    desk.locator("#masthead-group .add-row a").click()
    desk.locator("#id_masthead-1-section").select_option(label="Harbour")
    assert asks(desk)


def test_a_banner_asks_also_where_it_came_back_and_not_once_it_is_saved(desk):
    opened(desk, "banner/add/")
    desk.locator("#id_text").fill("The bridge is shut")
    assert asks(desk)
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.locator(".errornote").wait_for()
    assert asks(desk), "nothing is saved yet"
    desk.locator("#id_banner_until").fill("2099-01-01T06:00")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.locator(".messagelist .success").wait_for()
    assert Banner.objects.exists()
    assert asked == []


def test_a_page_asks_for_what_its_editor_holds(desk):
    page = PageFactory(title="About", body="<p>We  are here.</p>")
    opened(desk, f"page/{page.pk}/change/")
    desk.locator(".ProseMirror").click()
    assert not asks(desk)
    desk.keyboard.type("Since 1999. ")
    assert asks(desk), "also before the editor has written it down"
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.locator(".messagelist .success").wait_for()
    assert "1999" in Page.objects.get().body
    assert not asks(desk)

"""Whoever leaves a form with changes that are not saved is asked first; nobody else is."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from authors.models import User
from front import pages
from front.models import Banner, Page
from sections.models import Section
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


def test_what_the_browser_fills_in_at_back_does_not_undo_what_a_colleague_has_saved_since(desk):
    section = Section.objects.get()
    desk.goto(f"/admin/sections/section/{section.pk}/change/")
    desk.fill("#id_description", "Ships.")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto("/admin/")
    Section.objects.update(description="Ships and tides.")
    desk.go_back()
    expect(desk.locator("#id_description")).to_have_value("Ships.")
    desk.click("[name=_save]")
    desk.wait_for_selector("text=“Ships and tides.” stands here now")
    section.refresh_from_db()
    assert section.description == "Ships and tides."
    desk.click("[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    section.refresh_from_db()
    assert section.description == "Ships."


def test_nor_does_it_undo_what_a_colleague_has_saved_of_a_page(desk):
    page = PageFactory(title="About us")
    desk.goto(f"/admin/front/page/{page.pk}/change/")
    desk.wait_for_load_state()
    desk.fill("#id_title", "Who we are")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto("/admin/")
    page.title = "About the paper"
    pages.save(page, by=None)
    desk.go_back()
    expect(desk.locator("#id_title")).to_have_value("Who we are")
    desk.click("[name=_save]")
    desk.wait_for_selector(".errornote")
    page.refresh_from_db()
    assert page.title == "About the paper"
    desk.click("[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    page.refresh_from_db()
    assert page.title == "Who we are"


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/admin/articles/article/{story}/links/", "label"),
        ("/admin/password_change/", "old_password"),
        ("/admin/authors/user/{user}/password/", "password1"),
    ],
)
def test_small_forms_ask_too(desk, address, field):
    story, user = Article.objects.get().pk, User.objects.get().pk
    opened(desk, f"../..{address.format(story=story, user=user)}")
    desk.locator(f"[name={field}]").fill("For the lawyer")
    assert asks(desk)


def test_what_is_typed_for_many_stories_and_ones_own_settings_are_asked_about(desk):
    opened(desk, "../../admin/me/")
    desk.locator(".my-settings input[type=checkbox]").first.click()
    assert asks(desk)
    Article.objects.update(stage="in_edit")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto("/admin/articles/article/?all=")
    desk.locator("#action-toggle").check()
    desk.select_option("select[name=action]", "send_back")
    desk.click("button[name=index]")
    desk.locator("#id_note").wait_for()
    assert not asks(desk)
    desk.locator("#id_note").fill("Who counted the ships?")
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

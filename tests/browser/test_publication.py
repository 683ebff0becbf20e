"""The publication's form and its pages in a real browser: seen while typing, by keyboard, and without a script."""

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from front.models import MenuItem, Page, Publication, SocialLink
from tests.desk import staff
from tests.factories import PageFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ADDRESS = "/admin/front/publication/1/change/"


@pytest.fixture
def chief():
    publish(headline="Tide", section=SectionFactory(name="Harbour", slug="harbour"))
    return staff("Chief")


def colour_of(frame, selector):
    return frame.locator(selector).first.evaluate("element => getComputedStyle(element).color")


def test_while_typing_the_front_page_shows_how_it_will_look(open_page, sign_in, chief):
    # Without a scheme of Playwright's, which would be that of the frame too.
    page = open_page(viewport={"width": 1280, "height": 900}, color_scheme="null")
    sign_in(page, chief)
    page.goto(ADDRESS)
    preview = page.frame_locator(".preview-stage iframe")
    preview.get_by_role("link", name="Tide").first.wait_for()
    page.locator("#id_name").fill("The Ebb")
    preview.get_by_role("heading", name="The Ebb").wait_for()
    page.locator("#id_accent").fill("#0a58ca")
    preview.locator("link[href*='look.0a58ca']").wait_for(state="attached")
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
    shown = page.frames[1]
    assert shown.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is False
    page.locator("[name=scheme][value=dark]").check()
    shown.wait_for_function("() => matchMedia('(prefers-color-scheme: dark)').matches")
    assert "#0a58ca" in shown.evaluate(accent)
    page.locator("[name=screen][value=phone]").check()
    assert page.evaluate("document.querySelector('.preview-stage iframe').clientWidth") == 390
    assert Publication.objects.get().name != "The Ebb"


def test_a_colour_that_can_not_be_read_is_said_at_once_and_another_is_a_press_away(page, sign_in, chief):
    sign_in(page, chief)
    page.goto(ADDRESS)
    page.frame_locator(".preview-stage iframe").get_by_role("link", name="Tide").first.wait_for()
    page.locator("#id_accent").fill("#ffcc00")
    page.get_by_text("The nearest colour that can be read is #886c08.").wait_for()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Use #886c08").press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert Publication.objects.get().accent == "#886c08"


def test_a_menu_is_made_and_put_in_order_by_keyboard(page, sign_in, chief):
    PageFactory(title="About us", slug="about", live=True)
    sign_in(page, chief)
    page.goto(ADDRESS)
    preview = page.frame_locator(".preview-stage iframe")
    preview.get_by_role("link", name="Tide").first.wait_for()
    page.locator("#id_masthead-0-page").select_option(label="About us")
    page.locator("#masthead-group .add-row a").press("Enter")
    page.locator("#id_masthead-1-section").select_option(label="Harbour")
    preview.locator("nav.sections li:nth-child(2)").wait_for()
    assert preview.locator("nav.sections a").all_inner_texts() == ["About us", "Harbour"]
    page.locator("#masthead-1 [data-move=up]").press("Enter")
    preview.locator("nav.sections li:first-child a:text('Harbour')").wait_for()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert [str(item) for item in MenuItem.objects.all()] == ["Harbour", "About us"]


def test_the_history_names_only_what_somebody_has_changed(page, sign_in, chief):
    publication = Publication.objects.get()
    Publication.objects.update(postal_address="14 Tarry Street\nPort Ansel")
    for position in (0, 1, 5):
        SocialLink.objects.create(
            publication=publication, label=f"Link {position}", url="https://x.example", position=position
        )
        MenuItem.objects.create(
            publication=publication, menu="footer", label="All", address="/archive/", position=position
        )
    sign_in(page, chief)
    page.goto(ADDRESS)
    page.locator("#id_security_contact").fill("security@paper.example")
    page.locator("#id_security_until").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    told = LogEntry.objects.get().get_change_message()
    today = f"{timezone.localdate():%-d %B %Y}"
    assert told == (
        "Changed Security contact (empty → “security@paper.example”) and "
        f"Security contact holds until (empty → “{today}”)."
    )
    page.goto(ADDRESS)
    page.locator("#social_links-2 [data-move=up]").press("Enter")
    page.locator("#social_links-2 [data-move=up]").press("Enter")
    page.locator("#social_links-group .add-row a").press("Enter")
    page.locator("#id_social_links-4-label").fill("New")
    page.locator("#id_social_links-4-url").fill("https://y.example")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert [str(link) for link in SocialLink.objects.all()] == ["Link 5", "Link 0", "Link 1", "New"]


def test_a_page_is_written_seen_and_put_live(page, sign_in, chief):
    sign_in(page, chief)
    page.goto("/admin/front/page/add/")
    page.locator("#id_title").fill("About the Ebb")
    page.locator(".body-text").click()
    page.keyboard.type("Who we are.")
    page.frame_locator(".preview-stage iframe").get_by_text("Who we are.").wait_for()
    assert page.locator("#id_slug").input_value() == "about-the-ebb"
    page.get_by_role("button", name="Save and put live").click()
    page.get_by_text("Readers have “About the Ebb”").wait_for()
    page.goto("/about-the-ebb/")
    assert page.locator(".body").inner_text() == "Who we are."


def test_without_a_script_it_works_too(open_page, sign_in, chief):
    page = open_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    sign_in(page, chief)
    page.goto(ADDRESS)
    page.locator("#id_name").fill("The Ebb")
    page.locator("#id_masthead-0-address").fill("/archive/")
    page.locator("#id_masthead-0-label").fill("Everything")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    shown = opened.value.frame_locator("iframe").locator("nav.sections a", has_text="Everything")
    shown.wait_for(state="attached")
    page.get_by_role("button", name="Save", exact=True).click()
    assert Publication.objects.get().name == "The Ebb"
    page.goto("/admin/front/page/add/")
    page.locator("#id_title").fill("About")
    page.locator("#id_slug").fill("about")
    page.locator("#id_body").fill("<p>Who.</p>")
    page.get_by_role("button", name="Save and put live").click()
    assert Page.objects.get().is_live

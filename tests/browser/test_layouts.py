"""Laying out the front page in a real browser, with a script and without, by keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from front.models import Layout, Pin
from tests.desk import staff
from tests.factories import ImageFactory, PinFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ADDRESS = "/admin/front/layout/add/"


@pytest.fixture
def editor():
    return staff("Editor")


@pytest.fixture
def tides():
    section = SectionFactory(name="Harbour", slug="harbour")
    for number in range(4):
        publish(headline=f"Tide {number}", section=section)


def names(page):
    return page.locator("[data-name]:visible").all_inner_texts()


def wait_until_empty(page, *zones):
    page.wait_for_function(
        """zones => zones === [...document.querySelectorAll("[data-zone]:has([data-empty]:not([hidden])) [data-name]")]
            .map((name) => name.textContent).join()""",
        arg=",".join(zones),
    )


def kinds():
    return [zone.kind for zone in Layout.objects.latest("pk").zones.all()]


def test_by_keyboard_a_zone_is_added_moved_seen_and_put_live(page, sign_in, editor, tides):
    sign_in(page, editor)
    page.goto(ADDRESS)
    preview = page.frame_locator(".layout-preview iframe")
    preview.get_by_role("link", name="Tide 3").wait_for()

    page.get_by_role("button", name="Opinion strip").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Letters")  # the new zone's title has the focus
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Move zone 5 up").focus()
    for _ in range(4):
        page.keyboard.press("Enter")
    assert names(page) == ["Opinion strip", "Lead package", "Latest", "Top stories", "Section block"]
    assert page.evaluate("document.activeElement.dataset.move") == "down", "the first can only go down"
    preview.get_by_role("heading", name="Letters").wait_for()

    page.get_by_role("button", name="Remove zone 5").focus()
    page.keyboard.press("Enter")
    page.locator("[value=phone]").check()
    assert page.evaluate("document.querySelector('.layout-preview iframe').clientWidth") == 390
    assert not Layout.objects.exists()
    page.get_by_role("button", name="Put it live").click()
    page.get_by_text("readers have the new layout").wait_for()
    assert kinds() == ["opinion", "lead", "latest", "top"]
    page.goto("/")
    assert page.locator("main h2").first.inner_text() == "Letters"


def test_enter_in_a_field_shows_the_preview_and_readers_nothing(page, sign_in, editor, tides):
    publish(headline="Tide of tomorrow", at=timezone.now() + timedelta(hours=20))
    sign_in(page, editor)
    page.goto(ADDRESS)
    preview = page.frame_locator(".layout-preview iframe")
    preview.get_by_role("link", name="Tide 3").wait_for()
    page.locator("#id_zones-0-title").fill("The harbour today")
    page.locator("#id_zones-0-title").press("Enter")
    preview.get_by_role("heading", name="The harbour today").wait_for()
    page.locator("#id_then").fill(f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}")
    page.locator("#id_then").press("Enter")
    preview.get_by_role("link", name="Tide of tomorrow").wait_for()
    assert not Layout.objects.exists()


def test_a_removed_zone_comes_back_as_it_was_and_what_is_empty_says_so(page, sign_in, editor, tides):
    sign_in(page, editor)
    page.goto(ADDRESS)
    page.locator("#id_zones-0-count").fill("1")
    wait_until_empty(page, "Top stories", "Section block")
    page.locator("#id_zones-0-count").fill("4")
    wait_until_empty(page, "Latest", "Top stories", "Section block")
    page.locator("#id_zones-1-title").fill("The port by the hour")
    page.locator("#id_zones-1-count").fill("3")
    page.get_by_role("button", name="Remove zone 2").press("Enter")
    page.get_by_role("status").get_by_text("Zone 2, The port by the hour, removed.").wait_for()
    page.get_by_role("button", name="Move zone 2 up").press("Enter")
    assert names(page) == ["Top stories", "Lead package", "Section block"]
    page.get_by_role("button", name="Remove zone 2").press("Enter")
    assert names(page) == ["Top stories", "Section block"]
    page.keyboard.press("Enter")  # Undo has the focus
    assert names(page) == ["Top stories", "Lead package", "Section block"]
    page.get_by_role("button", name="Undo").press("Enter")
    assert names(page) == ["Top stories", "Lead package", "Latest", "Section block"]
    assert page.locator("#id_zones-2-title").input_value() == "The port by the hour"
    assert page.locator("#id_zones-2-count").input_value() == "3"
    assert page.get_by_role("button", name="Undo").count() == 0


def test_whoever_goes_back_to_a_layout_is_told_of_the_one_that_a_colleague_made_meanwhile(
    page, sign_in, editor
):
    sign_in(page, editor)
    page.goto(ADDRESS)
    page.on("dialog", lambda asked: asked.accept())
    page.locator("#id_zones-0-title").fill("The port by the hour")
    page.goto("/admin/")
    now = timezone.now()
    theirs = Layout.objects.create(
        section=None, number=1, live_from=now, made_at=now, made_by=staff("Chief", first_name="Agnes")
    )
    theirs.zones.create(kind="top", position=1, count=3)
    page.go_back()
    page.locator("#id_zones-0-title").fill("The port by the minute")
    page.get_by_role("button", name="Put it live").click()
    page.get_by_text("Agnes made layout 1 at").wait_for()
    assert Layout.objects.get() == theirs
    assert page.locator("#id_zones-0-title").input_value() == "The port by the minute"


def test_a_preview_that_can_not_be_says_why(page, sign_in, editor, tides):
    sign_in(page, editor)
    page.goto(ADDRESS)
    page.frame_locator(".layout-preview iframe").get_by_role("link", name="Tide 3").wait_for()
    page.locator("#id_zones-0-count").fill("9")
    page.locator("#id_zones-0-count").blur()
    page.get_by_text("No preview: “Lead package” holds 1 to 4 stories.").wait_for()


def test_a_tag_that_no_story_has_is_said_at_its_zone_at_once(page, sign_in, editor, tides):
    publish(headline="Tide of tags", tags=["Tides"])
    sign_in(page, editor)
    page.goto(ADDRESS)
    preview = page.frame_locator(".layout-preview iframe")
    preview.get_by_role("link", name="Tide 3").wait_for()
    page.locator("#id_zones-3-rule").select_option("tag")
    tag = page.locator("#id_zones-3-tag")
    fault = page.locator("[data-zone]").nth(3).get_by_text("No story has the tag “Tidez”.")
    with page.expect_response("**/preview/"):
        tag.fill("Tidez")
    page.get_by_text("No preview: No story has the tag “Tidez”.").wait_for()
    assert not fault.is_visible(), "while it is being typed it may become one that there is"
    tag.press("Enter")
    fault.wait_for()
    page.get_by_role("button", name="Move zone 4 up").click()
    page.locator("[data-zone]").nth(2).get_by_text("No story has the tag “Tidez”.").wait_for()
    page.locator("#id_zones-2-tag").fill("tides")
    page.locator("[data-fault]").wait_for(state="detached")
    page.locator("#id_zones-2-tag").fill("tidal")
    page.locator("#id_zones-2-tag").blur()
    page.locator("[data-zone]").nth(2).get_by_text("No story has the tag “tidal”.").wait_for()
    page.locator("#id_zones-2-rule").select_option("section")
    page.locator("#id_zones-2-section").select_option(label="Harbour")
    page.locator("[data-fault]").wait_for(state="detached")
    page.get_by_role("button", name="Put it live").click()
    page.get_by_text("readers have the new layout").wait_for()


def test_of_a_moment_that_has_passed_the_preview_says_so(page, sign_in, editor):
    sign_in(page, editor)
    page.goto(ADDRESS)
    page.get_by_text("As it will stand now").wait_for()
    page.locator("#id_then").fill("2020-11-29T10:00")
    page.locator("#id_then").press("Enter")
    page.get_by_text(
        "This moment has passed. As this layout would have stood on 29 Nov 2020 at 10:00"
    ).wait_for()


def test_what_is_refused_is_read_first_and_what_is_put_right_is_marked_no_more(page, sign_in, editor):
    sign_in(page, editor)
    page.goto(ADDRESS)
    page.locator("#id_zones-0-count").fill("9")
    page.locator("#id_live_from").fill("2020-01-01T06:00")
    page.get_by_role("button", name="Put it live").click()
    page.locator(".errornote:focus").wait_for()
    page.get_by_text("“Lead package” holds 1 to 4 stories.", exact=True).wait_for()
    page.locator("#id_zones-0-count").fill("4")
    page.locator("[data-zones] .errorlist").wait_for(state="detached")
    assert page.locator(".errornote").is_visible(), "one fault is left"
    page.locator("#id_live_from").fill("")
    page.locator(".errorlist").wait_for(state="detached")
    page.locator(".errornote").wait_for(state="detached")


def test_without_a_script_it_works_too(open_page, sign_in, editor, tides):
    page = open_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    sign_in(page, editor)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Picture story").click()
    page.get_by_role("button", name="Move zone 5 up").click()
    page.get_by_role("button", name="Remove zone 1").click()
    page.locator("#id_note").fill("By hand")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Tomorrow, 06:00").click()
    opened.value.locator("iframe").wait_for()
    with page.context.expect_page() as opened:
        page.locator("#id_note").press("Enter")
    opened.value.locator("iframe").wait_for()
    assert not Layout.objects.exists(), "Enter shows what would be, and no more"
    page.get_by_role("button", name="Put it live").click()
    page.get_by_text("readers have the new layout").wait_for()
    assert kinds() == ["latest", "top", "picture", "block"]
    assert Layout.objects.get().note == "By hand"


def test_a_pin_is_cropped_and_seen_before_it_is_saved(page, sign_in, editor):
    pilots = publish(headline="Pilots go back", lead_image=ImageFactory())
    pilots.lead_image.make_renditions()
    PinFactory(article=publish(headline="Cranes stand").article)
    sign_in(page, editor)
    page.goto("/admin/front/pin/add/?zone=lead")
    page.get_by_text("Takes the place of “Cranes stand”").wait_for()
    page.locator("#id_place").fill("2")
    page.get_by_text("Takes the place of").wait_for(state="hidden")
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill("Pilots")
    page.locator(".select2-results__option", has_text="Pilots go back").click()
    page.locator("[data-focal].focal-choosable .focal-whole").click(position={"x": 5, "y": 5})
    assert int(page.locator("#id_crop_x").input_value()) < 20
    page.locator("#id_headline").fill("Only in the form")
    preview = page.frame_locator(".preview-stage iframe")
    preview.get_by_role("link", name="Only in the form").wait_for()
    preview.locator(
        "img[src*='card-'][src*='-" + page.locator("#id_crop_y").input_value() + "-']"
    ).first.wait_for()
    assert Pin.objects.count() == 1


def test_a_second_pin_of_a_story_says_what_it_takes_it_from(page, sign_in, editor):
    PinFactory(article=publish(headline="Pilots go back").article, zone="lead", place=2)
    sign_in(page, editor)
    page.goto("/admin/front/pin/add/?zone=lead")
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill("Pilots")
    page.locator(".select2-results__option", has_text="Pilots go back").click()
    page.get_by_text("Takes this story out of Lead package 2").wait_for()
    page.locator("#id_zone").select_option("top")
    page.get_by_text("this story is pinned to Lead package 2, which comes first").wait_for()


def test_no_button_covers_a_long_title(page, sign_in):
    section = SectionFactory(
        name="The harbour, the pier, and all that is said of them when ships are late at night", slug="long"
    )
    pin = PinFactory(article=publish(headline="The pilots of the harbour go back to work " * 4).article)
    sign_in(page, staff("Chief"))
    for address in (f"front/pin/{pin.pk}", f"sections/section/{section.pk}", "front/publication/1"):
        page.goto(f"/admin/{address}/change/")
        for width in (390, 800, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(
                """() => {
                    const range = document.createRange();
                    range.selectNodeContents(document.querySelector("#content h1"));
                    const lines = [...range.getClientRects()];
                    return [...document.querySelectorAll(".object-tools a")].every((tool) => {
                        const box = tool.getBoundingClientRect();
                        return lines.every((line) => line.bottom <= box.top || line.top >= box.bottom
                            || line.right <= box.left || line.left >= box.right);
                    });
                }"""
            ), (address, width)


def test_enlarged_four_times_the_bar_covers_nothing_that_has_the_focus(page, sign_in, editor):
    sign_in(page, editor)
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(ADDRESS)
    page.get_by_role("button", name="Move zone 1 down").focus()
    covered = """() => {
        const box = document.activeElement.getBoundingClientRect();
        const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return document.activeElement.contains(seen) ? "" : document.activeElement.outerHTML;
    }"""
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(covered) == ""

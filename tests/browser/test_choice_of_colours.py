"""Light or dark as the reader has chosen, on every page, before anything is drawn."""

import re

import pytest
from PIL import Image

from front.models import Publication
from tests.cases import case
from tests.factories import publish
from tests.paper import print_paper


@pytest.fixture
def story(transactional_db):
    return publish()


PAPER = "getComputedStyle(document.body).backgroundColor"
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(20, 22, 26)"
FRAME = """Array.from(document.querySelectorAll("meta[name=theme-color]"))
    .filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content)"""


def test_a_choice_of_colours_holds_on_every_page_until_it_is_automatic_again(open_page, story):
    looks = {"dark": (BLACK, ["#14161a"]), "light": (WHITE, ["#ffffff"])}
    for system, choice in [("light", "dark"), ("dark", "light")]:
        page = open_page(color_scheme=system)
        with case((system, choice)):
            page.goto("/")
            group = page.get_by_role("radiogroup", name="Colours")
            chosen = group.get_by_label(choice.capitalize())
            assert group.get_by_label("Automatic").is_checked()
            assert (page.evaluate(PAPER), page.evaluate(FRAME)) == looks[system]
            chosen.check()
            assert (page.evaluate(PAPER), page.evaluate(FRAME)) == looks[choice]
            page.goto(story.path)
            assert chosen.is_checked()
            assert (page.evaluate(PAPER), page.evaluate(FRAME)) == looks[choice]
            assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == choice
            group.get_by_label("Automatic").check()
            assert (page.evaluate(PAPER), page.evaluate(FRAME)) == looks[system]
            assert page.evaluate("localStorage.length") == 0
            assert page.context.cookies() == []


def test_the_choice_is_there_before_anything_is_drawn(open_page, story):
    page = open_page(color_scheme="light")
    page.goto("/")
    page.get_by_label("Dark").check()
    page.add_init_script(
        """new MutationObserver((_, observer) => {
            if (!document.body) return;
            window.atFirst = document.documentElement.dataset.colours;
            observer.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto(story.path)
    assert page.evaluate("atFirst") == "dark"


def test_the_choice_is_made_with_the_keyboard(open_page, story):
    page = open_page(color_scheme="light")
    page.goto("/")
    page.get_by_label("Automatic").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(PAPER) == BLACK


def test_a_logotype_is_that_of_the_chosen_colours(open_page, story):
    Publication.objects.update(
        logotype="light.webp", logotype_dark="dark.webp", logotype_width=200, logotype_height=40
    )
    page = open_page(color_scheme="light")
    page.route("**/media/*.webp", lambda route: route.fulfill(content_type="image/svg+xml", body=SVG))
    page.goto("/")
    seen = "document.querySelector('.masthead .logotype').currentSrc.split('/').pop()"
    assert page.evaluate(seen) == "light.webp"
    page.get_by_label("Dark").check()
    page.wait_for_function(f"() => {seen} === 'dark.webp'")
    page.reload()
    assert page.evaluate(seen) == "dark.webp"


def test_on_paper_the_logotype_is_the_light_one(open_page, story, settings):
    folder = settings.MEDIA_ROOT / "logotype"
    folder.mkdir(parents=True)
    for name, width in (("light", 201), ("dark", 307)):
        Image.new("RGB", (width, 40)).save(folder / f"{name}.webp")
    Publication.objects.update(
        logotype="logotype/light.webp",
        logotype_dark="logotype/dark.webp",
        logotype_width=200,
        logotype_height=40,
    )
    seen = "document.querySelector('.masthead .logotype').currentSrc.split('/').pop()"
    for system, choice in [("dark", "Automatic"), ("dark", "Dark"), ("light", "Dark")]:
        page = open_page(color_scheme=system)
        with case((system, choice)):
            page.goto("/")
            page.get_by_label(choice).check()
            page.wait_for_function(f"() => {seen} === 'dark.webp'")
            assert page.locator(".masthead .logotype:visible").count() == 1
            assert set(re.findall(rb"/Subtype /Image\s+/Width (\d+)", page.pdf())) == {b"201"}
            page.emulate_media(media="print")
            page.wait_for_function(f"() => {seen} === 'light.webp'")
            page.emulate_media(media="screen")
            page.wait_for_function(f"() => {seen} === 'dark.webp'")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"/>'


def test_without_script_or_memory_the_paper_is_as_the_system(open_page, story):
    page = open_page(java_script_enabled=False, color_scheme="dark")
    page.goto("/")
    assert page.get_by_label("Automatic").count() == 1
    assert not page.get_by_label("Automatic").is_visible()
    page = open_page(color_scheme="dark")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page.goto("/")
    page.get_by_label("Light").check()
    assert page.evaluate(PAPER) == WHITE


def test_on_paper_the_dark_is_light(open_page, story):
    page = open_page()
    page.goto(story.path)
    page.get_by_label("Dark").check()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.body')).color") == "rgb(0, 0, 0)"


def test_what_is_dark_by_the_system_is_as_dark_by_choice(open_page, transactional_db):
    addresses = print_paper()
    colours = """Array.from(document.querySelectorAll("body, body *"), (one) => {
        const { color, backgroundColor, borderBlockStartColor } = getComputedStyle(one);
        return [color, backgroundColor, borderBlockStartColor].join();
    })"""
    for name in ("story", "front"):
        by_system, by_choice = open_page(color_scheme="dark"), open_page(color_scheme="light")
        by_choice.goto("/")
        by_choice.get_by_label("Dark").check()
        for page in (by_system, by_choice):
            page.goto(addresses[name])
        assert by_system.evaluate(colours) == by_choice.evaluate(colours), name

"""
Every page for readers by keyboard, with large letters, with wide spacing, in the system's few colours, without script:
what WCAG 2.2 asks for and axe doesn't see.
"""

import pytest

from tests.browser.colours import contrast
from tests.factories import SectionFactory, publish
from tests.paper import print_paper

NARROW = {"width": 320, "height": 640}  # 1,280 pixels at 400 %
DESKTOP = {"width": 1280, "height": 900}

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((heading) => heading.checkVisibility())
    .map((heading) => Number(heading.tagName[1]))"""

# What can be pressed and is smaller than 24 pixels, but for links within a sentence (2.5.8).
TOO_SMALL = """() => [...document.querySelectorAll("a[href], button, input, summary")].filter((one) => {
    if (!one.checkVisibility({ opacityProperty: true }) || one.matches(".skip")) return false;
    const card = one.parentElement.matches(".card-headline") && one.closest(".card");
    const { width, height } = (card || one.closest("label") || one).getBoundingClientRect();
    const around = one.closest("p, li, dd, h1, figcaption")?.textContent.trim() ?? "";
    const inSentence = getComputedStyle(one).display === "inline" && around.length > one.textContent.trim().length;
    return !inSentence && Math.min(width, height) < 23.9;
}).map((one) => one.outerHTML.slice(0, 120))"""

# The spacing of 1.4.12, and what it cuts off.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return one.checkVisibility() && [overflowX, overflowY].some((how) => ["hidden", "clip"].includes(how))
        && one.clientWidth > 2 && one.innerText?.trim()
        && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 120))"""

# What is wrong with the sight of what has the focus, or nothing: no outline, out of sight, cut off by what scrolls.
FOCUS = """() => {
    const one = document.activeElement;
    // Between the last and the first, or in a frame of somebody else's, where the page can't look.
    if (!one || one === document.body || one.localName === "iframe") return ["", null];
    const outlined = [one, one.closest(".card")]
        .find((each) => each && getComputedStyle(each).outlineStyle !== "none");
    const said = one.outerHTML.slice(0, 120);
    if (!outlined) return [said, "has no outline"];
    const { outlineOffset, outlineWidth } = getComputedStyle(outlined);
    const reach = parseFloat(outlineOffset) + parseFloat(outlineWidth) - 0.5;
    const box = outlined.getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight) return [said, "is out of sight"];
    const beyond = box.left < reach || box.right + reach > document.documentElement.clientWidth;
    if (beyond && !one.closest(".gallery")) return [said, "ends outside the screen"]; // a strip shows the next in part
    for (let frame = outlined.parentElement; frame !== document.documentElement; frame = frame.parentElement) {
        if (getComputedStyle(frame).overflowY === "visible") continue;
        const around = frame.getBoundingClientRect();
        if (box.left - reach < around.left || box.top - reach < around.top || box.bottom + reach > around.bottom)
            return [said, `is cut off by ${frame.className}`];
    }
    return [said, null];
}"""


# The colours that lie below some words, the lowest first, and that of the words.
GROUNDS = """(one) => {
    const grounds = [];
    for (let each = one; each; each = each.parentElement) grounds.unshift(getComputedStyle(each).backgroundColor);
    return [...grounds, getComputedStyle(one).color];
}"""


@pytest.fixture
def paper(transactional_db):
    return print_paper()


def test_every_page_is_read_narrow_and_spaced_out_pressed_by_a_thumb_and_skimmed_by_headings(
    open_page, paper
):
    page = open_page(viewport=NARROW, bypass_csp=True)
    found = []
    for name, address in paper.items():
        page.goto(address)
        levels = page.evaluate(HEADINGS)
        assert levels.count(1) == 1, name
        steps = zip([0, *levels], levels, strict=False)
        assert all(level <= before + 1 for before, level in steps), (name, levels)
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        for size in (NARROW, DESKTOP):
            page.set_viewport_size(size)
            found += [(name, "is too small", one) for one in page.evaluate(TOO_SMALL)]
        page.add_style_tag(content=SPACING)
        for size in (NARROW, DESKTOP):
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
            found += [(name, "is cut off", one) for one in page.evaluate(CUT_OFF)]
        page.complaints[:] = [said for said in page.complaints if f"status of {name}" not in said]
    assert found == []


@pytest.mark.parametrize("screen", [NARROW, DESKTOP], ids=["narrow", "desktop"])
def test_the_keyboard_reaches_all_and_shows_where_it_is(open_page, paper, screen):
    page = open_page(viewport=screen, reduced_motion="reduce")
    found = []
    for name in ("front", "story", "moment of a day", "search narrowed", "contact"):
        page.goto(paper[name])
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        unreached = page.evaluate("document.querySelectorAll('main a[href]').length")
        rounds = 0
        for _ in range(250):
            page.keyboard.press("Tab")
            one, fault = page.evaluate(FOCUS)
            rounds += 'class="skip"' in one
            if rounds == 2:
                break
            unreached -= page.evaluate("document.activeElement.matches('main a[href]')")
            found += [(name, one, fault)] if fault else []
        assert unreached == 0, name
    assert found == []


def test_in_the_few_colours_of_the_system_signs_are_still_there(open_page, paper):
    page = open_page(viewport=NARROW, forced_colors="active")
    style = (
        "([selector, part, property]) => getComputedStyle(document.querySelector(selector), part)[property]"
    )
    page.goto(paper["section"])
    assert "gradient" in page.evaluate(style, [".menu-toggle summary", "::after", "backgroundImage"])
    page.locator(".menu-toggle summary").click()
    current = ".sections a[aria-current]"
    assert "underline" in page.evaluate(style, [current, None, "textDecorationLine"])
    page.goto(paper["story"])
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.evaluate(style, [".embed-load button", "::before", "backgroundColor"]) != canvas
    assert page.evaluate(style, [".paragraph-link", None, "borderBlockStartStyle"]) == "solid"


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_in_the_few_colours_of_the_system_what_is_marked_can_be_read(open_page, paper, scheme):
    page = open_page(viewport=DESKTOP, forced_colors="active", color_scheme=scheme)
    marked = {"search with results": "mark", "correction": ".changes :is(ins, del)"}
    for name, selector in marked.items():
        page.goto(paper[name])
        words = page.locator(selector)
        assert words.count(), name
        for one in words.all():
            assert contrast(page, *one.evaluate(GROUNDS)) >= 4.5, (name, one.inner_text())


def test_nothing_moves_for_whom_movement_makes_ill(open_page, paper):
    page = open_page(reduced_motion="reduce")
    for name in ("front", "story", "search narrowed"):
        page.goto(paper[name])
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert page.evaluate("document.getAnimations().length") == 0


def test_without_script_galleries_menus_and_choices_are_there_and_what_needs_it_is_not(open_page, paper):
    page = open_page(viewport=NARROW, java_script_enabled=False)
    page.goto(paper["story"])
    gallery = page.get_by_role("group", name="Gallery of 2 pictures")
    gallery.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.gallery').scrollLeft > 0")
    assert page.get_by_role("heading", name="Most read").is_visible()
    assert not page.get_by_role("radiogroup", name="Colours").is_visible()
    assert page.locator(".paragraph-link").count() == 0
    page.goto(paper["search with results"])
    choices = page.get_by_role("navigation", name="Narrow the results")
    assert not choices.is_visible()
    page.locator("summary", has_text="Narrow the results").click()
    choices.get_by_role("link", name="Jo Lind").click()
    page.get_by_role("link", name="Author: Jo Lind").wait_for()


def test_a_story_runs_the_way_of_its_own_letters_whatever_stands_between_them(open_page, paper):
    page = open_page(viewport=DESKTOP)
    page.goto(paper["story in Arabic"])
    page.locator(".paragraph-link").wait_for(state="attached")
    assert page.evaluate("getComputedStyle(document.querySelector('.body')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.embed')).direction") == "ltr"
    edge = "([selector]) => Math.round(document.querySelector(selector).getBoundingClientRect().right)"
    assert page.evaluate(edge, [".story-standfirst"]) == page.evaluate(edge, [".story-headline"])


@pytest.mark.parametrize(("language", "edge"), [("ar", "right"), ("en-gb", "left")])
def test_in_the_menu_of_a_phone_all_names_stand_at_the_edge_where_reading_begins(
    open_page, transactional_db, settings, language, edge
):
    settings.LANGUAGE_CODE = language
    for number, name in enumerate(["The Embassy", "السفارة"]):
        SectionFactory(name=name, slug=f"section-{number}")
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto("/")
    page.locator(".menu-toggle summary").click()
    edges = page.evaluate(
        """(edge) => [...document.querySelectorAll(".sections a")].map((link) => {
            const words = document.createRange();
            words.selectNodeContents(link);
            return Math.round(words.getBoundingClientRect()[edge]);
        })""",
        edge,
    )
    assert len(edges) >= 2
    assert max(edges) - min(edges) <= 2


LONG = (
    "The ministers of seven harbours meet once more to speak of what none of them has wanted to pay for " * 3
)


@pytest.mark.parametrize("address", ["/", "/harbour/"])
def test_a_headline_as_long_as_a_paragraph_leaves_room_for_the_first_screen(
    open_page, transactional_db, address
):
    section = SectionFactory(slug="harbour")
    for number in range(4):
        publish(headline=f"A story of {number} words", section=section)
    publish(headline=LONG.strip(), section=section, standfirst="It takes all night.")
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    headline = page.locator(".card--lead .card-headline")
    assert headline.inner_text() == LONG.strip()
    box = headline.bounding_box()
    assert box["height"] < 400, "it was more than twice that"
    assert page.get_by_text("It takes all night.").bounding_box()["y"] < 800
    second = page.locator(".card--second .card-headline").first
    size = "(element) => parseFloat(getComputedStyle(element).fontSize)"
    assert headline.evaluate(size) > second.evaluate(size), "it still leads"

"""Reading the paper in a real browser: with and without script, narrow and wide, in the dark and on paper."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from statistics import median

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from taggit.models import Tag

from front.models import Banner, Publication
from tests.browser.colours import contrast, pixel
from tests.cases import case
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ImageFactory,
    PageFactory,
    SectionFactory,
    jpeg,
    publish,
)
from tests.front.zones import lay_out
from tests.paper import FIRST_PUBLISHED, print_paper

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PILOTS = "Pilots of Port Ansel end their strike after nine days"


@pytest.fixture
def paper(transactional_db):
    return print_paper()


@pytest.fixture
def reader(open_page, live_server):
    """Opens a page that notes in `page.abroad` what is asked of other hosts."""

    def reader(**options):
        def note(request):
            if not request.url.startswith((live_server.url, "data:")):
                page.abroad.append(request.url)

        page = open_page(**options)
        page.abroad = []
        page.on("request", note)
        return page

    return reader


def words(locator):
    return " ".join(locator.inner_text().split())


def speak(settings, code):
    """From now on the paper is in this language."""
    settings.LANGUAGE_CODE = code
    caches["pages"].clear()


# On which side of the page the words of the first of such elements stand flush, in pixels.
EDGES = """([selectors, edge]) => selectors.map((selector) => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(selector));
    return Math.round(words.getBoundingClientRect()[edge]);
})"""


def test_a_reader_goes_from_the_front_page_through_the_paper_and_back_with_script_and_without(reader, paper):
    go_through(paper, reader(viewport=PHONE))
    go_through(paper, reader(viewport=PHONE, java_script_enabled=False))


def go_through(paper, page):
    page.goto(paper["subsection"])
    page.get_by_role("link", name="Pilots of Port Ansel").first.click()
    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == PILOTS
    for piece in ("Strait", "What it cost", "The pier on Monday.", "1,204", "It was nine days, not eight."):
        assert page.get_by_text(piece).first.is_visible(), piece
    page.locator(".byline").get_by_role("link", name="Ana Ruiz").click()
    assert heading.inner_text() == "Ana Ruiz"
    page.get_by_role("link", name="Tide 4").click()
    page.locator(".tags").get_by_role("link", name="harbour").click()
    assert heading.inner_text() == "harbour"

    sections = page.get_by_role("navigation", name="Main")
    assert not sections.is_visible()
    page.get_by_text("Menu", exact=True).click()
    page.get_by_placeholder("Hi, what are you looking for?").first.fill("nine days")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Pilots of Port Ansel").click()
    page.get_by_text("Menu", exact=True).click()
    sections.get_by_role("link", name="The Embassy").click()
    assert heading.inner_text() == "The Embassy"
    page.go_back()
    assert heading.inner_text() == PILOTS
    page.locator(".masthead").get_by_role("link", name="The Halyard").click()
    assert heading.inner_text() == "The Halyard"
    assert page.abroad == []


def test_times_are_the_readers_own_or_name_the_publications_zone(reader, transactional_db, settings):
    settings.TIME_ZONE = "Europe/Lisbon"
    story = publish(at=FIRST_PUBLISHED)
    for zone, script, published in [
        ("Asia/Tokyo", True, "2 July 2024 at 07:30 GMT+9"),
        ("Asia/Tokyo", False, "1 July 2024, 23:30 WEST"),
        ("Europe/Lisbon", True, "1 July 2024, 23:30 WEST"),
    ]:
        page = reader(timezone_id=zone, java_script_enabled=script)
        with case((zone, "with script" if script else "without script")):
            page.goto(story.path)
            time = page.locator("time.dt-published").first
            assert words(time) == published
            assert time.get_attribute("datetime") == "2024-07-01T22:30Z"


def test_abroad_nothing_moves_when_times_are_written_anew_and_each_names_its_zone(reader, paper, settings):
    settings.TIME_ZONE = "Europe/Lisbon"
    for viewport in (PHONE, DESKTOP):
        page = reader(viewport=viewport, timezone_id="Asia/Kathmandu")
        page.add_init_script(NOTE_SHIFTS)
        for name in ("story", "front"):
            with case((viewport, name)):
                page.goto(paper[name])
                page.wait_for_load_state("networkidle")
                times = page.locator("main time").filter(has_text=":")
                assert times.count()
                assert all(time.endswith("GMT+5:45") for time in times.all_inner_texts())
                assert page.evaluate("shifts") == []


def test_days_are_those_of_the_publication_wherever_they_are_read(reader, transactional_db, settings):
    settings.TIME_ZONE = "Europe/Lisbon"
    lay_out(
        {"kind": "lead", "count": 1}, {"kind": "latest", "count": 5}, at=FIRST_PUBLISHED - timedelta(days=1)
    )
    for minutes in range(3):
        publish(at=FIRST_PUBLISHED + timedelta(minutes=minutes))
    found = "/search/?q=after:2024-07-01+before:2024-07-02"
    for zone in ("Pacific/Kiritimati", "Pacific/Honolulu"):
        page = reader(timezone_id=zone)
        with case(zone):
            for address in ("/archive/2024/07/01/", "/archive/2024/07/", found):
                page.goto(address)
                assert {*page.locator("main time").all_inner_texts()} == {"1 July 2024"}, address
            page.goto("/archive/2024/07/01/?at=23:45")
            assert [*map(words, page.locator("main time").all())][-3:] == ["23:32", "23:31", "23:30"]
            assert not page.locator("script[src*='local-time']").count()
            assert page.get_by_role("heading", name="The front page at 23:45 WEST").is_visible()


def test_no_page_scrolls_sideways_sets_a_cookie_asks_abroad_or_makes_the_browser_complain(reader, paper):
    page = reader(viewport=DESKTOP)
    for name, address in paper.items():
        response = page.goto(address)
        assert response.status == (int(name) if name.isdigit() else 200), name
        for width in (1280, 768, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
        # The browser reports the status of a page that is missing on purpose.
        page.complaints[:] = [said for said in page.complaints if f"status of {name}" not in said]
        assert page.complaints == [], name
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.abroad == []


def test_the_headline_of_what_a_correction_changed_has_the_width_of_the_page(reader, transactional_db):
    story = publish(
        headline="Pilots of Port Ansel end their strike after nine days, and the harbour counts the cost"
    )
    told = publish(story.article).correction
    page = reader(viewport=DESKTOP)
    page.goto(f"/corrections/{told.pk}/")
    main = page.locator("main").bounding_box()
    assert page.get_by_role("heading", level=1).bounding_box()["width"] > main["width"] * 0.85
    assert page.locator(".changes").last.bounding_box()["width"] < main["width"] * 0.65


def test_a_list_that_comes_first_has_space_above_it_and_columns_that_begin_alike(
    reader, transactional_db, settings
):
    for number in range(9):
        publish(headline=f"Tide {number}")
    lay_out({"kind": "latest", "key": "latest", "count": 9})
    look = """(items) => {
        const columns = Map.groupBy(items, (item) => item.getBoundingClientRect().x);
        const look = (item) => {
            return [item.querySelector("time").getBoundingClientRect().y, getComputedStyle(item).borderTopWidth];
        };
        return [...columns.values()].map(([first]) => look(first));
    }"""
    page = reader(viewport=DESKTOP)
    for code in ("en", "ar"):
        speak(settings, code)
        page.goto("/")
        assert page.locator("html").get_attribute("lang") == code
        above = page.locator(".rubric").bounding_box()["y"] - page.locator("main").bounding_box()["y"]
        assert above >= 16, code
        tops = page.locator(".latest li").evaluate_all(look)
        assert len(tops) == 3, code
        assert tops[0] == tops[1] == tops[2], code


def test_a_headline_of_the_other_direction_begins_where_its_text_does(reader, transactional_db, settings):
    page = reader()
    for code, headline, words, edge in [
        ("en", "وقّعت كارو وأوستمير معاهدة المضيق بعد أيام من المفاوضات في الميناء", "عادت السفن. ", "right"),
        ("ar", "Pilots of Port Ansel end their strike after nine days, and go back", "Ships move again. ", "left"),
    ]:  # fmt: skip
        speak(settings, code)
        story = publish(headline=headline, standfirst=words * 2, body=f"<p>{words * 30}</p>")
        page.goto(story.path)
        for width in (1280, 1100, 390):
            page.set_viewport_size(DESKTOP | {"width": width})
            edges = page.evaluate(EDGES, [[".story-headline", ".story-standfirst", ".body > p"], edge])
            assert max(edges) - min(edges) <= 3, (code, width, edges)


def test_a_byline_role_of_the_other_direction_stands_on_the_side_of_its_column(
    reader, transactional_db, settings
):
    settings.LANGUAGE_CODE = "ar"
    article = ArticleFactory()
    article.bylines.update(role="Data analysis by")
    page = reader(viewport=DESKTOP)
    page.goto(publish(article).path)
    role, column = page.evaluate(
        """() => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector(".byline-role"));
            const both = [range, document.querySelector(".byline")];
            return both.map((one) => Math.round(one.getBoundingClientRect().right));
        }"""
    )
    assert role == column


NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    shifts.push([value, ...sources.map(({ node }) => (node?.outerHTML ?? node?.textContent)?.slice(0, 80))]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
SCROLL_ON = """() => {
  scrollBy({ top: 700, behavior: "instant" });
  return scrollY + innerHeight < document.documentElement.scrollHeight - 1;
}"""


def test_nothing_moves_when_pictures_and_advertisements_come_in_late(reader, paper):
    for viewport in (PHONE, DESKTOP):
        page = reader(viewport=viewport)
        page.add_init_script(NOTE_SHIFTS)
        come_late(page, "/media/", "/_slot/", "/fonts/")
        for name in ("story", "front"):
            with case((viewport, name)):
                page.goto(paper[name])
                while page.evaluate(SCROLL_ON):
                    page.wait_for_timeout(100)
                page.wait_for_load_state("networkidle")
                assert page.evaluate(
                    "[...document.images].every((image) => image.complete || !image.checkVisibility())"
                )
                # A letter that changes its face may move by a hair within its line.
                shifts = page.evaluate("shifts")
                assert sum(value for value, *_ in shifts) < 0.001, shifts


def come_late(page, *parts):
    """What has such a part in its address, from here on and each time anew."""
    page.route(
        lambda url: any(part in url for part in parts),
        lambda route: (page.wait_for_timeout(150), route.fallback()),
    )


def test_a_picture_that_is_taller_than_wide_leaves_the_text_in_reach(reader, transactional_db):
    page = reader()
    page.add_init_script(NOTE_SHIFTS)
    come_late(page, "/media/", "/fonts/")
    for width, height in [(300, 900), (300, 450), (450, 300)]:  # tall, upright, landscape
        file = jpeg(width, height)
        image = ImageFactory(
            file=ContentFile(file, "one.jpg"),
            width=width,
            height=height,
            content_hash=sha256(file).hexdigest(),  # each has an address of its own by that
        )
        edition = publish(lead_image=image, headline="Tower leans")
        for viewport in (PHONE, DESKTOP, {"width": 320, "height": 568}):
            with case(((width, height), viewport)):
                page.set_viewport_size(viewport)
                page.goto(edition.path)
                page.wait_for_load_state("networkidle")
                picture = page.locator(".story-picture img")
                box, column = (
                    picture.bounding_box(),
                    page.locator(".story-picture picture").bounding_box(),
                )
                whole = column["width"] * height / width
                most = 0.85 * viewport["height"] if height > width else whole
                assert box["height"] == pytest.approx(min(whole, most), abs=1)
                assert box["width"] == pytest.approx(column["width"]), "the picture stands in its middle"
                if height > width:
                    assert picture.evaluate("picture => getComputedStyle(picture).objectFit") == "contain"
                assert page.locator(".body p").first.bounding_box()["y"] < 2 * viewport["height"]
                assert sum(value for value, *_ in page.evaluate("shifts")) < 0.001


def test_in_the_dark_the_paper_is_dark(reader, paper):
    page = reader(viewport=DESKTOP)
    for name in ("front", "story", "section", "author", "search without results", "about"):
        page.goto(paper[name])
        brightness = {}
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            with Image.open(BytesIO(page.screenshot())) as seen:
                brightness[scheme] = median(seen.convert("L").resize((64, 64)).tobytes())
        assert brightness["light"] > 235, name
        assert brightness["dark"] < 50, name


def test_on_paper_there_is_the_story_nothing_around_it_and_nothing_to_press(reader, paper):
    page = reader(viewport={"width": 794, "height": 1123})  # a sheet of A4
    page.goto(paper["story"])
    page.emulate_media(media="print", color_scheme="dark")
    for shown in (
        ".story-headline",
        ".byline",
        ".dt-published",
        ".body",
        ".body figure",
        ".corrections",
        ".tail-bio",
    ):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (
        ".menu",
        ".menu-toggle",
        ".connect",
        ".share",
        ".slot",
        ".rail",
        ".related",
        ".neighbours",
        ".footer",
        ".embed button",
    ):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    assert page.evaluate("getComputedStyle(document.querySelector('.body')).color") == "rgb(0, 0, 0)"

    page.emulate_media(media="screen", color_scheme="light")
    for name in ("front", "day", "moment of a day", "search with results", "archive of a month"):
        page.goto(paper[name])
        page.emulate_media(media="print")
        assert page.locator(":is(button, input, summary, .connect, .facets):visible").count() == 0, name


def test_on_paper_lists_run_in_plain_flow_so_that_no_sheet_ends_within_a_story(reader, paper):
    page = reader()
    for name in ("front", "section", "tag"):
        page.goto(paper[name])
        page.emulate_media(media="print")
        for block in page.locator(".front-top, .cards, .card, .card-words, .river > li").all():
            assert block.evaluate("block => getComputedStyle(block).display") in {"block", "list-item"}, name
        for card in page.locator(".card").all():
            assert card.evaluate("card => getComputedStyle(card).breakInside") == "avoid", name
            assert card.evaluate("card => getComputedStyle(card, '::before').content") == "none", name


def test_the_skip_link_leads_past_the_masthead(reader, transactional_db):
    page = reader()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.locator("#main:focus").wait_for()


def test_what_was_put_in_is_underlined_and_looks_unlike_what_was_taken_out(reader, paper):
    page = reader(viewport=PHONE)
    page.goto(paper["correction"])
    style = """mark => {
        const style = getComputedStyle(mark);
        return [style.textDecorationLine, style.backgroundColor, style.color];
    }"""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        paper_colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        for kind, line in [("ins", "underline"), ("del", "line-through")]:
            marks = page.locator(f".plain {kind}")
            assert marks.count() > 1, "one is the key"
            for mark in marks.all():
                drawn, ground, ink = mark.evaluate(style)
                assert drawn == line, (scheme, kind)
                assert contrast(page, paper_colour, ground, ink) >= 4.5, (scheme, kind)
                red, green, _ = pixel(page, paper_colour, ground)
                is_so = green > red if kind == "ins" else green == pytest.approx(red, abs=3)
                assert is_so, (scheme, kind, red, green)


def test_the_banner_goes_at_its_end_from_a_page_that_is_open(reader, transactional_db):
    now = timezone.now()
    Banner.objects.create(text="The bridge is shut", banner_from=now, banner_until=now + timedelta(hours=1))
    page = reader()
    page.clock.install()
    page.goto("/")
    assert page.get_by_text("The bridge is shut").is_visible()
    page.clock.fast_forward("01:00:01")
    page.get_by_text("The bridge is shut").wait_for(state="detached")


def test_on_a_phone_a_lead_without_a_picture_stands_apart_from_the_masthead(open_page):
    publish(lead_image=None)
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto("/")
    room = page.evaluate(
        "document.querySelector('.front-lead .card').getBoundingClientRect().top"
        " - document.querySelector('.front-top').getBoundingClientRect().top"
    )
    assert room >= 8


# Of each sign between two names whether it is in one line with the name it belongs to.
BESIDE_ITS_NAME = """(follows) => [...document.querySelectorAll(".byline .h-card + .h-card")].map((card) => {
    const between = card.previousSibling;
    const sign = document.createRange();
    const at = follows ? between.data.trimEnd().length - 1 : 0;
    sign.setStart(between, at);
    sign.setEnd(between, at + 1);
    const other = follows ? card : card.previousElementSibling;
    const [line] = [...other.querySelector("a").getClientRects()].slice(...(follows ? [0, 1] : [-1]));
    const { top, bottom } = sign.getBoundingClientRect();
    return top < line.bottom && bottom > line.top;
})"""


def test_what_stands_between_two_names_stays_in_the_line_of_its_name(reader, transactional_db, settings):
    names = ["Hana Müller", "Ana Ruiz", "Jo Lind", "Tom Okafor", "Abdulrahman Vandermeer", "Li Wei"]
    story = publish(
        bylines=[AuthorFactory(name=f"{name} {n}") for name in names for n in ("Ek", "Østergaard")]
    )
    page = reader(viewport=PHONE)
    for code, follows in [("en", False), ("ar", True)]:
        speak(settings, code)
        page.goto(story.path)
        assert page.locator("html").get_attribute("lang") == code
        for width in (*range(320, 420, 7), 1280):
            page.set_viewport_size({"width": width, "height": 900})
            beside = page.evaluate(BESIDE_ITS_NAME, follows)
            assert len(beside) == 11, (code, width)
            assert all(beside[:-1] if not follows else beside), (code, width)


def test_a_name_and_a_headline_stand_at_the_edge_at_which_the_text_below_them_begins(
    reader, transactional_db, settings
):
    page = reader()
    of_author = [".author-words .p-name", ".author-role", ".author-bio"]
    for code, name, words, edge in [
        ("ar", "Ana Ruiz", "She writes on ships. ", "left"),
        ("en", "آنا رويز", "تكتب عن السفن. ", "right"),
    ]:
        speak(settings, code)
        ana = AuthorFactory(name=name, slug=f"ana-{code}", role=name, bio=words * 20, short_bio=words)
        section = SectionFactory(name=name, slug=f"harbour-{code}", description=words * 9)
        story = publish(bylines=[ana], section=section)
        PageFactory(
            title=name, slug=f"contact-{code}", summary=words * 9, body=f"<p>{words * 20}</p>", live=True
        )
        for address, selectors in [
            (story.path, of_author),
            (f"/author/ana-{code}/", of_author),
            (f"/harbour-{code}/", ["main h1", ".page-lead"]),
            (f"/contact-{code}/", ["main h1", ".page-lead", ".body p"]),
        ]:
            page.goto(address)
            for width in (1280, 768, 390):
                page.set_viewport_size(DESKTOP | {"width": width})
                edges = page.evaluate(EDGES, [selectors, edge])
                assert max(edges) - min(edges) <= 3, (address, width, edges)


def test_a_name_by_itself_stands_at_the_edge_of_the_page(reader, transactional_db, settings):
    page = reader(viewport=DESKTOP)
    for code, name, edge in [("ar", "Tides", "right"), ("en", "السفن", "left")]:
        speak(settings, code)
        publish(tags=[name])
        page.goto(reverse("tag", args=[Tag.objects.get(name=name).slug]))
        edges = page.evaluate(EDGES, [["main h1", ".page-parent"], edge])
        assert max(edges) - min(edges) <= 3, (code, edges)


# Where the words of the first of such elements begin and end, in pixels from either edge of what they stand in.
FROM_THE_EDGES = """(selector) => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(selector));
    const around = document.querySelector(selector).closest(".card-words").getBoundingClientRect();
    const { left, right } = words.getBoundingClientRect();
    return [left - around.left, around.right - right].map(Math.round);
}"""


def test_the_words_of_a_card_of_the_other_direction_begin_at_its_own_edge(reader, transactional_db, settings):
    page = reader()
    arabic, english = "وقّعت كارو وأوستمير معاهدة المضيق", "A treaty of the strait is signed"
    for code, other, same, edge in [("en", arabic, english, 1), ("ar", english, arabic, 0)]:
        speak(settings, code)
        section = SectionFactory(slug=f"harbour-{code}")
        told = {"kicker": other[:6], "section": section, "bylines": [AuthorFactory(name="Ana Ruiz")]}
        publish(headline=same, standfirst=same, section=section)
        publish(headline=other, standfirst=other, **told)
        page.goto(f"/harbour-{code}/")
        for width in (1280, 390):
            page.set_viewport_size(DESKTOP | {"width": width})
            for part in ("headline", "standfirst"):
                where = (code, width, part)
                assert page.evaluate(FROM_THE_EDGES, f".card--lead .card-{part}")[edge] <= 1, where
                assert page.evaluate(FROM_THE_EDGES, f".card--second .card-{part}")[1 - edge] <= 1, where
            for part in (".kicker", ".card-meta"):
                assert page.evaluate(FROM_THE_EDGES, f".card--lead {part}")[edge] <= 1, (code, width, part)


def test_a_long_name_keeps_away_from_the_edge_of_the_screen(reader, transactional_db):
    publish()
    Publication.objects.update(name="The Port Ansel Harbour Gazette and Shipping News")
    page = reader()
    for address in ("/", "/archive/"):
        page.goto(address)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            name = page.locator(".masthead .wordmark")
            assert name.bounding_box()["height"] > 52, (address, width)
            top = name.evaluate(
                """(name) => {
                    const words = document.createRange();
                    words.selectNodeContents(name.querySelector("a") ?? name);
                    return words.getBoundingClientRect().top;
                }"""
            )
            assert top >= 8, (address, width)


def test_a_long_word_of_a_german_name_may_be_parted(reader, transactional_db, settings):
    settings.LANGUAGE_CODE = "de"
    page = reader(viewport=PHONE)
    page.goto("/")
    name = page.locator(".masthead .wordmark")
    style = "(name) => [getComputedStyle(name).hyphens, getComputedStyle(name).hyphenateLimitChars]"
    assert name.evaluate(style) == ["auto", "18 5 5"]


def test_the_keyboard_goes_through_the_masthead_as_the_eye_does(reader, paper):
    page = reader()
    for width in (1280, 800, 390):
        page.set_viewport_size(DESKTOP | {"width": width})
        page.goto(paper["story"])
        if width == 390:
            page.locator(".menu-toggle summary").click()
        stops = page.locator(".masthead :is(a, summary, input, button):visible").evaluate_all(
            """(stops) => stops.map((stop) => {
                const { top, bottom } = stop.getBoundingClientRect();
                return [stop.textContent.trim(), (top + bottom) / 2];
            })"""
        )
        assert "Mastodon" in [words for words, _ in stops], width
        assert all(below >= above - 12 for (_, above), (_, below) in pairwise(stops)), (width, stops)

"""A link to one paragraph: copied in every way that a reader may come to it, and where it leads."""

import gzip

import pytest

from articles import workflow
from tests.factories import ArticleFactory, publish

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
BODY = (
    "<p>The pilots went back to <em>work</em> on Monday.</p><p>Nobody won.</p><p>Nobody won.</p>"
    "<blockquote><p>We are tired.</p></blockquote><table><tbody><tr><td><p>Tons</p></td></tr></tbody></table>"
    + "".join(
        f"<p>{number} ships wait outside of the harbour, and the tide turns.</p>" for number in range(40)
    )
)
HASHES = 'Array.from(document.querySelectorAll(".body p[id]"), (one) => one.id)'


@pytest.fixture
def story(transactional_db):
    return publish(body=BODY)


@pytest.fixture
def copying(open_page):
    def copying(**options):
        page = open_page(permissions=["clipboard-read", "clipboard-write"], **options)
        page.copied = lambda: page.evaluate("navigator.clipboard.readText()")
        return page

    return copying


def button(page):
    return page.get_by_role("button", name="Copy link to this paragraph")


def test_the_pointer_on_a_paragraph_brings_a_link_to_it(copying, story):
    page = copying(viewport=DESKTOP)
    page.goto(story.path)
    paragraph = page.get_by_text("Nobody won.").nth(1)
    assert button(page).evaluate("one => getComputedStyle(one).opacity") == "0"
    before = paragraph.bounding_box()
    paragraph.hover()
    button(page).click()
    page.get_by_role("status").filter(has_text="Link copied").wait_for()
    assert paragraph.bounding_box() == before
    address = page.copied()
    assert address.endswith(f"{story.path}#{paragraph.get_attribute('id')}")
    page.goto("about:blank")
    page.goto(address)
    marked = page.locator(".body p:target")
    assert marked.evaluate("(one, other) => one.innerText === other", "Nobody won.")
    assert marked.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert marked.is_visible()


def test_with_the_keyboard_all_paragraphs_are_one_stop(copying, story):
    page = copying(viewport=DESKTOP)
    page.goto(story.path)
    assert button(page).count() == 1
    page.locator(".share a").last.focus()
    page.keyboard.press("Tab")
    assert button(page).evaluate("one => one === document.activeElement")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Link copied").wait_for()
    assert page.copied().partition("#")[2] == page.get_by_text("We are tired.").get_attribute("id")
    page.keyboard.press("Tab")
    assert not button(page).evaluate("one => one === document.activeElement")


def test_on_a_phone_a_selection_brings_it_to_the_foot_of_the_screen(copying, story):
    page = copying(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(story.path)
    paragraph = page.get_by_text("The pilots went back")
    paragraph.evaluate("one => getSelection().selectAllChildren(one)")
    shown = page.locator(".paragraph-link[data-shown]")
    shown.wait_for()
    box = shown.bounding_box()
    assert box["height"] >= 44
    assert 700 < box["y"] < 844
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    shown.tap()
    page.get_by_role("status").filter(has_text="Link copied").wait_for()
    assert page.copied().partition("#")[2] == paragraph.get_attribute("id")


def test_where_nothing_may_be_copied_the_address_bar_has_it(open_page, story):
    page = open_page(viewport=DESKTOP)
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
    page.goto(story.path)
    paragraph = page.get_by_text("We are tired.")
    paragraph.hover()
    button(page).click()
    page.wait_for_url(f"**{story.path}#{paragraph.get_attribute('id')}")


def test_a_link_lasts_as_long_as_the_words_of_its_paragraph(open_page, transactional_db):
    article = ArticleFactory(
        body="<p>First, the pilots.</p><p>Nobody won.</p><p>***</p><p>Then the crews.</p>"
    )
    publish(article)
    page = open_page(java_script_enabled=False)
    page.goto(article.editions.get().path)
    assert page.locator(".paragraph-link").count() == 0
    ids = {one.inner_text(): one.get_attribute("id") for one in page.locator(".body p").all()}
    assert ids["***"] is None
    article.body = "<p>Before all that.</p><p>First the <em>Pilots</em>.</p>"
    article.body += "<p>Then the crews, and us.</p><p>Nobody won.</p>"
    article.save()
    workflow.record(article, by=None)
    publish(article)
    page.reload()
    later = {one.inner_text(): one.get_attribute("id") for one in page.locator(".body p").all()}
    assert later["First the Pilots."] == ids["First, the pilots."]
    assert later["Nobody won."] == ids["Nobody won."]
    assert later["Then the crews, and us."] not in ids.values()
    assert len(set(later.values())) == 4


def test_two_paragraphs_of_the_same_words_have_two_addresses_and_those_of_a_table_no_button(copying, story):
    page = copying(viewport=DESKTOP)
    page.goto(story.path)
    ids = page.evaluate(HASHES)
    assert len(ids) == len(set(ids)) == 44
    page.get_by_text("Tons").hover()
    assert page.locator(".paragraph-link[data-shown]").count() == 0


def test_on_paper_there_is_no_button(open_page, story):
    page = open_page()
    page.goto(story.path)
    page.emulate_media(media="print")
    assert page.locator(".paragraph-link:visible").count() == 0


def test_all_that_a_story_runs_is_small(open_page, story):
    """On a bad line every kilobyte is a moment."""
    page = open_page()
    scripts = []
    page.on("response", lambda got: scripts.append(got.body()) if got.url.endswith(".js") else None)
    page.goto(story.path, wait_until="networkidle")
    assert len(scripts) >= 5
    assert sum(len(gzip.compress(script)) for script in scripts) < 10_000

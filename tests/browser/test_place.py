"""The story's form is sent and comes back: the cursor and the page are where they were."""

from itertools import product

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.writing import wait_until_saved
from tests.cases import case
from tests.desk import staff
from tests.factories import ArticleFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

LONG = "".join(
    f"<p>{number}. The pilots went back to work, and ships move again.</p>" for number in range(40)
)
IN_VIEW = "document.querySelectorAll('.ProseMirror p')[29].getBoundingClientRect().top"
FOCUS = "document.activeElement.id || document.activeElement.className"


@pytest.fixture
def desk(page, sign_in):
    """An editor's page; `desk.open(article)` opens a story's form."""
    sign_in(page, staff("Editor", first_name="Ana", last_name="Ruiz"))

    def open_story(article):
        page.goto(f"/admin/articles/article/{article.pk}/change/")
        page.wait_for_selector(".ProseMirror")

    page.open_story = open_story
    return page


def type_in_paragraph_30(desk):
    desk.evaluate("document.querySelectorAll('.ProseMirror p')[29].scrollIntoView({ block: 'center' })")
    desk.locator(".ProseMirror p").nth(29).click()
    desk.keyboard.press("End")
    desk.keyboard.type(" So they say")


def test_after_a_save_the_cursor_is_where_it_was_in_the_text_and_the_page_too(desk):
    for by, times in product(["keyboard", "mouse"], [1, 2]):
        article = ArticleFactory(body=LONG)
        desk.open_story(article)
        with case((by, times)):
            for _ in range(times):
                type_in_paragraph_30(desk)
                before = desk.evaluate(IN_VIEW)
                if by == "keyboard":
                    desk.keyboard.press("Control+s")
                else:
                    desk.click(".bar [name=_save]")
                wait_until_saved(desk)
                assert desk.evaluate(IN_VIEW) == pytest.approx(before, abs=2)
            desk.keyboard.type(", at least.")
            expect(
                desk.locator(".bar-said"), "nothing stands over the text while it is written"
            ).to_have_text("", timeout=1000)
            desk.keyboard.press("Control+s")
            wait_until_saved(desk)
            article.refresh_from_db()
            assert f"ships move again.{' So they say' * times}, at least.</p><p>30." in article.body


SEEN = """() => [...document.querySelectorAll(".messagelist li, .bar-said")].filter((said) => {
    const { top, bottom, width } = said.getBoundingClientRect();
    return said.textContent.includes("Saved.") && width > 1 && bottom > 0 && top < innerHeight;
}).map((said) => said.className.split(" ").at(-1))"""
TOLD = """() => [...document.querySelectorAll("[role=status], [role=alert], [aria-live], output")]
    .filter((said) => said.textContent.includes("Saved.")).length"""


def test_that_it_is_saved_stands_once_in_sight_and_over_no_field(desk):
    for width in (390, 1280):
        desk.set_viewport_size({"width": width, "height": 844})
        article = ArticleFactory(body=LONG)
        publish(article)  # so that another page answers
        desk.open_story(article)
        with case(width):
            type_in_paragraph_30(desk)
            desk.keyboard.press("Control+s")
            wait_until_saved(desk)
            assert desk.evaluate(SEEN) == ["bar-said"]
            assert desk.evaluate(TOLD) == 1
            said, bar = (desk.locator(one).bounding_box() for one in (".bar-said", ".bar"))
            assert bar["y"] <= said["y"]
            assert said["y"] + said["height"] <= bar["y"] + bar["height"]
            for button in desk.locator(".bar-actions > :visible").all():
                box = button.bounding_box()
                assert box["x"] + box["width"] <= said["x"] or said["y"] + said["height"] <= box["y"]
            desk.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
            desk.wait_for_selector(".bar-said.visually-hidden", state="attached")
            assert desk.evaluate(SEEN) == ["success"]


def test_a_save_at_the_top_of_the_page_is_told_once_too(desk):
    article = ArticleFactory()
    desk.open_story(article)
    desk.fill("#id_kicker", "Harbour")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    assert desk.evaluate(SEEN) == ["bar-said"], "in the same page"
    assert desk.evaluate(TOLD) == 1
    publish(article)
    desk.fill("#id_kicker", "Port")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.wait_for_selector(".bar-said.visually-hidden:has-text('Saved.')", state="attached")
    assert desk.evaluate(SEEN) == ["success"], "in the page that answers"
    assert desk.evaluate(TOLD) == 1


def test_after_a_save_the_field_that_had_the_focus_has_it_and_its_cursor(desk):
    desk.open_story(ArticleFactory(standfirst="Ships wait."))
    desk.focus("#id_standfirst")
    desk.evaluate("document.activeElement.setSelectionRange(5, 5)")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.keyboard.type(", they say,")
    assert desk.input_value("#id_standfirst") == "Ships, they say, wait."


def save_by_shortcut(desk):
    desk.keyboard.press("Control+s")


def say_why(desk):
    desk.fill("#id_save_note", "Begun anew")
    desk.keyboard.press("Enter")


def test_whoever_saves_goes_on_in_the_text(desk):
    SectionFactory(name="Harbour")
    for is_new, save in product([True, False], [save_by_shortcut, say_why]):
        with case(("a new story" if is_new else "a story", save.__name__)):
            if is_new:
                desk.goto("/admin/articles/article/add/")
                desk.fill("#id_headline", f"Pilots end strike: {save.__name__}")
                desk.select_option("#id_section", index=1)
            else:
                desk.open_story(ArticleFactory(body="<p> </p>"))
            desk.click(".ProseMirror")
            desk.keyboard.press("Control+End")
            desk.keyboard.type("Ships move")
            save(desk)
            wait_until_saved(desk)
            desk.keyboard.type(" again.")
            assert desk.inner_text(".ProseMirror").strip() == "Ships move again."


def test_a_picture_of_the_text_that_was_chosen_is_chosen_after_the_save(desk):
    desk.open_story(ArticleFactory(body="<p>Ships move.</p><hr><p>More.</p>"))
    desk.click(".ProseMirror hr")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    assert desk.locator(".ProseMirror hr.ProseMirror-selectednode").count() == 1


def test_what_is_marked_in_red_is_what_the_page_shows(desk):
    desk.open_story(ArticleFactory(body=LONG))
    desk.fill("#id_headline", " ")
    type_in_paragraph_30(desk)
    desk.keyboard.press("Control+s")
    desk.wait_for_selector(".errornote")
    desk.wait_for_selector(".ProseMirror")
    desk.wait_for_load_state()
    assert desk.evaluate("scrollY") == 0
    # Nor is the place of then taken later.
    desk.fill("#id_headline", "Pilots end strike")
    desk.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    desk.goto("/admin/articles/article/")
    desk.open_story(Article.objects.get())
    assert desk.evaluate("scrollY") == 0


def test_another_story_opens_at_its_beginning(desk):
    desk.open_story(ArticleFactory(body=LONG))
    type_in_paragraph_30(desk)
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.open_story(ArticleFactory(body=LONG))
    assert desk.evaluate("[scrollY, document.activeElement === document.body]") == [0, True]

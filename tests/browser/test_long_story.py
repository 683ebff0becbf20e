"""A story of 50,000 words with 200 pictures in a real browser: what is typed anywhere in it is kept and saved."""

import pytest

from articles import workflow
from articles.models import Autosave
from tests.articles.long_story import FIGURES, body, paragraphs
from tests.browser.writing import wait_until_saved
from tests.desk import staff
from tests.factories import ArticleFactory, ImageFactory

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.timeout(600),
]


@pytest.fixture
def article():
    images = [ImageFactory() for _ in range(FIGURES)]
    for image in images:
        image.make_renditions()
    article = ArticleFactory(body=body(images, paragraphs()))
    workflow.record(article, by=None)
    return article


@pytest.fixture
def desk(page, sign_in, article):
    page.set_default_timeout(60_000)
    sign_in(page, staff("Editor"))
    open_form(page, article)
    return page


def open_form(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(".body-text")


def write_at(desk, words, place):
    """Types somewhere into the paragraph that begins so."""
    paragraph = desk.locator(f".body-text p:has-text('{place} ')").first
    paragraph.scroll_into_view_if_needed()
    paragraph.click()
    desk.keyboard.press("End")
    desk.keyboard.type(words)


def wait_until_kept(desk):
    desk.wait_for_selector(".presence:not([data-behind]):has-text('What you typed is kept')")


def test_a_long_story_is_written_kept_put_back_and_saved(desk, article):
    before = article.body
    assert desk.locator(".body-text figure").count() == FIGURES
    desk.wait_for_selector(".field-body .count:has-text('words')")
    counted = desk.inner_text(".field-body .count")

    for words, place in [("alpha", "Part3"), ("omega", "Part997"), ("middle", "Part500")]:
        write_at(desk, words * 2, place)
    desk.keyboard.type(" and more ")
    desk.wait_for_selector(f".field-body .count:not(:text-is('{counted}'))")
    for _ in " and more ":
        desk.keyboard.press("Backspace")
    wait_until_kept(desk)
    kept = Autosave.objects.get().values["body"][0]
    assert len(kept) > len(before)

    desk.on("dialog", lambda asked: asked.accept())  # leaves without saving
    desk.goto("/admin/")
    open_form(desk, article)
    desk.click("text=Put it back")
    desk.wait_for_selector("text=This is what you had typed")
    desk.wait_for_selector(".body-text p:has-text('middlemiddle')")
    desk.click("button[name=_save]")
    wait_until_saved(desk)
    article.refresh_from_db()
    for words in ("alphaalpha", "omegaomega", "middlemiddle"):
        assert article.body.count(words) == 1
        article.body = article.body.replace(words, "")
    assert article.body == before


def test_words_are_found_and_replaced_all_over_a_long_story(desk, article):
    count = article.body.count("Part9")
    desk.click('.body-tools [data-name="find"]')
    desk.fill("[aria-label=Find]", "Part9")
    desk.wait_for_selector(f".body-find-count:has-text('of {count}')")
    desk.fill("[aria-label='Put in its place']", "Piece9")
    desk.click("text=Replace all")
    desk.click(".body-find >> text=Close")
    desk.click("button[name=_save]")
    wait_until_saved(desk)
    article.refresh_from_db()
    assert (article.body.count("Piece9"), article.body.count("Part9")) == (count, 0)


def test_what_the_form_sends_is_what_the_editor_shows(desk):
    """It is written down block by block, each once for as long as nobody changes it."""
    for words, place in [("one", "Part10"), ("two", "Part11"), ("three", "Part10")]:
        write_at(desk, f" {words}", place)
    desk.keyboard.press("Enter")
    desk.keyboard.press("Control+z")
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Control+b")
    sent, shown = desk.evaluate("""() => {
        const text = document.querySelector(".body-text");
        return [new FormData(document.querySelector("#article_form")).get("body"), text.editor.getHTML()];
    }""")
    assert sent == shown.removesuffix("<p></p>")

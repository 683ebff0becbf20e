"""The browser's Back at the desk: a form that has begun a story is not a second one."""

import re

import pytest
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article
from tests.browser.writing import wait_until_saved
from tests.desk import staff
from tests.factories import ArticleFactory, SectionFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def desk(page, sign_in):
    sign_in(page, staff("Editor"))
    return page


def new_story(desk):
    SectionFactory(name="Harbour")
    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_headline", "Pilots end strike")
    desk.select_option("#id_section", label="Harbour")
    desk.click(".ProseMirror")
    desk.keyboard.type("Ships move.")
    desk.click(".bar [name=_save]")
    wait_until_saved(desk)


def test_back_after_the_first_save_leads_to_the_story_that_was_made(desk):
    new_story(desk)
    desk.go_back()
    desk.wait_for_url(re.compile(r"/\d+/change/"))
    desk.wait_for_selector(".ProseMirror")
    desk.fill("#id_standfirst", "For good.")
    desk.click(".bar [name=_save]")
    wait_until_saved(desk)
    article = Article.objects.get()
    assert (article.standfirst, article.body) == ("For good.", "<p>Ships move.</p>")


def test_whoever_is_quicker_than_that_saves_the_story_that_was_made(desk):
    """Nor is anything of it lost that the browser has not filled in again."""
    new_story(desk)
    desk.route("**/begun/*", lambda route: None)
    desk.go_back()
    desk.wait_for_selector(".ProseMirror")
    desk.fill("#id_headline", "Pilots end their strike")
    desk.select_option("#id_section", label="Harbour")
    desk.evaluate("document.querySelector('.ProseMirror').editor.commands.clearContent(true)")
    desk.click(".bar [name=_save]")
    desk.wait_for_selector(".meeting")
    article = Article.objects.get()
    assert (article.headline, article.body) == ("Pilots end strike", "<p>Ships move.</p>")


def test_back_from_the_page_that_asks_shows_the_story_as_it_is_with_what_was_typed_on_offer(desk):
    article = ArticleFactory(headline="Pilots", standfirst="Ships wait.", body="<p>The pilots went back.</p>")
    workflow.record(article, by=None)
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    Article.objects.filter(pk=article.pk).update(headline="Pilots are back", body="<p>Theirs.</p>")
    article.refresh_from_db()
    workflow.record(article, by=None)
    desk.fill("#id_headline", "Strike is over")
    desk.fill("#id_standfirst", "Ships move.")
    desk.click(".bar [name=_save]")
    desk.wait_for_selector(".meeting")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.go_back()
    desk.wait_for_selector(".kept:visible")
    assert desk.input_value("#id_headline") == "Pilots are back"
    assert desk.input_value("#id_standfirst") == "Ships wait."
    desk.click(".kept:visible >> text=Put it back")
    expect(desk.locator("#id_headline")).to_have_value("Strike is over")
    desk.click(".bar [name=_save]")
    desk.wait_for_selector(".meeting")
    article.refresh_from_db()
    assert article.headline == "Pilots are back"


def test_a_new_story_after_another_is_a_story_of_its_own(desk):
    new_story(desk)
    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_headline", "Ferries stay in port")
    desk.select_option("#id_section", label="Harbour")
    desk.click(".bar [name=_save]")
    wait_until_saved(desk)
    assert Article.objects.count() == 2


def test_back_from_what_was_done_to_many_is_the_list(desk):
    article = ArticleFactory(headline="Pilots end strike", stage="in_edit")
    desk.goto("/admin/articles/article/")
    desk.locator("#action-toggle").check()
    desk.select_option("select[name=action]", "approve")
    desk.click("button[name=index]")
    desk.click("#bulk_form button")
    desk.wait_for_selector("text=Marked as ready: 1 story.")
    desk.go_back()
    expect(desk.locator("#result_list")).to_contain_text("Pilots end strike")
    desk.go_forward()
    expect(desk.locator("#result_list")).to_contain_text("Pilots end strike")
    assert article.revisions.filter(note="Marked as ready").count() == 1

"""The browser's Back at the desk: a form that has begun a story is not a second one."""

import re

import pytest

from articles.models import Article
from tests.desk import staff
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def desk(page, sign_in):
    sign_in(page, staff("Editor"))
    return page


def saved(desk):
    desk.wait_for_selector(".messagelist .success")
    desk.wait_for_selector(".ProseMirror")
    desk.wait_for_load_state()


def new_story(desk):
    SectionFactory(name="Harbour")
    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_headline", "Pilots end strike")
    desk.select_option("#id_section", label="Harbour")
    desk.click(".ProseMirror")
    desk.keyboard.type("Ships move.")
    desk.click(".bar [name=_save]")
    saved(desk)


def test_back_after_the_first_save_leads_to_the_story_that_was_made(desk):
    new_story(desk)
    desk.go_back()
    desk.wait_for_url(re.compile(r"/\d+/change/"))
    desk.wait_for_selector(".ProseMirror")
    desk.fill("#id_standfirst", "For good.")
    desk.click(".bar [name=_save]")
    saved(desk)
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


def test_a_new_story_after_another_is_a_story_of_its_own(desk):
    new_story(desk)
    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_headline", "Ferries stay in port")
    desk.select_option("#id_section", label="Harbour")
    desk.click(".bar [name=_save]")
    saved(desk)
    assert Article.objects.count() == 2

"""What is typed while a save is under way."""

import time

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.test_keep import form_of, save
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, SectionFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TEXT = "[contenteditable=true]"
NOTICE = ".kept:visible"
SLOW = 2000  # ms
SAVE_AND_TYPE = """fields => {
    setTimeout(() => document.querySelector("button[name=_save]").click());
    setTimeout(() => {
        for (const [name, value] of Object.entries(fields)) {
            const field = document.getElementById(`id_${name}`);
            field.value = value;
            field.dispatchEvent(new Event("input", {bubbles: true}));
        }
    }, 300);
}"""


@pytest.fixture
def desk(page, sign_in):
    sign_in(page, staff("Editor"))
    return page


def save_and_type_on(desk, words, meanwhile=lambda: None, **fields):
    """Presses Save, and types before the answer is there: `words` where the cursor is, and into these fields."""
    network = desk.context.new_cdp_session(desk)  # what Playwright types by itself waits for the answer
    line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", line | {"latency": SLOW})
    desk.evaluate(SAVE_AND_TYPE, fields)
    time.sleep(0.5)
    network.send("Input.insertText", {"text": words})
    meanwhile()
    network.send("Network.emulateNetworkConditions", line)
    desk.wait_for_selector(".messagelist .success:has-text('Saved.'), .errornote")


def write_at_the_end(desk, words):
    desk.click(TEXT)
    desk.keyboard.press("Control+End")
    desk.keyboard.type(words)


def test_it_stands_in_the_form_after_the_save_and_one_types_on(desk):
    article = ArticleFactory(body="<p>Ships wait.</p>", kicker="")
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")
    save_and_type_on(desk, " Two.", kicker="Harbour")
    expect(desk.locator(TEXT)).to_have_text("Ships wait. One. Two.")
    assert desk.input_value("#id_kicker") == "Harbour"
    desk.keyboard.type(" Three.")
    expect(desk.locator(TEXT)).to_have_text("Ships wait. One. Two. Three.")
    desk.wait_for_selector("[data-autosave]:has-text('What you typed is kept')")
    assert Article.objects.get().body == "<p>Ships wait. One.</p>"
    assert not desk.locator(NOTICE).is_visible()
    save(desk)
    article.refresh_from_db()
    assert (article.body, article.kicker) == ("<p>Ships wait. One. Two. Three.</p>", "Harbour")
    desk.goto(form_of(article))
    assert not desk.locator(NOTICE).is_visible()


def test_whoever_leaves_it_unsaved_then_is_asked(desk):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")
    save_and_type_on(desk, " Two.")
    expect(desk.locator(TEXT)).to_have_text("Ships wait. One. Two.")
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto("/admin/")
    assert asked == ["beforeunload"]


def test_it_is_put_into_a_story_that_was_new(desk):
    SectionFactory(name="Harbour")
    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_headline", "Pilots end their strike")
    desk.select_option("#id_section", label="Harbour")
    write_at_the_end(desk, "One.")
    save_and_type_on(desk, " Two.")
    expect(desk.locator(TEXT)).to_have_text("One. Two.")
    save(desk)
    assert Article.objects.get().body == "<p>One. Two.</p>"


def test_it_stands_in_a_form_that_came_back(desk):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    desk.goto(form_of(article))
    desk.fill("#id_slug", "🚢")
    write_at_the_end(desk, " One.")
    save_and_type_on(desk, " Two.")
    expect(desk.locator(TEXT)).to_have_text("Ships wait. One. Two.")
    desk.fill("#id_slug", "ships")
    save(desk)
    article.refresh_from_db()
    assert article.body == "<p>Ships wait. One. Two.</p>"


def test_where_a_colleagues_text_was_merged_in_it_is_offered(desk):
    article = ArticleFactory(body="<p>Ships wait.</p><p>Pilots strike.</p>")
    colleague = Desk(staff("Chief", first_name="Agnes", last_name="Thorne"))
    theirs = read_form(colleague.get(form_of(article)))
    theirs |= {"body": "<p>Ships wait. Theirs.</p><p>Pilots strike.</p>", "_save": ""}
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")

    def a_colleague_saves():
        assert colleague.post(form_of(article), theirs).status_code == 302

    save_and_type_on(desk, " Two.", meanwhile=a_colleague_saves)
    expect(desk.locator(TEXT)).to_have_text("Ships wait. Theirs.Pilots strike. One.")
    desk.click(f"{NOTICE} >> text=Put it back")
    expect(desk.locator(TEXT)).to_contain_text("Pilots strike. One. Two.")
    desk.click("button[name=_save]")
    desk.wait_for_selector(".messagelist .success, .meeting")
    if desk.locator(".meeting").is_visible():
        desk.get_by_label("Yours").check()
        save(desk)
    article.refresh_from_db()
    assert article.body == "<p>Ships wait. Theirs.</p><p>Pilots strike. One. Two.</p>"

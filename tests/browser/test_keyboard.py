"""Writing without the mouse: shortcuts, finding and replacing, and how long the story is."""

import pytest

from articles import workflow
from articles.body import figure_html, gallery_html
from articles.models import Article
from tests.browser.colours import contrast
from tests.browser.writing import wait_until_saved
from tests.cases import case
from tests.desk import staff
from tests.factories import ArticleFactory, ImageFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

BODY = "<p>The Strait is open. In the strait, ships wait.</p><p>A <strong>strait</strong> is narrow.</p>"


@pytest.fixture
def opened(page, sign_in):
    """Opens a story as an editor."""
    sign_in(page, staff("Editor"))

    def opened(article):
        page.goto(f"/admin/articles/article/{article.pk}/change/")
        page.wait_for_selector(".body-text")
        return page

    return opened


@pytest.fixture
def desk(opened):
    return opened(ArticleFactory(body=BODY))


def saved(desk):
    wait_until_saved(desk)
    return Article.objects.get()


def find(desk, words):
    desk.click(".body-text")
    desk.keyboard.press("Control+Home")
    desk.keyboard.press("Control+Alt+f")
    desk.fill("[aria-label=Find]", words)


def test_what_is_found_is_counted_in_whatever_case_and_replaced_one_by_one_or_all(desk):
    find(desk, "strait")
    assert desk.inner_text(".body-find-count") == "1 of 3"
    desk.keyboard.press("Enter")
    assert desk.inner_text(".body-find-count") == "2 of 3"
    desk.fill("[aria-label='Put in its place']", "channel")
    desk.click("text=Replace >> nth=0")
    assert desk.inner_text(".body-text p >> nth=0") == "The Strait is open. In the channel, ships wait."
    desk.click("text=Replace all")
    assert desk.inner_text(".body-find-count") == "2 replaced"
    assert desk.locator("output.body-find-count").count() == 1, "which is told to screen readers"
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+s")
    assert saved(desk).body == (
        "<p>The channel is open. In the channel, ships wait.</p><p>A <strong>channel</strong> is narrow.</p>"
    )


def test_what_is_looked_for_in_a_table_is_in_sight_below_the_tools_for_tables(opened):
    table = "<table><tr><td>Strait</td><td>Ship</td></tr></table>"
    desk = opened(ArticleFactory(body=f"{'<p>Ships wait.</p>' * 40}{table}{'<p>Ships wait.</p>' * 40}"))
    desk.click(".body-text td")
    desk.keyboard.press("Control+Alt+f")
    desk.fill("[aria-label=Find]", "ship")
    tools, finder = (desk.locator(part).bounding_box() for part in (".body-tools", ".body-find"))
    assert tools["height"] > 60, "those for tables are there"
    assert finder["y"] >= tools["y"] + tools["height"] - 1


def test_replacing_all_is_undone_in_one_step(desk):
    find(desk, "strait")
    desk.click("text=Replace all")
    desk.click("text=Delete all 3")
    assert "trait" not in desk.inner_text(".body-text")
    desk.click(".body-find >> text=Close")
    desk.keyboard.press("Control+z")
    assert desk.inner_text(".body-text").lower().count("strait") == 3


def test_what_is_found_can_be_kept_to_whole_words_and_to_their_case(desk):
    find(desk, "STRAIT")
    assert desk.inner_text(".body-find-count") == "1 of 3"
    desk.check("text=Same case")
    assert desk.inner_text(".body-find-count") == "None"
    desk.fill("[aria-label=Find]", "Strait")
    assert desk.inner_text(".body-find-count") == "1 of 1"
    desk.uncheck("text=Same case")
    desk.fill("[aria-label=Find]", "i")  # in “Strait”, “is”, “In” and “ships”
    assert desk.inner_text(".body-find-count").endswith("of 8")
    desk.fill("[aria-label=Find]", "in")
    desk.check("text=Whole words")
    assert desk.inner_text(".body-find-count") == "1 of 1"
    desk.fill("[aria-label=Find]", "open.")  # a mark ends it
    assert desk.inner_text(".body-find-count") == "1 of 1"
    desk.press("text=Whole words", "Enter")
    assert desk.locator(".body-find").is_visible(), "the form is not sent"


def test_quotation_marks_are_found_however_they_are_typed(desk):
    desk.click(".body-text")
    desk.keyboard.press("Control+Home")
    desk.keyboard.insert_text("“It’s open,” said 'nobody' of \"it's\". ")
    find(desk, "it's")
    assert desk.inner_text(".body-find-count") == "1 of 2"
    for words in ("it’s", "it‘s"):
        desk.fill("[aria-label=Find]", words)
        assert desk.inner_text(".body-find-count") == "1 of 2"
    for words in ('"it', "‘nobody’", 'open,"', '"it\'s"', "„It’s"):
        desk.fill("[aria-label=Find]", words)
        assert desk.inner_text(".body-find-count") != "None", words


def test_nothing_is_put_in_the_place_of_all_before_it_was_asked(desk):
    find(desk, "strait")
    before = desk.inner_text(".body-text")
    desk.click("text=Replace all")
    assert desk.inner_text(".body-text") == before
    assert desk.locator(".body-find button:focus").inner_text() == "Delete all 3"
    desk.fill("[aria-label=Find]", "ships")
    assert desk.get_by_text("Delete all").count() == 0, "it was asked of other words"
    desk.click("text=Replace all")
    desk.fill("[aria-label='Put in its place']", "boats")
    desk.click("text=Replace all")
    assert "boats wait" in desk.inner_text(".body-text")
    assert desk.inner_text(".body-find-count") == "1 replaced"
    desk.fill("[aria-label='Put in its place']", "")
    desk.fill("[aria-label=Find]", "strait")
    desk.click("text=Replace all")
    desk.click("text=Delete all 3")
    assert desk.inner_text(".body-find-count") == "3 deleted"


def test_what_is_found_can_be_read(desk):
    find(desk, "strait")
    look = """name => {
        const text = document.querySelector(".body-text");
        const marked = getComputedStyle(text, `::highlight(${name})`);
        const color = name.endsWith("now") ? marked.color : getComputedStyle(text).color;
        return [getComputedStyle(document.body).backgroundColor, marked.backgroundColor, color];
    }"""
    faint = {}
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        for name in ("body-found", "body-found-now"):
            seen = contrast(desk, *desk.evaluate(look, name))
            if seen < 4.5:
                faint[scheme, name] = seen
    assert faint == {}


def test_a_story_is_saved_and_published_from_the_keyboard(desk):
    desk.fill("#id_kicker", "Labour")
    desk.keyboard.press("Control+s")
    assert saved(desk).kicker == "Labour"
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector("dialog:has-text('Publish now?')")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("text=Publish it like this?")  # no lead picture
    desk.click("text=Publish it like this >> nth=-1")
    desk.wait_for_selector(".messagelist .success:has-text('Published')")
    assert Article.objects.get().editions.live().exists()


def test_from_the_keyboard_a_note_is_sent_and_a_time_scheduled_and_nothing_published(desk):
    desk.fill("#note-text", "Not yet!")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(".note:has-text('Not yet!')")
    desk.click("summary:has-text('Schedule…')")
    desk.fill("#id_at", "2035-01-01T10:00")
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Schedule it like this").click()
    desk.wait_for_selector(".standing:has-text('Goes live on 1 Jan 2035')")
    assert not Article.objects.get().editions.live().exists()


def test_a_first_publication_from_the_keyboard_can_be_called_off(desk):
    for _ in range(2):
        desk.keyboard.press("Control+Enter")
        assert desk.locator("dialog:has-text('Publish now?')").count() == 1
    desk.keyboard.press("Escape")
    desk.wait_for_selector("dialog", state="detached")
    assert not Article.objects.get().editions.exists()


# What one of Chromium, Firefox and Safari keeps for itself on one of Linux, Windows and Mac: no page ever gets it.
KEPT = {
    f"Ctrl+{key}"
    for key in ["N", "T", "W", "Q", "Tab", "Shift+N", "Shift+P", "Shift+T", "Shift+W", "Shift+Q"]
}


def test_the_shortcuts_are_listed_and_none_is_one_that_a_browser_keeps_for_itself(desk):
    desk.keyboard.press("Control+/")
    assert desk.locator("dialog.shortcuts").is_visible()
    assert "Find and replace" in desk.inner_text("dialog.shortcuts")
    listed = set(desk.locator("dialog.shortcuts kbd").all_inner_texts())
    assert "Ctrl+S" in listed
    assert not listed & KEPT
    said = " ".join(desk.eval_on_selector_all(".body-tools button", "all => all.map(one => one.title)"))
    assert "Ctrl+B" in said
    assert not [keys for keys in KEPT if f"({keys})" in said]
    desk.keyboard.press("Escape")
    assert not desk.locator("dialog.shortcuts").is_visible()
    desk.click("[data-open-shortcuts]")
    assert desk.locator("dialog.shortcuts").is_visible()


def test_a_paragraph_becomes_a_pull_quote_and_again_a_paragraph(desk):
    desk.click(".body-text p >> nth=0")
    desk.keyboard.press("Control+Shift+9")
    assert desk.locator(".body-text aside.pull-quote").count() == 1
    assert "Ctrl+Shift+9" in desk.get_attribute(".body-tools [data-name=pullQuote]", "title")
    desk.keyboard.press("Control+Shift+9")
    assert desk.locator(".body-text aside").count() == 0


def test_the_length_of_the_story_is_said_while_it_is_written(desk):
    desk.wait_for_selector("text=13 words, 1 min read")
    desk.click(".body-text")
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" Very.")
    desk.wait_for_selector("text=14 words")


def test_a_finding_of_the_checklist_leads_to_its_place(desk):
    desk.click(".findings a[data-jump=lead_image]")
    assert desk.evaluate("document.activeElement.closest('.form-row').className").find("lead_image") >= 0


LONG = "Ships move again. " * 60


# A body, and the words that each of its findings means.
MEANT = {
    f"<p>Before.</p><p>{LONG.strip()}</p><p>After.</p>": [LONG.strip()],
    "<p>Before.</p><h3>A <strong>small</strong> one</h3><p>After.</p>": ["A small one"],
    '<p>Before.</p><p>See <a href="https://a.example/">here</a>, <a href="http://b.example/">the port</a> and '
    '<a href="http://c.example/"><em>its</em> ships</a>.</p>': ["the port", "its ships"],
    '<p><a href="https://a.example/">here</a> or <a href="http://a.example/">here</a></p>': ["here"],
    '<ul><li><p>One <a href="http://b.example/">port</a></p></li></ul>': ["port"],
}


def test_a_finding_of_the_checklist_selects_the_words_that_it_means(opened):
    for body, words in MEANT.items():
        desk = opened(ArticleFactory(body=body))
        findings = desk.locator(".findings a[data-block]")
        with case(body):
            assert findings.count() == len(words)
            for finding, expected in zip(findings.all(), words, strict=True):
                finding.click()
                assert desk.evaluate("getSelection().toString()") == expected
                desk.wait_for_timeout(300)  # the editor has looked at it
                assert desk.evaluate("document.activeElement.editor.state.selection.empty") is False
                assert desk.evaluate("getSelection().toString()") == expected
                assert not desk.locator(".passage-offer").is_visible()  # nobody has selected it for a note
            if expected == "here":  # the one that is meant of two links alike
                link = "getSelection().focusNode.parentElement.closest('a').href"
                assert desk.evaluate(link) == "http://a.example/"


def test_a_finding_about_a_picture_selects_it_as_a_click_does(opened):
    pictures = [ImageFactory(credit="") for _ in range(2)]
    for picture in pictures:
        picture.make_renditions()
    figures = [figure_html(picture, "Of the pier") for picture in pictures]
    for block in (figures[0], gallery_html(figures)):
        desk = opened(ArticleFactory(body=f"<p>Before.</p>{block}<p>After.</p>"))
        with case(block):
            desk.locator(".findings a[data-block]").first.click()
            chosen = desk.locator(".ProseMirror-selectednode")
            chosen.wait_for()
            assert chosen.evaluate("chosen => chosen.parentElement.matches('.ProseMirror')")
            assert desk.evaluate("document.activeElement.matches('.ProseMirror')")


def test_all_in_a_long_story_are_replaced_each_as_it_was_marked(opened):
    line = '<p>The strait, <strong>a strait</strong> <a href="https://a.example/x">by the strait</a> and a strait.</p>'
    desk = opened(ArticleFactory(body=line * 2_500))
    find(desk, "strait")
    assert desk.inner_text(".body-find-count").endswith("of 10000")
    desk.fill("[aria-label='Put in its place']", "channel")
    desk.click("text=Replace all")
    assert desk.inner_text(".body-find-count") == "10000 replaced"
    desk.keyboard.press("Control+s")
    assert saved(desk).body == line.replace("strait", "channel") * 2_500


def test_the_bar_of_the_finder_is_a_line_to_find_and_one_to_replace_and_enter_in_it_sends_nothing(desk):
    find(desk, "strait")
    lines = desk.evaluate("""[...document.querySelectorAll('.body-find > div')].map((line) =>
        [...line.children].map((part) => part.getBoundingClientRect().bottom))""")
    assert len(lines) == 2
    for line in lines:
        assert max(line) - min(line) < 20
    desk.fill("[aria-label=Find]", "nowhere")
    desk.keyboard.press("Enter")
    assert desk.inner_text(".body-find-count") == "None"
    assert desk.locator(".messagelist").count() == 0


SHORTCUTS = [
    "Control+Enter",
    "Control+s",
    "Control+Alt+p",
    "Control+k",
    "Control+Alt+f",
    "Control+Alt+m",
    "Control+/",
]


def test_a_shortcut_leaves_the_text_as_it_is(opened):
    for shortcut in SHORTCUTS:
        article = ArticleFactory(body="<p>Text once.</p>")
        desk = opened(article)
        with case(shortcut):
            desk.click(".ProseMirror")
            desk.keyboard.press("Control+Home")
            for _ in range(2):
                desk.keyboard.press("ArrowRight")
            desk.keyboard.press(shortcut)
            assert "<p>Text once.</p>" in desk.inner_html(".ProseMirror")
            desk.keyboard.press("Escape")
            if shortcut != "Control+s":
                desk.click(".bar [name=_save]")
            wait_until_saved(desk)
            article.refresh_from_db()
            assert article.body == "<p>Text once.</p>"


def test_publishing_a_live_story_from_the_text_leaves_the_text_as_it_is(opened):
    article = publish(body="<p>Text once.</p>").article
    workflow.record(article, by=None)
    desk = opened(article)
    desk.click(".ProseMirror")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(".panel[open]")
    assert desk.locator(".ProseMirror br:not(.ProseMirror-trailingBreak)").count() == 0

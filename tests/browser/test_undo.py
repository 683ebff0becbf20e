"""Undo in a story's text goes on behind a save, which loads the page anew."""

import pytest

from tests.browser.test_editor import PARAGRAPH
from tests.browser.writing import ANSWERED, Desk
from tests.cases import case
from tests.desk import Desk as Colleague
from tests.desk import staff
from tests.factories import ArticleFactory, ImageFactory, SectionFactory, UserFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def step(desk, words):
    """Types words that are taken back by one Undo of their own."""
    desk.type(words)
    desk.page.wait_for_timeout(600)  # what follows within half a second is one step


def press_save(page):
    page.click("button:has-text('Save') >> nth=0")
    page.wait_for_selector(ANSWERED)


def go_on(desk):
    desk.text.locator("p").first.click()
    desk.press("Control+End")


def test_what_was_typed_before_a_save_is_taken_back_step_by_step_and_done_again(writing):
    desk = writing(PARAGRAPH)
    go_on(desk)
    step(desk, " They slept.")
    step(desk, " They woke.")
    saved = desk.save()
    assert saved == PARAGRAPH.replace("</p>", " They slept. They woke.</p>")
    assert desk.html() == saved
    go_on(desk)
    desk.press("Control+z")
    assert desk.html() == PARAGRAPH.replace("</p>", " They slept.</p>")
    desk.press("Control+z")
    assert desk.html() == PARAGRAPH
    desk.press("Control+z")
    assert desk.html() == PARAGRAPH, "that is how it began"
    desk.press("Control+Shift+z", "Control+Shift+z")
    assert desk.html() == saved
    desk.press("Control+z")
    assert desk.save() == PARAGRAPH.replace("</p>", " They slept.</p>")


def test_redo_with_nothing_to_redo_takes_nothing_back(writing):
    desk = writing(PARAGRAPH)
    for key in ("z", "Z", "я"):
        with case(key):
            go_on(desk)
            desk.type(" They slept.")  # so that there is nothing to redo
            was = desk.html()
            # With Caps Lock, and on a Mac, the key comes as a small letter, though Shift is held.
            desk.text.evaluate(
                """(text, key) => {
                    const held = { ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true };
                    text.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode: 90, ...held }));
                }""",
                key,
            )
            assert desk.html() == was
            desk.press("Control+y")
            assert desk.html() == was
            desk.press("Control+z")
            assert desk.html() == PARAGRAPH


def test_it_goes_on_behind_several_saves(writing):
    desk = writing(PARAGRAPH)
    for words in [" One.", " Two.", " Three."]:
        go_on(desk)
        step(desk, words)
        desk.save()
    for left in [" One. Two.", " One.", ""]:
        desk.press("Control+z") if desk.text.evaluate("one => one === document.activeElement") else desk.tool(
            "undo"
        )
        assert desk.html() == PARAGRAPH.replace("</p>", f"{left}</p>")


def test_every_kind_of_change_is_taken_back(writing):
    image = ImageFactory()
    body = (
        f'{PARAGRAPH}<figure data-image="{image.pk}"></figure><ul><li><p>One</p></li><li><p>Two</p></li></ul>'
    )
    desk = writing(body)
    before = [desk.html()]

    def press(*keys):
        for key in keys:
            desk.text.press(key)
            desk.page.wait_for_timeout(50)  # the editor hears a little later where the cursor is

    for change in [
        lambda: (desk.text.locator("p").first.click(click_count=3), press("Control+b")),
        lambda: desk.tool("heading2"),
        lambda: (press("Control+End", "Enter"), desk.type("After the list 🚢")),
        lambda: desk.tool("table"),
        lambda: desk.text.evaluate("(one) => one.editor.commands.deleteRange({ from: 3, to: 40 })"),
        lambda: press("Control+a", "Delete"),
    ]:
        change()
        desk.page.wait_for_timeout(600)
        before.append(desk.html())
    assert len({*before}) == 7
    desk.press("Control+z")  # else there is nothing left to tell two stories apart
    desk.save()
    for html in reversed(before[:-2]):
        desk.tool("undo")
        assert desk.html() == html
    desk.page.complaints.clear()  # the picture has no renditions


def test_spaces_and_empty_paragraphs_that_are_not_saved_take_no_step(writing):
    desk = writing(PARAGRAPH)
    go_on(desk)
    step(desk, "  They  slept. ")
    desk.press("Enter", "Enter", "Enter")
    desk.page.wait_for_timeout(600)
    publish(desk.story)  # so that another page answers
    desk.save()
    go_on(desk)
    desk.press("Control+z")
    assert desk.html() == PARAGRAPH
    desk.type(" They slept.")
    assert desk.html() == PARAGRAPH.replace("</p>", " They slept.</p>"), (
        "the cursor is where that was taken back"
    )


def test_a_form_that_comes_back_and_a_new_story_keep_it_and_another_story_has_none_of_it(writing):
    desk = writing()
    page = desk.page
    SectionFactory(name="Harbour")
    page.goto("/admin/articles/article/add/")
    desk.text.wait_for()
    desk.text.click()
    step(desk, "They slept.")
    press_save(page)
    page.wait_for_selector(".errornote")
    desk.text.wait_for()
    desk.tool("undo")
    assert desk.html() == ""
    desk.press("Control+Shift+z")
    page.fill("#id_headline", "Ships move again")
    page.select_option("#id_section", label="Harbour")
    press_save(page)
    page.wait_for_selector(".messagelist .success")
    desk.text.wait_for()
    desk.tool("undo")
    assert desk.html() == ""
    press_save(page)
    other = ArticleFactory(body="")
    page.goto(f"/admin/articles/article/{other.pk}/change/")
    desk.text.wait_for()
    assert page.get_attribute('.body-tools [data-name="undo"]', "aria-disabled") == "true"


def test_where_a_save_was_merged_with_a_colleagues_it_takes_back_ones_own_and_leaves_theirs(page, sign_in):
    sign_in(page, UserFactory(is_superuser=True))
    for opens_anew in (False, True):
        desk = Desk(page, ArticleFactory(body=f"{PARAGRAPH}<p>The ships wait.</p>"))
        with case("in the page that answers" if opens_anew else "in the same page"):
            colleague = Colleague(staff("Editor")).open(desk.story)
            theirs = f"{PARAGRAPH}<p>The ships sail.</p>"
            colleague.type(body=theirs, **({"tags": "Harbour"} if opens_anew else {})).press()
            desk.text.click()
            desk.press("Control+Home")
            step(desk, "At last: ")
            ours = theirs.replace("The pilots", "At last: The pilots")
            assert desk.save() == ours
            desk.tool("undo")
            assert desk.html() == theirs
            desk.tool("redo")
            assert desk.html() == ours

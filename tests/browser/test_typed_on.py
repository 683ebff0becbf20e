"""What is typed while a save is under way."""

import re
import time

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.test_keep import form_of, have_it_sent, save, wait_until_kept, wait_until_kept_here
from tests.browser.writing import ANSWERED, paste, wait_until_saved
from tests.cases import case
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TEXT = "[contenteditable=true]"
NOTICE = ".kept:visible"
SLOW = 1500  # ms
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


def save_and_type_on(
    desk,
    words,
    meanwhile=lambda: None,
    there=".messagelist .success:has-text('Saved.'), .bar-said:has-text('Saved.'), .errornote",
    **fields,
):
    """
    Presses Save, and types before the answer is there: `words` where the cursor is, and into these fields. `there` is
    on the page that follows.
    """
    network = desk.context.new_cdp_session(desk)  # what Playwright types by itself waits for the answer
    line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", line | {"latency": SLOW})
    desk.evaluate(SAVE_AND_TYPE, fields)
    time.sleep(0.5)
    if words:
        network.send("Input.insertText", {"text": words})
    meanwhile()
    network.send("Network.emulateNetworkConditions", line)
    desk.wait_for_selector(there)


def write_at_the_end(desk, words):
    desk.click(TEXT)
    desk.keyboard.press("Control+End")
    desk.keyboard.type(words)


LETTERS = "abcdefghijklmnopqrstuvwxyz" * 3


def type_without_a_pause(desk, words):
    """With a save after the first of them."""
    desk.keyboard.press("Control+s")
    for letter in words:
        desk.keyboard.type(letter)
        desk.wait_for_timeout(30)


def test_no_letter_is_lost_of_what_is_typed_without_a_pause_while_a_story_is_saved(desk):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    desk.goto(form_of(article))
    write_at_the_end(desk, " One. ")
    for _ in range(2):
        type_without_a_pause(desk, LETTERS)
        desk.wait_for_timeout(1500)
    expect(desk.locator(TEXT)).to_have_text(f"Ships wait. One. {LETTERS * 2}")
    save(desk)
    article.refresh_from_db()
    assert article.body == f"<p>Ships wait. One. {LETTERS * 2}</p>"


def begin_a_story(desk):
    SectionFactory()
    desk.goto("/admin/articles/article/add/")
    desk.select_option("#id_section", index=1)
    desk.fill("#id_headline", "Ships move again")


def test_no_letter_is_lost_of_what_is_typed_while_a_new_story_is_begun(desk):
    begin_a_story(desk)
    write_at_the_end(desk, "One. ")
    type_without_a_pause(desk, LETTERS)
    expect(desk).to_have_url(re.compile("/change/$"))
    desk.wait_for_selector("text=Add the note")
    expect(desk.locator(TEXT)).to_have_text(f"One. {LETTERS}")
    type_without_a_pause(desk, LETTERS)
    expect(desk.locator(TEXT)).to_have_text(f"One. {LETTERS * 2}")
    save(desk)
    assert Article.objects.get().body == f"<p>One. {LETTERS * 2}</p>"


def save_as_a_colleague(article, **values):
    colleague = Desk(staff("Chief", first_name="Agnes", last_name="Thorne"))
    theirs = read_form(colleague.get(form_of(article))) | values | {"_save": ""}
    assert colleague.post(form_of(article), theirs).status_code == 302


def lose_the_next_answer(desk, method="POST"):
    """What is sent reaches the server; what it answers gets lost."""
    lost = []

    def reach(route):
        if route.request.method != method or lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    desk.route(re.compile("/article/(add|\\d+/change)/"), reach)


def save_without_an_answer(desk):
    lose_the_next_answer(desk)
    desk.keyboard.press("Control+s")
    desk.wait_for_selector(".presence:has-text('Not saved')")


def test_a_new_story_whose_first_answer_got_lost_is_sent_again_and_asks_nothing(desk):
    begin_a_story(desk)
    write_at_the_end(desk, "One.")
    wait_until_kept(desk)  # what the next answer says takes the place of this
    save_without_an_answer(desk)
    assert Article.objects.get().body == "<p>One.</p>"
    desk.keyboard.type(" Two.")
    save(desk)
    assert Article.objects.get().body == "<p>One. Two.</p>"
    assert desk.inner_text(TEXT) == "One. Two."
    assert not desk.locator(NOTICE).is_visible()
    desk.complaints[:] = [said for said in desk.complaints if "ERR_FAILED" not in said]


def test_a_save_whose_answer_got_lost_is_sent_again_and_asks_nothing_and_is_not_taken_for_a_colleagues(desk):
    article = ArticleFactory(body="")
    desk.goto(form_of(article))
    write_at_the_end(desk, "One.")
    wait_until_kept(desk)  # what the next answer says takes the place of this
    save_without_an_answer(desk)
    assert Article.objects.get().body == "<p>One.</p>"
    desk.keyboard.type(" Two.")
    have_it_sent(desk)
    kept = desk.wait_for_selector(".presence:has-text('What you typed is kept')")
    assert "It was saved since you opened it" not in kept.inner_text()
    save(desk)
    assert Article.objects.get().body == "<p>One. Two.</p>"
    assert desk.inner_text(TEXT) == "One. Two."
    assert not desk.locator(NOTICE).is_visible()
    write_at_the_end(desk, " Three.")
    save_without_an_answer(desk)
    save_as_a_colleague(article, kicker="Harbour")
    desk.keyboard.type(" Four.")
    have_it_sent(desk)
    desk.wait_for_selector(".presence:has-text('It was saved since you opened it')")
    desk.complaints[:] = [said for said in desk.complaints if "ERR_FAILED" not in said]


def test_what_a_colleague_saved_after_an_answer_got_lost_is_merged(desk):
    article = ArticleFactory(body="<p>Ships wait.</p><p>Pilots strike.</p>")
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")
    save_without_an_answer(desk)
    save_as_a_colleague(article, body="<p>Ships wait. Theirs.</p><p>Pilots strike. One.</p>")
    desk.keyboard.type(" Two.")
    save(desk)
    article.refresh_from_db()
    assert article.body == "<p>Ships wait. Theirs.</p><p>Pilots strike. One. Two.</p>"
    assert desk.locator(TEXT).inner_text().startswith("Ships wait. Theirs."), "the page shows it"
    desk.complaints[:] = [said for said in desk.complaints if "ERR_FAILED" not in said]


def test_that_the_server_could_not_save_is_said_and_the_form_stays(desk):
    article = ArticleFactory(body="")
    desk.goto(form_of(article))
    write_at_the_end(desk, "One.")
    wait_until_kept(desk)  # what the next answer says takes the place of this
    desk.route(re.compile("/change/"), lambda route: route.fulfill(status=502), times=1)
    desk.keyboard.press("Control+s")
    desk.wait_for_selector(".presence:has-text('Not saved. The server could not save it (error 502).')")
    desk.keyboard.type(" Two.")
    down = re.compile("/autosave/|/change/")
    desk.route(down, lambda route: route.fulfill(status=502))
    for _ in range(2):
        desk.keyboard.press("Control+s")
        desk.wait_for_selector(".presence:has-text('Not saved. The server ')")
    desk.wait_for_timeout(500)
    assert "signed out" not in desk.inner_text(".presence")
    desk.unroute(down)
    save(desk)
    article.refresh_from_db()
    assert article.body == "<p>One. Two.</p>"
    desk.complaints[:] = [said for said in desk.complaints if "502" not in said]


def test_after_a_save_that_stays_in_its_page_nothing_is_left_of_it_and_nobody_is_asked(desk):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    desk.goto("/admin/")
    desk.goto(form_of(article))
    desk.evaluate("window.isSame = true")
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    for words, why in [(" One.", "The first"), (" Two.", "")]:
        write_at_the_end(desk, words)
        desk.fill("#id_save_note", why)
        save(desk)
    assert desk.evaluate("window.isSame")
    assert [revision.note for revision in article.revisions.all()][:2] == ["", "The first"]
    write_at_the_end(desk, " Three.")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.reload()
    assert not desk.locator(NOTICE).is_visible()
    desk.go_back()
    desk.wait_for_url("**/admin/")
    assert asked == []
    assert not desk.get_by_text("Typed and never saved").is_visible()
    desk.goto(form_of(article))
    write_at_the_end(desk, " Four.")
    save(desk)
    write_at_the_end(desk, " Five.")
    desk.goto("/admin/")
    assert len(asked) == 1, "the last words are not saved"
    desk.goto(form_of(article))
    desk.click(f"{NOTICE} >> text=Put it back")
    expect(desk.locator(TEXT)).to_contain_text("Four. Five.")


def test_another_button_that_is_pressed_while_the_page_is_about_to_be_opened_anew_is_what_counts(desk):
    article = ArticleFactory()
    publish(article)
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")
    desk.keyboard.press("Control+s")
    desk.wait_for_selector("#article_form[data-opens]")
    desk.keyboard.type(" Two.")
    desk.click("summary:has-text('Publish changes')")
    desk.select_option("#id_correction_kind", "update")
    desk.wait_for_timeout(1500)
    assert desk.locator("#id_correction_kind").input_value() == "update", "a panel that is open is at work"
    desk.fill("#id_correction_text", "More is known.")
    desk.click("button:has-text('Publish changes now')")
    desk.get_by_role("button", name="Publish it like this").click()
    desk.wait_for_selector(".messagelist .success:has-text('Published')")
    live = article.editions.live().get()
    assert live.body.endswith("One. Two.</p>")
    assert live.correction.text == "More is known."


THREE = "<p>Ships wait.</p><p>Pilots strike.</p><p>Tides turn.</p>"


def test_what_a_colleague_saved_comes_into_the_page_where_one_types_on(desk):
    article = ArticleFactory(body=THREE, kicker="")
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.evaluate("window.isSame = true")
    save_as_a_colleague(
        article, kicker="Harbour", body=f"<p>New.</p>{THREE}".replace("strike", "go on strike")
    )
    write_at_the_end(desk, " One.")
    type_without_a_pause(desk, " Two and three.")
    expect(desk.locator(TEXT)).to_have_text(
        "New.Ships wait.Pilots go on strike.Tides turn. One. Two and three."
    )
    assert desk.input_value("#id_kicker") == "Harbour"
    desk.keyboard.type(" Four.")
    assert "after you opened it" in desk.inner_text(".bar-said"), "whoever types on can read it"
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    assert desk.evaluate("window.isSame")
    article.refresh_from_db()
    assert article.body == (
        "<p>New.</p><p>Ships wait.</p><p>Pilots go on strike.</p><p>Tides turn. One. Two and three. Four.</p>"
    )
    for _ in range(9):
        desk.keyboard.press("Control+z")
    assert "go on strike" in desk.inner_text(TEXT), "Undo takes back one's own words alone"


def test_a_paragraph_that_a_colleague_has_put_beside_ones_own_is_no_question(desk):
    for at in range(3):
        with case(f"typed at the end of paragraph {at}"):
            article = ArticleFactory(body=THREE)
            desk.goto(form_of(article))
            desk.wait_for_load_state("networkidle")
            save_as_a_colleague(
                article, body=THREE.replace("<p>Pilots strike.</p>", "<p>Pilots strike.</p><p>New.</p>")
            )
            desk.click(f"{TEXT} p:nth-of-type({at + 1})")
            desk.keyboard.press("End")
            desk.keyboard.type(" One.")
            type_without_a_pause(desk, " Two and more.")
            type_without_a_pause(desk, " Three.")
            save(desk)
            words = ["Ships wait.", "Pilots strike.", "Tides turn."]
            words[at] += " One. Two and more. Three."
            words.insert(2, "New.")
            expect(desk.locator(f"{TEXT} p")).to_have_text(words)
            article.refresh_from_db()
            assert article.body == "".join(f"<p>{line}</p>" for line in words)


def write_where_a_colleague_has_written(desk):
    """Opens a story, and stands at the end of a paragraph that a colleague has changed since."""
    article = ArticleFactory(body=THREE)
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    save_as_a_colleague(article, body=THREE.replace("strike", "go on strike"))
    desk.click(f"{TEXT} p:nth-of-type(2)")
    desk.keyboard.press("End")


def test_whoever_types_on_where_a_question_comes_up_goes_on_where_the_cursor_was(desk):
    write_where_a_colleague_has_written(desk)
    keys = desk.context.new_cdp_session(desk)
    desk.keyboard.type(" One.")
    desk.keyboard.press("Control+s")
    time.sleep(1.3)
    for key in LETTERS:
        keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": key, "text": key})
        keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key})
        time.sleep(0.03)
    desk.wait_for_selector(".meeting")
    typed = desk.locator(f"{TEXT} p:nth-of-type(2)").inner_text().removeprefix("Pilots strike. One.")
    # Of two pages none hears what comes between them.
    gaps = range(len(LETTERS) - len(typed), 5)
    assert any(LETTERS[:at] + LETTERS[at + gap :] == typed for gap in gaps for at in range(len(LETTERS))), (
        typed
    )


def test_where_another_page_has_to_show_what_a_colleague_did_the_cursor_stays_behind_its_letter(desk):
    article = ArticleFactory(body=THREE)
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    save_as_a_colleague(article, tags="Harbour", body=THREE.replace("Ships", "All the ships of the harbour"))
    desk.click(f"{TEXT} p:nth-of-type(2)")
    desk.keyboard.press("End")
    desk.keyboard.type(" One.")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.keyboard.type(" Two.")
    expect(desk.locator(f"{TEXT} p:nth-of-type(2)")).to_have_text("Pilots strike. One. Two.")
    article.refresh_from_db()
    save_as_a_colleague(article, tags="Harbour, Tides", body=article.body.replace("Ships", "Ferries"))
    type_without_a_pause(desk, " Three and four.")
    wait_until_saved(desk)
    assert desk.input_value("[name=tags]") == "Harbour, Tides"
    assert "Pilots strike. One. Two. Three and four." in desk.inner_text(TEXT)
    assert not desk.locator(NOTICE).is_visible()


def test_whoever_saves_twice_without_a_pause_where_a_colleague_has_set_a_tag_is_asked_nothing(desk):
    article = ArticleFactory(body=THREE)
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    save_as_a_colleague(article, tags="Harbour")
    write_at_the_end(desk, " One. ")
    type_without_a_pause(desk, LETTERS)
    type_without_a_pause(desk, LETTERS)
    wait_until_saved(desk)
    expect(desk.locator("[name=tags]")).to_have_value("Harbour")
    expect(desk.locator(f"{TEXT} p:nth-of-type(3)")).to_have_text(f"Tides turn. One. {LETTERS * 2}")


def test_whoever_types_more_spaces_than_are_kept_goes_on_where_they_were(desk):
    for typed, kept in [
        ("  Two.  Three.  Four", "Ships wait. Two. Three. Four goes on"),
        (" Two. ", "Ships wait. Two. goes on"),
    ]:
        with case(typed):
            edition = publish(body=THREE)
            desk.goto(form_of(edition.article))
            desk.click(f"{TEXT} p:nth-of-type(1)")
            desk.keyboard.press("End")
            desk.keyboard.type(typed)
            desk.keyboard.press("Control+s")
            wait_until_saved(desk)
            desk.wait_for_selector("text=with unpublished changes")
            desk.keyboard.type("goes on" if typed.endswith(" ") else " goes on")
            expect(desk.locator(f"{TEXT} p")).to_have_text([kept, "Pilots strike.", "Tides turn."])


def test_whoever_looks_for_words_right_after_a_save_goes_on_there(desk):
    edition = publish(body=THREE)
    desk.goto(form_of(edition.article))
    write_at_the_end(desk, " One.")
    desk.keyboard.press("Control+s")
    desk.keyboard.press("Control+Alt+f")
    desk.keyboard.type("ships")
    desk.wait_for_timeout(2000)
    assert desk.input_value("[aria-label=Find]") == "ships"
    desk.keyboard.press("Escape")
    desk.wait_for_selector("text=with unpublished changes")
    assert desk.inner_text(f"{TEXT} p:nth-of-type(3)") == "Tides turn. One."


def test_of_two_spaces_round_the_cursor_none_is_missed(desk):
    edition = publish(body="<p>Gamma begins here.</p>")
    desk.goto(form_of(edition.article))
    desk.click(TEXT)
    desk.evaluate(
        "at => getSelection().collapse(document.querySelector('.ProseMirror p').firstChild, at)", 12
    )
    desk.wait_for_timeout(200)  # the editor hears a moment later where the cursor is
    desk.keyboard.type(" new ")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.wait_for_selector("text=with unpublished changes")
    desk.keyboard.type("word")
    expect(desk.locator(f"{TEXT} p")).to_have_text("Gamma begins new word here.")


def press_in(desk, block, *keys):
    desk.click(f"{TEXT} {block}")
    for key in keys:
        desk.keyboard.press(key)
        desk.wait_for_timeout(200)  # the editor hears a moment later where the cursor is


SUBLIST = "<ul><li><p>One</p><ul><li><p>Sub</p></li></ul></li><li><p>Two</p></li></ul><p>End.</p>"


def test_whoever_has_begun_a_paragraph_and_saved_goes_on_in_it(desk):
    for name, body, block, keys, there in [
        (
            "after a list in it",
            SUBLIST,
            "li li",
            ["End", "Enter", "Enter"],
            "ul:nth-of-type(1) > li:nth-of-type(2)",
        ),
        (
            "where a list ends it",
            f"{THREE}<ul><li>One</li></ul>",
            "p:nth-of-type(1)",
            ["End", "Enter"],
            "p:nth-of-type(2)",
        ),
        (
            "below a line",
            "<p>Tides.</p><hr><p>Ends here.</p>",
            "p:nth-of-type(2)",
            ["Home", "Enter"],
            "hr + p",
        ),
    ]:
        with case(name):
            edition = publish(body=body)
            desk.goto(form_of(edition.article))
            desk.fill("#id_headline", "Tides turn at last")
            press_in(desk, block, *keys)
            if "<hr>" in body:  # above what stands below the line
                desk.evaluate("document.querySelector('.ProseMirror').editor.commands.setTextSelection(10)")
            desk.keyboard.press("Control+s")
            wait_until_saved(desk)
            desk.wait_for_selector("text=with unpublished changes")
            desk.keyboard.type("Goes on")
            expect(desk.locator(f"{TEXT} {there}").first).to_have_text("Goes on")
            before = len(edition.article.revisions.all())
            save(desk)
            expect(desk.locator(f"{TEXT} {there}").first).to_have_text("Goes on")
            assert len(edition.article.revisions.all()) == before + 1


def test_whoever_writes_a_caption_goes_on_in_it_after_the_save(desk):
    image = ImageFactory()
    body = f'<p>A.</p><figure data-image="{image.pk}"><figcaption>The port</figcaption></figure><p>B.</p>'
    edition = publish(body=body)
    desk.goto(form_of(edition.article))
    desk.fill("#id_headline", "Tides turn at last")
    press_in(desk, "figcaption", "End")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.wait_for_selector("text=with unpublished changes")
    desk.keyboard.type(" by night")
    expect(desk.locator(f"{TEXT} figcaption")).to_have_text("The port by night")
    desk.complaints.clear()  # the picture has no renditions


def begin_a_paragraph_and_save(desk, headline):
    """In a story that readers have: then another page opens."""
    desk.fill("#id_headline", headline)
    press_in(desk, "p:nth-of-type(1)", "End", "Enter")
    desk.evaluate("window.isBefore = true")
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.wait_for_function("() => !window.isBefore")
    desk.wait_for_load_state("networkidle")


def test_a_paragraph_that_was_begun_is_there_after_the_save_for_whatever_is_done_next(desk):
    edition = publish(body=THREE)
    desk.goto(form_of(edition.article))
    begin_a_paragraph_and_save(desk, "Tides turn at last")
    assert desk.input_value("#id_body") == THREE, "nothing is typed yet"
    desk.keyboard.press("Control+Alt+2")
    desk.keyboard.type("By night")
    expect(desk.locator(f"{TEXT} h2")).to_have_text("By night")
    begin_a_paragraph_and_save(desk, "Tides turn")
    paste(desk.locator(TEXT), html="<p>Pilots say so.</p>")
    expect(desk.locator(f"{TEXT} p")).to_have_text(
        ["Ships wait.", "Pilots say so.", "Pilots strike.", "Tides turn."]
    )
    begin_a_paragraph_and_save(desk, "Tides turn again")
    desk.keyboard.press("Backspace")
    desk.keyboard.type(" Still.")
    expect(desk.locator(f"{TEXT} p:nth-of-type(1)")).to_have_text("Ships wait. Still.")


def test_whoever_has_begun_a_line_where_a_colleague_has_changed_another_goes_on_in_it(desk):
    body = "<ul><li><p>One</p></li><li><p>Two ships</p></li></ul><p>End.</p>"
    article = ArticleFactory(body=body)
    desk.goto(form_of(article))
    press_in(desk, "li:nth-of-type(2)", "End", "Enter")
    save_as_a_colleague(article, body=body.replace("Two ships", "Two ships more"))
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    desk.keyboard.type("Goes on")
    expect(desk.locator(f"{TEXT} p")).to_have_text(["One", "Two ships more", "Goes on", "End."])


def test_the_cursor_stays_before_its_word_where_a_colleague_has_changed_those_before_it(desk):
    body = "<p>Pilots strike.</p><ul><li><p>The first item of it</p></li><li><p>The last item of it</p></li></ul>"
    article = ArticleFactory(body=body)
    desk.goto(form_of(article))
    press_in(desk, "p:nth-of-type(1)", "End")
    desk.keyboard.type(" Tides turn.")
    desk.click(f"{TEXT} li:nth-of-type(1)")
    desk.evaluate(
        "at => getSelection().collapse(document.querySelector('.ProseMirror li p').firstChild, at)", 10
    )
    desk.wait_for_timeout(200)
    save_as_a_colleague(article, body=body.replace("The first", "A first"))
    desk.keyboard.press("Control+s")
    wait_until_saved(desk)
    expect(desk.locator(f"{TEXT} li")).to_have_text(["A first item of it", "The last item of it"])
    desk.keyboard.type("new ")
    expect(desk.locator(f"{TEXT} li")).to_have_text(["A first new item of it", "The last item of it"])


def test_whoever_reads_a_question_first_goes_on_where_the_cursor_was(desk):
    write_where_a_colleague_has_written(desk)
    desk.keyboard.type("  One.")
    desk.keyboard.press("Control+s")
    desk.wait_for_selector(".meeting")
    time.sleep(6)
    desk.keyboard.type(" Two.")
    expect(desk.locator(f"{TEXT} p:nth-of-type(2)")).to_have_text("Pilots strike. One.Two.")


def test_whoever_saves_while_writing_in_the_bar_stays_there(desk):
    for field in ("#id_correction_text", "#id_save_note"):
        with case(field):
            article = ArticleFactory(body="<p>Ships wait.</p>")
            publish(article)
            desk.goto(form_of(article))
            write_at_the_end(desk, " One.")
            save(desk)
            write_at_the_end(desk, " Two.")
            if field == "#id_correction_text":
                desk.click("summary:has-text('Publish changes')")
            desk.click(field)
            desk.keyboard.type("half ")
            type_without_a_pause(desk, "a note and more")
            desk.wait_for_timeout(500)
            desk.keyboard.type(" here")
            assert desk.input_value(field) == "half a note and more here"
            assert desk.inner_text(TEXT) == "Ships wait. One. Two."


def test_whoever_is_signed_out_as_they_save_types_on_and_is_told(desk, sign_in):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    [session] = [cookie for cookie in desk.context.cookies() if cookie["name"] == "sessionid"]
    desk.context.clear_cookies(name="sessionid")
    write_at_the_end(desk, " One.")
    type_without_a_pause(desk, " Two.")
    desk.wait_for_selector(".presence:has-text('Not saved. You are signed out.')")
    desk.context.add_cookies([session])
    desk.keyboard.type(" Three.")
    save(desk)
    article.refresh_from_db()
    assert article.body == "<p>Ships wait. One. Two. Three.</p>"
    desk.complaints[:] = [said for said in desk.complaints if "403" not in said]


def test_whoever_may_not_save_it_any_more_gets_the_page_that_says_so(desk):
    article = ArticleFactory()
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    write_at_the_end(desk, " One.")
    posts = []

    def refuse(route):
        posts.append(route.request.is_navigation_request())
        route.fulfill(status=403, body="You may not do this.")

    desk.route(re.compile("/change/"), refuse)
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=You may not do this.")
    assert posts == [False, False, True]
    desk.complaints[:] = [said for said in desk.complaints if "403" not in said]


def test_what_was_typed_into_a_new_story_behind_its_first_save_is_offered_there(desk):
    begin_a_story(desk)
    write_at_the_end(desk, "One.")
    lose_the_next_answer(desk)
    type_without_a_pause(desk, " Two.")
    wait_until_kept_here(desk, "One. Two.")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.unroute(re.compile("/article/(add|\\d+/change)/"))
    article = Article.objects.get()
    desk.goto(form_of(article))
    desk.click(f"{NOTICE} >> text=Put it back")
    expect(desk.locator(TEXT)).to_have_text("One. Two.")
    save(desk)
    article.refresh_from_db()
    assert article.body == "<p>One. Two.</p>"
    desk.complaints[:] = [said for said in desk.complaints if "ERR_FAILED" not in said]


def test_what_cannot_be_saved_is_shown_once_nobody_types(desk):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    desk.goto(form_of(article))
    desk.fill("#id_slug", "🚢")
    write_at_the_end(desk, " One.")
    type_without_a_pause(desk, LETTERS)
    assert "Not saved yet" in desk.inner_text(".bar-said")
    desk.wait_for_selector(".errornote")
    expect(desk.locator(TEXT)).to_have_text(f"Ships wait. One.{LETTERS}")


def test_what_cannot_be_saved_is_shown_beside_a_panel_that_is_open_too(desk):
    desk.goto(form_of(ArticleFactory()))
    desk.fill("#id_slug", "🚢")
    desk.click("summary:has-text('Schedule…')")
    desk.fill("#id_at", "2099-01-01T10:00")
    desk.keyboard.press("Control+s")
    desk.wait_for_selector(".errornote")
    assert desk.input_value("#id_at") == "2099-01-01T10:00"


def test_that_it_is_saved_is_said_once_however_often_somebody_has_saved_meanwhile(desk):
    article = ArticleFactory()
    publish(article)
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")
    for words in ("Two and three.", "Four and five."):
        type_without_a_pause(desk, words)
    wait_until_saved(desk)
    assert desk.locator(".messagelist li").all_inner_texts() == [
        f"Saved. {desk.inner_text('.standing').strip().partition('. View')[0]}."
    ]


def test_it_stands_in_the_form_after_the_save_and_one_types_on_or_is_asked_as_one_leaves(desk):
    article = ArticleFactory(body="<p>Ships wait.</p>", kicker="")
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")
    save_and_type_on(desk, " Two.", kicker="Harbour")
    expect(desk.locator(TEXT)).to_have_text("Ships wait. One. Two.")
    assert desk.input_value("#id_kicker") == "Harbour"
    with desk.expect_event("dialog") as asked:
        desk.on("dialog", lambda dialog: dialog.dismiss())
        desk.evaluate("() => void setTimeout(() => location.assign('/admin/'))")
    assert asked.value.type == "beforeunload"
    desk.keyboard.type(" Three.")
    expect(desk.locator(TEXT)).to_have_text("Ships wait. One. Two. Three.")
    wait_until_kept(desk)
    assert Article.objects.get().body == "<p>Ships wait. One.</p>"
    assert not desk.locator(NOTICE).is_visible()
    save(desk)
    article.refresh_from_db()
    assert (article.body, article.kicker) == ("<p>Ships wait. One. Two. Three.</p>", "Harbour")
    desk.goto(form_of(article))
    assert not desk.locator(NOTICE).is_visible()


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


def test_where_it_is_what_a_colleague_has_changed_too_it_is_offered(desk):
    article = ArticleFactory(body="<p>Ships wait.</p><p>Pilots strike.</p>", kicker="")
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")
    save_as_a_colleague(article, body="<p>Ships wait. Theirs.</p><p>Pilots strike.</p>", kicker="Theirs")
    save_and_type_on(desk, " Two.", kicker="Harbour")
    expect(desk.locator(TEXT)).to_have_text("Ships wait. Theirs.Pilots strike. One.")
    assert desk.input_value("#id_kicker") == "Theirs"
    desk.click(f"{NOTICE} >> text=Put it back")
    expect(desk.locator(TEXT)).to_contain_text("Pilots strike. One. Two.")
    desk.click("button[name=_save]")
    desk.wait_for_selector(ANSWERED)
    if desk.locator(".meeting").is_visible():
        for choice in desk.get_by_label("As you typed it here").all():
            choice.check()
        save(desk)
    article.refresh_from_db()
    assert article.body == "<p>Ships wait. Theirs.</p><p>Pilots strike. One. Two.</p>"
    assert article.kicker == "Harbour"


def test_what_was_typed_on_is_never_put_into_another_story(desk):
    other = ArticleFactory(headline="Another", kicker="", body="<p>Tides.</p>")
    article = ArticleFactory(headline="Ships", kicker="", body="<p>Ships wait.</p>")
    desk.goto(form_of(other))
    desk.goto(form_of(article))
    write_at_the_end(desk, " One.")

    def go_to_the_other():
        while Article.objects.get(pk=article.pk).version == article.version:
            time.sleep(0.1)
        desk.context.new_cdp_session(desk).send(
            "Page.navigate", {"url": desk.url.replace(f"/{article.pk}/", f"/{other.pk}/")}
        )

    save_and_type_on(desk, " Two.", go_to_the_other, "text=Another >> visible=true", kicker="Harbour")
    expect(desk.locator(TEXT)).to_have_text("Tides.")
    assert desk.input_value("#id_kicker") == ""
    assert not desk.locator(NOTICE).is_visible()
    desk.goto(form_of(article))
    desk.click(f"{NOTICE} >> text=Put it back")
    expect(desk.locator(TEXT)).to_have_text("Ships wait. One. Two.")
    assert desk.input_value("#id_kicker") == "Harbour"


def test_the_role_of_a_byline_stays_with_its_author_or_is_offered(desk):
    for before in ("moved", "taken out", "added"):
        with case(before):
            ana, ben = AuthorFactory(name="Ana Ruiz"), AuthorFactory(name="Ben Okafor")
            article = ArticleFactory(bylines=[ana, ben] if before != "added" else [ana])
            desk.goto(form_of(article))
            desk.wait_for_load_state("networkidle")
            if before == "moved":
                desk.locator("button:visible:has-text('↑')").last.click()
            elif before == "taken out":
                desk.evaluate("document.getElementById('id_bylines-0-DELETE').click()")
            add = """([key, name]) => {
                document.querySelector("#bylines-group .add-row a").click();
                const author = document.getElementById("id_bylines-1-author");
                author.add(new Option(name, key, true, true));
                author.dispatchEvent(new Event("change", {bubbles: true}));
            }"""
            if before == "added":
                desk.evaluate(add, [str(ben.pk), ben.name])
            save_and_type_on(desk, "", **{"bylines-1-role": "Pictures by"})
            if desk.locator(NOTICE).is_visible():
                desk.click(f"{NOTICE} >> text=Put it back")
                if before != "moved":  # the form has other rows: the server makes them
                    desk.wait_for_selector("text=This is what you had typed")
                expect(desk.locator("#id_bylines-1-role")).to_have_value("Pictures by")
            desk.click("button[name=_save]")
            desk.wait_for_selector(ANSWERED)
            if desk.locator(".meeting").is_visible():
                desk.get_by_label("As you typed it here").check()
                save(desk)
            rows = [(byline.author.name, byline.role) for byline in article.bylines.all()]
            pictures, by = ("Ben Okafor", "Pictures by"), ("Ana Ruiz", "By")
            assert rows == {"moved": [pictures, by], "taken out": [pictures], "added": [by, pictures]}[before]


def test_what_is_typed_while_the_page_that_answers_is_being_made_goes_where_the_cursor_was(desk):
    waiting = []
    for where in ("text", "field"):
        with case(where):
            article = ArticleFactory(body="<p>Ships wait.</p>", kicker="Port")
            publish(article)  # so that another page answers: that it has changes then
            desk.goto(form_of(article))
            desk.wait_for_load_state("networkidle")
            write_at_the_end(desk, " One")
            if where == "field":
                desk.focus("#id_kicker")
                desk.keyboard.press("End")
            desk.route("**/editor/main.js", lambda route: waiting.append(route))
            keys = desk.context.new_cdp_session(desk)
            desk.evaluate(SAVE_AND_TYPE, {})
            while not waiting:
                desk.wait_for_timeout(50)
            is_there = {"expression": "typeof takeEarlyKeys"}
            while keys.send("Runtime.evaluate", is_there)["result"]["value"] != "function":
                desk.wait_for_timeout(50)
            for key in [*" mors", "Backspace", *"e."]:
                text = {"text": key} if len(key) == 1 else {}
                keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": key, **text})
                keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key})
            while waiting:
                waiting.pop(0).continue_()
            field = desk.locator("#id_kicker")
            if where == "text":
                expect(desk.locator(TEXT)).to_have_text("Ships wait. One more.")
                expect(field).to_have_value("Port")
            else:
                expect(field).to_have_value("Port more.")
            desk.keyboard.type(" Then.")
            shown = field.input_value() if where == "field" else desk.inner_text(TEXT)
            assert shown.endswith(" more. Then.")
            desk.unroute("**/editor/main.js")

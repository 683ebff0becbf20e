"""Notes beside a story, in a real browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import stages
from articles.models import Article, Assignment, Comment
from authors.models import User
from tests.browser.writing import wait_until_saved
from tests.cases import case
from tests.desk import staff
from tests.factories import ArticleFactory, AuthorFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

BODY = "<p>The pilots of Port Ansel went back to work.</p><p>They had been out <b>nine days</b>.</p><p>Ships move.</p>"
# Selects from within one paragraph into the next, as dragging over it does.
SELECT = """() => {
    const [first, second] = document.querySelectorAll(".ProseMirror p");
    document.querySelector(".ProseMirror").focus();
    getSelection().setBaseAndExtent(first.firstChild, 25, second.querySelector("strong, b").firstChild, 4);
}"""


@pytest.fixture
def article():
    return ArticleFactory(headline="Pilots end strike", body=BODY)


@pytest.fixture
def opened(page, sign_in):
    """Opens a story as an editor, at a place such as `#note-1`."""
    sign_in(page, staff("Editor", username="ana", first_name="Ana", last_name="Ruiz"))

    def opened(article, place=""):
        page.goto(f"/admin/articles/article/{article.pk}/change/{place}")
        page.wait_for_selector(".ProseMirror")
        return page

    return opened


@pytest.fixture
def desk(opened, article):
    return opened(article)


def selected(page):
    return " ".join(page.evaluate("getSelection().toString()").split())


def test_who_may_only_look_notes_a_passage_too(page, sign_in, article):
    sign_in(page, staff("Picture editor"))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.evaluate(SELECT.replace(".ProseMirror", ".reading .body-text"))
    page.click(".passage-offer")
    page.keyboard.type("Nine or ten?")
    page.click("button[name=add]")
    page.wait_for_selector(".note")
    assert Comment.objects.get().passage == "went back to work. They had been out nine"
    page.evaluate("getSelection().removeAllRanges()")
    page.click(".note a[data-passage]")
    assert selected(page) == "went back to work. They had been out nine"


def test_a_note_on_a_passage_leads_back_to_it(opened, article):
    staff("Editor", username="tom", first_name="Tom", last_name="Okafor")
    desk = opened(article)
    desk.fill("#id_kicker", "Labour")  # typed, and not saved
    desk.evaluate(SELECT)
    desk.click(".passage-offer")
    desk.keyboard.type("Nine or ten, @oka")
    desk.wait_for_selector("#mention-suggestions li")
    desk.keyboard.press("Enter")
    desk.keyboard.type("?")
    desk.click("button[name=add]")
    desk.wait_for_selector(".note")
    note = Comment.objects.get()
    assert note.text == "Nine or ten, @tom ?"
    assert note.passage == "went back to work. They had been out nine"
    assert [person.username for person in note.mentions.all()] == ["tom"]
    assert desk.input_value("#id_kicker") == "Labour"
    assert desk.input_value("#note-text") == ""

    desk.evaluate("getSelection().removeAllRanges()")
    desk.click(".note a[data-passage]")
    assert selected(desk) == "went back to work. They had been out nine"

    desk.click(".ProseMirror")
    desk.keyboard.press("ControlOrMeta+a")
    desk.keyboard.type("Gone.")
    desk.click(".note a[data-passage]")
    desk.wait_for_selector("text=These words are not in the text any more.")
    article.refresh_from_db()
    assert "data-passage" not in article.body


def test_a_note_says_by_itself_that_its_words_are_gone(opened, article):
    Comment.objects.create(article=article, by_name="Tom", text="Who?", passage="They had been out nine")
    Comment.objects.create(article=article, by_name="Tom", text="When?", passage="Long gone.")
    desk = opened(article)
    expect(desk.locator(".note", has_text="These words are not in the text any more.")).to_have_count(1)
    expect(desk.locator(".note", has_text="When?")).to_contain_text("not in the text any more")


LONG = "".join(f"<p>{number}. The pilots went back to work.</p>" for number in range(40))
PLACE = "document.querySelectorAll('{text} p')[29].getBoundingClientRect().top"
SELECT_PARAGRAPH_30 = """text => {
    const words = document.querySelectorAll(`${text} p`)[29];
    words.scrollIntoView({ block: "center" });
    document.querySelector(".ProseMirror")?.focus({ preventScroll: true });
    getSelection().setBaseAndExtent(words.firstChild, 0, words.firstChild, 7);
}"""


def test_whoever_has_written_a_note_on_a_passage_is_back_at_it(opened):
    for send in ("Control+Enter", "a press"):
        desk = opened(ArticleFactory(body=LONG))
        with case(send):
            desk.evaluate(SELECT_PARAGRAPH_30, ".ProseMirror")
            before = desk.evaluate(PLACE.format(text=".ProseMirror"))
            desk.keyboard.press("Control+Alt+m")
            desk.keyboard.type("Who counted?")
            if send == "Control+Enter":
                desk.keyboard.press(send)
            else:
                desk.click("button[name=add]")
            desk.wait_for_selector(".note")
            assert desk.evaluate(PLACE.format(text=".ProseMirror")) == pytest.approx(before, abs=2)
            assert selected(desk) == "29. The"
            assert not desk.locator(".passage-offer").is_visible()
            desk.keyboard.press("ArrowRight")
            desk.keyboard.type(" four")
            assert "29. The four pilots" in desk.inner_text(".ProseMirror")


def test_whoever_notes_something_on_the_story_while_writing_goes_on_writing(opened):
    desk = opened(ArticleFactory(body=LONG))
    desk.locator(".ProseMirror p").nth(29).click()
    desk.keyboard.press("End")
    before = desk.evaluate(PLACE.format(text=".ProseMirror"))
    desk.keyboard.press("Control+Alt+m")
    desk.keyboard.type("Who counted?")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(".note")
    assert desk.evaluate(PLACE.format(text=".ProseMirror")) == pytest.approx(before, abs=2)
    desk.keyboard.type(" So they say.")
    assert "29. The pilots went back to work. So they say." in desk.inner_text(".ProseMirror")


def test_a_note_that_is_refused_keeps_the_focus(desk, article):
    desk.evaluate(SELECT)
    desk.click(".passage-offer")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector("text=Write the note first.")
    assert desk.evaluate("document.activeElement.id") == "note-text"


def test_who_may_only_look_is_back_at_the_passage_too(page, sign_in, article):
    Article.objects.update(body=LONG)
    sign_in(page, staff("Picture editor"))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    text = ".reading .body-text"
    page.evaluate(SELECT_PARAGRAPH_30, text)
    before = page.evaluate(PLACE.format(text=text))
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("Who counted?")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".note")
    assert page.evaluate(PLACE.format(text=text)) == pytest.approx(before, abs=2)
    assert selected(page) == "29. The"


def test_a_note_that_was_not_sent_is_there_after_the_story_was_saved(desk):
    desk.fill("#note-text", "Who counted")
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Saved.")
    assert desk.input_value("#note-text") == "Who counted"
    desk.click("button[name=add]")
    desk.wait_for_selector(".note")
    desk.reload()
    assert desk.input_value("#note-text") == ""


def test_a_note_that_was_written_while_the_session_ended_is_sent_after_signing_in_again(desk, sign_in):
    user = User.objects.get()
    desk.context.clear_cookies(name="sessionid")
    desk.fill("#note-text", "Who counted the ships?")
    desk.click("button[name=add]")
    desk.wait_for_selector(".notes .said:has-text('You are signed out')")
    assert desk.input_value("#note-text") == "Who counted the ships?"

    sign_in(desk, user)
    desk.click("button[name=add]")
    desk.wait_for_selector(".note")
    assert Comment.objects.get().text == "Who counted the ships?"
    desk.complaints[:] = [said for said in desk.complaints if "403" not in said]


def test_what_a_colleague_assigns_before_one_sends_what_was_typed_is_asked_about_after_a_reload_too(
    desk, article
):
    user = User.objects.get()
    desk.click(".assignment summary")
    desk.fill("#id_assignment-brief", "Call the port.")
    Assignment.objects.create(article=article, to=user, by=user, brief="Count the ships.")
    desk.reload()
    desk.wait_for_function("() => document.querySelector('#id_assignment-brief').value === 'Call the port.'")
    desk.click("button[name=assign]")
    desk.wait_for_selector(".assignment .errorlist:has-text('“Count the ships.” stands here now.')")
    assert Assignment.objects.get().brief == "Count the ships."
    desk.click("button[name=assign]")
    desk.wait_for_selector("text=Assigned to Ana Ruiz.")
    assert Assignment.objects.get().brief == "Call the port."


def test_where_two_wrote_a_brief_the_second_sees_the_others_beside_their_own(desk, article):
    user = User.objects.get()
    desk.click(".assignment summary")
    desk.fill("#id_assignment-brief", "Call the port.")
    assigned = Assignment.objects.create(article=article, to=user, by=user, brief="Count the ships.")
    desk.click("button[name=assign]")
    desk.wait_for_selector(".assignment .errorlist:has-text('“Count the ships.” stands here now.')")
    assert desk.input_value("#id_assignment-brief") == "Call the port."
    assert desk.input_value("#id_assignment-to") == str(user.pk)
    desk.click("button[name=assign]")
    desk.wait_for_selector("text=Assigned to Ana Ruiz.")
    assigned.refresh_from_db()
    assert assigned.brief == "Call the port."

    Assignment.objects.update(to=staff("Editor", first_name="Eva", last_name="Berg"))
    desk.click("button[name=done]")
    desk.wait_for_selector("text=It was assigned to Eva Berg since you looked")
    desk.click("button[name=done]")
    desk.wait_for_selector("text=Marked as done.")


def test_what_stands_beside_the_story_is_no_change_of_it(desk):
    """So leaving asks nothing, and nothing is offered to be put back."""
    desk.click(".assignment summary")
    desk.select_option("#id_assignment-to", label="Ana Ruiz")
    desk.fill("#id_assignment-brief", "700 words.")
    desk.click("button[name=assign]")
    desk.wait_for_selector("text=Assigned to Ana Ruiz.")
    assert Assignment.objects.get().brief == "700 words."
    desk.fill("#note-text", "Who? @nobodyx")
    desk.click("button[name=add]")
    desk.wait_for_selector("text=Nobody here is called @nobodyx.")
    assert desk.evaluate("document.activeElement.id") == "note-text", "it is to be read"
    assert desk.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))"), "nothing is asked"
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    desk.goto("/admin/")
    assert asked == []
    desk.wait_for_selector(".why:has-text('Assigned to you')")


def test_the_answer_to_a_note_is_sent_from_its_place(opened, article):
    note = Comment.objects.create(article=article, by_name="Tom", text="Who counted?", passage="Ships move.")
    desk = opened(article, f"#note-{note.pk}")
    desk.wait_for_function("() => getSelection().toString().trim() === 'Ships move.'")
    desk.click(".note-answer summary")
    desk.click("button[name=reply]")
    desk.wait_for_selector("text=Write the note first.")
    desk.fill(f"[name=reply-{note.pk}]", "The union.")
    desk.click("button[name=reply]")
    desk.wait_for_selector(".note-reply")
    desk.click("button[name=resolve]")
    desk.wait_for_selector("text=1 resolved")
    assert note.replies.count() == 1


def test_a_note_is_edited_and_deleted_while_the_story_is_not_saved(desk, article):
    desk.fill("#note-text", "Who counted the shps?")
    desk.click("button[name=add]")
    desk.wait_for_selector(".note")
    desk.fill("#id_kicker", "Labour")  # typed, and not saved
    desk.fill("#note-text", "And who")  # nor sent
    desk.get_by_text("Edit", exact=True).click()
    desk.fill(".note textarea[name^=edit-]", "")
    desk.click("button[name=edit]")
    desk.wait_for_selector("text=Write the note first.")
    desk.fill(".note textarea[name^=edit-]", "Who counted the ships?")
    desk.click("button[name=edit]")
    desk.wait_for_selector("text=, edited")
    assert Comment.objects.get().text == "Who counted the ships?"
    desk.get_by_text("Delete…", exact=True).first.click()
    desk.click("button[name=delete]")
    desk.wait_for_selector(".note", state="detached")
    assert not Comment.objects.exists()
    assert (desk.input_value("#id_kicker"), desk.input_value("#note-text")) == ("Labour", "And who")
    article.refresh_from_db()
    assert article.kicker == ""


def test_what_is_typed_for_a_note_that_a_colleague_has_deleted_stays(page, opened, article):
    note = Comment.objects.create(article=article, by_name="Tom", text="Who counted?")
    with page.expect_response("**/autosave/"):  # the next, by which it would hear of that, comes later
        desk = opened(article)
    desk.click(".note-answer summary")
    desk.fill(f"[name=reply-{note.pk}]", "The union.")
    Comment.objects.all().delete()
    desk.click("button[name=reply]")
    desk.wait_for_selector("text=It is not there any more")
    assert desk.input_value(f"[name=reply-{note.pk}]") == "The union."
    desk.complaints.clear()  # of the answer 404


def test_notes_are_edited_and_deleted_without_script(open_page, sign_in, article):
    ana = staff("Editor", first_name="Ana")
    note = Comment.objects.create(article=article, by=ana, by_name="Ana", text="Who counted the shps?")
    page = open_page(java_script_enabled=False)
    sign_in(page, ana)
    page.goto(f"/admin/articles/article/{article.pk}/notes/")
    page.get_by_text("Edit", exact=True).click()
    page.fill(f"[name=edit-{note.pk}]", "Who counted the ships?")
    page.click("button[name=edit]")
    page.wait_for_selector("text=Who counted the ships?")
    page.get_by_text("Delete…", exact=True).click()
    page.click("button[name=delete]")
    page.wait_for_selector("text=Deleted.")
    assert not Comment.objects.exists()


def test_a_note_is_begun_from_the_keyboard_on_what_is_selected_or_on_the_whole_story(desk):
    desk.keyboard.press("Control+/")
    assert "Ctrl+Alt+M" in desk.inner_text("dialog.shortcuts")
    desk.keyboard.press("Escape")
    desk.click(".ProseMirror")
    desk.keyboard.press("Control+Home")
    desk.keyboard.press("Control+Alt+m")
    desk.keyboard.type("Who counted?")
    assert desk.input_value("#note-text") == "Who counted?"
    assert "Who counted?" not in desk.inner_text(".ProseMirror")
    assert "on the whole story" in desk.inner_text(".notes .said")
    desk.evaluate(SELECT)
    desk.keyboard.press("Control+Alt+m")
    assert desk.input_value("[name=passage]") == "went back to work. They had been out nine"
    assert desk.inner_text(".notes .said") == ""


def test_the_form_shows_whose_byline_an_assignment_has_made_it(opened):
    ana, jo = User.objects.get(), staff("Writer", first_name="Jo", last_name="Lind")
    AuthorFactory(name="Jo Lind", user=jo)
    for has_byline in (False, True):
        bylines = [AuthorFactory(name="Ana Ruiz", user=ana)] if has_byline else []
        article = ArticleFactory(body="", created_by=ana if has_byline else None, bylines=bylines)
        desk = opened(article)
        with case("a byline" if has_byline else "no byline"):
            assert ("Ana Ruiz" in desk.inner_text("#bylines-group")) is has_byline
            desk.click(".assignment summary")
            desk.select_option("#id_assignment-to", label="Jo Lind")
            desk.click("button[name=assign]")
            desk.wait_for_selector("text=Jo Lind is in the byline now.")
            assert "Jo Lind" in desk.inner_text("#bylines-group .select2-selection")
            desk.fill("#id_kicker", "Labour")
            desk.wait_for_selector("text=What you typed is kept")
            assert article.autosaves.get().changed == ["Kicker"]
            desk.keyboard.press("Control+s")
            wait_until_saved(desk)
            assert "after you opened it" not in desk.inner_text("body"), "nothing had to be merged"
            assert [byline.author.name for byline in article.bylines.all()] == ["Jo Lind"]


def test_what_a_colleague_notes_comes_into_the_open_form_and_takes_away_nothing_typed(desk, article):
    desk.fill("#note-text", "I am not done")
    desk.click(".ProseMirror")
    asked = Comment.objects.create(article=article, by_name="Tom Okafor", text="Who counted them?")
    desk.keyboard.type("Yes. ")
    note = desk.locator(".note:has-text('Who counted them?')")
    note.wait_for()
    assert desk.locator("#notes").inner_text().casefold().endswith("1 open")
    assert desk.input_value("#note-text") == "I am not done"
    assert "Yes. " in desk.inner_text(".ProseMirror")
    note.get_by_role("button", name="Resolve").click()
    desk.wait_for_selector("text=Resolved.")
    # Whoever is at work there is not disturbed.
    desk.focus("#note-text")
    asked.resolved_at = None
    asked.save()
    with desk.expect_response("**/autosave/"):
        desk.evaluate(
            "document.querySelector('#id_kicker').dispatchEvent(new Event('input', { bubbles: true }))"
        )
    assert desk.locator(".note-resolved").count() == 1


def test_an_answer_that_is_being_written_outlives_what_a_colleague_does_to_its_note(opened):
    for then in ("deletes", "resolves"):
        article = ArticleFactory(body=BODY)
        asked = Comment.objects.create(article=article, by_name="Tom Okafor", text="Who counted them?")
        desk = opened(article)
        with case(then):
            desk.click(".note summary:has-text('Reply')")
            desk.fill(f"[name=reply-{asked.pk}]", "The harbour office did.")
            desk.fill("#note-text", "And I have a question.")
            desk.click(".ProseMirror")
            if then == "deletes":
                asked.delete()
            else:
                asked.resolved_at = timezone.now()
                asked.save()
            desk.keyboard.type("Yes. ")
            if then == "deletes":
                desk.wait_for_selector("text=The note that you were writing to is gone.")
                for _ in range(2):
                    words = "And I have a question.\n\nThe harbour office did."
                    expect(desk.locator("#note-text")).to_have_value(words)
                    desk.reload()
            else:
                desk.wait_for_selector("text=The notes were changed meanwhile.")
                assert desk.locator(f"[name=reply-{asked.pk}]").is_visible()
                assert desk.input_value(f"[name=reply-{asked.pk}]") == "The harbour office did."


def test_a_form_whose_story_a_colleague_has_sent_back_leads_to_it_as_it_is(opened, article):
    stages.SUBMIT.make(article, by=None)
    desk = opened(article)
    stages.SEND_BACK.make(article, by=staff("Chief", first_name="Agnes"), note="Who counted them?")
    desk.click(".ProseMirror")
    desk.keyboard.type("Yes. ")
    desk.wait_for_selector(
        ".presence:not([data-behind]):has-text('What you typed is kept') >> text=Open it again"
    )
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.keyboard.type("Nine. ")  # the server has not heard of that yet
    desk.click("text=Open it again")
    desk.click(".kept:visible >> text=Put it back")
    expect(desk.locator(".ProseMirror")).to_contain_text("Yes. Nine.")
    assert "Send to the editors" in desk.inner_text(".bar")
    assert asked == []

"""Notes on a story and on passages of it."""

import pytest
from django.core import mail
from django.urls import reverse

from articles.models import Article, Comment, Revision
from authors.activity import Activity
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(headline="Pilots end strike")


@pytest.fixture
def editor():
    return Desk(staff("Editor", username="ana", first_name="Ana", last_name="Ruiz"))


def notes_of(article):
    return reverse("admin:articles_article_notes", args=[article.pk])


def note(desk, article, text="Who counted the ships?", **more):
    return desk.post(notes_of(article), {"text": text, "add": "", **more}, follow=True)


def send(desk, article, **data):
    """As the form's script does it: the answer is the panel alone."""
    return desk.post(notes_of(article), data, headers={"X-Requested-With": "fetch"})


def edit(desk, comment, text):
    return desk.post(notes_of(comment.article), {"edit": comment.pk, f"edit-{comment.pk}": text}, follow=True)


def reply(desk, comment, text):
    desk.post(notes_of(comment.article), {"reply": comment.pk, f"reply-{comment.pk}": text})
    return comment.replies.last()


def words(response):
    return " ".join(response.content.decode().split())


def test_a_note_stands_beside_the_story_and_changes_nothing_of_it(editor, article):
    before = Article.objects.values().get()
    shown = words(note(editor, article))
    assert "Who counted the ships?" in shown
    assert "Ana Ruiz" in shown
    assert "Who counted the ships?" in words(editor.open(article).shown)
    assert Article.objects.values().get() == before
    assert not Revision.objects.exists()


def test_notes_are_in_the_storys_form_but_not_sent_with_it(editor, article):
    note(editor, article)
    assert not {"text", "passage", "assignment-to"} & editor.open(article).form.keys()
    editor.press()
    assert Comment.objects.count() == 1


def test_a_note_that_its_writer_has_edited_in_two_tabs_is_asked_about(editor, article):
    note(editor, article, text="Who counted\nthe ships?")
    kept = Comment.objects.get()
    edit(editor, kept, "Who has counted them?")
    sent = {
        "edit": kept.pk,
        f"edit-{kept.pk}": "Who counted whom?",
        f"edit-{kept.pk}-opened": "Who counted\r\nthe ships?",
    }
    shown = editor.post(notes_of(article), sent, follow=True)
    assert "You have changed this meanwhile: it reads “Who has counted them?”." in words(shown)
    assert ">Who counted whom?</textarea>" in words(shown)
    assert Comment.objects.get().text == "Who has counted them?"
    editor.post(notes_of(article), sent | {f"edit-{kept.pk}-opened": "Who has counted them?"})
    assert Comment.objects.get().text == "Who counted whom?"


def test_a_note_is_answered_resolved_and_reopened(editor, article):
    note(editor, article)
    kept = Comment.objects.get()
    other = Desk(staff("Picture editor", first_name="Jo"))
    other.post(notes_of(article), {"reply": kept.pk, f"reply-{kept.pk}": "The pilots' union."})
    assert kept.replies.get().text == "The pilots' union."
    other.post(notes_of(article), {"resolve": kept.pk})
    shown = editor.open(article).shown
    assert shown.context["notes"].open == []
    assert "Resolved" in words(shown)
    assert "by Jo" in words(shown)
    editor.post(notes_of(article), {"reopen": kept.pk})
    assert editor.open(article).shown.context["notes"].open == [kept]


def test_an_answer_to_a_resolved_note_opens_it_again(editor, article):
    note(editor, article)
    kept = Comment.objects.get()
    editor.post(notes_of(article), {"resolve": kept.pk})
    editor.post(notes_of(article), {"reply": kept.pk, f"reply-{kept.pk}": "Not yet."})
    kept.refresh_from_db()
    assert kept.resolved_at is None


def test_replies_have_one_level(editor, article):
    note(editor, article)
    kept = Comment.objects.get()
    editor.post(notes_of(article), {"reply": kept.pk, f"reply-{kept.pk}": "One."})
    reply = kept.replies.get()
    assert editor.post(notes_of(article), {"reply": reply.pk, f"reply-{reply.pk}": "Two."}).status_code == 404


@pytest.mark.parametrize("passage", ["the  pilots\n\nwent back", " the pilots went back "])
def test_a_passage_is_kept_as_its_words(editor, article, passage):
    note(editor, article, passage=passage)
    assert Comment.objects.get().passage == "the pilots went back"


def test_a_passage_that_is_long_is_kept_as_its_beginning(editor, article):
    note(editor, article, passage="word " * 400)
    assert len(Comment.objects.get().passage) <= 500


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
def test_what_cannot_be_saved_comes_back_with_a_reason(editor, article, text):
    response = send(editor, article, add="", text=text, passage="the pilots")
    assert 'class="errorlist"' in words(response)
    assert response.context["notes"].typed == text
    assert response.context["notes"].passage == "the pilots"
    assert not Comment.objects.exists()


def test_a_script_gets_the_panel_alone(editor, article):
    response = send(editor, article, add="", text="Who counted?")
    assert "<html" not in words(response)
    assert "Who counted?" in words(response)
    assert response["Cache-Control"].startswith("max-age=0")


def test_a_note_of_another_story_cannot_be_reached_through_this_one(editor, article):
    note(editor, article)
    other = ArticleFactory()
    assert editor.post(notes_of(other), {"resolve": Comment.objects.get().pk}).status_code == 404


def test_a_writer_edits_a_note_and_it_is_shown_as_edited(editor, article):
    note(editor, article, "Who counted the shps?")
    kept = Comment.objects.get()
    assert "edited" not in words(editor.open(article).shown)
    shown = words(edit(editor, kept, "Who counted the ships?"))
    assert "Who counted the ships?" in shown
    assert "shps" not in shown
    assert ", edited <time" in shown
    answered = reply(editor, kept, "Thy did.")
    assert "They did." in words(edit(editor, answered, "They did."))


def test_saving_a_note_as_it_is_is_no_edit(editor, article):
    note(editor, article, "Who counted?\r\nWhen?")
    kept = Comment.objects.get()
    edit(editor, kept, "Who counted?\nWhen?")
    kept.refresh_from_db()
    assert kept.edited_at is None


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
def test_an_edit_that_cannot_be_saved_comes_back_with_a_reason_at_its_note(editor, article, text):
    note(editor, article, "Who counted?")
    kept = Comment.objects.get()
    response = send(editor, article, edit=kept.pk, **{f"edit-{kept.pk}": text})
    shown = words(response)
    assert shown.count('class="errorlist"') == 1
    assert response.context["notes"].editing == kept.pk
    assert f'>{text}</textarea> <button form="note-form" name="edit"' in response.content.decode().replace(
        "\n  <button", " <button"
    )
    kept.refresh_from_db()
    assert kept.text == "Who counted?"


def test_whom_only_the_edited_note_mentions_gets_mail(editor, article, django_capture_on_commit_callbacks):
    staff("Editor", username="tom", email="tom@paper.example")
    staff("Editor", username="jo", email="jo@paper.example")
    note(editor, article, "@tom who counted?")
    with django_capture_on_commit_callbacks(execute=True):
        edit(editor, Comment.objects.get(), "@tom and @jo, who counted?")
    assert [message.to for message in mail.outbox] == [["jo@paper.example"]]
    assert {person.username for person in Comment.objects.get().mentions.all()} == {"tom", "jo"}
    edit(editor, Comment.objects.get(), "@jo, who counted?")
    assert {person.username for person in Comment.objects.get().mentions.all()} == {"jo"}


def test_a_deleted_note_is_gone(editor, article):
    note(editor, article)
    shown = words(editor.post(notes_of(article), {"delete": Comment.objects.get().pk}, follow=True))
    assert "Deleted." in shown
    assert "Who counted" not in shown
    assert not Comment.objects.exists()


def test_a_deleted_note_with_replies_leaves_its_place(editor, article):
    note(editor, article, "@ana who counted?", passage="Ships move")
    kept = Comment.objects.get()
    answer = reply(Desk(staff("Editor", first_name="Tom")), kept, "The union.")
    editor.post(notes_of(article), {"delete": kept.pk})
    shown = words(editor.open(article).shown)
    assert "who counted" not in shown
    assert '<p class="note-deleted">Deleted</p>' in shown
    assert "The union." in shown
    assert "Ships move" in shown
    assert not kept.mentions.exists()
    assert edit(editor, kept, "Back again").status_code == 404
    assert send(editor, article, delete=kept.pk).status_code == 404
    Desk(answer.by).post(notes_of(article), {"delete": answer.pk})
    assert not Comment.objects.exists(), "the last reply takes the place along"


def test_my_desk_says_of_an_open_thread_that_its_note_is_deleted(editor, article):
    writer = Desk(staff("Writer"))
    Article.objects.update(created_by=writer.user)
    note(editor, article)
    kept = Comment.objects.get()
    reply(editor, kept, "The union.")
    editor.post(notes_of(article), {"delete": kept.pk})
    assert "A note that is deleted, with replies" in words(writer.get("/admin/"))


def test_a_chief_deletes_what_others_wrote_and_the_log_says_so_without_the_words(editor, article):
    note(editor, article, "Who counted?")
    kept = Comment.objects.get()
    answer = reply(editor, kept, "Nobody.")
    chief = Desk(staff("Chief", username="agnes"))
    shown = words(chief.open(article).shown)
    assert "Delete the note of Ana Ruiz" in shown
    assert f'name="edit-{kept.pk}"' not in shown
    for one in (answer, kept):
        chief.post(notes_of(article), {"delete": one.pk})
    assert not Comment.objects.exists()
    line = Activity.objects.first()
    assert (line.verb, line.name, line.words) == ("delete", "Pilots end strike", "A note of Ana Ruiz")
    assert "counted" not in str(list(Activity.objects.values()))


def test_what_one_deletes_oneself_is_not_in_the_activity_log(editor, article):
    note(editor, article)
    editor.post(notes_of(article), {"delete": Comment.objects.get().pk})
    assert not Activity.objects.exists()


def test_nobody_edits_what_others_wrote_and_only_a_chief_deletes_it(editor, article):
    note(editor, article, "Who counted?")
    kept = Comment.objects.get()
    for role in ("Editor", "Picture editor", "Chief"):
        other = Desk(staff(role))
        shown = words(other.open(article).shown)
        assert f'name="edit-{kept.pk}"' not in shown
        assert ("Delete the note" in shown) == (role == "Chief")
        assert edit(other, kept, "Hacked").status_code == 403
        if role != "Chief":
            assert send(other, article, delete=kept.pk).status_code == 403
    kept.refresh_from_db()
    assert kept.text == "Who counted?"


def test_a_note_of_another_story_is_not_edited_or_deleted_through_this_one(editor, article):
    note(editor, article)
    kept, other = Comment.objects.get(), ArticleFactory()
    assert send(editor, other, edit=kept.pk, **{f"edit-{kept.pk}": "Hm."}).status_code == 404
    assert send(editor, other, delete=kept.pk).status_code == 404


@pytest.mark.parametrize("verb", ["resolve", "reply", "edit", "delete"])
@pytest.mark.parametrize("key", ["", "x", "0", "9" * 40, "-1"])
def test_a_key_that_is_none_is_not_found(editor, article, key, verb):
    assert editor.post(notes_of(article), {verb: key}).status_code == 404


def test_only_who_may_see_the_story_may_comment(article):
    assert note(Desk(staff("Ad manager")), article).status_code == 403
    note(Desk(staff("Writer")), article)  # not theirs: as if there were none
    assert not Comment.objects.exists()
    note(Desk(staff("Picture editor")), article)
    assert Comment.objects.count() == 1


HARMFUL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7|add:7 }}"


def test_what_a_note_says_is_text(editor, article):
    note(editor, article, HARMFUL, passage=HARMFUL)
    for page in (editor.open(article).shown, editor.get(notes_of(article)), editor.get("/admin/")):
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()


def test_a_note_in_arabic_has_its_own_direction(editor, article):
    shown = words(note(editor, article, "من عدّ السفن؟", passage="عاد المرشدون"))
    assert 'dir="auto">من عدّ السفن؟' in shown
    assert "عاد المرشدون" in shown


def test_the_name_stays_when_the_account_goes(editor, article):
    writer = Desk(staff("Editor", first_name="Tom", last_name="Okafor"))
    note(writer, article, "Who counted?")
    kept = Comment.objects.get()
    Comment.objects.filter(pk=kept.pk).update(resolved_at=kept.at, resolved_by=writer.user)
    writer.user.delete()
    shown = words(editor.open(article).shown)
    assert "Tom Okafor" in shown
    assert "Resolved" in shown


def test_whom_a_note_mentions_gets_mail(editor, article, django_capture_on_commit_callbacks):
    staff("Editor", username="tom.o", email="tom@paper.example")
    with django_capture_on_commit_callbacks(execute=True):
        note(editor, article, "@Tom.O. who counted? Ask me@paper.example", passage="Ships move")
    [sent] = mail.outbox
    assert sent.to == ["tom@paper.example"]
    assert sent.subject == "Ana Ruiz mentioned you: Pilots end strike"
    assert "On: “Ships move”" in sent.body
    assert f"/admin/articles/article/{article.pk}/change/#note-{Comment.objects.get().pk}" in sent.body


def test_who_may_not_see_the_story_is_not_told_and_the_desk_says_so(
    editor, article, django_capture_on_commit_callbacks
):
    writer = staff("Writer", username="jo", first_name="Jo", email="jo@paper.example")
    with django_capture_on_commit_callbacks(execute=True):
        shown = words(note(editor, article, "@jo who counted?"))
    assert "Jo can&#x27;t see this story, and was not told." in shown
    assert mail.outbox == []
    assert not Desk(writer).get("/admin/").context["notes"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@nobdy who counted?", "Noted. Nobody here is called @nobdy."),
        ("Was it @nobdy, or @Noone.?", "Noted. Nobody here is called @nobdy or @Noone."),
        ("@nobdy @NOBDY!", "Noted. Nobody here is called @nobdy."),
        ("@ads, move the banner", "Noted. Al Ads can&#x27;t see this story, and was not told."),
        ("@gone?", "Noted. Nobody here is called @gone."),
    ],
)
def test_a_mention_that_reaches_nobody_is_said(editor, article, text, said):
    staff("Ad manager", username="ads", first_name="Al", last_name="Ads")
    staff("Editor", username="gone", is_active=False)
    assert f"{said}<" in words(note(editor, article, text))


def test_an_edited_note_says_whom_it_does_not_reach(editor, article):
    note(editor, article, "Who counted?")
    assert "Saved. Nobody here is called @nobdy." in words(edit(editor, Comment.objects.get(), "@nobdy?"))


@pytest.mark.parametrize("text", ["@ana. who counted?", "Write to jo@paper.example.", "At 5 @ ..."])
def test_what_reaches_somebody_or_is_no_mention_is_just_noted(editor, article, text):
    assert "Nobody here" not in words(note(editor, article, text))


def test_no_note_reaches_readers(editor, client):
    edition = publish()
    note(editor, edition.article, "Who counted the ships?", passage="The pilots of Port Ansel")
    assert "Who counted" not in client.get(edition.path).content.decode()


def test_the_form_needs_the_same_queries_for_any_number_of_notes(editor, article, django_assert_num_queries):
    for number in range(2):
        note(editor, article, f"Note {number}")
    kept = Comment.objects.first()
    editor.post(notes_of(article), {"reply": kept.pk, f"reply-{kept.pk}": "Yes."})
    editor.open(article)
    with django_assert_num_queries(27):
        editor.open(article)
    for number in range(20):
        staff("Editor")
        note(editor, article, f"Another {number}")
    with django_assert_num_queries(27):
        editor.open(article)

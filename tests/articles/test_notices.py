"""The mail that the desk sends its own people."""

import pytest
from django.core import mail
from django.urls import reverse

from articles import notices, stages
from articles.models import Assignment
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return staff("Writer", username="jo", first_name="Jo", email="jo@paper.example")


@pytest.fixture
def editor():
    return staff("Editor", username="ana", first_name="Ana", email="ana@paper.example")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def sent_to():
    return sorted(address for message in mail.outbox for address in message.to)


def test_the_writers_hear_of_what_is_sent_back(writer, editor, committed):
    article = ArticleFactory(
        stage="in_edit",
        created_by=writer,
        headline="Pilots end strike",
        bylines=[AuthorFactory(user=staff("Writer", email="tom@paper.example"))],
    )
    with committed():
        Desk(editor).open(article).type(stage_note="Who counted?").press("_send_back")
    assert sent_to() == ["jo@paper.example", "tom@paper.example"]
    assert mail.outbox[0].subject == "Sent back: Pilots end strike"
    assert "Who counted?" in mail.outbox[0].body
    assert "/admin/me/" in mail.outbox[0].body


def test_the_writers_hear_that_a_story_is_ready(writer, editor, committed):
    article = ArticleFactory(stage="in_edit", created_by=writer)
    with committed():
        stages.APPROVE.make(article, by=editor)
    assert sent_to() == ["jo@paper.example"]


def test_nobody_in_particular_hears_that_a_story_came_in_unless_it_was_assigned(writer, editor, committed):
    article = ArticleFactory(created_by=writer)
    with committed():
        stages.SUBMIT.make(article, by=writer)
    assert sent_to() == []
    article = ArticleFactory(created_by=writer)
    Assignment.objects.create(article=article, to=writer, by=editor)
    with committed():
        stages.SUBMIT.make(article, by=writer)
    assert sent_to() == ["ana@paper.example"]


def note(desk, article, text="Who counted?", parent=None):
    named = {"reply": parent.pk, f"reply-{parent.pk}": text} if parent else {"add": "", "text": text}
    desk.post(reverse("admin:articles_article_notes", args=[article.pk]), named)
    return article.comments.order_by("pk").last()


def test_a_new_note_is_told_to_those_whose_story_it_is(writer, editor, committed):
    article = ArticleFactory(
        created_by=writer,
        headline="Pilots end strike",
        bylines=[AuthorFactory(user=staff("Writer", email="tom@paper.example")), AuthorFactory()],
    )
    assignee = staff("Writer", email="nia@paper.example")
    Assignment.objects.create(article=article, to=assignee, by=editor)
    staff("Editor", email="idle@paper.example")
    with committed():
        kept = note(Desk(editor), article)
    assert sent_to() == ["jo@paper.example", "nia@paper.example", "tom@paper.example"]
    assert mail.outbox[0].subject == "Ana wrote a note: Pilots end strike"
    assert "Who counted?" in mail.outbox[0].body
    assert f"#note-{kept.pk}" in mail.outbox[0].body


def test_an_answer_is_told_to_those_who_wrote_in_the_thread(writer, editor, committed):
    article = ArticleFactory(created_by=writer)
    kept = note(Desk(editor), article)
    note(Desk(staff("Picture editor", email="pia@paper.example")), article, "I did.", kept)
    note(Desk(staff("Editor", email="other@paper.example")), article, "Another thread")
    with committed():
        note(Desk(writer), article, "Thank you.", kept)
    assert sent_to() == ["ana@paper.example", "pia@paper.example"]
    assert mail.outbox[0].subject.startswith("Jo answered a note: ")


def test_whom_a_note_mentions_is_told_once(writer, editor, committed):
    article = ArticleFactory(created_by=writer, bylines=[AuthorFactory(user=writer)])
    with committed():
        note(Desk(editor), article, "@jo who counted?")
    assert [message.subject.split(":")[0] for message in mail.outbox] == ["Ana mentioned you"]
    mail.outbox.clear()
    writer.mail_mentions = False
    writer.save()
    with committed():
        note(Desk(editor), article, "@jo, and who counted the tugs?")
    assert [message.subject.split(":")[0] for message in mail.outbox] == ["Ana wrote a note"]


def test_mail_of_notes_is_switched_off_for_oneself(writer, editor, committed):
    page = Desk(writer)
    assert "When somebody writes a note on a story of mine" in page.get("/admin/me/").content.decode()
    page.post("/admin/me/", {"mail_mentions": "on"})
    with committed():
        note(Desk(editor), ArticleFactory(created_by=writer))
    assert sent_to() == []


def test_an_edited_note_is_not_told_again(writer, editor, committed):
    article = ArticleFactory(created_by=writer)
    kept = note(Desk(editor), article)
    with committed():
        address = reverse("admin:articles_article_notes", args=[article.pk])
        Desk(editor).post(address, {"edit": kept.pk, f"edit-{kept.pk}": "Who counted them?"})
    assert sent_to() == []


def test_nobody_gets_mail_of_what_they_did_themselves(editor, committed):
    article = ArticleFactory(stage="in_edit", created_by=editor)
    with committed():
        stages.SEND_BACK.make(article, by=editor, note="Later.")
    assert sent_to() == []


@pytest.mark.parametrize(
    "change",
    [{"mail_handovers": False}, {"email": ""}, {"is_active": False}],
    ids=["off", "no address", "gone"],
)
def test_who_does_not_want_it_or_cannot_get_it_gets_none(writer, editor, committed, change):
    for name, value in change.items():
        setattr(writer, name, value)
    writer.save()
    article = ArticleFactory(stage="in_edit", created_by=writer)
    with committed():
        stages.APPROVE.make(article, by=editor)
    assert sent_to() == []


def test_who_may_not_see_the_story_any_more_hears_nothing_of_it(editor, committed):
    limited = staff("Editor", email="far@paper.example")
    limited.sections.add(SectionFactory())
    article = ArticleFactory()
    with committed():
        notices._after_the_save(
            article, "Ready", "", [limited, editor], switch="mail_handovers", by=UserFactory()
        )
    assert sent_to() == ["ana@paper.example"]


def test_what_is_taken_back_is_told_nobody(writer, editor, django_capture_on_commit_callbacks):
    """A preview saves only to be seen."""
    article = ArticleFactory(stage="in_edit", created_by=writer)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        Desk(editor).open(article).press("_preview")
    assert callbacks == []


class Broken:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError("no route to host")


def test_a_mail_server_that_fails_harms_no_save(writer, editor, committed, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    article = ArticleFactory(stage="in_edit", created_by=writer)
    with committed():
        Desk(editor).open(article).press("_approve")
    article.refresh_from_db()
    assert article.stage == "ready"
    assert "Mail was not sent: “Ready: " in caplog.text


def test_a_mail_server_is_spoken_to_in_the_background(writer, editor, committed, settings):
    settings.EMAIL_IN_BACKGROUND = True
    article = ArticleFactory(stage="in_edit", created_by=writer)
    with committed():
        stages.APPROVE.make(article, by=editor)
    notices._postman().submit(lambda: None).result(10)  # after what was sent before
    assert sent_to() == ["jo@paper.example"]


def test_a_headline_makes_no_header(writer, editor, committed):
    article = ArticleFactory(
        stage="in_edit", created_by=writer, headline="Strike ends\nBcc: all@paper.example"
    )
    with committed():
        stages.APPROVE.make(article, by=editor)
    assert mail.outbox[0].subject == "Ready: Strike ends Bcc: all@paper.example"

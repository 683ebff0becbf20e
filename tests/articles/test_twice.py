"""
The same form sent twice, one after the other and at the same moment: a button that was pressed twice, a page that was
loaded anew, a line that broke before the answer came.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Comment, Correction, Edition, PreviewLink, Withdrawal
from authors.models import Activity
from tests.articles.many_editors import QuickDesk
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, publish

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def ana():
    return Desk(staff("Editor", first_name="Ana", last_name="Ruiz"))


def press_twice(desk, button):
    """What the second of two equal forms is answered; questions about warnings are answered once, before."""
    form = desk.form | {"confirmed": _warnings(desk)}
    answers = [desk.post(desk.address, form | {button: ""}, follow=True) for _ in range(2)]
    for answer in answers:
        assert answer.redirect_chain, "the form came back"
    return answers[1]


def _warnings(desk):
    return [finding.key for finding in desk.shown.context["findings"] if not finding.blocks]


def tomorrow():
    return f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}"


@pytest.fixture
def live():
    article = publish(headline="Pilots end strike").article
    workflow.record(article, by=None)
    return article


def test_a_save_counts_once(ana):
    article = ArticleFactory()
    workflow.record(article, by=None)
    ana.open(article).type(kicker="Labour", save_note="The word was missing", tags="harbour")
    said = words(press_twice(ana, "_save"))
    article.refresh_from_db()
    assert (article.kicker, article.version) == ("Labour", 2)
    assert [one.note for one in article.revisions.all()][:-1] == ["The word was missing"]
    assert "Saved" in said


def test_a_correction_is_told_once(ana, live, client):
    ana.open(live).type(
        headline="Nine pilots end strike",
        correction_kind="correction",
        correction_text="It was nine, not ten.",
    )
    press_twice(ana, "_publish")
    assert live.editions.count() == 2
    assert Correction.objects.count() == 1
    assert Activity.objects.filter(verb=Activity.Verb.CORRECT).count() == 1
    assert words(client.get("/corrections/")).count("It was nine, not ten.") == 1


def test_another_note_on_the_same_words_is_told_too(ana, live):
    for text in ("It was nine, not ten.", "And it was a Monday."):
        ana.open(live).type(correction_kind="clarification", correction_text=text).press("_publish")
    assert Correction.objects.count() == 2


def test_a_schedule_makes_one_edition_and_asks_nothing(ana):
    article = ArticleFactory()
    ana.open(article).type(at=tomorrow())
    press_twice(ana, "_schedule")
    assert article.editions.waiting().count() == article.editions.count() == 1


def test_a_schedule_with_a_correction_and_an_end_makes_one_edition(ana, live):
    end = f"{timezone.localtime() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    ana.open(live).type(
        headline="Nine pilots end strike", at=tomorrow(), until=end,
        correction_kind="correction", correction_text="It was nine, not ten.",
    )  # fmt: skip
    press_twice(ana, "_schedule")
    assert live.editions.count() == 2
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("changed", ["headline", "at", "until"])
def test_a_second_schedule_that_differs_still_asks(ana, changed):
    article = ArticleFactory()
    ana.open(article).type(at=tomorrow()).press("_schedule")
    form = ana.open(article).form
    later = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"
    ana.form = form | {changed: "Another headline" if changed == "headline" else later}
    assert "An edition of this story already waits" in words(ana.press("_schedule"))
    assert article.editions.count() == 1


@pytest.mark.parametrize("button", ["_withdraw", "_unschedule"])
def test_what_is_taken_back_twice_is_taken_back_once(ana, live, button):
    if button == "_unschedule":
        Article.objects.update(headline="Nine pilots end strike", version=2)
        live.refresh_from_db()
        workflow.publish(
            live, by=None, at=timezone.now() + timedelta(days=1), correction=("update", "More is known.")
        )
    before = Article.objects.get().version
    ana.open(live)
    press_twice(ana, button)
    assert Withdrawal.objects.count() == (button == "_withdraw")
    assert Activity.objects.filter(verb=button.removeprefix("_")).count() == 1
    assert Article.objects.get().version == before


@pytest.mark.parametrize(
    ("button", "stage"), [("_submit", "draft"), ("_approve", "in_edit"), ("_spike", "draft")]
)
def test_a_story_is_handed_on_once(ana, button, stage):
    article = ArticleFactory(stage=stage)
    workflow.record(article, by=None)
    ana.open(article)
    press_twice(ana, button)
    assert article.revisions.count() == 2


def test_a_story_is_sent_back_once_and_again_with_another_note(
    ana, django_capture_on_commit_callbacks, mailoutbox
):
    writer = staff("Writer", email="jo@paper.example")
    article = ArticleFactory(stage="in_edit", created_by=writer)
    workflow.record(article, by=None)
    ana.open(article).type(stage_note="Who counted the ships?")
    with django_capture_on_commit_callbacks(execute=True):
        press_twice(ana, "_send_back")
    assert article.revisions.count() == 2
    assert len(mailoutbox) == 1
    ana.open(article).type(stage_note="And when?").press("_send_back")
    assert article.revisions.first().note == "Sent back: And when?"


def test_a_note_and_a_reply_are_written_once(ana):
    at = reverse("admin:articles_article_notes", args=[ArticleFactory().pk])
    for _ in range(2):
        ana.post(at, {"add": "", "text": "Who counted the ships?", "passage": "forty ships"})
    note = Comment.objects.get()
    for _ in range(2):
        ana.post(at, {"reply": note.pk, f"reply-{note.pk}": "The port."})
    assert note.replies.get().text == "The port."
    ana.post(at, {"reply": note.pk, f"reply-{note.pk}": "And the pilots."})
    Desk(staff("Editor")).post(at, {"add": "", "text": "Who counted the ships?"})
    assert Comment.objects.count() == 4


def test_what_was_noted_before_can_be_noted_again_later(ana, time_machine):
    at = reverse("admin:articles_article_notes", args=[ArticleFactory().pk])
    time_machine.move_to("2026-03-02T12:00Z", tick=False)
    ana.post(at, {"add": "", "text": "Ships?"})
    time_machine.move_to("2026-03-02T12:10Z", tick=False)
    ana.post(at, {"add": "", "text": "Ships?"})
    assert Comment.objects.count() == 2


def test_a_private_link_is_made_once(ana):
    address = reverse("admin:articles_article_links", args=[ArticleFactory().pk])
    form = read_form(ana.get(address), None) | {"label": "A lawyer"}
    for _ in range(2):
        said = words(ana.post(address, form, follow=True))
    assert "The link for A lawyer is ready" in said
    assert PreviewLink.objects.count() == 1
    ana.post(address, form | {"label": "Another lawyer"})
    assert PreviewLink.objects.count() == 2


def at_once(desk, address, form):
    """The statuses of two equal forms that are sent at the same moment, each as by a tab of its own."""
    together = Barrier(2)

    def send():
        try:
            twin = QuickDesk(desk.user)
            together.wait()
            return twin.post(address, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [sent.result() for sent in [pool.submit(send), pool.submit(send)]]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_save_and_a_correction_sent_twice_at_the_same_moment_count_once(ana):
    article = publish(headline="Pilots end strike").article
    workflow.record(article, by=None)
    ana.open(article).type(kicker="Labour", tags="harbour")
    assert at_once(ana, ana.address, ana.form | {"_save": ""}) == [302, 302]
    assert Article.objects.get().version == 2
    ana.open(article).type(correction_kind="update", correction_text="More is known.")
    form = ana.form | {"_publish": "", "confirmed": _warnings(ana)}
    assert at_once(ana, ana.address, form) == [302, 302]
    assert (Edition.objects.count(), Correction.objects.count()) == (2, 1)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_note_and_a_link_sent_twice_at_the_same_moment_are_there_once(ana):
    article = ArticleFactory()
    notes, links = (
        reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in ("notes", "links")
    )
    assert at_once(ana, notes, {"add": "", "text": "Who counted the ships?"}) == [302, 302]
    form = read_form(ana.get(links), None) | {"label": "A lawyer"}
    assert at_once(ana, links, form) == [302, 302]
    assert (Comment.objects.count(), PreviewLink.objects.count()) == (1, 1)

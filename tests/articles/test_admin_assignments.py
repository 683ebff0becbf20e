"""Who is to bring a story in, until when."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Assignment, Revision
from authors.activity import Activity
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(headline="Pilots end strike")


@pytest.fixture
def editor():
    return Desk(staff("Editor", username="ana", first_name="Ana", last_name="Ruiz"))


@pytest.fixture
def writer():
    return Desk(staff("Writer", username="jo", first_name="Jo", last_name="Lind", email="jo@paper.example"))


def address(article):
    return reverse("admin:articles_article_assignment", args=[article.pk])


def moment(at):
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def assign(desk, article, to=None, *, due=None, brief="", day=""):
    data = {
        "to": to.pk if to else "",
        "due_at": moment(due) if due else "",
        "brief": brief,
        "planned_for": day,
    }
    sent = {f"assignment-{name}": value for name, value in data.items()}
    return desk.post(address(article), sent | {"assign": ""}, follow=True)


def history(desk, article):
    return words(desk.get(reverse("admin:articles_article_history", args=[article.pk])))


def words(response):
    return " ".join(response.content.decode().split())


def tomorrow():
    return timezone.now() + timedelta(days=1)


def test_a_story_is_assigned_with_a_deadline_and_a_brief(editor, writer, article):
    before = Article.objects.values().get()
    shown = words(assign(editor, article, writer.user, due=tomorrow(), brief="700 words.\nA picture."))
    assert "Assigned to Jo Lind." in shown
    shown = words(editor.open(article).shown)
    assert "700 words.<br>A picture." in shown
    assert "<b>Jo Lind</b>, <span>due" in shown
    assert Article.objects.values().get() == before
    assert not Revision.objects.exists()


def test_an_assigned_story_is_its_assignees_to_work_on(editor, writer, article):
    assert writer.get(f"/admin/articles/article/{article.pk}/change/").status_code == 302
    assign(editor, article, writer.user)
    writer.open(article).type(kicker="Labour").press("_submit")
    article.refresh_from_db()
    assert (article.kicker, article.stage) == ("Labour", "in_edit")
    listed = writer.get(reverse("admin:articles_article_changelist")).context["cl"].result_list
    assert [story.pk for story in listed] == [article.pk]
    assign(editor, article, editor.user)
    assert writer.get(f"/admin/articles/article/{article.pk}/change/").status_code == 302


def test_an_assignment_does_not_reach_beyond_the_rights_of_its_role(editor, article):
    pictures = Desk(staff("Picture editor"))
    assign(editor, article, pictures.user)
    shown = pictures.get(f"/admin/articles/article/{article.pk}/change/")
    assert 'name="_save"' not in shown.content.decode()
    assert assign(pictures, article, editor.user).status_code == 403
    assert pictures.post(address(article), {"done": ""}).status_code == 302
    assert Assignment.objects.get().done_at


def test_only_who_may_change_a_story_assigns_it(writer, article):
    assign(writer, article, writer.user)
    assert assign(Desk(staff("Picture editor")), article, writer.user).status_code == 403
    assert assign(Desk(staff("Ad manager")), article, writer.user).status_code == 403
    assert not Assignment.objects.exists()


def test_a_writer_who_gives_a_story_away_is_told_that_it_is_gone(editor, writer, article):
    assign(editor, article, writer.user)
    response = writer.post(
        address(article), {"assignment-to": editor.user.pk}, headers={"X-Requested-With": "fetch"}
    )
    assert "You can't see this story any more" in words(response)
    assert "Pilots end strike" not in words(response)


def test_nobody_can_be_assigned_who_works_with_no_stories(editor, article):
    response = assign(editor, article, staff("Ad manager"))
    assert "Select a valid choice" in words(response)
    assert not Assignment.objects.exists()


def test_what_is_too_long_or_no_moment_comes_back_with_a_reason(editor, article):
    response = assign(editor, article, editor.user, brief="x" * 2001)
    assert "at most 2000 characters" in words(response)
    assert "x" * 2001 in words(response)
    assert not Assignment.objects.exists()


def test_what_is_refused_comes_back_with_people_by_name_and_nobody_first(article):
    zoe = Desk(staff("Editor", first_name="Zoe", last_name="Abel"))
    people = [staff("Writer", first_name=name, last_name="Lind") for name in ("Mia", "abe", "Kim")]
    response = assign(zoe, article, people[0], brief="x" * 2001)
    listed = re.search(r'<select name="assignment-to".*?</select>', response.content.decode(), re.DOTALL)[0]
    names = re.findall(r"<option[^>]*>([^<]*)", listed)
    assert names == ["Nobody yet", "abe Lind", "Kim Lind", "Mia Lind", "Zoe Abel"]
    assert re.search(r"<option[^>]* selected>([^<]*)", listed)[1] == "Mia Lind"


def test_assigning_again_changes_the_one_assignment(editor, writer, article):
    assign(editor, article, editor.user)
    assign(editor, article, writer.user, brief="Now yours.")
    assert Assignment.objects.get().to == writer.user
    editor.post(address(article), {"drop": ""})
    assert not Assignment.objects.exists()


class Opened:
    """Somebody who has the assignment's form open."""

    def __init__(self, desk, article):
        self.desk, self.address = desk, address(article)
        self.shown = desk.get(self.address)

    def send(self, button="assign", **typed):
        form = read_form(self.shown, "assignment-form")
        form |= {f"assignment-{name}": value for name, value in typed.items()}
        pressed = re.search(
            rf'<button form="assignment-form" name="{button}"(?: value="([^"]*)")?', self.html
        )
        sent = form | {button: pressed[1] or ""}
        self.shown = self.desk.post(self.address, sent, headers={"X-Requested-With": "fetch"})
        return words(self.shown)

    @property
    def html(self):
        return self.shown.content.decode()


@pytest.fixture
def chief():
    return Desk(staff("Chief", username="eva", first_name="Eva", last_name="Berg"))


NOON = timezone.make_aware(datetime(2031, 3, 9, 12, 0))


def test_what_only_one_of_two_has_changed_in_an_assignment_is_kept(editor, chief, writer, article):
    assign(chief, article, writer.user, brief="700 words.\r\nA picture.", due=NOON)
    first, second = Opened(chief, article), Opened(editor, article)
    first.send(brief="800 words.\nA picture.")
    assert "Assigned to Jo Lind." in second.send(due_at=moment(NOON + timedelta(hours=2)))
    assignment = Assignment.objects.get()
    assert (assignment.brief, assignment.due_at) == ("800 words.\nA picture.", NOON + timedelta(hours=2))
    last = Activity.objects.filter(verb="assign").first()
    assert last.words == "Assignment to Jo Lind changed: due 9 Mar 2031, 14:00"


def test_where_both_wrote_a_brief_the_second_is_told_what_the_other_wrote(editor, chief, writer, article):
    second = Opened(editor, article)
    assign(chief, article, writer.user, brief="Count the ships.", due=NOON)
    shown = second.send(brief="Call the port.", to=writer.user.pk)
    assert "Eva Berg saved at " in shown
    assert (
        "and “Count the ships.” stands here now. Send it again to put what you typed in its place." in shown
    )
    assert Assignment.objects.get().brief == "Count the ships."
    form = read_form(second.shown, "assignment-form")
    assert (form["assignment-brief"], form["assignment-due_at"]) == ("Call the port.", moment(NOON))
    assert "Assigned to Jo Lind." in second.send()
    assignment = Assignment.objects.get()
    assert (assignment.brief, assignment.due_at, assignment.to) == ("Call the port.", NOON, writer.user)
    line = Activity.objects.filter(verb="assign").first()
    assert line.details["brief"] == {"before": "Count the ships.", "after": "Call the port."}


def test_where_both_set_a_deadline_the_second_is_told_the_others_by_the_clock(editor, chief, writer, article):
    assign(chief, article, writer.user, due=NOON, day="2031-03-10")
    second = Opened(editor, article)
    assign(chief, article, editor.user, due=NOON + timedelta(hours=1), day="2031-03-11")
    shown = second.send(due_at=moment(NOON + timedelta(hours=2)), planned_for="2031-03-12", to="")
    for told in ("9 Mar 2031, 13:00", "11 Mar 2031", "Ana Ruiz"):
        assert f"“{told}” stands here now" in shown
    assert Assignment.objects.get().to == editor.user


def test_a_form_that_was_opened_before_a_deadline_was_moved_does_not_complain_of_the_old_one(
    editor, chief, writer, article
):
    assign(chief, article, writer.user, due=tomorrow())
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        editor, chief = Desk(editor.user), Desk(chief.user)
        second = Opened(editor, article)
        later = tomorrow().replace(second=0, microsecond=0)
        Opened(chief, article).send(due_at=moment(later))
        assert "Assigned to Jo Lind." in second.send(brief="700 words.")
    assert (Assignment.objects.get().due_at, Assignment.objects.get().brief) == (later, "700 words.")


def test_an_assignment_that_was_taken_away_meanwhile_does_not_come_back_unsaid(
    editor, chief, writer, article
):
    assign(chief, article, writer.user, brief="Count the ships.")
    second = Opened(editor, article)
    Opened(chief, article).send("drop")
    assert Activity.objects.first().details["brief"] == {"before": "Count the ships.", "after": ""}
    said = second.send(brief="Call the port.")
    assert re.search(r"Eva Berg took it away at \d\d:\d\d, and nothing stands here now\.", said)
    assert not Assignment.objects.exists()
    assert read_form(second.shown, "assignment-form")["assignment-to"] == ""


def test_a_form_that_was_empty_when_it_was_opened_takes_nothing_away(editor, chief, writer, article):
    second = Opened(editor, article)
    assign(chief, article, writer.user, brief="Count the ships.")
    second.send()
    assert Assignment.objects.get().brief == "Count the ships."


@pytest.mark.parametrize("button", ["done", "drop"])
def test_what_was_assigned_to_somebody_else_meanwhile_is_ended_only_when_that_was_seen(
    editor, chief, writer, article, button
):
    assign(chief, article, writer.user)
    second = Opened(editor, article)
    assign(chief, article, chief.user)
    said = "It was assigned to Eva Berg since you looked, and that is left as it is."
    assert said in second.send(button)
    assert Assignment.objects.get().done_at is None
    assert said not in second.send(button)
    assert not Assignment.objects.filter(done_at=None).exists()


def test_an_assignment_that_was_done_meanwhile_is_taken_away_only_when_that_was_seen(
    editor, chief, writer, article
):
    assign(chief, article, writer.user)
    second = Opened(editor, article)
    Opened(writer, article).send("done")
    said = "It was marked as done since you looked, and that is left as it is."
    assert said in second.send("drop")
    assert Assignment.objects.get().done_at
    second.send("drop")
    assert not Assignment.objects.exists()


def test_another_brief_for_what_is_done_says_that_it_stays_done(editor, writer, article):
    assign(editor, article, writer.user)
    second = Opened(editor, article)
    Opened(writer, article).send("done")
    assert "Changed. It is marked as done: “Not done yet” gives it to Jo Lind again." in second.send(
        brief="700 words."
    )
    assert Assignment.objects.get().done_at


def test_an_assignment_that_was_made_anew_for_nobody_is_not_ended_unseen_either(
    editor, chief, writer, article
):
    assign(chief, article, writer.user)
    second = Opened(editor, article)
    assign(chief, article, day="2031-03-09")
    assert "It was planned anew, for nobody yet, since you looked" in second.send("done")
    assert Assignment.objects.get().done_at is None


def test_emptying_it_takes_it_away(editor, writer, article):
    assign(editor, article, writer.user)
    assign(editor, article)
    assert not Assignment.objects.exists()


def test_each_step_of_an_assignment_stands_in_the_storys_history_without_being_a_change_of_its_text(
    editor, writer, article
):
    workflow.record(article, by=editor.user)
    before, saves = Article.objects.values().get(), list(Revision.objects.values())
    at = timezone.make_aware(datetime(2031, 3, 9, 14, 30))
    assign(editor, article, writer.user, due=at)
    assign(editor, article, writer.user, due=at, day="2031-03-12", brief="700 words.")
    writer.post(address(article), {"done": ""})
    writer.post(address(article), {"done": ""})  # pressed twice
    editor.post(address(article), {"undone": ""})
    assign(editor, article, editor.user, due=at)
    assign(editor, article, editor.user, due=at)  # with nothing changed
    editor.post(address(article), {"drop": ""})
    assert Article.objects.values().get() == before
    assert list(Revision.objects.values()) == saves
    lines = [line.words for line in Activity.objects.filter(verb="assign").order_by("pk")]
    assert lines == [
        "Assigned to Jo Lind, due 9 Mar 2031, 14:30",
        "Assignment to Jo Lind changed: planned for 12 Mar 2031, another brief",
        "Assignment to Jo Lind is done",
        "Assignment to Jo Lind is open again",
        "Assigned to Ana Ruiz in place of Jo Lind, due 9 Mar 2031, 14:30",
        "Assignment to Ana Ruiz taken away",
    ]
    shown = history(editor, article)
    positions = [shown.index(f"<bdi>{line}</bdi>, by <bdi>") for line in lines]
    assert positions == sorted(positions, reverse=True), "the newest first"
    assert "is done</bdi>, by <bdi>Jo Lind</bdi>" in shown


def test_a_line_of_an_assignment_stands_beside_the_version_that_the_story_had_then(editor, writer, article):
    workflow.record(article, by=editor.user)
    assign(editor, article, writer.user)
    editor.open(article).type(kicker="Labour").press()
    editor.post(address(article), {"done": ""})
    page = editor.get(reverse("admin:articles_article_history", args=[article.pk]))
    said = [[line.words for line in version.done] for version in page.context["versions"]]
    assert said == [["Assignment to Jo Lind is done"], ["Assigned to Jo Lind"]]


def test_the_history_of_a_story_that_nobody_saved_yet_tells_of_its_plan(editor, article):
    assign(editor, article, day="2031-03-12")
    shown = history(editor, article)
    assert "Nothing was saved at the desk yet." in shown
    assert "Planned; nobody has it yet, planned for 12 Mar 2031" in shown


def test_a_story_can_be_planned_without_anybody(editor, article):
    assert "nobody has it yet" in words(assign(editor, article, day="2026-12-24"))
    assert "Planned for Thu 24 Dec" in words(editor.open(article).shown)


def test_handing_it_in_is_the_end_of_it_and_sending_back_is_not(editor, writer, article):
    assign(editor, article, writer.user, due=tomorrow())
    writer.open(article).press("_submit")
    assert Assignment.objects.get().done_at
    editor.open(article).type(stage_note="Who counted?").press("_send_back")
    assert not Assignment.objects.get().done_at


def test_publishing_is_the_end_of_it(editor, writer, article):
    assign(editor, article, writer.user)
    editor.open(article).press("_publish")
    assert Assignment.objects.get().done_at


def test_what_is_overdue_is_said(editor, writer, article):
    assign(editor, article, writer.user, due=tomorrow())
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert 'class="overdue">was due' in words(editor.open(article).shown)


def test_a_deadline_that_has_passed_is_asked_about_but_an_old_one_is_kept(editor, writer, article):
    passed = timezone.now() - timedelta(hours=1)
    shown = words(assign(editor, article, writer.user, due=passed))
    assert "This moment has passed. Choose a later one." in shown
    assert not Assignment.objects.exists()
    Assignment.objects.create(
        article=article, to=writer.user, by=editor.user, due_at=passed.replace(second=7)
    )
    assign(editor, article, editor.user, due=passed, brief="700 words.")
    assert Assignment.objects.get().brief == "700 words."
    assert Assignment.objects.get().to == editor.user
    assign(editor, article, editor.user, due=passed - timedelta(hours=1), brief="800 words.")
    assert Assignment.objects.get().brief == "700 words."


def test_the_assignment_stays_when_the_account_goes(editor, writer, article):
    assign(editor, article, writer.user, brief="700 words.")
    writer.user.delete()
    shown = words(editor.open(article).shown)
    assert "Nobody has it yet" in shown
    assert "700 words." in shown


def test_who_left_the_newsroom_is_still_named_and_saving_keeps_them(editor, writer, article):
    assign(editor, article, writer.user)
    writer.user.is_active = False
    writer.user.save()
    form = read_form(editor.get(address(article)), "assignment-form")
    assert form["assignment-to"] == str(writer.user.pk)


def test_a_brief_is_text(editor, writer, article):
    assign(editor, article, writer.user, brief="<script>alert(1)</script> عاجل")
    for page in (editor.open(article).shown, editor.get(address(article)), writer.get("/admin/")):
        assert "<script>alert" not in page.content.decode()


def test_deleting_a_story_takes_its_notes_and_assignment_along(editor, writer, article):
    assign(editor, article, writer.user)
    editor.post(reverse("admin:articles_article_notes", args=[article.pk]), {"text": "Hm.", "add": ""})
    editor.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert not Article.objects.exists()
    assert not Assignment.objects.exists()


def test_who_is_assigned_gets_mail(editor, writer, article, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assign(editor, article, writer.user, due=tomorrow(), brief="700 words.")
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["jo@paper.example"], "Assigned to you: Pilots end strike")
    assert "700 words." in sent.body
    assert "Due: " in sent.body
    with django_capture_on_commit_callbacks(execute=True):
        assign(editor, article, writer.user, brief="800 words.")
    assert len(mail.outbox) == 1, "told once, not at every change of the brief"


def begin(desk, **typed):
    """A story of which only the headline is there, as its add form shows it to somebody with an author of their own."""
    assert desk.open().form["bylines-0-author"] == str(desk.user.author.pk)
    desk.form["section"] = SectionFactory().pk
    desk.type(headline="Pilots end strike", **typed).press()
    return Article.objects.get()


def bylines(article):
    return [f"{byline.role} {byline.author.name}" for byline in article.bylines.all()]


@pytest.fixture
def ana(editor):
    return AuthorFactory(name="Ana Ruiz", user=editor.user)


@pytest.fixture
def jo(writer):
    return AuthorFactory(name="Jo Lind", user=writer.user)


def test_a_story_that_is_begun_for_somebody_else_gets_their_byline(editor, writer, ana, jo):
    article = begin(editor)
    assert bylines(article) == ["By Ana Ruiz"]
    shown = words(assign(editor, article, writer.user))
    assert "Assigned to Jo Lind. Jo Lind is in the byline now." in shown
    assert bylines(article) == ["By Jo Lind"]
    [saved, begun] = article.revisions.all()
    assert (saved.version, saved.by, saved.note) == (2, editor.user, "Byline of whom it is assigned to")
    assert [row["name"] for row in saved.content["bylines"]] == ["Jo Lind"]
    assert Activity.objects.get(verb="byline").words == "By Ana Ruiz became By Jo Lind"
    assert "Byline of whom it is assigned to" in history(editor, article)
    writer.open(article).type(body="<p>Ships move.</p>").press("_submit")
    assert bylines(article) == ["By Jo Lind"]


def test_who_assigns_a_story_in_one_tab_and_saves_it_in_another_is_told_whose_byline_it_has(
    editor, writer, ana, jo
):
    article = begin(editor)
    editor.open(article)
    assign(editor, article, writer.user)
    said = words(editor.type(kicker="Labour").press())
    assert "The byline is that of whom you have assigned the story to." in said
    assert bylines(article) == ["By Jo Lind"]


def test_the_next_whom_it_is_assigned_to_gets_the_byline_of_who_had_it(editor, writer, ana, jo):
    article = begin(editor)
    assign(editor, article, writer.user)
    assert "Ana Ruiz is in the byline now." in words(assign(editor, article, editor.user))
    assert bylines(article) == ["By Ana Ruiz"]
    said = words(assign(editor, article, editor.user, brief="700 words."))
    assert "in the byline now" not in said


def test_a_story_of_somebody_who_is_no_author_gets_the_byline_of_whom_it_is_assigned_to(writer, jo):
    chief = Desk(staff("Chief"))
    chief.open()
    chief.form["section"] = SectionFactory().pk
    chief.type(headline="Pilots end strike").press()
    article = Article.objects.get()
    assert bylines(article) == []
    assert "Jo Lind is in the byline now." in words(assign(chief, article, writer.user))
    assert bylines(article) == ["By Jo Lind"]
    chief.type(kicker="Labour").press()
    assert bylines(article) == ["By Jo Lind"], "also after a save of the form that had none"


@pytest.mark.parametrize(
    "typed",
    [
        {"body": "<p>Ships move.</p>"},
        {"bylines-0-role": "Edited by"},
        {"bylines-0-short_bio": "Ana Ruiz was there."},
        {"bylines-0-author": ""},
    ],
)
def test_a_byline_that_somebody_chose_or_a_text_that_is_there_stays_as_it_is(editor, writer, ana, jo, typed):
    article = begin(editor, **typed)
    before, content = bylines(article), article.content()
    said = words(assign(editor, article, writer.user))
    assert "Assigned to Jo Lind." in said
    assert "in the byline now" not in said
    assert (bylines(article), article.content()) == (before, content)
    assert article.revisions.count() == 1


def test_a_byline_of_a_third_person_or_of_several_stays(editor, writer, ana, jo):
    for authors in ([AuthorFactory()], [ana, AuthorFactory()]):
        article = ArticleFactory(body="", created_by=editor.user, bylines=authors)
        assign(editor, article, writer.user)
        assert [byline.author for byline in article.bylines.all()] == authors


def test_who_has_no_byline_of_their_own_takes_nobodys_away(editor, writer, ana):
    article = begin(editor)
    assign(editor, article, writer.user)
    assert bylines(article) == ["By Ana Ruiz"]
    assign(editor, article)
    assert bylines(article) == ["By Ana Ruiz"]


def test_a_story_that_nobody_saved_at_the_desk_keeps_in_its_history_whose_byline_it_had(
    editor, writer, ana, jo
):
    article = ArticleFactory(body="", created_by=editor.user, bylines=[ana])
    assign(editor, article, writer.user)
    versions = [saved.content["bylines"][0]["name"] for saved in article.revisions.all()]
    assert versions == ["Jo Lind", "Ana Ruiz"]


def test_a_form_that_was_open_when_the_byline_changed_takes_it_over(editor, writer, ana, jo):
    article = begin(editor)
    editor.open(article)
    assign(Desk(staff("Editor")), article, writer.user)
    editor.type(kicker="Labour").press()
    assert bylines(article) == ["By Jo Lind"]

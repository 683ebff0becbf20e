"""My desk: the first page, and what each person sets for themselves."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from articles import stages, workflow
from articles.models import Article, Assignment, Autosave, Comment
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel("2026-11-25 12:00Z", tick=False):
        yield


@pytest.fixture
def editor():
    return Desk(staff("Editor", first_name="Ana", last_name="Ruiz"))


@pytest.fixture
def writer():
    return Desk(staff("Writer", first_name="Jo", last_name="Lind"))


def desk(person):
    return person.get("/admin/").context


def headlines(rows):
    return [row.story.headline for row in rows]


def hours(number):
    return timezone.now() + timedelta(hours=number)


def note(article, by, text="Who counted?", mentions=(), **more):
    comment = Comment.objects.create(article=article, by=by, by_name=str(by), text=text, **more)
    comment.mentions.set(mentions)
    return comment


def test_what_waits_for_an_editor(editor, writer):
    ArticleFactory(headline="Draft of another", created_by=writer.user)
    ArticleFactory(headline="To read", stage="in_edit")
    ArticleFactory(headline="Ready", stage="ready")
    ArticleFactory(headline="Spiked", stage="spiked", created_by=editor.user)
    publish(headline="Out")
    publish(headline="Scheduled", at=hours(30))
    Assignment.objects.create(article=ArticleFactory(headline="Assigned"), to=editor.user, due_at=hours(2))
    waits = desk(editor)["waits"]
    assert [(row.story.headline, row.why) for row in waits] == [
        ("Assigned", ["Assigned to you"]),
        ("To read", ["To read, and mark as ready"]),
        ("Ready", ["Ready: publish or schedule it"]),
    ]


def test_what_waits_for_a_writer(editor, writer):
    ArticleFactory(headline="Handed in", created_by=writer.user, stage="in_edit")
    ArticleFactory(headline="Draft", created_by=writer.user)
    back = ArticleFactory(headline="Back", created_by=writer.user, stage="in_edit")
    stages.SEND_BACK.make(back, by=editor.user, note="Who counted?")
    workflow.record(back, by=writer.user, note="Counted myself")
    ArticleFactory(headline="Of somebody else")
    page = desk(writer)
    assert [(row.story.headline, row.why) for row in page["waits"]] == [
        ("Back", ["Sent back by Ana Ruiz: Who counted?"]),
        ("Draft", ["Your draft"]),
    ]
    assert headlines(page["mine"]) == ["Handed in"]
    assert page["came"] == []


def test_a_draft_that_somebody_else_is_to_write_waits_for_them_and_is_followed_by_who_began_it(
    editor, writer
):
    for headline, done, to in [
        ("Hers", None, writer.user),
        ("Open", None, None),
        ("Done", hours(-1), writer.user),
    ]:
        article = ArticleFactory(headline=headline, created_by=editor.user)
        Assignment.objects.create(article=article, to=to, due_at=hours(9), done_at=done)
    page = desk(editor)
    assert {row.story.headline: row.why for row in page["waits"]} == {
        "Open": ["Your draft"],
        "Done": ["Your draft"],
    }
    assert [(row.story.headline, row.why) for row in page["mine"]] == [("Hers", ["Assigned to Jo Lind"])]
    assert "Hers" in [one.article.headline for one in page["due"]]
    assert "Assigned to you" in desk(writer)["waits"][0].why


def test_own_drafts_are_not_crowded_out_by_what_was_begun_for_others(editor, writer):
    ArticleFactory(headline="Own", created_by=editor.user)
    for _ in range(20):
        Assignment.objects.create(article=ArticleFactory(created_by=editor.user), to=writer.user)
    assert headlines(desk(editor)["waits"]) == ["Own"]


def test_a_draft_of_somebody_elses_that_was_sent_back_tells_who_began_it_too(editor, writer):
    article = ArticleFactory(headline="Back", created_by=writer.user, stage="in_edit")
    Assignment.objects.create(article=article, to=staff("Writer"))
    stages.SEND_BACK.make(article, by=editor.user, note="Who counted?")
    assert desk(writer)["waits"][0].why == ["Sent back by Ana Ruiz: Who counted?"]


def test_notes_that_mention_somebody_or_stand_on_their_stories_wait_until_resolved(editor, writer):
    mine, other = ArticleFactory(created_by=writer.user), ArticleFactory()
    asked = note(mine, editor.user)
    note(mine, writer.user, "My own.")
    note(other, editor.user, "@jo of a story that is not yours", [writer.user])
    assert [one.text for one in desk(writer)["notes"]] == ["Who counted?"]
    asked.resolved_at = timezone.now()
    asked.save()
    assert desk(writer)["notes"] == []


def test_a_reply_that_mentions_somebody_brings_its_note(editor, writer):
    asked = note(ArticleFactory(), writer.user)
    note(asked.article, writer.user, "@ana?", [editor.user], parent=asked)
    note(asked.article, writer.user, "@ana!", [editor.user], parent=asked)
    assert desk(editor)["notes"] == [asked]


def test_deadlines_come_first_to_last_with_what_is_overdue_marked(editor, writer):
    for headline, due in [("Later", 5), ("Past", -1), ("Soon", 1)]:
        Assignment.objects.create(
            article=ArticleFactory(headline=headline), to=writer.user, due_at=hours(due)
        )
    Assignment.objects.create(article=ArticleFactory(), due_at=hours(1), done_at=timezone.now())
    Assignment.objects.create(article=ArticleFactory(headline="Not Jo's"), to=editor.user, due_at=hours(9))
    due = desk(writer)["due"]
    assert [(one.article.headline, one.is_overdue) for one in due] == [
        ("Past", True),
        ("Soon", False),
        ("Later", False),
    ]
    assert len(desk(editor)["due"]) == 4


def test_today_by_the_clock(editor, writer):
    publish(headline="Yesterday", at=hours(-13))
    morning = publish(headline="Morning", at=hours(-4))
    article = morning.article
    Article.objects.filter(pk=article.pk).update(headline="Morning, updated")
    article.refresh_from_db()
    publish(article, at=hours(-2))
    workflow.publish(article, by=None, at=hours(-1), correction=("retraction", "The ships never came."))
    publish(headline="Evening", at=hours(8))
    publish(headline="Tomorrow", at=hours(13))
    ending = publish(headline="Ending", at=hours(-50))
    workflow.set_end(ending.article, by=None, until=hours(3))
    page = desk(editor)
    assert [(f"{one.at:%H:%M}", one.words, one.headline, one.is_past) for one in page["today"]] == [
        ("08:00", "Went live", "Morning", True),
        ("10:00", "Updated", "Morning, updated", True),
        ("11:00", "Retracted", "Morning, updated", True),
        ("15:00", "Ends", "Ending", False),
        ("20:00", "Goes live", "Evening", False),
    ]
    assert [edition.headline for edition, _ in page["waiting"]] == ["Tomorrow"]
    assert desk(writer)["today"] == []


def test_what_readers_got_back_is_live_again_and_no_update(editor):
    article = publish(headline="Gone a while", at=hours(-4)).article
    with time_machine.travel(hours(-3), tick=False):
        workflow.withdraw(article, by=None)
    with time_machine.travel(hours(-2), tick=False):
        workflow.restore(article, by=None)
    said = [(f"{one.at:%H:%M}", one.words) for one in desk(editor)["today"]]
    assert said == [("08:00", "Went live"), ("09:00", "Withdrawn"), ("10:00", "Went live again")]


def test_changes_on_live_stories_that_are_not_published(editor):
    edition = publish(headline="Live", at=hours(-1))
    publish(headline="Unchanged", at=hours(-1))
    article = edition.article
    article.kicker = "Labour"
    article.save()
    workflow.record(article, by=editor.user)
    workflow.record(Article.objects.get(headline="Unchanged"), by=None)
    article.version += 1
    article.save()
    assert headlines(desk(editor)["changed"]) == ["Live"]
    publish(article)
    assert desk(editor)["changed"] == []


def test_what_came_in_since_yesterday(editor, writer):
    ArticleFactory(headline="New", created_by=writer.user)
    old = ArticleFactory(headline="Old", created_by=writer.user)
    Article.objects.filter(pk=old.pk).update(created_at=hours(-72))
    ArticleFactory(headline="Mine", created_by=editor.user)
    assert headlines(desk(editor)["came"]) == ["New"]


def test_a_person_of_one_section_sees_nothing_of_another(writer):
    section = SectionFactory()
    limited = Desk(staff("Editor"))
    limited.user.sections.add(section)
    for headline, where in [("Ours", section), ("Theirs", SectionFactory())]:
        article = ArticleFactory(headline=headline, section=where, stage="in_edit")
        Assignment.objects.create(article=article, to=writer.user, due_at=hours(1))
        note(article, writer.user, f"@you {headline}", [limited.user])
        publish(headline=f"{headline}, live", section=where, at=hours(-1))
        publish(headline=f"{headline}, later", section=where, at=hours(24))
    shown = limited.get("/admin/").content.decode()
    assert "Ours" in shown
    assert "Theirs" not in shown


def test_who_sees_no_stories_has_a_desk_without_them():
    ArticleFactory(headline="Secret", stage="in_edit")
    page = Desk(staff("Ad manager")).get("/admin/")
    assert page.status_code == 200
    assert "Secret" not in page.content.decode()
    assert 'href="/admin/calendar/"' not in page.content.decode()


def keep(user, article=None, headline="", body="", **more):
    """What the form's script has kept of a form that was closed without saving."""
    typed = {"headline": [headline], "standfirst": [""], "body": [body]}
    now = timezone.now()
    return Autosave.objects.create(
        **{"user": user, "article": article, "tab": uuid4(), "values": typed, "typed_at": now, "seen_at": now}
        | more
    )


def test_what_was_typed_into_new_stories_and_never_saved_is_offered_at_the_top(editor, writer):
    kept = keep(writer.user, headline="Pilots <end> strike")
    keep(writer.user, body="<p>Nine <strong>ships</strong> &amp; more</p><p>wait.</p>")
    keep(writer.user)
    theirs = ArticleFactory(created_by=writer.user)
    keep(writer.user, headline="Of a story that is there", article=theirs)
    keep(editor.user, headline="Of somebody else")
    Autosave.objects.create(user=writer.user, tab=uuid4(), seen_at=timezone.now())  # only opened
    said = writer.get("/admin/").content.decode()
    assert "Typed and never saved" in said
    assert '“Pilots &lt;end&gt; strike”</a><p class="facts">12:00' in said
    assert '“Nine ships &amp; more wait.”</a><p class="facts">12:00' in said
    assert 'A story without words yet</a><p class="facts">12:00' in said
    assert "Of " not in said.split("Typed and never saved")[1].split("</section>")[0]
    put_back = writer.get(f"/admin/articles/article/add/?restore={kept.pk}")
    assert f'href="{put_back.wsgi_request.get_full_path()}"' in said
    assert read_form(put_back)["headline"] == "Pilots <end> strike"


def test_what_was_typed_into_a_story_whose_form_is_gone_is_named_with_the_way_to_it(editor, writer):
    gone = timezone.now() - timedelta(minutes=1)
    mine, others = ArticleFactory(created_by=writer.user), ArticleFactory()
    keep(writer.user, mine, "Pilots <end> strike", seen_at=gone)
    keep(writer.user, mine, "Typed before", seen_at=gone, typed_at=gone)
    keep(writer.user, mine, "Still open")
    keep(writer.user, mine, "Not wanted", seen_at=gone, set_aside=True)
    keep(writer.user, others, "Not theirs any more", seen_at=gone)
    keep(editor.user, mine, "Of somebody else", seen_at=gone)
    said = writer.get("/admin/").content.decode()
    named = said.partition("Typed into a story and not saved")[2].partition("</section>")[0]
    assert named.count("<li>") == 1
    assert f'/article/{mine.pk}/change/" dir="auto">“Pilots &lt;end&gt; strike”</a>' in named
    older = "offered by the story into which you typed it"
    assert older not in said
    for number in range(8):
        keep(writer.user, ArticleFactory(created_by=writer.user), f"More {number}", seen_at=gone)
    said = writer.get("/admin/").content.decode()
    assert older in said
    assert said.count("put it back there, then save it") == 8
    Autosave.objects.update(values={})
    assert "Typed into a story" not in writer.get("/admin/").content.decode()


def test_what_was_typed_before_somebody_signed_out_is_named_at_once(writer):
    mine = ArticleFactory(created_by=writer.user)
    keep(writer.user, mine, "Pilots end strike")
    assert "Typed into a story and not saved" not in writer.get("/admin/").content.decode()
    writer.post("/admin/logout/")
    writer.force_login(writer.user)
    assert "Typed into a story and not saved" in writer.get("/admin/").content.decode()


def test_what_was_set_aside_stands_at_the_end_and_can_be_thrown_away(writer):
    kept = keep(writer.user, headline="Pilots end strike", set_aside=True)
    ArticleFactory(headline="Ferries", created_by=writer.user)
    said = writer.get("/admin/").content.decode()
    assert "Typed and never saved" not in said
    assert said.index("Ferries") < said.index("Typed earlier and not saved") < said.index("Pilots end strike")
    writer.post("/admin/articles/article/autosave/", {"tab": kept.tab, "article": "", "thrown_away": ""})
    assert "Pilots end strike" not in writer.get("/admin/").content.decode()


def test_who_has_saved_all_is_offered_nothing(writer):
    assert "never saved" not in writer.get("/admin/").content.decode()


def test_the_number_of_queries_is_the_same_at_any_size(editor, writer, django_assert_num_queries):
    def fill(number):
        for _ in range(number):
            ArticleFactory(created_by=editor.user)
            article = ArticleFactory(stage="in_edit", bylines=[AuthorFactory(), AuthorFactory()])
            Assignment.objects.create(article=article, to=editor.user, due_at=hours(1))
            note(article, writer.user, "@ana", [editor.user])
            ArticleFactory(stage="ready")
            ArticleFactory(created_by=writer.user)
            publish(at=hours(-1), created_by=editor.user)
            publish(at=hours(30))
            changed = publish().article
            Article.objects.filter(pk=changed.pk).update(version=9)
            keep(editor.user, headline="Never saved")
            keep(editor.user, headline="Not wanted", set_aside=True)
            keep(editor.user, article, "Left", seen_at=hours(-1))

    fill(1)
    desk(editor)
    with django_assert_num_queries(25):
        page = desk(editor)
    assert all(
        page[name]
        for name in (
            "unsaved",
            "left",
            "set_aside",
            "waits",
            "notes",
            "due",
            "today",
            "changed",
            "came",
            "mine",
            "waiting",
        )
    )
    fill(4)
    with django_assert_num_queries(25):
        desk(editor)


def test_each_person_chooses_their_mail(writer):
    shown = writer.get("/admin/me/")
    assert "ask a chief to add yours" in shown.content.decode()
    writer.user.refresh_from_db()
    assert writer.user.mail_mentions
    writer.post("/admin/me/", {"mail_assignments": "on", "is_superuser": "on", "username": "root"})
    writer.user.refresh_from_db()
    switches = writer.user.mail_mentions, writer.user.mail_assignments, writer.user.mail_handovers
    assert switches == (False, True, False)
    assert (writer.user.is_superuser, writer.user.username == "root") == (False, False)
    assert 'href="/admin/me/"' in writer.get("/admin/").content.decode()

"""A story on its way to readers: who hands it on, who sends it back, and what takes it out of the way."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles import stages, workflow
from articles.models import Article, Correction, Edition
from authors.activity import Activity
from tests.desk import Desk, staff, yes
from tests.factories import ArticleFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return Desk(staff("Writer", first_name="Jo", last_name="Lind"))


@pytest.fixture
def editor():
    return Desk(staff("Editor", first_name="Ana", last_name="Ruiz"))


def words(response):
    return " ".join(response.content.decode().split())


def moment(at):
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def test_a_story_goes_from_its_writer_to_the_editors_and_on_to_readers(writer, editor):
    article = ArticleFactory(created_by=writer.user)
    writer.open(article).type(kicker="Labour").press("_submit")
    article.refresh_from_db()
    assert (article.stage, article.kicker) == ("in_edit", "Labour")
    assert "Next: an editor reads it and marks it as ready" in words(writer.open(article).shown)
    editor.open(article).press("_approve")
    assert Article.objects.get().stage == "ready"
    editor.open(article).press("_publish")
    assert article.editions.live().exists()


def test_a_story_is_sent_back_with_a_note_that_its_writer_sees_until_it_goes_on(writer, editor):
    article = ArticleFactory(created_by=writer.user, stage="in_edit")
    editor.open(article).type(stage_note="Who counted the ships?").press("_send_back")
    assert Article.objects.get().stage == "draft"
    shown = words(writer.open(article).shown)
    assert "Sent back by Ana Ruiz" in shown
    assert "Who counted the ships?" in shown
    writer.type(kicker="Labour").press()
    assert "Who counted the ships?" in words(writer.open(article).shown)
    writer.press("_submit")
    assert "Who counted the ships?" not in words(writer.open(article).shown)


def beat(desk, article):
    """What an open form is told every few seconds."""
    sent = {"article": article.pk, "tab": desk.form["tab"]}
    return desk.post(reverse("admin:articles_article_autosave"), sent).json()


def told(desk, article):
    """What was done with the story since the form was opened, as the open form says it."""
    known = re.search(r'data-acts="([^"]*)"', desk.shown.content.decode())[1].split()
    return [act["words"] for act in beat(desk, article)["acts"] if act["mark"] not in known]


@pytest.mark.parametrize(
    ("button", "stage", "said"),
    [
        ("_send_back", "ready", "Ana Ruiz has sent this back since you opened it: Who counted the ships?"),
        ("_send_back", "draft", "Ana Ruiz has sent this back since you opened it: Who counted the ships?"),
        ("_approve", "in_edit", "Ana Ruiz has marked this as ready since you opened it."),
        ("_submit", "draft", "Ana Ruiz has sent this to the editors since you opened it."),
        ("_spike", "in_edit", "Ana Ruiz has spiked this since you opened it."),
        ("_unspike", "spiked", "Ana Ruiz has taken this off the spike since you opened it."),
    ],
)
def test_an_open_form_is_told_who_has_changed_the_stage(writer, editor, button, stage, said):
    article = ArticleFactory(created_by=writer.user, stage=stage)
    writer.open(article)
    assert told(writer, article) == []
    editor.open(article).type(stage_note="Who counted the ships?").press(button)
    assert told(writer, article) == [said]
    assert told(writer.open(article), article) == []


def test_a_note_ends_where_the_next_sentence_begins(writer, editor):
    article = ArticleFactory(created_by=writer.user)
    writer.open(article)
    editor.open(article).type(stage_note="No numbers").press("_send_back")
    [words] = told(writer, article)
    assert words.endswith("since you opened it: No numbers.")


def test_what_is_typed_as_a_reason_to_save_is_no_change_of_the_stage(writer, editor):
    article = ArticleFactory(created_by=writer.user)
    writer.open(article)
    editor.open(article).type(kicker="Labour", save_note="Marked as ready").press()
    assert told(writer, article) == []


SENT_BACK = "Ana Ruiz has sent this back since you opened it: Who counted the ships?"


def test_a_save_that_finds_the_story_sent_back_says_so_with_the_note(writer, editor):
    article = ArticleFactory(created_by=writer.user)
    writer.open(article)
    editor.open(article).type(standfirst="Ships move.", stage_note="Who counted the ships?").press(
        "_send_back"
    )
    assert SENT_BACK in words(writer.type(kicker="Labour").press())
    assert Article.objects.get().standfirst == "Ships move."  # merged, too
    assert SENT_BACK not in words(writer.type(kicker="Port").press())


def test_who_hands_in_a_story_that_was_sent_back_meanwhile_reads_the_note_first(writer, editor):
    article = ArticleFactory(created_by=writer.user)
    writer.open(article)
    editor.open(article).type(stage_note="Who counted the ships?").press("_send_back")
    asked = writer.type(kicker="Labour").press("_submit")
    assert SENT_BACK in words(asked)
    assert "Send it to the editors all the same" in words(asked)
    assert Article.objects.get().stage == "draft"
    writer.press("_submit", yes(asked))
    assert Article.objects.get().stage == "in_edit"


def test_a_save_that_was_refused_first_says_it_too(writer, editor):
    article = ArticleFactory(created_by=writer.user, stage="in_edit")
    writer.open(article)
    editor.open(article).type(stage_note="Who counted the ships?").press("_send_back")
    assert "see what is marked in red" in words(writer.type(headline="").press())
    assert SENT_BACK in words(writer.type(headline="Pilots end strike").press())


def test_nobody_is_told_of_their_own_steps(editor):
    article = ArticleFactory()
    form = {**editor.open(article).form}
    editor.press("_submit")
    editor.form = form
    assert "since you opened it" not in words(editor.press("_submit"))


def test_sending_back_without_a_note_is_refused_and_what_was_typed_is_there(editor):
    article = ArticleFactory(stage="in_edit")
    response = editor.open(article).type(kicker="Labour", stage_note=" ").press("_send_back")
    assert "Say what is missing" in words(response)
    assert editor.form["kicker"] == "Labour"
    assert Article.objects.get().stage == "in_edit"


def listed(desk, **filters):
    return set(desk.get(reverse("admin:articles_article_changelist"), filters).context["cl"].result_list)


def test_a_spiked_story_is_out_of_the_way_until_it_is_taken_up_again(writer, editor):
    article = ArticleFactory(created_by=writer.user)
    assert ">Spiked.<" in writer.open(article).press("_spike").content.decode()
    assert Article.objects.get().stage == "spiked"
    assert listed(editor) == set()
    assert listed(editor, stage="spiked") == {article}
    shown = words(editor.open(article).shown)
    assert 'data-state="spiked"' in shown
    assert 'name="_publish"' not in shown
    editor.press("_unspike")
    assert listed(editor) == {article}


def test_a_spiked_story_cannot_be_published_by_a_form_that_was_opened_before(editor):
    article = ArticleFactory()
    editor.open(article)
    stages.SPIKE.make(article, by=None)
    asked = editor.press("_publish")
    assert "The desk has spiked this since you opened it." in words(asked)
    assert "This story is spiked" in words(editor.press("_publish", yes(asked)))
    assert not article.editions.exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_what_readers_have_or_will_have_cannot_be_spiked(editor, days):
    article = ArticleFactory()
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=days))
    response = editor.open(article).press("_spike")
    assert "it can be unscheduled or withdrawn, not spiked" in words(response)
    assert Article.objects.get().stage == "ready"


def test_readers_of_a_withdrawn_story_get_the_notice_as_text(editor, client):
    edition = publish()
    editor.open(edition.article).type(withdraw_notice="It named the <b>wrong</b> man.").press("_withdraw")
    response = client.get(edition.path)
    assert response.status_code == 410
    assert "It named the &lt;b&gt;wrong&lt;/b&gt; man." in response.content.decode()


def test_a_notice_that_is_too_long_is_not_cut_and_readers_keep_the_story(editor, client):
    edition = publish()
    notice = "It was wrong. " * 80
    said = words(editor.open(edition.article).type(withdraw_notice=notice).press("_withdraw"))
    assert f"This has {len(notice.strip()):,} characters; 1000 fit here. Shorten it.".replace(",", "") in said
    assert client.get(edition.path).status_code == 200
    assert editor.form["withdraw_notice"].strip() == notice.strip()
    editor.type(withdraw_notice="It was wrong.").press("_withdraw")
    assert "It was wrong." in words(client.get(edition.path))


@pytest.mark.parametrize("waits", [True, False])
def test_withdrawing_what_readers_have_no_more_says_so(editor, client, waits):
    edition = publish()
    article = edition.article
    editor.open(article).type(withdraw_notice="It was wrong.")
    workflow.set_end(article, by=editor.user, until=timezone.now() + timedelta(hours=1))
    if waits:
        workflow.publish(article, by=None, at=timezone.now() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        said = words(editor.press("_withdraw"))
    assert "Nothing was withdrawn: readers did not have the story." in said
    assert "What you wrote was not used: “It was wrong.”" in said
    assert ("What waited for its time is called off." in said) is waits
    assert not article.editions.waiting().exists()


def test_what_readers_are_told_of_a_withdrawal_is_changed_afterwards(editor, chief, writer, client):
    edition = publish(created_by=writer.user)
    article = edition.article
    chief.open(article).press("_withdraw")
    assert "the editors have taken it down" in words(client.get(edition.path))
    writer.open(article)
    editor.open(article).type(withdraw_notice="It named the wrong man.").press("_set_notice")
    assert "It named the wrong man." in words(client.get(edition.path))
    [said] = told(writer, article)
    assert said == (
        "Ana Ruiz has changed what readers are told of the withdrawal of this since you opened it: "
        "“It named the wrong man.”"
    )
    assert "It named the wrong man." in words(editor.get(f"/admin/articles/article/{article.pk}/history/"))
    assert editor.open(article).form["withdraw_notice"] == "It named the wrong man."
    editor.press("_set_notice")
    assert Activity.objects.filter(verb="notice").count() == 1, "it is none that changes nothing"
    editor.type(withdraw_notice="").press("_set_notice")
    assert "the editors have taken it down" in words(client.get(edition.path))
    assert "withdraw_notice" not in writer.open(article).form
    assert writer.press("_set_notice").status_code == 403


def test_the_second_who_withdraws_can_still_tell_readers_why(editor, chief, client):
    edition = publish()
    editor.open(edition.article).type(withdraw_notice="It named the wrong man.", kicker="Labour")
    chief.open(edition.article).type(withdraw_notice="For legal reasons.").press("_withdraw")
    said = words(editor.press("_withdraw"))
    assert "Nothing was withdrawn: readers did not have the story." in said
    assert (
        "Agnes Thorne has withdrawn this since you opened it, and tells readers: “For legal reasons.”" in said
    )
    assert "Not used yet, and still where you typed it: “What readers are told in its place”" in said
    assert "For legal reasons." in words(client.get(edition.path))
    assert Article.objects.get().kicker == "Labour"
    now = "Readers are told now: “<bdi>For legal reasons.</bdi>”"
    assert editor.open(edition.article).form["withdraw_notice"] == "It named the wrong man."
    assert now in words(editor.shown)
    assert now not in words(chief.open(edition.article).shown), "which stands in the field"
    editor.press("_set_notice")
    assert "It named the wrong man." in words(client.get(edition.path))


def test_what_readers_are_told_without_a_notice_is_said_beside_one_that_is_not_used(editor, chief):
    edition = publish()
    editor.open(edition.article).type(withdraw_notice="It named the wrong man.", kicker="Labour").press()
    chief.open(edition.article).press("_withdraw")
    assert "Readers are told now that the editors have taken it down." in words(
        editor.open(edition.article).shown
    )


def test_a_notice_that_the_form_showed_is_none_that_was_typed(editor, chief):
    edition = publish()
    chief.open(edition.article).type(withdraw_notice="For legal reasons.").press("_withdraw")
    editor.open(edition.article).type(kicker="Labour")
    chief.open(edition.article).press("_restore")
    assert "Not used yet" not in words(editor.press())
    assert Article.objects.get().kicker == "Labour"
    chief.open(edition.article).type(withdraw_notice="Once more.").press("_withdraw")
    editor.open(edition.article).type(**UPDATE).press("_publish")
    assert edition.article.editions.live().exists(), "the notice that stands is in nobody's way"


def test_a_new_notice_keeps_a_withdrawn_story_from_readers_until_it_is_used(editor):
    edition = publish()
    editor.open(edition.article).press("_withdraw")
    editor.open(edition.article).type(withdraw_notice="It named the wrong man.", kicker="Labour", **UPDATE)
    said = words(editor.press("_publish"))
    assert "Press Change what they are told, or empty this to publish the story." in said
    assert not edition.article.editions.live().exists()


def test_a_story_that_is_back_has_no_notice_to_change(editor, chief):
    edition = publish()
    chief.open(edition.article).press("_withdraw")
    editor.open(edition.article).type(withdraw_notice="It named the wrong man.")
    chief.open(edition.article).press("_restore")
    asked = editor.press("_set_notice")
    assert "Agnes Thorne has restored this since you opened it." in words(asked)
    said = words(editor.press("_set_notice", yes(asked)))
    assert "Readers are told nothing in place of this story: it is not withdrawn." in said
    assert editor.form["withdraw_notice"] == "It named the wrong man."


def test_a_withdrawn_story_is_restored_as_readers_had_it(editor, client):
    edition = publish(headline="Pilots end strike", tags=["harbour"])
    editor.open(edition.article).press("_withdraw")
    editor.open(edition.article).type(headline="Something else entirely").press()
    assert "Restored" not in words(editor.open(edition.article).shown)
    editor.press("_restore")
    page = client.get(edition.path)
    assert page.status_code == 200
    assert "Pilots end strike" in page.content.decode()
    again = edition.article.editions.live().get()
    assert again.number == 2
    assert [tag.name for tag in again.tags.all()] == ["harbour"]
    assert again.byline_line == edition.byline_line
    assert again.first_published_at == edition.first_published_at
    assert edition.path in client.get("/search/?q=pilots").content.decode()
    assert Article.objects.get().headline == "Something else entirely"


def test_what_was_taken_back_is_said_before_how_the_story_stands(editor):
    edition = publish()
    article = edition.article
    said = words(editor.open(article).press("_withdraw"))
    assert "Withdrawn. Its address says so." in said
    said = words(editor.open(article).press("_restore"))
    assert "Restored. Live since" in said
    publish(article, at=timezone.now() + timedelta(days=1))
    said = words(editor.open(article).press("_unschedule"))
    assert "Unscheduled: nothing waits any more. Live since" in said
    assert f"“{article}”:" not in said


def test_restoring_twice_is_refused_in_words(editor):
    edition = publish()
    editor.open(edition.article).press("_withdraw")
    editor.open(edition.article).press("_restore")
    assert "Only a story that was withdrawn" in words(editor.press("_restore"))


def test_a_notice_of_an_earlier_withdrawal_is_not_shown_again(editor, client):
    edition = publish()
    workflow.withdraw(edition.article, by=None, notice="It named the wrong man.")
    workflow.restore(edition.article, by=None)
    end = timezone.now() + timedelta(hours=1)
    workflow.set_end(edition.article, by=None, until=end)
    with time_machine.travel(end + timedelta(minutes=1)):
        response = client.get(edition.path)
        assert response.status_code == 410
        assert "wrong man" not in response.content.decode()
        assert "Ended at" in words(editor.open(edition.article).shown)


def test_the_end_of_a_live_story_is_set_changed_and_taken_away(editor):
    edition = publish()
    end = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    editor.open(edition.article).type(end=moment(end)).press("_set_end")
    edition.refresh_from_db()
    assert edition.live_until == end
    editor.open(edition.article).type(end="").press("_set_end")
    edition.refresh_from_db()
    assert edition.live_until is None


def test_an_end_that_has_passed_is_refused_at_its_field(editor):
    edition = publish()
    past = moment(timezone.now() - timedelta(hours=1))
    response = editor.open(edition.article).type(end=past).press("_set_end")
    assert "This end has passed" in words(response)
    edition.refresh_from_db()
    assert edition.live_until is None


def test_an_embargo_holds_a_story_back_on_every_way(editor):
    article = ArticleFactory()
    embargo = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    editor.open(article).type(embargo_until=moment(embargo)).press()
    assert "under embargo until" in words(editor.open(article).press("_publish"))
    too_early = moment(embargo - timedelta(minutes=1))
    assert "under embargo until" in words(editor.open(article).type(at=too_early).press("_schedule"))
    with pytest.raises(workflow.NotReady):
        workflow.publish(article, by=None)
    assert not article.editions.exists()
    editor.open(article).type(at=moment(embargo)).press("_schedule")
    assert article.editions.get().live_from == embargo


def test_an_embargo_after_the_moment_of_an_edition_that_waits_is_refused(editor):
    article, tomorrow = ArticleFactory(), timezone.now() + timedelta(days=1)
    publish(article, at=tomorrow)
    later = moment(tomorrow + timedelta(days=1))
    refused = words(editor.open(article).type(embargo_until=later, kicker="Labour").press())
    assert "This story goes live before that, on" in refused
    assert "Unschedule it" in refused
    assert (editor.form["embargo_until"], editor.form["kicker"]) == (later, "Labour")
    assert Article.objects.get().embargo_until is None
    editor.type(at=moment(tomorrow + timedelta(days=2))).press("_reschedule")
    assert Article.objects.get().embargo_until < Edition.objects.waiting().get().live_from


def test_the_checklist_names_an_embargo_and_leads_to_it(editor):
    article = ArticleFactory(embargo_until=timezone.now() + timedelta(days=1))
    shown = words(editor.open(article).shown)
    assert 'data-jump="embargo_until">This story can&#x27;t go live: it is under embargo until' in shown
    past = moment(timezone.now() - timedelta(days=1))
    values = urlencode(editor.form | {"embargo_until": past}, doseq=True)
    sent = {"article": article.pk, "tab": editor.form["tab"], "values": values}
    found = editor.post(reverse("admin:articles_article_autosave"), sent).json()["checklist"]
    assert 'data-jump="embargo_until">This embargo has passed' in found


def test_an_embargo_in_the_past_is_refused_and_one_that_has_passed_is_left_alone(editor):
    article = ArticleFactory()
    past = (timezone.now() - timedelta(hours=1)).replace(second=0, microsecond=0)
    assert "This embargo has passed" in words(editor.open(article).type(embargo_until=moment(past)).press())
    Article.objects.update(embargo_until=past)
    editor.open(article).press("_publish")
    assert article.editions.live().exists()


def test_a_colleagues_embargo_survives_a_stale_save(editor):
    article = ArticleFactory()
    workflow.record(article, by=None)
    editor.open(article)
    Article.objects.update(embargo_until=timezone.now() + timedelta(days=2))
    article.refresh_from_db()
    workflow.record(article, by=None)
    editor.type(kicker="Labour").press()
    article.refresh_from_db()
    assert article.kicker == "Labour"
    assert article.embargo_until is not None


@pytest.mark.parametrize("button", ["_approve", "_send_back", "_set_end", "_restore"])
def test_a_writer_can_take_no_step_of_an_editor(writer, button):
    article = ArticleFactory(created_by=writer.user, stage="in_edit")
    before = Article.objects.values().get()
    assert writer.open(article).type(stage_note="No.").press(button).status_code == 403
    assert Article.objects.values().get() == before


# --- Whose stories, and which sections ---


def test_a_writer_meets_only_their_own_stories(writer):
    mine, theirs = ArticleFactory(created_by=writer.user), ArticleFactory()
    assert listed(writer) == {mine}
    for name in ("change", "delete", "history"):
        address = reverse(f"admin:articles_article_{name}", args=[theirs.pk])
        assert writer.get(address).status_code in {302, 403}
        assert writer.post(address, {"post": "yes"}).status_code in {302, 403}
    assert writer.get(reverse("admin:articles_article_preview", args=[theirs.pk])).status_code == 302
    assert theirs.headline not in words(writer.get(reverse("admin:index")))
    theirs.refresh_from_db()


def test_a_byline_makes_a_story_ones_own(writer):
    article = ArticleFactory()
    author = article.bylines.get().author
    author.user = writer.user
    author.save()
    assert listed(writer) == {article}


def test_an_editor_of_a_section_meets_the_stories_of_it_and_its_subsections(editor):
    section = SectionFactory()
    inside = {ArticleFactory(section=section), ArticleFactory(section=SectionFactory(parent=section))}
    outside = ArticleFactory()
    editor.user.sections.set([section])
    assert listed(editor) == inside
    assert editor.get(reverse("admin:articles_article_change", args=[outside.pk])).status_code == 302


def test_an_editor_of_a_section_cannot_put_a_story_elsewhere(editor):
    section, elsewhere = SectionFactory(), SectionFactory()
    article = ArticleFactory(section=section)
    editor.user.sections.set([section])
    response = editor.open(article).type(section=elsewhere.pk).press()
    assert "Select a valid choice" in words(response)
    article.refresh_from_db()
    assert article.section == section


@pytest.fixture
def chief():
    return Desk(staff("Chief", first_name="Agnes", last_name="Thorne"))


UPDATE = {"correction_kind": "update", "correction_text": "Ships move again."}


def withdraw(chief, article):
    chief.open(article).type(withdraw_notice="For legal reasons.").press("_withdraw")


def unschedule(chief, article):
    chief.open(article).press("_unschedule")


def send_back(chief, article):
    chief.open(article).type(stage_note="The lawyer has not cleared this.").press("_send_back")


@pytest.mark.parametrize(
    ("days", "contrary", "button", "said"),
    [
        (-1, withdraw, "_publish", "Agnes Thorne has withdrawn this since you opened it, and tells readers: “For"),
        (1, unschedule, "_reschedule", "Agnes Thorne has unscheduled this since you opened it."),
        (1, unschedule, "_publish_replacing", "Agnes Thorne has unscheduled this since you opened it."),
        (None, send_back, "_publish", "Agnes Thorne has sent this back since you opened it: The lawyer has not"),
        (None, send_back, "_schedule", "Agnes Thorne has sent this back since you opened it: The lawyer has not"),
    ],
)  # fmt: skip
def test_who_publishes_what_a_colleague_has_just_taken_back_is_asked_first(
    editor, chief, days, contrary, button, said
):
    article = ArticleFactory(stage="ready")
    if days is not None:
        workflow.publish(article, by=None, at=timezone.now() + timedelta(days=days))
    editor.open(article).type(kicker="Labour")
    if days == -1:
        editor.type(**UPDATE)
    if "schedule" in button:
        editor.type(at=moment(timezone.now() + timedelta(days=3)))
    contrary(chief, article)
    before = article.editions.count()
    asked = editor.press(button)
    assert said in words(asked)
    assert article.editions.count() == before
    assert Article.objects.get().kicker == ""
    assert editor.form["kicker"] == "Labour"
    again = editor.press(button)
    assert said in words(again), "the same button is no answer"
    assert article.editions.count() == before
    done = words(editor.press(button, yes(again)))
    assert article.editions.count() == before + 1
    assert said not in done, "it was read"
    assert Article.objects.get().kicker == "Labour"


def test_what_somebody_has_taken_back_in_their_own_second_tab_is_not_asked_about(editor):
    edition = publish()
    editor.open(edition.article).type(kicker="Labour", **UPDATE)
    other = Desk(editor.user)
    withdraw(other, edition.article)
    editor.press("_publish")
    assert edition.article.editions.live().exists()


def test_what_a_colleague_has_taken_back_before_the_form_was_opened_is_not_asked_about(editor, chief):
    edition = publish()
    withdraw(chief, edition.article)
    editor.open(edition.article).type(kicker="Labour", **UPDATE).press("_publish")
    assert edition.article.editions.live().exists()


def test_an_open_form_is_told_who_has_withdrawn_the_story_and_what_readers_are_told(writer, chief):
    edition = publish(created_by=writer.user)
    writer.open(edition.article)
    withdraw(chief, edition.article)
    [said] = told(writer, edition.article)
    assert (
        said == "Agnes Thorne has withdrawn this since you opened it, and tells readers: “For legal reasons.”"
    )


def publish_it(chief, article):
    chief.open(article).press("_publish")


def spike(chief, article):
    chief.open(article).press("_spike")


def rewritten(article, count):
    article.body = article.body.replace("Nine", count)
    article.save()
    workflow.record(article, by=None)
    return article


@pytest.mark.parametrize("call_off", [True, False])
def test_who_sends_back_what_is_scheduled_says_whether_it_is_called_off(chief, call_off):
    article = ArticleFactory(stage="ready")
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=1))
    shown = words(chief.open(article).shown)
    assert "Call off the edition that waits: else it goes live on" in shown
    assert chief.form["call_off"] == "on"
    if not call_off:
        del chief.form["call_off"]
    said = words(chief.type(stage_note="Facts wrong.").press("_send_back"))
    assert "Sent back." in said
    assert article.editions.waiting().exists() is not call_off
    assert ("Goes live on" in said) is not call_off
    assert Article.objects.get().stage == "draft"


@pytest.mark.parametrize("call_off", [True, False])
def test_who_is_asked_whether_to_send_back_all_the_same_reads_what_becomes_of_the_edition(
    chief, editor, call_off
):
    article = ArticleFactory(stage="ready")
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=1))
    chief.open(article).type(stage_note="Facts wrong.")
    if not call_off:
        del chief.form["call_off"]
    later = timezone.now() + timedelta(days=2)
    workflow.publish(article, by=editor.user, at=later, waiting="replace")
    asked = chief.press("_send_back")
    assert ("is called off with that." in words(asked)) is call_off
    assert ("goes live even so" in words(asked)) is not call_off
    chief.press("_send_back", yes(asked))
    assert article.editions.waiting().exists() is not call_off


def test_what_is_scheduled_is_not_sent_back_with_many(editor):
    article = ArticleFactory(stage="ready")
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=1))
    list_of = reverse("admin:articles_article_changelist")
    sent = {"action": "send_back", "_selected_action": article.pk, "confirmed": "yes", "note": "Facts wrong."}
    assert "say in its form whether that is called off" in words(editor.post(list_of, sent))
    assert Article.objects.get().stage == "ready"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("stage_note", "Press Send back, or empty this to publish the story."),
        ("withdraw_notice", "Press Withdraw, or empty this to publish the story."),
    ],
)
def test_what_was_typed_to_keep_a_story_from_readers_keeps_it_from_them(editor, field, said):
    article = ArticleFactory()
    if field == "withdraw_notice":
        workflow.publish(article, by=None)
    Article.objects.update(stage="in_edit")
    typed = {field: "Who counted the ships?", "kicker": "Labour", **UPDATE}
    before = article.editions.count()
    response = editor.open(article).type(**typed).press("_publish")
    assert said in words(response)
    assert article.editions.count() == before
    assert editor.form[field] == "Who counted the ships?"


def test_what_is_typed_in_the_bar_stands_there_after_a_sign_out_and_for_nobody_else(editor, chief):
    article = publish().article
    editor.open(article).type(
        kicker="Labour", correction_kind="correction", correction_text="It was 40."
    ).press()
    editor.logout()
    editor.force_login(editor.user)
    form = editor.open(article).form
    assert (form["correction_kind"], form["correction_text"]) == ("correction", "It was 40.")
    assert chief.open(article).form["correction_text"] == ""
    chief.open(article).type(**UPDATE).press("_publish")
    assert editor.open(article).form["correction_text"] == "It was 40.", "that was somebody else's publishing"


@pytest.mark.parametrize("ends", ["used", "emptied"])
def test_what_stood_in_two_forms_and_was_used_in_one_is_not_used_again_in_the_other(editor, ends):
    article = publish().article
    told = {"correction_kind": "correction", "correction_text": "It was 40,\r\nnot 14."}
    editor.open(article).type(kicker="Labour", **told).press()
    other = Desk(editor.user).open(article)
    assert other.form["correction_text"].split() == told["correction_text"].split()
    if ends == "used":
        editor.open(article).press("_publish")
    else:
        editor.open(article).type(correction_kind="", correction_text="").press()
    other.type(kicker="Ships", correction_text=told["correction_text"])  # as a browser sends it
    response = other.press("_publish")
    assert "Choose what it is" in words(response)
    assert Correction.objects.count() == (ends == "used")
    assert other.form["correction_text"] == ""
    other.type(kicker="Ships").press()
    assert other.open(article).form["correction_text"] == ""


def test_a_save_in_a_form_that_did_not_show_what_another_one_kept_takes_nothing_away(editor):
    article = publish().article
    before = Desk(editor.user).open(article)
    editor.open(article).type(kicker="Labour", correction_kind="correction", correction_text="It was 40.")
    del editor.form["shows_difference"]
    editor.press()
    before.type(standfirst="Ships wait.").press()
    assert editor.open(article).form["correction_text"] == "It was 40."
    assert "shows_difference" not in editor.form
    before.open(article).type(withdraw_notice="It was wrong.").press()
    form = editor.open(article).form
    assert (form["correction_text"], form["withdraw_notice"]) == ("It was 40.", "It was wrong.")


def test_what_stood_in_the_bar_and_was_typed_on_is_used_though_another_form_used_it(editor):
    article = publish().article
    editor.open(article).type(
        kicker="Labour", correction_kind="correction", correction_text="It was 40."
    ).press()
    other = Desk(editor.user).open(article)
    editor.open(article).press("_publish")
    other.type(kicker="Ships", correction_kind="update", correction_text="It was 40, or 41.").press(
        "_publish"
    )
    assert [one.text for one in Correction.objects.order_by("pk")] == ["It was 40.", "It was 40, or 41."]


def test_a_tick_in_the_bar_that_was_taken_away_stays_away(editor):
    article = publish().article
    editor.open(article).type(kicker="Labour", correction_kind="correction", correction_text="It was 40.")
    del editor.form["shows_difference"]
    said = words(editor.press())
    assert "“What readers are told”, “Readers may open the exact difference”." in said
    for kicker in ("Ships", "Pilots"):
        assert "shows_difference" not in editor.open(article).form
        assert "Not used yet" not in words(editor.type(kicker=kicker).press()), "that was said"
    editor.open(article).press("_publish")
    assert Correction.objects.get().shows_difference is False
    assert editor.open(article).form["shows_difference"] == "on", "the next correction is another"
    editor.type(standfirst="Ships wait.", correction_kind="update", correction_text="Ships wait.")
    del editor.form["shows_difference"]
    editor.press()
    editor.open(article).type(shows_difference="on").press()
    assert editor.open(article).form["shows_difference"] == "on"


def test_a_plain_save_leaves_it_to_who_sends_back_whether_what_waits_is_called_off(chief):
    article = ArticleFactory()
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=1))
    chief.open(article)
    del chief.form["call_off"]
    chief.press()
    assert "call_off" not in chief.open(article).form
    chief.type(stage_note="Who counted?").press("_send_back")
    assert article.editions.waiting().exists()


def test_what_is_typed_in_the_bar_stands_there_until_it_is_used_or_emptied(editor):
    article = ArticleFactory(stage="in_edit")
    at = moment(timezone.now() + timedelta(days=2))
    said = words(editor.open(article).type(stage_note="Who counted?", at=at, kicker="Labour").press())
    assert "Not used yet, and still where you typed it: “What is missing”, “Goes live”." in said
    for _ in range(2):
        editor.open(article)
        assert (editor.form["stage_note"], editor.form["at"]) == ("Who counted?", at)
    said = words(editor.type(kicker="Ships").press())
    assert "Not used yet" not in said, "that was said"
    assert editor.open(article).form["stage_note"] == "Who counted?"
    editor.type(stage_note="", at="").press()
    assert (editor.open(article).form["stage_note"], editor.form["at"]) == ("", "")
    editor.type(stage_note="Who counted?").press()
    editor.open(article).press("_send_back")
    assert "Sent back: Who counted?" in Article.objects.get().revisions.first().note
    assert "stage_note" not in editor.open(article).form
    editor.press("_submit")
    assert editor.open(article).form["stage_note"] == "", "it was used"


def test_a_correction_that_was_called_off_with_its_edition_is_offered_to_who_publishes_next(editor, chief):
    edition = publish(body="<p>Nine ships wait outside of the harbour.</p>")
    article = edition.article
    said = {"correction_kind": "correction", "correction_text": "There are ten ships, not nine."}
    later = moment(timezone.now() + timedelta(days=2))
    editor.open(article).type(body=edition.body.replace("Nine", "Ten"), at=later, **said).press("_schedule")
    assert article.editions.waiting().exists()
    editor.press("_unschedule")
    shown = words(chief.open(article).shown)
    assert "Was to be told with the edition that was called off." in shown
    assert {name: chief.form[name] for name in said} == said
    chief.press("_publish")
    assert "There are ten ships, not nine." in words(chief.get("/corrections/"))
    assert chief.open(article).form["correction_text"] == "", "readers have it"


LATER = {"at": "2099-01-01T06:00"}


def restore_and_withdraw(chief, article):
    chief.open(article).press("_restore")
    chief.open(article).type(withdraw_notice="Court order.").press("_withdraw")


def reschedule(chief, article):
    chief.open(article).type(at=moment(timezone.now() + timedelta(days=8))).press("_reschedule")


def end(chief, article):
    chief.open(article).type(end=moment(timezone.now() + timedelta(days=30))).press("_set_end")


@pytest.mark.parametrize(
    ("done", "contrary", "typed", "button", "said"),
    [
        ("withdrawn", restore_and_withdraw, {}, "_restore", "has withdrawn this since you opened it, and tells"),
        ("waits", reschedule, LATER, "_reschedule", "has scheduled this since you opened it: it goes live on"),
        ("waits", reschedule, {}, "_set_end", "has scheduled this since you opened it: it goes live on"),
        ("live", end, {}, "_set_end", "has set when this ends since you opened it: Ends on"),
        ("draft", send_back, {}, "_approve", "has sent this back since you opened it: The lawyer"),
        ("draft", send_back, {"stage_note": "Who?"}, "_send_back", "has sent this back since you opened it: The"),
    ],
)  # fmt: skip
def test_no_verb_passes_over_what_a_colleague_has_done_since_the_form_was_opened(
    editor, chief, done, contrary, typed, button, said
):
    article = ArticleFactory(stage="in_edit")
    if done != "draft":
        ahead = timedelta(days=2) if done == "waits" else -timedelta(days=2)
        workflow.publish(article, by=None, at=timezone.now() + ahead)
    if done == "withdrawn":
        workflow.withdraw(article, by=None)
    if button == "_set_end":
        typed = {"end": moment(timezone.now() + timedelta(days=20))}
    editor.open(article).type(**typed)
    contrary(chief, article)
    before = article.revisions.count()
    asked = editor.press(button)
    assert f"Agnes Thorne {said}" in words(asked)
    assert "all the same" in words(asked)
    assert article.revisions.count() == before
    editor.press(button, yes(asked))
    assert article.revisions.count() > before


@pytest.mark.parametrize(
    ("contrary", "button", "said", "why"),
    [
        (publish_it, "_spike", "published this", "it can be unscheduled or withdrawn, not spiked"),
        (spike, "_publish", "spiked this", "This story is spiked. Take it off the spike first."),
    ],
)
def test_a_verb_for_which_a_colleague_has_left_nothing_to_do_says_so_at_once(
    editor, chief, contrary, button, said, why
):
    article = ArticleFactory()
    editor.open(article).type(kicker="Labour")
    contrary(chief, article)
    refused = words(editor.press(button))
    assert f"Agnes Thorne has {said} since you opened it" in refused
    assert why in refused
    assert "all the same" not in refused
    assert editor.form["kicker"] == "Labour"


def test_what_is_to_keep_a_time_that_a_colleague_has_called_off_does_not_go_live_at_once(editor, chief):
    article = ArticleFactory(stage="ready")
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=1))
    editor.open(article).type(kicker="Labour")
    assert "already waits" in words(editor.press("_publish"))
    unschedule(chief, article)
    refused = words(editor.press("_keep_slot"))
    assert "Agnes Thorne has unscheduled this since you opened it." in refused
    assert "No edition waits any more, so there is no time to keep" in refused
    assert not article.editions.live().exists()


def test_who_takes_a_story_back_at_once_is_told_what_a_colleague_had_done(editor, chief):
    edition = publish(body="<p>Nine ships wait outside of the harbour.</p>")
    article = edition.article
    told = {"correction_kind": "correction", "correction_text": "There are ten ships, not nine."}
    editor.open(article)
    later = moment(timezone.now() + timedelta(days=2))
    chief.open(article).type(body=edition.body.replace("Nine", "Ten"), at=later, **told).press("_schedule")
    said = words(editor.press("_withdraw"))
    assert "Agnes Thorne has scheduled this since you opened it" in said
    assert "tells readers: “Correction: There are ten ships, not nine.”" in said
    assert "The edition that waited for its time is called off too." in said
    assert editor.open(article).form["correction_text"] == told["correction_text"]


def test_the_text_of_the_correction_that_was_called_off_last_is_the_one_offered(editor, chief):
    edition = publish(body="<p>Nine ships wait outside of the harbour.</p>")
    article = edition.article
    workflow.publish(
        rewritten(article, "Ten"),
        by=None,
        at=timezone.now() + timedelta(days=2),
        correction=("update", "More came."),
    )
    editor.open(article)
    told = {"correction_kind": "correction", "correction_text": "There are ten ships, not nine."}
    chief.open(article).type(at=moment(timezone.now() + timedelta(days=3)), **told).press("_reschedule")
    said = words(editor.press("_unschedule"))
    assert "Agnes Thorne has scheduled this since you opened it" in said
    assert {name: editor.open(article).form[name] for name in told} == told


def test_a_time_that_nobody_has_typed_gives_way_to_the_one_that_a_colleague_has_set(editor, chief):
    article = ArticleFactory(stage="ready")
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=2))
    editor.open(article)
    reschedule(chief, article)
    said = words(editor.type(kicker="Labour").press())
    assert "Nothing was scheduled" not in said
    assert "Not used yet" not in said
    chief.open(article).type(at=moment(timezone.now() + timedelta(days=10))).press("_reschedule")
    moved = article.editions.waiting().get().live_from
    end_at = moment(timezone.now() + timedelta(days=20))
    editor.type(until=end_at)
    asked = editor.press("_reschedule")
    editor.press("_reschedule", yes(asked))
    waits = article.editions.waiting().get()
    assert (waits.live_from, moment(waits.live_until)) == (moved, end_at)


@pytest.mark.parametrize("button", ["_unschedule", "_withdraw"])
def test_the_time_of_what_was_called_off_does_not_stand_in_the_way(editor, button):
    article = ArticleFactory(stage="ready")
    if button == "_withdraw":
        workflow.publish(article, by=None)
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=2))
    editor.open(article).press(button)
    assert editor.open(article).form["at"] == ""
    editor.press("_publish")
    assert article.editions.live().exists()


def test_an_end_that_a_colleague_has_set_is_not_taken_for_ones_own(editor, chief):
    edition = publish()
    article = edition.article
    workflow.set_end(article, by=None, until=timezone.now() + timedelta(days=9))
    editor.open(article)
    end(chief, article)
    ends = moment(article.editions.live().get().live_until)
    said = words(editor.type(kicker="Labour").press())
    assert "Not used yet" not in said
    assert editor.open(article).form["end"] == ends


def test_the_question_about_two_texts_names_who_wrote_the_other_also_beside_a_withdrawal(editor, chief):
    edition = publish(body="<p>Nine ships wait.</p>")
    editor.open(edition.article).type(body="<p>Nine ships sail.</p>")
    chief.open(edition.article).type(body="<p>Nine ships sink.</p>").press()
    said = words(editor.press("_withdraw"))
    assert "Agnes Thorne saved this story" in said
    assert "yourself" not in said
    assert "Withdrawn. Its address says so." in said


def test_a_correction_that_a_colleague_has_scheduled_is_told_of_with_its_time(writer, chief):
    edition = publish(body="<p>Nine ships wait outside of the harbour.</p>", created_by=writer.user)
    writer.open(edition.article)
    said = {"correction_kind": "correction", "correction_text": "There are ten ships, not nine."}
    later = moment(timezone.now() + timedelta(days=2))
    ten = edition.body.replace("Nine", "Ten")
    chief.open(edition.article).type(body=ten, at=later, **said).press("_schedule")
    [words] = told(writer, edition.article)
    assert words.startswith("Agnes Thorne has scheduled this since you opened it: it goes live on")


def test_what_is_typed_in_the_bar_is_not_used_up_by_a_button_that_only_asked(editor, chief):
    article = publish().article
    editor.open(article).type(kicker="Labour", **UPDATE).press()
    editor.open(article)
    end(chief, article)
    asked = editor.press("_publish")
    assert "Publish it all the same" in words(asked)
    assert editor.open(article).form["correction_text"] == UPDATE["correction_text"]
    editor.press("_publish")
    assert editor.open(article).form["correction_text"] == "", "it was used"

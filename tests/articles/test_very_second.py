"""When an edition begins or ends: not a microsecond before, everywhere at once, whatever is pressed at that moment."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction, Edition
from media.moments import clock
from tests.desk import Desk, staff, yes
from tests.factories import ArticleFactory, AuthorFactory, PinFactory, SectionFactory, publish
from tests.surfaces import readers_addresses

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
TICK, HOUR = timedelta(microseconds=1), timedelta(hours=1)
DAY = timedelta(days=1)
OLD, NEW = "Yesterdaywords", "Tomorrowwords"
# Where readers meet a story; `corrections` and its kin only where something was corrected.
LISTS = {
    "front", "section", "section-feed", "author", "author-feed", "tag", "tag-feed", "search", "search-suggestions",
    "feed", "archive-day", "archive-month", "news-sitemap",
}  # fmt: skip
CORRECTIONS = {"corrections", "corrections-feed", "correction"}


def at(moment):
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def article():
    """A story that readers have had since the day before, with another text that is not published yet."""
    with at(START - DAY):
        section, author = SectionFactory(slug="harbour"), AuthorFactory(slug="ana")
        # Stands on every page that would be empty without it.
        publish(headline="Pilots stay", section=section, bylines=[author], tags=["strike"])
        story = ArticleFactory(
            headline=f"Pilots {OLD}", section=section, bylines=[author], tags=["strike"], slug="pilots"
        )
        PinFactory(article=story, pinned_from=START - DAY)
        publish(story)
        rewrite(story, f"Pilots {NEW}")
        yield story


def rewrite(article, headline):
    Article.objects.filter(pk=article.pk).update(headline=headline, version=2)
    article.refresh_from_db()


def shown(client, edition) -> dict[str, set[str]]:
    """On which surfaces readers find the old words, and the new ones; each is asked for twice, to be kept."""
    found = {OLD: set(), NEW: set()}
    notes = Correction.objects.filter(edition=edition).values_list("pk", flat=True)
    groups = readers_addresses(edition, correction=[f"/corrections/{pk}/" for pk in notes])
    for name, addresses in groups.items():
        for address in addresses:
            for _ in range(2):
                text = client.get(address).content.decode(errors="replace")  # icons too
            for words, where in found.items():
                if words in text:
                    where.add(name)
    return found


def test_a_new_edition_is_on_every_surface_from_its_moment_on_and_on_none_before(client, article):
    edition = workflow.publish(article, by=None, at=START, correction=("correction", f"{NEW}."))
    with at(START - TICK):
        assert shown(client, edition) == {OLD: LISTS | {"story"}, NEW: set()}
    with at(START):
        now = shown(client, edition)
    assert now[NEW] == LISTS | {"story"} | CORRECTIONS
    assert now[OLD] == {"correction", "archive-day"}  # what was changed, and what the front page was like


def test_a_story_is_on_every_surface_until_the_moment_at_which_it_ends_and_on_none_then(client):
    with at(START - DAY):
        section, author = SectionFactory(slug="harbour"), AuthorFactory(slug="ana")
        story = ArticleFactory(headline=f"Pilots {NEW}", section=section, bylines=[author], tags=["strike"])
        edition = workflow.publish(story, by=None, at=START, until=START + HOUR)
    with at(START - TICK):
        assert shown(client, edition)[NEW] == set()
    with at(START):
        assert shown(client, edition)[NEW] == LISTS | {"story"}
    with at(START + HOUR - TICK):
        assert shown(client, edition)[NEW] == LISTS | {"story"}
    with at(START + HOUR):
        assert shown(client, edition)[NEW] == set()
        assert client.get(edition.path).status_code == 410


def test_a_withdrawn_story_is_on_no_surface_from_that_moment_on(client, article):
    edition = article.editions.get()
    with at(START):
        assert shown(client, edition)[OLD] == LISTS | {"story"}
        workflow.withdraw(article, by=None)
        assert shown(client, edition)[OLD] == set()


@pytest.fixture
def editor(article):
    """Has the form open since before the moment at which the story's new edition begins."""
    workflow.publish(article, by=None, at=START, correction=("update", "More is known."))
    return Desk(staff("Editor")).open(article)


def words(response):
    return " ".join(response.content.decode().split())


def live(article):
    return [edition.headline for edition in article.editions.live()]


def test_publishing_what_has_just_gone_live_makes_no_second_edition(editor, article):
    with at(START):
        editor.press("_publish")
        assert live(article) == [f"Pilots {NEW}"]
    assert article.editions.count() == 2


@pytest.mark.parametrize("button", ["_publish", "_publish_replacing"])
def test_publishing_other_words_at_the_moment_at_which_an_edition_begins(client, editor, article, button):
    editor.type(headline="Pilots at dawn", correction_kind="update", correction_text="It is dawn.")
    with at(START):
        asked = editor.press(button)
        assert f"This has gone live since you opened it, at {clock(START)}: readers have it." in words(asked)
        assert live(article) == [f"Pilots {NEW}"]
        editor.press(button, yes(asked))
    with at(START + TICK):  # two editions can't begin at one moment
        assert live(article) == ["Pilots at dawn"]
        assert "Pilots at dawn" in words(client.get(article.editions.live().get().path))
        assert not article.editions.waiting().exists()
    with at(START - TICK):
        assert live(article) == [f"Pilots {OLD}"]


def test_keeping_the_time_of_what_has_just_gone_live_comes_too_late_and_is_told_so(editor, article):
    editor.type(headline="Pilots at dawn", correction_kind="update", correction_text="It is dawn.")
    with at(START):
        said = words(editor.press("_keep_slot"))
        assert f"This has gone live since you opened it, at {clock(START)}: readers have it." in said
        assert "No edition waits any more, so there is no time to keep" in said
        assert live(article) == [f"Pilots {NEW}"]
    assert article.editions.count() == 2


LATER = timezone.localtime(START + 3 * HOUR).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("button", "typed"), [("_send_back", {"stage_note": "Libel."}), ("_reschedule", {"at": LATER})]
)
def test_what_is_done_to_a_story_that_has_just_gone_live_is_asked_about_first(editor, article, button, typed):
    editor.type(**typed)
    with at(START):
        asked = editor.press(button)
        assert f"This has gone live since you opened it, at {clock(START)}: readers have it." in words(asked)
        assert article.editions.count() == 2
        assert Article.objects.get(pk=article.pk).stage == "ready"
        done = words(editor.press(button, yes(asked)))
        assert "Not saved" not in done
    assert (article.editions.count() == 3) is (button == "_reschedule")
    assert (Article.objects.get(pk=article.pk).stage == "draft") is (button == "_send_back")


def test_a_story_that_has_ended_since_the_form_was_opened_is_asked_about_first(article):
    workflow.set_end(article, by=None, until=START)
    with at(START - HOUR):
        editor = Desk(staff("Editor")).open(article).type(kicker="Labour", correction_kind="update")
    with at(START):
        asked = words(editor.type(correction_text="More is known.").press("_publish"))
        assert f"This has ended since you opened it, at {clock(START)}: readers have it no more." in asked
        assert live(article) == []


def test_unscheduling_at_that_moment_comes_too_late_and_is_told_so(editor, article):
    with at(START):
        said = words(editor.press("_unschedule"))
        assert "Nothing was called off: no edition waits any more." in said
        assert "Live since" in said
        assert live(article) == [f"Pilots {NEW}"]


def test_unscheduling_a_microsecond_before_leaves_readers_what_they_had(editor, article):
    with at(START - TICK):
        assert "Nothing was called off" not in words(editor.press("_unschedule"))
    with at(START):
        assert live(article) == [f"Pilots {OLD}"]


@pytest.mark.parametrize("early", [timedelta(0), TICK])
def test_withdrawing_at_that_moment_or_just_before_takes_both_editions_from_readers(
    client, editor, article, early
):
    path = article.editions.first().path
    with at(START - early):
        editor.type(withdraw_notice="It was wrong.").press("_withdraw")
    with at(START + TICK):
        gone = client.get(path)
        assert gone.status_code == 410
        assert "It was wrong." in words(gone)
        assert "Withdrawn at" in words(editor.open(article).shown)
    with at(START + HOUR):
        assert live(article) == []
        assert client.get(path).status_code == 410
        editor.open(article).press("_restore")
        assert len(live(article)) == 1


def test_scheduling_for_this_very_moment_is_for_one_that_has_passed(article):
    editor = Desk(staff("Editor")).open(article)
    with at(START):
        typed = timezone.localtime(START).strftime("%Y-%m-%dT%H:%M")
        assert "This moment has passed" in words(editor.type(at=typed).press("_schedule"))
    assert not article.editions.waiting(START - HOUR).exists()


def test_an_end_is_over_at_its_moment(article):
    with at(START):
        with pytest.raises(workflow.NotReady):
            workflow.set_end(article, by=None, until=START)
        workflow.set_end(article, by=None, until=START + TICK)
        assert live(article)
    with at(START + TICK):
        assert not live(article)


def test_an_embargo_holds_until_its_moment_and_not_at_it(article):
    Article.objects.filter(pk=article.pk).update(embargo_until=START)
    told = {"correction": ("update", "More is known.")}
    with at(START - TICK), pytest.raises(workflow.NotReady):
        workflow.publish(article, by=None, **told)
    with at(START):
        assert workflow.publish(article, by=None, **told).live_from == START


def test_two_editions_that_meet_leave_no_moment_without_one_and_none_with_two(article):
    workflow.publish(article, by=None, at=START, correction=("update", "More is known."))
    for moment in (START - TICK, START, START + TICK):
        assert Edition.objects.live(moment).filter(article=article).count() == 1

"""The verbs of publishing, and what the database itself refuses."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import stages, workflow
from articles.models import Edition, Revision
from media.models import Image
from tests.factories import UPDATE, ArticleFactory, AuthorFactory, ImageFactory, publish

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def text_live(article, at=None):
    """What readers of the story see at that moment, if anything."""
    edition = article.editions.live(at).first()
    return edition and edition.headline


def rewrite(article, headline):
    article.headline = headline
    article.save()
    workflow.record(article, by=None)


def test_publishing_freezes_the_working_copy():
    picture = ImageFactory(caption="The crane at dawn.", credit="Jo Lind")
    author = AuthorFactory(name="Ana Ruiz", short_bio="Reports from the harbour.")
    article = ArticleFactory(headline="Pilots return", lead_image=picture, bylines=[author], tags=["harbour"])
    edition = publish(article)

    article.headline = "Half a new headl"
    article.save()
    picture.caption = "Another caption"
    picture.save()
    author.short_bio = "Reports from elsewhere."
    author.save()
    article.tags.set(["strike"])

    edition = Edition.objects.for_page().get(pk=edition.pk)
    assert (edition.headline, edition.lead_caption, edition.lead_credit) == (
        "Pilots return",
        "The crane at dawn.",
        "Jo Lind",
    )
    assert [byline["short_bio"] for byline in edition.printed_bylines] == ["Reports from the harbour."]
    assert [tag["name"] for tag in edition.printed_tags] == ["harbour"]


def test_a_scheduled_story_goes_live_at_its_second_and_needs_no_worker():
    start = timezone.now() + HOUR
    edition = publish(at=start)
    with time_machine.travel(start - timedelta(microseconds=1), tick=False):
        assert not Edition.objects.live().exists()
    with time_machine.travel(start, tick=False):
        assert Edition.objects.live().get() == edition


def test_a_new_edition_takes_over_at_its_moment_without_a_gap():
    article = ArticleFactory(headline="Old")
    publish(article)
    rewrite(article, "New")
    slot = timezone.now() + HOUR
    publish(article, at=slot)
    assert text_live(article) == "Old"
    assert text_live(article, slot - timedelta(microseconds=1)) == "Old"
    assert text_live(article, slot) == "New"


def test_publishing_twice_makes_one_edition():
    article = ArticleFactory()
    assert workflow.publish(article, by=None) == workflow.publish(article, by=None)
    assert article.editions.count() == 1


def test_publishing_while_an_edition_waits_asks_what_becomes_of_it():
    article = ArticleFactory(headline="Old")
    publish(article)
    rewrite(article, "Tonight")
    waiting = publish(article, at=timezone.now() + HOUR)
    rewrite(article, "Now")
    with pytest.raises(workflow.AnotherEditionWaits) as refused:
        publish(article)
    assert refused.value.edition == waiting
    assert text_live(article) == "Old"


def test_a_waiting_edition_can_be_replaced_by_what_is_published_now():
    article = ArticleFactory(headline="Old")
    publish(article)
    slot = timezone.now() + HOUR
    rewrite(article, "Tonight")
    publish(article, at=slot)
    rewrite(article, "Now")
    workflow.publish(article, by=None, waiting="replace", correction=UPDATE)
    assert text_live(article) == "Now"
    assert text_live(article, slot + HOUR) == "Now"
    assert not article.editions.waiting().exists()


def test_a_waiting_edition_can_keep_its_slot_with_todays_text():
    article = ArticleFactory(headline="Old")
    publish(article)
    slot = timezone.now() + HOUR
    rewrite(article, "Tonight")
    publish(article, at=slot)
    rewrite(article, "Tonight, better")
    workflow.publish(article, by=None, waiting="keep_slot", correction=UPDATE)
    assert text_live(article) == "Old"
    assert text_live(article, slot) == "Tonight, better"


def test_unscheduling_leaves_what_is_live():
    article = ArticleFactory(headline="Old")
    publish(article)
    slot = timezone.now() + HOUR
    rewrite(article, "Tonight")
    publish(article, at=slot)
    workflow.unschedule(article, by=None)
    assert text_live(article, slot + HOUR) == "Old"


def test_a_story_that_ends_keeps_its_end_when_it_is_published_again():
    article = ArticleFactory()
    end = timezone.now() + HOUR
    workflow.publish(article, by=None, until=end)
    rewrite(article, "Better")
    publish(article)
    assert text_live(article, end - timedelta(seconds=1)) == "Better"
    assert text_live(article, end) is None


def test_withdrawing_takes_the_story_and_what_waits_from_readers():
    article = ArticleFactory()
    publish(article)
    rewrite(article, "Tonight")
    slot = timezone.now() + HOUR
    publish(article, at=slot)
    workflow.withdraw(article, by=None)
    assert text_live(article) is None
    assert text_live(article, slot + HOUR) is None


def test_a_withdrawn_story_can_be_published_again_at_its_old_address():
    article = ArticleFactory()
    first = publish(article)
    workflow.withdraw(article, by=None)
    again = publish(article)
    assert (again.path, again.first_published_at, again.number) == (first.path, first.first_published_at, 2)


def test_the_publication_can_be_shown_as_it_stood():
    article = ArticleFactory(headline="Monday")
    with time_machine.travel("2026-03-02T12:00Z", tick=False):
        publish(article)
    with time_machine.travel("2026-03-03T12:00Z", tick=False):
        rewrite(article, "Tuesday")
        publish(article)
    assert text_live(article, datetime.fromisoformat("2026-03-02T18:00Z")) == "Monday"
    assert text_live(article, datetime.fromisoformat("2026-03-01T18:00Z")) is None


def test_the_address_has_the_day_of_the_publications_time_zone(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    with time_machine.travel("2026-03-31T12:00Z", tick=False), timezone.override("Pacific/Auckland"):
        assert publish(slug="midnight").path == "/2026/04/midnight/"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"headline": "  "}, "headline"),
        ({"body": "<p></p>"}, "body"),
        ({"bylines": []}, "bylines"),
    ],
)
def test_an_unfinished_story_cannot_go_live_and_the_reason_stands_at_its_field(change, field):
    with pytest.raises(workflow.NotReady) as refused:
        publish(ArticleFactory(**change))
    assert set(refused.value.problems) == {field}
    assert not Edition.objects.exists()


def test_a_picture_that_cannot_be_made_ready_keeps_the_story_from_going_live(monkeypatch):
    def full_disk(image):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image, "make_renditions", full_disk)
    with pytest.raises(workflow.NotReady) as refused:
        publish(lead_image=ImageFactory(caption="The crane"))
    assert "The crane" in refused.value.problems["lead_image"]
    assert not Edition.objects.exists()


def test_an_address_belongs_to_the_story_that_first_had_it():
    taken = publish(slug="pilots", headline="The pilots")
    workflow.withdraw(taken.article, by=None)
    with pytest.raises(workflow.NotReady) as refused:
        publish(slug="pilots")
    assert "The pilots" in refused.value.problems["slug"]


def test_every_verb_leaves_a_revision():
    article = ArticleFactory()
    publish(article)
    workflow.withdraw(article, by=None)
    publish(article, at=timezone.now() + HOUR)
    workflow.unschedule(article, by=None)
    notes = [revision.note.split(" ")[0] for revision in Revision.objects.order_by("pk")]
    assert notes == ["Published", "Withdrawn", "Scheduled", "Unscheduled"]


def test_a_rehearsal_shows_the_story_and_leaves_nothing():
    article = ArticleFactory(headline="Live words", tags=["harbour"])
    publish(article)
    rewrite(article, "Words to come")
    with workflow.rehearse(article, by=None) as edition:
        assert edition.headline == "Words to come"
        assert [tag["name"] for tag in edition.printed_tags] == ["harbour"]
    assert text_live(article) == "Live words"
    assert article.editions.count() == 1


def refused_by(constraint):
    """Expects the database to refuse what the block does, for this reason."""
    return pytest.raises(IntegrityError, match=constraint)


def copy_of(edition, **changes):
    changes = {"number": edition.number + 1, **changes}
    return Edition(
        **{
            field.attname: changes.get(field.attname, getattr(edition, field.attname))
            for field in Edition._meta.concrete_fields
            if not field.primary_key
        }
    )


def test_the_database_refuses_two_live_editions_of_a_story():
    edition = publish()
    with refused_by("edition_one_live_at_a_time"), transaction.atomic():
        copy_of(edition).save()


def test_the_database_refuses_two_waiting_editions_of_a_story():
    edition = publish(at=timezone.now() + HOUR)
    end = edition.live_from + HOUR
    Edition.objects.update(live_until=end)
    with refused_by("edition_one_waits_at_a_time"), transaction.atomic():
        copy_of(edition, live_from=end, live_until=None).save()


def test_the_database_refuses_an_edition_that_ends_before_it_begins():
    edition = publish()
    with refused_by("edition_stops_after_it_starts"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(live_until=edition.live_from - HOUR)


def test_the_database_refuses_one_address_for_two_stories():
    edition = publish()
    other = ArticleFactory()
    with refused_by("edition_address_belongs_to_one_story"), transaction.atomic():
        copy_of(edition, article_id=other.pk).save()


def test_what_is_derived_from_the_words_may_be_rebuilt():
    edition = publish()
    Edition.objects.filter(pk=edition.pk).update(body_html="<p>Rendered anew.</p>")
    edition.refresh_from_db()
    assert edition.body_html == "<p>Rendered anew.</p>"


def test_a_story_comes_back_after_its_end():
    article = ArticleFactory(headline="Old")
    end = timezone.now() + HOUR
    workflow.publish(article, by=None, until=end)
    rewrite(article, "Back")
    publish(article, at=end + HOUR)
    assert [text_live(article, end + wait) for wait in (-HOUR / 2, HOUR / 2, HOUR)] == ["Old", None, "Back"]


def test_a_credit_that_was_put_right_in_the_library_reaches_readers():
    picture = ImageFactory(credit="Ada Reyes")
    article = ArticleFactory(lead_image=picture)
    publish(article)
    picture.credit = "Ada Reyes/The Halyard"
    picture.save()
    assert workflow.publish(article, by=None).lead_credit == "Ada Reyes/The Halyard"


def test_a_section_that_is_only_renamed_is_no_change_of_its_stories():
    article = ArticleFactory()
    workflow.record(article, by=None)
    article.section.name = "Renamed"
    article.section.save()
    assert workflow.record(article, by=None) is None


def test_a_slot_is_kept_only_where_an_edition_waits():
    article = ArticleFactory()
    with pytest.raises(workflow.NotNow, match="there is no time to keep"):
        workflow.publish(article, by=None, waiting="keep_slot")
    assert not article.editions.exists()


def test_only_of_what_is_withdrawn_readers_are_told_why():
    article = ArticleFactory()
    for make in (workflow.publish, workflow.withdraw, workflow.restore):
        make(article, by=None)
        if make is not workflow.withdraw:
            with pytest.raises(workflow.NotNow, match="it is not withdrawn"):
                workflow.set_notice(article, by=None, notice="It named the wrong man.")


def test_what_is_restored_is_what_readers_had_last_whatever_its_number():
    article = ArticleFactory(headline="First")
    publish(article)
    workflow.withdraw(article, by=None)
    rewrite(article, "Second")
    later = timezone.now() + HOUR
    publish(article, at=later)  # number 2
    workflow.restore(article, by=None)  # number 3, live before 2
    with time_machine.travel(later + HOUR):
        workflow.withdraw(article, by=None, notice="It named the wrong man.")
        assert workflow.restore(article, by=None).headline == "Second"


def test_thirty_authors_can_be_named():
    article = ArticleFactory(bylines=[AuthorFactory(name=f"Maria Fernandez Quiroga {n}") for n in range(30)])
    assert publish(article).byline_line.count("Maria") == 30


@pytest.mark.parametrize(
    ("verb", "stage"),
    [
        (stages.APPROVE.make, "spiked"),
        (stages.SUBMIT.make, "ready"),
        (stages.SUBMIT.make, "spiked"),
        (stages.UNSPIKE.make, "ready"),
    ],
)
def test_a_stage_is_not_left_by_a_way_that_does_not_lead_on(verb, stage):
    article = ArticleFactory(stage=stage)
    with pytest.raises(workflow.NotNow, match="Look at it again"):
        verb(article, by=None)
    article.refresh_from_db()
    assert article.stage == stage


def test_unpublished_changes_of_a_live_story_are_handed_to_the_editors():
    article = publish(headline="Old").article
    rewrite(article, "New")
    assert stages.SUBMIT.make(article, by=None).stage == "in_edit"
    assert text_live(article) == "Old"

"""The publication as it stood at any moment: stories, front page, notes, advertisements, and what the desk says."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ads.models import Booking
from ads.selection import Selection, running_places
from articles import workflow
from articles.models import Article, Correction
from articles.standing import standing
from front.layout import front_page
from tests.ads.factories import BookingFactory
from tests.factories import ArticleFactory, PinFactory, SectionFactory, publish
from tests.front.zones import lead, stories

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def noon():
    """Of the day before yesterday."""
    return timezone.now() - timedelta(days=2)


def test_the_front_page_is_known_as_it_stood_at_any_moment(noon):
    old = publish(headline="Old", at=noon)
    new = publish(headline="New", at=noon + timedelta(hours=2))
    PinFactory(
        article=old.article, pinned_from=noon + timedelta(hours=3), pinned_until=noon + timedelta(hours=4)
    )

    leads = [lead(noon + hours * HOUR) for hours in (-1, 1, 2, 3, 5)]
    assert leads == [None, "Old", "New", "Old", "New"]
    workflow.withdraw(new.article, by=None)
    assert lead(noon + 2 * HOUR) == "New"


def test_the_blocks_of_the_front_page_are_those_of_their_moment(noon):
    section = SectionFactory()
    for hours in range(22):
        publish(headline=f"Story {hours}", section=section, at=noon + HOUR * hours)

    def block(hours):
        return stories(front_page(at=noon + HOUR * hours), "block")

    assert block(15) == []
    assert block(18) == ["Story 2", "Story 1", "Story 0"]
    assert block(21) == ["Story 5", "Story 4", "Story 3", "Story 2", "Story 1"]


def test_a_story_pinned_then_and_changed_since_stands_there_in_its_words_of_then(noon):
    section = SectionFactory()
    edition = publish(headline="Old words", section=section, at=noon)
    for minutes in range(25):  # so many that only the pin brings it there
        publish(section=section, at=noon + HOUR + timedelta(minutes=minutes))
    PinFactory(article=edition.article, pinned_from=noon, pinned_until=noon + 9 * HOUR)
    Article.objects.filter(pk=edition.article_id).update(headline="New words", version=2)
    workflow.publish(edition.article, by=None, at=noon + 5 * HOUR)
    assert lead(noon + 4 * HOUR) == "Old words"
    assert lead(noon + 5 * HOUR) == "New words"


def test_of_notes_those_are_known_that_readers_had_been_told(noon):
    article = ArticleFactory()
    publish(article, at=noon)
    for hours in (1, 2):
        workflow.publish(
            article, by=None, at=noon + HOUR * hours, correction=("correction", f"Wrong {hours} times.")
        )

    def told(hours):
        return [note.text for note in Correction.objects.told(noon + HOUR * hours)]

    assert told(0) == []
    assert told(1) == ["Wrong 1 times."]
    assert told(2) == ["Wrong 2 times.", "Wrong 1 times."]


def test_where_a_story_stood_is_known(noon):
    article = ArticleFactory()
    with time_machine.travel(noon, tick=False):
        publish(article, at=noon + HOUR)
        workflow.set_end(article, by=None, until=noon + 2 * HOUR)

    def state(hours):
        return standing(Article.objects.with_standing(noon + HOUR * hours).get()).state

    assert [state(0), state(1), state(2)] == ["scheduled", "live", "withdrawn"]


def test_what_was_advertised_is_known(noon):
    booking = BookingFactory(slots=["sidebar"], booked_from=noon, booked_until=noon + HOUR)

    def shown(hours):
        _, fills = Selection(list(running_places(noon + HOUR * hours))).fill("sidebar")
        return [fill.creative for fill in fills]

    assert [shown(-1), shown(0), shown(1)] == [[], [booking.creative], []]
    assert not Booking.objects.running().exists()

"""What the frame of all pages shows is asked by one question that is built once, and holds at any moment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Edition
from front.models import Publication
from front.models.publication import framed
from front.prepared import Prepared
from tests.factories import publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [0, 1, 400_000])
def test_it_gives_what_the_question_built_for_that_moment_gives(days):
    publish(at=timezone.now() + timedelta(days=2))
    at = timezone.now() + timedelta(days=days)
    found, built = Publication.objects.for_frame(at), framed(at).get()
    for name in vars(built).keys() - {"_state"}:
        assert getattr(found, name) == getattr(built, name), name
    assert (found.next_change is None) is (days > 2)


def test_a_question_that_asks_what_time_it_is_is_refused():
    prepared = Prepared(lambda at: Edition.objects.live())
    with pytest.raises(ValueError, match="not for a moment by that which it is given"):
        prepared.first(datetime(2026, 11, 27, tzinfo=UTC))

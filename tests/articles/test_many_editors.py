"""Twenty people at the same stories at the same time: nothing that anybody did is lost, and nobody is refused."""

import pytest

from tests.articles.many_editors import run

EDITORS, STORIES, EDITS = 20, 20, 60  # `make bench` makes 1,000


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_editors_lose_no_edit_and_are_never_refused():
    outcome = run(EDITORS, STORIES, EDITS)
    assert (outcome.refused, outcome.lost, outcome.made) == ([], [], EDITS)

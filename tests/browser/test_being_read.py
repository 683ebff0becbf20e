"""A story that is in sight for some seconds says so, once, and nothing of whoever reads it."""

import pytest

from articles.models import Readings
from tests.factories import publish

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def story(transactional_db):
    return publish()


@pytest.fixture
def told(open_page):
    """Opens a page that notes in `page.told` what was said of readings; its clock stands still unless told to run."""

    def told(**options):
        page = open_page(user_agent=FIREFOX, **options)
        page.told = []
        page.on(
            "request", lambda asked: page.told.append(asked.post_data) if asked.method == "POST" else None
        )
        page.clock.install()
        return page

    return told


def test_a_story_in_sight_for_some_seconds_is_read_once(told, story):
    page = told()
    page.goto(story.path)
    page.clock.run_for(4000)
    assert page.told == []
    with page.expect_response("**/_read/") as answer:
        page.clock.run_for(2000)
    assert answer.value.status == 204
    page.clock.run_for(60_000)
    assert page.told == [story.path]
    assert Readings.objects.get().count == 1
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


HIDE = """hidden => {
    Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_story_that_nobody_looks_at_is_not_read(told, story):
    page = told()
    page.goto(story.path)
    page.clock.run_for(3000)
    page.evaluate(HIDE, True)
    page.clock.run_for(60_000)
    page.evaluate(HIDE, False)
    page.clock.run_for(3000)
    assert page.told == []
    page.clock.run_for(3000)
    assert page.told == [story.path]


def test_the_front_page_is_no_story(told, story):
    page = told()
    page.goto("/")
    page.clock.run_for(60_000)
    assert page.told == []

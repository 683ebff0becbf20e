"""What readers see of an embed, before and after they ask for it."""

import pytest

from articles.body import embed_html
from tests.factories import ArticleFactory, publish

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def path(db):
    body = "<p>Watch it.</p>" + embed_html(VIDEO) + "<p>Seen?</p>"
    return publish(ArticleFactory(body=body)).path


def test_nothing_is_asked_of_the_provider_until_the_reader_does(page, path, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(
        "https://www.youtube-nocookie.com/**",
        lambda route: route.fulfill(body="<p>Player</p>", content_type="text/html"),
    )
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    before = page.locator(".embed").bounding_box()
    following = page.locator("text=Seen?").bounding_box()

    page.locator("text=Load from YouTube").click()
    page.frame_locator(".embed iframe").locator("text=Player").wait_for()
    frame = page.locator(".embed iframe")
    assert frame.get_attribute("src") == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert frame.get_attribute("title") == "Video on YouTube"
    assert "allow-scripts" in frame.get_attribute("sandbox")
    assert page.locator(".embed").bounding_box() == before
    assert page.locator("text=Seen?").bounding_box() == following


def test_without_script_there_is_a_plain_link_and_no_dead_button(open_page, path):
    page = open_page(java_script_enabled=False)
    page.goto(path)
    assert page.locator(".embed a").get_attribute("href") == VIDEO
    assert not page.locator(".embed button").is_visible()

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


POST = "https://x.com/halyard/status/1234567890123456789"
# As X's frame does it: once drawn, it tells the page how tall it is.
DRAWN = """<p>A post</p><script>
parent.postMessage({"twttr.embed": {method: "twttr.private.resize", params: [{width: 500, height: 333}]}}, "*");
</script>"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_card_of_a_post_is_as_tall_as_its_words_and_then_as_the_post(page, db, width):
    edition = publish(ArticleFactory(body="<p>Read it.</p>" + embed_html(POST) + "<p>Seen?</p>"))
    page.set_viewport_size({"width": width, "height": 844})
    page.route(
        "https://platform.twitter.com/**",
        lambda route: route.fulfill(body=DRAWN, content_type="text/html"),
    )
    page.goto(edition.path)
    card = page.locator(".embed").bounding_box()
    inside = [page.locator(f".embed {part}").bounding_box() for part in (".embed-what", ".embed-link")]
    assert inside[0]["y"] - card["y"] < 40
    assert card["y"] + card["height"] - inside[1]["y"] - inside[1]["height"] < 40
    page.locator("text=Load from X").click()
    page.frame_locator(".embed iframe").locator("text=A post").wait_for()
    page.wait_for_function("() => document.querySelector('.embed iframe').clientHeight === 333")


def test_nobody_else_says_how_tall_a_card_is(page, db, path):
    page.route(
        "https://www.youtube-nocookie.com/**",
        lambda route: route.fulfill(body=DRAWN.replace("333", "9"), content_type="text/html"),
    )
    page.goto(path)
    before = page.locator(".embed").bounding_box()
    page.locator("text=Load from YouTube").click()
    page.frame_locator(".embed iframe").locator("text=A post").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator(".embed").bounding_box() == before

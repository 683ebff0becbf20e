import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from articles.embeds import FRAME_SOURCES, PROVIDERS, NotEmbeddable, find

PUBLIC = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ("https://m.youtube.com/watch?t=3&v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ("https://www.youtube.com/live/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
    ("https://vimeo.com/76979871/abc123def0", "https://player.vimeo.com/video/76979871?h=abc123def0&dnt=1"),
    ("https://vimeo.com/channels/staffpicks/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
    ("https://x.com/esa/status/123456", "https://platform.twitter.com/embed/Tweet.html?id=123456&dnt=true"),
    ("http://twitter.com/esa/status/12", "https://platform.twitter.com/embed/Tweet.html?id=12&dnt=true"),
    ("https://www.instagram.com/p/CxYz_1-a/", "https://www.instagram.com/p/CxYz_1-a/embed/captioned/"),
    ("https://www.instagram.com/esa/reel/CxYz/?x=1", "https://www.instagram.com/reel/CxYz/embed/"),
    ("https://www.tiktok.com/@esa.int/video/71234", "https://www.tiktok.com/embed/v2/71234"),
    (
        "https://www.facebook.com/esa/posts/12345",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fesa%2Fposts%2F12345",
    ),
    (
        "https://www.facebook.com/watch/?v=12345",
        "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D12345",
    ),
    (
        "https://soundcloud.com/esa/sets/sounds",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fesa%2Fsets%2Fsounds",
    ),
    ("https://open.spotify.com/intl-de/episode/4rOoJ6", "https://open.spotify.com/embed/episode/4rOoJ6"),
    ("https://datawrapper.dwcdn.net/aBc12/3/", "https://datawrapper.dwcdn.net/aBc12/"),
    ("https://www.datawrapper.de/_/aBc12/", "https://datawrapper.dwcdn.net/aBc12/"),
    ("https://public.flourish.studio/visualisation/987/", "https://flo.uri.sh/visualisation/987/embed"),
    (
        "https://www.google.com/maps/place/Eiffel+Tower/@48.85,2.29,17z/data=!3m1",
        "https://www.google.com/maps?q=Eiffel%20Tower&output=embed",
    ),
    (
        "https://www.google.com/maps/@48.85,2.29,17z",
        "https://www.google.com/maps?ll=48.85%2C2.29&z=17&output=embed",
    ),
    (
        "https://www.openstreetmap.org/#map=15/52.5/13.4",
        "https://www.openstreetmap.org/export/embed.html"
        "?bbox=13.38901%2C52.49451%2C13.41099%2C52.50549&layer=mapnik&marker=52.5%2C13.4",
    ),
]

REFUSED = [
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example?https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example\\@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com\\.evil.example/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ\n.evil.example",
    "https://www.you\ttube.com/watch?v=dQw4w9WgXcQ",
    'https://www.youtube.com/watch?v=dQw4w9Wg"><script>',
    "https://www.youtube.com/watch?v=..%2F..%2Fabcde",
    "https://www.youtube.com/redirect?q=https://evil.example",
    "javascript:alert(1)//https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "data:text/html,https://youtu.be/dQw4w9WgXcQ",
    "//www.youtube.com/watch?v=dQw4w9WgXcQ",
    "www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.google.com/search?q=maps",
    "https://www.google.com/url?q=https://evil.example",
    "https://www.openstreetmap.org/#map=15/52.5.1/13.4",
    "https://youtu.be/" + "a" * 3000,
    "",
]


@pytest.mark.parametrize(("address", "frame"), PUBLIC)
def test_a_public_address_stands_for_a_frame(address, frame):
    assert find(address).frame == frame


@pytest.mark.parametrize("address", REFUSED)
def test_what_only_looks_like_a_public_address_is_refused(address):
    with pytest.raises(NotEmbeddable):
        find(address)


def test_every_provider_has_an_address_that_works():
    assert {find(address).provider for address, _ in PUBLIC} == {provider.name for provider in PROVIDERS}


def test_a_refusal_names_what_is_possible():
    with pytest.raises(NotEmbeddable, match="What can: addresses of YouTube, Vimeo, .* and OpenStreetMap"):
        find("https://evil.example/")


def test_a_refusal_of_a_provider_says_which_of_its_addresses_are_possible():
    with pytest.raises(
        NotEmbeddable, match="Of YouTube, give the address of a video, a Short or a live stream"
    ):
        find("https://www.youtube.com/@esa")


def test_the_browser_may_frame_the_providers_and_nobody_else():
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]
    frames = {urlsplit(find(address).frame) for address, _ in PUBLIC}
    assert {f"{frame.scheme}://{frame.netloc}" for frame in frames} == set(FRAME_SOURCES)
    assert set(allowed) == {"'self'", *FRAME_SOURCES}


def test_patterns_are_written_in_what_python_and_javascript_have_in_common():
    for provider in PROVIDERS:
        for form in provider.forms:
            for pattern in (provider.hosts, form.path, form.fragment, *form.query.values()):
                assert not re.search(r"\\[AZbdpPQE]|\(\?(?!P<)|\[\^?\]", pattern), pattern

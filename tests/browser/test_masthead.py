"""The masthead on screens of every width, however many links there are to where else readers find the publication."""

from itertools import product

from django.core.cache import caches

from front.models import Publication, SocialLink
from tests.factories import SectionFactory

WIDTHS = [768, 820, 900, 1024, 1280]
NAMES = ["Mastodon", "Bluesky", "Instagram", "Facebook", "YouTube", "LinkedIn", "Threads", "TikTok", "WhatsApp",
         "Telegram"]  # fmt: skip

# How many lines the words of such an element take.
LINES = """(one) => {
    const words = document.createRange();
    words.selectNodeContents(one.querySelector("bdi") ?? one);
    return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size;
}"""
# What of the masthead lies over another part of it, or reaches out of it.
ENTANGLED = """() => {
    const parts = [".wordmark", ".masthead-date", ".connect--masthead", ".sections", ".search"];
    const found = parts.map((part) => document.querySelector(`.masthead ${part}`));
    const shown = found.filter((one) => one?.checkVisibility());
    const frame = document.querySelector(".masthead-grid").getBoundingClientRect();
    const boxes = shown.map((one) => [one.className, one.getBoundingClientRect()]);
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    return boxes.flatMap(([name, box], at) => [
        ...(box.left < frame.left || box.right > frame.right ? [name] : []),
        ...boxes.slice(at + 1).filter(([, other]) => over(box, other)).map(([other]) => `${name}, ${other}`),
    ]);
}"""


def test_date_and_name_keep_their_line_however_many_links_there_are(open_page, transactional_db, settings):
    SectionFactory(name="Harbour", slug="harbour")
    Publication.objects.update(name="The Harbour Gazette", tagline="News from the harbour")
    page = open_page()
    for language, count in product(["en-gb", "ar"], [0, 1, 4, 7, 10]):
        settings.LANGUAGE_CODE = language
        SocialLink.objects.all().delete()
        for position, name in enumerate(NAMES[:count]):
            SocialLink.objects.create(
                publication_id=1, label=name, url="https://social.example/@halyard", position=position
            )
        caches["pages"].clear()
        for address in ("/", "/harbour/"):
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == language
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                where = (language, count, address, width)
                assert page.locator(".masthead-date").evaluate(LINES) == 1, where
                assert page.locator(".masthead .wordmark").evaluate(LINES) == 1, where
                assert page.locator(".masthead .connect a:visible").count() == count, where
                assert page.locator(".masthead").bounding_box()["height"] < 300, where
                assert page.evaluate(ENTANGLED) == [], where
                assert page.evaluate("document.documentElement.scrollWidth") == width, where

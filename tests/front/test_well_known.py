"""What machines look for at addresses that they know beforehand."""

import json
import re
from io import BytesIO

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from front.crawlers import ANSWERING, TRAINING
from front.models import Publication
from tests.desk import Desk, read_form, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return opened(Desk(staff("Chief")))


def opened(chief):
    chief.address = reverse("admin:front_publication_change", args=[1])
    chief.form = read_form(chief.get(chief.address), form="publication_form")
    return chief


# --- robots.txt ---------------------------------------------------------------------------------------


def groups(client):
    """What robots.txt asks, by the crawler's name: its rules (RFC 9309)."""
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    found, names, open_group = {}, [], False
    for line in response.content.decode().splitlines():
        assert re.fullmatch(r"|(User-agent|Disallow|Sitemap): \S+", line), line
        key, _, value = line.partition(": ")
        if key == "User-agent":
            names = [*names, value] if open_group else [value]
            open_group = True
        elif key == "Disallow":
            open_group = False
            for name in names:
                found.setdefault(name, []).append(value)
        elif key == "Sitemap":
            found.setdefault(key, []).append(value)
    return found


def test_crawlers_are_kept_from_the_desk_and_told_of_the_sitemaps(client, settings):
    asked = groups(client)
    assert asked.keys() == {"*", "Sitemap"}
    assert asked["*"] == ["/admin/", "/preview/", "/search/?", "/search/suggest/"]
    assert asked["Sitemap"] == [f"{settings.SITE_URL}/sitemap.xml", f"{settings.SITE_URL}/news-sitemap.xml"]


def test_the_chief_keeps_ai_crawlers_out(client, form):
    form.type(ai_crawlers="no_training").press()
    assert groups(client).keys() - {"*", "Sitemap"} == set(TRAINING)
    opened(form).type(ai_crawlers="none", crawlers_kept_out="OtherBot\r\n\r\n  GPTBot  \r\n").press()
    asked = groups(client)
    assert asked.keys() - {"*", "Sitemap"} == {*TRAINING, *ANSWERING, "OtherBot"}
    assert all(asked[name] == ["/"] for name in ("GPTBot", "PerplexityBot", "OtherBot"))
    assert asked["*"] == ["/admin/", "/preview/", "/search/?", "/search/suggest/"]


def press_each(form, cases):
    """The page that comes back for each that is typed into the form as it was opened."""
    opened_form = form.form
    for typed in cases:
        form.form = opened_form | typed
        yield form.press().content.decode()


def test_what_is_no_name_of_a_crawler_is_refused(client, form):
    typed = ["*", "GPTBot Disallow: /", "A\nUser-agent: *", "Böt", "a" * 101]
    pages = press_each(form, ({"crawlers_kept_out": names} for names in typed))
    for names, page in zip(typed, pages, strict=True):
        assert "is no name of a crawler" in page, names
        assert groups(client).keys() == {"*", "Sitemap"}, names


# --- security.txt -------------------------------------------------------------------------------------

SECURITY = "/.well-known/security.txt"


def test_there_is_no_security_txt_without_a_contact(client):
    assert client.get(SECURITY).status_code == 404


@pytest.mark.parametrize(
    ("contact", "line"),
    [("security@paper.example", "mailto:security@paper.example"),
     ("https://paper.example/security", "https://paper.example/security")],
)  # fmt: skip
def test_security_txt_names_the_contact_until_its_day_is_over(client, form, settings, contact, line):
    with time_machine.travel("2026-12-01T12:00:00Z", tick=False):
        form.type(security_contact=contact, security_until="2027-03-01").press()
        response = client.get(SECURITY)
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode().splitlines() == [
            f"Contact: {line}",
            "Expires: 2027-03-02T00:00:00+00:00",
            "Preferred-Languages: en-gb",
            f"Canonical: {settings.SITE_URL}{SECURITY}",
        ]
    with time_machine.travel("2027-03-01T23:59:53Z", tick=False):
        assert client.get(SECURITY)["Cache-Control"] == "public, max-age=0, s-maxage=7"
    with time_machine.travel("2027-03-02T00:00:00Z", tick=False):
        assert client.get(SECURITY).status_code == 404


UNUSABLE = {
    ("call us", "2026-12-31"): "Write a mail address",
    ("http://paper.example/", "2026-12-31"): "that begins with https://",
    ("javascript:alert(1)", "2026-12-31"): "that begins with https://",
    ("a@paper.example\nExpires: 2099-01-01T00:00:00Z", "2026-12-31"): "Write a mail address",
    ("security@paper.example", ""): "Say until which day",
    ("security@paper.example", "2028-01-01"): "Choose a day within a year",
    ("security@paper.example", "2026-11-30"): "This day is over. Choose today or a later one",
    ("security@paper.example", "soon"): "Enter a valid date",
}


def test_a_contact_that_nobody_could_use_is_refused(client, form):
    with time_machine.travel("2026-12-01T12:00:00Z", tick=False):
        typed = ({"security_contact": contact, "security_until": until} for contact, until in UNUSABLE)
        for (case, sentence), page in zip(UNUSABLE.items(), press_each(form, typed), strict=True):
            assert sentence in page, case
            assert ("Say until which day" in page) == (sentence == "Say until which day"), case
            assert client.get(SECURITY).status_code == 404, case


def test_a_contact_whose_day_is_over_stands_in_the_way_of_nothing_else(client, form):
    with time_machine.travel("2026-12-01T12:00:00Z", tick=False):
        form.type(security_contact="security@paper.example", security_until="2026-12-01").press()
        assert client.get(SECURITY).status_code == 200
    with time_machine.travel("2026-12-02T12:00:00Z", tick=False):
        opened(form).type(tagline="News").press()
        assert Publication.objects.get().tagline == "News"
        opened(form).type(security_contact="").press()
        assert Publication.objects.get().security_contact == ""


# --- The web manifest and the icons -------------------------------------------------------------------


def drawing(side=700, height=None, colour=(200, 20, 20, 255)):
    data = BytesIO()
    Image.new("RGBA", (side, height or side), colour).save(data, "PNG")
    return SimpleUploadedFile("icon.png", data.getvalue(), "image/png")


def manifest(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    return json.loads(response.content)


def picture(client, address):
    if address.startswith("/static/"):
        return Image.open(finders.find(address.removeprefix("/static/")))
    response = client.get(address)
    assert response.status_code == 200, address
    return Image.open(BytesIO(response.content))


def in_pages(client):
    """The icons that pages name, by their relation and measure."""
    html = client.get("/").content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest">' in html
    return re.findall(r'<link rel="(?:apple-touch-)?icon" href="([^"]+)"', html)


def check_icons(client):
    read = manifest(client)
    assert read["start_url"] == read["scope"] == "/"
    measures = {(icon["sizes"], icon["purpose"]) for icon in read["icons"]}
    assert measures == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for icon in read["icons"]:
        with picture(client, icon["src"]) as shown:
            assert (shown.format, f"{shown.width}x{shown.height}") == ("PNG", icon["sizes"])
    with picture(client, "/favicon.ico") as shown:
        assert shown.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    with picture(client, "/apple-touch-icon.png") as shown:
        assert (shown.size, shown.mode) == ((180, 180), "RGB")
    return read


def test_a_publication_without_an_icon_has_the_built_in_one(client):
    Publication.objects.update(name="The Halyard", tagline="News from the harbour")
    read = check_icons(client)
    assert (read["name"], read["description"]) == ("The Halyard", "News from the harbour")
    assert in_pages(client) == [
        "/static/img/icon/favicon.ico",
        "/static/img/icon.svg",
        "/static/img/icon/touch.png",
    ]


def test_all_icons_are_made_of_the_one_that_is_uploaded(client, form):
    form.type(icon=drawing()).press()
    read = check_icons(client)
    folder = Publication.objects.get().icon.url.rpartition("/")[0]
    assert all(icon["src"].startswith(f"{folder}/") for icon in read["icons"])
    assert len(in_pages(client)) == 3
    for address in in_pages(client):
        assert address.startswith(folder)
        assert "immutable" in client.get(address)["Cache-Control"]
    with picture(
        client, f"{folder}/maskable.png"
    ) as maskable:  # what is cut off it has the icon's own colour
        assert maskable.getpixel((0, 0)) == maskable.getpixel((256, 256)) == (200, 20, 20)


def test_an_icon_that_lets_its_ground_through_stands_on_white_where_it_may_not(client, form):
    form.type(icon=drawing(colour=(200, 20, 20, 0))).press()
    folder = Publication.objects.get().icon.url.rpartition("/")[0]
    for name in ("maskable", "touch"):
        with picture(client, f"{folder}/{name}.png") as shown:
            assert shown.getpixel((0, 0)) == (255, 255, 255)
    with picture(client, f"{folder}/192.png") as shown:
        assert shown.getpixel((0, 0))[3] == 0


def test_a_new_icon_has_new_addresses_and_none_gives_back_the_built_in_one(client, form):
    form.type(icon=drawing()).press()
    before = in_pages(client)
    opened(form).type(icon=drawing(colour=(0, 0, 0, 255))).press()
    assert not {*before} & {*in_pages(client)}
    opened(form).type(**{"icon-clear": "on"}).press()
    assert "/static/img/icon.svg" in in_pages(client)


def test_what_makes_no_icon_is_refused_with_what_to_do(client, form):
    refused = {
        "The picture is 600 × 500 pixels. An icon has to be square": drawing(600, 500),
        "at least 512 pixels wide": drawing(200),
        "can&#x27;t be read as a picture": SimpleUploadedFile("icon.svg", b"<svg/>", "image/svg+xml"),
    }
    pages = press_each(form, ({"icon": file} for file in refused.values()))
    for sentence, page in zip(refused, pages, strict=True):
        assert sentence in page
        assert not Publication.objects.get().icon, sentence


def test_icons_whose_files_are_gone_are_the_built_in_ones(client, form, settings):
    form.type(icon=drawing()).press()
    Publication.objects.update(icon="icon/gone/512.png")
    assert client.get("/favicon.ico").status_code == 200

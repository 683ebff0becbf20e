"""What the chief says of the publication: its colour, how to reach it, and that it is seen before readers see it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.urls import reverse
from django.utils.html import escape

from articles import workflow
from front import accent
from front.models import Generation, Publication
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, publish
from tests.front.test_logotype import drawing, open_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in():
    return Desk(staff("Chief"))


@pytest.fixture
def chief(signed_in):
    """The publication's form is open."""
    return open_publication(signed_in)


def kept_of(chief, field, typed):
    """What of each that is typed into the form, as it was opened, is then the publication's own, by what was typed."""
    form, kept = chief.form, {}
    for one in typed:
        with transaction.atomic():
            chief.form = {**form}
            chief.type(**{field: one}).press()
            kept[one] = getattr(Publication.objects.get(), field)
            transaction.set_rollback(True)
    chief.form = form
    return kept


def preview(chief, **typed):
    return chief.post(
        reverse("admin:front_publication_preview"),
        chief.form | typed,
        headers={"X-Requested-With": "fetch"},
    )


# --- The accent ---------------------------------------------------------------------------------------


def test_the_accent_colours_every_page_in_light_and_dark(chief, client):
    assert "/look." not in client.get("/").content.decode(), "the built-in one needs no sheet of its own"
    chief.type(accent=" #0A58CA").press()
    page = client.get("/archive/").content.decode()
    address = re.search(r'<link rel="stylesheet" href="(/look\.0a58ca-[0-9a-f]{6}\.css)">', page)[1]
    answer = client.get(address)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert "--accent: light-dark(#0a58ca, " in answer.content.decode()


def test_a_colour_that_can_not_be_read_is_refused_with_the_nearest_that_can(chief):
    page = chief.type(accent="#ffcc00", name="New name").press().content.decode()
    assert (
        "#ffcc00 is too light to be read: its contrast with the page is 1.3 : 1, and text needs 4.5 : 1. "
        "The nearest colour that can be read is #886c08." in page
    )
    assert not Publication.objects.filter(name="New name").exists()
    open_publication(chief).type(accent="#886c08").press()
    assert Publication.objects.get().accent == "#886c08"


def test_what_is_no_colour_is_refused(chief):
    typed = ["", "red", "#fff", "#12345g", "#0a58ca;}", "url(x)"]
    assert kept_of(chief, "accent", typed) == dict.fromkeys(typed, accent.BUILT_IN)


@pytest.mark.parametrize(
    "colour", ["#000000", "#a3192b", "#0a58ca", "#ffcc00", "#00ff00", "#ffffff", "#777777"]
)
def test_what_is_proposed_and_what_dark_screens_get_can_be_read(colour):
    proposed = accent.nearest(colour, accent.LIGHT)
    accent.check_accent(proposed)
    assert accent.contrast(accent.on_dark(proposed), *accent.DARK) >= 4.5


def test_the_grounds_are_those_of_the_style_sheet():
    tokens = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
    light, dark = tokens.split("prefers-color-scheme: dark")
    for part, grounds in ((light, accent.LIGHT), (dark, accent.DARK)):
        found = [re.search(rf"--{name}: (#\w+);", part)[1] for name in ("paper", "tint")]
        assert [one.replace("#fff", "#ffffff") if len(one) == 4 else one for one in found] == [*grounds]
    assert f"--accent: {accent.BUILT_IN};" in light


# --- Contacts -----------------------------------------------------------------------------------------


def test_every_page_says_how_to_reach_the_publication_to_people_and_machines(chief, client):
    chief.type(
        postal_address="14 Tarry Street\r\nPort Ansel",
        telephone="+49 (40) 123456",
        email="post@halyard.example",
        tips="https://halyard.example/tips",
        advertising_email="ads@halyard.example",
    ).press()
    page = client.get("/archive/").content.decode()
    footer = page[page.index("<footer") :]
    assert "14 Tarry Street<br>Port Ansel" in footer
    assert 'href="tel:+4940123456"' in footer
    assert 'href="mailto:post@halyard.example"' in footer
    front = client.get("/").content.decode()
    assert '"telephone": "+49 (40) 123456"' in front
    assert '{"@type": "ContactPoint", "contactType": "tips", "url": "https://halyard.example/tips"}' in front
    assert '{"@type": "ContactPoint", "contactType": "sales", "email": "ads@halyard.example"}' in front


def test_a_contact_that_leads_nowhere_is_refused(chief):
    typed = ["javascript:x()", "http://halyard.example", "ring us", '"><b>']
    for field in ("telephone", "email", "tips", "advertising_email"):
        assert kept_of(chief, field, typed) == dict.fromkeys(typed, ""), field


def test_what_the_logotype_says_is_told_those_who_do_not_see_it(chief, client):
    chief.type(logotype=drawing(800, 200), logotype_says="The Halyard, since 1848").press()
    assert 'alt="The Halyard, since 1848"' in client.get("/").content.decode()


# --- The preview --------------------------------------------------------------------------------------


def test_the_preview_shows_what_is_typed_and_saves_nothing(chief, client):
    before, generation = Publication.objects.values().get(), Generation.current()
    shown = preview(chief, name="The Ebb", tagline="Twice a day", accent="#0a58ca", logotype_dark="")
    page = shown.content.decode()
    assert "The Ebb" in page
    assert "Twice a day" in page
    assert "/look.0a58ca" in page
    assert "no-store" in shown["Cache-Control"]
    assert Publication.objects.values().get() == before
    assert Generation.current() == generation
    assert "The Ebb" not in client.get("/").content.decode()


def test_the_name_says_why_it_is_not_seen_where_a_logotype_stands(chief):
    said = (
        "The masthead shows the logotype in its place. Change or clear that below to see another name there."
    )
    assert said not in chief.get(chief.address).content.decode()
    chief.type(logotype=drawing(800, 200)).press()
    assert said in chief.get(chief.address).content.decode()


def test_the_preview_shows_a_logotype_that_no_folder_has_yet(chief):
    chief.type(logotype=drawing(800, 200), icon=drawing(512, 512))
    page = preview(chief).content.decode()
    assert re.search(r'src="data:image/webp;base64,[\w+/=]+" width="800" height="200"', page)
    assert not [*Path(settings.MEDIA_ROOT).rglob("*.*")]


def test_the_preview_says_why_there_is_none(chief):
    refused = preview(chief, accent="#ffcc00", name="")
    assert refused.headers["Content-Type"].startswith("text/plain")
    said = refused.content.decode()
    assert "Name: This field is required." in said
    assert "#886c08" in said


def test_without_a_script_the_preview_is_a_page_of_its_own(chief):
    page = chief.post(reverse("admin:front_publication_preview"), chief.form | {"name": "The Ebb"})
    assert "<iframe" in page.content.decode()
    assert "The Ebb" in page.content.decode()
    none = chief.post(reverse("admin:front_publication_preview"), chief.form | {"name": ""})
    assert "What you typed is still in the tab" in none.content.decode()


def test_only_who_may_change_the_publication_sees_it_changed():
    editor = Desk(staff("Editor"))
    assert editor.post(reverse("admin:front_publication_preview"), {"name": "The Ebb"}).status_code == 403
    assert read_form(editor.get(reverse("admin:index")), form="none") == {}


# --- The time zone ------------------------------------------------------------------------------------


def set_zone(chief, zone):
    open_publication(chief).type(time_zone=zone).press()
    assert Publication.objects.get().time_zone == zone


def test_the_publications_clock_is_that_of_readers_and_desk_at_once(signed_in, client):
    with time_machine.travel("2026-03-01T22:30Z", tick=False):
        edition = publish(headline="Pilots return")
        assert client.get("/archive/2026/03/01/").status_code == 200
        set_zone(signed_in, "Asia/Tokyo")
        page = client.get(edition.path).content.decode()
        assert 'data-time-zone="Asia/Tokyo"' in page
        assert "2026-03-02T07:30:00+09:00" in page
        assert "Pilots return" in client.get("/archive/2026/03/02/").content.decode()
        assert "Pilots return" in client.get("/archive/2026/03/02/", {"at": "07:30"}).content.decode()
        assert client.get("/archive/2026/03/01/").status_code == 404
        assert "Times are in Asia/Tokyo." in signed_in.get(reverse("admin:calendar")).content.decode()
        set_zone(signed_in, "")
        assert 'data-time-zone="UTC"' in client.get(edition.path).content.decode()


def test_a_moment_is_typed_and_kept_by_the_publications_clock(signed_in):
    set_zone(signed_in, "Asia/Tokyo")
    article = ArticleFactory()
    signed_in.open(article).type(embargo_until="2031-03-01T06:00").press()
    article.refresh_from_db()
    assert article.embargo_until.isoformat() == "2031-02-28T21:00:00+00:00"


def test_no_address_of_a_published_story_follows_the_clock(signed_in, client):
    """By the clock of Tokyo it was published in April."""
    with time_machine.travel("2026-03-31T20:00Z", tick=False):
        article = publish(headline="Pilots return").article
        path = article.editions.get().path
        assert path.startswith("/2026/03/")
    set_zone(signed_in, "Asia/Tokyo")
    article.headline = "Pilots return to work"
    article.save()
    workflow.record(article, by=None)
    assert publish(article).path == path
    assert client.get(path).status_code == 200
    article.slug = "pilots"
    article.save()
    workflow.record(article, by=None)
    assert publish(article).path == "/2026/03/pilots/"


def test_what_was_typed_before_the_zone_changed_is_meant_as_it_was_typed(signed_in):
    article = ArticleFactory(embargo_until=datetime(2031, 3, 1, 6, 0, tzinfo=UTC))
    editor = Desk(staff("Editor")).open(article)
    set_zone(signed_in, "Asia/Tokyo")
    editor.type(headline="Pilots return").press()
    article.refresh_from_db()
    assert (article.headline, article.embargo_until.hour) == ("Pilots return", 6)
    editor.open(article).type(**{"embargo_until-zone": "../etc/passwd"}).press()
    article.refresh_from_db()
    assert article.embargo_until.hour == 6


def test_the_first_second_of_a_day_is_that_of_the_publications_day(signed_in, client):
    with time_machine.travel("2026-03-01T14:00Z", tick=False):
        set_zone(signed_in, "Asia/Tokyo")
        client.get("/archive/")
    with time_machine.travel("2026-03-01T15:00:05Z", tick=False):
        after = client.get("/archive/", headers={"If-Modified-Since": "Sun, 01 Mar 2026 14:59:59 GMT"})
        assert "Monday 2 March 2026" in after.content.decode()


def test_what_is_no_zone_is_refused(chief):
    typed = ["Europe/Berlim", "../etc/passwd", "Europe", "localtime"]
    assert kept_of(chief, "time_zone", typed) == dict.fromkeys(typed, "")


# --- Its history --------------------------------------------------------------------------------------


def test_the_history_says_what_stood_there_and_what_took_its_place(signed_in):
    Publication.objects.update(name="The Halyard", postal_address="14 Tarry Street")
    open_publication(signed_in).type(
        name="The <Ebb>",
        accent="#0a58ca",
        time_zone="Asia/Tokyo",
        ai_crawlers="none",
        full_text_feeds="on",
        tagline="News " * 20,
        postal_address="1 Quay",
        icon=drawing(512, 512),
    ).press()
    page = signed_in.get(reverse("admin:front_publication_history", args=[1])).content.decode()
    told = LogEntry.objects.get().get_change_message()
    assert escape(told) in page
    for said in [
        "Name (“The Halyard” → “The <Ebb>”)",
        "Accent colour (“#a3192b” → “#0a58ca”)",
        "Time zone (“As this installation has it (UTC)” → “Asia/Tokyo”)",
        "AI crawlers (“All may read” → “None may read, also not to answer questions”)",
        "Whole stories in feeds (no → yes)",
    ]:
        assert said in told, told
    for name in ("Tagline", "Postal address", "Icon"):  # a long one, one of several lines, a picture
        assert re.search(rf"{name}(,| and|\.)", told), told

"""All that readers see is in the language of the publication, whole in German and Arabic; the desk is in English."""

import gettext
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.urls import reverse

from articles.models import Series
from front.models import Publication
from tests.desk import PASSWORD, Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, publish
from tests.newsroom import catalogues
from tests.paper import print_paper

LANGUAGES = {"de": 2, "ar": 6}  # and how many plurals they have
PLACEHOLDER = re.compile(r"%\(\w+\)s|<[^>]+>")
# Names of formats, which are the same everywhere.
NAMES = {"{} (Atom)", "{} (JSON Feed)"}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def test_every_word_that_is_marked_is_translated_and_no_other(language):
    entries = catalogues.read(language)
    del entries["", ""]
    assert {key: entry.get("msgid_plural") for key, entry in entries.items()} == catalogues.marked()
    for key, entry in entries.items():
        assert all(catalogues.translations(entry)), key
        assert "fuzzy" not in entry["flags"], key


def test_every_translation_has_the_placeholders_of_what_it_translates(language):
    for (_, text), entry in catalogues.read(language).items():
        if not text:
            continue
        plural = entry.get("msgid_plural")
        translated = catalogues.translations(entry)
        assert len(translated) == (LANGUAGES[language] if plural else 1), text
        wanted = sorted(PLACEHOLDER.findall(text))
        for one in translated:
            found = sorted(PLACEHOLDER.findall(one))
            # “One story” needs no figure.
            may_lack = {"%(count)s", "%(minutes)s", "%(total)s"} if plural else set()
            assert found == wanted or sorted({*wanted} - may_lack) == sorted(found), one


def test_the_compiled_file_says_what_the_written_one_says(language):
    with catalogues.path_of(language, "mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    written = {}
    for (context, text), entry in catalogues.read(language).items():
        key = f"{context}\x04{text}" if context else text
        if "msgid_plural" in entry:
            written |= {(key, number): one for number, one in enumerate(catalogues.translations(entry))}
        else:
            written[key] = entry["msgstr"]
    assert compiled == written


def test_no_template_for_readers_has_a_word_that_is_not_marked():
    unmarked = {name: {*catalogues.unmarked(name)} - NAMES for name in catalogues.readers_templates()}
    assert {name: words for name, words in unmarked.items() if words} == {}
    assert unmarked


@pytest.fixture
def in_german(settings):
    settings.LANGUAGE_CODE = "de"


@pytest.fixture
def in_arabic(settings):
    settings.LANGUAGE_CODE = "ar"


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def paper(db):
    """A story that was corrected, by two, in a section."""
    Publication(name="Der Hafen", tagline="Nachrichten vom Wasser").save()
    section = SectionFactory(name="Kultur", slug="kultur")
    with time_machine.travel(NOON, tick=False):
        return publish(
            headline="Lotsen beenden ihren Streik",
            section=section,
            bylines=[
                AuthorFactory(name="Ana Ruiz"),
                AuthorFactory(name="Jo Lind"),
                AuthorFactory(name="Tom Okafor"),
            ],
            tags=["hafen"],
            lead_image=ImageFactory(),
        )


def test_a_paper_in_german(client, in_german, paper):
    with time_machine.travel(NOON, tick=False):
        front = page(client, "/")
        assert '<html lang="de" dir="ltr"' in front
        assert "Donnerstag, 26. November 2026" in front
        assert "Wonach suchen Sie?" in front
        assert '<meta property="og:locale" content="de_DE">' in front

        story = page(client, paper.path)
        assert ">Von</span>" in story
        assert "Veröffentlicht am <time" in story
        assert "26. November 2026, 12:00\N{NO-BREAK SPACE}UTC" in story
        assert "1 Min. Lesezeit" in story
        assert '"inLanguage": "de"' in story
        assert "Ana Ruiz, Jo Lind und Tom Okafor" in page(client, "/kultur/")

        found = page(client, "/search/?q=lotsen+oder+zebra")
        assert '1 Artikel mit <q dir="auto">lotsen oder zebra</q>' in found
        assert "<bdi>lotsen oder zebra</bdi>" in found
        assert "Hier gibt es kein Ressort „Sport“." in page(client, "/search/?q=lotsen+section:Sport")

        missing = page(client, "/nichts/", 404)
        assert "Unter dieser Adresse gibt es keine Seite" in missing
        assert "<language>de</language>" in page(client, "/feed/")
        assert "Die neuesten Artikel aus dem Ressort Kultur." in page(client, "/kultur/feed/")
        assert json.loads(page(client, "/search/suggest/?q=kult"))["status"] == "1 Vorschlag"


def test_every_feed_says_in_german_what_it_has(client, in_german, paper):
    Publication.objects.update(tagline="")
    Series.objects.create(title="Der Hafen bei Nacht", slug="nacht").put([paper.article_id])
    author = paper.authors.first().slug
    for above in ("", "kultur/", f"author/{author}/", "tag/hafen/", "series/nacht/", "corrections/"):
        told = json.loads(page(client, f"/{above}feed/json/"))["description"]
        assert re.match(r"Die neuesten|Was Der Hafen", told), above


def test_a_paper_in_arabic_runs_from_the_right(client, in_arabic, paper):
    with time_machine.travel(NOON, tick=False):
        front = page(client, "/")
        assert '<html lang="ar" dir="rtl"' in front
        assert "الخميس 26 نوفمبر 2026" in front
        assert '<meta property="og:locale" content="ar_AR">' in front

        story = page(client, paper.path)
        assert ">بقلم</span>" in story
        assert "دقيقة واحدة للقراءة" in story
        assert "26 نوفمبر 2026، 12:00\N{NO-BREAK SPACE}UTC" in story
        assert "Ana Ruiz وJo Lind وTom Okafor" in page(client, "/kultur/")

        assert 'مقال واحد فيه <q dir="auto">lotsen</q>' in page(client, "/search/?q=lotsen")
        assert "لا توجد صفحة على هذا العنوان" in page(client, "/nichts/", 404)
        assert json.loads(page(client, "/manifest.webmanifest"))["dir"] == "rtl"

    article = paper.article
    article.headline = "Lotsen kehren heim"
    article.save()
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        changed = page(client, f"/corrections/{publish(article).correction.pk}/")
        assert '<header class="page-head">' in changed, "only what is in German runs from the left"


def test_a_headline_runs_as_most_of_its_words_do(client, in_arabic, db):
    for headline, direction in {
        "Google تعلن عن مركز بيانات جديد قرب المرفأ": "rtl",
        "المرشدون ينهون إضرابهم": "rtl",
        "What “مرفأ” means to those who live there": "ltr",
        "2026": "rtl",
    }.items():
        edition = publish(headline=headline)
        assert f'p-name" dir="{direction}">{headline}</h1>' in page(client, edition.path)


def test_words_in_other_letters_say_their_language_to_screen_readers_and_machines(client, db):
    for headline, attributes, language in [
        ("Google تعلن عن مركز بيانات جديد قرب المرفأ", 'dir="rtl" lang="ar"', "ar"),
        ("新港口在老城区开放", 'dir="ltr" lang="zh"', "zh"),
        ("東京の新しい港", 'dir="ltr" lang="ja"', "ja"),
        ("What “مرفأ” means to those who live there", 'dir="ltr"', "en-gb"),
        ("Лоцманы вернулись", 'dir="ltr"', "en-gb"),
        ("2026", 'dir="ltr"', "en-gb"),
    ]:
        edition = publish(headline=headline)
        story = page(client, edition.path)
        assert f'p-name" {attributes}>{headline}</h1>' in story
        assert f'"inLanguage": "{language}"' in story, headline
        of_its_own = 'class="body e-content" dir="auto" lang=' in story
        assert of_its_own == (language != "en-gb"), headline
        assert f'{attributes}><a class="u-url" href="{edition.path}">{headline}</a>' in page(client, "/")


def test_a_story_in_another_language_says_so_wherever_it_is_told_of(client, db):
    editor = Desk(staff("Editor"))
    article = ArticleFactory(headline="Lotsen kehren zurück", standfirst="Nach neun Tagen.", kicker="Hafen")
    editor.open(article).type(language="de").press("_publish")
    edition = article.editions.get()
    story = page(client, edition.path)
    for words in (
        'lang="de">Hafen</p>',
        'lang="de">Lotsen',
        'lang="de">Nach',
        'e-content" dir="auto" lang="de"',
    ):
        assert words in story
    assert '"inLanguage": "de"' in story
    for path in (
        "/",
        edition.section.get_absolute_url(),
        "/search/?q=lotsen",
        f"{edition.first_published_at:/archive/%Y/%m/%d/}",
    ):
        assert 'lang="de"' in page(client, path), path
    assert "<dc:language>de</dc:language>" in page(client, "/feed/")
    assert '<entry xml:lang="de">' in page(client, "/feed/atom/")
    assert json.loads(page(client, "/feed/json/"))["items"][0]["language"] == "de"
    editor.open(article).type(language="").press("_save")
    newest, before = article.revisions.order_by("-pk")[:2]
    compared = reverse("admin:articles_article_compare", args=[article.pk])
    assert "German" in page(editor, f"{compared}?a={before.pk}&b={newest.pk}")


def test_every_page_can_be_made_in_any_language(client, settings, db):
    paper = print_paper()
    for code in ("de", "ar", "nl"):
        settings.LANGUAGE_CODE = code
        caches["pages"].clear()
        for name, address in paper.items():
            response = client.get(address)
            assert response.status_code in {200, 404, 410}, (code, name)
            shown = response.content.decode()
            assert f'<html lang="{code}"' in shown, name
            if code == "nl":  # of which there are no words: all is English, but for the dates
                assert "Skip to the content" in shown, name


def test_an_error_that_needs_no_database_is_told_in_the_language_of_the_publication(in_arabic):
    from django.template import loader

    for name in ("400.html", "500.html"):
        shown = loader.get_template(name).render()
        assert '<html lang="ar" dir="rtl">' in shown
        assert not re.search(r">[^<]*[A-Za-z]{4}[^<]*<", shown.partition("</head>")[2]), name


def test_the_desk_stays_in_english_from_the_left(client, in_arabic, paper):
    chief = staff("Chief", username="chief")
    assert '<html lang="en-gb" dir="ltr"' in page(client, reverse("admin:login"))
    client.login(username="chief", password=PASSWORD)
    for address in (
        reverse("admin:index"),
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_article_change", args=[paper.article_id]),
        reverse("admin:password_change"),
        reverse("admin:authors_user_change", args=[chief.pk]),
        reverse("admin:jsi18n"),
    ):
        shown = page(client, address)
        if shown.startswith("<"):
            assert 'lang="en-gb"' in shown, address
            assert 'dir="ltr"' in shown.partition("<body")[0], address
        assert not re.search(r"[\u0600-\u06ff]{2}", shown), address


def test_what_the_desk_previews_and_publishes_is_in_the_readers_language(client, in_german, paper):
    staff("Chief", username="chief")
    client.login(username="chief", password=PASSWORD)
    shown = page(client, reverse("admin:articles_article_preview", args=[paper.article_id]))
    assert "As readers have it" in shown
    assert "Min. Lesezeit" in shown
    layouts = client.post(reverse("admin:front_layout_preview"), {"planned": "1", "when": "now"})
    assert "Wonach suchen Sie?" in layouts.content.decode()


def test_a_change_of_language_makes_kept_pages_anew(client, settings, paper):
    assert "Search" in page(client, "/")
    settings.LANGUAGE_CODE = "de"
    caches["pages"].clear()  # which ends with the process that kept them
    assert "Suche" in page(client, "/")

"""Readers find what they mean: by words, names and dates, however they spell it, and nothing that isn't live."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from taggit.models import Tag

from articles import tagging, workflow
from articles.models import Edition, TagAlias
from articles.search import conditions, matches, search
from tests.articles.test_search_grammar import TYPED
from tests.cases import for_now
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db


def found(typed, **options):
    return [edition.headline for edition in search(typed, **options)["editions"]]


def published(headline, moment, **story):
    """A story that has been live since then; `moment` is an ISO date."""
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
        return publish(headline=headline, **story)


@pytest.fixture
def paper():
    """Three stories with all by which search can be narrowed."""
    culture = SectionFactory(name="Arts & Culture", slug="culture")
    stage = SectionFactory(name="Stage", slug="stage", parent=culture)
    sport = SectionFactory(name="Sport", slug="sport")
    ana, jo = AuthorFactory(name="Ana Ruíz", slug="ana-ruiz"), AuthorFactory(name="Jo Lind", slug="jo-lind")
    published("Ferry opera opens", "2026-03-02", section=stage, bylines=[ana], tags=["High Tides"])
    published("Ferry race begins", "2026-04-01", section=sport, bylines=[jo, ana], tags=["races"])
    published("Ferry museum closes", "2025-12-31", section=culture, bylines=[jo], tags=["High Tides"])


def test_what_is_asked_for_narrows_what_is_found(paper):
    for typed, headlines in [
        ("ferry author:ana-ruiz", ["Ferry race begins", "Ferry opera opens"]),
        ('ferry author:"Ana Ruiz"', ["Ferry race begins", "Ferry opera opens"]),
        ("author:lind", ["Ferry race begins", "Ferry museum closes"]),
        ("author:lind author:ruiz", ["Ferry race begins"]),
        ("ferry -author:lind", ["Ferry opera opens"]),
        ("section:culture", ["Ferry opera opens", "Ferry museum closes"]),
        ('section:"arts & culture"', ["Ferry opera opens", "Ferry museum closes"]),
        ("section:culture/stage", ["Ferry opera opens"]),
        ("ferry -section:stage", ["Ferry race begins", "Ferry museum closes"]),
        ("tag:high-tides", ["Ferry opera opens", "Ferry museum closes"]),
        ('tag:"high tides" opera', ["Ferry opera opens"]),
        ("after:2026-03", ["Ferry race begins", "Ferry opera opens"]),
        ("after:2026-03-03", ["Ferry race begins"]),
        ("before:2026", ["Ferry museum closes"]),
        ("ferry after:2026-03 before:2026-04-01", ["Ferry opera opens"]),
        ("after:2027", []),
        ("opera or museum", ["Ferry opera opens", "Ferry museum closes"]),
        ("ferry race or museum", ["Ferry race begins", "Ferry museum closes"]),
        ("-opera", ["Ferry race begins", "Ferry museum closes"]),
        ("ferry -opera -race", ["Ferry museum closes"]),
        ('"ferry race"', ["Ferry race begins"]),
        ('"race ferry"', []),
        ('-"ferry race" ferry', ["Ferry opera opens", "Ferry museum closes"]),
    ]:
        assert sorted(found(typed)) == sorted(headlines), typed
        if not any(word in typed for word in ("ferry", "opera", "race")):
            assert found(typed) == headlines, f"without words the newest come first: {typed}"


def test_a_day_is_that_of_the_publication(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    with timezone.override("Pacific/Auckland"):
        published("New year", "2025-12-31T12:00")
        assert found("after:2026") == ["New year"]
        assert found("before:2026") == []


def test_a_name_that_is_nobodys_is_said(client, paper):
    for name, value in (("author", "nobody"), ("section", "nowhere"), ("tag", "nothing")):
        page = client.get("/search/", {"q": f"ferry {name}:{value}"})
        assert f"There is no {name} “{value}” here." in page.content.decode()
        assert page.context["count"] == 0, name
        assert client.get("/search/", {"q": f"ferry -{name}:{value}"}).context["count"] == 3, name


def test_a_date_that_is_none_is_said_in_a_sentence_and_the_rest_is_searched(client, paper):
    page = client.get("/search/", {"q": "opera before:rubbish"})
    assert "“rubbish” is no date, so it was left out." in page.content.decode()
    assert page.context["count"] == 1
    alone = client.get("/search/", {"q": "before:rubbish"}).content.decode()
    assert "is no date" in alone
    assert "No story has" not in alone


def test_a_filter_without_a_name_is_said_and_the_rest_is_searched(client, paper):
    for typed in ("ferry tag:", "author: ferry -section:", 'ferry section:""', "tag:!! ferry"):
        page = client.get("/search/", {"q": typed})
        text = page.content.decode()
        if typed.startswith("author"):
            assert "There is no author “ferry” here." in text
        else:
            assert page.context["count"] == 3, typed
        name = re.findall("(section|tag):", typed)[-1]
        assert f"After “{name}:” a name is missing, so it was left out." in text, typed
        assert "instead" not in page.context, typed
    for name in ("section", "tag"):
        alone = client.get("/search/", {"q": f"{name}:"}).content.decode()
        assert f"After “{name}:” a name is missing, so it was left out." in alone
        assert "No story has" not in alone, name


def test_words_that_are_in_every_text_are_said_to_say_nothing(client, paper):
    assert "stand in nearly every story" in client.get("/search/", {"q": "the and"}).content.decode()
    assert found("the opera") == ["Ferry opera opens"]


SMALL = [
    "Will Smith sings", "Willow Smith says she will dance", "Dwayne The Rock Johnson lifts", "The boat hits a rock",
    "Lynda shares her own me too story", "Too far for me", "Der Käpt’n: Not the harbour!", "The harbour is not closed",
]  # fmt: skip


def test_small_words_count_in_a_phrase_and_where_nothing_else_is_asked_for():
    for headline in SMALL:
        publish(headline=headline, standfirst="", body="<p>Nothing else.</p>")
    for typed, headlines in [
        ('"will smith"', ["Will Smith sings"]),
        ('"WILL smith"', ["Will Smith sings"]),
        ('"the rock"', ["Dwayne The Rock Johnson lifts"]),
        ('"not the harbour"', ["Der Käpt’n: Not the harbour!"]),
        ('"der kapt\'n not"', ["Der Käpt’n: Not the harbour!"]),
        ('"me too"', ["Lynda shares her own me too story"]),
        ('"too me"', []),
        ('"me too" lynda', ["Lynda shares her own me too story"]),
        ('"too me" lynda', []),
        ('"me too" or "the rock"', ["Lynda shares her own me too story", "Dwayne The Rock Johnson lifts"]),
        ('"will smith" or boat', ["Will Smith sings", "The boat hits a rock"]),
        ('rock -"the rock"', ["The boat hits a rock"]),
        ('smith -"she will"', ["Will Smith sings"]),
        ("me too", ["Lynda shares her own me too story", "Too far for me"]),
        ("me too or far", ["Lynda shares her own me too story", "Too far for me"]),
        ("the", ["Dwayne The Rock Johnson lifts", "The boat hits a rock", *SMALL[6:]]),
        ("me too -story", ["Too far for me"]),
        ("me too before:2000", []),
    ]:
        assert sorted(found(typed, exactly=True)) == sorted(headlines), typed


def test_a_phrase_with_small_words_is_found_wherever_it_stands():
    author = AuthorFactory(name="Ana of the Lakes")
    publish(
        headline="In the text",
        body="<p>This <em>is</em> us &amp; them, or so they say.</p>",
        bylines=[author],
    )
    publish(headline="In the standfirst", standfirst="“This is us,” they say.", tags=["All of the Lakes"])
    publish(headline="Us, is this", standfirst="This sis us.", body="<p>Is this us? This was us.</p>")
    assert sorted(found('"this is us"')) == ["In the standfirst", "In the text"]
    assert found('"us & them"') == ["In the text"]
    assert found('"ana of the lakes"') == ["In the text"]
    assert found('"all of the lakes"') == ["In the standfirst"]


def test_headlines_with_the_words_side_by_side_come_first():
    """However much older they are than those that have the words elsewhere."""
    others = ["Smith, Smith and Smith: she will", "Rock, rock, rock around the clock", "Too far for me", "Us",
              "Races of a ferry, of a boat and of a ferry"]  # fmt: skip
    for headline in others:
        published(headline, "2026-01-01", standfirst="", body="<p>Smith. Rock. Us.</p>")
    for typed, first in {
        "will smith": "Will Smith sings",
        "the rock": "Dwayne The Rock Johnson lifts",
        "me too": "Lynda shares her own me too story",
        "this is us": "Why this is us",
        "ferry races": "Ferry races",
        "ferry or boat races": "Boat races",
    }.items():
        with for_now():
            published(first, "2016-01-01", standfirst="", body="<p>Long ago.</p>")
            assert len(found(typed)) > 1, typed
            assert found(typed)[0] == first, typed


def test_the_form_that_was_typed_comes_before_others_of_its_stem():
    published("Lives of thousands", "2026-01-01", standfirst="", body="<p>A cure for AIDS is near.</p>")
    published("Convoy carries aid", "2026-01-01", standfirst="", body="<p>Over the bridge.</p>")
    published("Living with AIDS", "2016-01-01", standfirst="", body="<p>For many years.</p>")
    published("Aid for the aide", "2026-01-02", standfirst="", body="<p>Over the bridge.</p>")
    assert found("AIDS")[:2] == ["Living with AIDS", "Lives of thousands"]
    assert found("aid")[:2] == ["Aid for the aide", "Convoy carries aid"]
    assert found("aides")[0] == "Aid for the aide", "another form is found too"


def test_where_only_headlines_are_looked_through_the_page_says_so(client):
    publish(
        headline="Lynda shares her own me too story",
        standfirst="It began with #MeToo.",
        body="<p>Me too.</p>",
    )
    publish(headline="Sparked by tweets", standfirst="The Me Too movement.", body="<p>Me too.</p>")
    for typed, said in (("me too", True), ('"me too"', True), ("lynda too", False), ("tweets", False)):
        text = client.get("/search/", {"q": typed}).content.decode()
        assert "1 story with" in text
        assert ("only headlines are looked through" in text) is said, typed


def test_an_archive_whose_words_were_not_read_anew_is_searched_as_before(client):
    for headline in SMALL:
        publish(headline=headline)
    section = Edition.objects.first().section.slug
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_edition SET search = ts_delete(search,"
            " ARRAY(SELECT word FROM unnest(tsvector_to_array(search)) AS word WHERE word LIKE '=w%'))"
        )
    assert "stand in nearly every story" in client.get("/search/", {"q": "me too"}).content.decode()
    assert found(f"the section:{section}")
    assert found('"the rock"') == ["Dwayne The Rock Johnson lifts"]
    assert found("will smith")[0] == "Will Smith sings"
    call_command("rebuild_search", stdout=StringIO())
    assert found("me too")[0] == "Lynda shares her own me too story"


def test_a_short_word_that_stories_have_is_not_made_shorter():
    publish(headline="A cure for AIDS")
    publish(headline="Epidemic of ads")
    context = search("aids epidemic")
    assert not context.get("instead")
    assert not context.get("perhaps")


def test_what_was_understood_can_be_taken_away_part_by_part(client, paper):
    page = client.get(
        "/search/", {"q": 'ferry -museum "ferry race" author:jo-lind after:2026-03'}
    ).content.decode()
    chips = re.findall(
        r'<li><a href="([^"]+)" rel="nofollow"><span class="visually-hidden">Take away: </span><bdi>(.*?)</bdi>',
        page,
    )
    assert [label for _, label in chips] == [
        "Without museum",
        "“ferry race”",
        "Author: Jo Lind",
        "From 1 March 2026",
    ]
    without = [parse_qs(urlsplit(address.replace("&amp;", "&")).query)["q"][0] for address, _ in chips]
    assert without[0] == 'ferry "ferry race" author:jo-lind after:2026-03'
    assert without[3] == 'ferry -museum "ferry race" author:jo-lind'


def test_the_choices_say_how_many_stories_they_leave_and_keep_to_that(client, paper):
    page = client.get("/search/", {"q": "ferry"})
    choices = {
        (facet["label"], choice["name"]): choice
        for facet in page.context["facets"]
        for choice in facet["choices"]
    }
    assert {key: choice["count"] for key, choice in choices.items()} == {
        ("Section", "Arts & Culture"): 1, ("Section", "Sport"): 1, ("Section", "Stage"): 1,
        ("Author", "Ana Ruíz"): 2, ("Author", "Jo Lind"): 2, ("Tag", "High Tides"): 2, ("Tag", "races"): 1,
        ("Year", "2026"): 2, ("Year", "2025"): 1,
    }  # fmt: skip
    for (kind, name), choice in choices.items():
        if name != "Arts & Culture":  # whose filter takes its subsections in
            assert search(choice["query"])["count"] == choice["count"], (kind, name)


def test_nothing_that_search_makes_leads_a_crawler_on(client, paper):
    page = client.get("/search/", {"q": "ferry author:lind"}).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    links = re.findall(r'<a [^>]*href="(?:/search/)?\?[^>]*>', page)
    assert len(links) > 3
    assert all("nofollow" in link for link in links), links
    assert 'content="noindex"' not in client.get("/search/").content.decode(), "it is a page like others"


def test_where_no_word_was_typed_that_is_said_and_nothing_looks_like_a_result(client, paper):
    for typed in ("!!!", "🚢", "_", '""', "-", "*", " ?! - ", "<", "or"):
        html = client.get("/search/", {"q": typed}).content.decode()
        said = re.findall(r'<p class="found-problem" role="status">(.*?)</p>', html)
        of = escape(typed.strip())
        assert said == [f"There is no word to search for in “{of}”. Type a word, a name or a number."]
        assert "Ferry" not in html.partition("<main")[2], typed
        assert '<meta name="robots" content="noindex">' in html, typed


def test_where_nothing_was_typed_the_latest_stories_stand_there(client, paper):
    for typed in ("", " ", "\x00"):
        html = client.get("/search/", {"q": typed}).content.decode()
        assert "found-problem" not in html, repr(typed)
        assert "Ferry opera opens" in html.partition(">Latest<")[2], repr(typed)


def test_what_is_new_comes_before_what_is_old_and_says_the_same():
    for year in (2020, 2026, 2023):
        published(f"Ferry strike of {year}", f"{year}-01-01")
    assert found("ferry strike") == [f"Ferry strike of {year}" for year in (2026, 2023, 2020)]


def test_only_the_newest_of_very_many_are_put_in_order_and_that_is_said(client, monkeypatch):
    monkeypatch.setattr(matches, "MOST_RANKED", 4)
    for year in range(2010, 2026):
        published(f"Ferry {year}", f"{year}-06-01")
    page = client.get("/search/", {"q": "ferry"})
    assert page.context["count"] == 4
    assert "More than 4 stories" in " ".join(page.content.decode().split())
    assert {edition.headline for edition in page.context["editions"]} == {
        f"Ferry {year}" for year in range(2022, 2026)
    }
    assert found("ferry before:2013") == ["Ferry 2012", "Ferry 2011", "Ferry 2010"]
    assert found('"ferry 2010"') == ["Ferry 2010"], "however old it is"
    assert not search('"ferry 2010"')["more"]


def test_where_only_the_newest_are_counted_the_choices_say_at_least_how_many_they_leave(client, monkeypatch):
    monkeypatch.setattr(matches, "MOST_RANKED", 4)
    sport, culture = SectionFactory(name="Sport"), SectionFactory(name="Culture")
    for number in range(8):
        published(f"Ferry {number}", f"2025-06-0{number + 1}", section=[sport, culture][number % 2])

    def counts(typed):
        page = client.get("/search/", {"q": typed}).content.decode()
        return re.findall(r"<bdi>(\w+)</bdi> <span class=\"facet-count\">(.*?)</span></a>", page)

    said = '<span class="visually-hidden">, stories: at least 2</span><span aria-hidden="true">2+</span>'
    assert counts("ferry")[:2] == [("Culture", said), ("Sport", said)]
    said = '<span class="visually-hidden">, stories: </span>1'
    assert counts("ferry after:2025-06-07")[:2] == [("Culture", said), ("Sport", said)]


def test_the_stretches_of_time_leave_no_moment_out_and_hold_none_twice():
    newest = datetime(2026, 11, 26, 12, tzinfo=UTC)
    moments = [
        newest - timedelta(days=days) for days in (0, 1, 25, 26, 60, 90, 100, 700, 731, 5000, 6000, 40_000)
    ]
    moments += [datetime(year, month, 1, tzinfo=UTC) for year in (2024, 2026) for month in (1, 9, 11)]
    for number, moment in enumerate(moments):
        published(f"Story {number}", moment.replace(tzinfo=None).isoformat())
    for after, before in [(None, None), (moments[7], None), (None, moments[3]), (moments[9], moments[1])]:
        seen = []
        for within, marks in conditions.rungs(newest, after, before):
            stretch = Edition.objects.filter(within)
            assert marks is None or set(stretch) == set(stretch.filter(search=marks)), (
                "each has its month's mark"
            )
            seen += stretch.values_list("first_published_at", flat=True)
        expected = [one for one in moments if (not after or one >= after) and (not before or one < before)]
        assert sorted(seen) == sorted(expected)


def test_accents_and_plurals_make_no_difference():
    publish(headline="Fernández opens two museums")
    for typed in ("fernandez", "Fernández", "museum", "fernández's museums", "opening museum"):
        assert found(typed) == ["Fernández opens two museums"], typed


def test_words_are_inflected_in_the_language_of_the_publication(client, settings):
    publish(headline="Die Häuser am Hafen", body="<p>Viele Lotsen streikten.</p>", tags=["Hansestädte"])
    desk = Desk(staff("Editor"))

    def at_the_desk(typed):
        return "Die Häuser" in desk.get("/admin/articles/article/", {"q": typed}).content.decode()

    assert found("haus") == []
    settings.SEARCH_LANGUAGE = "de"
    call_command("rebuild_search", stdout=StringIO())
    for typed in ("haus", "Häusern", "lotse", "hansestadt section:" + Edition.objects.get().section.slug):
        assert found(typed) == ["Die Häuser am Hafen"], typed
    assert at_the_desk("lotse")
    settings.SEARCH_LANGUAGE = "zh"
    call_command("rebuild_search", stdout=StringIO())
    assert search("haus", exactly=True)["count"] == 0
    assert found("hauser") == ["Die Häuser am Hafen"]


FORMS = {
    "en": ["mouse mice", "woman women", "child children", "wife wives", "Foot feet", "criterion criteria",
           "grandchild grandchildren", "policeman policemen", "bus buses", "gas gases", "lens lenses",
           "airbus airbuses", "plateau plateaux"],
    "de": ["Ärztin Ärztinnen Aerztin Aerztinnen arztinnen", "Lehrerin Lehrerinnen"],
    "ar": ["انتخابات الانتخابات انتخاب الانتخاب", "مكتبات مكتبة المكتبة المكتبات مكتبه",
           "اتفاقيات اتفاقية الاتفاقية الاتفاقيات"],
}  # fmt: skip


@pytest.mark.parametrize("language", FORMS)
def test_the_singular_finds_the_plural_and_the_other_way_round(settings, language):
    settings.SEARCH_LANGUAGE = language
    call_command("rebuild_search", stdout=StringIO())
    for typed in FORMS[language]:
        with for_now():
            forms = typed.split()
            for form in forms:
                publish(headline=form, standfirst="", body="<p>.</p>")
            for form in forms:
                assert sorted(found(form)) == sorted(found(f'"{form}"')) == sorted(forms), form
                marked = {one.marked_headline for one in search(form)["editions"]}
                assert marked == {f"<mark>{one}</mark>" for one in forms}
                assert found(f"-{form}") == [], form
                assert "instead" not in search(form), form


def test_the_number_that_was_typed_comes_first_and_a_commoner_verb_is_no_plural():
    published("Three blind mice run", "2026-01-01")
    published("A blind mouse runs", "2025-01-01")
    assert found("mouse") == ["A blind mouse runs", "Three blind mice run"]
    assert found('"blind mice"') == ["Three blind mice run", "A blind mouse runs"]
    assert search("blind mosue")["instead"] == "blind mouse"
    published("They live by the sea", "2025-01-01")
    published("A life by the sea", "2025-01-01")
    assert found("life") == ["A life by the sea"]
    assert "A life by the sea" in found("lives")
    published("Omen", "2025-01-01")
    assert found("oman", exactly=True) == []


def test_a_typo_is_forgiven_and_that_is_said(client):
    publish(headline="Harbour treaty signed", body="<p>At the embassy, Marta Fernández smiled.</p>",
            bylines=[AuthorFactory(name="Zsófia Márton")])  # fmt: skip
    for typed, instead in {
        "habour": "harbour", "harbuor": "harbour", "Fernandes": "Fernández", "embasy treaty": "embassy treaty",
        '"harbour treety"': '"harbour treaty"', "traety -zebra": "treaty -zebra", "zofia": "zsófia",
        "teh treaty": "the treaty", "adn teh harbuor treaty": "and the harbour treaty",
    }.items():  # fmt: skip
        page = client.get("/search/", {"q": typed})
        assert page.context["count"] == 1, typed
        assert page.context.get("instead") == instead, typed
        text = page.content.decode()
        assert "Showing results for" in text, typed
        [link] = re.findall(r'Search instead for <a href="([^"]+)"', text)
        exactly = client.get("/search/" + link.replace("&amp;", "&"))
        assert exactly.context["count"] == 0, typed
        assert exactly.context["query"] == typed
        assert "instead" not in exactly.context, typed
    assert "instead" not in search("form"), "no story has it, and it is a word"


def test_a_name_that_is_another_word_is_put_right_where_it_stands_with_nothing():
    for number in range(4):
        publish(headline=f"Hillary Clinton speaks {number}")
        publish(headline=f"John McCain votes {number}")
        publish(headline=f"Robert Mueller asks {number}")
    for headline in ("Hilary Duff sings", "Jon Snow returns", "Robert Miller retires", "Brittany by bicycle"):
        publish(headline=headline)
    publish(headline="Britney Spears tours")
    for typed, meant in {
        "hilary clinton": "hillary clinton", "jon mccain": "john mccain", "robert muller": "robert mueller",
        "brittany spears": "britney spears", "hilary clinton after:2020": "hillary clinton after:2020",
    }.items():  # fmt: skip
        assert search(typed).get("instead") == meant, typed
    assert search("hilary duff").get("instead") is None


def test_a_word_that_many_stories_have_is_not_replaced_where_it_stands_with_nothing(client):
    for number in range(6):
        publish(headline=f"A mother speaks {number}")
        publish(headline=f"Jon votes {number}", standfirst="", body="<p>Nothing else.</p>")
    for headline in ("Some other Theresa", "Another Theresa, no other", "The other Theresa"):
        publish(headline=headline)
    page = client.get("/search/", {"q": "mother teresa"})
    assert (page.context["count"], page.context.get("instead"), page.context.get("perhaps")) == (
        0,
        None,
        None,
    )
    assert "No story has" in page.content.decode()
    for number in range(6):
        publish(headline=f"John McCain asks {number}")
    context = search("jon mccain")
    assert (context["count"], context.get("instead"), context.get("perhaps")) == (0, None, "john mccain")


def test_a_short_word_of_a_story_is_replaced_only_where_several_are_found(client):
    publish(headline="Dogs bark")
    publish(headline="Mars is red")
    publish(headline="Marks for dogs")
    page = client.get("/search/", {"q": "dogs mars"})
    assert (page.context["count"], page.context["perhaps"]) == (0, "dogs marks")
    assert "No story has" in page.content.decode()


def one_is_found_by(typed):
    """What was searched instead of each by which one story is found, by what was typed."""
    told = {one: search(one) for one in typed}
    return {one: context.get("instead") for one, context in told.items() if context["count"] == 1}


def test_what_is_written_as_one_word_or_two_is_found_either_way():
    publish(
        headline="A treaty on health care", body="<p>Signed on the White House lawn, seen on Facebook.</p>"
    )
    publish(headline="Healthier warehouses")
    meant = {
        "healthcare": '"health care"', "Healthcare treaty": '"Health care" treaty', "face book": "facebook",
        '"whitehouse lawn"': '"white house lawn"', "-zebra lawn face book": "-zebra lawn facebook",
    }  # fmt: skip
    assert one_is_found_by(meant) == meant
    assert [instead for instead in meant.values() if search(instead)["count"] != 1] == []


def test_a_word_without_its_hyphen_is_not_taken_for_another():
    publish(headline="Jay-Z sings with Beyoncé")
    publish(headline="Kendrick plays jazz to men in shirts and sings")
    publish(headline="X-Men in a T-shirt")
    meant = {
        "jayz": "jay-z",
        "Jayz sings": "Jay-z sings",
        "xmen": "x-men",
        "tshirt": "t-shirt",
        "jayz beyonse": "jay-z beyoncé",
    }
    assert one_is_found_by(meant) == meant


def test_a_word_without_its_hyphen_is_found_within_a_longer_one():
    meant = {"Email": "E-mail", "email server": "e-mail server", "Emailserver": "E-mail-server"}
    for headline in ("E-Mail-Server hacked", "An e-mail server leaks", "The e-mail-server leaks"):
        with for_now():
            publish(headline=headline, standfirst="", body="<p>A list of men; mail the server.</p>")
            assert one_is_found_by(meant) == meant, headline
            assert search("alist").get("instead") != "a-list", headline


def test_a_word_without_its_apostrophe_is_not_taken_for_another():
    for headline in (
        "Why they can't wait", "They won’t: it isn't so", "Aren’t they late?", "It doesn’t fly", "They're by O'Neil",
        "A cat and there an ardent fan", "I want to dine", "Isa and the doe, one nil",
    ):  # fmt: skip
        publish(headline=headline, standfirst="", body="<p>Nothing else.</p>")
    for typed, instead in {
        "cant": "can't", "wont": "won't", "arent": "aren't", "isnt": "isn't", "doesnt": "doesn't",
        "theyre": "they're", "Doesnt fly": "Doesn't fly", "doesnt flyy": "doesn't fly", "oneil": "o'neil",
    }.items():  # fmt: skip
        context = search(typed)
        assert context.get("instead") == instead, typed
        headlines = [edition.headline for edition in context["editions"]]
        assert headlines == found(instead, exactly=True) != [], typed


def test_what_stands_only_before_an_apostrophe_is_no_word():
    publish(headline="It doesn't, it isn’t, aujourd’hui", tags=["Who doesn't"])
    for typed in ("doesm", "doesnn", "isnn", "aujourdd"):
        context = search(typed)
        assert context["count"] == 0, typed
        assert not context.get("instead"), typed
        assert not context.get("perhaps"), typed
    publish(headline="Fernández’s harbour")
    assert search("fernandes")["instead"] == "fernández", "whose it is may be said of a word"


def test_an_apostrophe_is_put_in_only_where_a_story_has_it():
    publish(headline="It doesn't")
    assert search("trumpt")["count"] == 0
    publish(headline="Trump speaks")
    assert search("trumpt")["instead"] == "trump"


def test_a_name_that_sounds_like_another_is_put_right_where_it_is_spelt_with_other_letters():
    publish(headline="Stephen Colbert laughs")
    publish(headline="Steven Spielberg films, and the seven stevens")
    publish(headline="A shepherd and his flock")
    assert search("steven colbert")["instead"] == "stephen colbert"
    assert search("shephard flock")["instead"] == "shepherd flock"
    assert "instead" not in search("steven spielberg")


def test_what_may_be_the_short_form_of_a_longer_word_is_not_replaced_and_that_is_offered(client):
    publish(headline="Satellite leaves its orbit")
    page = client.get("/search/", {"q": "obit"})
    assert page.context["instead"] == "orbit", "as long as it is short for nothing"
    publish(headline="The obituary of a pilot")
    page = client.get("/search/", {"q": "obit"})
    assert (page.context["count"], page.context["perhaps"]) == (0, "obituary")
    assert "instead" not in page.context
    publish(headline="Obits of the year")
    assert found("obit") == ["Obits of the year"]


def test_words_written_as_one_are_found_though_one_is_small_or_they_are_three():
    publish(
        headline="Same-sex marriage",
        body="<p>Black lives matter. In black and white. Save the bees! A follow-up.</p>",
    )
    publish(
        headline="The same of either sex, who follow up",
        body="<p>It matters, all black lives. The bee saves.</p>",
    )
    for typed, instead in {
        "samesex": "same-sex", "Samesex marriage": "Same-sex marriage", "followup": "follow-up",
        "#blacklivesmatter": '"black lives matter"', "#BlackLivesMatter": '"Black lives matter"',
        "blackandwhite": '"black and white"', "savethebees -zebra": '"save the bees" -zebra',
        '"#blacklivesmatter"': '"black lives matter"',
        "samesex #blacklivesmatter": 'same-sex "black lives matter"',
    }.items():  # fmt: skip
        context = search(typed)
        assert context.get("instead") == instead, typed
        assert [edition.headline for edition in context["editions"]] == ["Same-sex marriage"], typed


def test_a_hash_sign_before_a_word_is_left_out():
    publish(headline="#MeToo in the #Statehouse")
    for typed in ("#metoo", "metoo", "#Statehouse -#ferry", "# metoo", '"#MeToo in the #Statehouse"'):
        assert found(typed, exactly=True) == ["#MeToo in the #Statehouse"], typed


def test_a_word_in_capitals_may_be_a_short_form_and_is_only_offered_another():
    publish(headline="Scouts camp in the harbour")
    publish(headline="Hillary Clinton speaks")
    publish(headline="Hilary Duff sings of X-Men who fly")
    for typed, meant in {
        "SCOTUS": "Scouts", "SCOTUS harbour": "Scouts harbour", "scouts HABOUR": "scouts Harbour",
        "SCOTUS harbuor": "Scouts harbour", "HILARY Clinton": "Hillary Clinton", "“HABOUR”": '"Harbour"',
    }.items():  # fmt: skip
        context = search(typed)
        assert (context["count"], context.get("instead"), context.get("perhaps")) == (0, None, meant), typed
    for typed, meant in {
        "scotus": "scouts", "Scotus": "Scouts", "SCOTUS HABOUR": "Scouts Harbour", "XMEN fly": "X-men fly",
        "hilary clinton": "hillary clinton",
    }.items():  # fmt: skip
        assert search(typed).get("instead") == meant, typed


def test_half_a_word_that_is_in_every_text_is_none():
    publish(headline="The rapist is tried")
    assert search("therapist").get("instead") is None


def test_a_word_that_no_story_has_is_not_replaced_by_one_that_only_looks_alike(client):
    publish(
        headline="Poets recite",
        body="<p>Whoever receives mail may cover a mile to the bar, and loves caves.</p>",
    )
    for typed, offered in {
        "recipe": "recite", "covid": "cover", "mice": "mile", "recipes": "receives", "bat": "bar",
        "loaves": "loves", "calves": "caves",
    }.items():  # fmt: skip
        page = client.get("/search/", {"q": typed})
        text = page.content.decode()
        assert page.context["count"] == 0, typed
        assert "instead" not in page.context, typed
        assert f'No story has <q dir="auto">{typed}</q>' in text
        assert f'Did you mean <a href="?q={offered}" rel="nofollow" dir="auto">{offered}</a>?' in text


def test_slips_of_the_keyboard_are_put_right_in_short_words_too():
    publish(headline="Trump before parliament")
    meant = {
        "trupm": "trump",
        "tump": "trump",
        "trum": "trump",
        "trrump": "trump",
        "parliamenk": "parliament",
    }
    assert {typed: search(typed).get("instead") for typed in meant} == meant


def test_dots_and_hyphens_within_a_word_make_no_difference():
    for headline, typed in [
        ("NFL season", "N.F.L."), ("NFL season", "n.f.l"), ("N.F.L. season", "N.F.L."), ("An email leaks", "e-mail"),
        ("An e-mail leaks", "e-mail"), ("An email leaks", '"an e-mail"'), ("Front-page news", "front-page"),
    ]:  # fmt: skip
        with for_now():
            publish(headline=headline)
            assert found(typed, exactly=True) == [headline], typed
            assert found(f"-{typed}", exactly=True) == [], (headline, typed)


def test_a_short_form_is_found_with_its_dots():
    publish(headline="Ferry open to the season", standfirst="", body="<p>Iran, n f l, and envoys.</p>")
    for headline, typed in {
        "U.S. talks to Iran": "us iran", "U.S. Open begins": '"US Open"', "N.F.L. season": "nfl",
        "A U.N. envoy": "UN envoy", "N.A.S.A. and the A.C.L.U.": '"nasa and the aclu"', "D.C.-based": "dc",
    }.items():  # fmt: skip
        with for_now():
            publish(headline=headline, standfirst="", body="<p>Nothing else.</p>")
            assert found(typed, exactly=True) == [headline], typed
            assert headline not in found(f"-{typed}", exactly=True), typed


def test_a_short_form_with_its_dots_is_marked_and_comes_first():
    publish(headline="Iran and the U.S. open talks", standfirst="", body="<p>Nothing else.</p>")
    publish(headline="Open talks", standfirst="", body="<p>Iran wrote to us.</p>")
    assert [edition.marked_headline for edition in search("us open")["editions"]] == [
        "Iran and the <mark>U.S</mark>. <mark>open</mark> talks",
        "<mark>Open</mark> talks",
    ]
    assert search("us irann")["instead"] == "us iran"


def test_small_words_do_not_count_as_short_forms():
    publish(headline="I.T. and the W.H.O.")
    assert search("who is it", exactly=True)["count"] == 0
    assert found("the it of the i.t.", exactly=True) == ["I.T. and the W.H.O."]


def test_what_is_typed_with_a_hyphen_is_found_side_by_side_too():
    publish(
        headline="Un for all: care of health is an art. E, an art, and mail; York, new", body="<p>Jong</p>"
    )
    for headline, typed in [
        ("Kim Jong Un speaks", "Kim Jong-un"), ("Kim Jong Un speaks", '"kim jong-un"'),
        ("Kim Jong Un speaks", "jong\N{NON-BREAKING HYPHEN}un"), ("Kim Jong-un speaks", "jong un"),
        ("Health care for all", "health-care"), ("New York, New York", "new-york"),
        ("State of the art", "state-of-the-art"), ("An e mail leaks", '"an e-mail"'),
        ("Dar Nawra votes", "dar-nawra or zebra"),
    ]:  # fmt: skip
        with for_now():
            publish(headline=headline, standfirst="", body="<p>Nothing else.</p>")
            assert found(typed, exactly=True)[:1] == [headline], typed
            assert headline not in found(f"-{typed}", exactly=True), typed
            if typed.count("-") and typed.count(" ") < 2:
                assert found(typed, exactly=True) == [headline], (
                    f"the other has these words, though not side by side: {typed}"
                )


def test_figures_are_found_with_and_without_a_hyphen():
    publish(headline="Ferry 2 sends 111 more", standfirst="", body="<p>Nothing else.</p>")
    for headline, typed in {
        "Curlew-1 sends its first picture": ["Curlew 1", '"Curlew 1"', "curlew1", "Curlew-1", '"curlew-1 sends"'],
        "Covid-19 is back": ["covid 19", "covid19", "Covid-19", '"covid 19 is back"', "19 covid", "zebra or covid19"],
        "The G20 meets": ["G-20", "g20", '"the G-20 meets"'],
        "The G 20 meets": ["G-20", "g20"],
        "The season of 2016-17": ["2016", "zebra or 2016/17", "season 17", "2016-17"],
        "After 9/11": ["9-11", "9/11", '"after 9-11"'],
        "After 9-11": ["9/11", "9-11", "9 11", '"9 11"'],
    }.items():  # fmt: skip
        with for_now():
            publish(headline=headline, standfirst="", body="<p>Nothing else.</p>")
            for one in typed:
                assert found(one, exactly=True) == [headline], one
            assert headline not in found(f"-{typed[0]}", exactly=True)


THOUSANDS = ["Rose 2318 in all", "Rose 2,318 in all", "Rose 2.318 in all", "Rose 2 318 in all",
             "Rose 2\u202f318 in all", "Rose 2’318 in all"]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de"])
def test_figures_are_found_with_any_mark_of_thousands(settings, language):
    settings.SEARCH_LANGUAGE = language
    call_command("rebuild_search", stdout=StringIO())
    for headline in THOUSANDS:
        publish(headline=headline, standfirst="", body="<p>2, or 318 of them.</p>")
    publish(headline="318 rose 2 in all", standfirst="", body="<p>23180 and 2,3185 and 2.3.</p>")
    for typed in ("2318", "2,318", "2.318", "2'318", '"rose 2318"', '"2 318"'):
        assert sorted(found(typed, exactly=True)) == sorted(THOUSANDS), typed
    for typed in ("2 318", "2\u202f318", "2\xa0318"):
        assert sorted(found(typed, exactly=True)[:6]) == sorted(THOUSANDS), (
            "first, though it may be two figures"
        )
    for typed in ("2318", "2,318"):
        assert {one.marked_headline for one in search(typed)["editions"]} == {
            re.sub(r"(2.?318)", r"<mark>\1</mark>", headline).replace("\u202f", " ") for headline in THOUSANDS
        }


def test_millions_are_figures_too_and_decimal_figures_and_years_stay_as_they_are():
    for headline in ("Costs 1,200,000", "Costs 1200000", "Costs 1.200.000", "Up 2.5 percent", "Up 25", "Up 2,500",
                     "In 2016", "By 2,016", "Covid-19 and 200 more"):  # fmt: skip
        publish(headline=headline, standfirst="", body="<p>Nothing else.</p>")
    for typed in ("1200000", "1.200.000", "1 200 000"):
        assert sorted(found(typed, exactly=True)) == [
            "Costs 1,200,000",
            "Costs 1.200.000",
            "Costs 1200000",
        ], typed
    assert found("2.5", exactly=True) == ["Up 2.5 percent"]
    assert found("2016", exactly=True) == ["In 2016"]
    assert sorted(found("2,016", exactly=True)) == ["By 2,016", "In 2016"]
    assert found("covid 19 200", exactly=True) == ["Covid-19 and 200 more"], "two figures with a space"


def test_a_figure_alone_is_not_found_for_one_with_a_small_word():
    publish(headline="A-1 is closed")
    publish(headline="Curlew-1 sends 1 picture")
    assert found("a1", exactly=True) == []


def test_a_word_and_a_figure_that_stories_have_as_one_are_found():
    publish(headline="The G20 meets")
    assert search("g 20")["instead"] == "g20"
    assert search("G 20 meets")["count"] == 1


def test_of_a_word_with_a_hyphen_and_a_small_word_not_all_that_has_the_rest_is_found():
    publish(headline="Follow-up visits")
    publish(headline="Who will follow")
    assert found("follow-up", exactly=True) == ["Follow-up visits"]
    assert found("-follow-up", exactly=True) == ["Who will follow"]


def test_whoever_is_named_in_a_story_is_found():
    writer, photographer = AuthorFactory(name="Ana Ruíz"), AuthorFactory(name="Mona Darwaza")
    article = ArticleFactory(headline="Ferry closes", bylines=[writer])
    article.bylines.create(author=photographer, role="Photographs by", position=1)
    publish(article)
    for typed in ("darwaza", '"mona darwaza"', "ruiz darwaza"):
        assert found(typed, exactly=True) == ["Ferry closes"], typed


def test_what_somebody_did_for_a_story_is_named_where_the_line_of_names_leaves_them_out(client):
    writer, editor = AuthorFactory(name="Ana Ruíz"), AuthorFactory(name="Mona <b>Darwaza</b>", slug="mona")
    article = ArticleFactory(headline="Ferry closes", bylines=[writer])
    article.bylines.create(author=editor, role="Edited by", position=1)
    publish(article)
    publish(headline="Ferry opens", bylines=[editor])

    def entries(typed):
        results = client.get("/search/", {"q": typed}).content.decode().split('class="river"')[1]
        return results.split("</ol>")[0].split("</li>")

    opens, closes, _ = entries("author:mona")
    assert "Edited by Mona &lt;b&gt;Darwaza" in closes
    assert "Edited by" not in opens
    assert opens.count("Darwaza") == 1
    for typed in ("ferry", "author:ruiz", "ferry -author:nobody"):
        assert "Edited by" not in "".join(entries(typed)), typed


def test_a_section_is_found_without_its_article_and_the_nearest_is_offered(client):
    publish(headline="Envoy leaves", section=SectionFactory(name="The Embassy", slug="diplomacy"))
    publish(headline="Ferry sails", section=SectionFactory(name="Harbour", slug="harbour"))
    for typed in ("section:Embassy", 'section:"an embassy"', 'section:"the embassy"'):
        assert found(typed) == ["Envoy leaves"], typed
    assert found('section:"The Harbour"') == ["Ferry sails"]
    page = client.get("/search/", {"q": "ferry section:Harbr"})
    assert page.context["count"] == 0
    assert "There is no section “Harbr” here." in page.content.decode()
    assert page.context["perhaps"] == "ferry section:Harbour"
    assert search("section:Embasy")["perhaps"] == 'section:"The Embassy"'
    assert "perhaps" not in search("section:zoo")


def test_a_name_much_like_an_authors_or_a_tags_is_offered():
    author = AuthorFactory(name="Nadia Rahimi", slug="nadia-rahimi")
    publish(headline="Envoy leaves", bylines=[author], tags=["Diplomacy", "Merrin Strait"])
    ArticleFactory(bylines=[AuthorFactory(name="Quentin Quill", slug="quill")], tags=["airships"])
    for typed, perhaps in {
        "author:rahmi": 'author:"Nadia Rahimi"', 'author:"nadia rahmi"': 'author:"Nadia Rahimi"',
        "tag:diplomcy envoy": "tag:Diplomacy envoy", "tag:merin": 'tag:"Merrin Strait"', "tag:airshps": None,
        "author:quil": None, "author:nobody": None, "envoy -author:rahmi": None,
    }.items():  # fmt: skip
        context = search(typed)
        assert context.get("perhaps") == perhaps, typed
        assert not perhaps or found(perhaps) == ["Envoy leaves"], typed


def test_a_part_of_a_tags_name_is_enough_unless_another_is_called_so():
    publish(headline="Ferry sails", tags=["Merrin Strait"])
    publish(headline="Envoy leaves", tags=["Old Merrin", "Commerrin"])
    for typed in ("tag:merrin", "tag:Mer"):
        assert sorted(found(typed)) == ["Envoy leaves", "Ferry sails"], typed
    assert found("tag:strait") == found('tag:"strait merrin"') == ["Ferry sails"]
    publish(headline="Merrin votes", tags=["Merrin"])
    assert found("tag:merrin") == ["Merrin votes"]


@pytest.fixture
def merged():
    """A tag with the name of one that was merged into it, and with a shorter one."""
    publish(headline="Ferry sails", tags=["Ferry lines"])
    publish(headline="Harbour grows", tags=["Shipping"])
    publish(headline="Envoy leaves", tags=["Diplomacy"])
    shipping = Tag.objects.get(name="Shipping")
    tagging.merge(Tag.objects.filter(name="Ferry lines"), shipping, by=staff("Chief"))
    TagAlias.objects.create(name="Schifffahrt in Nöten", tag=shipping)
    TagAlias.objects.create(name="Talks", tag=Tag.objects.create(name="Airships", slug="airships"))


def test_a_tag_is_found_by_its_other_names(client, merged):
    for typed in ('tag:"Ferry lines"', 'tag:"ferry LINES"', "tag:ferry-lines", "tag:ferr", "tag:noten"):
        page = client.get("/search/", {"q": typed})
        headlines = sorted(one.headline for one in page.context["editions"])
        assert headlines == ["Ferry sails", "Harbour grows"], typed
        assert [chip["label"] for chip in page.context["chips"]] == ["Tag: Shipping"], typed
        assert found(f"-{typed}") == ["Envoy leaves"], typed


def test_an_other_name_is_no_part_of_another_tag_and_leads_only_to_what_readers_can_meet(client, merged):
    assert found("tag:lines") == found("tag:Shipping")
    publish(headline="Liners race", tags=["Ferry"])
    assert found("tag:ferry") == ["Liners race"]
    assert search("tag:talks")["problems"] == ["There is no tag “talks” here."]
    assert "perhaps" not in search("tag:talkz")


def test_the_tag_is_offered_for_what_is_much_like_another_name_of_it(merged):
    for typed in ("tag:fery", 'tag:"ferri lines"', "tag:schiffahrt-in-noeten"):
        assert search(typed)["perhaps"] == "tag:Shipping", typed


def test_what_is_asked_by_another_name_costs_as_much_as_by_the_tags_own(merged, django_assert_num_queries):
    for by_its_own, by_another in (("tag:shipping", 'tag:"ferry lines"'), ("tag:shipp", "tag:ferr")):
        with CaptureQueriesContext(connection) as own:
            search(by_its_own)
        with django_assert_num_queries(len(own)):
            search(by_another)


def test_a_tag_is_suggested_under_its_own_name_to_who_types_another(client, merged):
    assert suggested(client, "ferry l")[0] == [("Shipping", "Tag")]
    assert suggested(client, "tag:ferr")[0] == suggested(client, "tag:ship")[0] == [("tag:Shipping", "Tag")]
    assert suggested(client, 'sails tag:"ferry l')[0] == [("sails tag:Shipping", "Tag")]
    assert suggested(client, "tag:ferry n")[0] == suggested(client, "tag:tal")[0] == []


@pytest.mark.parametrize(
    ("language", "name", "typed", "begun"),
    [
        ("de", "Jörg Müller", "mueller joerg jorg Müller muller jörg-mueller", "mue mü mu joe mull"),
        ("de", "Joerg Mueller", "müller jorg Jörg muller", "mü mul mue"),
        ("ar", "أحمد فؤاد", "احمد أحمد إحمد فواد احمد-فواد", "احم أح فوا"),
        ("ar", "فاطمة موسى", "فاطمه فاطمة موسي موسى", "فاطمه موسي فاط"),
        ("ar", "مُحَمَّد الحسن", "محمد حسن الحسن", "محم"),
        ("ko", "김민수 हिन्दी", "김민수 हिन्दी", "김민"),
    ],
)
def test_names_are_folded_as_words_are_in_the_language_of_the_publication(
    client, settings, language, name, typed, begun
):
    settings.SEARCH_LANGUAGE = language
    section = SectionFactory(name=name, slug="culture")
    author = AuthorFactory(name=name, slug="somebody")
    publish(headline="One", section=section, bylines=[author], tags=[name])
    for one in typed.split():
        value = one.replace("-", " ")
        assert found(f'author:"{value}"') == found(f'tag:"{value}"') == ["One"], one
    for one in begun.split():
        assert suggested(client, one)[0] == [(name, kind) for kind in ("Section", "Author", "Tag")], one
        for kind in ("author", "section", "tag"):
            assert suggested(client, f"{kind}:{one}")[0] == [(f'{kind}:"{name}"', kind.capitalize())], one
    settings.SEARCH_LANGUAGE = "en"
    assert found("author:joerg-muller") == []


def test_two_names_that_were_misheard_are_put_right_together():
    publish(headline="Meghan Markle arrives")
    publish(headline="Megan Price wins")
    publish(headline="Merkel resigns")
    assert found("megan merkle") == ["Meghan Markle arrives"]


def test_words_that_readers_can_find_are_not_put_right():
    publish(headline="Ferry closes")
    publish(headline="Fairy dances")
    assert search("ferry dances").get("instead") is None
    assert found("ferry dances") == []


def test_where_few_are_found_a_word_that_finds_many_is_offered():
    publish(headline="Harbor Freight expands")
    for number in range(12):
        publish(headline=f"Harbour story {number}")
    context = search("harbor")
    assert [edition.headline for edition in context["editions"]] == ["Harbor Freight expands"]
    assert context["perhaps"] == "harbour"
    assert not search("harbour").get("perhaps")


def test_a_word_of_a_withdrawn_story_is_offered_to_nobody(client):
    edition = publish(
        headline="Zeppelin lands", tags=["airships"], bylines=[AuthorFactory(name="Quentin Quill")]
    )
    typed = {"zepelin": "zeppelin", "airshps": "airships", "quentn": "quentin"}
    for wrong, right in typed.items():
        assert search(wrong)["instead"] == right
    workflow.withdraw(edition.article, by=None)
    for wrong, right in typed.items():
        page = client.get("/search/", {"q": wrong}).content.decode().lower()
        assert right not in page
        assert right not in client.get("/search/suggest/", {"q": right[:6]}).content.decode().lower()


def test_a_form_of_a_word_that_only_a_withdrawn_story_has_is_not_shown():
    gone = publish(headline="Classifieds leaked")
    publish(headline="A classified matter")
    workflow.withdraw(gone.article, by=None)
    assert search("clasifieds")["instead"] == "classified"


SCRIPT = "&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(2)&gt;"


def test_an_excerpt_is_text_whatever_stands_in_the_story(client):
    publish(
        headline="<b>Pilots</b> & \ue000crews\ue001",
        standfirst='<i title="x">No</i> ships.',
        body=f"<p>The <strong>harbour</strong> &amp; {SCRIPT} and &lt;mark&gt;cargo&lt;/mark&gt;</p>",
    )
    page = client.get("/search/", {"q": "harbour pilots"}).content.decode()
    result = page.split('class="river"')[1].split("</ol>")[0]
    assert "&lt;b&gt;<mark>Pilots</mark>&lt;/b&gt; &amp; crews" in result
    assert "<mark>harbour</mark> &amp; &lt;script&gt;" in result
    assert "&lt;mark&gt;<mark>cargo</mark>&lt;/mark" in client.get("/search/?q=cargo").content.decode()
    for tag in ("<script", "<img", "<b>", "<i ", "<strong"):
        assert tag not in result
    by_standfirst = client.get("/search/", {"q": "ships"}).content.decode()
    assert "&lt;i title=&quot;x&quot;&gt;No&lt;/i&gt; <mark>ships</mark>." in by_standfirst


def test_the_short_headline_is_marked_where_there_is_one():
    publish(headline="The pilots of Port Ansel go back", short_headline="Pilots back")
    [edition] = search("pilot")["editions"]
    assert edition.marked_headline == "<mark>Pilots</mark> back"


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TYPED)
def test_search_and_suggestions_answer_whatever_is_typed(client, paper, typed):
    for address in ("/search/", "/search/suggest/"):
        assert client.get(address, {"q": typed}).status_code == 200


def test_what_is_no_question_is_answered_too(client, paper):
    for typed in (
        "a" * 10_000, "ferry " * 2000, "\x00ferry", '"' * 300, "or " * 90, "-" * 50, "=m2026-03", "=y2026",
    ):  # fmt: skip
        for method in (client.get, client.head):
            for address in ("/search/", "/search/suggest/"):
                assert method(address, {"q": typed}).status_code == 200, (address, typed[:20])
        assert client.post("/search/suggest/", {"q": typed}).status_code == 405, typed[:20]


def test_no_text_finds_the_marks_of_time_and_place(paper):
    assert search("=y2026", exactly=True)["count"] == 0


def test_of_a_page_beyond_the_last_the_first_is_shown(client, paper, monkeypatch):
    monkeypatch.setattr("articles.search.PER_PAGE", 2)
    first, second, third = (
        client.get("/search/", {"q": "ferry", "page": page}).context for page in (1, 2, 3)
    )
    assert [one.headline for one in second["editions"]] == found("ferry", page="2")
    assert len(second["editions"]) == 1
    assert third["editions"] == first["editions"]
    assert third["older_url"] == first["older_url"] == "?q=ferry&page=2"
    assert third["newer_url"] is None


def suggested(client, typed):
    answer = client.get("/search/suggest/", {"q": typed}).json()
    return [(one["label"], one["kind"]) for one in answer["suggestions"]], answer["status"]


def test_headlines_authors_sections_and_tags_are_suggested(client, paper):
    assert suggested(client, "ferry") == (
        [("Ferry race begins", ""), ("Ferry opera opens", ""), ("Ferry museum closes", "")],
        "3 suggestions",
    )
    assert suggested(client, "ferry mus")[0] == [("Ferry museum closes", "")]
    assert suggested(client, "ruiz") == (
        [("Ana Ruíz", "Author"), *suggested(client, "ruiz")[0][1:]],
        "3 suggestions",
    )
    assert suggested(client, "cult")[0][0] == ("Arts & Culture", "Section")
    assert suggested(client, "high t")[0][0] == ("High Tides", "Tag")
    assert suggested(client, "zzz") == ([], "No suggestions")
    assert suggested(client, "f") == ([], "No suggestions")
    for one in client.get("/search/suggest/", {"q": "ferry"}).json()["suggestions"]:
        assert client.get(one["url"]).status_code == 200


def test_after_an_operator_names_are_suggested_that_can_be_searched(client, paper):
    others = [AuthorFactory(name=name) for name in ("Kim Kahlo", "Kim Kahlo", "Kim Smith", "Rona")]
    publish(headline="Kahlo and others", bylines=others, tags=['The "odd" one'])
    Tag.objects.filter(name='The "odd" one').update(slug="odd")
    AuthorFactory(name="Quentin Quill")
    for typed, suggestions in {
        "author:r": ["author:Rona", 'author:"Ana Ruíz"'],
        "author:ana r": ['author:"Ana Ruíz"'],
        "author:ruiz": ['author:"Ana Ruíz"'],
        "ferry AUTHOR: lin": ['ferry author:"Jo Lind"'],
        'ferry -museum author:"jo l': ['ferry -museum author:"Jo Lind"'],
        "“ferry” author:“jo l": ['"ferry" author:"Jo Lind"'],
        "author:quent": [],
        "author:": [],
        "author:kim k": ['author:"Kim Kahlo"'],
        "section:cul": ['section:"Arts & Culture"'],
        "section:Sp": ["section:Sport"],
        "author:lind section:st": ["author:lind section:Stage"],
        "tag:hi": ['tag:"High Tides"'],
        "tag:odd": ["tag:odd"],
        "tag:zz": [],
    }.items():
        found, _ = suggested(client, typed)
        assert [label for label, _ in found] == suggestions, typed
        assert {kind for _, kind in found} <= {typed.rpartition(":")[0].split()[-1].capitalize()}, typed
        for one in client.get("/search/suggest/", {"q": typed}).json()["suggestions"]:
            assert parse_qs(urlsplit(one["url"]).query)["q"] == [one["label"]]
            page = client.get(one["url"])
            assert page.context["count"] > 0 or "ferry" not in typed, one
            assert not page.context["problems"], one


def test_for_a_word_with_a_minus_nothing_is_suggested(client, paper):
    for typed in ("-ferry", "-author:lin", "-section:st", "−ferry", '-"ferry rac'):
        assert suggested(client, typed) == ([], "No suggestions"), typed
    assert suggested(client, "ferry -rac -mus")[0] == [("Ferry opera opens", "")]
    assert suggested(client, "ferry -author:lin")[0] == [("Ferry opera opens", "")]
    assert suggested(client, "ruiz -race")[0] == [("Ana Ruíz", "Author"), ("Ferry opera opens", "")]


def test_beside_an_operator_that_is_finished_only_what_it_leaves_is_suggested(client, paper):
    assert suggested(client, 'author:"Jo Lind" fer')[0] == [
        ("Ferry race begins", ""),
        ("Ferry museum closes", ""),
    ]
    assert suggested(client, "author:lind mus")[0] == [("Ferry museum closes", "")]
    assert suggested(client, "before:2026 fer")[0] == [("Ferry museum closes", "")]
    assert suggested(client, "after:2026-04 -section:stage fer")[0] == [("Ferry race begins", "")]
    assert suggested(client, 'author:"Nobody" fer')[0] == []
    assert suggested(client, 'section:"Sport"')[0] == [("Ferry race begins", "")]


def test_one_word_of_a_name_answers_to_one_that_was_typed(client):
    publish(
        headline="Kim sings", bylines=[AuthorFactory(name="Kim Smith")], tags=["Kim Ko", "Kim"], standfirst=""
    )
    assert suggested(client, "kim k")[0] == [("Kim Ko", "Tag")]
    assert suggested(client, "k kim")[0] == [("Kim Ko", "Tag")]
    publish(headline="The Kíng meets Kim Kahlo", standfirst="")
    assert suggested(client, "k kim ki")[0] == [("The Kíng meets Kim Kahlo", "")]
    assert suggested(client, "kim s")[0][0] == ("Kim Smith", "Author")


def test_suggestions_are_for_everybody_alike_and_for_a_short_time(client, paper):
    response = client.get("/search/suggest/", {"q": "ferry"})
    assert not response.cookies
    assert 0 <= int(re.search(r"s-maxage=(\d+)", response["Cache-Control"])[1]) <= 60
    assert "public" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Type"] == "application/json"


def test_only_what_is_live_is_suggested(client):
    author = AuthorFactory(name="Quentin Quill")
    article = ArticleFactory(headline="Zeppelin lands", bylines=[author], tags=["Zeppelins"])
    later = timezone.now() + timedelta(hours=1)
    publish(article, at=later)
    assert suggested(client, "zepp")[0] == suggested(client, "quent")[0] == []
    with time_machine.travel(later + timedelta(minutes=1), tick=False):
        assert {kind for _, kind in suggested(client, "zepp")[0]} == {"", "Tag"}
        assert suggested(client, "quent")[0][0] == ("Quentin Quill", "Author")

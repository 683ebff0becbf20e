"""Whoever asks for an address that something had before comes to where it is now."""

from itertools import product

import pytest
from django.utils import timezone

from articles import workflow
from redirects.models import Redirect
from sections.models import Section
from tests.cases import for_now
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    section = SectionFactory(name="The Embassy", slug="the-embassy")
    author = AuthorFactory(slug="jo-santos")
    article = ArticleFactory(slug="pilots-strike", section=section, bylines=[author], tags=["harbour"])
    return publish(article)


def landing(client, address):
    """Where one step leads: the address, "stays", or the status of a page that is no page."""
    response = client.get(address)
    if response.status_code == 301:
        assert client.get(response.headers["Location"]).status_code == 200, response.headers["Location"]
        return response.headers["Location"]
    return "stays" if response.status_code == 200 else response.status_code


def test_a_moved_section_its_feed_and_its_subsections_are_found_at_their_old_addresses(client, edition):
    parent = edition.section
    SectionFactory(name="Visas", slug="visas", parent=parent)
    parent.slug = "diplomacy"
    parent.save()
    assert landing(client, "/the-embassy/") == "/diplomacy/"
    assert landing(client, "/the-embassy") == "/diplomacy/"
    assert landing(client, "/the-embassy/feed/") == "/diplomacy/feed/"
    assert landing(client, "/the-embassy/visas/") == "/diplomacy/visas/"
    assert landing(client, "/the-embassy/?utm_source=mail") == "/diplomacy/?utm_source=mail"


def test_a_section_that_moves_twice_and_back_is_one_step_away_and_never_leads_in_a_circle(client, edition):
    section = edition.section
    for slug in ("second", "third"):
        section.slug = slug
        section.save()
    assert landing(client, "/the-embassy/") == "/third/"
    assert landing(client, "/second/") == "/third/"
    section.slug = "the-embassy"
    section.save()
    assert landing(client, "/the-embassy/") == "stays"
    assert landing(client, "/second/") == landing(client, "/third/") == "/the-embassy/"


def test_a_page_comes_before_a_redirect_from_its_address(client, edition):
    Redirect.objects.move("/old/", "/the-embassy/")
    SectionFactory(slug="old")
    assert landing(client, "/old/") == "stays"


def test_an_author_and_a_tag_keep_their_readers_when_their_address_changes(client, edition):
    author, tag = edition.authors.get(), edition.tags.get()
    author.slug = "jo-da-silva"
    author.save()
    assert landing(client, "/author/jo-santos/") == "/author/jo-da-silva/"
    chief = Desk(staff("Chief"))
    address = f"/admin/taggit/tag/{tag.pk}/change/"
    sent = {**read_form(chief.get(address), form="tag_form"), "slug": "the-port"}
    assert chief.post(address, sent).status_code == 302
    assert landing(client, "/tag/harbour/") == "/tag/the-port/"
    assert landing(client, "/tag/harbour/feed/") == "/tag/the-port/feed/"


def test_an_author_whom_no_reader_has_met_is_not_told_by_a_redirect(client):
    author = AuthorFactory(slug="secret-source")
    author.slug = "jo-da-silva"
    author.save()
    response = client.get("/author/secret-source/")
    assert response.status_code == 404
    assert "jo-da-silva" not in response.content.decode()


def test_addresses_as_other_sites_have_them_land_where_they_should(client, edition):
    expected = {
        "/The-Embassy/": "/the-embassy/",
        "/THE-EMBASSY": "/the-embassy/",
        "/the-embassy//": "/the-embassy/",
        "/the-embassy/page/7/": "/the-embassy/",
        "/the-embassy/feed/rss2/": "/the-embassy/feed/",
        "/category/the-embassy/": "/the-embassy/",
        "/category/world/the-embassy/page/2/": None,
        "/category/the-embassy/feed/": "/the-embassy/feed/",
        "/author/Jo-Santos/": "/author/jo-santos/",
        "/author/jo-santos/page/3/": "/author/jo-santos/",
        "/topics/harbour/": "/tag/harbour/",
        "/tag/harbour/rss/": "/tag/harbour/feed/",
        "/index.php": "/",
        "/index.php/the-embassy/": "/the-embassy/",
        "/the-embassy/index.html": "/the-embassy/",
        "/rss.xml": "/feed/",
        "/feed.json": "/feed/json/",
        "/atom.xml": "/feed/atom/",
        "/blog/atom.xml": "/feed/atom/",
        "/search/pilots/": "/search/?q=pilots",
        "/search/Pilots%20strike": "/search/?q=pilots%20strike",
        "/search/pilots+strike/": "/search/?q=pilots+strike",
        "/search/%3Cscript%3E%22/": "/search/?q=%3Cscript%3E%22",
        "/search/pilots&page=9/": None,
        "/feed/rss2/": "/feed/",
        "/page/2/": "/archive/",
        "/?feed=rss2": "/feed/",
        "/?s=pilots": "/search/?q=pilots",
        "/?tag=harbour": "/tag/harbour/",
        "/?author_name=jo-santos": "/author/jo-santos/",
        "/no-such-section/": None,
        "/No-Such-Section/": None,
        "/no-such-section": None,
        "/category/nothing/": None,
        "/\x00/": None,
        "/%ff%fe/": None,
        "/" + "x" * 3000 + "/": None,
    }
    led = {asked: landing(client, asked) for asked in expected}
    others = {asked: there for asked, there in led.items() if there != (expected[asked] or 404)}
    assert others == {}


def test_what_hung_on_to_a_story_leads_to_the_story(client, edition):
    endings = ["feed/", "amp/", "2/", "comment-page-2/", "trackback/"]
    led = {ending: landing(client, f"{edition.path}{ending}") for ending in endings}
    assert led == dict.fromkeys(endings, edition.path)
    for ending in ("", "?utm_source=x", "?fbclid=y"):
        assert landing(client, f"{edition.path}{ending}") == "stays", ending


def test_a_story_that_has_moved_is_found_at_its_old_address_in_every_form(client, edition):
    edition.article.slug = "pilots-are-back"
    edition.article.save()
    moved = publish(edition.article)
    for asked in (
        "", "feed/", "feed/atom/", "amp/", "page/2/", "2/", "?utm_source=x", "?page=2", "amp/?fbclid=y",
    ):  # fmt: skip
        ending, mark, query = asked.partition("?")
        there = landing(client, f"{edition.path}{ending}{mark}{query}")
        assert there == f"{moved.path}{mark}{query}", asked


def test_a_story_that_has_moved_is_found_at_its_old_address_in_other_spellings(chief, client, edition):
    edition.article.slug = "pilots-are-back"
    edition.article.save()
    moved = publish(edition.article)
    chief.post(ADD, {"old_path": "/?p=17", "new_path": f"{edition.path}#first"})
    now = timezone.localtime()
    for asked in (edition.path.rstrip("/"), edition.path.upper(), f"/{now:%Y/%m/%d}/pilots-strike/"):
        assert landing(client, asked) == moved.path
    assert landing(client, "/?p=17") == f"{moved.path}#first"
    workflow.withdraw(edition.article, by=None)
    assert client.get(edition.path).status_code == 410
    assert client.get(edition.path.rstrip("/")).headers["Location"] == edition.path


def test_days_in_a_storys_address_are_left_out(client, edition):
    now = timezone.localtime()
    assert landing(client, f"/{now:%Y/%m/%d}/pilots-strike/") == edition.path
    assert landing(client, f"/{now:%Y/%m}/") == f"/archive/{now:%Y/%m}/"
    assert landing(client, f"/{now:%Y}/") == f"/archive/{now:%Y}/"
    assert landing(client, f"/?m={now:%Y%m}") == f"/archive/{now:%Y/%m}/"


def test_a_day_of_the_archive_is_found_by_its_date_as_machines_write_it(client, edition):
    now = timezone.localtime()
    there = f"/archive/{now:%Y/%m/%d}/"
    assert (
        landing(client, f"/archive/{now:%Y-%m-%d}/") == landing(client, f"/archive/{now:%Y-%m-%d}") == there
    )
    assert landing(client, f"/archive/{now:%Y-%m-%d}/?at=14:30") == f"{there}?at=14:30"
    assert landing(client, "/archive/2026-13-01/") == landing(client, "/archive/9000-01-01/") == 404


def test_numbers_of_a_wordpress_site_lead_where_the_desk_says(client, edition):
    Redirect.objects.create(old_path="/?p=123", new_path=edition.path)
    assert landing(client, "/?p=123") == edition.path
    assert landing(client, "/?p=124") == "stays"
    assert landing(client, "/?utm_source=mail") == "stays"


def test_an_address_whose_query_names_the_story_leads_to_that_story(chief, client, edition):
    other = publish(ArticleFactory(slug="cranes-stand"))
    for old, new in (("/story.php?id=17", edition.path), ("/Story.php?id=18&lang=EN", other.path)):
        assert chief.post(ADD, {"old_path": old, "new_path": new}).status_code == 302, old
    assert landing(client, "/story.php?id=17") == landing(client, "/STORY.php?id=17") == edition.path
    assert landing(client, "/story.php?id=18&lang=EN") == other.path
    assert landing(client, "/story.php?id=18&lang=en") == 404, "what a query says is kept as it was written"
    assert landing(client, "/story.php?id=19") == landing(client, "/story.php") == 404
    chief.post(ADD, {"old_path": "/story.php", "new_path": "/the-embassy/"})
    assert landing(client, "/story.php?id=17") == edition.path
    assert landing(client, "/story.php?id=19") == "/the-embassy/?id=19"


def test_what_follows_a_reader_is_no_part_of_an_old_address_and_goes_along(chief, client, edition):
    chief.post(ADD, {"old_path": "/story.php?utm_source=x&id=17&fbclid=1", "new_path": edition.path})
    assert Redirect.objects.get().old_path == "/story.php?id=17"
    there = landing(client, "/story.php?utm_source=mail&id=17&fbclid=2")
    assert there == f"{edition.path}?utm_source=mail&fbclid=2"
    chief.post(ADD, {"old_path": "/visas/?utm_source=x", "new_path": "/the-embassy/"})
    assert landing(client, "/visas/?utm_source=mail") == "/the-embassy/?utm_source=mail"


def test_an_old_query_is_found_wherever_it_hung(chief, client, edition):
    for old in (
        "/index.php?id=17",
        "/?id=17",
        "/?story/17",
        "/category/x?id=1",
        "/story?title=Häfen",
        "/a/?q=%C3%A4&b=",
    ):
        with for_now():
            assert chief.post(ADD, {"old_path": old, "new_path": edition.path}).status_code == 302, old
            assert landing(client, old) == edition.path, old
            assert landing(client, f"{old}&utm_source=mail") == f"{edition.path}?utm_source=mail", old


def test_a_page_comes_before_a_redirect_from_its_address_with_a_query(chief, edition):
    refused = chief.post(ADD, {"old_path": "/the-embassy/?id=1", "new_path": "/b/"})
    assert "A page stands here" in said(refused)


def test_a_redirect_may_lead_to_an_address_with_a_query(chief, client, edition):
    response = chief.post(ADD, {"old_path": "/find.php", "new_path": "/search/?q=pilots"}, follow=True)
    assert "Nothing stands" not in said(response)
    assert landing(client, "/find.php") == "/search/?q=pilots"


def test_a_redirect_leads_to_the_place_in_the_page_that_it_names(chief, client, edition):
    chief.post(ADD, {"old_path": "/frag/", "new_path": f"{edition.path[:-1]}#p-2 é"})
    assert Redirect.objects.get().new_path == f"{edition.path}#p-2 é"
    assert landing(client, "/frag/") == landing(client, "/Frag") == f"{edition.path}#p-2%20%C3%A9"
    assert landing(client, "/frag/?utm_source=mail") == f"{edition.path}?utm_source=mail#p-2%20%C3%A9"
    chief.post(ADD, {"old_path": "/find/", "new_path": "/search/?q=pilots#results"})
    assert landing(client, "/find/") == "/search/?q=pilots#results"
    chief.post(ADD, {"old_path": "/visas/", "new_path": "/the-embassy/#main"})
    assert landing(client, "/visas/feed/") == "/the-embassy/feed/"
    chief.post(ADD, {"old_path": "/shop/", "new_path": "https://shop.example/#new"})
    assert client.get("/shop/").headers["Location"] == "https://shop.example/#new"


def test_a_place_in_a_page_goes_along_when_the_page_moves(chief, client, edition):
    chief.post(ADD, {"old_path": "/a/", "new_path": "/the-embassy/#main"})
    edition.section.slug = "diplomacy"
    edition.section.save()
    assert landing(client, "/a/") == "/diplomacy/#main"
    chief.post(ADD, {"old_path": "/b/", "new_path": "/a/#more"})
    assert landing(client, "/b/") == "/diplomacy/#main", "where a leads comes last"
    chief.post(ADD, {"old_path": "/d/", "new_path": "/e/#main"})
    chief.post(ADD, {"old_path": "/e/", "new_path": "/diplomacy/"})
    assert landing(client, "/d/") == "/diplomacy/#main"
    chief.post(ADD, {"old_path": "/f/", "new_path": "/g/#main"})
    chief.post(ADD, {"old_path": "/g/", "new_path": ""})
    assert client.get("/f/").status_code == 410


def test_a_place_in_a_page_makes_no_circle_possible(chief):
    assert "would lead to itself" in said(chief.post(ADD, {"old_path": "/a/", "new_path": "/a/#main"}))
    chief.post(ADD, {"old_path": "/a/", "new_path": "/b/#main"})
    assert "lead in a circle" in said(chief.post(ADD, {"old_path": "/b/", "new_path": "/a/#main"}))


def test_the_order_of_a_query_is_all_the_same(chief, client, edition):
    for path in ("/story.php", "/", "/story"):
        with for_now():
            chief.post(ADD, {"old_path": f"{path}?id=7&b=1&b=0", "new_path": edition.path})
            for query in ("id=7&b=1&b=0", "b=1&id=7&b=0", "b=1&b=0&utm_source=mail&id=7"):
                there = landing(client, f"{path}?{query}")
                assert str(there).partition("?")[0] == edition.path, (path, query)
            assert landing(client, f"{path}?id=7&b=0&b=1") in {404, "stays"}, path
            again = chief.post(ADD, {"old_path": f"{path}?b=1&id=7&b=0", "new_path": "/the-embassy/"})
            assert "already exists" in said(again), path


def test_what_is_gone_for_good_answers_so(client):
    Redirect.objects.create(old_path="/old-competition/", new_path="")
    response = client.get("/old-competition/")
    assert response.status_code == 410
    assert "gone" in response.content.decode()


def test_a_redirect_to_another_site_leads_there(client):
    Redirect.objects.create(old_path="/shop/", new_path="https://shop.example/")
    assert client.get("/shop").headers["Location"] == "https://shop.example/"


def test_a_story_that_is_not_live_is_told_by_no_other_address_either(client, edition):
    article = ArticleFactory(slug="secret-plans")
    now = timezone.localtime()
    assert landing(client, f"/{now:%Y/%m/%d}/{article.slug}/") == 404
    assert landing(client, f"/{now:%Y/%m}/{article.slug.upper()}/") == 404


def test_nothing_is_made_twice_where_nothing_is(client, edition, django_assert_num_queries):
    client.get(edition.path)
    with django_assert_num_queries(3):  # the generation, the section, the redirects
        assert client.get("/nothing-here").status_code == 404


def test_an_address_that_looks_like_another_site_leads_to_none(client):
    Redirect.objects.create(old_path="/evil.example/", new_path="/")
    for path in ("//evil.example/", "/\\evil.example/"):
        response = client.get("/", PATH_INFO=path)
        assert response.headers.get("Location", "/") == "/", path


def test_posting_to_a_wrong_address_is_not_led_on(client, edition):
    assert client.get("/index.php/the-embassy/").status_code == 301
    assert client.post("/index.php/the-embassy/").status_code == 404


def test_links_with_a_trail_get_the_page_that_is_kept(client, edition, django_assert_num_queries):
    client.get(edition.path)
    with django_assert_num_queries(1):
        page = client.get(f"{edition.path}?utm_source=mail&utm_campaign=x&fbclid=1")
    assert page.status_code == 200


# --- At the desk ---

ADD = "/admin/redirects/redirect/add/"
AN_ADDRESS = (
    "Write an address of this site, such as /the-new-address/, or one elsewhere that begins with https://."
)


@pytest.fixture
def chief():
    return Desk(staff("Chief"))


def said(response):
    return " ".join(response.content.decode().split())


def test_a_chief_makes_a_redirect_in_any_spelling(chief, client, edition):
    response = chief.post(ADD, {"old_path": "/Old-Page//", "new_path": "/The-Embassy"})
    assert response.status_code == 302
    assert landing(client, "/old-page/") == "/the-embassy/"


def test_chains_are_shortened(chief, client, edition):
    chief.post(ADD, {"old_path": "/b/", "new_path": "/the-embassy/"})
    chief.post(ADD, {"old_path": "/a/", "new_path": "/b/"})
    assert Redirect.objects.get(old_path="/a/").new_path == "/the-embassy/"
    chief.post(ADD, {"old_path": "/c/", "new_path": "/d/"})
    chief.post(ADD, {"old_path": "/d/", "new_path": "/the-embassy/"})
    assert Redirect.objects.get(old_path="/c/").new_path == "/the-embassy/"


def test_what_hangs_on_to_an_address_that_leads_on_leads_on_too(chief, client, edition):
    for hangs_on, there in {
        "?x=1": "/the-embassy/?x=1",
        "?x=1#p-2": "/the-embassy/?x=1#p-2",
        "feed/": "/the-embassy/feed/",
        "feed/json/?x=1": "/the-embassy/feed/json/?x=1",
    }.items():
        with for_now():
            chief.cookies.pop("messages", None)  # of the case before, which nobody has been shown
            chief.post(ADD, {"old_path": "/a/", "new_path": "/the-embassy/"})
            response = chief.post(ADD, {"old_path": "/z", "new_path": f"/A/{hangs_on}"}, follow=True)
            assert "Nothing stands" not in said(response), hangs_on
            assert landing(client, "/z/") == there
            # And whichever was made first.
            chief.post(ADD, {"old_path": "/y/", "new_path": f"/b/{hangs_on}"})
            chief.post(ADD, {"old_path": "/b/", "new_path": "/the-embassy"})
            assert landing(client, "/y/") == there
            # And wherever that moves.
            section = Section.objects.get(pk=edition.section_id)
            section.slug = "diplomacy"
            section.save()
            moved = there.replace("the-embassy", "diplomacy")
            assert landing(client, "/z/") == landing(client, "/y/") == moved


def test_a_query_with_a_redirect_of_its_own_and_one_where_the_address_leads_come_first(
    chief, client, edition
):
    chief.post(ADD, {"old_path": "/a/", "new_path": "/search/?q=pilots#results"})
    chief.post(ADD, {"old_path": "/a/?id=7", "new_path": edition.path})
    chief.post(ADD, {"old_path": "/y/", "new_path": "/a/?id=7"})
    chief.post(ADD, {"old_path": "/z/", "new_path": "/a/?id=8#more"})
    assert landing(client, "/y/") == edition.path
    assert landing(client, "/z/") == "/search/?q=pilots#results"


def test_what_hangs_on_to_an_address_that_is_gone_or_elsewhere_goes_there(chief, client):
    chief.post(ADD, {"old_path": "/a/", "new_path": ""})
    chief.post(ADD, {"old_path": "/b/", "new_path": "https://shop.example/"})
    chief.post(ADD, {"old_path": "/y/", "new_path": "/a/?x=1"})
    chief.post(ADD, {"old_path": "/z/", "new_path": "/b/?x=1"})
    assert client.get("/y/").status_code == 410
    assert client.get("/z/").headers["Location"] == "https://shop.example/"


def test_what_only_begins_like_an_address_that_leads_on_stays_where_it_led(chief):
    for old, new in (("/y/", "/a/feed/me/"), ("/z/", "/a/b/"), ("/a/", "/c/")):
        chief.post(ADD, {"old_path": old, "new_path": new})
    assert dict(Redirect.objects.values_list("old_path", "new_path"))["/y/"] == "/a/feed/me/"
    assert dict(Redirect.objects.values_list("old_path", "new_path"))["/z/"] == "/a/b/"


def test_a_redirect_of_one_query_never_comes_to_lead_to_itself(chief, client, edition):
    chief.post(ADD, {"old_path": "/b/?x=1", "new_path": "/a/?x=1"})
    chief.post(ADD, {"old_path": "/a/", "new_path": "/b/"})
    chief.post(ADD, {"old_path": "/b/", "new_path": "/the-embassy/"})
    assert landing(client, "/a/?x=1") == landing(client, "/b/?x=1") == "/the-embassy/?x=1"
    assert landing(client, "/a/") == landing(client, "/b/") == "/the-embassy/"


LONG = "x" * 500


def test_an_address_that_is_too_long_as_it_is_kept_is_refused_at_its_field(chief):
    Redirect.objects.create(old_path="/a/", new_path=f"/{LONG[:30]}/")
    shown = chief.get(ADD).content.decode()
    assert "maxlength" not in shown, "which would cut off what is pasted"
    for old, new, field in [
        (f"/{LONG[:499]}", "/money/", "old_path"),
        (f"/{LONG}/", "/money/", "old_path"),
        (f"/find.php?q={'é' * 200}", "/money/", "old_path"),
        ("/x/", f"/{LONG[:499]}", "new_path"),
        ("/x/", f"/{LONG}/", "new_path"),
        ("/x/", f"https://other.example/{LONG}", "new_path"),
        ("/x/", f"/{LONG[:480]}/#{LONG[:19]}", "new_path"),
        ("/x/", f"/a/#{LONG[:480]}", "new_path"),
    ]:
        form = chief.post(ADD, {"old_path": old, "new_path": new}).context["adminform"].form
        assert [*form.errors] == [field], (old, new)
        assert len(form.errors[field]) == 1, (old, new)
        assert "500" in form.errors[field][0], (old, new)
        assert form[field].value() == (old if field == "old_path" else new)
        assert Redirect.objects.count() == 1, (old, new)


def test_what_is_wrong_with_both_addresses_is_said_at_once(chief):
    form = chief.post(ADD, {"old_path": f"/{LONG[:499]}", "new_path": "money"}).context["adminform"].form
    assert {name: len(faults) for name, faults in form.errors.items()} == {"old_path": 1, "new_path": 1}


def test_a_place_that_no_longer_fits_where_the_page_moves_is_left_out(chief, client, edition):
    chief.post(ADD, {"old_path": "/a/", "new_path": f"/b/#{LONG[:490]}"})
    chief.post(ADD, {"old_path": "/b/", "new_path": "/the-embassy/"})
    assert landing(client, "/a/") == "/the-embassy/"


def test_what_would_lead_astray_is_refused_with_a_sentence(chief):
    Redirect.objects.create(old_path="/a/", new_path="/b/")
    for old, new, words in [
        ("/b/", "/a/", "lead in a circle: /a/ leads to /b/"),
        ("/x/", "/X", "lead to itself"),
        ("x", "/y/", "Begin with a slash"),
        ("/x/", "https://[x", AN_ADDRESS),
        ("/x/", "//other.example/", AN_ADDRESS),
        ("/x/", "mailto:desk@paper.example", AN_ADDRESS),
        ("//[x", "/y/", "Begin with a slash"),
        ("https://other.example/x/", "/y/", "Begin with a slash"),
        ("/x/", "y", AN_ADDRESS),
        ("/x/", "javascript:alert(1)", AN_ADDRESS),
        ("/x/", "/X?id=1", "lead to itself"),
        ("/b/", "/a/?id=1", "lead in a circle: /a/?id=1 leads to /b/?id=1"),
        ("/b/", "/a/feed/", "lead in a circle: /a/feed/ leads to /b/feed/"),
        ("/a/", "/z/", "already exists"),
    ]:
        response = chief.post(ADD, {"old_path": old, "new_path": new})
        assert said(response).count(words) == 1, (old, new)
        form = response.context["adminform"].form
        refused = [name for name in ("old_path", "new_path") if name in form.errors]
        assert sum(len(form.errors[name]) for name in refused) == 1, (old, new)
        assert not form.non_field_errors(), (old, new)
        assert Redirect.objects.count() == 1, (old, new)


def test_of_an_old_address_that_is_refused_only_the_reason_is_said(chief, edition):
    Redirect.objects.create(old_path="/gone/", new_path="")
    refused = {
        "/the-embassy/": "A page stands here",
        "/admin/x/": "Nobody is led away from the addresses of the desk",
        "": "This field is required",
    }
    for (old, words), new in product(refused.items(), ["/money/", "/gone/", "money", ""]):
        form = chief.post(ADD, {"old_path": old, "new_path": new}).context["adminform"].form
        assert len(form.errors["old_path"]) == 1, (old, new)
        assert words in form.errors["old_path"][0], (old, new)
        assert [*form.errors] == ["old_path", *(["new_path"] if new == "money" else [])], (old, new)


def test_nobody_else_keeps_redirects():
    for group in ("Writer", "Editor", "Picture editor", "Ad manager"):
        assert Desk(staff(group)).get(ADD).status_code == 403, group


def test_nobody_is_led_away_from_a_page_that_is_there_nor_led_past_it(chief, client, edition):
    chief.post(ADD, {"old_path": "/old-b/", "new_path": "/the-embassy/"})
    response = chief.post(ADD, {"old_path": "/the-embassy/", "new_path": "/business/"})
    assert "A page stands here" in said(response)
    assert landing(client, "/the-embassy/") == "stays"
    assert landing(client, "/old-b/") == "/the-embassy/"
    assert "A page stands here" in said(chief.post(ADD, {"old_path": edition.path, "new_path": "/b/"}))


def test_the_addresses_of_the_desk_and_of_files_lead_nowhere_else(chief):
    for old in ("/admin/x/", "/static/site.css", "/healthz"):
        answer = said(chief.post(ADD, {"old_path": old, "new_path": "/b/"}))
        assert "addresses of the desk and of files" in answer, old
        assert not Redirect.objects.exists(), old


def test_a_redirect_to_where_nothing_stands_says_so(chief, edition):
    response = chief.post(ADD, {"old_path": "/old/", "new_path": "/nowhere-at-all/"}, follow=True)
    assert "Nothing stands at /nowhere-at-all/ now" in said(response)
    response = chief.post(ADD, {"old_path": "/older/", "new_path": "/the-embassy/"}, follow=True)
    assert "Nothing stands" not in said(response)


def test_a_withdrawn_story_leads_on_where_the_desk_says_until_it_is_restored(chief, client, edition):
    workflow.withdraw(edition.article, by=None)
    assert chief.post(ADD, {"old_path": edition.path, "new_path": "/the-embassy/"}).status_code == 302
    assert landing(client, edition.path) == "/the-embassy/"
    assert landing(client, f"{edition.path}amp/") == "/the-embassy/"
    workflow.restore(edition.article, by=None)
    assert landing(client, edition.path) == "stays"


def test_nobody_is_led_from_a_former_address_of_a_story_but_by_the_story(chief, client, edition):
    edition.article.slug = "pilots-are-back"
    edition.article.save()
    moved = publish(edition.article)
    form = chief.post(ADD, {"old_path": edition.path, "new_path": "/b/"}).context["adminform"].form
    assert f"a former address of the story at {moved.path}" in form.errors["old_path"][0]
    followed = chief.post(ADD, {"old_path": "/old/", "new_path": edition.path}, follow=True)
    assert "Nothing stands" not in said(followed)
    assert landing(client, "/old/") == moved.path
    # Of a withdrawn story every address may lead on.
    workflow.withdraw(edition.article, by=None)
    assert chief.post(ADD, {"old_path": edition.path, "new_path": "/the-embassy/"}).status_code == 302
    assert landing(client, edition.path) == "/the-embassy/"

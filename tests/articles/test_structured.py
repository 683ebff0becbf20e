"""What pages say of themselves to machines: JSON-LD, Open Graph, microformats."""

import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.utils import timezone

from articles import workflow
from articles.body import figure_html
from articles.views import told_corrections
from authors.models import Author
from front.models import Publication
from media.models import Image
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, publish
from tests.paper import print_paper

pytestmark = pytest.mark.django_db

MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"


class Page(HTMLParser):
    """Collects a page's JSON-LD by type, its `meta` by property or name, and its elements by class."""

    def __init__(self, client, address):
        super().__init__()
        self.html = client.get(address).content.decode()
        self.data, self.meta, self.classes, self.inside = {}, {}, {}, False
        self.title, self.canonical, self.pager = "", None, {}
        self.feed(self.html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.inside = tag == "script" and attributes.get("type") == "application/ld+json"
        if tag == "link" and attributes["rel"] == "canonical":
            self.canonical = attributes["href"]
        if (found := attributes.get("class", "")).startswith("pager-"):
            self.pager[found.removeprefix("pager-")] = attributes["href"]
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name")
            self.meta.setdefault(name, []).append(attributes.get("content"))
        for name in (attributes.get("class") or "").split():
            self.classes.setdefault(name, []).append(attributes)

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, text):
        if self.lasttag == "title":
            self.title += text
        if not self.inside:
            return
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        for node in data["@graph"]:
            assert node["@type"] not in self.data, "one of each is enough"
            self.data[node["@type"]] = node


def nodes(data):
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from nodes(item)


@pytest.fixture
def paper(client):
    return print_paper()


def test_what_pages_say_is_whole_and_points_to_what_is_there(client, paper):
    kinds = {
        "front": {"WebSite", "NewsMediaOrganization"},
        "story": {"NewsArticle", "BreadcrumbList"},
        "bare story": {"NewsArticle", "BreadcrumbList"},
        "hard story": {"NewsArticle", "BreadcrumbList"},
        "section": {"CollectionPage", "BreadcrumbList"},
        "subsection": {"CollectionPage", "BreadcrumbList"},
        "empty section": {"CollectionPage", "BreadcrumbList"},
        "tag": {"CollectionPage", "BreadcrumbList"},
        "author": {"ProfilePage", "BreadcrumbList"},
        "about": {"AboutPage", "BreadcrumbList"},
        "contact": {"ContactPage", "BreadcrumbList"},
        "imprint": {"WebPage", "BreadcrumbList"},
        "corrections": {"CollectionPage", "BreadcrumbList"},
        "archive": {"CollectionPage", "BreadcrumbList"},
        "archive of a year": {"CollectionPage", "BreadcrumbList"},
        "archive of a month": {"CollectionPage", "BreadcrumbList"},
        "day": {"CollectionPage", "BreadcrumbList"},
    }
    for name, wanted in kinds.items():
        page = Page(client, paper[name])
        assert page.data.keys() == wanted, name
        for node in nodes(list(page.data.values())):
            assert "@id" in node or "@type" in node, node
            assert not [key for key, value in node.items() if value in (None, "", [], {})], node
            for key in ("url", "item", "contentUrl"):
                path = urlsplit(node.get(key, "/")).path
                assert (
                    finders.find(path[8:])
                    if path.startswith("/static/")
                    else client.get(path).status_code == 200
                )
            for key in ("datePublished", "dateModified"):
                if text := node.get(key):
                    assert re.fullmatch(MOMENT, text)
    for name in ("404", "410", "search"):
        assert Page(client, paper[name]).data == {}


def test_a_story_says_all_that_is_printed_of_it(client, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    Publication.objects.update(name="The Halyard")
    world = SectionFactory(name="World", slug="world")
    section = SectionFactory(name="Asia", slug="asia", parent=world)
    people = [AuthorFactory(name=f"Author {n}", slug=f"author-{n}") for n in range(12)]
    article = ArticleFactory(
        section=section, bylines=people, tags=["strike", "pilots"], headline="Pilots return"
    )
    with time_machine.travel("2026-07-01T10:00:00Z"):
        publish(article)
    with time_machine.travel("2026-07-01T12:30:00Z"):
        workflow.publish(article, by=None, correction=("correction", "It was nine days."))
        edition = workflow.publish(article, by=None, correction=("update", "More is known."))
        data = Page(client, edition.path).data
    story, url = data["NewsArticle"], f"{settings.SITE_URL}{edition.path}"
    assert (story["url"], story["mainEntityOfPage"]) == (url, url)
    assert story["datePublished"] == "2026-07-01T12:00:00+02:00"
    assert story["dateModified"] == "2026-07-01T14:30:00+02:00"
    assert [author["name"] for author in story["author"]] == [author.name for author in people]
    assert story["author"][0]["url"] == f"{settings.SITE_URL}/author/author-0/"
    assert (story["articleSection"], story["keywords"]) == (["World", "Asia"], ["pilots", "strike"])
    assert story["isAccessibleForFree"] is True
    assert story["publisher"]["name"] == "The Halyard"
    (correction,) = story["correction"]
    assert (correction["text"], correction["datePublished"]) == (
        "It was nine days.",
        "2026-07-01T14:30:00+02:00",
    )
    assert client.get(urlsplit(correction["url"]).path).status_code == 200
    steps = data["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["The Halyard", "World", "Asia", "Pilots return"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert "image" not in story


def test_a_pictures_rights_are_told_as_far_as_they_are_known(client):
    bare = publish(lead_image=ImageFactory(caption="", decorative=True))
    for image in Page(client, bare.path).data["NewsArticle"]["image"]:
        assert image.keys() == {"@type", "url", "contentUrl", "width", "height", "creditText"}
    Image.objects.update(
        credit="Ada Reyes",
        copyright_notice="© 2026 Ada Reyes",
        usage_terms="Ask first.",
        iptc={"web_statement": "https://reyes.example/licence", "licensor_url": "https://reyes.example/buy"},
    )
    known = publish(lead_image=Image.objects.get(), lead_caption="The pier.")
    for image in Page(client, known.path).data["NewsArticle"]["image"]:
        assert image["creditText"] == "Ada Reyes"
        assert image["copyrightNotice"] == "© 2026 Ada Reyes"
        assert image["license"] == "https://reyes.example/licence"
        assert image["acquireLicensePage"] == "https://reyes.example/buy"
        assert image["caption"] == "The pier."
    Image.objects.update(iptc={"web_statement": "javascript:alert(1)", "licensor_url": "by telephone"})
    for image in Page(client, known.path).data["NewsArticle"]["image"]:
        assert not {"license", "acquireLicensePage"} & image.keys()
    Image.objects.update(iptc={}, usage_terms="https://creativecommons.org/licenses/by/4.0/")
    for image in Page(client, known.path).data["NewsArticle"]["image"]:
        assert image["license"] == "https://creativecommons.org/licenses/by/4.0/"


NASTY = '</script><script>alert("x")</script><!-- \u2028 & \\ ]]>'


def test_nothing_that_is_written_ends_the_data(client):
    Publication.objects.update(name=NASTY, tagline=NASTY)
    section = SectionFactory(name=NASTY, slug="embassy", description=NASTY)
    ana = AuthorFactory(name=NASTY, slug="ana", short_bio=NASTY, role=NASTY)
    edition = publish(
        headline=NASTY, standfirst=NASTY, section=section, bylines=[ana], tags=[NASTY], lead_caption=NASTY,
        lead_image=ImageFactory(credit=NASTY, copyright_notice=NASTY, alt_text=NASTY),
    )  # fmt: skip
    tag = edition.tags.get().slug
    for address in (edition.path, "/", "/embassy/", "/author/ana/", f"/tag/{tag}/"):
        page = Page(client, address)
        assert page.html.count("<script") == page.html.count("</script>")
        assert not re.search(r"<script>alert", page.html)
    assert Page(client, edition.path).data["NewsArticle"]["headline"] == NASTY


def test_the_publication_says_who_it_is(client, paper, settings):
    Publication.objects.update(corrections_policy="https://halyard.example/errors", logotype="logotype/x.webp",
                               logotype_width=800, logotype_height=200)  # fmt: skip
    data = Page(client, "/").data
    search = data["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert search == f"{settings.SITE_URL}/search/?q={{search_term_string}}"
    organisation = data["NewsMediaOrganization"]
    assert organisation["sameAs"] == ["https://social.example/@halyard"]
    assert organisation["correctionsPolicy"] == "https://halyard.example/errors"
    assert organisation["logo"]["url"] == f"{settings.SITE_URL}/media/logotype/x.webp"
    assert "ethicsPolicy" not in organisation
    assert data["WebSite"]["publisher"]["@id"] == organisation["@id"]


def test_an_author_and_a_list_say_what_is_on_their_pages(client, paper):
    person = Page(client, "/author/ana/").data["ProfilePage"]["mainEntity"]
    assert (person["name"], person["jobTitle"]) == ("Ana Ruiz", "Correspondent")
    assert person["sameAs"] == ["https://social.example/@ana"]
    assert person["email"] == "ana@halyard.example"
    shown = client.get("/embassy/").context["editions"]
    listed = Page(client, "/embassy/").data["CollectionPage"]["mainEntity"]["itemListElement"]
    assert [item["url"] for item in listed] == [f"http://127.0.0.1:8000{edition.path}" for edition in shown]


def test_the_page_of_an_author_has_stories_as_its_parts(client, paper):
    shown = client.get("/author/ana/").context["editions"]
    parts = Page(client, "/author/ana/").data["ProfilePage"]["hasPart"]
    assert parts == [
        {
            "@type": "NewsArticle",
            "@id": f"http://127.0.0.1:8000{edition.path}#story",
            "url": f"http://127.0.0.1:8000{edition.path}",
            "headline": edition.headline,
        }
        for edition in shown
    ]
    assert Page(client, paper["story"]).data["NewsArticle"]["@id"] in [part["@id"] for part in parts]


def test_whatever_page_is_part_of_the_site_says_which_that_is(client, paper):
    site = Page(client, "/").data["WebSite"]
    said = {key: site[key] for key in ("@type", "@id", "name", "url")}
    assert said["name"] == "The Halyard"
    for name in ("section", "tag", "author", "series", "about", "imprint", "archive", "day", "corrections"):
        data = Page(client, paper[name]).data
        assert [node["isPartOf"] for node in data.values() if "isPartOf" in node] == [said], name


def test_the_archive_says_where_its_pages_stand_and_what_is_on_them(client, paper):
    page = Page(client, paper["day"])
    day = datetime.strptime(paper["day"], "/archive/%Y/%m/%d/").date()
    trail = [
        (step["name"], urlsplit(step["item"]).path) for step in page.data["BreadcrumbList"]["itemListElement"]
    ]
    assert trail[1:] == [
        ("Archive", "/archive/"),
        (f"{day:%Y}", f"/archive/{day:%Y}/"),
        (f"{day:%B %Y}", f"/archive/{day:%Y/%m}/"),
        (f"{day:%-d %B %Y}", paper["day"]),
    ]
    told = [one["url"] for one in page.data["CollectionPage"]["mainEntity"]["itemListElement"]]
    assert told
    assert all(f'href="{urlsplit(url).path}"' in page.html for url in told)
    assert "CollectionPage" not in Page(client, paper["moment of a day"]).data


@pytest.fixture
def long_list():
    """23 stories of one section, author, tag, month and day."""
    section, ana = SectionFactory(name="Harbour", slug="harbour"), AuthorFactory(name="Ana Ruiz", slug="ana")
    start = datetime(2026, 2, 3, 8, tzinfo=UTC)
    for n in range(23):
        publish(section=section, bylines=[ana], tags=["tides"], at=start + timedelta(minutes=n))


LISTS = ["/harbour/", "/author/ana/", "/tag/tides/", "/archive/2026/02/", "/archive/2026/02/03/"]


def test_a_page_further_down_a_list_speaks_of_itself_and_not_of_the_first(client, settings, long_list):
    for address in LISTS:
        first = Page(client, address)
        older = first.pager["older"]
        newer = Page(client, older).pager["newer"]
        plain = f"{settings.SITE_URL}{address}"
        for there, own in ((older, f"{settings.SITE_URL}{older}"), (newer, plain)):
            page = Page(client, f"{there}&utm_source=mail")
            assert page.canonical == page.meta["og:url"][0] == own
            title = " – Stories before 3 February 2026, 08:03"
            further = own != plain
            assert (title in page.title) == (title in page.meta["description"][0]) == further, there
            told = page.data.get("CollectionPage") or page.data["ProfilePage"]
            assert told["url"] == told["@id"] == own
            assert page.data["BreadcrumbList"] == first.data["BreadcrumbList"], there
        assert "Stories before" not in first.title, address


def test_only_a_cursor_makes_another_page(client, settings, long_list):
    plain = f"{settings.SITE_URL}/harbour/"
    for question in ("", "?utm_source=mail", "?page=2", "?before=", "?after=&before="):
        page = Page(client, f"/harbour/{question}")
        assert page.canonical == page.data["CollectionPage"]["url"] == plain, question
    older = Page(client, "/harbour/").pager["older"]
    assert Page(client, older.replace("before=", "before=0")).canonical == f"{settings.SITE_URL}{older}"


def test_however_a_cursor_is_made_up_a_page_has_one_address(client, settings, long_list):
    """Of 23 stories, from 08:00 on, 20 are on the first page."""
    own = [f"{settings.SITE_URL}/harbour/", f"{settings.SITE_URL}{Page(client, '/harbour/').pager['older']}"]
    for cursor, is_further in {
        "before=99999999999999999.1": False,
        "after=1770105779000000.1": False,  # 08:02:59
        "before=1770105779000000.1": True,
    }.items():
        page = Page(client, f"/harbour/?{cursor}")
        assert page.canonical == own[is_further], cursor
        assert ("Stories before" in page.title) == ("newer" in page.pager) == is_further, cursor


def test_two_pages_of_one_list_differ_in_title_and_description(client, long_list):
    for minutes in range(20):
        publish(
            section=SectionFactory._meta.model.objects.get(slug="harbour"),
            at=datetime(2026, 2, 1, 8, tzinfo=UTC) + timedelta(minutes=minutes),
        )
    second = Page(client, Page(client, "/harbour/").pager["older"])
    third = Page(client, second.pager["older"])
    assert second.title != third.title
    assert second.meta["description"] != third.meta["description"]


def test_a_day_as_it_stood_is_the_day_also_with_a_cursor(client, settings, long_list):
    older = Page(client, "/archive/2026/02/03/").pager["older"]
    page = Page(client, f"{older}&at=12:00")
    assert page.canonical == f"{settings.SITE_URL}/archive/2026/02/03/"
    assert "Stories before" not in page.title


def test_an_agency_is_no_person(client):
    agency = AuthorFactory(slug="wire", role="News agency", kind="Organization", photo=ImageFactory())
    edition = publish(bylines=[agency])
    story = Page(client, edition.path).data["NewsArticle"]
    assert [author["@type"] for author in story["author"]] == ["Organization"]
    told = Page(client, "/author/wire/").data["ProfilePage"]["mainEntity"]
    assert told["@type"] == "Organization"
    assert told.keys().isdisjoint({"jobTitle", "image"})
    assert "/square-" in told["logo"]


def signed(*bylines):
    """A story with these bylines, each a role and a name."""
    article = ArticleFactory(bylines=[])
    for position, (role, name) in enumerate(bylines):
        author = Author.objects.filter(name=name).first() or AuthorFactory(name=name, slug=name.lower())
        article.bylines.create(author=author, role=role, position=position)
    return publish(article)


def names(people):
    return [person["name"] for person in people]


def test_who_edited_and_who_photographed_are_no_authors(client):
    edition = signed(
        ("Edited by", "Eda"), ("By", "Ana"), ("Photographs by", "Pia"), ("Reporting by", "Rob"), ("By", "Bo"),
        ("Illustrations by", "Ida"), ("Photographs by", "Ana"),
    )  # fmt: skip
    page = Page(client, edition.path)
    story = page.data["NewsArticle"]
    assert names(story["author"]) == ["Ana", "Rob", "Bo"]
    assert names(story["editor"]) == ["Eda"]
    assert names(story["contributor"]) == ["Pia", "Ida"]
    assert [urlsplit(url).path for url in page.meta["article:author"]] == [
        "/author/ana/", "/author/rob/", "/author/bo/",
    ]  # fmt: skip
    assert len(page.classes["p-author"]) == 3
    assert len(page.classes["author-box"]) == 6


def test_where_nobody_wrote_whoever_is_named_is_the_author(client):
    for role in ("Edited by", "Photographs by"):
        story = Page(client, signed((role, "Eda")).path).data["NewsArticle"]
        assert names(story["author"]) == ["Eda"]
        assert story.keys().isdisjoint({"editor", "contributor"})


def test_a_role_in_own_words_is_told_as_what_it_says(client):
    roles = {
        "editor": ["edited by", "Editor", "Copy editing by", "Redigiert von", "تحرير"],
        "contributor": [
            "Photos by", "Photography", "Additional photographs by", "Photo editor",
            "Photographs and illustrations by", "Graphics by", "Fotos von", "تصوير",
        ],
        "author": [
            "Words and photographs by", "Translated by", "Research by", "Editorial by", "Von", "·",
        ],
    }  # fmt: skip
    told = {role: kind for kind, ones in roles.items() for role in ones}
    people = {f"Bo{number}": role for number, role in enumerate(told)}
    bylines = [(role, name) for name, role in people.items()]
    story = Page(client, signed(("By", "Ana"), *bylines).path).data["NewsArticle"]
    assert {people[name]: kind for kind in roles for name in names(story[kind]) if name != "Ana"} == told
    assert sum(len(story[kind]) for kind in roles) == len(told) + 1


TEXT = "<p>The pilots of Port Ansel went back to work on Monday &amp; nobody cheered.</p>"


def test_without_a_standfirst_the_beginning_of_the_text_describes_a_story(client):
    picture = figure_html(ImageFactory(caption="A crane"), "As <em>seen</em> from the pier")
    body = f"{picture}<h2>What happened</h2>{TEXT}<ul><li><p>One</p></li><li><p>Two</p></li></ul>{TEXT * 50}"
    page = Page(client, publish(standfirst="", body=body).path)
    told = (
        "The pilots of Port Ansel went back to work on Monday & nobody cheered. One Two The pilots of Port Ansel "
        "went back to work on Monday & nobody cheered. The …"
    )
    assert page.meta["description"] == page.meta["og:description"] == [told]
    assert page.data["NewsArticle"]["description"] == told


def test_a_description_is_cut_between_words(client):
    for body, told in {
        TEXT: "The pilots of Port Ansel went back to work on Monday & nobody cheered.",
        "<p>First<br>second</p><p>third</p>": "First second third",
        f"<p>{'港口引航员周一复工。' * 30}</p>": f"{('港口引航员周一复工。' * 30)[:158]} …",
        f"<p>{'pilots ' * 2000}</p>": f"{'pilots ' * 22}…",
        f"<p>{'x' * 3990}&amp;&amp;&amp;</p>": f"{'x' * 158} …",
    }.items():
        page = Page(client, publish(standfirst="", body=body).path)
        assert page.meta["description"] == [told], body[:99]


def test_a_story_without_a_paragraph_is_described_by_nothing(client):
    table = "<table><tbody><tr><td><p>1</p></td></tr></tbody></table>"
    page = Page(client, publish(standfirst="", body=table).path)
    assert page.meta.keys().isdisjoint({"description", "og:description"})
    assert "description" not in page.data["NewsArticle"]
    edition = publish(standfirst="", body=table, seo_description="The strike in figures.")
    assert Page(client, edition.path).meta["og:description"] == ["The strike in figures."]


# --- Open Graph ---------------------------------------------------------------------------------------


def test_a_story_has_the_locale_of_its_own_language(client):
    for language, locale in {"": "en_GB", "ar": "ar_AR", "de": "de_DE", "pt-br": "pt_BR"}.items():
        page = Page(client, publish(language=language).path)
        assert page.meta["og:locale"] == [locale], language


def test_a_shared_story_shows_its_crop_and_says_whose_it_is(client):
    image = ImageFactory(width=2400, height=1600, alt_text='A "crane"')
    Image.objects.update(sizes_made=3)
    edition = publish(lead_image=image, tags=["strike", "pilots"], section=SectionFactory(name="Harbour"),
                      bylines=[AuthorFactory(slug="ana"), AuthorFactory(slug="jo")])  # fmt: skip
    meta = Page(client, edition.path).meta
    assert re.fullmatch(r"http://.+/social-50-50-1200\.jpg", *meta["og:image"])
    assert (meta["og:image:width"], meta["og:image:height"]) == (["1200"], ["630"])
    assert meta["og:image:alt"] == ['A "crane"']
    assert meta["twitter:card"] == ["summary_large_image"]
    assert meta["og:type"] == ["article"]
    assert re.fullmatch(MOMENT, *meta["article:published_time"])
    assert datetime.fromisoformat(*meta["article:published_time"]) == edition.first_published_at.replace(
        microsecond=0
    )
    assert meta["article:section"] == ["Harbour"]
    assert [urlsplit(url).path for url in meta["article:author"]] == ["/author/ana/", "/author/jo/"]
    assert meta["article:tag"] == ["pilots", "strike"]
    assert meta["og:locale"] == ["en_GB"]


def test_a_picture_from_before_there_was_that_crop_is_shown_whole(client):
    image = ImageFactory()
    edition = publish(lead_image=image)
    Image.objects.update(sizes_made=2)
    meta = Page(client, edition.path).meta
    assert client.get(urlsplit(*meta["og:image"]).path).status_code == 200
    assert (meta["og:image:width"], meta["og:image:height"]) == (["90"], ["60"])


def test_every_page_with_an_address_of_its_own_can_be_shared(client, paper):
    for name in paper.keys() - {"404", "410", "private link"}:
        page = Page(client, paper[name])
        for wanted in ("og:type", "og:title", "og:description", "og:url", "og:site_name", "twitter:card"):
            assert len(page.meta[wanted]) == 1, (name, wanted)
        assert page.meta["og:description"] == page.meta["description"], name
        assert page.meta["og:type"] == [
            {"author": "profile"}.get(name, "article" if "story" in name else "website")
        ]
        assert page.meta["og:title"][0], name
    meta = Page(client, "/author/ana/").meta
    assert client.get(urlsplit(*meta["og:image"]).path).status_code == 200
    assert "og:image" not in Page(client, "/").meta
    Publication.objects.update(icon="icon/x/512.png")
    assert Page(client, "/").meta["og:image"] == ["http://127.0.0.1:8000/media/icon/x/512.png"]


def test_every_page_that_may_be_indexed_allows_its_picture_to_be_shown_large(client, paper):
    hidden = {"moment of a day", "no moment of a day", "private link", "404", "410"}
    for name, address in paper.items():
        robots = Page(client, address).meta["robots"]
        if name in hidden or "?q=" in address:
            assert robots == ["noindex, nofollow" if name == "private link" else "noindex"], name
        else:
            assert robots == ["max-image-preview:large"], name


def test_what_stands_beside_a_link_is_what_the_page_is_called(client, paper):
    Publication.objects.update(name="Fish & Chips")
    correction = next(one for one in told_corrections() if f"/{one.pk}/" in paper["correction"])
    day = timezone.localdate()
    for name, title, description in [
        ("archive", "Archive", "All stories by year, month and day"),
        ("day", f"{day:%-d %B %Y}", f"What Fish & Chips published on {day:%-d %B %Y}"),
        ("moment of a day", f"{day:%-d %B %Y}", f"What Fish & Chips published on {day:%-d %B %Y}"),
        ("corrections", "Corrections", "What Fish & Chips has corrected, clarified, updated or retracted"),
        ("correction", f"What changed: {correction.headline}", correction.text),
        ("search with results", "Search", "Search the stories of Fish & Chips"),
    ]:
        meta = Page(client, paper[name]).meta
        assert (meta["og:title"], meta["og:description"]) == ([title], [description]), name


# --- Microformats -------------------------------------------------------------------------------------


def test_stories_lists_and_people_are_marked_up(client, paper):
    story = Page(client, paper["story"]).classes
    assert {"h-entry", "p-name", "p-summary", "e-content", "dt-published", "dt-updated", "p-author", "h-card",
            "p-category", "u-featured", "u-url", "u-uid"} <= story.keys()  # fmt: skip
    assert story["u-uid"][0]["value"] == f"http://127.0.0.1:8000{paper['story']}"
    for name in ("front", "section", "tag", "author"):
        assert {"h-feed", "h-entry", "p-name", "u-url"} <= Page(client, paper[name]).classes.keys(), name

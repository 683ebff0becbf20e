"""Feeds of the newest stories, in three formats."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlsplit

import PIL.Image
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from taggit.models import Tag

from articles import workflow
from articles.body import embed_html, figure_html, gallery_html
from front.models import Publication
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, jpeg, publish
from tests.paper import VIDEO, print_paper
from tests.surfaces import formats

pytestmark = pytest.mark.django_db

FORBIDDEN = "\x01\x08\x0b\x0c\x1f\ufffe\uffff"  # in XML 1.0, section 2.2
ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
MEDIA, CONTENT = "{http://search.yahoo.com/mrss/}", "{http://purl.org/rss/1.0/modules/content/}"
TYPES = {"": "application/rss+xml", "atom/": "application/atom+xml", "json/": "application/feed+json"}


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    form = next(form for form in ("atom/", "json/", "") if address.endswith(form))
    assert response["Content-Type"] == f"{TYPES[form]}; charset=utf-8"
    return json.loads(response.content) if form == "json/" else ET.fromstring(response.content)  # noqa: S314 - our own


def headlines(client, address):
    return [title.text for title in feed(client, address).findall("channel/item/title")]


def everywhere():
    return [
        address
        for start in ("", "/embassy", "/author/ana", "/tag/harbour", "/corrections")
        for address in formats(f"{start}/feed/")
    ]


@pytest.fixture
def paper(client):
    return print_paper()


@pytest.fixture
def whole(paper):
    Publication.objects.update(full_text_feeds=True)


# --- The specifications -------------------------------------------------------------------------------


class Addresses(HTMLParser):
    """Collects what a text refers to, and what no feed may carry."""

    def __init__(self, html):
        super().__init__()
        self.found, self.tags = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.found += [value for name, value in attributes if name in {"href", "src", "srcset"}]
        assert not any(name.startswith(("on", "data-")) for name, _ in attributes)


def assert_moves(html):
    """Whether a text can be shown anywhere."""
    addresses = Addresses(html)
    assert all(re.match(r"https?://|mailto:|tel:", address) for address in addresses.found), addresses.found
    assert not addresses.tags & {"script", "button", "iframe", "source", "style"}


def is_whole(address):
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and parts.netloc


def rfc3339(text):
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", text), text
    return datetime.fromisoformat(text)


def texts(element, path):
    return [found.text for found in element.findall(path)]


def check_rss(root):
    """RSS 2.0.11 (rssboard.org), and the profile's advice."""
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert len(texts(channel, name)) == 1, name
    assert is_whole(channel.findtext("link"))
    assert parsedate_to_datetime(channel.findtext("lastBuildDate")).tzinfo
    (own,) = channel.findall(f"{ATOM}link")
    assert own.get("rel") == "self"
    assert is_whole(own.get("href"))
    for item in channel.findall("item"):
        assert item.findtext("title")
        assert is_whole(item.findtext("link"))
        (guid,) = item.findall("guid")
        assert guid.get("isPermaLink") == "false"
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", guid.text)
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        rfc3339(item.findtext(f"{ATOM}updated"))
        assert len(item.findall("description")) <= 1
        for enclosure in item.findall("enclosure"):
            assert is_whole(enclosure.get("url"))
            assert int(enclosure.get("length")) > 0
            assert enclosure.get("type") == "image/jpeg"
        for picture in item.findall(f"{MEDIA}content"):
            assert is_whole(picture.get("url"))
            assert (picture.get("medium"), picture.get("type")) == ("image", "image/jpeg")
            assert int(picture.get("width")) and int(picture.get("height"))
        assert_moves(item.findtext(f"{CONTENT}encoded", ""))
    guids = texts(channel, "item/guid")
    assert len(guids) == len(set(guids))


def check_atom(root):
    """RFC 4287."""
    assert root.tag == f"{ATOM}feed"
    for holder in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(texts(holder, ATOM + name)) == 1, name
        rfc3339(holder.findtext(f"{ATOM}updated"))
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", holder.findtext(f"{ATOM}id"))
        alternates = [link for link in holder.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert all(is_whole(link.get("href")) for link in holder.findall(f"{ATOM}link"))
        for author in holder.findall(f"{ATOM}author"):
            assert author.findtext(f"{ATOM}name")
        assert all(category.get("term") for category in holder.findall(f"{ATOM}category"))
    assert root.findall(f"{ATOM}author"), "or each entry would have to have one"
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]
    for entry in root.findall(f"{ATOM}entry"):
        rfc3339(entry.findtext(f"{ATOM}published"))
        for content in entry.findall(f"{ATOM}content"):
            assert content.get("type") == "html"
            assert_moves(content.text)
    keys = texts(root, f"{ATOM}entry/{ATOM}id")
    assert len(keys) == len(set(keys))


def check_json(data):
    """jsonfeed.org, version 1.1."""
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["title"]
    assert all(is_whole(data[name]) for name in ("home_page_url", "feed_url", "icon"))
    for item in data["items"]:
        assert isinstance(item["id"], str)
        assert is_whole(item["url"])
        assert "content_html" in item or "content_text" in item
        assert_moves(item.get("content_html", ""))
        rfc3339(item["date_published"])
        rfc3339(item["date_modified"])
        for author in item.get("authors", []):
            assert author["name"]
            assert is_whole(author["url"])
        for attachment in item.get("attachments", []):
            assert is_whole(attachment["url"])
            assert attachment["mime_type"] == "image/jpeg"
    assert len({item["id"] for item in data["items"]}) == len(data["items"])


@pytest.mark.parametrize("full_text", [False, True])
def test_every_feed_is_what_its_specification_says(client, paper, full_text):
    Publication.objects.update(full_text_feeds=full_text)
    for address in everywhere():
        read = feed(client, address)
        if address.endswith("json/"):
            check_json(read)
            assert read["items"], address
        elif address.endswith("atom/"):
            check_atom(read)
            assert read.findall(f"{ATOM}entry"), address
        else:
            check_rss(read)
            assert read.findall("channel/item"), address


def test_a_feed_without_stories_is_valid_too(client):
    check_rss(feed(client, "/feed/"))
    check_atom(feed(client, "/feed/atom/"))
    check_json(feed(client, "/feed/json/"))


def test_what_xml_does_not_allow_is_left_out_and_the_feed_stands(client):
    Publication.objects.update(
        name=f"The{FORBIDDEN} Halyard", tagline=f"News{FORBIDDEN}", full_text_feeds=True
    )
    section = SectionFactory(
        name=f"The{FORBIDDEN} Embassy", slug="embassy", description=f"On{FORBIDDEN} them"
    )
    ana = AuthorFactory(name=f"Ana{FORBIDDEN} Ruiz", slug="ana")
    publish(
        headline=f"Crane{FORBIDDEN} fails ]]> <b>&amp;",
        standfirst=f"At{FORBIDDEN}\tnoon",
        section=section,
        bylines=[ana],
        tags=[f"har{FORBIDDEN}bour"],
        lead_image=ImageFactory(alt_text=f'A "crane"{FORBIDDEN}', credit=FORBIDDEN),
        body=f"<p>A wire{FORBIDDEN} broke.</p>",
    )
    for address in ("/feed/", "/embassy/feed/", "/author/ana/feed/", f"/tag/{Tag.objects.get().slug}/feed/"):
        channel = feed(client, address).find("channel")
        assert channel.findtext("item/title") == "Crane fails ]]> <b>&amp;"
        assert channel.findtext("item/description") == "At\tnoon"
        assert texts(channel, "item/category") == ["The Embassy", "harbour"]
        assert channel.findtext(f"item/{DC}creator") == "Ana Ruiz"
        assert channel.findtext(f"item/{MEDIA}content/{MEDIA}description") == 'A "crane"'
        assert re.search(r"<p>A wire\s+broke.</p>", channel.findtext(f"item/{CONTENT}encoded"))
        assert "The Halyard" in channel.findtext("title")
        entry = feed(client, f"{address}atom/").find(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "Crane fails ]]> <b>&amp;"
        assert entry.find(f"{ATOM}category").get("term") == "The Embassy"
        assert feed(client, f"{address}json/")["items"][0]["url"].startswith("http")


# --- What they hold -----------------------------------------------------------------------------------


def test_a_sections_feed_lists_what_its_page_lists(client):
    embassy = SectionFactory(slug="embassy")
    letters, other = SectionFactory(slug="letters", parent=embassy), SectionFactory(slug="other")
    publish(headline="Of the section", section=embassy)
    publish(headline="Of its subsection", section=letters)
    publish(headline="Of another", section=other)
    filed = publish(headline="Filed there too", section=other)
    filed.listed_in.add(embassy, letters)
    page = client.get("/embassy/").context["editions"]
    assert headlines(client, "/embassy/feed/") == [edition.headline for edition in page]
    assert headlines(client, "/embassy/feed/") == ["Filed there too", "Of its subsection", "Of the section"]
    assert headlines(client, "/embassy/letters/feed/") == ["Filed there too", "Of its subsection"]


def test_feeds_name_as_authors_those_who_wrote(client):
    writer, editor, photographer = (AuthorFactory(name=name, slug=name) for name in ("ana", "eda", "pia"))
    article = ArticleFactory(bylines=[writer])
    article.bylines.create(author=photographer, role="Photographs by", position=1)
    article.bylines.create(author=editor, role="Edited by", position=2)
    publish(article)
    rss, atom, item = (feed(client, address) for address in formats("/feed/"))
    assert texts(rss, f"channel/item/{DC}creator") == ["ana"]
    entry = atom.find(f"{ATOM}entry")
    assert texts(entry, f"{ATOM}author/{ATOM}name") == ["ana"]
    assert texts(entry, f"{ATOM}contributor/{ATOM}name") == ["eda", "pia"]
    assert entry.findtext(f"{ATOM}contributor/{ATOM}uri").endswith("/author/eda/")
    assert [author["name"] for author in item["items"][0]["authors"]] == ["ana"]


def test_an_entry_names_all_authors_the_section_and_every_tag(client):
    people = [AuthorFactory(name=f"Author {n}", slug=f"author-{n}") for n in range(12)]
    publish(bylines=people, section=SectionFactory(name="Harbour"), tags=["strike", "pilots"])
    names, subjects = [author.name for author in people], ["Harbour", "pilots", "strike"]
    item = feed(client, "/feed/").find("channel/item")
    assert (texts(item, f"{DC}creator"), texts(item, "category")) == (names, subjects)
    entry = feed(client, "/feed/atom/").find(f"{ATOM}entry")
    assert texts(entry, f"{ATOM}author/{ATOM}name") == names
    assert entry.findtext(f"{ATOM}author/{ATOM}uri").endswith("/author/author-0/")
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == subjects
    (item,) = feed(client, "/feed/json/")["items"]
    assert [author["name"] for author in item["authors"]] == names
    assert item["tags"] == subjects


def test_an_entrys_picture_comes_with_its_measure_its_size_and_its_credit(client):
    image = ImageFactory()
    publish(lead_image=image)
    picture = feed(client, "/feed/").find(f"channel/item/{MEDIA}content")
    served = client.get(urlsplit(picture.get("url")).path)
    assert (picture.get("width"), picture.get("height")) == ("90", "60")
    assert picture.get("fileSize") == str(len(served.content))
    assert picture.findtext(f"{MEDIA}credit") == image.credit
    (item,) = feed(client, "/feed/json/")["items"]
    assert item["attachments"][0]["size_in_bytes"] == len(served.content)


def test_a_picture_whose_file_is_away_is_named_without_its_size(client, settings):
    publish(lead_image=ImageFactory())
    settings.MEDIA_ROOT = "/nowhere"
    item = feed(client, "/feed/").find("channel/item")
    assert item.find("enclosure") is None
    assert item.find(f"{MEDIA}content").get("fileSize") is None


def test_a_story_keeps_its_name_when_its_address_changes_and_says_when_it_was_updated(client):
    article = ArticleFactory(slug="pilots-return")
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False):
        publish(article)
        before = feed(client, "/feed/json/")["items"][0]
    article.slug, article.headline = "pilots-sail", "Pilots sail"
    article.save()
    workflow.record(article, by=None)
    with time_machine.travel("2026-03-02T13:30:00Z", tick=False):
        publish(article)
        after = feed(client, "/feed/json/")["items"][0]
    assert before["url"] != after["url"]
    assert before["id"] == after["id"] == feed(client, "/feed/").findtext("channel/item/guid")
    assert after["date_published"] == "2026-03-02T12:00:00Z"
    assert after["date_modified"] == "2026-03-02T13:30:00Z"


@pytest.mark.parametrize("whole", [False, True])
def test_without_a_standfirst_the_summary_is_the_beginning_of_the_text(client, whole):
    Publication.objects.update(full_text_feeds=whole)
    publish(standfirst="", body="<p>The pilots of <strong>Port Ansel</strong> went back.</p>")
    rss, atom, item = (feed(client, address) for address in formats("/feed/"))
    told = "The pilots of Port Ansel went back."
    assert rss.findtext("channel/item/description") == told
    assert atom.findtext(f"{ATOM}entry/{ATOM}summary") == item["items"][0]["summary"] == told
    assert item["items"][0].get("content_text", told) == told


def test_a_summary_is_the_standfirst_and_the_whole_story_is_not_read(client, paper):
    items = feed(client, "/feed/json/")["items"]
    assert "content_html" not in items[0]
    bare = next(item for item in items if item["title"] == "A bare story")
    assert bare["content_text"] == bare["summary"] == "The pilots of Port Ansel went back to work on Monday."
    table = "<table><tbody><tr><td><p>1</p></td></tr></tbody></table>"
    publish(headline="Figures", standfirst="", body=table)
    item = feed(client, "/feed/json/")["items"][0]
    assert "summary" not in item
    assert item["content_text"] == "Figures"  # nothing else is there, and something has to be


def test_the_whole_story_has_its_picture_its_text_and_its_corrections(client):
    Publication.objects.update(full_text_feeds=True)
    inside = ImageFactory(alt_text="The pier")
    article = ArticleFactory(
        lead_image=ImageFactory(alt_text="The crane", credit="Ada Reyes"),
        lead_caption="The crane at dawn.",
        body='<p>See <a href="/about/">us</a> and <a href="https://port.example/?a=1&amp;b=2">them</a>; write '
        'href="/x".</p>'
        f"{figure_html(inside, 'At noon')}{embed_html(VIDEO)}<p>Five &lt; six.</p>",
    )
    publish(article)
    workflow.publish(article, by=None, correction=("correction", "It was <nine> days."))
    (item,) = feed(client, "/feed/json/")["items"]
    html = item["content_html"]
    assert re.match(r'<figure><img src="http://[^"]+\.jpg" width="90" height="60" alt="The crane">', html)
    assert "<figcaption>The crane at dawn. Ada Reyes</figcaption>" in html
    assert re.search(r'<a href="http://[^"/]+/about/">us</a>', html)
    assert '<a href="https://port.example/?a=1&amp;b=2">them</a>; write href="/x".' in html
    assert re.search(r'<img src="http://[^"]+/media/[^"]+\.jpg" width="90" height="60" alt="The pier">', html)
    assert "Load from" not in html
    assert re.search(r'<a href="https://www.youtube.com/[^"]+">Open it on YouTube</a>', html)
    assert "Five &lt; six." in html
    assert ":</strong> It was &lt;nine&gt; days.</p>" in html
    assert "ad-break" not in html
    article.headline = "No pilot has struck"
    article.save()
    workflow.publish(article, by=None, correction=("retraction", "There was no strike."))
    html = feed(client, "/feed/json/")["items"][0]["content_html"]
    told, text, other = (
        html.index(words) for words in ("There was no strike.", "Five &lt;", "It was &lt;nine")
    )
    assert told < text < other


def test_each_picture_of_a_whole_story_has_the_measure_of_its_file(client):
    Publication.objects.update(full_text_feeds=True)
    lead, one, two, three = (
        ImageFactory(
            file=ContentFile(jpeg(*size), "one.jpg"), width=size[0], height=size[1], content_hash=f"{n}" * 64
        )
        for n, size in enumerate([(2000, 1333), (1900, 1267), (1000, 3000), (500, 333)])
    )
    gallery = gallery_html([figure_html(two), figure_html(three)])
    publish(lead_image=lead, body=f"<p>Three cranes.</p>{figure_html(one)}{gallery}")
    html = feed(client, "/feed/").findtext(f"channel/item/{CONTENT}encoded")
    pictures = re.findall(r'<img src="([^"]+)" width="(\d+)" height="(\d+)"', html)
    assert len(pictures) == 4
    for address, width, height in pictures:
        served = BytesIO(client.get(urlsplit(address).path).getvalue())
        shown = PIL.Image.open(served)
        assert shown.width == int(width) <= 1200, address
        assert abs(shown.height - int(height)) <= 1, "rounded once more"


def test_what_rss_tells_in_brief_is_html_and_shows_what_was_written(client):
    told = "Use <b> & </b>, not &lt;i&gt;."
    article = ArticleFactory(standfirst=told, tags=["harbour"])
    publish(article)
    workflow.publish(article, by=None, correction=("correction", told))
    for start in ("", "/tag/harbour", "/corrections"):
        rss, atom, item = (feed(client, address) for address in formats(f"{start}/feed/"))
        html = rss.findtext("channel/item/description")
        assert "<" not in html, "it would be taken for a tag"
        assert unescape(html) == told
        assert atom.findtext(f"{ATOM}entry/{ATOM}summary") == item["items"][0]["summary"] == told


def test_a_correction_is_told_with_the_exact_difference_where_that_may_be_read(client):
    shown, hidden = (ArticleFactory(headline=name) for name in ("Shown", "Hidden"))
    for article in (shown, hidden):
        publish(article)
        workflow.publish(article, by=None, correction=("correction", "It was nine days."))
    told = hidden.editions.live().get().correction
    type(told).objects.filter(pk=told.pk).update(shows_difference=False)
    for item in feed(client, "/corrections/feed/").findall("channel/item"):
        assert client.get(urlsplit(item.findtext("link")).path).status_code == 200
    urls = {item["title"]: item["url"] for item in feed(client, "/corrections/feed/json/")["items"]}
    assert "/corrections/" in urls["Correction: Shown"]
    assert urls["Correction: Hidden"].endswith(hidden.editions.live().get().path)


def test_an_embargoed_story_is_in_no_feed_until_the_minute(client):
    moment = timezone.now() + timedelta(hours=1)
    ana, embassy = AuthorFactory(slug="ana"), SectionFactory(slug="embassy")
    known = {"bylines": [ana], "section": embassy, "tags": ["harbour"]}
    publish(headline="Known", **known)
    publish(headline="To come", at=moment, **known)
    feeds = [address for address in everywhere() if not address.startswith("/corrections")]
    for address in feeds:
        assert "To come" not in client.get(address).content.decode(), address
    with time_machine.travel(moment):
        for address in feeds:
            assert "To come" in client.get(address).content.decode(), address


def test_pages_tell_programs_of_their_feeds(client, paper):
    for page, start in [("/", ""), ("/embassy/", "/embassy"), ("/author/ana/", "/author/ana"),
                        ("/tag/harbour/", "/tag/harbour"), ("/corrections/", "/corrections")]:  # fmt: skip
        html = client.get(page).content.decode()
        for address in formats(f"{start}/feed/"):
            assert re.search(rf'<link rel="alternate" type="[^"]+" href="{address}" title=', html), address


@pytest.mark.parametrize(
    "address", ["/feed/xml/", "/feed/atom/json/", "/nowhere/feed/", "/author/nobody/feed/json/"]
)
def test_what_is_no_feed_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("full_text", [False, True])
def test_a_feed_costs_a_fixed_number_of_queries(client, paper, django_assert_num_queries, full_text):
    Publication.objects.update(full_text_feeds=full_text)
    for start, queries in [
        ("", 3),
        ("/embassy", 4),
        ("/author/ana", 4),
        ("/tag/harbour", 4),
        ("/corrections", 3),
    ]:
        for address in formats(f"{start}/feed/"):
            client.get(address)
            Publication.objects.update(tagline=address)
            with django_assert_num_queries(queries + 1):  # the generation, which has changed
                client.get(address)

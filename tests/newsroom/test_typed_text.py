"""What someone types is text for readers and for colleagues: never markup, never a template."""

import json
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from ads.models import AdSlot
from articles import workflow
from articles.body import embed_html, figure_html, sanitise
from articles.models import Article, Edition
from front.models import Page, Publication
from tests.ads.factories import BookingFactory, CreativeFactory
from tests.desk import Desk, staff
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ImageFactory,
    PageFactory,
    PinFactory,
    SectionFactory,
    publish,
)
from tests.surfaces import readers_addresses

pytestmark = pytest.mark.django_db

# Ends an attribute, a title and a field, begins an element that nobody else writes, and is a sum for a template.
TYPED = "\"'></title></textarea><i-typed>{{7|add:7}}"


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.names, self.text = set(), ""

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)

    def handle_data(self, data):
        self.text += data


def assert_text(response, address, *, shown=True):
    if "json" in response["Content-Type"]:  # of which no program makes markup
        assert not shown or TYPED in strings(json.loads(response.content)), address
        return
    page = Elements()
    page.feed(response.content.decode(errors="replace"))
    assert "i-typed" not in page.names, address
    assert "i-typed>14" not in response.content.decode(errors="replace").replace("&gt;", ">"), address
    assert not shown or TYPED in page.text, f"{address}: the text has to be there, or this proves nothing"


def strings(data) -> str:
    if isinstance(data, dict):
        data = list(data.values())
    return " ".join(map(strings, data)) if isinstance(data, list) else str(data)


@pytest.fixture
def paper():
    """A paper in which every text that someone can type is the same; returns the live edition of its story."""
    Publication.objects.filter(pk=1).update(
        name=TYPED,
        tagline=TYPED,
        postal_address=TYPED,
        telephone=TYPED[:40],
        logotype_says=TYPED[:120],
    )
    for slug in ("about", "contact", "privacy", "imprint"):
        PageFactory(
            title=TYPED[:120], slug=slug, purpose=slug, summary=TYPED, body=f"<p>{TYPED}</p>", live=True
        )
    about = Page.objects.get(slug="about")
    Publication.objects.get().menu_items.create(menu="masthead", page=about, label=TYPED[:60])
    Publication.objects.get().menu_items.create(menu="footer", page=about, label=TYPED[:60])
    Publication.objects.get().social_links.create(label=TYPED[:40], url="https://social.example/")
    image = ImageFactory(caption=TYPED, credit=TYPED, alt_text=TYPED)
    parent = SectionFactory(name=TYPED, slug="harbour", description=TYPED)
    section = SectionFactory(name=TYPED, slug="letters", description=TYPED, parent=parent)
    author = AuthorFactory(name=TYPED, role=TYPED, short_bio=TYPED, bio=TYPED, photo=image, slug="ana")
    author.links.create(label=TYPED[:40], url="https://social.example/")
    AdSlot.objects.update(label=TYPED[:40])
    for slot in ("masthead", "sidebar", "article-mid", "foot"):
        sizes = AdSlot.objects.get(code=slot).sizes
        BookingFactory(slots=[slot], creative=CreativeFactory(size=sizes[0], alt_text=TYPED))
    story = {
        "headline": TYPED, "kicker": TYPED, "standfirst": TYPED, "seo_title": TYPED, "seo_description": TYPED,
        "lead_image": image, "lead_caption": TYPED, "section": section, "tags": [TYPED], "bylines": [author],
    }  # fmt: skip
    publish(**story | {"section": parent})  # for the front page's block of the section
    for _ in range(20):
        publish(**story)
    article = ArticleFactory(**story)
    article.bylines.update(role=TYPED)
    # Straight into the database: no form has sanitised it.
    body = figure_html(image) + figure_html(image, TYPED) + embed_html("https://evil.example/" + TYPED)
    Article.objects.filter(pk=article.pk).update(body=f"<p>pilots {TYPED}</p>" * 8 + body)
    publish(article)
    PinFactory(article=article)
    edition = workflow.publish(article, by=None, correction=("correction", TYPED))
    publish(**story)  # so that it has a newer one
    return edition


def test_nothing_that_someone_types_is_markup_or_a_template_for_readers(client, paper):
    gone = publish(headline=TYPED)
    workflow.withdraw(gone.article, by=None, notice=TYPED)
    silent = {"robots", "security", "sitemap", "sitemap-file", "favicon", "touch-icon", "healthz", "readyz",
              "rendition", "slot_frame", "look", "readings", "search-suggestions"}  # fmt: skip
    groups = readers_addresses(
        Edition.objects.get(pk=paper.pk),
        story=[gone.path, "/2020/01/never/"],
        search=["/search/?" + urlencode({"q": TYPED})],
    )
    for name, addresses in groups.items():
        for address in addresses:
            assert_text(client.get(address), address, shown=name not in silent)


def test_what_the_preview_shows_is_text_too(paper):
    address = reverse("admin:articles_article_preview", args=[paper.article_id])
    assert_text(Desk(staff("Chief")).get(address), address)


@pytest.fixture
def article():
    article = ArticleFactory(headline="Pilots end strike", body="<p>Ships move.</p><p>All is well.</p>")
    workflow.record(article, by=None)
    return article


@pytest.fixture
def ana():
    return Desk(staff("Editor", first_name=TYPED, last_name=TYPED))


@pytest.fixture
def tom():
    return Desk(staff("Editor", first_name=TYPED, last_name=TYPED))


def test_what_two_people_typed_in_one_place_stands_side_by_side_as_text(ana, tom, article):
    ana.open(article)
    tom.open(article).type(
        headline=f"Theirs {TYPED}", standfirst=TYPED, body=f"<p>Ships {TYPED}</p><p>All is well.</p>"
    ).press()
    response = ana.type(
        headline=f"Yours {TYPED}", standfirst=f"Mine {TYPED}", body="<p>Ships sink.</p><p>All is well.</p>"
    ).press()
    assert 'class="meeting"' in response.content.decode()
    assert_text(response, "both texts")
    assert sanitise(f"<p>Ships {TYPED}</p>") in {
        value for name, value in ana.form.items() if name.startswith("other-")
    }


def test_the_editor_is_given_nothing_that_could_run_however_it_came_into_the_database(ana, article):
    Article.objects.update(body="<p onclick=x()>Ships move.</p><script>x()</script><iframe src=//x></iframe>")
    assert ana.open(article).form["body"] == "<p>Ships move.</p>"


def test_text_that_was_kept_and_not_saved_is_offered_as_text(ana, article):
    ana.open(article).type(headline=TYPED)
    values = urlencode(ana.form, doseq=True)
    ana.post(reverse("admin:articles_article_autosave"),
             {"tab": ana.form["tab"], "article": article.pk, "values": values, "changed": [TYPED]})  # fmt: skip
    assert_text(ana.open(article).shown, "the form")
    assert_text(ana.get(ana.address, {"restore": ana.shown.context["unsaved"].pk}), "what was put back")


def test_a_note_with_which_a_story_is_sent_back_is_text(ana, article):
    Article.objects.update(stage="in_edit")
    ana.open(article).type(stage_note=TYPED).press("_send_back")
    assert_text(ana.open(article).shown, "the form")
    address = reverse("admin:articles_article_history", args=[article.pk])
    assert_text(ana.get(address), address)


def test_what_the_desk_says_of_a_story_is_text(ana):
    article = ArticleFactory(
        headline=TYPED, kicker=TYPED, created_by=ana.user, bylines=[AuthorFactory(name=TYPED)]
    )
    for button in ("_publish", "_withdraw", "_restore"):
        assert_text(ana.open(article).press(button), button)
    for address in (reverse("admin:index"), reverse("admin:articles_article_changelist")):
        assert_text(ana.get(address), address)

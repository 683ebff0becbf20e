"""What readers must not see, looked for on every address that they can ask for."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import SearchWord, Series
from front import pages
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

# Every word of a story that isn't for readers begins with this.
SECRET = "classified"
DESKS_TABLES = {
    "articles_article", "articles_byline", "articles_revision", "articles_taggedarticle",
    "articles_article_other_sections", "articles_autosave", "articles_previewlink", "authors_activity",
    "articles_comment", "articles_comment_mentions", "articles_assignment", "articles_savedfilter",
}  # fmt: skip


def secret_story(kind, section):
    """A story all of whose words are secret, filed in a section that readers know."""
    word = f"{SECRET}{kind}"
    return ArticleFactory(
        headline=f"Pilots {word} headline", kicker=word, standfirst=f"{word} standfirst", slug=f"{word}-slug",
        body=f"<p>{word} body of pilots</p>", section=section, tags=[f"{word}-tag"],
        bylines=[AuthorFactory(name=f"{word} name", slug=f"{word}-author", bio=word, short_bio=word)],
        lead_image=ImageFactory(caption=f"{word} caption", credit=word, alt_text=word),
    )  # fmt: skip


@pytest.fixture
def newsroom(db):
    """One live story with changes not yet published, among others that readers may not see; returns its edition."""
    section = SectionFactory(name="Harbour", slug="harbour")
    author = AuthorFactory(name="Ana Ruiz", slug="ana-ruiz")
    article = ArticleFactory(
        headline="Pilots return", section=section, tags=["harbour"], bylines=[author], slug="pilots-return"
    )
    edition = publish(article)
    article.headline = article.standfirst = article.kicker = f"{SECRET}change"
    article.body = f"<p>{SECRET}change of pilots</p>"
    article.save()
    article.tags.add(f"{SECRET}change-tag")
    workflow.record(article, by=None)

    later = timezone.now() + timedelta(hours=1)
    secret_story("draft", section)
    publish(secret_story("scheduled", section), at=later)
    gone = secret_story("withdrawn", section)
    publish(gone)
    workflow.withdraw(gone, by=None)
    called_off = secret_story("calledoff", section)
    publish(called_off, at=later)
    workflow.unschedule(called_off, by=None)
    yesterday = timezone.now() - timedelta(days=1)
    with time_machine.travel(yesterday):
        ended = secret_story("ended", section)
        publish(ended)
        workflow.set_end(ended, by=None, until=yesterday + timedelta(hours=1))
    waiting = ArticleFactory(headline="Ferries sail", section=section, tags=["harbour"])
    publish(waiting)
    waiting.headline = f"{SECRET}waiting"
    waiting.save()
    workflow.record(waiting, by=None)
    publish(waiting, at=later)
    workflow.publish(
        ArticleFactory(headline="Tides", section=section),
        by=None,
        at=later,
        correction=("correction", SECRET),
    )
    stories = [*type(article).objects.all()]
    of_secrets = [
        story.pk for story in stories if SECRET in story.slug and not story.editions.ever_live().exists()
    ]
    Series.objects.create(title="The harbour", slug="the-harbour").put(
        [story.pk for story in stories if story.pk not in of_secrets[:1]]
    )
    Series.objects.create(title=f"{SECRET}series", slug=f"{SECRET}series").put(of_secrets[:1])
    words = {"title": f"{SECRET}page", "summary": SECRET, "body": f"<p>{SECRET}</p>"}
    PageFactory(slug=f"{SECRET}draft-page", purpose="privacy", **words)
    about = PageFactory(title="About", slug="about", live=True)
    about.title = about.summary = f"{SECRET}change"
    about.body = f"<p>{SECRET}change</p>"
    pages.save(about, by=None)
    taken_down = PageFactory(slug=f"{SECRET}taken-down", live=True, **words)
    pages.take_down(taken_down, by=None)
    for page in (about, taken_down):
        for menu in ("masthead", "footer"):
            page.menu_items.create(publication_id=1, menu=menu)
    for number, pinned in enumerate(stories, start=1):
        PinFactory(article=pinned, place=number)
    return edition


def addresses(edition):
    """All that readers can ask for, with the addresses that unpublished stories, authors and tags would have."""
    month = f"/{timezone.localdate():%Y/%m}"
    never_seen = [f"{SECRET}{kind}" for kind in ("draft", "scheduled", "change", "calledoff")]
    gone = [f"{SECRET}{kind}" for kind in ("withdrawn", "ended")]
    groups = readers_addresses(
        edition,
        story=[f"{month}/{word}-slug/" for word in [*never_seen, *gone]],
        author=[f"/author/{word}-author/" for word in never_seen],
        author_feed=[f"/author/{word}-author/feed/" for word in never_seen],
        tag=[f"/tag/{word}-tag/" for word in never_seen],
        series=[f"/series/{SECRET}series/"],
        series_feed=[f"/series/{SECRET}series/feed/"],
        tag_feed=[f"/tag/{word}-tag/feed/" for word in never_seen],
        page=[f"/{SECRET}{word}/" for word in ("draft-page", "taken-down")],
    )
    return [address for group in groups.values() for address in group]


def test_nothing_unpublished_is_on_any_address(client, newsroom):
    showing_what_is_live = 0
    for address in addresses(newsroom):
        response = client.get(address)
        if SECRET in address:
            gone = re.search(r"withdrawn|ended", address)
            assert response.status_code == (410 if gone else 404), address
        text = response.content.decode(errors="replace")  # an icon is no text
        assert SECRET not in text + str(response.headers), address
        showing_what_is_live += "Pilots return" in text
    assert showing_what_is_live >= 8, "the walk has to find what is live, or it proves nothing"


def test_no_public_address_reads_the_desks_tables(client, newsroom):
    for address in addresses(newsroom):
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        tables = {name for query in queries for name in re.findall(r'"(\w+)"', query["sql"])}
        assert not tables & DESKS_TABLES, address


def test_what_is_no_longer_or_not_yet_live_is_no_word_for_search(client, newsroom):
    """All of its words are remembered, so each is asked for with a letter wrong, in full and in its beginning."""
    assert SearchWord.objects.filter(word__startswith=SECRET).exists(), "or there is nothing to hide"
    for kind in ("draft", "scheduled", "withdrawn", "calledoff", "ended", "change", "waiting"):
        for typed in (f"clasified{kind}", f"klassified{kind}", f"pilots clasified{kind}", SECRET[:7]):
            for address in ("/search/", "/search/suggest/"):
                assert SECRET not in client.get(address, {"q": typed}).content.decode(), (address, typed)
    for kind in ("author", "tag"):
        for word in ("withdrawn", "scheduled", "draft"):
            named = client.get("/search/", {"q": f"{kind}:clasified{word}"}).content.decode()
            assert SECRET not in named
            asked = client.get("/search/", {"q": f"{kind}:{SECRET}{word}-{kind}"})
            assert asked.context["count"] == 0


def test_a_story_to_come_answers_as_one_that_never_was(client, newsroom):
    month = f"/{timezone.localdate():%Y/%m}"
    never = client.get(f"{month}/never-was/")
    to_come = client.get(f"{month}/{SECRET}scheduled-slug/")
    assert (never.status_code, to_come.status_code) == (404, 404)
    assert never.content.decode().replace("never-was", "") == to_come.content.decode().replace(
        f"{SECRET}scheduled-slug", ""
    )


PUBLIC_MODULES = ["articles/views.py", "articles/related.py", "articles/series.py", "articles/sitemaps.py",
                  *(f"articles/search/{part}.py" for part in (
                      "__init__", "apart", "conditions", "excerpts", "facets", "folding", "grammar", "indexing",
                      "matches", "numbers", "spelling", "suggesting", "understood")),
                  *(f"articles/feeds/{part}.py" for part in ("views", "channels", "elsewhere", "formats", "urls")),
                  "articles/lists.py", "articles/paging.py", "articles/archive.py", "articles/urls.py",
                  "articles/most_read.py", "articles/readings.py", "articles/anchors.py", "front/archive.py",
                  "front/views.py", "front/layout.py", "front/well_known.py",
                  "front/urls.py", "front/middleware.py", "front/context_processors.py",
                  "ads/views.py", "ads/selection.py", "ads/urls.py", "ads/templatetags/ads.py",
                  "media/views.py", "media/urls.py", "media/renditions.py", "media/templatetags/pictures.py",
                  "redirects/middleware.py", "newsroom/health.py"]  # fmt: skip
DESKS_WORDS = {"Article", "Byline", "Revision", "TaggedArticle", "Autosave", "workflow"}


def words_of(code: str) -> set[str]:
    """All that a module imports or reaches through a module: `import a.b`, `from a import b`, `a.b`."""
    words = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Import() | ast.ImportFrom():
                dotted = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
                words.update(word for name in dotted for word in name.split("."))
            case ast.Attribute():
                words.add(node.attr)
    return words


@pytest.mark.parametrize("module", PUBLIC_MODULES)
def test_no_public_module_knows_the_working_copy(module):
    assert not words_of((Path(settings.BASE_DIR) / module).read_text()) & DESKS_WORDS


@pytest.mark.parametrize(
    "code",
    [
        "from articles.models import Article",
        "from articles import workflow as w",
        "import articles.workflow",
        "from articles import models\nmodels.Article.objects.all()",
        "import articles.models as m\nm.Revision",
        "def later():\n    from articles.models import Byline as B",
    ],
)
def test_however_a_module_comes_to_the_working_copy_it_is_seen(code):
    assert words_of(code) & DESKS_WORDS


def test_every_module_with_views_for_readers_is_among_those_watched():
    from django.urls import get_resolver

    from tests.surfaces import NOT_FOR_READERS

    def modules(resolver, prefix=""):
        for entry in resolver.url_patterns:
            route = prefix + str(entry.pattern)
            if route.lstrip("^").startswith(NOT_FOR_READERS):
                continue
            if hasattr(entry, "url_patterns"):
                yield from modules(entry, route)
            else:
                view = entry.callback
                yield getattr(
                    view, "view_class", type(view) if not hasattr(view, "__name__") else view
                ).__module__

    ours = {name for name in modules(get_resolver()) if not name.startswith("django.")}
    assert {"articles.views", "articles.feeds.views", "front.views", "ads.views", "media.views"} <= ours
    assert ours <= {module.removesuffix(".py").replace("/", ".") for module in PUBLIC_MODULES}

"""What readers must not see, looked for on every address that they can ask for."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ImageFactory,
    PinFactory,
    SectionFactory,
    publish,
)
from tests.surfaces import readers_addresses

# Every word of a story that isn't for readers begins with this.
SECRET = "classified"
DESKS_TABLES = {
    "articles_article", "articles_byline", "articles_revision", "articles_taggedarticle",
    "articles_article_other_sections", "articles_autosave", "articles_previewlink",
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
    for number, pinned in enumerate([*type(article).objects.all()], start=1):
        PinFactory(article=pinned, place=number)
    return edition


def addresses(edition):
    """All that readers can ask for, with the addresses that unpublished stories, authors and tags would have."""
    month = f"/{timezone.localdate():%Y/%m}"
    to_come = [f"{SECRET}{kind}" for kind in ("draft", "scheduled", "change")]
    groups = readers_addresses(
        edition,
        story=[f"{month}/{word}-slug/" for word in [*to_come, f"{SECRET}withdrawn"]],
        author=[f"/author/{word}-author/" for word in to_come],
        author_feed=[f"/author/{word}-author/feed/" for word in to_come],
        tag=[f"/tag/{word}-tag/" for word in to_come],
        tag_feed=[f"/tag/{word}-tag/feed/" for word in to_come],
    )
    return [address for group in groups.values() for address in group]


def test_nothing_unpublished_is_on_any_address(client, newsroom):
    showing_what_is_live = 0
    for address in addresses(newsroom):
        response = client.get(address)
        if SECRET in address:
            assert response.status_code in {404, 410}, address
        text = response.content.decode()
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


def test_a_story_to_come_answers_as_one_that_never_was(client, newsroom):
    month = f"/{timezone.localdate():%Y/%m}"
    never = client.get(f"{month}/never-was/")
    to_come = client.get(f"{month}/{SECRET}scheduled-slug/")
    assert (never.status_code, to_come.status_code) == (404, 404)
    assert never.content.decode().replace("never-was", "") == to_come.content.decode().replace(
        f"{SECRET}scheduled-slug", ""
    )


PUBLIC_MODULES = ["articles/views.py", "articles/feeds.py", "articles/search.py", "articles/related.py",
                  "articles/lists.py", "articles/paging.py", "articles/urls.py", "front/views.py", "front/layout.py",
                  "front/urls.py", "front/middleware.py", "front/context_processors.py"]  # fmt: skip


@pytest.mark.parametrize("module", PUBLIC_MODULES)
def test_no_public_module_knows_the_working_copy(module):
    tree = ast.parse((Path(settings.BASE_DIR) / module).read_text())
    names = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert not names & {"Article", "Byline", "Revision", "TaggedArticle", "workflow"}


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

    ours = {name for name in modules(get_resolver()) if name.startswith(("articles.", "front."))}
    assert ours <= {module.removesuffix(".py").replace("/", ".") for module in PUBLIC_MODULES}

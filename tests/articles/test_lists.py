"""The lists of a section, an author and a tag: complete, each story once, and found without a look at what is newer."""

import random
from base64 import b64encode
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag

from articles import lists
from articles.models import Article, Edition, EditionByline, ListedEdition, Readings, TaggedEdition
from articles.most_read import most_read
from articles.paging import PER_PAGE
from articles.related import CANDIDATES
from front.layout import WINDOW
from front.models import MenuItem, Publication
from sections.models import Section
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, publish
from tests.front.zones import lay_out
from tests.plans import rows_read

pytestmark = pytest.mark.django_db

FILINGS = [ListedEdition, EditionByline, TaggedEdition]
HOUR = timedelta(hours=1)

# --- What is read for them ----------------------------------------------------------------------------------------

OLD, NEWER = 300, 400
TIMES = 5  # at most so often is a story read that is shown: to find it, and for what stands on its card


def archive(stories, began, name):
    """
    So many live stories, one an hour from `began` on, as large as they are in a table; their section, author and tag
    are of that name.
    """
    section, author, tag = SectionFactory(slug=name), AuthorFactory(slug=name), Tag.objects.create(name=name)
    chance = random.Random(1)  # noqa: S311 - no secret
    articles, editions = [], []
    for number in range(stories):
        at, slug = began + number * HOUR, f"{name}-{number}"
        body = b64encode(chance.randbytes(1125)).decode()
        words = {"headline": f"Story {number}", "body": body, "section": section}
        moments = dict.fromkeys(("frozen_at", "live_from", "first_published_at"), at)
        articles.append(Article(**words, slug=slug, stage=Article.Stage.READY))
        editions.append(Edition(**words, **moments, article_version=1, number=1, path=f"/{slug}/"))
    Article.objects.bulk_create(articles)
    for article, edition in zip(articles, editions, strict=True):
        edition.article = article
    Edition.objects.bulk_create(editions)
    ListedEdition.objects.bulk_create(ListedEdition(edition=one, section=section) for one in editions)
    EditionByline.objects.bulk_create(
        EditionByline(edition=one, author=author, position=0, role="By", name=author.name) for one in editions
    )
    TaggedEdition.objects.bulk_create(TaggedEdition(content_object=one, tag=tag) for one in editions)


def analyze():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_edition")
        for filing in FILINGS:
            cursor.execute(f"ANALYZE {filing._meta.db_table}")


@pytest.fixture(params=["known", "unknown"])
def closed(request):
    """Old stories below others that are newer; the database's statistics know of the old ones' things, or don't."""
    began = timezone.now() - (OLD + NEWER + 1) * HOUR
    archive(NEWER, began + OLD * HOUR, "sport")
    if request.param == "unknown":
        analyze()
    archive(OLD, began, "olympics")
    if request.param == "known":
        analyze()


def read_for(client, address):
    """The rows of editions that the database reads to answer what a page asks of the things that file them."""
    client.get("/corrections/")  # what all pages share is read with the first
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    tables = [filing._meta.db_table for filing in FILINGS]
    questions = [one["sql"] for one in asked if any(table in one["sql"] for table in tables)]
    assert questions
    return sum(rows_read(sql, "articles_edition") for sql in questions)


LISTS = ["/olympics/", "/author/olympics/", "/tag/olympics/"]


def test_what_has_only_old_stories_costs_no_look_at_newer_ones_nor_at_all_of_its_own(client, closed):
    for address in LISTS:
        assert read_for(client, address) <= TIMES * (PER_PAGE + 1), address
        assert read_for(client, f"{address}feed/") <= TIMES * 30, f"{address}feed/"


def test_a_page_deep_in_the_list_costs_as_much_as_the_first_in_both_directions(client, closed):
    for address in LISTS:
        page = client.get(address)
        for _ in range(3):
            page = client.get(page.context["older_url"])
        for direction in ("older_url", "newer_url"):
            read = read_for(client, page.context[direction])
            assert read <= TIMES * (PER_PAGE + 1), (address, direction)


def test_a_zone_of_what_is_old_costs_no_look_at_newer_stories(client, closed):
    section, tag = Section.objects.get(slug="olympics"), Tag.objects.get(name="olympics")
    zones = [{"rule": "section", "section": section}, {"rule": "tag", "tag": tag}]
    lay_out(*({"kind": "block", "count": 4, "title": "Then"} | zone for zone in zones))
    of_each = 4 + 4 + WINDOW
    assert read_for(client, "/") <= TIMES * 2 * of_each


def test_what_is_related_by_a_tag_costs_no_look_at_all_that_have_it(client, closed):
    story = publish(tags=["olympics"])
    assert read_for(client, story.path) <= TIMES * CANDIDATES


def test_whether_anything_was_published_under_a_tag_costs_no_look_at_all_that_have_it(client, closed):
    Publication.objects.get().menu_items.create(menu="masthead", tag=Tag.objects.get(name="olympics"))
    with CaptureQueriesContext(connection) as asked:
        list(MenuItem.objects.leading("masthead", timezone.now()))
    assert rows_read(asked[-1]["sql"], "articles_edition") == 1


def test_what_is_read_most_in_a_section_costs_no_look_at_all_of_it(closed):
    section, now = Section.objects.get(slug="olympics"), timezone.now()
    stories = Edition.objects.filter(section=section).values_list("pk", "article")[:3]
    hour = now.replace(minute=0, second=0, microsecond=0)
    Readings.objects.bulk_create(Readings(article_id=story, hour=hour, count=5) for _, story in stories)
    with CaptureQueriesContext(connection) as asked:
        assert most_read(now, among=lists.of_section(section)) == [pk for pk, _ in stories]
    assert rows_read(asked[-1]["sql"], "articles_edition") <= TIMES * 3


# --- What is in them ----------------------------------------------------------------------------------------------


def pages(client, address):
    """The headlines of all pages of a list, page by page."""
    found = []
    while address:
        context = client.get(address).context
        found.append([card.headline for card in context["editions"]])
        address = context["older_url"]
    return found


def test_an_author_with_two_parts_in_each_story_has_each_story_once_and_no_page_is_short(client):
    author = AuthorFactory()
    for number in range(PER_PAGE + 5):
        article = ArticleFactory(headline=f"Story {number}", bylines=[author])
        article.bylines.create(author=author, role="Photographs by", position=1)
        publish(article)
    first, second = pages(client, author.get_absolute_url())
    assert [*first, *second] == [f"Story {number}" for number in reversed(range(PER_PAGE + 5))]
    assert len(first) == PER_PAGE


def test_a_story_in_two_sections_of_a_branch_is_listed_once_and_no_page_is_short(client):
    section = SectionFactory(slug="harbour")
    ferries = SectionFactory(slug="ferries", parent=section)
    for number in range(PER_PAGE + 5):
        article = ArticleFactory(headline=f"Story {number}", section=[section, ferries][number % 2])
        if number % 3:
            article.other_sections.set([section, ferries])
        publish(article)
    first, second = pages(client, "/harbour/")
    assert [*first, *second] == [f"Story {number}" for number in reversed(range(PER_PAGE + 5))]
    assert len(first) == PER_PAGE


def test_the_one_story_that_shares_a_rare_tag_is_related_however_many_newer_ones_share_a_common_one(
    client, closed
):
    rare = publish(headline="The rare one", tags=["pilots", "ferries"], at=timezone.now() - 900 * HOUR)
    story = publish(tags=["olympics", "sport", "pilots", "ferries"])
    assert rare.headline in [card.headline for card in client.get(story.path).context["related"]]


# --- The date of what files an edition ----------------------------------------------------------------------------


def dates():
    return {
        (filing, getattr(row, f"{filing.EDITION}_id")): row.first_published_at
        for filing in FILINGS
        for row in filing.objects.all()
    }


def as_they_should_be():
    published = Edition.objects.values_list("pk", "first_published_at")
    return {(filing, pk): moment for filing in FILINGS for pk, moment in published}


@pytest.fixture
def filed():
    """Two stories under one section, author and tag each, with another date than that of their making."""
    author, section = AuthorFactory(), SectionFactory()
    for days in (3, 5):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            publish(bylines=[author], section=section, tags=["harbour"])
    assert len(dates()) == 6


def test_what_files_an_edition_has_its_date_also_in_its_next_edition(filed):
    publish(Article.objects.first())
    assert len(dates()) == 9
    assert dates() == as_they_should_be()


def test_the_date_of_what_files_an_edition_is_the_editions_whatever_is_said(filed):
    first, second = Edition.objects.order_by("pk")
    row = ListedEdition.objects.create(
        edition=first, section=SectionFactory(), first_published_at=timezone.now()
    )
    assert row.first_published_at == first.first_published_at
    for filing in FILINGS:
        filing.objects.update(first_published_at=timezone.now())
    row.edition = second
    row.save()
    assert dates() == as_they_should_be()


def test_sections_are_added_and_set_as_those_of_any_other_relation(filed):
    edition = Edition.objects.first()
    others = [SectionFactory(), SectionFactory()]
    edition.listed_in.add(*others)
    assert edition.listed_in.count() == 3
    edition.listed_in.set(others[:1])
    assert [*edition.listed_in.all()] == others[:1]
    assert dates() == as_they_should_be()


def test_an_archive_from_before_gets_the_dates_and_goes_back(filed):
    def migrate(name):
        executor = MigrationExecutor(connection)
        executor.loader.build_graph()
        executor.migrate([("articles", name)])

    def constraints():
        with connection.cursor() as cursor:
            return {
                filing: connection.introspection.get_constraints(cursor, filing._meta.db_table)
                for filing in FILINGS
            }

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    before = constraints()
    migrate("0026_what_is_typed_for_buttons")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM articles_edition_listed_in")
        assert [column.name for column in cursor.description] == ["id", "edition_id", "section_id"]
    migrate("0027_dates_where_editions_are_filed")
    assert dates() == as_they_should_be()
    assert constraints() == before
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        EditionByline.objects.update(name="Jo Lind")

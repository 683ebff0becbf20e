"""The archive by years and months."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import workflow
from tests.factories import ArticleFactory, publish

pytestmark = pytest.mark.django_db


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.fixture
def archive():
    with time_machine.travel(at(2026, 3, 10, 12), tick=False):
        publish(headline="Old year", at=at(2024, 12, 31, 23, 59, 59))
        publish(headline="New year", at=at(2025, 1, 1))
        publish(headline="Today", at=at(2026, 3, 10, 11))
        publish(headline="Tomorrow", at=at(2026, 3, 11, 8))
        publish(headline="Next year", at=at(2027, 1, 1))
        yield


def words(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def test_the_index_names_the_years_that_have_stories_and_the_months_of_the_newest(client, archive):
    page = words(client, "/archive/")
    for year in ("2024", "2025", "2026"):
        assert f'href="/archive/{year}/"' in page
    assert "2027" not in page
    assert 'href="/archive/2026/03/"' in page
    assert 'href="/archive/2025/01/"' not in page
    assert 'href="/archive/2025/01/"' in words(client, "/archive/2025/")


def test_a_month_has_its_stories_and_days_and_ends_at_midnight_of_the_publication(client, archive):
    december = words(client, "/archive/2024/12/")
    assert "Old year" in december
    assert "New year" not in december
    assert 'href="/archive/2024/12/31/"' in december
    assert "New year" in words(client, "/archive/2025/01/")
    march = words(client, "/archive/2026/03/")
    assert "Today" in march
    assert "Tomorrow" not in march
    assert 'href="/archive/2026/03/11/"' not in march


@pytest.mark.parametrize(
    "address",
    ["/archive/2023/", "/archive/2026/02/", "/archive/2026/13/", "/archive/2026/00/", "/archive/0000/",
     "/archive/9999/12/", "/archive/2026/04/", "/archive/2027/", "/archive/2026/03/?before=1.1",
     "/archive/2026/03/?before=x"],
)  # fmt: skip
def test_a_time_without_stories_is_no_page(client, archive, address):
    assert client.get(address).status_code == 404


def test_an_empty_publication_says_so(client):
    assert "Nothing is published yet" in words(client, "/archive/")


def test_a_withdrawn_story_is_in_no_month(client, archive):
    article = publish(headline="Withdrawn", at=at(2023, 5, 5)).article
    assert "Withdrawn" in words(client, "/archive/2023/05/")
    workflow.withdraw(article, by=None)
    assert client.get("/archive/2023/05/").status_code == 404
    assert "2023" not in words(client, "/archive/")


def test_a_long_month_goes_on_from_page_to_page(client):
    start = at(2026, 2, 1)
    with time_machine.travel(at(2026, 3, 1), tick=False):
        for n in range(23):
            publish(headline=f"Story {n}", at=start + timedelta(hours=n))
        page = client.get("/archive/2026/02/")
        older = page.context["older_url"]
        assert [edition.headline for edition in client.get(older).context["editions"]] == [
            "Story 2",
            "Story 1",
            "Story 0",
        ]


@pytest.mark.parametrize(("address", "queries"), [("/archive/", 5), ("/archive/2026/03/", 3)])
def test_it_costs_the_same_however_many_months_there_are(
    client, archive, address, queries, django_assert_num_queries
):
    for year in range(2000, 2020):
        publish(ArticleFactory(), at=at(year, 7, 1))
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(f"{address}?q={timezone.now().timestamp()}")

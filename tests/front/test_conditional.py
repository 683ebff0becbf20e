"""Who has a page already is told so, and who asks oddly gets it all the same."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from itertools import product

import pytest
import time_machine
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import Client
from django.utils import timezone

from articles import workflow
from front.models import Publication
from tests.desk import staff
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

NOT_KEPT = {"/healthz", "/readyz"}


@pytest.fixture(autouse=True)
def started_before(monkeypatch):
    """Else the first of these would be the start itself, in a moment that is yet to come."""
    monkeypatch.setattr("front.middleware.STARTED", timezone.now() - timedelta(minutes=1))


@pytest.fixture
def edition(client):
    Publication.objects.update(
        security_contact="a@paper.example",
        security_until=timezone.localdate() + timedelta(days=100),
    )
    for slug in ("about", "contact", "privacy", "imprint"):
        PageFactory(slug=slug, live=True)
    section = SectionFactory(slug="embassy")
    known = {"section": section, "bylines": [AuthorFactory(slug="ana")], "tags": ["harbour"]}
    return publish(ArticleFactory(**known, lead_image=ImageFactory()))


@pytest.fixture
def addresses(client, edition):
    """All that answers with 200 and may be kept by others."""
    groups = readers_addresses(edition).values()
    found = {address for group in groups for address in group} - NOT_KEPT
    found = {address for address in found if client.get(address).status_code == 200}
    assert len(found) > 35
    return sorted(found)


def later(seconds=5):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_whatever_readers_get_has_a_tag_and_a_date_and_is_not_sent_twice(client, addresses):
    with later():
        for address in addresses:
            for _ in range(2):  # made anew, and kept
                first = client.get(address)
                assert re.fullmatch(r'(W/)?"[0-9a-f]{32}"', first["ETag"]), address
                again = client.get(address, headers={"If-None-Match": first["ETag"]})
                assert (again.status_code, again.content) == (304, b""), address
                kept = ("ETag", "Cache-Control", "Vary", "Last-Modified")
                assert [again.get(name) for name in kept] == [first.get(name) for name in kept], address
                if "?" in address:  # what is found may change with the clock in ways that nobody tells of
                    continue
                assert parsedate_to_datetime(first["Last-Modified"]) <= timezone.now()
                again = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
                assert again.status_code == 304, address


def test_a_packed_page_has_the_same_tag_each_time_it_is_made(client, edition):
    tags = set()
    for _ in range(3):
        caches["pages"].clear()
        tags.add(client.get(edition.path, headers={"Accept-Encoding": "gzip"})["ETag"])
    (tag,) = tags
    assert tag.startswith("W/")
    assert client.get(edition.path)["ETag"] == tag.removeprefix("W/")
    assert client.get(edition.path, headers={"If-None-Match": tag}).status_code == 304


def published_by_someone(article, moment):
    article.headline = "Something else"
    article.save()
    publish(article)


def starts_by_the_clock(article, moment):
    publish(article, at=moment)


@pytest.mark.parametrize("change", [published_by_someone, starts_by_the_clock])
def test_whoever_has_what_stood_before_a_change_gets_the_new(client, edition, change):
    article, moment = edition.article, timezone.now() + timedelta(hours=1)
    changed = ["/", "/feed/", "/feed/json/", "/sitemap.xml", "/news-sitemap.xml"]
    with later():
        before = {address: client.get(address) for address in changed}
        article.headline = "Something else"
        article.save()
        change(article, moment)
    with time_machine.travel(moment + timedelta(seconds=1), tick=False):
        for address, shown in before.items():
            for header, value in [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")]:
                after = client.get(address, headers={header: shown[value]})
                assert after.status_code == 200, (address, header)
                assert after.content != shown.content, (address, header)


def test_two_changes_in_a_second_are_not_taken_for_one(client, edition):
    """What bore the second's date could be either."""
    moment = (timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    article = publish(at=moment).article
    with time_machine.travel(moment + timedelta(milliseconds=300), tick=False):
        assert "Last-Modified" not in client.get("/")
    with time_machine.travel(moment + timedelta(seconds=1), tick=False):
        assert parsedate_to_datetime(client.get("/")["Last-Modified"]) == moment
    assert article


def test_the_day_on_a_page_changes_it(client, edition):
    with later(60):
        before = client.get("/")
    tomorrow = (timezone.localtime() + timedelta(days=2)).replace(hour=0, minute=0, second=5)
    with time_machine.travel(tomorrow, tick=False):
        after = client.get("/", headers={"If-Modified-Since": before["Last-Modified"]})
        assert after.status_code == 200


RUBBISH = [
    "", "*x", '"', 'W/"', "\x7f", "é" * 10, '"' + "a" * 5000 + '"', ",,,", '"a", W/"b", c', "-1", "0", "NULL\x00",
    "Thu, 99 Foo 2026", "Thu, 01 Jan 99999 00:00:00 GMT", "Sun, 06 Nov 1994 08:49:37 GMT",
]  # fmt: skip


def test_rubbish_in_a_condition_gets_the_page(client, edition):
    asked = ("/", edition.path, "/feed/", "/sitemap.xml", "/robots.txt", "/nothing/")
    others = {}
    for header, value in product(["If-None-Match", "If-Modified-Since"], RUBBISH):
        caches["pages"].clear()
        for address in asked:
            status = client.get(address, headers={header: value}).status_code
            if status != (404 if address == "/nothing/" else 200):
                others[header, value, address] = status
    assert others == {}


def test_beside_a_tag_a_date_counts_for_nothing(client, edition):
    future = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    with later():
        answer = client.get("/", headers={"If-None-Match": '"another"', "If-Modified-Since": future})
    assert answer.status_code == 200


def test_head_says_what_get_says_and_options_what_is_allowed(client, addresses):
    for address in addresses:
        caches["pages"].clear()
        with later():
            got, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b""), address
        for name in ("Content-Type", "ETag", "Cache-Control", "Last-Modified"):
            assert head.get(name) == got.get(name), (address, name)
        options = client.options(address)
        assert options.status_code in {200, 405}, address
        assert {"GET", "HEAD"} <= {*options["Allow"].split(", ")}, address
        assert client.post(address).status_code == 405, address


def sent(client, address, method="HEAD"):
    """Status, body and length that the server is given: the test client takes the body of HEAD away by itself."""
    path, _, question = address.partition("?")
    asked = client._base_environ(REQUEST_METHOD=method, QUERY_STRING=question, PATH_INFO=path)
    response = WSGIHandler().get_response(WSGIRequest(asked))
    return response.status_code, b"".join(response), response.get("Content-Length")


def test_head_is_answered_without_a_body_whatever_is_there(client, addresses, edition):
    workflow.withdraw(publish(ArticleFactory(slug="gone")).article, by=None)
    gone = f"{edition.path.rpartition('/')[0].rpartition('/')[0]}/gone/"
    others = {"/nothing/": 404, gone: 410, "/embassy": 301, "/_read/": 405}
    for address, status in [*((address, 200) for address in addresses), *others.items()]:
        for _ in range(2):  # made anew, and kept
            got, head = sent(client, address, "GET"), sent(client, address)
            assert head == (status, b"", got[2]), address
            assert got[1] or status in {301, 405}, address


def test_what_a_page_does_not_do_is_said_with_what_it_does(addresses, edition):
    client = Client(enforce_csrf_checks=True)
    asked = [*addresses, *(found[0] for found in readers_addresses(edition).values())]
    for method in ("DELETE", "PUT", "PATCH", "POST", "PURGE"):
        for address in asked:
            case = (method, address)
            answer = client.generic(method, address)
            if address.startswith("/_read/"):
                assert answer.status_code == (204 if method == "POST" else 405), case
                continue
            assert answer.status_code in {404, 405}, case
            if address in addresses:
                assert answer.status_code == 405, case
                assert {"GET", "HEAD"} <= {*answer["Allow"].split(", ")}, case
                assert answer.content == b"", case
        assert client.generic(method, "/no/such/page/").status_code == 404, method


def test_the_desk_still_asks_for_the_token_of_a_form():
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff("Chief"))
    for address in ("/admin/login/", "/admin/authors/author/add/"):
        assert client.post(address, {"name": "Eve"}).status_code == 403, address


def test_an_unknown_host_is_refused_also_where_a_page_is_kept(client, addresses):
    for host in ["evil.example", "testserver:port", "a b", "", "éxample.org"]:
        for address in [*addresses, "/nothing/", "/?utm_source=x", "/static/none.css"]:
            answer = client.get(address, headers={"Host": host} if host else {}, SERVER_NAME=host or "[")
            assert answer.status_code == 400, (host, address)


def test_no_shared_cache_keeps_anything_past_the_next_change(client, addresses):
    now = timezone.now().replace(microsecond=0) + timedelta(minutes=5)
    PinFactory(article=publish().article, pinned_from=now + timedelta(seconds=17))
    with time_machine.travel(now, tick=False):
        for address in addresses:
            said = client.get(address)["Cache-Control"]
            if "immutable" not in said and "/_slot/" not in address:
                assert said == "public, max-age=0, s-maxage=17", address

"""How many queries and milliseconds a page takes that has to be made anew."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO

from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import override_settings

from articles.lists import of_section
from articles.models import Edition
from articles.models.edition import PER_FILE
from articles.paging import PER_PAGE
from bench.archive import CLOSED, QUIET
from sections.models import Section


def addresses() -> dict[str, str]:
    """A page of each kind; the story has all that a story can have."""
    edition = Edition.objects.live().newest_first()[5]
    return {
        "story": edition.path,
        "front": "/",
        "section": edition.section.get_absolute_url(),
        "author": edition.authors.first().get_absolute_url(),
        "tag": f"/tag/{edition.tags.first().slug}/",
        "search": "/search/?q=harbour+treaty",
        "RSS": "/feed/",
        "Atom": "/feed/atom/",
        "JSON Feed": "/feed/json/",
        "sitemap": "/sitemap.xml",
        "last file": f"/sitemap/stories-{Edition.objects.order_by('-article_id')[0].article_id // PER_FILE}.xml",
        "news map": "/news-sitemap.xml",
    }


def prepare() -> dict[str, Callable[[], object]]:
    """By name: what asks for a page of each kind, and for what lies deep in the archive."""
    newest = Edition.objects.live().newest_first()[5]
    day_before = newest.first_published_at - timedelta(days=1)
    told = addresses() | {
        "no story": f"/{QUIET}/",
        **old(),
        "page 500": _page(500, newest.section),
        "archive": "/archive/",
        "month": f"/archive/{day_before:%Y/%m}/",
        "day": f"/archive/{day_before:%Y/%m/%d}/?at=12:00",
    }
    site = WSGIHandler()
    return {name: partial(ask, site, address) for name, address in told.items()}


def old() -> dict[str, str]:
    """Pages of what has only the oldest stories of a grown archive."""
    story = Edition.objects.filter(section__slug=CLOSED).live().newest_first()[5]
    return {
        "old section": f"/{CLOSED}/",
        "old author": f"/author/{CLOSED}/",
        "old tag": f"/tag/{CLOSED}/",
        "old feed": f"/tag/{CLOSED}/feed/",
        "old story": story.path,
    }


def _page(number: int, section: Section) -> str:
    """The address of that page of the section, or of its last one where it has fewer."""
    stories = list(of_section(section).newest((number - 1) * PER_PAGE + 1).only("first_published_at"))
    last_before = stories[(len(stories) - 1) // PER_PAGE * PER_PAGE - 1]
    moment = (last_before.first_published_at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    return f"{section.get_absolute_url()}?before={moment}.{last_before.pk}"


def ask(application, address: str, **headers: str) -> bytes:
    """The body that a WSGI application answers with; raises AssertionError unless it answers 200."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(), "wsgi.errors": BytesIO(), "wsgi.multithread": False, "wsgi.multiprocess": False,
        "wsgi.run_once": False, **headers,
    }  # fmt: skip
    statuses = []
    response = application(environ, lambda status, headers: statuses.append(status))
    body = b"".join(response)
    response.close()
    assert statuses == ["200 OK"], f"{address} answers {statuses}"  # noqa: S101 - a bench that measures errors lies
    return body


class Counter:
    """Counts the queries of a block, as a wrapper of the connection's execute()."""

    def __init__(self):
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def measure(rounds: int = 40) -> list[tuple[str, int, float, float, int]]:
    """
    For each page: its kind, the queries it takes when nothing is kept, the median milliseconds of that, those of a
    bare view that returns as many bytes, and the bytes. Page and bare view take turns.
    """
    site = WSGIHandler()
    rows = []
    for kind, address in addresses().items():
        body = ask(site, address)
        caches["pages"].clear()
        counter = Counter()
        with connection.execute_wrapper(counter):
            ask(site, address)
        with override_settings(MIDDLEWARE=[], ROOT_URLCONF="bench.bare"):
            bare = WSGIHandler()
        times: dict[str, list[float]] = {"page": [], "bare": []}
        for _ in range(rounds):
            caches["pages"].clear()
            times["page"].append(_milliseconds(site, address))
            with override_settings(ROOT_URLCONF="bench.bare"):
                times["bare"].append(_milliseconds(bare, f"/{len(body)}"))
        page, least = (statistics.median(times[name]) for name in ("page", "bare"))
        rows.append((kind, counter.queries, page, least, len(body)))
    return rows


def _milliseconds(application, address: str) -> float:
    start = time.perf_counter()
    ask(application, address)
    return (time.perf_counter() - start) * 1000

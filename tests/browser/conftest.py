"""
A real browser on a live server. A test fails where the browser complains: of a script's error, of something that
didn't load, of the Content-Security-Policy.
"""

import os
import shutil
import threading
import time

import pytest
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client, override_settings

from tests.browser.writing import Desk
from tests.factories import ArticleFactory, UserFactory

# Playwright's own loop runs in this thread, and makes Django believe that it is called from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The first draws the same pages with a third less work; with fewer processes it is a tenth less again.
NAMES = ["chromium-headless-shell", "chromium", "google-chrome"]
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run",
             "--in-process-gpu", "--renderer-process-limit=1"]  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(django_db_setup):
    if not CHROMIUM:
        pytest.skip("no Chromium found: install one, or name it in CHROMIUM")
    from playwright.sync_api import sync_playwright

    filled_by_migrations = connection._test_serialized_contents
    with sync_playwright() as playwright:
        # Inside of Playwright's loop Django opens another connection, which has to know it too.
        connection._test_serialized_contents = filled_by_migrations
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
        connection.close()


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """A folder for collected files, empty: the server of tests serves them from where they are."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session")
def answers_at_once():
    """Else the body of each answer waits 40 ms for the browser to say that it has the head: Nagle's algorithm."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
        yield


@pytest.fixture(scope="session")
def live_server(collected, answers_at_once, live_server):
    return live_server


@pytest.fixture
def open_page(browser, live_server, under_way, django_db_serialized_rollback):
    """Opens a page in a browser of its own; `options` are those of a Playwright context."""
    contexts, complaints = [], []

    def note(said):
        # The browser asks for favicon.ico by itself.
        if said.type in {"error", "warning"} and not said.location["url"].endswith("/favicon.ico"):
            complaints.append(f"{said.text} ({said.location['url']})")

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.on("close", lambda closed: contexts.remove(closed))
        page = context.new_page()
        page.complaints = complaints
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", note)
        return page

    yield open_page
    said = [*complaints]
    for context in [*contexts]:
        # What a page says as it is left would come when the tables are being emptied.
        context.set_offline(True)
        context.close()
    wait_until_nothing_is_asked(under_way)
    assert said == []


@pytest.fixture(scope="session")
def under_way():
    """The requests that are being answered."""
    requests = set()

    def begin(environ, **kwargs):
        requests.add(threading.get_ident())

    def end(**kwargs):
        requests.discard(threading.get_ident())

    request_started.connect(begin)
    request_finished.connect(end)
    yield requests
    request_started.disconnect(begin)
    request_finished.disconnect(end)


def wait_until_nothing_is_asked(under_way):
    """
    The tables are emptied after a test: a request that is still being answered would stand in the way. Of one whose
    browser is gone nobody hears that it is done: then the database has to be idle for longer than between two queries.
    """
    others = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
    """
    quiet = 0
    while quiet < (15 if under_way else 5):
        with connection.cursor() as cursor:
            cursor.execute(others)
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
        time.sleep(0.01)
    under_way.clear()


@pytest.fixture
def page(open_page):
    """A page at a desk. What the browser complained of is in `page.complaints`; a test may clear what it expects."""
    return open_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def sign_in(live_server):
    def sign_in(page, user):
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def writing(page, sign_in):
    """Opens the form of a story with such a body."""

    def writing(body="", page=page):
        sign_in(page, UserFactory(is_superuser=True))
        return Desk(page, ArticleFactory(body=body))

    return writing

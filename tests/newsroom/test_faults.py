"""What people get and the operator reads when something around the web server is wrong."""

import logging

import pytest
from django.db import OperationalError, connection
from django.test import Client

from newsroom.faults import DatabaseAway
from tests.factories import UserFactory
from tests.newsroom.conftest import start

# --- The database is away ---

ASK = """
import sys
import newsroom.wsgi
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "paper.example", "x-forwarded-proto": "https"})
client.cookies["sessionid"] = "somebody-who-signed-in-long-ago-1"
for address in sys.argv[1:]:
    response = client.get(address)
    print(response.status_code, response.get("Retry-After"), response["Cache-Control"], sep="|")
    print(response.get("Content-Security-Policy"), response.get("X-Content-Type-Options"), sep="|")
    assert "Something went wrong on our side" in response.content.decode() or address == "/readyz", address
"""


def test_without_a_database_every_page_says_come_back_and_the_log_says_it_once():
    addresses = ["/", "/harbour/", "/search/?q=pier", "/2026/01/a-story/", "/feed/", "/admin/", "/none.txt"]
    done = start("-c", ASK, *addresses, "/readyz")
    assert done.returncode == 0, done.stderr
    *lines, ready, _ = done.stdout.splitlines()
    assert ready.startswith("503|None")
    for address, line, guard in zip(addresses, lines[::2], lines[1::2], strict=True):
        status, after, kept = line.split("|")
        assert (status, after) == ("503", "30"), address
        assert "no-store" in kept, address
        assert "default-src 'none'" in guard, address
        assert guard.endswith("|nosniff"), address
    told = [line for line in done.stderr.splitlines() if "ERROR" in line and "/readyz" not in line]
    assert len(told) == 1, done.stderr
    assert "The database does not answer" in told[0]
    assert "connection failed" in told[0]
    assert "Traceback" not in done.stderr


def record_of(error, at):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Down", "/"), None)
    record.exc_info, record.created = (type(error), error, None), at
    return record


def test_a_database_that_stays_away_is_said_again_after_a_minute():
    said = DatabaseAway()
    assert [bool(said.filter(record_of(OperationalError("refused"), at))) for at in (1, 2, 60, 62, 63)] == [
        True,
        False,
        False,
        True,
        False,
    ]


@pytest.mark.django_db
def test_a_fault_of_ours_on_a_database_that_answers_keeps_its_traceback():
    with pytest.raises(OperationalError) as refused, connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1; SELECT pg_sleep(5)")
    record = record_of(refused.value, 1)
    assert DatabaseAway().filter(record)
    assert record.exc_info
    assert record.getMessage() == "Down: /"


@pytest.mark.django_db
def test_who_is_refused_is_one_line_of_the_log(client, caplog, capsys):
    client.force_login(UserFactory(is_staff=True))
    assert client.get("/admin/articles/article/").status_code == 403
    [record] = [record for record in caplog.records if record.name == "django.request"]
    assert not record.exc_info


@pytest.mark.django_db
def test_a_fault_of_ours_is_no_promise_to_be_back(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("front.views.front_page", lambda: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "Retry-After" not in response


# --- The web server before us passes on another address than the browser's ---


@pytest.fixture
def sign_in(settings, production):
    """Signs in as a browser at the address would, with what the web server before us makes of it."""

    def sign_in(origin, host, **headers):
        client = Client(enforce_csrf_checks=True, headers={"host": host} | headers)
        token = client.get("/admin/login/").cookies["csrftoken"].value
        data = {"username": "ana", "password": "wrong", "csrfmiddlewaretoken": token}
        return client.post("/admin/login/", data, headers={"origin": origin})

    return sign_in


HTTPS = {"x-forwarded-proto": "https"}


@pytest.mark.django_db
def test_a_form_that_comes_by_another_address_is_explained_to_the_operator(sign_in, caplog):
    response = sign_in("https://www.paper.example", "127.0.0.1:8000", **HTTPS)

    assert response.status_code == 403
    page = response.content.decode()
    assert "tell whoever runs the server" in page
    assert "signed out" not in page
    told = [record.getMessage() for record in caplog.records if record.name == "newsroom.faults"]
    assert len(told) == 1
    assert "Origin checking failed - https://www.paper.example does not match" in told[0]
    assert "It reached us as https://127.0.0.1:8000." in told[0]
    assert "X-Forwarded-Proto" in told[0]
    assert "NEWSROOM_SITE_URL" in told[0]


@pytest.mark.django_db
def test_a_cookie_that_is_lost_for_want_of_encryption_is_explained_too(production, settings, caplog):
    settings.SECURE_SSL_REDIRECT = False
    client = Client(enforce_csrf_checks=True, headers={"host": "paper.example"})
    response = client.post("/admin/login/", {}, headers={"origin": "http://paper.example"})

    assert response.status_code == 403
    assert "tell whoever runs the server" in response.content.decode()
    assert "A form was refused: CSRF cookie not set. It reached us as http://paper.example." in caplog.text


@pytest.mark.django_db
def test_a_form_that_was_open_for_too_long_is_no_operators_matter(production, caplog):
    client = Client(enforce_csrf_checks=True, headers={"host": "paper.example"} | HTTPS)
    response = client.post("/admin/login/", {}, headers={"origin": "https://paper.example"})

    assert response.status_code == 403
    assert "open for too long" in response.content.decode()
    assert "newsroom.faults" not in caplog.text

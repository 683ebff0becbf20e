"""What people get and the operator reads when something around the web server is wrong."""

import logging

import pytest
from django.db import OperationalError, connection

from newsroom.faults import DatabaseAway
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
def test_a_fault_of_ours_is_no_promise_to_be_back(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("front.views.front_page", lambda: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "Retry-After" not in response

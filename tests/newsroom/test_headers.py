"""What every answer tells the browser."""

import re

import pytest
from django.test import Client

from articles import embeds
from articles.models import Edition
from tests.factories import UserFactory
from tests.newsroom.test_admin_look import pages as desk_addresses
from tests.paper import print_paper
from tests.surfaces import readers_addresses

NONCE = r"'nonce-[\w+/=-]{16,}'"
HASH = r"'sha256-[\w+/=]{44}'"
POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-src": {"'self'", *embeds.FRAME_SOURCES},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
}


def policy(response) -> dict[str, set[str]]:
    directives = response["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in (directive.split() for directive in directives)}


def assert_guarded(response, address):
    assert response["X-Content-Type-Options"] == "nosniff", address
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin", address
    assert response["Cross-Origin-Opener-Policy"] == "same-origin", address


@pytest.fixture
def paper(db):
    return print_paper()


@pytest.fixture
def addresses(client, paper):
    """Every address that readers can ask for, and some that don't exist."""
    edition = Edition.objects.live().get(path=paper["story"])
    groups = readers_addresses(edition).values()
    return (
        {address for group in groups for address in group} | set(paper.values()) | {"/media/../x", "/a%00b/"}
    ) - {paper["private link"]}  # which tells nobody where its reader came from


@pytest.fixture
def chief(db):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_readers_browsers_run_and_show_only_what_is_ours(client, addresses):
    for address in addresses - {"/_slot/1/"}:
        response = client.get(address)
        # A page that is kept is the same for all: a nonce in it would be known to all.
        assert policy(response) == POLICY, address
        assert response["X-Frame-Options"] == "DENY", address
        assert_guarded(response, address)
        assert "Set-Cookie" not in response, address
        assert response.streaming or b"nonce" not in response.content, address


def test_third_partys_code_is_shut_in_wherever_it_is_opened(client, paper):
    frame = re.search(r"/_slot/\d+/", client.get(paper["story"]).content.decode())[0]
    response = client.get(frame)
    directives = policy(response)
    assert "allow-same-origin" not in directives["sandbox"]
    assert "allow-top-navigation" not in directives["sandbox"]
    assert directives["frame-ancestors"] == {"'self'"}
    assert directives["default-src"] == directives["base-uri"] == {"'none'"}
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert_guarded(response, frame)


def test_the_desk_adds_only_nonces_and_hashes_and_is_kept_by_nobody(chief, paper):
    story = Edition.objects.live().get(path=paper["story"]).article_id
    for address in [
        *desk_addresses(),
        f"/admin/articles/article/{story}/preview/",
        "/admin/none/",
        "/admin/media/image/choose/",
    ]:
        response = chief.get(address)
        directives = policy(response)
        assert directives.keys() == POLICY.keys(), address
        for name, sources in directives.items():
            more = sources - POLICY[name]
            allowed = f"{NONCE}|{HASH}" if name == "style-src" else NONCE if name == "script-src" else "(?!)"
            assert all(re.fullmatch(allowed, source) for source in more), (address, name, more)
        assert response["X-Frame-Options"] == "DENY", address
        assert_guarded(response, address)
        if response.status_code == 200:
            assert "no-store" in response["Cache-Control"], address


def test_a_nonce_is_used_once(chief, paper):
    address = f"/admin/articles/article/{Edition.objects.live().get(path=paper['story']).article_id}/change/"
    nonces = {
        source for _ in range(3) for source in policy(chief.get(address))["script-src"] if "nonce" in source
    }
    assert len(nonces) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/articles/article/"])
def test_strangers_at_the_desks_door_get_the_same(client, address):
    response = client.get(address)
    assert policy(response)["default-src"] == {"'none'"}
    assert response["X-Frame-Options"] == "DENY"
    assert_guarded(response, address)


def test_a_page_that_breaks_is_guarded_too(client, paper, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("front.views.front_page", lambda: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert policy(response) == POLICY
    assert response["X-Frame-Options"] == "DENY"
    assert_guarded(response, "/")
    assert "no-store" in response["Cache-Control"]

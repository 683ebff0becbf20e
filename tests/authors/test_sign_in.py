"""Signing in at the desk, and how often one may try."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from authors.models import FailedSignIn
from tests.desk import PASSWORD, read_form
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

WRONG = "incorrect horse battery"
WAIT = "Too many failed sign-ins. For safety this name can&#x27;t sign in from here for 15 minutes."


@pytest.fixture(autouse=True)
def ana():
    return UserFactory(username="ana")


@pytest.fixture
def sign_in(client):
    """Tries to, and says whether that went well, or that one has to wait, or neither."""

    def sign_in(password=WRONG, name="ana", address="192.0.2.1", **headers):
        client.logout()
        data = {"username": name, "password": password}
        response = client.post(reverse("admin:login"), data, REMOTE_ADDR=address, headers=headers)
        return "in" if response.status_code == 302 else "wait" if WAIT in response.content.decode() else "no"

    return sign_in


def test_after_ten_wrong_passwords_a_name_has_to_wait_though_the_next_is_right(sign_in, time_machine, caplog):
    time_machine.move_to(timezone.now())
    assert [sign_in() for _ in range(11)] == ["no"] * 10 + ["wait"]
    assert "“ana” from 192.0.2.1" in caplog.text
    assert sign_in(PASSWORD) == "wait"
    assert sign_in(PASSWORD, name=" ANA ") == "wait", "it is no other name"
    time_machine.shift(timedelta(minutes=14))
    assert sign_in(PASSWORD) == "wait"
    time_machine.shift(timedelta(minutes=1, seconds=1))
    assert sign_in(PASSWORD) == "in"


def test_who_signs_out_is_told_so_and_can_sign_in_again(client, ana):
    client.force_login(ana)
    page = client.post(reverse("admin:logout")).content.decode()
    assert "You are signed out." in page
    assert "What you typed and did not save is kept." in page
    assert 'href="/admin/">Sign in' in page
    assert "quality time" not in page


def test_others_need_not_wait(sign_in):
    UserFactory(username="jo")
    for _ in range(11):
        sign_in()
    assert sign_in(PASSWORD, name="jo") == "in"
    assert sign_in(PASSWORD, address="192.0.2.2") == "in"


def test_who_mistypes_now_and_then_need_not_wait(sign_in, time_machine):
    time_machine.move_to(timezone.now())
    for _ in range(12):
        assert sign_in() == "no"
        time_machine.shift(timedelta(minutes=2))


def test_whoever_got_in_begins_anew(sign_in):
    for _ in range(3):
        assert [sign_in() for _ in range(9)] == ["no"] * 9
        assert sign_in(PASSWORD) == "in"


def test_behind_a_web_server_the_address_is_the_one_that_it_has_seen(sign_in, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for n in range(11):
        sign_in(address="10.0.0.1", x_forwarded_for=f"203.0.113.{n}, 192.0.2.1")
    assert sign_in(PASSWORD, address="10.0.0.1", x_forwarded_for="192.0.2.1") == "wait"
    assert sign_in(PASSWORD, address="10.0.0.1", x_forwarded_for="192.0.2.2") == "in"


def test_without_one_nobody_can_pretend_to_be_at_another_address(sign_in):
    for n in range(11):
        sign_in(x_forwarded_for=f"192.0.2.{n}")
    assert sign_in(PASSWORD, x_forwarded_for="192.0.2.200") == "wait"


def test_nothing_is_remembered_of_those_who_tried_for_longer_than_it_takes(sign_in, time_machine):
    time_machine.move_to(timezone.now())
    sign_in()
    time_machine.shift(timedelta(minutes=31))
    sign_in(name="jo")
    failed = FailedSignIn.objects.get()
    assert failed.at > timezone.now() - timedelta(minutes=1)
    assert "jo" not in failed.who


def test_a_form_sent_without_a_name_is_no_try(sign_in):
    assert [sign_in(name="") for _ in range(11)] == ["no"] * 11


def test_somebody_else_who_is_signed_in_gives_way_to_who_signs_in_again(client, ana):
    client.force_login(UserFactory(username="mateo", is_staff=True))
    address = reverse("admin:login")
    assert client.get(address).status_code == 302
    page = client.get(f"{address}?again")
    assert "mateo" not in page.content.decode()
    form = read_form(page, "login-form") | {"username": "ana", "password": PASSWORD}
    ana.is_staff = True
    ana.save()
    response = client.post(f"{address}?again", form)
    assert response["Location"] == reverse("admin:index")
    assert client.session["_auth_user_id"] == str(ana.pk)

"""Which mail server NEWSROOM_EMAIL_URL names."""

import pytest

from newsroom.environment import WrongSetting, mail


@pytest.fixture
def told(monkeypatch):
    def told(url, environment="development"):
        monkeypatch.setenv("NEWSROOM_ENV", environment)
        monkeypatch.setenv("NEWSROOM_EMAIL_URL", url)
        return mail()

    return told


def test_a_server_with_a_password_that_has_special_characters(told):
    settings = told("smtp://desk%40paper:p%2Fss@mail.example?tls=1")
    assert settings["EMAIL_HOST"] == "mail.example"
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (
        587,
        True,
        False,
    )
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("desk@paper", "p/ss")
    assert settings["EMAIL_IN_BACKGROUND"]
    assert settings["EMAIL_TIMEOUT"]


def test_a_server_that_is_encrypted_from_the_start(told):
    settings = told("smtps://mail.example")
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (
        465,
        False,
        True,
    )


def test_without_one_mail_is_printed_in_development_and_dropped_in_production(told):
    assert told("")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert told("", "production")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://u:s3cret@host:x"])
def test_what_is_no_mail_server_is_said_without_its_password(told, url):
    with pytest.raises(WrongSetting, match="NEWSROOM_EMAIL_URL") as raised:
        told(url)
    assert "s3cret" not in str(raised.value)

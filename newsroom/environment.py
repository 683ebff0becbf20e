"""Reads what the operator set in the environment; errors name the variable and say what to do."""

import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.conf.global_settings import LANGUAGES
from django.core.exceptions import ImproperlyConfigured

from newsroom import postgres
from newsroom.postgres import PostgresError

BASE_DIR = Path(__file__).resolve().parent.parent


class WrongSetting(ImproperlyConfigured):
    """A variable that is missing or wrong. The text names it and says what to set."""


@contextmanager
def told_in_a_sentence(status: int = 1) -> Iterator[None]:
    """Ends the process with what the operator has to mend, where a traceback would only hide it."""
    try:
        yield
    except (WrongSetting, PostgresError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(status)


def environment() -> str:
    name = os.environ.get("NEWSROOM_ENV") or "development"
    if name not in {"development", "production"}:
        raise WrongSetting(f"NEWSROOM_ENV is “{name}”. Set it to “development” or “production”.")
    return name


def var_dir() -> Path:
    """Where everything is kept that is made while running: `NEWSROOM_VAR_DIR`, or the project's `var`."""
    return Path(os.environ.get("NEWSROOM_VAR_DIR") or BASE_DIR / "var").resolve()


def ensure_database() -> None:
    """Starts the embedded database until this process ends, unless `DATABASE_URL` names another."""
    if uses_embedded_database():
        postgres.ensure_running(var_dir())


def uses_embedded_database() -> bool:
    """Raises WrongSetting in production, whose stories must not end up in a database that nobody knows of."""
    if os.environ.get("DATABASE_URL"):
        return False
    if environment() == "production":
        raise WrongSetting(
            "DATABASE_URL is missing. Set it to your Postgres, as in postgres://user:password@host:5432/newsroom; "
            "the embedded one is for development only."
        )
    return True


def flag(name: str) -> bool:
    """Whether the variable is switched on: 1, true, yes or on, in any case."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """The variable's comma-separated values, without the empty ones."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def site_url() -> str:
    """The public address: scheme and host, perhaps a port, nothing after it."""
    url = os.environ.get("NEWSROOM_SITE_URL") or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    wanted = "https://paper.example"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise WrongSetting(
            f"NEWSROOM_SITE_URL is “{url}”, which is no address. Set it to one like {wanted}."
        ) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise WrongSetting(f"NEWSROOM_SITE_URL is “{url}”. Set it to a scheme and a host, as in {wanted}.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise WrongSetting(
            f"NEWSROOM_SITE_URL is “{url}”, but the site answers only at the root of a host. Set it to "
            f"{parts.scheme}://{parts.netloc}."
        )
    if environment() == "production" and parts.scheme != "https":
        raise WrongSetting(f"NEWSROOM_SITE_URL must be the public address, such as {wanted}.")
    return f"{parts.scheme}://{parts.netloc}"


def time_zone() -> str:
    name = os.environ.get("NEWSROOM_TIME_ZONE") or "UTC"
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:  # no name of a file, a folder of zones, or unknown
        raise WrongSetting(
            f"NEWSROOM_TIME_ZONE is “{name}”, which is no time zone. Set it to one like Europe/Berlin."
        ) from error
    return name


def language() -> str:
    """The language of the readers' pages, one of Django's, as en-gb or de."""
    code = (os.environ.get("NEWSROOM_LANGUAGE") or "en-gb").lower().replace("_", "-")
    if code not in dict(LANGUAGES):
        raise WrongSetting(
            f"NEWSROOM_LANGUAGE is “{code}”, which is no language that pages can be in. Set it to one like en-gb, de "
            "or ar."
        )
    return code


def search_language() -> str:
    """The two or three letters of the language that the stories are written in: that of the pages, unless set."""
    code = os.environ.get("NEWSROOM_SEARCH_LANGUAGE") or language().partition("-")[0]
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise WrongSetting(
            f"NEWSROOM_SEARCH_LANGUAGE is “{code}”, which is no language. Set it to two letters, as de or pt."
        )
    return code


def log_level() -> str:
    level = (os.environ.get("NEWSROOM_LOG_LEVEL") or "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise WrongSetting(f"NEWSROOM_LOG_LEVEL is “{level}”. Set it to DEBUG, INFO, WARNING or ERROR.")
    return level


def development_secret(var_dir: Path) -> str:
    """A secret key made once and kept in `var/secret-key`, so that sessions outlive a restart."""
    path = var_dir / "secret-key"
    try:
        return path.read_text()
    except FileNotFoundError:
        var_dir.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process made it just now
            return path.read_text()
        with os.fdopen(descriptor, "w") as file:
            file.write(secret := secrets.token_urlsafe(50))
        return secret


def database(var_dir: Path) -> dict:
    """Django's settings for the database of `DATABASE_URL`, or for the embedded one where that is unset."""
    if uses_embedded_database():
        settings = postgres.connection_params(var_dir)
    else:
        settings = parse_database_url(os.environ["DATABASE_URL"])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        **settings,
    }


def mail() -> dict:
    """
    Django's settings for mail, of NEWSROOM_EMAIL_URL: `smtp://user:password@host:587?tls=1`, `smtps://…` where the
    connection is encrypted from the start, or `console:`. Unset, mail is printed in development and dropped in
    production.
    """
    url = os.environ.get("NEWSROOM_EMAIL_URL") or ("dummy:" if environment() == "production" else "console:")
    example = "smtp://user:password@mail.example:587?tls=1"
    # The address itself is told to nobody: it holds the password.
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise WrongSetting(
            "NEWSROOM_EMAIL_URL can't be read: its port is no number, or its password has a special character that is "
            "not written in per cent, such as %2F for /."
        ) from error
    if parts.scheme in {"console", "dummy"}:
        return {
            "EMAIL_BACKEND": f"django.core.mail.backends.{parts.scheme}.EmailBackend",
            "EMAIL_IN_BACKGROUND": False,
        }
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise WrongSetting(f"NEWSROOM_EMAIL_URL must name a mail server, as in {example}, or be console:.")
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and dict(parse_qsl(parts.query)).get("tls") == "1",
        "EMAIL_TIMEOUT": 20,
        "EMAIL_IN_BACKGROUND": True,
    }


def parse_database_url(url: str) -> dict:
    """
    `postgres://user:password@host:port/name?sslmode=require` as Django wants it.

    Raises WrongSetting for another scheme, a missing name, a port that is none and what can't be read at all.
    """
    # The address itself is told to nobody: it holds the password.
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise WrongSetting(
            "DATABASE_URL can't be read: write what is special in its password in per cent, such as %5B for [."
        ) from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongSetting(
            "DATABASE_URL must begin with postgres://, as in postgres://user:password@host:5432/newsroom."
        )
    try:
        port = parts.port
    except ValueError as error:
        raise WrongSetting(
            "DATABASE_URL has a port that is not a number below 65536, or a password with a special character that is "
            "not written in per cent, such as %2F for /."
        ) from error
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise WrongSetting("DATABASE_URL names no database: end it with one, as in …:5432/newsroom.")
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder cannot stand in the host's place in a URL; libpq's own way is ?host=/folder.
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }

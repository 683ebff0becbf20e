"""Reads what the operator set in the environment; errors name the variable and say what to do."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from newsroom import postgres

BASE_DIR = Path(__file__).resolve().parent.parent


def var_dir() -> Path:
    """Where everything is kept that is made while running: `NEWSROOM_VAR_DIR`, or the project's `var`."""
    return Path(os.environ.get("NEWSROOM_VAR_DIR") or BASE_DIR / "var").resolve()


def ensure_database() -> None:
    """Starts the embedded database until this process ends, unless `DATABASE_URL` names another."""
    if not os.environ.get("DATABASE_URL"):
        postgres.ensure_running(var_dir())


def flag(name: str) -> bool:
    """Whether the variable is switched on: 1, true, yes or on, in any case."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """The variable's comma-separated values, without the empty ones."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


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
    url = os.environ.get("DATABASE_URL", "")
    settings = parse_database_url(url) if url else postgres.connection_params(var_dir)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        **settings,
    }


def parse_database_url(url: str) -> dict:
    """
    `postgres://user:password@host:port/name?sslmode=require` as Django wants it.

    Raises ImproperlyConfigured with a sentence for another scheme, a missing name or a port that is none.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgres://, as in postgres://user:password@host:5432/newsroom."
        )
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured("DATABASE_URL has a port that is not a number below 65536.") from error
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database: end it with one, as in …:5432/newsroom.")
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder cannot stand in the host's place in a URL; libpq's own way is ?host=/folder.
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }

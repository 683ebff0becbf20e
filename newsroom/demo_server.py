"""
`make demo`: sets up the demo publication where that is not done, and serves it until Ctrl-C.

One process looks after everything: it starts the database and gunicorn, starts the database again if that dies, and
ends both when it is told to end or when the `make` that started it is gone. Killed outright, it takes gunicorn along;
the database then goes on until it is found by whatever uses it next.
"""

import argparse
import fcntl
import hashlib
import http.client
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import django
from django.contrib.auth.hashers import check_password
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import Error, connections

from newsroom.bootstrap import check_port
from newsroom.environment import database, ensure_database, uses_embedded_database, var_dir
from newsroom.postgres import Cluster, PostgresError
from newsroom.postgres.errors import in_a_sentence

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ToldToEnd(BaseException):
    """Ctrl-C, or a signal that means the same."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m newsroom.demo_server", description=__doc__)
    parser.add_argument("--stop", action="store_true", help="end the demo that runs, and the database")
    try:
        if parser.parse_args().stop:
            stop()
        else:
            be_the_only_demo()
            with ended_by_signals():
                serve(check_port(os.environ.get("PORT", "8000")))
    except (PostgresError, ImproperlyConfigured, CommandError, Error) as error:
        sys.exit(f"The demo can't run. {error}")


def serve(port: int) -> None:
    if os.environ.get("NEWSROOM_ENV") == "production":
        sys.exit("The demo is not for production: unset NEWSROOM_ENV, or see “Run it for real” in README.md.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("NEWSROOM_LOG_LEVEL", "WARNING")
    parent = os.getppid()
    ensure_database()
    django.setup()
    sign_ins = set_up()
    with gunicorn(port) as server:
        await_first_answer(server, port)
        say(welcome(port, sign_ins))
        while server.poll() is None and os.getppid() == parent:
            keep_database_up()
            time.sleep(0.5)
        if server.returncode is not None:
            sys.exit(
                f"The web server ended by itself (exit status {server.returncode}); its reason stands above."
            )


class SignIns(NamedTuple):
    """The demo's accounts: `names` have the password, `others` by now another one."""

    password: str
    names: list[str]
    others: list[str]


def set_up() -> SignIns:
    """
    Fills database and folders.

    Raises CommandError where the database is that of a real paper: whoever starts the demo on it has forgotten that
    DATABASE_URL is set, and wants neither its tables migrated nor its editor's password reset.
    """
    from demo.loader import is_of_another_paper

    if is_of_another_paper():
        raise CommandError(
            "The database holds a publication that isn't the demo's, and nothing in it was touched: give the demo one "
            "of its own, by another DATABASE_URL or NEWSROOM_VAR_DIR."
        )
    path = password_file()
    kept = path.read_text() if path.exists() else ""
    told = os.environ.get("NEWSROOM_DEMO_PASSWORD")
    password = told or kept or secrets.token_urlsafe(9)
    say("Bringing the database up to date …")
    call_command("migrate", interactive=False, verbosity=0)
    os.environ["NEWSROOM_DEMO_PASSWORD"] = password
    call_command("demo")
    # One that was changed at the desk stays, unless we are told otherwise or nobody knows any.
    sign_ins = check_sign_ins(password, reset=bool(told) or not kept)
    path.touch(mode=0o600)
    path.write_text(password)
    collect_static()
    connections.close_all()
    return sign_ins


def password_file() -> Path:
    """Where the password of this database's sign-ins is kept: those of another database have another."""
    if uses_embedded_database():
        return var_dir() / "demo-password"
    settings = database(var_dir())
    place = repr([settings[name] for name in ("HOST", "PORT", "NAME")])
    return var_dir() / f"demo-password-{hashlib.sha256(place.encode()).hexdigest()[:12]}"


def check_sign_ins(password: str, *, reset: bool) -> SignIns:
    """Finds out whose password it is; with `reset` it becomes everybody's."""
    from demo.loader import accounts

    names: list[str] = []
    others: list[str] = []
    known: dict[str, bool] = {}  # whether a hash is the password's: all have the same one, and it takes long
    for user in accounts().filter(is_active=True).order_by("pk"):
        if user.password not in known:
            known[user.password] = check_password(password, user.password)
        if not known[user.password] and reset:
            user.set_password(password)
            user.save(update_fields=["password"])
            known[user.password] = True
        (names if known[user.password] else others).append(user.username)
    return SignIns(password, names, others)


def collect_static() -> None:
    """Collects style sheets, scripts and fonts when one of them changed; it takes seconds."""
    from django.conf import settings

    files = sorted(
        (path := storage.path(name), Path(path).stat().st_mtime_ns)
        for finder in get_finders()
        for name, storage in finder.list([])
    )
    state = hashlib.sha256(repr(files).encode()).hexdigest()
    mark = Path(settings.STATIC_ROOT) / ".collected"
    if not mark.exists() or mark.read_text() != state:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        mark.write_text(state)


@contextmanager
def gunicorn(port: int) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", f"--bind=127.0.0.1:{port}"]
    command += [
        "--workers=2",
        "--threads=4",
        "--log-level=warning",
        "--no-control-socket",
        "--limit-request-line=0",
    ]
    if setpriv := shutil.which("setpriv"):  # Linux: it may not outlive us even if we are killed
        command = [setpriv, "--pdeathsig=TERM", *command]
    # Out of reach of the terminal's Ctrl-C: a second signal while it ends would be a traceback.
    server = subprocess.Popen(command, start_new_session=True)
    try:
        yield server
    finally:
        server.send_signal(signal.SIGQUIT)  # its quick shutdown
        with suppress(subprocess.TimeoutExpired):
            server.wait(5)
        # A worker that got the signal while it started a thread waits for that thread for good.
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def await_first_answer(server: subprocess.Popen, port: int) -> None:
    while server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with suppress(OSError):
            connection.request("GET", "/healthz")
            connection.getresponse()
            connection.close()
            return
        time.sleep(0.1)


def keep_database_up() -> None:
    cluster = Cluster(var_dir() / "postgres")
    if uses_embedded_database() and cluster.postmaster() is None:
        cluster.start()
        say("The database had ended and was started again; nothing that was saved is lost.")


def welcome(port: int, sign_ins: SignIns) -> str:
    lines = [
        f"The paper:     http://127.0.0.1:{port}/",
        f"The newsroom:  http://127.0.0.1:{port}/admin/",
    ]
    if sign_ins.names:
        lines.append(f"Sign in as:    {', '.join(sign_ins.names)}")
        lines.append(f"Password:      {sign_ins.password}")
    if sign_ins.others:
        others = ", ".join(sign_ins.others)
        lines.append(
            f"Another password by now: {others}; `NEWSROOM_DEMO_PASSWORD=… make demo` sets a new one."
        )
    return "\n".join(["", *(f"  {line}" for line in lines), "", "Ctrl-C ends it.", ""])


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Any of the signals ends the block as if it were done; while cleaning up, another one changes nothing."""

    def answer(handler):
        for number in SIGNALS:
            signal.signal(number, handler)

    def end(number, frame):
        answer(signal.SIG_IGN)
        raise ToldToEnd

    answer(end)
    try:
        yield
    except ToldToEnd:
        pass
    finally:
        answer(signal.SIG_IGN)


def be_the_only_demo() -> None:
    """Holds `var/demo.lock`, which names this process to `make stop`, until the process is gone altogether."""
    lock = open_lock()
    if not acquired(lock):
        sys.exit(f"The demo of this project runs already, as process {holder(lock)}: `make stop` ends it.")
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())


def stop() -> None:
    lock = open_lock()
    if not acquired(lock):
        os.kill(holder(lock), signal.SIGTERM)
        fcntl.flock(lock, fcntl.LOCK_EX)
        say("The demo is stopped.")
    say("Postgres is stopped." if Cluster(var_dir() / "postgres").stop() else "Postgres does not run.")


def open_lock() -> int:
    with in_a_sentence(var_dir()):
        var_dir().mkdir(parents=True, exist_ok=True)
        return os.open(var_dir() / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)


def acquired(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def holder(lock: int) -> int:
    return int(os.pread(lock, 20, 0))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

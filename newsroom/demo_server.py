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

import django
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import Error, connections

from newsroom.bootstrap import check_port
from newsroom.environment import ensure_database, var_dir
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
    password = set_up()
    with gunicorn(port) as server:
        await_first_answer(server, port)
        say(welcome(port, password))
        while server.poll() is None and os.getppid() == parent:
            keep_database_up()
            time.sleep(0.5)
        if server.returncode is not None:
            sys.exit(
                f"The web server ended by itself (exit status {server.returncode}); its reason stands above."
            )


def set_up() -> str:
    """Fills database and folders; the password of the demo's sign-ins."""
    path = var_dir() / "demo-password"
    kept = path.read_text() if path.exists() else ""
    password = os.environ.get("NEWSROOM_DEMO_PASSWORD") or kept or secrets.token_urlsafe(9)
    say("Bringing the database up to date …")
    call_command("migrate", interactive=False, verbosity=0)
    os.environ["NEWSROOM_DEMO_PASSWORD"] = password
    call_command("demo")
    if password != kept:
        set_passwords(password)
        path.touch(mode=0o600)
        path.write_text(password)
    collect_static()
    connections.close_all()
    return password


def sign_ins() -> list[str]:
    from demo.loader import STAFF

    return [name for name, *_ in STAFF]


def set_passwords(password: str) -> None:
    for user in get_user_model().objects.filter(username__in=sign_ins()):
        user.set_password(password)
        user.save(update_fields=["password"])


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
    command += ["--workers=2", "--threads=4", "--log-level=warning", "--no-control-socket"]
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
    if not os.environ.get("DATABASE_URL") and cluster.postmaster() is None:
        cluster.start()
        say("The database had ended and was started again; nothing that was saved is lost.")


def welcome(port: int, password: str) -> str:
    return f"""
  The paper:     http://127.0.0.1:{port}/
  The newsroom:  http://127.0.0.1:{port}/admin/
  Sign in as:    {", ".join(sign_ins())}
  Password:      {password}

Ctrl-C ends it.
"""


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

"""One Postgres cluster in a folder: made once, started, found, stopped; safe to use from many processes."""

import atexit
import fcntl
import hashlib
import os
import re
import secrets
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg

from newsroom.postgres.errors import PostgresError, explain, in_a_sentence
from newsroom.postgres.identity import Identity, server_identity
from newsroom.postgres.programs import ProgramError, Programs, binaries_folder

PATIENCE = 60  # seconds for a server that recovers from a crash, or shuts down


class Cluster:
    """
    `folder` holds the password (`pgpass`), two lock files and `server/`, the part that belongs to whom the
    server runs as: `data/` and `log`. The socket is elsewhere, in a private folder of a short name: its path
    may have 107 bytes at most.
    """

    DATABASE = ROLE = "newsroom"
    PORT = "5432"  # a part of the socket's name; nothing listens on the network

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.server_folder = self.folder / "server"
        self.data = self.server_folder / "data"
        self.log = self.server_folder / "log"
        self.passfile = self.folder / "pgpass"
        # Also the name that the server's processes carry, so that they are told from those of other clones.
        self.name = f"newsroom-{hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]}"
        # Not TMPDIR: every process has to find the same one. It is made with mkdir, mode 0700.
        self.socket_folder = Path("/tmp") / self.name  # noqa: S108

    def use(self) -> None:
        """
        Counts this process among the users of the server until it ends; the last to end stops the server.

        The count is a shared lock, which the system gives back however a process dies. Killed outright, though, the
        last user can't stop the server: it goes on until the next user ends.
        """
        with in_a_sentence(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.folder / "users", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_SH)  # waits while the last user stops the server
        atexit.register(self._leave, descriptor, os.getpid())
        end_in_order_when_told_to()

    def _leave(self, descriptor: int, user: int) -> None:
        if os.getpid() != user:  # a fork, which shares the lock
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if not self._kept.exists():
            self.stop()
        os.close(descriptor)

    def start(self) -> None:
        """Starts the server unless it runs. Raises PostgresError with a sentence that says why it can't."""
        with in_a_sentence(self.folder), self._exclusively():
            if self._await_running_postmaster() and self._await_answer():
                return
            self._launch()
            if not self._await_answer():
                raise PostgresError(explain(self.log.read_text(), self.folder))

    def keep(self) -> None:
        """Lets the server go on without users, until `stop()`."""
        self._kept.touch()

    def stop(self) -> bool:
        """Stops the server, whoever uses it; false where none ran. Connections are cut, commits are safe."""
        if not self.folder.exists():
            return False
        with in_a_sentence(self.folder), self._exclusively():
            self._kept.unlink(missing_ok=True)
            was_running = bool(self.postmaster())
            # Postgres's fast shutdown, its immediate one, and what nothing survives.
            for stop_signal in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                if process := self.postmaster():
                    with suppress(psutil.NoSuchProcess):
                        process.send_signal(stop_signal)
                    wait_until(lambda: self.postmaster() is None, PATIENCE / 3)
            self._end_orphans()
            shutil.rmtree(self.socket_folder, ignore_errors=True)
        return was_running

    def postmaster(self) -> psutil.Process | None:
        """The live server of this folder; neither a zombie nor another process that got the number since."""
        try:
            process = psutil.Process(int(self._pid_file()[0]))
            return process if str(self.data) in process.cmdline() else None
        except (IndexError, ValueError, psutil.NoSuchProcess):
            return None

    @property
    def _kept(self) -> Path:
        return self.folder / "keep"

    @contextmanager
    def _exclusively(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _pid_file(self) -> list[str]:
        """The lines of `postmaster.pid`; the eighth is the state: starting, ready or stopping."""
        try:
            return (self.data / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return []

    def _await_running_postmaster(self) -> bool:
        """Whether a server runs, once one that was on its way up or down has arrived."""

        def settled() -> bool:
            return self.postmaster() is None or [line.strip() for line in self._pid_file()[7:8]] == ["ready"]

        if not wait_until(settled, PATIENCE):
            raise PostgresError(f"Postgres is neither up nor down after {PATIENCE} seconds: see {self.log}.")
        return self.postmaster() is not None

    def _launch(self) -> None:
        self._end_orphans()
        binaries = binaries_folder()
        self.server_folder.mkdir(mode=0o700, exist_ok=True)
        server = Programs(binaries, server_identity(binaries, self.server_folder))
        if (self.data / "PG_VERSION").exists():
            self._check_version(server)
            if not self.passfile.exists():
                self._set_password(server, self.data, "ALTER ROLE {role} PASSWORD '{password}';")
        else:
            self._initialise(server)
        # Nothing of this folder runs any more; a process that got the number since would mislead Postgres.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self._make_socket_folder(server.identity)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".old"))
        settings = {
            "cluster_name": self.name,
            "listen_addresses": "",
            "port": self.PORT,
            "shared_buffers": "64MB",
            "unix_socket_directories": self.socket_folder,
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        try:
            server.run(
                "pg_ctl", "start", "-w", "-t", PATIENCE, "-D", self.data, "-l", self.log, "-o", options
            )
        except ProgramError as failure:
            told = self.log.read_text() if self.log.exists() else ""
            raise PostgresError(explain(told + str(failure), self.folder)) from failure

    def _initialise(self, server: Programs) -> None:
        """Makes the cluster beside its place and moves it there when it is complete."""
        for half_done in self.server_folder.glob("initdb-*"):
            shutil.rmtree(half_done, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix="initdb-", dir=self.server_folder))
        try:
            os.chown(fresh, server.identity.uid, server.identity.gid)
            locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C"]
            if server.major >= 17:  # knows letters beyond ASCII whatever the operating system has
                locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            # The superuser has no password, so nobody signs in as one; Newsroom needs none.
            server.run("initdb", "-D", fresh, "-U", "postgres", "--auth=reject", *locale)
            (fresh / "pg_hba.conf").write_text("local all all scram-sha-256\n")
            self._set_password(
                server,
                fresh,
                "CREATE ROLE {role} LOGIN CREATEDB PASSWORD '{password}';\n"
                "CREATE DATABASE {database} OWNER {role};",
            )
            fresh.rename(self.data)
        except ProgramError as failure:
            raise PostgresError(explain(str(failure), self.folder)) from failure
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _set_password(self, server: Programs, data: Path, statements: str) -> None:
        password = secrets.token_urlsafe(32)
        sql = statements.format(role=self.ROLE, database=self.DATABASE, password=password)
        told = server.run("postgres", "--single", "-D", data, "postgres", stdin=sql + "\n")
        if "ERROR:" in told:
            raise PostgresError(explain(told, self.folder))
        descriptor, draft = tempfile.mkstemp(dir=self.folder)  # mode 0600
        with os.fdopen(descriptor, "w") as file:
            file.write(f"*:*:*:{self.ROLE}:{password}\n")
        Path(draft).replace(self.passfile)

    def _check_version(self, server: Programs) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(server.major):
            raise PostgresError(
                f"The data in {self.folder} is of Postgres {made_by}, but the binaries are of Postgres "
                f"{server.major}: set NEWSROOM_POSTGRES_BIN to the bin folder of a Postgres {made_by} or, if "
                "nothing in there is worth keeping, remove the folder."
            )

    def _make_socket_folder(self, identity: Identity) -> None:
        if self.socket_folder.exists():
            shutil.rmtree(self.socket_folder)
        self.socket_folder.mkdir(mode=0o700)
        os.chown(self.socket_folder, identity.uid, identity.gid)

    def _await_answer(self) -> bool:
        """Whether the server lets us in; false where it ended instead."""
        refusal = ""

        def decided() -> bool:
            nonlocal refusal
            try:
                psycopg.connect(
                    host=str(self.socket_folder),
                    port=self.PORT,
                    user=self.ROLE,
                    dbname=self.DATABASE,
                    passfile=str(self.passfile),
                ).close()
            except psycopg.OperationalError as error:
                refusal = str(error)
                return "authentication failed" in refusal or self.postmaster() is None
            refusal = ""
            return True

        wait_until(decided, PATIENCE)
        if refusal and self.postmaster():
            raise PostgresError(explain(refusal, self.folder))
        return not refusal

    def _end_orphans(self) -> None:
        """
        Ends what outlived a postmaster or a start that was killed; a server must not start beside them.

        They are known by the server's name, which its children carry, or the folder that they work on.
        """

        def orphans() -> list[psutil.Process]:
            return [
                process
                for process in psutil.process_iter(["name", "cmdline"])
                if process.info["name"] in {"postgres", "initdb", "pg_ctl"}
                and re.search(
                    f"^postgres: {self.name}: |{re.escape(str(self.server_folder))}/",
                    " ".join(process.info["cmdline"] or []),
                )
            ]

        for end in (signal.SIGQUIT, signal.SIGKILL):
            for process in (found := orphans()):
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(end)
            if not found or wait_until(lambda: not orphans(), 5):
                return


def end_in_order_when_told_to() -> None:
    """Without a handler of its own, Python dies of these signals and does nothing of what `atexit` was told."""
    if threading.current_thread() is not threading.main_thread():  # nobody else may say what a signal does
        return

    def end(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether the condition came true within that time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True

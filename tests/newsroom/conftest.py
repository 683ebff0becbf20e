"""
Clusters to break: each test has one of its own, copied from one that was made once. And production's settings, for
this process or another.
"""

import os
import runpy
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from newsroom.environment import BASE_DIR
from newsroom.postgres import Cluster, connection_params

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A folder with a cluster that was made, started once and stopped."""
    var_dir = tmp_path_factory.mktemp("template")
    cluster = Cluster(var_dir / "postgres")
    cluster.start()
    cluster.stop()
    return var_dir


@pytest.fixture
def cluster(template, tmp_path):
    """A cluster that is not running."""
    shutil.copytree(template, tmp_path / "var")
    cluster = Cluster(tmp_path / "var" / "postgres")
    yield cluster
    cluster.stop()


@pytest.fixture
def new_cluster(tmp_path):
    """A cluster that was never made."""
    cluster = Cluster(tmp_path / "var" / "postgres")
    yield cluster
    cluster.stop()


@pytest.fixture
def run():
    """Runs Python with the cluster's folder as `var`, and kills what is left of it after the test."""
    started = []

    def run(cluster, *arguments, start_new_session=False, **environment):
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=BASE_DIR,
            env=ENVIRONMENT | {"NEWSROOM_VAR_DIR": str(cluster.folder.parent)} | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=start_new_session,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        # Not `communicate`: it would wait for everything that holds the other end of the pipe.
        with process:
            process.kill()


# Says the server's number, then waits for its standard input to end.
USER = """
import sys
from newsroom.environment import ensure_database, var_dir
from newsroom.postgres import Cluster
ensure_database()
print(Cluster(var_dir() / "postgres").postmaster().pid, flush=True)
sys.stdin.read()
"""


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def connect(cluster, **parameters):
    """A connection with the parameters that the settings get."""
    django = connection_params(cluster.folder.parent)
    address = {
        "host": django["HOST"],
        "port": django["PORT"],
        "dbname": django["NAME"],
        "user": django["USER"],
    }
    return psycopg.connect(**address | django["OPTIONS"] | parameters, autocommit=True)


def ask(cluster, sql):
    """The first value of the answer; None where the statement has none."""
    with connect(cluster) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


def kill_postmaster(cluster):
    os.kill(cluster.postmaster().pid, signal.SIGKILL)


@contextmanager
def small_disk(folder: Path, megabytes: int):
    """A real file system of that size in the folder."""
    folder.mkdir(exist_ok=True)
    size = f"size={megabytes}m,mode=755"
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], capture_output=True, text=True
    )
    if mount.returncode:
        pytest.skip(f"mounting is not permitted here: {mount.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


# What a production site needs to be told; each test takes one away.
PRODUCTION = {
    "NEWSROOM_ENV": "production",
    "NEWSROOM_SECRET_KEY": "N3wsr00m-" * 7,
    "NEWSROOM_SITE_URL": "https://paper.example",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
}
# Settings of the tests' own that stay.
KEPT = {"DATABASES", "STORAGES", "MEDIA_ROOT", "ORIGINALS_ROOT", "STATIC_ROOT", "PASSWORD_HASHERS", "LOGGING"}


@pytest.fixture
def production(settings, monkeypatch):
    """The settings as production has them, all but those of where things are kept."""
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    told = runpy.run_path(f"{BASE_DIR}/newsroom/settings.py")
    for name in told:
        if name.isupper() and name not in KEPT:
            setattr(settings, name, told[name])
    return settings


def start(*command, **changes):
    # What other tests set for themselves must not be taken along.
    ours = ("NEWSROOM_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {name: value for name, value in (PRODUCTION | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, *command], cwd=BASE_DIR, env=environment, capture_output=True, text=True
    )

"""What can be wrong when the embedded Postgres starts: it starts anyhow, or one sentence says why not."""

import os
import signal
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg
import pytest

from newsroom.postgres import Cluster, PostgresError
from newsroom.postgres.cluster import wait_until
from newsroom.postgres.errors import NO_MEMORY, explain
from newsroom.postgres.identity import server_identity
from newsroom.postgres.programs import binaries_folder
from tests.newsroom.conftest import ask, connect, kill_postmaster, small_disk


def leave_pid_file(cluster, pid):
    """The pid file as a killed server leaves it, naming a process that is another by now."""
    cluster.start()
    lines = (cluster.data / "postmaster.pid").read_text().split("\n")
    kill_postmaster(cluster)
    lines[0] = str(pid)
    (cluster.data / "postmaster.pid").write_text("\n".join(lines))
    return lines


@pytest.fixture
def stranger(cluster):
    """A process of the server's own user that is no server."""
    cluster.start()
    cluster.stop()
    prefix = server_identity(binaries_folder(), cluster.server_folder).prefix
    process = subprocess.Popen([*prefix, "sleep", "600"], cwd="/")
    yield process
    process.kill()
    process.wait()


def test_a_pid_file_whose_number_another_process_got_does_not_prevent_a_start(cluster, stranger):
    leave_pid_file(cluster, stranger.pid)
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1
    assert stranger.poll() is None


def test_a_zombie_is_no_server(cluster, stranger):
    leave_pid_file(cluster, stranger.pid)
    os.kill(stranger.pid, signal.SIGKILL)
    assert wait_until(lambda: psutil.Process(stranger.pid).status() == psutil.STATUS_ZOMBIE, 10)
    assert cluster.postmaster() is None
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1


def test_a_torn_pid_file_is_no_server(cluster):
    leave_pid_file(cluster, 1)
    (cluster.data / "postmaster.pid").write_text("")
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1


def test_a_server_process_that_outlived_its_postmaster_is_ended_first(cluster):
    cluster.start()
    connection = connect(cluster)
    busy = threading.Thread(target=count_for_long, args=[connection])
    busy.start()
    backend = connection.info.backend_pid
    assert wait_until(lambda: psutil.Process(backend).cpu_times().user > 0.1, 30)
    kill_postmaster(cluster)
    assert psutil.pid_exists(backend)

    cluster.start()

    assert wait_until(lambda: not psutil.pid_exists(backend), 10)
    assert ask(cluster, "SELECT 1") == 1
    busy.join()
    connection.close()


def count_for_long(connection):
    """Works without a pause in which a server process would see that its postmaster is gone."""
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT count(*) FROM generate_series(1, 3000) a, generate_series(1, 1000000) b")


def test_a_server_on_its_way_down_is_waited_for(cluster):
    cluster.start()
    leaving = cluster.postmaster()
    connection = connect(cluster)
    leaving.send_signal(signal.SIGTERM)  # down as soon as the last connection is closed
    assert wait_until(lambda: "stopping" in (cluster.data / "postmaster.pid").read_text(), 10)
    guest = threading.Thread(target=lambda: (time.sleep(0.3), connection.close()))
    guest.start()

    cluster.start()

    assert cluster.postmaster() != leaving
    assert ask(cluster, "SELECT 1") == 1
    guest.join()


def test_data_of_another_major_version_are_named_with_both_versions(cluster):
    (cluster.data / "PG_VERSION").write_text("13\n")
    with pytest.raises(
        PostgresError, match=r"of Postgres 13, but the binaries are of Postgres \d+: set NEWSROOM_"
    ):
        cluster.start()
    assert (cluster.data / "base").exists()


@pytest.mark.parametrize("binaries", sorted(Path("/usr/lib/postgresql").glob("*/bin")), ids=str)
def test_any_postgres_of_the_system_will_do(new_cluster, binaries, monkeypatch):
    monkeypatch.setenv("NEWSROOM_POSTGRES_BIN", str(binaries))
    new_cluster.start()
    assert ask(new_cluster, "SHOW server_version").split(".")[0] == binaries.parent.name


def test_a_folder_of_binaries_without_postgres_is_named(cluster, monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSROOM_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(PostgresError, match=f"NEWSROOM_POSTGRES_BIN is {tmp_path}, where there is no"):
        cluster.start()


@pytest.mark.parametrize("megabytes", [1, 20])
def test_a_full_disk_at_the_first_start_is_said_in_one_sentence(tmp_path, megabytes):
    with small_disk(tmp_path / "disk", megabytes):
        cluster = Cluster(tmp_path / "disk" / "postgres")
        with pytest.raises(PostgresError) as caught:
            cluster.start()
        assert str(caught.value) == f"The disk is full: free 100 MB where {cluster.folder} is."
        assert not cluster.data.exists()


def test_a_disk_that_filled_up_since_is_said_in_one_sentence_and_harms_nothing(tmp_path):
    with small_disk(tmp_path / "disk", 120):
        cluster = Cluster(tmp_path / "disk" / "postgres")
        cluster.start()
        ask(cluster, "CREATE TABLE story AS SELECT 'kept' AS headline")
        cluster.stop()
        ballast = tmp_path / "disk" / "ballast"
        fill(ballast)

        with pytest.raises(PostgresError, match="The disk is full: free 100 MB"):
            cluster.start()
        assert cluster.postmaster() is None

        ballast.unlink()
        cluster.start()
        assert ask(cluster, "SELECT headline FROM story") == "kept"
        cluster.stop()


def fill(path):
    with path.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while True:
            file.write(bytes(4096))


@pytest.mark.parametrize("megabytes", [30, 60, 90])
def test_too_little_memory_is_said_in_one_sentence(cluster, megabytes, monkeypatch):
    def in_little_memory(*arguments):
        identity = server_identity(*arguments)
        return replace(identity, prefix=(*identity.prefix, "prlimit", f"--as={megabytes * 2**20}"))

    monkeypatch.setattr("newsroom.postgres.cluster.server_identity", in_little_memory)
    with pytest.raises(PostgresError, match=NO_MEMORY):
        cluster.start()
    assert cluster.postmaster() is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            'FATAL:  could not resize shared memory segment "/PostgreSQL.1": No space left on device',
            "no shared memory",
        ),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "too little memory"),
        ('PANIC:  could not write to file "pg_wal/1": No space left on device', "The disk is full"),
        ("initdb: error: could not create directory: Read-only file system", "is read-only"),
        (
            "LOG:  starting\nFATAL:  lost my mind\nHINT:  None.\n",
            "Postgres does not start: lost my mind (its files",
        ),
    ],
)
def test_the_servers_own_words_become_a_sentence(words, sentence, tmp_path):
    assert sentence in explain(words, tmp_path)

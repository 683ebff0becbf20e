"""The embedded Postgres: made, started, shared and stopped."""

import os
import re
import shutil
import signal
import stat
from pathlib import Path

import psutil
import psycopg
import pytest

from newsroom.postgres import Cluster, PostgresError, ensure_running
from newsroom.postgres.cluster import wait_until
from tests.newsroom.conftest import USER, ask, connect, kill_postmaster


def processes_of(cluster):
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if cluster.name in " ".join(process.info["cmdline"] or [])
    ]


def test_a_cluster_leaves_no_process_and_no_socket_folder_when_it_is_stopped(new_cluster):
    new_cluster.start()
    assert ask(new_cluster, "SELECT 1") == 1
    assert processes_of(new_cluster)

    assert new_cluster.stop()

    assert not processes_of(new_cluster)
    assert not new_cluster.socket_folder.exists()
    assert not new_cluster.stop()


def test_a_second_start_finds_the_server_and_its_data(cluster):
    cluster.start()
    ask(cluster, "CREATE TABLE story AS SELECT 'kept' AS headline")
    first = cluster.postmaster()

    cluster.start()
    assert cluster.postmaster() == first

    cluster.stop()
    cluster.start()
    assert ask(cluster, "SELECT headline FROM story") == "kept"


def test_the_role_needs_no_superuser_for_the_extensions_and_makes_test_databases(cluster):
    cluster.start()
    for extension in ("btree_gist", "unaccent", "pg_trgm"):
        ask(cluster, f"CREATE EXTENSION {extension}")
    assert ask(cluster, "SELECT rolcreatedb AND NOT rolsuper FROM pg_roles WHERE rolname = current_user")


def test_letters_beyond_ascii_have_a_lower_case(cluster):
    cluster.start()
    assert ask(cluster, "SELECT lower('ÉCOLE ŁÓDŹ')") == "école łódź"
    assert ask(cluster, "SELECT to_tsvector('simple', 'ÉCOLE')::text") == "'école':1"


def test_nobody_else_gets_in(cluster, tmp_path):
    cluster.start()
    assert stat.S_IMODE(cluster.passfile.stat().st_mode) == 0o600
    assert stat.S_IMODE(cluster.socket_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
    assert ask(cluster, "SHOW listen_addresses") == ""
    for wrong in ({"password": "guess"}, {"user": "postgres", "password": "postgres"}):
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            connect(cluster, **wrong)


def test_a_password_in_the_environment_does_not_get_in_the_way(cluster, run):
    script = "import os; os.environ['PGPASSWORD'] = 'of something else'\n" + USER
    user = run(cluster, "-c", script)
    assert user.stdout.readline().strip() == str(cluster.postmaster().pid)


def test_a_lost_password_file_is_made_anew(cluster):
    cluster.passfile.unlink()
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1


def test_a_path_may_be_long_and_have_spaces_quotes_and_umlauts(template, tmp_path):
    folder = tmp_path / "a fö'lder, indeed" / ("long" * 40)
    shutil.copytree(template, folder)
    cluster = Cluster(folder / "postgres")
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1
    cluster.stop()


def test_starts_at_once_end_up_with_the_same_one_server(new_cluster, run):
    users = [run(new_cluster, "-c", USER) for _ in range(4)]
    pids = {user.stdout.readline() for user in users}
    assert pids == {f"{new_cluster.postmaster().pid}\n"}


def test_the_last_user_to_end_stops_the_server(cluster, run):
    first, second = run(cluster, "-c", USER), run(cluster, "-c", USER)
    for user in (first, second):
        user.stdout.readline()

    first.communicate()
    assert ask(cluster, "SELECT 1") == 1

    second.communicate()
    assert cluster.postmaster() is None


def test_a_server_that_was_started_by_hand_outlives_its_users(cluster, run):
    cluster.start()
    cluster.keep()
    run(cluster, "-c", USER).communicate()
    assert ask(cluster, "SELECT 1") == 1


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(cluster, run):
    ignoring = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + USER
    user = run(cluster, "-c", ignoring, start_new_session=True)
    user.stdout.readline()
    os.killpg(user.pid, signal.SIGINT)
    assert ask(cluster, "SELECT 1") == 1


def test_ctrl_c_in_the_middle_of_a_first_start_leaves_no_process(new_cluster, run):
    user = run(new_cluster, "-c", USER, start_new_session=True)
    assert wait_until(lambda: any(new_cluster.server_folder.glob("initdb-*")), 30)
    os.killpg(user.pid, signal.SIGINT)
    user.communicate()
    assert not processes_of(new_cluster)
    assert not list(new_cluster.server_folder.glob("initdb-*"))


def test_the_server_of_a_killed_user_is_adopted_by_the_next(cluster, run):
    killed = run(cluster, "-c", USER)
    pid = killed.stdout.readline()
    killed.kill()
    killed.wait()
    assert cluster.postmaster()

    following = run(cluster, "-c", USER)
    assert following.stdout.readline() == pid
    following.communicate()
    assert cluster.postmaster() is None


def test_an_initdb_killed_in_the_middle_leaves_nothing_half_done(new_cluster, run):
    user = run(new_cluster, "-c", USER)
    assert wait_until(lambda: any(new_cluster.server_folder.glob("initdb-*/base")), 30)
    user.kill()
    user.wait()
    assert not new_cluster.data.exists()

    new_cluster.start()

    assert ask(new_cluster, "SELECT 1") == 1
    assert not list(new_cluster.server_folder.glob("initdb-*"))


WRITER = """
import sys
from pathlib import Path
from tests.newsroom.conftest import connect
from newsroom.postgres import Cluster
with connect(Cluster(Path(sys.argv[1]))) as connection:
    for number in range(1_000_000):
        connection.execute("INSERT INTO story VALUES (%s)", [number])
        print(number, flush=True)
"""


def test_what_was_committed_survives_kill_9_of_the_postmaster_in_the_middle_of_writes(cluster, run):
    cluster.start()
    ask(cluster, "CREATE TABLE story (number int)")
    writer = run(cluster, "-c", WRITER, cluster.folder)
    assert wait_until(lambda: ask(cluster, "SELECT count(*) FROM story") > 200, 60)

    kill_postmaster(cluster)
    # Its last server process may go on for a moment; what it answered counts.
    said, _ = writer.communicate()
    committed = int(re.findall(r"^\d+$", said, re.MULTILINE)[-1])
    cluster.start()

    assert ask(cluster, "SELECT count(DISTINCT number) FROM story") >= committed + 1


def test_ensure_running_is_for_the_folder_that_it_is_given(tmp_path, monkeypatch, template):
    """Django's own server, if there is one, is another."""
    shutil.copytree(template, tmp_path / "var")
    monkeypatch.setattr("atexit.register", lambda *_: None)
    cluster = ensure_running(tmp_path / "var")
    assert cluster.folder == Path(tmp_path / "var" / "postgres")
    assert ask(cluster, "SHOW cluster_name") == cluster.name
    cluster.stop()


def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(PostgresError, match=re.escape(str(tmp_path))):
        Cluster(tmp_path / "postgres").start()

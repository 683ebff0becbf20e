"""The process behind `make demo`, with a database of its own and without the publication, which has its own tests."""

import http.client
import os
import re
import signal
from types import SimpleNamespace

import psutil
import pytest
from django.core.management import CommandError

from authors.models import User
from demo.loader import set_up_accounts
from newsroom import demo_server
from newsroom.postgres.cluster import wait_until
from tests.newsroom.conftest import USER, free_port, kill_postmaster

SERVE = """
import sys
from newsroom import demo_server
demo_server.set_up = lambda: demo_server.SignIns("a password", ["writer"], ["chief"])
demo_server.main()
"""


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def start_demo(cluster, port, run):
    """Starts the demo and waits until it says that it serves."""

    def start_demo(**environment):
        demo = run(cluster, "-c", SERVE, start_new_session=True, PORT=str(port), **environment)
        said = ""
        while "Ctrl-C" not in said:
            line = demo.stdout.readline()
            assert line, said
            said += line
        demo.said = said
        return demo

    return start_demo


def answers(port, path="/healthz"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def web_servers(port):
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if f"--bind=127.0.0.1:{port}" in (process.info["cmdline"] or [])
    ]


def test_it_serves_on_loopback_only_and_says_where_and_how_to_sign_in(start_demo, port):
    demo = start_demo()
    assert answers(port, "/readyz") == 200
    assert answers(port, f"/healthz?q={'%D9%82' * 10_000}") == 200
    assert f"http://127.0.0.1:{port}/admin/" in demo.said
    assert re.search(r"writer\n.*a password\n.*Another password by now: chief;", demo.said)
    connections = [each for process in web_servers(port) for each in process.net_connections()]
    assert {each.laddr.ip for each in connections if each.status == psutil.CONN_LISTEN} == {"127.0.0.1"}


@pytest.mark.parametrize(
    "signals", [[signal.SIGINT, signal.SIGINT], [signal.SIGHUP]], ids=["Ctrl-C twice", "hang-up"]
)
def test_told_to_end_it_leaves_no_process_and_no_traceback(start_demo, cluster, port, signals):
    demo = start_demo()
    for number in signals:
        os.killpg(demo.pid, number)
    said, _ = demo.communicate(timeout=60)
    assert "Traceback" not in said
    assert demo.returncode == 0
    assert not web_servers(port)
    assert cluster.postmaster() is None


def test_a_worker_of_the_web_server_that_hangs_is_ended_too(start_demo, port):
    demo = start_demo()
    assert wait_until(lambda: len(web_servers(port)) == 3, 30)
    worker = next(each for each in web_servers(port) if each.ppid() != demo.pid)
    worker.suspend()
    demo.terminate()
    assert demo.wait(60) == 0
    assert not web_servers(port)


def test_another_user_of_the_database_keeps_it_when_the_demo_ends(start_demo, cluster, run):
    demo = start_demo()
    user = run(cluster, "-c", USER)
    pid = user.stdout.readline()
    demo.terminate()
    demo.communicate(timeout=60)
    assert f"{cluster.postmaster().pid}\n" == pid


def test_killed_outright_it_takes_the_web_server_along_and_can_be_started_again(start_demo, cluster, port):
    first = start_demo()
    first.kill()
    first.communicate()
    pid = cluster.postmaster().pid

    second = start_demo()

    assert answers(port, "/readyz") == 200
    assert cluster.postmaster().pid == pid
    second.terminate()
    second.communicate(timeout=60)
    assert not web_servers(port)
    assert cluster.postmaster() is None


def test_a_database_that_dies_is_started_again(start_demo, cluster, port):
    start_demo()
    assert answers(port, "/readyz") == 200
    kill_postmaster(cluster)
    assert wait_until(lambda: cluster.postmaster() is not None, 30)
    assert wait_until(lambda: answers(port, "/readyz") == 200, 30)


def test_a_web_server_that_dies_ends_the_demo_with_a_sentence(start_demo, cluster, port):
    demo = start_demo()
    for process in web_servers(port):
        process.kill()
    said, _ = demo.communicate(timeout=60)
    assert "The web server ended by itself (exit status -9)" in said
    assert demo.returncode == 1
    assert cluster.postmaster() is None


def test_it_ends_with_the_make_that_started_it(cluster, port, run):
    make = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    parent = run(cluster, "-c", make, SERVE, PORT=str(port))
    assert wait_until(lambda: answers(port) == 200, 60)
    parent.kill()
    assert wait_until(lambda: not web_servers(port) and cluster.postmaster() is None, 60)


def test_a_second_demo_is_refused_and_make_stop_ends_the_first(start_demo, cluster, port, run):
    first = start_demo()
    second = run(cluster, "-c", SERVE, PORT="0")
    said, _ = second.communicate(timeout=60)
    assert said == f"The demo of this project runs already, as process {first.pid}: `make stop` ends it.\n"
    assert second.returncode == 1

    said, _ = run(cluster, "-m", "newsroom.demo_server", "--stop").communicate(timeout=60)
    assert said == "The demo is stopped.\nPostgres does not run.\n"
    first.communicate()
    assert not web_servers(port)
    assert cluster.postmaster() is None


def test_make_stop_is_content_where_nothing_runs(cluster, run):
    said, _ = run(cluster, "-m", "newsroom.demo_server", "--stop").communicate(timeout=60)
    assert said == "Postgres does not run.\n"


def test_a_database_that_cannot_start_is_said_without_a_traceback(cluster, run, port):
    (cluster.data / "PG_VERSION").write_text("13\n")
    demo = run(cluster, "-c", SERVE, PORT=str(port))
    said, _ = demo.communicate(timeout=60)
    assert said.startswith("The demo can't run. The data in ")
    assert said.count("\n") == 1


def test_it_is_not_for_production(cluster, run, port):
    said, _ = run(cluster, "-c", SERVE, PORT=str(port), NEWSROOM_ENV="production").communicate(timeout=60)
    assert said.startswith("The demo is not for production")


class TestPassword:
    @pytest.fixture(autouse=True)
    def set_up(self, tmp_path, monkeypatch, db):
        monkeypatch.setenv("NEWSROOM_VAR_DIR", str(tmp_path))
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.delenv("NEWSROOM_DEMO_PASSWORD", raising=False)
        monkeypatch.setattr(demo_server, "call_command", lambda *args, **kwargs: None)
        monkeypatch.setattr(demo_server, "collect_static", lambda: None)
        monkeypatch.setattr(demo_server, "connections", SimpleNamespace(close_all=lambda: None))
        self.file = tmp_path / "demo-password"
        set_up_accounts("of the first start")
        self.chief = User.objects.get(username="chief")

    def holds(self, password):
        self.chief.refresh_from_db()
        return self.chief.check_password(password)

    def change_by_hand(self, password):
        self.chief.refresh_from_db()
        self.chief.set_password(password)
        self.chief.save()

    def test_a_random_one_is_made_once_and_kept_for_oneself(self):
        password = demo_server.set_up().password
        assert len(password) >= 12
        assert demo_server.set_up() == (password, ["writer", "editor", "pictures", "chief", "adsales"], [])
        assert self.holds(password)
        assert self.file.stat().st_mode & 0o777 == 0o600

    def test_the_one_of_the_environment_is_given_to_sign_ins_that_exist(self, monkeypatch):
        demo_server.set_up()
        monkeypatch.setenv("NEWSROOM_DEMO_PASSWORD", "my own words")
        assert demo_server.set_up().password == "my own words"
        assert self.holds("my own words")

    def test_one_that_was_changed_in_the_admin_stays_and_is_said_to_be_another(self, monkeypatch):
        demo_server.set_up()
        self.change_by_hand("changed by hand")
        monkeypatch.delenv("NEWSROOM_DEMO_PASSWORD")
        sign_ins = demo_server.set_up()
        assert self.holds("changed by hand")
        assert (sign_ins.names, sign_ins.others) == (["writer", "editor", "pictures", "adsales"], ["chief"])

    def test_what_is_said_works_after_the_database_was_another_for_a_while(self, monkeypatch):
        monkeypatch.setenv("NEWSROOM_DEMO_PASSWORD", "of the embedded one")
        demo_server.set_up()
        monkeypatch.setenv("DATABASE_URL", "postgres://demo@127.0.0.1/another")
        monkeypatch.setenv("NEWSROOM_DEMO_PASSWORD", "of another one")
        assert demo_server.set_up().password == "of another one"

        # The embedded one again, whose accounts have kept theirs.
        monkeypatch.delenv("DATABASE_URL")
        monkeypatch.delenv("NEWSROOM_DEMO_PASSWORD")
        for user in User.objects.all():
            user.set_password("of the embedded one")
            user.save()
        sign_ins = demo_server.set_up()
        assert sign_ins.password == "of the embedded one"
        assert "chief" in sign_ins.names
        assert self.holds("of the embedded one")

    def test_an_account_of_the_same_name_that_is_somebody_elses_stays_as_it_is(self, monkeypatch):
        User.objects.filter(username="chief").update(first_name="Ada", last_name="Reyes")
        self.change_by_hand("nobody's business")
        monkeypatch.setenv("NEWSROOM_DEMO_PASSWORD", "my own words")
        assert "chief" not in demo_server.set_up().names
        assert self.holds("nobody's business")

    def test_a_real_papers_database_is_refused_before_anything_in_it_is_touched(self, monkeypatch):
        User.objects.exclude(username="chief").delete()
        User.objects.update(first_name="Ada", last_name="Reyes", password="as it was")
        commands = []
        monkeypatch.setattr(demo_server, "call_command", lambda *args, **kwargs: commands.append(args))
        with pytest.raises(
            CommandError, match="holds a publication that isn't the demo's, and nothing in it was"
        ):
            demo_server.set_up()
        assert commands == []
        assert User.objects.get().password == "as it was"
        assert not self.file.exists()

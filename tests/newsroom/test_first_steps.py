"""What a developer meets who takes no `make demo`: Django's own server, in a folder in which nothing was done yet."""

import http.client
import re
import signal
from contextlib import closing

import pytest

from newsroom.postgres.cluster import wait_until
from tests.newsroom.conftest import free_port


def get(port, path):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")


@pytest.fixture
def runserver(cluster, run):
    """Starts Django's server and waits until it answers; its process and port."""

    def runserver(*options):
        port = free_port()
        server = run(cluster, "manage.py", "runserver", f"127.0.0.1:{port}", *options)

        def answers():
            try:
                return get(port, "/healthz")[0] == 200
            except OSError:
                assert server.poll() is None, server.stdout.read()
                return False

        assert wait_until(answers, 90)
        return server, port

    return runserver


def test_where_nothing_was_collected_pages_have_their_looks(cluster, run, runserver):
    assert run(cluster, "manage.py", "migrate", "-v0").wait(120) == 0
    _, port = runserver("--noreload")

    for page in ("/", "/admin/login/"):
        status, content = get(port, page)
        assert status == 200, content
        linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', content)
        assert linked
        for address in linked:
            assert get(port, address)[0] == 200, address


@pytest.mark.parametrize(
    ("options", "told"),
    [(["--noreload"], signal.SIGTERM), ([], signal.SIGTERM), ([], signal.SIGHUP)],
    ids=["one process", "reloading", "hang-up"],
)
def test_told_to_end_it_takes_the_embedded_database_along(cluster, runserver, options, told):
    server, _ = runserver(*options)
    assert cluster.postmaster()

    server.send_signal(told)

    server.wait(60)
    assert wait_until(lambda: cluster.postmaster() is None, 60)

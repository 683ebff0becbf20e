"""What production refuses to start without, and whether the files of a deployment agree with the code."""

import getpass
import os
import re
import runpy
import shutil
import subprocess
import time
import urllib.request
from contextlib import closing, nullcontext, suppress
from fnmatch import fnmatch
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings as ours
from django.test import Client

from media.views import CONTENT_TYPES
from tests.factories import UserFactory
from tests.newsroom.conftest import PRODUCTION, start

ROOT = ours.BASE_DIR


@pytest.mark.django_db
def test_production_speaks_https_only_and_its_cookies_too(client, production):
    asked = {"headers": {"host": "paper.example"}}
    response = client.get("/admin/login/", **asked)
    assert (response.status_code, response.url) == (301, "https://paper.example/admin/login/")
    # As the web server before us says that the reader's own connection is encrypted.
    asked["headers"]["x-forwarded-proto"] = "https"
    response = client.get("/admin/login/", **asked)
    assert response["Strict-Transport-Security"] == "max-age=31536000"
    UserFactory(username="ana", password="correct horse battery")
    token = response.cookies["csrftoken"].value
    data = {"username": "ana", "password": "correct horse battery", "csrfmiddlewaretoken": token}
    response = Client(enforce_csrf_checks=True, headers=asked["headers"]).post("/admin/login/", data)
    assert response.status_code == 403, "without the cookie"
    response = client.post("/admin/login/", data, **asked)
    assert response.status_code == 302
    for name in ("sessionid", "csrftoken"):
        cookie = response.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax"), name
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 400


def test_other_names_of_the_domain_are_bound_to_https_only_where_the_operator_says_so(monkeypatch):
    for name, value in {**PRODUCTION, "NEWSROOM_HSTS_SUBDOMAINS": "1"}.items():
        monkeypatch.setenv(name, value)
    told = runpy.run_path(f"{ROOT}/newsroom/settings.py")
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is told["SECURE_HSTS_PRELOAD"] is True


def test_more_host_names_are_answered_besides_the_sites_own(monkeypatch):
    """The healthcheck asks for the site's own."""
    for name, value in {**PRODUCTION, "NEWSROOM_ALLOWED_HOSTS": "www.paper.example"}.items():
        monkeypatch.setenv(name, value)
    allowed = runpy.run_path(f"{ROOT}/newsroom/settings.py")["ALLOWED_HOSTS"]
    assert {"paper.example", "www.paper.example", "127.0.0.1"} <= set(allowed)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSROOM_SECRET_KEY", None),
        ("NEWSROOM_SECRET_KEY", "short"),
        ("NEWSROOM_SECRET_KEY", "a" * 60),
        ("NEWSROOM_SECRET_KEY", "change-me-" * 7),
        ("NEWSROOM_SECRET_KEY", "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz"),
        ("NEWSROOM_SITE_URL", None),
        ("NEWSROOM_SITE_URL", "http://paper.example"),
        ("NEWSROOM_SITE_URL", "paper.example"),
        ("NEWSROOM_SITE_URL", "https://paper.example/sub"),
        ("NEWSROOM_SITE_URL", "https://paper.example:port"),
        ("NEWSROOM_TIME_ZONE", "Europe/Berlim"),
        ("NEWSROOM_TIME_ZONE", "Europe"),
        ("NEWSROOM_LANGUAGE", "klingon"),
        ("NEWSROOM_SEARCH_LANGUAGE", "klingon"),
        ("NEWSROOM_TIME_ZONE", "../Berlin"),
        ("NEWSROOM_LOG_LEVEL", "loud"),
        ("NEWSROOM_ENV", "prod"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", "mysql://nobody@127.0.0.1/none"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1"),
        ("DATABASE_URL", "postgres://nobody:p/ass@127.0.0.1/none"),
        ("DATABASE_URL", "postgres://nobody:p[ass@127.0.0.1/none"),
    ],
)
def test_production_refuses_to_start_and_says_what_to_set_in_one_sentence(name, value, tmp_path):
    done = start("manage.py", "migrate", NEWSROOM_VAR_DIR=str(tmp_path / "var"), **{name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(name), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert "p[ass" not in done.stderr
    assert not (tmp_path / "var").exists(), "neither a database nor a secret was made"


@pytest.mark.parametrize(
    ("server", "status"),
    [
        (["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "newsroom.wsgi:application"], 1),
        (["-c", "import newsroom.wsgi"], 4),
    ],
    ids=["ours", "another"],
)
def test_a_web_server_says_a_missing_setting_once_and_ends(server, status):
    done = start(*server, NEWSROOM_SECRET_KEY=None)
    assert done.returncode == status
    said = [line for line in done.stderr.splitlines() if "Starting gunicorn" not in line]
    assert len(said) == 1
    assert said[0].startswith("NEWSROOM_SECRET_KEY is missing")


def test_a_site_answers_to_its_own_name_to_those_it_is_given_and_on_the_machine_itself(
    client, monkeypatch, db, request
):
    monkeypatch.setenv("NEWSROOM_ALLOWED_HOSTS", "www.paper.example, paper.internal")
    request.getfixturevalue("production")
    for host in ("paper.example", "www.paper.example", "paper.internal", "127.0.0.1:8000", "localhost"):
        assert client.get("/readyz", headers={"host": host}).status_code == 200, host
    assert client.get("/readyz", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("hosts", ["", "www.paper.example"])
@pytest.mark.parametrize(
    "address", ["https://paper.example", "https://paper.example/", "https://paper.example:8443"]
)
def test_the_healthcheck_of_the_container_is_answered(client, monkeypatch, request, hosts, address):
    monkeypatch.setenv("NEWSROOM_ALLOWED_HOSTS", hosts)
    monkeypatch.setitem(PRODUCTION, "NEWSROOM_SITE_URL", address)
    request.getfixturevalue("production")

    def ask(address, timeout):
        asked = urlsplit(address)
        return nullcontext(
            SimpleNamespace(status=client.get(asked.path, headers={"host": asked.netloc}).status_code)
        )

    monkeypatch.setattr(urllib.request, "urlopen", ask)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(f"{ROOT}/deploy/ready.py")
    assert not ended.value.code


def test_production_is_ready_to_deploy():
    done = start("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


# --- The files of a deployment ---


def text(name):
    return (ROOT / name).read_text()


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load(text("docker-compose.yml"))["services"]


@pytest.fixture(scope="module")
def read_variables():
    """The variables of the environment that our code reads."""
    files = [*(ROOT / "newsroom").rglob("*.py"), *(ROOT / "deploy").glob("*.py")]
    return set(re.findall(r'"((?:NEWSROOM|DATABASE)_[A-Z_]+)"', "".join(file.read_text() for file in files)))


@pytest.fixture(scope="module")
def documented():
    """The variables of the manual's table."""
    table = re.findall(r"^\| (`.*?) \|", text("docs/operators.md"), re.MULTILINE)
    return set(re.findall(r"`(\w+)`", " ".join(table)))


def mounts(service):
    """The folders that a service gets, and from which volume or file."""
    return {inside: outside for outside, inside, *_ in (volume.split(":") for volume in service["volumes"])}


def test_compose_passes_only_what_is_read(services, read_variables):
    for name, service in services.items():
        if service.get("build"):
            assert set(service["environment"]) <= read_variables, name
            assert {"DATABASE_URL", "NEWSROOM_SECRET_KEY", "NEWSROOM_SITE_URL"} <= set(
                service["environment"]
            ), name


# What compose need not pass on: the image sets it, or it is for development and the demo alone.
NOT_OF_COMPOSE = {"NEWSROOM_ENV", "NEWSROOM_VAR_DIR", "NEWSROOM_BIND", "NEWSROOM_POSTGRES_BIN", "NEWSROOM_DEBUG",
                  "NEWSROOM_DEMO_PASSWORD", "PORT"}  # fmt: skip


def test_compose_passes_on_whatever_the_manual_says_can_be_set(services, documented):
    for name, service in services.items():
        if service.get("build"):
            assert set(service["environment"]) == documented - NOT_OF_COMPOSE, name


def test_what_is_set_beside_compose_reaches_the_web_server(services):
    """Each under its own name, but for those that compose makes of others."""
    for name, value in services["web"]["environment"].items():
        if name not in {"DATABASE_URL", "NEWSROOM_SITE_URL"}:
            assert re.match(rf"\$\{{{name}(:[-?].*)?\}}$", value), name


def test_compose_asks_for_nothing_that_the_example_does_not_explain():
    asked = set(re.findall(r"\$\{(\w+)", text("docker-compose.yml")))
    assert asked == set(re.findall(r"^(\w+)=", text(".env.example"), re.MULTILINE))


def test_what_the_operators_manual_lists_is_what_is_read(read_variables, documented):
    assert documented - {"PORT"} == read_variables


def test_the_backup_holds_every_folder_that_is_written_to_while_running(services):
    manual = text("docs/operators.md")
    written = {Path(folder).name for folder in mounts(services["web"])} - {"static"}
    assert written == {"originals", "public"}
    packed = re.findall(r"tar -C (\S+) -cz (.*?) > (\S+)", manual)
    assert [folder for folder, _, _ in packed] == ["/srv/var", "/var/lib/newsroom"]
    for _, folders, file in packed:
        assert set(folders.split()) == written
        assert f"-xz < {file}" in manual, "what is packed has to be unpacked"


@pytest.mark.parametrize(
    "name",
    [
        ".env", ".env.old", ".git/config", ".venv/bin/python", "var/secret-key", "deploy/certificates/privkey.pem",
        "originals/ab/abc.jpg", "public/ab/abc/full-800.webp", "newsroom/__pycache__/settings.cpython-313.pyc",
        "node_modules/x/index.js", "docs/images/desk.jpg", "backups/newsroom.dump",
    ],
)  # fmt: skip
def test_the_image_holds_nothing_that_is_secret_or_that_it_does_not_need(name):
    assert is_left_out(name)


def test_what_the_manual_backs_up_to_goes_neither_into_the_image_nor_into_the_repository():
    files = set(re.findall(r"> (\S+\.(?:dump|tar\.gz))", text("docs/operators.md")))
    assert files == {"newsroom.dump", "pictures.tar.gz"}
    for name in files:
        assert is_left_out(name)
        assert is_left_out(name, by=".gitignore")


def is_left_out(name, by=".dockerignore"):
    """Whether a file, or a folder that it is in, is named there; as far as our patterns go."""
    patterns = [line.removeprefix("**/").strip("/") for line in text(by).splitlines() if line[:1] not in "#!"]
    wholes = [name, *map(str, Path(name).parents)]
    return any(
        fnmatch(whole, pattern) or fnmatch(Path(whole).name, pattern)
        for whole in wholes
        for pattern in patterns
    )


def test_the_image_has_what_its_commands_name(services):
    dockerfile = text("Dockerfile")
    commands = [*re.findall(r"^(?:RUN|CMD|COPY) (?:.|\\\n)+", dockerfile, re.MULTILINE)]
    commands += [" ".join(service.get("command", [])) for service in services.values()]
    commands += [
        " ".join(service["healthcheck"]["test"]) for service in services.values() if "healthcheck" in service
    ]
    named = {name for command in commands for name in re.findall(r"[\w./]+\.(?:py|txt)\b", command)}
    assert named == {"requirements.txt", "manage.py", "deploy/gunicorn.conf.py", "deploy/ready.py"}
    for name in named:
        assert (ROOT / name).is_file(), name
        assert not is_left_out(name), name
    assert "newsroom.wsgi:application" in dockerfile


def test_each_start_brings_the_static_files_up_to_date(services):
    """A volume is filled from the image only once: without this, an upgrade would show the old style sheets."""
    migrate = services["migrate"]
    assert "collectstatic" in " ".join(migrate["command"])
    assert "/srv/var/static" in mounts(migrate)
    assert services["web"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_nginx_serves_from_the_folders_that_the_web_server_writes_to(services):
    template = text("deploy/nginx.conf.template")
    ours, nginx = mounts(services["web"]), mounts(services["nginx"])
    assert ours.keys() == {f"/srv/var/{name}" for name in ("static", "public", "originals")}
    served = dict(re.findall(r"location (\S+) \{\s+alias (\S+)/;", template))
    assert served == {"/static/": "/srv/var/static", "/media/": "/srv/var/public"}
    for folder in served.values():
        assert nginx[folder] == ours[folder]
    assert {end: kind for kind, end in re.findall(r"(image/[-\w]+) (\w+);", template)} == CONTENT_TYPES
    assert "originals" not in template + str(nginx)
    for path in re.findall(r"ssl_certificate\w* +(\S+);", template):
        assert str(Path(path).parent) in nginx
    for outside in nginx.values():
        assert not outside.startswith("./") or (ROOT / outside).exists(), outside


def test_nginx_passes_on_to_the_port_that_the_web_server_listens_on(services):
    template = text("deploy/nginx.conf.template")
    host, port = re.search(r"set \$web (\w+):(\d+);", template).groups()
    assert set(re.findall(r"proxy_pass (\S+);", template)) == {"http://$web"}, (
        "without a path: it goes as it came"
    )
    assert host in services
    assert f"EXPOSE {port}" in text("Dockerfile")
    assert f"NEWSROOM_BIND=0.0.0.0:{port}" in text("Dockerfile")
    for header, value in {"X-Forwarded-Proto": "$scheme", "X-Forwarded-For": "$remote_addr"}.items():
        assert re.search(rf"^    proxy_set_header {header} +{re.escape(value)};", template, re.MULTILINE), (
            header
        )


@pytest.fixture
def nginx(tmp_path):
    """
    The template as nginx runs it, before a web server that doesn't answer (502 says that it was asked); returns a
    client of its address.
    """
    program = shutil.which("nginx") or pytest.skip("nginx is not installed")
    for name in ("static", "public"):
        (tmp_path / name).mkdir()
    with socket() as free, socket() as nobody:
        free.bind(("127.0.0.1", 0))
        nobody.bind(("127.0.0.1", 0))
        port, closed = free.getsockname()[1], nobody.getsockname()[1]
    configuration = text("deploy/nginx.conf.template")
    for there, here in {
        "${NEWSROOM_HOST}": "paper.example",
        "listen 80;": f"listen unix:{tmp_path}/http;",
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "http2 on;": "",  # of nginx 1.25; Debian 12 has an older one
        "web:8000": f"127.0.0.1:{closed}",
        "/srv/var": str(tmp_path),
    }.items():
        assert there in configuration, there
        configuration = configuration.replace(there, here)
    configuration = re.sub(r"ssl_certificate.*;", "", configuration)
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log stderr; user {getpass.getuser()};\n"
        f"events {{}}\nhttp {{ access_log off; client_body_temp_path {tmp_path}/body;\n{configuration}\n}}\n"
    )
    tested = subprocess.run([program, "-t", "-c", whole], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    running = subprocess.Popen([program, "-c", whole], stderr=subprocess.DEVNULL)

    def ask(method, path, **options):
        with closing(HTTPConnection("127.0.0.1", port)) as connection:
            connection.request(method, path, headers={"Host": "paper.example"}, **options)
            with connection.getresponse() as response:
                response.read()
                return response

    try:
        while True:
            with suppress(ConnectionRefusedError):
                ask("GET", "/static/")
                break
            assert running.poll() is None
            time.sleep(0.01)
        yield ask
    finally:
        running.terminate()
        running.wait()


def test_only_a_static_file_with_a_hash_in_its_name_is_kept_for_ever(nginx, tmp_path):
    for name, kept in {
        "site.css": "no-cache",
        "site.0123456789ab.css": "public, max-age=31536000, immutable",
    }.items():
        (tmp_path / "static" / name).write_text("p {}")
        assert nginx("GET", f"/static/{name}").headers["Cache-Control"] == kept
        assert nginx("GET", f"/static/{name}").headers["X-Content-Type-Options"] == "nosniff"


def test_only_the_desk_may_send_much(nginx):
    three_megabytes = b"0" * 3_000_000
    assert nginx("POST", "/search/", body=three_megabytes).status == 413
    assert nginx("POST", "/admin/media/image/add/", body=three_megabytes).status == 502
    assert nginx("POST", "/admin/login/", body=three_megabytes).status == 413


def test_a_question_of_ten_thousand_letters_is_passed_on(nginx):
    assert nginx("GET", f"/search/?q={'%D9%82' * 10_000}").status == 502
    assert nginx("GET", f"/search/?q={'a' * 70_000}").status == 414


def test_who_tries_to_sign_in_again_and_again_is_held_up(nginx):
    tries = [nginx("POST", "/admin/login/").status for _ in range(15)]
    assert (tries[0], tries[-1]) == (502, 429)
    assert nginx("GET", "/admin/login/").status == 502, "the page itself is there"


def test_by_hand_the_web_server_listens_on_the_machine_itself_only(monkeypatch):
    """Whoever reaches it may say in X-Forwarded-Proto that the connection is encrypted."""
    monkeypatch.delenv("NEWSROOM_BIND", raising=False)
    assert runpy.run_path(f"{ROOT}/deploy/gunicorn.conf.py")["bind"] == "127.0.0.1:8000"


# --- By hand ---


def settings_of(name):
    return dict(re.findall(r"^(\w+)=(.*)$", text(name), re.MULTILINE))


def test_the_example_of_the_settings_has_all_that_production_wants_and_the_secret_to_be_filled_in(
    read_variables, tmp_path
):
    example = settings_of("deploy/newsroom.env.example")
    assert set(example) <= read_variables
    done = start("manage.py", "check", **example)
    assert done.returncode == 1
    assert done.stderr.startswith("NEWSROOM_SECRET_KEY is missing")
    done = start("manage.py", "check", **example | {"NEWSROOM_SECRET_KEY": PRODUCTION["NEWSROOM_SECRET_KEY"]})
    assert done.returncode == 0, done.stderr


def test_the_service_starts_what_the_manual_installs_and_writes_where_the_settings_say():
    unit, manual = text("deploy/newsroom.service"), text("docs/operators.md")
    told = dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))
    settings = settings_of("deploy/newsroom.env.example")
    assert told["ReadWritePaths"] == settings["NEWSROOM_VAR_DIR"]
    assert f"-o {told['User']} -g {told['Group']} -m 755 {told['ReadWritePaths']}\n" in manual
    assert f"deploy/newsroom.env.example {told['EnvironmentFile']}\n" in manual
    assert f". {told['EnvironmentFile']}\n" in text("deploy/manage")
    assert f" {told['WorkingDirectory']}\n" in manual
    assert told["ExecStart"].startswith(
        f"{told['WorkingDirectory']}/.venv/bin/gunicorn --config deploy/gunicorn.conf.py "
    )
    assert os.access(ROOT / "deploy/manage", os.X_OK)


OF_THE_PLACE = (
    "listen",
    "http2",
    "server_name",
    "ssl_certificate",
    "resolver",
    "set $web",
    "return",
    "root",
    "#",
)


def directives(configuration):
    """What nginx is told by each line, but for where it runs."""
    lines = (" ".join(line.split()) for line in configuration.splitlines())
    return [line for line in lines if line.strip("}") and not line.startswith(OF_THE_PLACE)]


def test_nginx_by_hand_serves_as_the_one_of_the_containers_does():
    by_hand = text("deploy/nginx-by-hand.conf")
    moved = by_hand.replace("/var/lib/newsroom/", "/srv/var/").replace("http://127.0.0.1:8000", "http://$web")
    of_its_own = ["location /.well-known/acme-challenge/ {", "location / {"]  # on port 80
    told = directives(moved)
    for line in of_its_own:
        told.remove(line)
    assert told == directives(text("deploy/nginx.conf.template"))
    assert "http2 on;" not in by_hand, "unknown to Debian 12"

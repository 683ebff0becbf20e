"""A web server that is killed while the desk works: what was typed is kept, and nothing is ever half done."""

import http.client
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import psutil
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from articles import workflow
from articles.models import Article, Assignment, Autosave, Edition
from authors.models import Activity
from newsroom.environment import BASE_DIR
from newsroom.postgres.cluster import wait_until
from tests.articles.test_one_at_a_time import until_somebody_waits
from tests.desk import Desk, read_form, staff, yes
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory
from tests.newsroom.conftest import free_port

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def database_url():
    """The tests' own database, for a process that is not of the tests."""
    told = connection.settings_dict
    options = {"host": told["HOST"], **{name: str(value) for name, value in told["OPTIONS"].items()}}
    who = ":".join(quote(told[name], safe="") for name in ("USER", "PASSWORD"))
    return f"postgres://{who}@:{told['PORT']}/{quote(told['NAME'])}?{urlencode(options)}"


class Server:
    """A gunicorn with one worker, as a machine has it that serves a paper."""

    def __init__(self, folder):
        self.port = free_port()
        self.environment = os.environ | {
            "DATABASE_URL": database_url(),
            "NEWSROOM_SECRET_KEY": settings.SECRET_KEY,
            "NEWSROOM_VAR_DIR": str(folder),
        }
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--no-control-socket", "--log-level=error", "--threads=2",
             f"--bind=127.0.0.1:{self.port}", "newsroom.wsgi:application"],
            cwd=BASE_DIR, env=self.environment, start_new_session=True,
        )  # fmt: skip
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        assert wait_until(self.answers, 60)

    def answers(self):
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            asking.request("GET", "/readyz")
            return asking.getresponse().status == 200
        except OSError:
            return False
        finally:
            asking.close()

    def kill_worker(self):
        """Without a warning, as a machine does that has no memory left; gunicorn starts another."""
        [worker] = psutil.Process(self.process.pid).children()
        worker.kill()
        assert wait_until(lambda: not worker.is_running(), 30)
        self.wait_until_it_answers()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_and_start(self):
        self.kill()
        self.start()


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()
    wait_until_the_database_is_left_alone()


def wait_until_the_database_is_left_alone():
    """What a killed process had asked may still be at work."""
    others = """
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
    """

    def alone():
        with connection.cursor() as cursor:
            cursor.execute(others)
            return cursor.rowcount == 0

    assert wait_until(alone, 30)


class Browser(Desk):
    """Someone at the desk of a server that really runs."""

    def __init__(self, user, server):
        super().__init__(user)
        self.server = server
        self.yes = ""

    def request(self, **asked):
        environ = self._base_environ(**asked)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        address = environ["PATH_INFO"] + (f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else "")
        headers = {"Cookie": environ["HTTP_COOKIE"], "Content-Type": environ.get("CONTENT_TYPE", "")}
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            line.request(environ["REQUEST_METHOD"], address, environ["wsgi.input"].read(length), headers)
            answer = line.getresponse()
            response = HttpResponse(answer.read(), status=answer.status)
        finally:
            line.close()
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            self.cookies.load(cookie)
        response.context = None
        return response

    def send(self, button):
        """The status of the answer; of a form that comes back, `form` is what it holds now."""
        if self.form.get("correction_kind") == "" and button == "_publish":
            self.form["correction_kind"] = "typo"
        response = self.post(self.address, self.form | {button: self.yes})
        if response.status_code == 200:
            self.form, self.yes = read_form(response), yes(response)
        return response.status_code

    def autosave(self, article=None):
        address = reverse("admin:articles_article_autosave")
        kept = {
            "csrfmiddlewaretoken": self.form["csrfmiddlewaretoken"],
            "tab": self.form["tab"],
            "article": article.pk if article else "",
            "values": urlencode(self.form, doseq=True),
            "changed": ["Headline"],
        }
        assert self.post(address, kept).status_code == 200

    def put_back(self, article=None):
        offered = re.search(rb"\?restore=(\d+)", self.open(article).shown.content)
        assert offered, "nothing is offered"
        self.form = read_form(self.get(self.address, {"restore": offered[1].decode()}))


@pytest.fixture
def ana(server):
    return Browser(staff("Editor", first_name="Ana", last_name="Ruiz"), server)


@pytest.fixture
def article(ana):
    article = ArticleFactory(
        headline="Pilots end strike", tags=["harbour"], bylines=[AuthorFactory(), AuthorFactory()]
    )
    workflow.record(article, by=None)
    Assignment.objects.create(article=article, to=ana.user)
    ana.open(article).type(headline="Strike is over", tags="harbour, labour", body="<p>Ships move.</p>")
    ana.type(**{"bylines-1-DELETE": "on"})
    return article


@contextmanager
def held(lock):
    """Others wait for what the statement locks, until the block ends."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(lock)
        yield


def killed_while_it_waits(ana, button, lock, kill):
    """Sends the form, and kills the server once it waits for the lock; what was sent gets no answer."""
    with ThreadPoolExecutor(1) as pool, held(lock):
        sent = pool.submit(ana.send, button)
        until_somebody_waits()
        kill()
        assert isinstance(sent.exception(60), http.client.HTTPException | OSError)
    wait_until_the_database_is_left_alone()


@pytest.mark.parametrize("kill", ["kill_worker", "kill_and_start"])
def test_what_was_autosaved_is_offered_after_the_server_was_killed(server, ana, article, kill):
    before = article.content()
    ana.autosave(article)
    getattr(server, kill)()
    article.refresh_from_db()
    assert article.content() == before
    ana.put_back(article)
    assert (ana.form["headline"], ana.form["body"]) == ("Strike is over", "<p>Ships move.</p>")
    assert ana.send("_save") == 302
    article.refresh_from_db()
    assert (article.headline, article.bylines.count()) == ("Strike is over", 1)
    assert not Autosave.objects.with_text(ana.user).exists()


def test_a_new_story_that_was_only_autosaved_is_offered_after_the_server_was_killed(server, ana):
    ana.open().type(headline="A new story", section=SectionFactory().pk)
    ana.autosave()
    server.kill_and_start()
    ana.put_back()
    assert ana.send("_save") == 302
    assert Article.objects.get().headline == "A new story"


@pytest.mark.parametrize(
    ("lock", "kill"),
    [
        ("SELECT FROM articles_article FOR UPDATE", "kill_and_start"),  # before it writes
        # With headline, tags and bylines written:
        ("LOCK TABLE articles_revision IN EXCLUSIVE MODE", "kill_worker"),
    ],
)
def test_of_a_save_that_was_killed_nothing_is_there_and_the_text_is_offered(server, ana, article, lock, kill):
    before = article.content()
    ana.autosave(article)
    killed_while_it_waits(ana, "_save", lock, getattr(server, kill))
    article.refresh_from_db()
    assert (article.content(), article.version, article.revisions.count()) == (before, 1, 1)
    ana.put_back(article)
    assert ana.send("_save") == 302
    article.refresh_from_db()
    assert (article.headline, sorted(article.tags.names())) == ("Strike is over", ["harbour", "labour"])


NOTHING, EVERYTHING = "nothing", "everything"


def is_published(article) -> str:
    """All that publishing does has to be there, or none of it."""
    article = Article.objects.get(pk=article.pk)
    edition = article.editions.first()
    signs = {
        "words": article.headline == "Strike is over",
        "bylines": article.bylines.count() == 1,
        "stage": article.stage == Article.Stage.READY,
        "history": article.revisions.count() > 1,
        "log": Activity.objects.filter(verb=Activity.Verb.PUBLISH).exists(),
        "assignment": article.assignment.done_at is not None,
        "edition": edition is not None,
        "edition's words": bool(edition and edition.headline == "Strike is over" and edition.body_html),
        "edition's bylines": bool(edition and edition.bylines.count() == 1),
        "edition's tags": bool(edition and edition.tags.count() == 2),
        "found by its words": Edition.objects.filter(search="strike").exists(),
    }
    assert len(set(signs.values())) == 1, f"half done: {signs}"
    return EVERYTHING if edition else NOTHING


@pytest.mark.parametrize(
    ("lock", "comes_to", "kill"),
    [
        ("SELECT FROM articles_article FOR UPDATE", NOTHING, "kill_worker"),  # before it writes
        ("SELECT FROM front_generation FOR UPDATE", NOTHING, "kill_and_start"),  # with the edition begun
        # With the edition complete:
        ("LOCK TABLE authors_activity IN EXCLUSIVE MODE", NOTHING, "kill_worker"),
        # While it commits: what the database was told to do is done, whoever is there to hear of it.
        ("SELECT FROM authors_user FOR UPDATE", EVERYTHING, "kill_and_start"),
    ],
)
def test_a_story_whose_publication_was_killed_is_published_entirely_or_not_at_all(
    client, server, ana, article, lock, comes_to, kill
):
    assert ana.send("_publish") == 200  # asks whether the warnings were seen
    killed_while_it_waits(ana, "_publish", lock, getattr(server, kill))
    assert is_published(article) == comes_to

    ana.open(article).type(headline="Strike is over", tags="harbour, labour", body="<p>Ships move.</p>")
    if comes_to == NOTHING:
        ana.type(**{"bylines-1-DELETE": "on"})
    while (status := ana.send("_publish")) == 200:
        assert ana.yes
    assert status == 302
    assert is_published(article) == EVERYTHING
    edition = article.editions.get()
    assert article.editions.live().get() == edition
    assert "Strike is over" in client.get(edition.path).content.decode()

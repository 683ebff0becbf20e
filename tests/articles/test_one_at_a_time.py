"""Whoever publishes has the story to themselves: of two at the same moment, the second sees what the first did."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Event

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import stages, workflow
from articles.models import Article, Autosave, Edition
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, publish

HOUR = timedelta(hours=1)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_publish_at_the_same_moment_make_one_edition(monkeypatch):
    article = ArticleFactory()
    together, checked = Barrier(2), workflow._problems

    def check(*args):
        with suppress(BrokenBarrierError):
            together.wait(timeout=1)  # both get here only where neither waits for the other
        return checked(*args)

    def send():
        try:
            return workflow.publish(article, by=None)
        finally:
            connection.close()

    monkeypatch.setattr(workflow, "_problems", check)
    with ThreadPoolExecutor(2) as pool:
        editions = [sent.result() for sent in [pool.submit(send), pool.submit(send)]]
    assert editions == [Edition.objects.get()] * 2


def until_somebody_waits():
    """Comes back once another connection waits for what this one holds."""
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute(
                "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.rowcount:
                return
            time.sleep(0.05)
    raise AssertionError("nobody waits for the story")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("verb", ["publish", "withdraw"])
def test_who_had_to_wait_for_a_story_finds_it_as_it_was_left(verb):
    article = ArticleFactory()

    def send():
        try:
            return getattr(workflow, verb)(article, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Article.objects.select_for_update().get()
            second = pool.submit(send)
            until_somebody_waits()
            first = workflow.publish(article, by=None)
        assert second.result() == first
    assert article.editions.count() == 1
    assert article.editions.ever_live().get() == first


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_save_does_not_wait_for_an_autosave_of_its_form_which_waits_for_the_story():
    article = ArticleFactory()
    editor = Desk(staff("Editor")).open(article).type(kicker="Labour")

    def save():
        try:
            return editor.press()
        finally:
            connection.close()

    with (
        ThreadPoolExecutor(1) as pool,
        transaction.atomic(),
    ):  # which looks at its end whether the story is there
        Autosave.objects.create(
            user=editor.user, tab=editor.form["tab"], article=article, seen_at=timezone.now()
        )
        assert pool.submit(save).result(timeout=60).status_code == 200
    assert Article.objects.get().kicker == "Labour"


def rehearse(article, by):
    with workflow.rehearse(article, by=by):
        pass


VERBS = {
    "publish": workflow.publish,
    "unschedule": workflow.unschedule,
    "withdraw": workflow.withdraw,
    "restore": workflow.restore,
    "set_end": lambda article, by: workflow.set_end(article, by=by, until=None),
    "spike": stages.SPIKE.make,
    "rehearse": rehearse,
}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_holds_the_story_before_it_looks_at_its_editions(verb):
    article = ArticleFactory()
    if verb in {"restore", "withdraw"}:
        publish(article)
    if verb == "restore":
        workflow.withdraw(article, by=None)
    if verb in {"unschedule", "set_end"}:
        publish(article, at=timezone.now() + HOUR)
    with CaptureQueriesContext(connection) as queries:
        VERBS[verb](article, by=None)
    first = next(query["sql"] for query in queries if query["sql"].startswith("SELECT"))
    assert 'FROM "articles_article"' in first
    assert "FOR UPDATE" in first


@pytest.mark.django_db
def test_what_was_called_off_is_as_if_it_had_never_been_also_once_its_time_has_come(client):
    author = AuthorFactory(slug="jo")
    article = ArticleFactory(slug="pilots", bylines=[author], tags=["strike"])
    slot = timezone.now() + HOUR
    path = workflow.publish(article, by=None, at=slot, correction=("correction", "Nine days.")).path
    workflow.unschedule(article, by=None)
    with time_machine.travel(slot + HOUR, tick=False):
        for address in (path, "/author/jo/", "/author/jo/feed/", "/tag/strike/", "/tag/strike/feed/"):
            assert client.get(address).status_code == 404, address
        workflow.publish(article, by=None, correction=("clarification", "On Monday."))
        for address in (article.editions.live().get().path, "/corrections/"):
            page = client.get(address).content.decode()
            assert "On Monday." in page
            assert "Nine days." not in page


@pytest.mark.django_db
def test_a_story_that_is_restored_gives_way_to_the_edition_that_waits():
    article = ArticleFactory(headline="Then")
    publish(article)
    workflow.withdraw(article, by=None)
    Article.objects.update(headline="Tonight", version=2)
    slot = timezone.now() + HOUR
    workflow.publish(article, by=None, at=slot, correction=("update", "It is tonight."))
    workflow.restore(article, by=None)
    assert article.editions.live().get().headline == "Then"
    assert article.editions.live(slot).get().headline == "Tonight"


@pytest.mark.django_db
def test_an_edition_that_takes_a_kept_slot_ends_when_that_was_to_end():
    article = ArticleFactory()
    slot = timezone.now() + HOUR
    workflow.publish(article, by=None, at=slot, until=slot + HOUR)
    workflow.publish(article, by=None, waiting="keep_slot")
    assert article.editions.live(slot).exists()
    assert not article.editions.live(slot + HOUR).exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_save_and_an_autosave_that_meet_wait_for_no_more_than_each_other():
    article = ArticleFactory()
    writer = Desk(staff("Editor")).open(article)
    Autosave.objects.create(user=writer.user, tab=writer.form["tab"], article=article, seen_at=timezone.now())
    writer.type(kicker="Harbour").press()  # so that what is kept in the same form was saved once
    writer.open(article).type(tab=Autosave.objects.get().tab)
    holds = Event()

    def autosave():
        try:
            with transaction.atomic():
                form = Autosave.objects.select_for_update().get()
                holds.set()
                until_somebody_waits()  # the save, which holds the story
                form.article = article
                form.save()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(autosave)
        assert holds.wait(10)
        assert writer.type(kicker="Labour").press().redirect_chain
        done.result()
    article.refresh_from_db()
    assert article.kicker == "Labour"

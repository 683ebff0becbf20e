"""Two people in one story: what one has written is never lost under the other's save."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles import workflow
from articles.models import Article, Byline, Edition
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = ArticleFactory(headline="Pilots end strike", standfirst="Ships move again.", tags=["harbour"])
    workflow.record(article, by=None)
    return article


@pytest.fixture
def ana(article):
    return Desk(staff("Writer", first_name="Ana", last_name="Ruiz")).open(article)


@pytest.fixture
def tom(article):
    return Desk(staff("Editor", first_name="Tom", last_name="Okafor")).open(article)


def text(response):
    return " ".join(response.content.decode().split())


def test_a_stale_save_overwrites_nothing_and_shows_both_texts(ana, tom, article):
    ana.type(headline="Pilots return to work").press()
    response = tom.type(headline="Strike is over").press()
    article.refresh_from_db()
    assert article.headline == "Pilots return to work"
    assert "Ana Ruiz saved this story at" in text(response)
    [difference] = response.context["differences"].both
    assert (difference.theirs, difference.yours) == ("Pilots return to work", "Strike is over")
    assert "Pilots return to work" in text(response)
    assert tom.form["headline"] == "Strike is over"


def test_a_second_save_is_deliberate(ana, tom, article):
    ana.type(headline="Pilots return to work").press()
    tom.type(headline="Strike is over").press()
    tom.press()
    article.refresh_from_db()
    assert article.headline == "Strike is over"
    assert [revision.content["headline"] for revision in article.revisions.all()] == [
        "Strike is over",
        "Pilots return to work",
        "Pilots end strike",
    ]


def test_what_only_the_colleague_changed_is_taken_over(ana, tom, article):
    section = SectionFactory()
    ana.type(standfirst="Nine days are over.", section=section.pk, tags="harbour, labour").press()
    response = tom.type(headline="Strike is over").press()
    assert response.context["differences"].both == []
    assert response.context["differences"].taken_over == ["Standfirst", "Section", "Tags"]
    assert "since only your colleague changed it: Standfirst, Section, Tags" in text(response)
    assert tom.form["headline"] == "Strike is over"
    tom.press()
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Strike is over", "Nine days are over.")
    assert article.section == section
    assert sorted(article.tags.names()) == ["harbour", "labour"]


def test_bylines_of_a_colleague_are_taken_over_where_yours_were_left_alone(ana, tom, article):
    newcomer = AuthorFactory()
    ana.type(**{"bylines-0-author": newcomer.pk}).press()
    tom.type(kicker="Labour").press()
    assert tom.form["bylines-0-author"] == str(newcomer.pk)
    tom.press()
    assert Byline.objects.get().author == newcomer
    article.refresh_from_db()
    assert article.kicker == "Labour"


def test_bylines_that_both_changed_are_shown_side_by_side(ana, tom):
    hers, his = AuthorFactory(name="Jo Lind"), AuthorFactory(name="Mia Sand")
    ana.type(**{"bylines-0-author": hers.pk}).press()
    response = tom.type(**{"bylines-0-author": his.pk}).press()
    [difference] = response.context["differences"].both
    assert (difference.theirs, difference.yours) == ("By Jo Lind", "By Mia Sand")
    tom.press()
    assert Byline.objects.get().author == his


def test_a_stale_save_with_an_error_shows_both_at_once(ana, tom, article):
    ana.type(standfirst="Nine days are over.").press()
    response = tom.type(headline="", standfirst="It is over.").press()
    assert "A story needs a headline" in text(response)
    assert [difference.name for difference in response.context["differences"].both] == ["standfirst"]
    article.refresh_from_db()
    assert article.standfirst == "Nine days are over."


def test_a_stale_form_publishes_nothing(ana, tom, article):
    ana.type(headline="Pilots return to work").press()
    tom.press("_publish")
    assert not article.editions.exists()


def test_a_stage_that_was_left_alone_stays_as_the_colleague_set_it(ana, tom, article):
    ana.type(stage="ready").press()
    tom.type(kicker="Labour").press()
    article.refresh_from_db()
    assert (article.stage, article.kicker) == ("ready", "Labour")


def test_a_form_without_a_version_is_stale(ana):
    ana.form.pop("opened_version")
    response = ana.type(headline="Pilots return to work").press()
    assert "Your changes are not saved yet" in text(response)
    assert Article.objects.get().headline == "Pilots end strike"


def test_sending_the_add_form_again_after_a_change_makes_no_second_story(ana):
    section = SectionFactory()
    ana.open().type(headline="A new story", section=section.pk)
    form, address = dict(ana.form), ana.address
    ana.press()
    ana.address, ana.form = address, form | {"headline": "A new story, continued"}
    ana.press()
    assert Article.objects.filter(headline="A new story, continued").count() == 1
    assert not Article.objects.filter(headline="A new story").exists()


def test_the_key_of_another_ones_form_opens_nothing(ana, tom):
    section = SectionFactory()
    ana.open().type(headline="A new story", section=section.pk)
    form = dict(ana.form)
    ana.press()
    tom.open()
    tom.form = form | {"headline": "Mine now", "csrfmiddlewaretoken": tom.form["csrfmiddlewaretoken"]}
    tom.press()
    assert Article.objects.filter(headline="A new story").exists()


@pytest.mark.parametrize("key", ["", "no key at all"])
def test_an_add_form_without_a_key_makes_a_new_story_and_touches_no_other(ana, article, key):
    ana.open().type(headline="A new story", section=SectionFactory().pk, form_key=key).press()
    article.refresh_from_db()
    assert article.headline == "Pilots end strike"


def test_what_cannot_be_typed_is_shown_by_name(ana, tom):
    hers, his = SectionFactory(name="Harbour"), SectionFactory(name="Money")
    ana.type(other_sections=hers.pk).press()
    response = tom.type(other_sections=his.pk).press()
    [difference] = response.context["differences"].both
    assert (difference.theirs, difference.yours) == ("Harbour", "Money")
    assert (difference.value, difference.names) == ([str(hers.pk)], ["Harbour"])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_new_story_sent_twice_at_once_is_one_story_and_one_edition():
    editor = Desk(staff("Editor"))
    editor.open().type(
        **{
            "headline": "A new story",
            "body": "<p>Ships move.</p>",
            "section": SectionFactory().pk,
            "bylines-0-author": AuthorFactory().pk,
        }
    )
    together = Barrier(2)

    def send():
        try:
            twin = Desk(editor.user)
            together.wait()
            return twin.post(editor.address, editor.form | {"_publish": ""}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        codes = [sent.result() for sent in [pool.submit(send), pool.submit(send)]]
    assert codes == [302, 302]
    assert Article.objects.count() == 1
    assert Edition.objects.count() == 1

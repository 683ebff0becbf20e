"""What the server answers to a save whose page stays open."""

import uuid

import pytest
from django.contrib.messages import get_messages

from articles.models import Article
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db

PAGE = str(uuid.uuid4())


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


def save(desk, **more):
    """Sends the form as the page's script does, and gives the answer."""
    sent = desk.form | {"_save": "", "page": PAGE} | more
    response = desk.post(desk.address, sent, headers={"X-Requested-With": "fetch"})
    assert response["Content-Type"] == "application/json", response.content
    return response.json()


def said(desk):
    """What the next page says."""
    return [str(message) for message in get_messages(desk.get(desk.address).wsgi_request)]


def test_where_only_the_text_was_typed_the_page_stays_and_says_that_it_is_saved(editor):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    editor.open(article).type(body="<p>Ships move. </p>", kicker=" Harbour ")
    answer = save(editor)
    article.refresh_from_db()
    assert (article.body, article.kicker) == ("<p>Ships move.</p>", "Harbour")
    assert answer["stays"]
    assert answer["version"] == article.version
    assert [one["words"].partition(" ")[0] for one in answer["said"]] == ["Saved."]
    assert said(editor) == [], "the page says it"
    assert "There is no lead picture" in answer["checklist"]


@pytest.mark.parametrize(
    "typed",
    [
        {"headline": "Ships move"},
        {"tags": "Harbour"},
        {"slug": "another"},
        {"embargo_until": "2099-01-01T10:00"},
    ],
)
def test_where_the_page_shows_what_was_changed_in_other_places_too_it_is_opened_anew(editor, typed):
    editor.open(ArticleFactory()).type(**typed)
    answer = save(editor)
    assert not answer["stays"]
    assert answer["address"] == editor.address
    assert said(editor) == []


def test_a_live_story_is_opened_anew_when_it_has_changes_and_stays_where_it_had_some(editor):
    article = ArticleFactory()
    publish(article)
    editor.open(article).type(body="<p>Ships move.</p>")
    assert not save(editor)["stays"]
    editor.open(article).type(body="<p>Ships move on.</p>")
    assert save(editor)["stays"]


def test_a_live_story_that_only_a_colleague_has_changed_yet_is_opened_anew(editor):
    article = ArticleFactory(body="<p>Ships wait.</p><p>Pilots strike.</p>")
    publish(article)
    editor.open(article)
    Desk(staff("Chief")).open(article).type(body="<p>Ships sail.</p><p>Pilots strike.</p>").press()
    editor.type(body="<p>Ships wait.</p><p>Pilots work.</p>")
    assert not save(editor)["stays"]


def test_a_new_story_is_opened_at_its_address(editor):
    editor.open().type(headline="Ships move", section=SectionFactory().pk)
    answer = save(editor)
    article = Article.objects.get()
    assert (answer["stays"], answer["article"], answer["version"]) == (False, article.pk, article.version)
    assert answer["address"] == f"/admin/articles/article/{article.pk}/change/"


def test_what_was_merged_into_it_the_page_does_not_know(editor):
    article = ArticleFactory(body="<p>Ships wait.</p><p>Pilots strike.</p>")
    editor.open(article)
    Desk(staff("Chief")).open(article).type(body="<p>Ships sail.</p><p>Pilots strike.</p>").press()
    editor.type(body="<p>Ships wait.</p><p>Pilots work.</p>")
    answer = save(editor)
    article.refresh_from_db()
    assert (answer["stays"], answer["version"]) == (True, article.version)
    assert answer["merged"] == {"body": "<p>Ships sail.</p><p>Pilots work.</p>", "slug": article.slug}
    assert "after you opened it" in answer["said"][1]["words"]
    # Where it was not put into the page, what is sent again from there undoes nothing.
    editor.type(body="<p>Ships wait.</p><p>Pilots work. Again.</p>")
    assert save(editor)["merged"] == {
        "body": "<p>Ships sail.</p><p>Pilots work. Again.</p>",
        "slug": article.slug,
    }


def test_what_the_page_has_saved_without_hearing_of_it_is_no_other_text(editor):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    editor.open(article).type(body="<p>Ships move.</p>")
    save(editor)
    editor.type(body="<p>Ships move on.</p>")  # the version in the form is the one from before
    assert save(editor)["version"] == article.version + 2
    article.refresh_from_db()
    assert article.body == "<p>Ships move on.</p>"
    another = editor.type(body="<p>Ships wait still.</p>")
    response = another.post(another.address, another.form | {"_save": "", "page": str(uuid.uuid4())})
    assert "As you typed it here" in response.content.decode(), "another page is asked"


@pytest.mark.parametrize("hears", [True, False], ids=["hears of it", "the answer is lost"])
@pytest.mark.parametrize("changed", ["tags", "section", "bylines", "body"])
def test_whoever_saves_again_what_met_a_colleagues_save_is_not_asked_about_their_own_words(
    editor, changed, hears
):
    article = ArticleFactory(body="<p>Ships wait.</p><p>Pilots strike.</p>")
    chief, other = Desk(staff("Chief")), {"section": SectionFactory().pk, "bylines-0-role": "Photos by"}
    typed = {"tags": "Harbour", "body": "<p>Ships move.</p><p>Pilots strike.</p>"} | other
    name = "bylines-0-role" if changed == "bylines" else changed
    editor.open(article)
    chief.open(article).type(**{name: typed[name]}).press()
    for words in ("talk", "talk on", "talk on and on"):
        editor.type(body=f"<p>Ships wait.</p><p>Pilots {words}.</p>")
        answer = save(editor)
        if hears and changed != "body":
            editor.form["opened_version"] = answer["version"]
    article.refresh_from_db()
    ships = "move" if changed == "body" else "wait"
    assert article.body == f"<p>Ships {ships}.</p><p>Pilots talk on and on.</p>"
    assert chief.open(article).form[name] == (article.body if changed == "body" else str(typed[name]))
    assert len(answer["said"]) == 1, "what it has heard before"
    # What a colleague changes then is asked about all the same.
    chief.type(body=f"<p>Ships {ships}.</p><p>Pilots rest.</p>").press()
    editor.type(body="<p>Ships wait.</p><p>Pilots sleep.</p>")
    response = editor.post(editor.address, editor.form | {"_save": "", "page": PAGE})
    assert "Both of you changed what stands here" in response.content.decode()


def test_what_cannot_be_saved_is_answered_by_the_page_that_says_why(editor):
    editor.open(ArticleFactory()).type(headline="")
    sent = editor.form | {"_save": ""}
    response = editor.post(editor.address, sent, headers={"X-Requested-With": "fetch"})
    assert "Not saved yet" in response.content.decode()
    assert read_form(response)["headline"] == ""


def test_whose_story_it_is_not_any_more_is_led_to_the_list():
    writer = Desk(staff("Writer"))
    article = ArticleFactory(bylines=[AuthorFactory(user=writer.user), AuthorFactory()])
    writer.open(article)
    assert save(writer, **{"bylines-0-DELETE": "on"}) == {"address": "/admin/articles/article/"}
    writer.address = "/admin/articles/article/"
    assert "not yours any more" in said(writer)[1]


def test_where_a_colleague_has_changed_more_than_texts_the_page_is_opened_anew(editor):
    article = ArticleFactory(body="<p>Ships wait.</p>")
    editor.open(article)
    Desk(staff("Chief")).open(article).type(tags="Harbour").press()
    opened = editor.form["opened_version"]
    answer = save(editor, body="<p>Ships move.</p>")
    assert (answer["stays"], answer["version"]) == (False, f"{opened}/{int(opened) + 2}"), "the texts alone"

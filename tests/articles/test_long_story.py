"""A story of 50,000 words with 200 pictures goes the whole way: nothing is cut, lost or asked of the database more."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Article, Autosave
from tests.articles.long_story import FIGURES, WORDS, body, paragraphs
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, ImageFactory

pytestmark = pytest.mark.django_db

AUTOSAVE = reverse("admin:articles_article_autosave")


def story(text):
    article = ArticleFactory(body=text)
    workflow.record(article, by=None)
    return article


@pytest.fixture
def ana():
    return Desk(staff("Editor", first_name="Ana", last_name="Ruiz"))


@pytest.fixture
def tom():
    return Desk(staff("Editor", first_name="Tom", last_name="Okafor"))


def queries(work):
    with CaptureQueriesContext(connection) as found:
        work()
    return len(found)


def autosave(desk, article):
    kept = {"tab": desk.form["tab"], "article": article.pk, "changed": ["Body"]}
    return desk.post(AUTOSAVE, kept | {"values": urlencode(desk.form, doseq=True)})


def change(desk, number, words="was changed"):
    """Writes into one paragraph."""
    before = desk.form["body"]
    desk.type(body=before.replace(f">Part{number} ", f">Part{number} {words} "))
    assert desk.form["body"] != before


@pytest.mark.timeout(600)
def test_a_long_story_is_opened_kept_saved_merged_compared_published_and_read(ana, tom, client):
    images = [ImageFactory() for _ in range(FIGURES)]
    for image in images:
        image.make_renditions()
    short, article = story(body(images[:1], paragraphs()[:5])), story(body(images, paragraphs()))
    text = article.body
    assert text.count("<figure") == FIGURES

    few = queries(lambda: ana.open(short))
    assert queries(lambda: ana.open(article)) == few
    tom.open(article)
    assert ana.form["body"] == text

    change(ana, 10)
    typed = ana.form["body"]
    assert autosave(ana, article).status_code == 200
    assert Autosave.objects.get().values["body"] == [typed]
    restored = ana.get(ana.address, {"restore": Autosave.objects.get().pk})
    assert read_form(restored)["body"] == typed
    ana.press()
    article.refresh_from_db()
    assert article.body == typed

    change(tom, 600)
    tom.type(kicker="Long")
    assert "both are in it now: Body" in tom.press().content.decode()
    article.refresh_from_db()
    assert article.body == typed.replace(">Part600 ", ">Part600 was changed ")
    assert article.kicker == "Long"

    first, *_, last = article.revisions.order_by("pk")
    compared = ana.get(
        reverse("admin:articles_article_compare", args=[article.pk]), {"a": first.pk, "b": last.pk}
    )
    [change_of_body] = [change for change in compared.context["changes"] if change.name == "body"]
    assert [block.kind for block in change_of_body.blocks if block.kind != "same"] == ["changed"] * 2
    history = ana.get(reverse("admin:articles_article_history", args=[article.pk]))
    assert [version.added for version in _versions(history)][:2] == [3, 2]

    ana.open(article).press("_publish")
    edition = article.editions.live().get()
    assert edition.word_count > WORDS
    for _ in range(2):
        page = client.get(edition.path).content.decode()
        assert page.count("<figure") >= FIGURES
        assert "Part999 " in page
    assert queries(lambda: client.get(edition.path)) == 1


def _versions(history):
    return history.context["versions"]


def test_hundreds_of_paragraphs_that_both_changed_can_all_be_answered(ana, tom):
    texts = paragraphs()
    article = story("".join(f"<p>{text}</p>" for text in texts))
    ana.open(article), tom.open(article)
    hers, his = ("".join(f"<p>{who} {text}</p>" for text in texts) for who in ("Ana", "Tom"))
    ana.type(body=hers).press()
    asked = tom.type(body=his).press()
    assert len(asked.context["meeting"].both) == len(texts)
    assert len(tom.form) > 2 * len(texts)
    assert autosave(tom, article).status_code == 200
    tom.type(
        **{f"choice-body-{number}": ("other", "kept")[number % 2] for number in range(len(texts))}
    ).press()
    article.refresh_from_db()
    wanted = (f"<p>{('Tom', 'Ana')[number % 2 == 0]} {text}</p>" for number, text in enumerate(texts))
    assert article.body == "".join(wanted)


def test_a_long_text_of_which_every_word_is_another_is_published_and_found_by_its_first_words(ana, client):
    """PostgreSQL's index of one text holds a megabyte."""
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    words = [
        "".join(letters[number // 28**place % 28] for place in range(9)) + letters[number % 28]
        for number in range(1, 28**4, 7)
    ]
    article = story("".join(f"<p>{' '.join(words[n : n + 100])}</p>" for n in range(0, len(words), 100)))
    assert len(article.body.encode()) > 1_500_000
    ana.open(article).press("_publish")
    edition = article.editions.live().get()
    assert edition.word_count == len(words)
    assert edition.headline in client.get("/search/", {"q": words[50]}).content.decode()


def test_a_form_that_is_too_large_is_refused_in_words_and_nothing_is_saved(ana):
    article = story("<p>Ships move.</p>")
    ana.open(article).type(body=f"<p>{'ship ' * 2_200_000}</p>")
    refused = ana.post(ana.address, ana.form | {"_save": ""})
    assert refused.status_code == 400
    assert "of text, a form takes 10 MB" in refused.content.decode()
    assert autosave(ana, article).status_code == 400
    article.refresh_from_db()
    assert article.body == "<p>Ships move.</p>"
    assert not Autosave.objects.exists()


def test_the_blocks_of_a_text_are_their_callers_own():
    from articles.body import tree

    first, second = tree("<p>One <strong>fish</strong></p>"), tree("<p>One <strong>fish</strong></p>")
    first[0].children.clear()
    first[0].attributes["class"] = "changed"
    assert (
        str(second[0])
        == str(tree("<p>One <strong>fish</strong></p>")[0])
        == "<p>One <strong>fish</strong></p>"
    )


def test_no_version_of_a_long_history_is_counted_wrong(ana):
    article = story("<p>One fish, two fish.</p>")
    for standfirst, text in [("One.", "<p>One fish, two fish.</p>"), ("One fish.", "<p>One fish, two.</p>")]:
        Article.objects.update(standfirst=standfirst, body=text)
        article.refresh_from_db()
        workflow.record(article, by=None)
    history = ana.get(reverse("admin:articles_article_history", args=[article.pk]))
    counted = [(version.added, version.removed) for version in _versions(history)]
    assert counted[:2] == [(2, 2), (1, 6)]

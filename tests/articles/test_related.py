"""What stands under a story: those that an editor has chosen, then those that have tags and words in common with it."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from articles import workflow
from articles.models import Article, Revision
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return Desk(staff("Editor", first_name="Ana", last_name="Ruiz"))


@pytest.fixture
def section():
    return SectionFactory()


def story(headline, **more):
    """A live story in a section of its own, with nothing in common with others."""
    return publish(headline=headline, **{"standfirst": "", **more}).article


def related(client, article):
    caches["pages"].clear()  # a page that is kept says nothing of what it was made of
    return [card.headline for card in client.get(article.editions.live().get().path).context["related"]]


def find(desk, query, of=""):
    found = desk.get(reverse("admin:articles_article_stories"), {"q": query, "of": of}).json()["stories"]
    return [one["name"] for one in found]


def test_stories_with_most_tags_in_common_come_first(client):
    story("Two", tags=["ferry", "strike"])
    story("One", tags=["ferry"])
    story("None", tags=["cheese"])
    assert related(client, story("This", tags=["ferry", "strike"])) == ["Two", "One"]


def test_of_stories_with_as_many_tags_the_one_with_more_of_the_words_comes_first(client):
    story("Pilots of Port Ansel end their strike", tags=["harbour"])
    story("A new cafe on the quay", tags=["harbour"])
    this = story("Port Ansel asks what the strike of its pilots has cost", tags=["harbour"])
    assert related(client, this) == ["Pilots of Port Ansel end their strike", "A new cafe on the quay"]


def test_without_a_tag_a_story_of_the_section_that_says_the_same_comes_before_a_newer_one(client, section):
    story("Pilots of Port Ansel end their strike", section=section)
    for number in range(5):
        story(f"Cheese of the year {number}", section=section)
    this = story("Port Ansel asks what the strike of its pilots has cost", section=section)
    assert related(client, this)[0] == "Pilots of Port Ansel end their strike"
    assert len(related(client, this)) == 4, "older ones of the section fill the rest"


def test_what_an_editor_has_chosen_comes_first_in_that_order_and_the_rest_is_filled(client):
    first, second = story("First"), story("Second")
    story("By its tag", tags=["ferry"])
    this = ArticleFactory(tags=["ferry"], related=[second.pk, first.pk])
    publish(this)
    assert related(client, this) == ["Second", "First", "By its tag"]


def test_a_chosen_story_shows_only_while_it_is_live(client):
    gone, draft = story("Gone"), ArticleFactory(headline="Draft")
    this = ArticleFactory(related=[draft.pk, gone.pk])
    publish(this)
    assert related(client, this) == ["Gone"]
    workflow.withdraw(gone, by=None)
    assert related(client, this) == []
    publish(draft)
    assert related(client, this) == ["Draft"]


def test_the_next_story_of_the_section_is_related_too_where_an_editor_says_so(client, section):
    older = story("Older", section=section)
    this = ArticleFactory(section=section, related=[older.pk])
    publish(this)
    assert related(client, this) == ["Older"]


def test_a_story_takes_five_queries_whatever_is_related(client, django_assert_num_queries):
    chosen = [story(f"Chosen {number}", tags=["ferry"]).pk for number in range(4)]
    for number in range(20):
        story(f"Other {number}", tags=["ferry", "strike"])
    this = ArticleFactory(tags=["ferry", "strike"], related=chosen)
    edition = publish(this)
    with django_assert_num_queries(5):
        client.get(edition.path)


def test_an_editor_chooses_puts_in_order_and_publishes(client, editor):
    first, second, this = story("First"), story("Second"), ArticleFactory()
    editor.open(this).type(related=[second.pk, first.pk]).press()
    this.refresh_from_db()
    assert this.related == [second.pk, first.pk]
    assert editor.open(this).form["related"] == [str(second.pk), str(first.pk)]
    editor.type(related=[first.pk, second.pk]).press("_publish")
    assert related(client, this) == ["First", "Second"]
    editor.open(this).type(related=[]).press()
    assert related(client, this) == ["First", "Second"], "until it is published"
    assert "with unpublished changes" in editor.open(this).shown.content.decode()


def test_what_is_chosen_alone_is_a_change_and_saving_without_one_is_none(editor):
    this, other = ArticleFactory(), story("Other")
    workflow.record(this, by=None)
    content = this.revisions.get().content
    del content["related"]  # as it was before there was this field
    Revision.objects.filter(article=this).update(content=content)
    editor.open(this).press()
    assert this.revisions.count() == 1
    editor.open(this).type(related=[other.pk]).press()
    assert this.revisions.count() == 2


@pytest.mark.parametrize("sent", [["x"], ["-1"], ["9" * 30], ["\x00"]])
def test_rubbish_is_refused_and_the_text_stays(editor, sent):
    this = ArticleFactory()
    editor.open(this).type(related=sent, headline="Typed").press()
    assert editor.form["headline"] == "Typed"
    this.refresh_from_db()
    assert this.related == []


def test_no_more_are_chosen_than_are_shown_and_none_is_itself(editor):
    this, many = ArticleFactory(), [story(f"Story {number}").pk for number in range(5)]
    assert "room for 4" in editor.open(this).type(related=many).press().content.decode()
    assert "related to itself" in editor.open(this).type(related=[this.pk]).press().content.decode()


def test_a_writer_chooses_what_readers_have_and_meets_no_drafts_of_others():
    writer = Desk(staff("Writer"))
    own = ArticleFactory(headline="Pilots: my own", created_by=writer.user)
    draft = ArticleFactory(headline="Pilots: a secret")
    live = story("Pilots: known")
    live.headline = "Pilots: a secret to come"
    live.save()
    assert find(writer, "pilots") == ["Pilots: known", "Pilots: my own"]
    assert find(writer, "pilots", own.pk) == ["Pilots: known"]
    assert "yours to name" in writer.open(own).type(related=[draft.pk]).press().content.decode()
    writer.open(own).type(related=[live.pk]).press()
    own.refresh_from_db()
    assert own.related == [live.pk]


def test_of_what_is_live_the_address_is_said(editor):
    live = story("Pilots: known")
    ArticleFactory(headline="Pilots: a draft")
    address = reverse("admin:articles_article_stories")
    found = editor.get(address, {"q": "pilots"}).json()["stories"]
    assert [one.get("path") for one in found] == [live.editions.get().path, None]


@pytest.mark.parametrize("query", ["", " ", "'", "\\", "a" * 3000, "nothing", "pilots or", "-", "&|!"])
def test_whatever_is_looked_for_is_answered(editor, query):
    assert find(editor, query) == []


def test_those_who_only_see_to_pictures_are_told_of_the_related_stories(editor):
    this = ArticleFactory(related=[story("The related one").pk])
    reader = Desk(staff("Picture editor"))
    assert "The related one" in reader.open(this).shown.content.decode()


def test_what_two_chose_is_merged(editor):
    first, second, third = (story(name) for name in ("First", "Second", "Third"))
    this = ArticleFactory(related=[first.pk])
    workflow.record(this, by=None)
    tom = Desk(staff("Editor", first_name="Tom")).open(this)
    editor.open(this).type(related=[first.pk, second.pk]).press()
    tom.type(related=[third.pk, first.pk]).press()
    this.refresh_from_db()
    assert this.related == [third.pk, first.pk, second.pk]


def test_of_two_orders_somebody_chooses(editor):
    stories = [story(name).pk for name in ("First", "Second", "Third")]
    this = ArticleFactory(related=stories)
    workflow.record(this, by=None)
    tom = Desk(staff("Editor", first_name="Tom")).open(this)
    editor.open(this).type(related=[stories[1], stories[0], stories[2]]).press()
    response = tom.type(related=[*stories[::-1]]).press()
    [difference] = response.context["meeting"].both
    assert difference.label == "Related stories"
    tom.type(**{"choice-related": "other"}).press()
    this.refresh_from_db()
    assert this.related == [stories[1], stories[0], stories[2]]


def test_the_history_shows_the_difference_and_restores_it(editor):
    first, second = story("First one"), story("Second one")
    this = ArticleFactory(related=[first.pk, second.pk])
    workflow.record(this, by=None)
    begun = this.revisions.get()
    editor.open(this).type(related=[second.pk, first.pk]).press()
    this.refresh_from_db()
    page = editor.get(reverse("admin:articles_article_compare", args=[this.pk]), {"a": begun.pk, "b": "now"})
    assert "Related stories" in page.content.decode()
    assert "1. Second one" in page.content.decode()
    gone = first.pk
    address = reverse("admin:articles_article_restore_revision", args=[this.pk, begun.pk])
    editor.post(address, {"version": this.version})
    assert Article.objects.get(pk=this.pk).related == [gone, second.pk]


def test_a_related_story_that_was_deleted_is_left_out_and_said(editor):
    draft = ArticleFactory(headline="A draft")
    this = ArticleFactory(related=[draft.pk])
    workflow.record(this, by=None)
    begun = this.revisions.get()
    editor.open(this).type(related=[], kicker="Changed").press()
    draft.delete()
    this.refresh_from_db()
    address = reverse("admin:articles_article_restore_revision", args=[this.pk, begun.pk])
    response = editor.post(address, {"version": this.version}, follow=True)
    assert "The related story “A draft” is gone: left out." in response.content.decode()

"""Tags at the desk, in their own list."""

import pytest
from django.urls import reverse
from taggit.models import Tag

from articles import workflow
from articles.models import TagAlias
from authors.models import Activity
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, publish
from tests.front.zones import lay_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


def add(desk, **fields):
    address = reverse("admin:taggit_tag_add")
    return desk.post(address, {**read_form(desk.get(address), form="tag_form"), **fields})


def test_a_tag_with_a_comma_is_refused_for_a_storys_form_would_make_two_of_it(editor):
    response = add(editor, name="Paris, Texas", slug="paris-texas")
    assert (
        "Leave out the comma: in a story&#x27;s form commas stand between tags." in response.content.decode()
    )
    assert not Tag.objects.exists()


def test_a_tag_of_several_words_is_one(editor):
    add(editor, name="climate change", slug="climate-change")
    assert Tag.objects.get().name == "climate change"


@pytest.mark.parametrize("name", ["a" * 99 + "½", "b" * 99 + "!", "c" * 101])
def test_a_tag_of_which_the_address_gets_too_long_is_refused_in_a_storys_form(editor, name):
    Tag.objects.create(name="b" * 99, slug="b" * 99)
    article = ArticleFactory()
    response = editor.open(article).type(tags=name).press()
    assert f"“{name[:30]}…” is too long for a tag" in response.content.decode()
    assert not article.tags.exists()


def test_a_long_tag_that_there_is_is_taken(editor):
    Tag.objects.create(name="a" * 99 + "½", slug="a" * 99)
    article = ArticleFactory()
    editor.open(article).type(tags="a" * 99 + "½").press()
    assert article.tags.count() == 1


@pytest.mark.parametrize("typed", ["Zebra, apples", "apples, Zebra"])
def test_new_tags_are_made_in_one_order_so_that_two_who_make_the_same_never_wait_for_each_other(
    editor, typed
):
    editor.open(ArticleFactory()).type(tags=typed).press()
    assert list(Tag.objects.order_by("pk").values_list("name", flat=True)) == ["apples", "Zebra"]


# --- Merging ---

TAGS = "/admin/taggit/tag/"


def said(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def chief():
    return Desk(staff("Chief"))


def merge(desk, *names, into, **more):
    chosen = Tag.objects.filter(name__in=names).values_list("pk", flat=True)
    told = {"action": "merge", "_selected_action": list(chosen), **more}
    return desk.post(TAGS, told if into is None else told | {"confirmed": "yes", "into": into}, follow=True)


def test_tags_are_merged_in_stories_and_in_what_readers_have(chief, client):
    one = publish(ArticleFactory(headline="One", tags=["ferry", "ferries"]))
    publish(ArticleFactory(headline="Two", tags=["ferry"]))
    publish(ArticleFactory(headline="Three", tags=["Ferries"]))
    asked = said(merge(chief, "ferry", into=None))
    assert "ferry 2 stories" in asked.replace('<span class="reason">', "").replace("</span>", "")
    assert "Merged into “ferries”: ferry." in said(merge(chief, "ferry", into="Ferries, "))

    page = client.get("/tag/ferries/").content.decode()
    assert all(headline in page for headline in ("One", "Two", "Three"))
    assert client.get("/tag/ferry/").headers["Location"] == "/tag/ferries/"
    found = client.get("/search/?q=tag:ferries").content.decode()
    assert all(headline in found for headline in ("One", "Two", "Three"))
    assert [tag.name for tag in one.article.tags.all()] == ["ferries"]
    assert "ferry" not in list(Tag.objects.values_list("name", flat=True))
    assert Activity.objects.filter(verb="delete", name="ferry", words="Merged into “ferries”").exists()


def test_a_zone_that_shows_a_merged_tag_shows_the_one_that_stays(chief, client):
    publish(ArticleFactory(headline="One", tags=["ferry"]))
    publish(ArticleFactory(headline="Two", tags=["ferries"]))
    lay_out({"kind": "block", "rule": "tag", "tag": Tag.objects.get(name="ferry")})
    assert "Two" not in client.get("/").content.decode()
    merge(chief, "ferry", into="ferries")
    front = client.get("/").content.decode()
    assert "One" in front
    assert "Two" in front


def test_who_types_a_merged_name_gets_the_tag_that_stays(chief, editor):
    article = ArticleFactory(tags=["ferries"])
    ArticleFactory(tags=["ferry", "boats"])
    merge(chief, "ferry", "boats", into="ferries")
    editor.open(article).type(tags="Ferry, BOATS, harbour").press()
    assert sorted(article.tags.names()) == ["ferries", "harbour"]


def test_the_old_name_is_searched_and_suggested_as_the_tag_that_stays(chief, client):
    publish(ArticleFactory(headline="One", tags=["Ferries"]))
    publish(ArticleFactory(headline="Two", tags=["Shipping"]))
    merge(chief, "Ferries", into="Shipping")
    for address in ("/search/?q=tag:ferries", '/search/?q=tag:"Ferries"', "/search/?q=tag:ferr"):
        page = client.get(address).content.decode()
        assert "One" in page, address
        assert "Two" in page, address
        assert "Tag: Shipping" in page, address
    [offered] = client.get("/search/suggest/?q=tag:ferr").json()["suggestions"]
    assert offered["label"] == "tag:Shipping"


def test_the_desk_knows_a_tag_by_its_old_name_wherever_one_is_typed(chief, client):
    publish(ArticleFactory(headline="One", tags=["Ferries"]))
    ArticleFactory(headline="Two", tags=["Shipping", "Boats"])
    merge(chief, "Ferries", into="Shipping")
    stories = reverse("admin:articles_article_changelist")
    listed = chief.get(stories, {"tag": "ferries, BOATS"}).content.decode()
    assert "Two" in listed
    assert "One" not in listed
    names = chief.get(reverse("admin:articles_article_tags"), {"q": "ferr"}).json()["names"]
    assert names == ["Shipping"]
    assert "Shipping" in chief.get(TAGS, {"q": "ferries"}).content.decode()
    assert "Merged into “Shipping”: Boats." in said(merge(chief, "Boats", into="Ferries"))


def test_an_earlier_version_is_restored_with_the_tag_of_today(chief, editor):
    article = ArticleFactory(tags=["ferry"])
    first = workflow.record(article, by=None)
    ArticleFactory(tags=["ferries"])
    merge(chief, "ferry", into="ferries")
    article.tags.set([])
    workflow.record(article, by=None)
    address = reverse("admin:articles_article_restore_revision", args=[article.pk, first.pk])
    article.refresh_from_db()
    editor.post(address, {"version": article.version})
    assert list(article.tags.names()) == ["ferries"]


def test_a_tag_that_was_merged_into_leads_on_when_it_is_merged_itself(chief, client, editor):
    publish(ArticleFactory(tags=["a", "b", "c"]))
    merge(chief, "a", into="b")
    merge(chief, "b", into="c")
    assert client.get("/tag/a/").headers["Location"] == "/tag/c/"
    article = ArticleFactory()
    editor.open(article).type(tags="a").press()
    assert list(article.tags.names()) == ["c"]


@pytest.mark.parametrize("into", ["", "no such tag", "x" * 500])
def test_merging_into_nothing_is_refused_and_keeps_what_was_chosen(chief, into):
    ArticleFactory(tags=["ferry"])
    response = merge(chief, "ferry", into=into)
    assert "Type the name" in said(response)
    assert "ferry" in said(response)
    assert Tag.objects.filter(name="ferry").exists()


def test_merging_a_tag_into_itself_does_nothing(chief):
    article = ArticleFactory(tags=["ferry"])
    assert "Nothing to merge" in said(merge(chief, "ferry", into="ferry"))
    assert list(article.tags.names()) == ["ferry"]


def test_only_who_may_delete_tags_merges_them(editor):
    ArticleFactory(tags=["ferry", "ferries"])
    if editor.user.has_perm("taggit.delete_tag"):
        pytest.fail("Editors may delete tags now: choose another group for this test.")
    merge(editor, "ferry", into="ferries")
    assert Tag.objects.count() == 2
    writer = Desk(staff("Writer"))
    merge(writer, "ferry", into="ferries")
    assert Tag.objects.count() == 2


def test_the_tags_of_an_edition_can_still_be_changed_by_nobody_else(chief):
    from django.db import IntegrityError, transaction

    edition = publish(ArticleFactory(tags=["ferry"]))
    ArticleFactory(tags=["ferries"])
    merge(chief, "ferry", into="ferries")
    other = Tag.objects.create(name="other", slug="other")
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        edition.tags.through.objects.filter(content_object=edition).update(tag=other)


def test_other_names_are_kept_with_the_tag(chief, editor):
    tag = Tag.objects.create(name="United Nations", slug="united-nations")
    Tag.objects.create(name="UNO", slug="uno")
    address = f"{TAGS}{tag.pk}/change/"
    sent = read_form(chief.get(address), form="tag_form")
    assert "There is a tag of that name" in said(chief.post(address, sent | {"aliases-0-name": "uno"}))
    chief.post(address, sent | {"aliases-0-name": "UN"})
    assert TagAlias.objects.get().name == "UN"
    article = ArticleFactory()
    editor.open(article).type(tags="un").press()
    assert list(article.tags.names()) == ["United Nations"]
    response = add(chief, name="Un", slug="un")
    assert "This is another name of “United Nations”" in said(response)

"""What readers were given once is never changed, whoever tries, and by whatever way."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from taggit.models import Tag

from articles import workflow
from articles.body import figure_html
from articles.models import Correction, Edition, EditionByline, TaggedEdition
from tests.desk import Desk, staff
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ImageFactory,
    SectionFactory,
    UserFactory,
    publish,
)

pytestmark = pytest.mark.django_db

# The end, what is derived, and who published: that account may be deleted.
FREE = {"id", "live_until", "body_html", "search", "frozen_by"}


def refused():
    return pytest.raises(IntegrityError, match="never change")


@pytest.mark.parametrize(
    "field", [field.name for field in Edition._meta.concrete_fields if field.name not in FREE]
)
def test_no_column_of_an_edition_can_be_changed(field):
    edition = publish(lead_image=ImageFactory())
    moment = edition.live_from - timedelta(hours=1)
    others = {
        "article": ArticleFactory, "section": SectionFactory, "lead_image": ImageFactory,
        "suppress_ads": lambda: True, "number": lambda: 7, "article_version": lambda: 7, "word_count": lambda: 7,
        "frozen_at": lambda: moment, "live_from": lambda: moment, "first_published_at": lambda: moment,
        "updated_at": lambda: moment, "related": lambda: [7], "confirmed": lambda: ["no-standfirst"],
    }  # fmt: skip
    value = others.get(field, lambda: "Other words")()
    assert getattr(edition, field) != value
    with refused(), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**{field: value})


def test_an_edition_ends_and_outlives_the_account_that_published_it():
    user = UserFactory()
    edition = workflow.publish(ArticleFactory(), by=user)
    user.delete()
    workflow.withdraw(edition.article, by=None)
    edition.refresh_from_db()
    assert edition.frozen_by is None
    assert edition.live_until is not None


@pytest.fixture
def printed():
    """An edition with a byline, a tag and a note."""
    article = ArticleFactory(tags=["harbour"], bylines=[AuthorFactory(name="Ana Ruiz")])
    publish(article)
    return workflow.publish(article, by=None, correction=("correction", "Nine days, not ten."))


def pieces():
    return [[*model.objects.order_by("pk").values()] for model in (EditionByline, TaggedEdition, Correction)]


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (EditionByline, lambda: {"name": "Jo Lind"}),
        (EditionByline, lambda: {"short_bio": "A pilot once."}),
        (EditionByline, lambda: {"role": "Photographs by"}),
        (EditionByline, lambda: {"author": AuthorFactory()}),
        (EditionByline, lambda: {"position": 7}),
        (EditionByline, lambda: {"edition": publish()}),
        (TaggedEdition, lambda: {"tag": Tag.objects.create(name="strike")}),
        (TaggedEdition, lambda: {"content_object": publish()}),
        (Correction, lambda: {"text": "It was never wrong."}),
        (Correction, lambda: {"kind": "update"}),
        (Correction, lambda: {"edition": publish()}),
    ],
)
def test_bylines_tags_and_notes_of_an_edition_cannot_be_changed(printed, model, change):
    change = change()
    before = pieces()
    with refused(), transaction.atomic():
        model.objects.all().update(**change)
    assert pieces() == before


@pytest.mark.parametrize("model", [EditionByline, TaggedEdition, Correction])
def test_bylines_tags_and_notes_of_an_edition_cannot_be_taken_away(printed, model):
    with refused(), transaction.atomic():
        model.objects.all().delete()
    assert model.objects.exists()


def test_no_byline_or_tag_is_added_to_an_edition_later(printed):
    before = pieces()
    with refused(), transaction.atomic():
        printed.tags.add("strike")
    with refused(), transaction.atomic():
        printed.bylines.create(author=AuthorFactory(), position=1, role="By", name="Jo Lind")
    assert pieces() == before


def test_an_author_who_takes_another_name_keeps_the_one_printed_under_old_stories(client):
    author = AuthorFactory(name="Ana Ruiz")
    edition = publish(bylines=[author])
    author.name = "Ana Lind"
    author.save()
    byline = client.get(edition.path).content.decode().split('class="byline"')[1].split("</p>")[0]
    assert "Ana Ruiz" in byline
    assert "Ana Lind" not in byline


def test_a_picture_keeps_the_caption_and_the_credit_that_were_printed(client):
    picture = ImageFactory(caption="The crane at dawn.", credit="Jo Lind")
    edition = publish(lead_image=picture, body=f"<p>Ships move.</p>{figure_html(picture)}")
    picture.caption, picture.credit = "Another caption", "Somebody else"
    picture.save()
    page = client.get(edition.path).content.decode()
    for_people = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert for_people.count("The crane at dawn.") == for_people.count("Jo Lind") == 2
    assert "Another caption" not in page
    assert "Somebody else" not in page


def test_a_tag_that_was_printed_cannot_be_deleted_at_the_desk_and_another_can(printed):
    chief = Desk(staff("Chief"))
    unused = Tag.objects.create(name="Typo")
    for tag in (printed.tags.get(), unused):
        address = reverse("admin:taggit_tag_delete", args=[tag.pk])
        assert chief.post(address, {"post": "yes"}, follow=True).status_code == 200
    assert [tag.name for tag in Tag.objects.all()] == ["harbour"]
    assert [tag.name for tag in printed.tags.all()] == ["harbour"]

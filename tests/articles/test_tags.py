"""Tags at the desk, in their own list."""

import pytest
from django.urls import reverse
from taggit.models import Tag

from tests.desk import Desk, staff
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


def test_a_tag_with_a_comma_is_refused_for_a_storys_form_would_make_two_of_it(editor):
    response = editor.post(reverse("admin:taggit_tag_add"), {"name": "Paris, Texas", "slug": "paris-texas"})
    assert (
        "Leave out the comma: in a story&#x27;s form commas stand between tags." in response.content.decode()
    )
    assert not Tag.objects.exists()


def test_a_tag_of_several_words_is_one(editor):
    editor.post(reverse("admin:taggit_tag_add"), {"name": "climate change", "slug": "climate-change"})
    assert Tag.objects.get().name == "climate change"


@pytest.mark.parametrize("typed", ["Zebra, apples", "apples, Zebra"])
def test_new_tags_are_made_in_one_order_so_that_two_who_make_the_same_never_wait_for_each_other(
    editor, typed
):
    editor.open(ArticleFactory()).type(tags=typed).press()
    assert list(Tag.objects.order_by("pk").values_list("name", flat=True)) == ["apples", "Zebra"]

"""The address of whatever has a page is made of what it is called, in any script, where none is typed."""

import pytest
from django.urls import reverse
from taggit.models import Tag

from articles.models import Series
from authors.models import Author
from front.models import Page
from sections.models import Section
from tests.desk import Desk, read_form, staff
from tests.factories import publish

pytestmark = pytest.mark.django_db

KINDS = [(Author, "name"), (Section, "name"), (Tag, "name"), (Series, "title"), (Page, "title")]


@pytest.fixture
def chief():
    return Desk(staff("Chief"))


def add(chief, model, **typed):
    """What is said at the slug, if it is not saved."""
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_add")
    form = read_form(chief.get(address), f"{meta.model_name}_form")
    response = chief.post(address, form | typed)
    return None if response.status_code == 302 else response.context["adminform"].form.errors.get("slug")


@pytest.mark.parametrize(("model", "source"), KINDS)
@pytest.mark.parametrize(
    ("name", "slug"),
    [("王小明", "王小明"), ("Ana  Ruiz-Ōe", "ana-ruiz-ōe"), ("عودة الطيارين", "عودة-الطيارين")],
)
def test_a_slug_is_made_of_the_name_as_that_of_a_headline(chief, model, source, name, slug):
    assert add(chief, model, **{source: name, "slug": ""}) is None
    assert model.objects.get(slug=slug)


@pytest.mark.parametrize(("model", "source"), KINDS)
def test_where_nothing_is_left_of_the_name_the_form_says_so_at_the_slug(chief, model, source):
    sentence = f"The {source} has no letters or digits to make an address from. Type one here."
    assert add(chief, model, **{source: "☂ ☂", "slug": ""}) == [sentence]
    assert add(chief, model, **{source: "Umbrellas", "slug": "--"}) == ["Type at least one letter or digit."]


@pytest.mark.parametrize(("model", "source"), KINDS)
def test_of_two_with_one_name_the_second_is_told_at_the_slug(chief, model, source):
    assert add(chief, model, **{source: "王小明", "slug": ""}) is None
    assert "already" in add(chief, model, **{source: "王小明!", "slug": ""})[0]


def test_an_author_and_a_section_in_any_script_are_read_at_their_address(client, chief):
    add(chief, Author, name="王小明", slug="")
    add(chief, Section, name="港口", slug="")
    edition = publish(
        bylines=[Author.objects.get()], section=Section.objects.get(slug="港口"), headline="Back"
    )
    for address in ("/author/王小明/", "/author/王小明/feed/", "/港口/", "/港口/feed/atom/"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "Back" in response.content.decode()
    assert 'href="/author/%E7%8E%8B%E5%B0%8F%E6%98%8E/"' in client.get(edition.path).content.decode()

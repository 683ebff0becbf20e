"""Sections at the desk."""

import re

import pytest
from django.db import IntegrityError
from django.urls import reverse

from sections.models import RESERVED_SLUGS, Section
from tests.desk import Desk, read_form, staff
from tests.factories import SectionFactory, publish
from tests.surfaces import patterns

pytestmark = pytest.mark.django_db

SLUG = re.compile(r"[-\w]+")


@pytest.fixture
def chief():
    return Desk(staff("Chief"))


def test_the_list_is_the_menu_with_each_subsection_under_its_section(chief):
    harbour = SectionFactory(name="Harbour", position=2)
    embassy = SectionFactory(name="The Embassy", position=1)
    dispatches = SectionFactory(name="Dispatches", parent=embassy, position=5)
    response = chief.get(reverse("admin:sections_section_changelist"))
    assert list(response.context["cl"].result_list) == [embassy, dispatches, harbour]


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("search", "This address belongs to another part of the site."),
        ("2026", "A section&#x27;s address can&#x27;t be a number"),
        ("harbour", "Another section already has the address /harbour/."),
    ],
)
def test_an_address_that_is_taken_is_explained(chief, slug, sentence):
    SectionFactory(slug="harbour")
    response = chief.post(reverse("admin:sections_section_add"), {"name": "New", "slug": slug, "position": 0})
    assert sentence in response.content.decode()
    assert not Section.objects.filter(name="New").exists()


def test_a_subsection_cannot_take_the_address_of_its_parents_feed(chief):
    parent = SectionFactory(slug="embassy")
    data = {"name": "New", "slug": "feed", "parent": parent.pk, "position": 0}
    response = chief.post(reverse("admin:sections_section_add"), data)
    assert "belongs to another part of the site" in response.context["adminform"].form.errors["slug"][0]
    assert not Section.objects.filter(name="New").exists()
    with pytest.raises(IntegrityError, match="subsection_slug_is_free"):
        SectionFactory(slug="feed", parent=parent)


def test_a_subsection_may_be_called_as_no_section_may(chief):
    data = {"name": "New", "slug": "archive", "parent": SectionFactory().pk, "position": 0}
    chief.post(reverse("admin:sections_section_add"), data)
    assert Section.objects.get(name="New").path.endswith("/archive")


def test_no_section_can_take_the_place_of_another_address():
    first_parts = {route.lstrip("^").split("/")[0] for route, _ in [*patterns(), *patterns(within="admin/")]}
    words = {part for part in first_parts if SLUG.fullmatch(part)}
    assert {"author", "feed", "admin"} <= words <= set(RESERVED_SLUGS)


def test_a_section_with_stories_is_not_deleted(chief):
    section = publish().section
    chief.post(reverse("admin:sections_section_delete", args=[section.pk]), {"post": "yes"})
    assert Section.objects.filter(pk=section.pk).exists()


def test_only_a_section_of_the_first_level_is_offered_as_parent(chief):
    child = SectionFactory(parent=SectionFactory())
    page = chief.get(reverse("admin:sections_section_add"))
    offered = page.context["adminform"].form.fields["parent"].queryset
    assert child not in offered
    assert "name" in read_form(page, "section_form")

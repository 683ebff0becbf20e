"""Sections at the desk."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from sections.models import HAS_SUBSECTIONS, NO_PARENT, RESERVED_SLUGS, Section
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


def parents_offered(desk, section):
    page = desk.get(reverse("admin:sections_section_change", args=[section.pk]))
    field = page.context["adminform"].form.fields["parent"]
    return list(field.queryset), field.help_text


def test_a_section_is_not_offered_where_it_can_not_be(chief):
    embassy, harbour = SectionFactory(name="The Embassy"), SectionFactory(name="Harbour")
    SectionFactory(parent=embassy)
    assert parents_offered(chief, harbour) == ([embassy], "Only for a subsection.")
    nowhere = HAS_SUBSECTIONS.format("The Embassy")
    assert parents_offered(chief, embassy) == ([], nowhere)
    assert move(chief, harbour, harbour) == [NO_PARENT]


def test_a_page_that_refuses_a_parent_is_headed_by_what_the_section_is_called(chief):
    embassy, harbour = SectionFactory(name="The Embassy"), SectionFactory(name="Harbour")
    SectionFactory(parent=embassy)
    address = reverse("admin:sections_section_change", args=[embassy.pk])
    form = read_form(chief.get(address), "section_form")
    for parent in (embassy, harbour):
        page = chief.post(address, form | {"parent": parent.pk}).content.decode()
        assert "The Embassy › " not in page
        assert "Harbour › " not in page


def move(desk, section, under):
    """Gives a section a parent in its form, as a browser would or not; what the page says of the parent."""
    address = reverse("admin:sections_section_change", args=[section.pk])
    form = read_form(desk.get(address), "section_form") | {"parent": under.pk}
    response = desk.post(address, form)
    # Django's client also hears of what is rendered in another thread meanwhile.
    shown = [context["adminform"].form for context in response.context or [] if "adminform" in context]
    own = [form for form in shown if form.is_bound and form.instance == section]
    return own[0].errors.get("parent", []) if own else []


@pytest.mark.parametrize("under", ["its child", "itself", "another", "another's child"])
def test_a_section_with_subsections_or_under_one_is_refused_in_a_sentence_at_the_field(chief, under):
    embassy, harbour = SectionFactory(name="The Embassy"), SectionFactory(name="Harbour")
    child, tides = SectionFactory(parent=embassy), SectionFactory(name="Tides", parent=harbour)
    place = {"its child": child, "itself": embassy, "another": harbour, "another's child": tides}[under]
    assert move(chief, embassy, place) == [
        "The Embassy has subsections of its own. Move those first, then give it a parent."
    ]
    embassy.refresh_from_db()
    assert (embassy.parent, embassy.path) == (None, embassy.slug)


def test_a_parent_that_was_deleted_meanwhile_is_asked_about(chief):
    section, parent = SectionFactory(), SectionFactory()
    address = reverse("admin:sections_section_change", args=[section.pk])
    form = read_form(chief.get(address), "section_form") | {"parent": parent.pk}
    parent.delete()
    errors = chief.post(address, form).context["adminform"].form.errors
    assert errors["parent"] == [NO_PARENT]


@pytest.mark.parametrize("under", ["its child", "another", "another's child"])
def test_the_database_keeps_the_tree_two_levels_deep_whoever_writes(under):
    embassy, harbour = SectionFactory(), SectionFactory()
    child, tides = SectionFactory(parent=embassy), SectionFactory(parent=harbour)
    place = {"its child": child, "another": harbour, "another's child": tides}[under]
    with pytest.raises(IntegrityError, match="section_tree_is_two_levels_deep"), transaction.atomic():
        Section.objects.filter(pk=embassy.pk).update(parent=place)
    with pytest.raises(IntegrityError, match="section_tree_is_two_levels_deep"), transaction.atomic():
        Section.objects.create(name="Deep", slug="deep", parent=child)


def at_once(*work):
    """Does all of it at the same time; what each came to."""

    def run(one):
        try:
            return one()
        except IntegrityError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        return [done.result() for done in [pool.submit(run, one) for one in work]]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_chiefs_who_put_two_sections_under_each_other_at_once_make_no_circle(monkeypatch):
    one, other = SectionFactory(), SectionFactory()
    desks, together, checked = [Desk(staff("Chief")) for _ in range(2)], Barrier(2), Section.clean

    def check(section):
        checked(section)
        with suppress(BrokenBarrierError):
            together.wait(timeout=1)  # both have been checked before either is saved, unless one waits

    monkeypatch.setattr(Section, "clean", check)
    said = at_once(lambda: move(desks[0], one, other), lambda: move(desks[1], other, one))
    assert sorted(map(len, said)) == [0, 1]
    assert any([HAS_SUBSECTIONS.format(section)] in said for section in (one, other))
    assert Section.objects.filter(parent=None).count() == 1
    assert desks[0].get(reverse("admin:sections_section_changelist")).status_code == 200


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_database_makes_no_circle_of_two_who_write_at_once():
    one, other = SectionFactory(), SectionFactory()
    together = Barrier(2)

    def put(section, under):
        def write():
            with transaction.atomic():
                Section.objects.count()
                together.wait()
                Section.objects.filter(pk=section.pk).update(parent=under)

        return write

    outcome = at_once(put(one, other), put(other, one))
    assert sorted(type(came) for came in outcome if came) == [IntegrityError]
    assert Section.objects.filter(parent=None).count() == 1

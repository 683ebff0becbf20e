"""Two people with one form open: whoever saves second undoes nothing, and is asked where both wrote."""

import pytest
from django.urls import reverse
from taggit.models import Tag

from articles.models import Series
from front.models import Publication
from media.opened import OpenedForm
from sections.models import Section
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory

pytestmark = pytest.mark.django_db

# What is kept, the field that one of two changes, and the one that the other does; both are lines of text.
KEPT = {
    "section": (lambda: SectionFactory(name="Ports"), "name", "description"),
    "author": (lambda: AuthorFactory(role="Reporter"), "role", "bio"),
    "tag": (lambda: Tag.objects.create(name="Harbour", slug="harbour"), "name", "slug"),
    "series": (lambda: Series.objects.create(title="Nine days", slug="nine-days"), "title", "standfirst"),
    "picture": (lambda: ImageFactory(caption="The crane."), "caption", "credit"),
    "publication": (lambda: Publication.objects.get_or_create()[0], "name", "tagline"),
}


class Person(Desk):
    def look(self, thing):
        meta = thing._meta
        self.id_of_form = f"{meta.model_name}_form"
        self.address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])
        self.form = read_form(self.get(self.address), self.id_of_form)

    def save(self, **typed):
        self.form |= typed
        response = self.post(self.address, self.form)
        if response.status_code == 200:
            self.form = read_form(response, self.id_of_form)
        return response


@pytest.fixture
def both():
    return Person(staff("Chief", username="ada")), Person(staff("Chief", username="ben"))


@pytest.mark.parametrize("name", KEPT)
def test_what_only_one_has_changed_is_kept_whoever_saves_second(both, name):
    make, one, other = KEPT[name]
    thing, (ada, ben) = make(), both
    ada.look(thing), ben.look(thing)
    assert ada.save(**{one: "adas-words"}).status_code == 302
    assert ben.save(**{other: "bens-words"}).status_code == 302
    thing.refresh_from_db()
    assert (getattr(thing, one), getattr(thing, other)) == ("adas-words", "bens-words")


@pytest.mark.parametrize("name", KEPT)
def test_where_both_wrote_the_second_sees_both_and_saves_once_more(both, name):
    make, field, _ = KEPT[name]
    thing, (ada, ben) = make(), both
    ada.look(thing), ben.look(thing)
    ada.save(**{field: "adas-words"})
    refused = ben.save(**{field: "bens-words"})
    assert refused.status_code == 200
    (said,) = refused.context["adminform"].form.errors[field]
    assert said.startswith("ada saved at ") and "“adas-words” stands here now" in said
    assert ben.form[field] == "bens-words"
    thing.refresh_from_db()
    assert getattr(thing, field) == "adas-words"

    assert ben.save().status_code == 302
    thing.refresh_from_db()
    assert getattr(thing, field) == "bens-words"


@pytest.mark.parametrize("name", KEPT)
def test_who_is_asked_about_one_field_undoes_no_other_when_they_save_once_more(both, name):
    make, field, other = KEPT[name]
    thing, (ada, ben) = make(), both
    ada.look(thing), ben.look(thing)
    ada.save(**{field: "adas-words", other: "adas-other-words"})
    assert ben.save(**{field: "bens-words"}).status_code == 200
    assert ben.save().status_code == 302
    thing.refresh_from_db()
    assert (getattr(thing, field), getattr(thing, other)) == ("bens-words", "adas-other-words")


@pytest.mark.parametrize("name", KEPT)
def test_both_who_write_the_same_are_asked_nothing(both, name):
    make, field, _ = KEPT[name]
    thing, (ada, ben) = make(), both
    ada.look(thing), ben.look(thing)
    assert ada.save(**{field: "same-words"}).status_code == 302
    assert ben.save(**{field: "same-words"}).status_code == 302


def test_the_parts_of_a_series_are_kept_and_asked_of_too(both):
    series, (ada, ben) = Series.objects.create(title="Nine days", slug="nine-days"), both
    first, second = ArticleFactory(headline="Day one"), ArticleFactory(headline="Day two")
    ada.look(series), ben.look(series)
    ada.save(stories=[first.pk])
    assert ben.save(title="Ten days").status_code == 302
    assert [part.article for part in series.parts.all()] == [first]

    ada.look(series), ben.look(series)
    ada.save(stories=[first.pk, second.pk])
    refused = ben.save(stories=[second.pk])
    assert "“Day one, Day two” stands here now" in str(refused.context["adminform"].form.errors)
    assert series.parts.count() == 2
    assert ben.save(stories=[second.pk]).status_code == 302
    assert [part.article for part in series.parts.all()] == [second]


def test_a_section_is_called_by_its_name_where_one_was_chosen_meanwhile(both):
    (ada, ben), ports, trade = both, SectionFactory(name="Ports"), SectionFactory(name="Trade")
    pilots = SectionFactory(name="Pilots")
    ada.look(pilots), ben.look(pilots)
    ada.save(parent=ports.pk)
    assert "“Ports” stands here now" in ben.save(parent=trade.pk).content.decode()


@pytest.mark.parametrize("nothing", ["", "[]", "null"])
def test_a_form_that_does_not_tell_what_it_was_opened_with_is_saved(both, nothing):
    section, (ada, _) = SectionFactory(name="Ports"), both
    ada.look(section)
    assert ada.save(name="Harbours", opened=nothing).status_code == 302
    section.refresh_from_db()
    assert section.name == "Harbours"


@pytest.mark.parametrize("rubbish", ["{", '{"name": 7}'])
def test_one_that_tells_rubbish_comes_back_with_what_was_typed(both, rubbish):
    section, (ada, _) = SectionFactory(name="Ports"), both
    ada.look(section)
    response = ada.save(name="Harbours", opened=rubbish)
    assert response.status_code == 200
    assert read_form(response, ada.id_of_form)["name"] == "Harbours"
    section.refresh_from_db()
    assert section.name == "Ports"


def test_what_a_colleague_saves_while_the_form_is_being_read_is_kept(both, monkeypatch):
    section, (ada, _) = SectionFactory(name="Ports", description="Before."), both
    ada.look(section)
    clean = OpenedForm._post_clean

    def saved_meanwhile(form):
        Section.objects.filter(pk=section.pk).update(description="Theirs.")
        clean(form)

    monkeypatch.setattr(OpenedForm, "_post_clean", saved_meanwhile)
    assert ada.save(name="Harbours").status_code == 302
    section.refresh_from_db()
    assert (section.name, section.description) == ("Harbours", "Theirs.")

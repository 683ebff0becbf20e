"""Enter in a field presses the first button of its form: never one that brings readers more than a plain save."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from front.models import Publication
from tests.desk import Desk, staff
from tests.factories import PageFactory, PinFactory, publish

pytestmark = pytest.mark.django_db


class FirstButton(HTMLParser):
    """Finds what a browser presses for Enter in a field of the form with the id `form`."""

    def __init__(self, form):
        super().__init__()
        self.form, self.inside, self.found = form, False, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.inside = attributes.get("id") == self.form
        belongs = attributes["form"] == self.form if "form" in attributes else self.inside
        kinds = {"button": {"submit"}, "input": {"submit", "image"}}
        kind = attributes.get("type", "submit" if tag == "button" else "text")
        if belongs and not self.found and kind in kinds.get(tag, ()):
            self.found = attributes

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


def pressed_by_enter(address, form):
    response = Desk(staff("Chief")).get(address)
    assert response.status_code == 200
    reader = FirstButton(form)
    reader.feed(response.content.decode())
    return reader.found


def test_enter_in_the_form_of_a_layout_shows_the_preview():
    button = pressed_by_enter(reverse("admin:front_layout_add") + "?page=", "layout_form")
    assert button["formaction"] == reverse("admin:front_layout_preview")
    assert button["formtarget"] == "_blank"


@pytest.mark.parametrize("kind", ["page", "pin", "banner"])
def test_enter_in_the_form_of_a_new_thing_saves_it(kind):
    assert pressed_by_enter(reverse(f"admin:front_{kind}_add"), f"{kind}_form")["name"] == "_save"


def test_enter_in_the_form_of_what_is_there_saves_it():
    things = [PageFactory(live=True), PinFactory(article=publish().article), Publication.objects.first()]
    for thing in things:
        kind = thing._meta.model_name
        address = reverse(f"admin:front_{kind}_change", args=[thing.pk])
        assert pressed_by_enter(address, f"{kind}_form")["name"] == "_save"

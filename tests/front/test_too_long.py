"""What is too long for its field in the forms of the front page is kept as it was typed, and the limit said there."""

import pytest
from django.urls import reverse

from front.models import Banner, Layout, Page, Pin, Publication
from tests.desk import Desk, read_form, staff
from tests.factories import publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "name", "most"),
    [
        ("banner", "text", 160),
        ("layout", "note", 200),
        ("layout", "zones-0-title", 80),
        ("layout", "zones-0-tag", 100),
        ("page", "title", 120),
        ("page", "summary", 200),
        ("page", "note", 200),
        ("pin", "headline", 300),
        ("pin", "standfirst", 600),
        ("publication", "tagline", 160),
        ("publication", "masthead-0-label", 60),
        ("publication", "social_links-0-label", 40),
    ],
)
def test_nothing_is_cut_off_and_the_limit_is_said_at_the_field(kind, name, most):
    publish()
    chief = Desk(staff("Chief"))
    if kind == "publication":
        address = reverse("admin:front_publication_change", args=[Publication.objects.get().pk])
    else:
        address = reverse(f"admin:front_{kind}_add") + ("?page=" if kind == "layout" else "")
    shown = chief.get(address)
    assert "maxlength=" not in shown.content.decode(), "which would cut off what is pasted"
    form = read_form(shown, f"{kind}_form")
    typed = "é" * (most + 1)
    if name.endswith("-tag"):
        form["zones-0-rule"] = "tag"  # or else it doesn't count
    response = chief.post(address, form | {name: typed, "_put" if kind == "layout" else "_save": "1"})
    assert f"This has {most + 1} characters; {most} fit here. Shorten it." in response.content.decode()
    assert read_form(response, f"{kind}_form")[name] == typed
    for model in (Banner, Layout, Page, Pin):
        assert not model.objects.exists()

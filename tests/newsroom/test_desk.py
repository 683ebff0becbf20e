"""The desk as a site: where it leads to."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from tests.desk import Desk, staff
from tests.factories import AuthorFactory, publish

pytestmark = pytest.mark.django_db


def on_site(thing):
    return reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(thing).pk, thing.pk])


def test_the_desk_does_not_lead_to_the_address_of_an_edition(client):
    """It would hold the words of a headline that is not out yet."""
    edition = publish(at=timezone.now() + timedelta(days=1))
    response = Desk(staff("Writer")).get(on_site(edition))
    assert response.status_code == 404
    padded = on_site(edition).replace("/r/", "/r/0")
    assert Desk(staff("Writer")).get(padded).status_code == 404


def test_the_desk_leads_to_the_pages_of_what_can_be_seen_there():
    author = AuthorFactory(slug="ana")
    response = Desk(staff("Writer")).get(on_site(author))
    assert (response.status_code, response.url.endswith("/author/ana/")) == (302, True)
    assert Desk(staff("Ad manager")).get(on_site(author)).status_code == 404


@pytest.mark.parametrize("address", ["0/1", "x/1", "1/x", "1/0"])
def test_what_is_not_there_is_not_found(address):
    assert Desk(staff("Chief")).get(f"/admin/r/{address}/").status_code == 404

"""What an advertiser uploads reaches readers at the address that the page names."""

import re

import pytest
from django.core.files.base import ContentFile

from ads.artwork import artwork
from tests.ads.factories import BookingFactory, CreativeFactory, picture

pytestmark = pytest.mark.django_db


def test_the_artwork_on_a_page_can_be_fetched(client):
    upload = ContentFile(picture(300, 250), "from the agency.png")
    BookingFactory(slots=["foot"], creative=CreativeFactory(artwork=artwork(upload, "300x250")))
    addresses = re.findall(r'(?:src|srcset)="(/media/slot/[^" ]+)', client.get("/").content.decode())
    assert addresses
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")

"""What the publication says of itself."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from front.models import Publication
from tests.desk import Desk, read_form, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return Desk(staff("Chief"))


def open_publication(chief):
    chief.address = reverse("admin:front_publication_change", args=[1])
    chief.form = read_form(chief.get(chief.address), form="publication_form")
    return chief


def drawing(width, height, colour=(20, 20, 20, 128)):
    data = BytesIO()
    Image.new("RGBA", (width, height), colour).save(data, "PNG")
    return SimpleUploadedFile("The Halyard.png", data.getvalue(), "image/png")


def test_the_logotype_stands_in_the_masthead_in_place_of_the_name(chief, client):
    open_publication(chief).type(logotype=drawing(2000, 400), logotype_dark=drawing(2000, 400)).press()
    publication = Publication.objects.get()
    assert publication.logotype.name.endswith(".webp")
    page = client.get("/contact/").content.decode() + client.get("/").content.decode()
    assert (
        f'src="/media/{publication.logotype.name}" width="1200" height="240" alt="{publication.name}"' in page
    )
    dark = f'srcset="/media/{publication.logotype_dark.name}" media="screen and (prefers-color-scheme: dark)"'
    assert dark in page
    served = client.get(f"/media/{publication.logotype.name}")
    with Image.open(BytesIO(served.content)) as picture:
        assert (picture.size, picture.mode) == ((1200, 240), "RGBA")


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (drawing(400, 40), "400 × 40 pixels. A logotype has to be at least 80 pixels high"),
        (drawing(100, 300), "not higher than wide"),
        (drawing(20_000, 1001), "more than a page can use"),
        (SimpleUploadedFile("logo.svg", b"<svg></svg>", "image/svg+xml"), "can&#x27;t be read as a picture"),
    ],
)
def test_a_logotype_that_will_not_do_is_refused_at_its_field_and_nothing_is_saved(chief, file, sentence):
    response = open_publication(chief).type(name="New name", logotype=file).press()
    assert sentence in response.content.decode()
    assert not Publication.objects.filter(name="New name").exists()


def test_a_logotype_for_dark_screens_alone_is_refused(chief):
    response = open_publication(chief).type(logotype_dark=drawing(400, 100)).press()
    assert "Upload the logotype for light screens too" in response.content.decode()

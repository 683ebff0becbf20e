"""What the publication says of itself."""

from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles.body import embed_html, figure_html
from front.models import Publication
from media.models import Image as MediaImage
from tests.desk import Desk, read_form, staff
from tests.factories import ImageFactory
from tests.paper import VIDEO

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return Desk(staff("Chief"))


def open_publication(chief):
    chief.address = reverse("admin:front_publication_change", args=[1])
    chief.form = read_form(chief.get(chief.address), form="publication_form")
    return chief


def test_pages_are_written_in_the_body_editor_and_nothing_in_them_runs(chief, client):
    shown = open_publication(chief)
    shown.type(
        about='<h2>Who</h2><p onclick="x()">See <a href="/contact/">there</a>.</p><script>x</script>'
    ).press()
    page = client.get("/about/").content.decode()
    page = page[page.index('<div class="body"') : page.index("</article>")]
    assert '<h2>Who</h2><p>See <a href="/contact/">there</a>.</p>' in page
    assert "script" not in page


def test_what_was_plain_text_before_becomes_paragraphs(client):
    Publication.objects.update(contact="Who & what.\n\n14 Tarry Street\r\nPort Ansel")
    import_module("front.migrations.0004_logotype_and_pages").as_bodies(apps, None)
    assert (
        "<p>Who &amp; what.</p><p>14 Tarry Street<br>Port Ansel</p>"
        in client.get("/contact/").content.decode()
    )


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
    assert (
        f'<source srcset="/media/{publication.logotype_dark.name}" media="(prefers-color-scheme: dark)">'
        in page
    )
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


def test_a_page_that_was_not_written_is_not_found(client):
    assert client.get("/about/").status_code == 404


@pytest.mark.parametrize("page", ["about", "contact", "privacy"])
def test_a_picture_in_a_page_of_the_publication_is_in_use(chief, page):
    image = ImageFactory()
    figure = figure_html(image, "The house in Tarry Street")
    open_publication(chief).type(**{page: f"<p>Who we are.</p>{figure}"}).press()
    response = chief.post(reverse("admin:media_image_delete", args=[image.pk]), {"post": "yes"})
    assert Publication.objects.get().name in response.content.decode()
    assert MediaImage.objects.filter(pk=image.pk).exists()


def test_an_embed_in_a_page_can_be_loaded(chief, client):
    script = "js/embed.js"
    assert script not in client.get("/about/").content.decode()
    open_publication(chief).type(
        about=f"<p>Who we are.</p>{embed_html(VIDEO)}", contact="<p>Here.</p>"
    ).press()
    assert script in client.get("/about/").content.decode()
    assert script not in client.get("/contact/").content.decode()

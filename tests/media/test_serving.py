"""What /media/ answers: renditions, for ever, and nothing else."""

import pytest

from media.incoming import add_picture
from media.renditions import renditions
from tests.media.pictures import as_upload, photo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("extension", "kind"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_a_rendition_is_served_with_its_type_to_be_kept_for_ever(client, extension, kind):
    image = add_picture(as_upload(photo()), alt_text="A pier")

    response = client.get(renditions(image)[0].url(extension))

    assert response["Content-Type"] == kind
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    # By itself it stands in a page that the browser makes, with a style of its own.
    assert "style-src 'unsafe-inline'" in response["Content-Security-Policy"].split("; ")
    assert "Cookie" not in response.get("Vary", "")


def test_the_original_is_not_served(client):
    image = add_picture(as_upload(photo()), alt_text="A pier")

    assert client.get(f"/media/{image.file.name}").status_code == 404
    assert client.get(f"/media/../originals/{image.file.name}").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["", "ab/", "ab/../../secret-key", "%2e%2e/secret-key", "ab/" + "c" * 22 + "/full-480.svg", "ab/\0/full-480.jpg",
     "ab/" + "c" * 22 + "/full-480.jpg"],
)  # fmt: skip
def test_anything_else_is_not_found(client, name):
    assert client.get(f"/media/{name}").status_code == 404

"""The library's admin as an editor's browser uses it."""

from django.urls import reverse
from django.utils.html import strip_tags

from tests.media.pictures import as_upload

ADD = "/admin/media/image/add/"


def upload(desk, content=None, name="photo.jpg", **fields):
    """Posts the form for a new picture; `fields` goes over an alt text and a focal point in the middle."""
    data = {"alt_text": "A pier", "focal_x": 50, "focal_y": 50, **fields}
    if content is not None:
        data["picture"] = as_upload(content, name)
    return desk.post(ADD, data)


def form_of(response):
    return response.context["adminform"].form


def refusal(response) -> str:
    """What the form says at the picture, as read on the page."""
    assert response.status_code == 200
    (message,) = form_of(response).errors["picture"]
    page = " ".join(strip_tags(response.content.decode()).split())
    assert " ".join(strip_tags(str(message)).split())[:60].replace("'", "&#x27;") in page
    return str(message)


def change_url(image) -> str:
    return reverse("admin:media_image_change", args=[image.pk])

"""Choosing a picture for a story: what the dialog shows, and who may."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from media.incoming import add_picture
from media.models import Image
from tests.factories import ImageFactory, UserFactory
from tests.media.pictures import as_upload, photo

pytestmark = pytest.mark.django_db

CHOOSE = "/admin/media/image/choose/"
READ = "/admin/media/image/read/"


def shown(response) -> list[dict]:
    return [json.loads(card["json"]) for card in response.context["cards"]]


def sign_in(client, *permissions):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def test_the_newest_pictures_come_first(desk):
    old, new = ImageFactory(), ImageFactory()

    assert [card["id"] for card in shown(desk.get(CHOOSE))] == [new.pk, old.pk]


def test_a_choice_carries_what_a_form_shows_of_it(desk):
    image = ImageFactory(width=1200, height=800)

    assert desk.get(f"/admin/media/image/{image.pk}/card/").json() == {
        "id": image.pk,
        "thumb": f"/media/00/{image.content_hash[2:24]}/full-480.jpg",
        "alt": "A crane over the pier",
        "caption": "The crane on the morning it stopped.",
        "credit": "Ada Reyes/The Halyard",
        "width": 1200,
        "height": 800,
    }


def test_a_search_needs_all_words_in_caption_credit_or_alt_text(desk):
    crane = ImageFactory(caption="Crane at dusk", credit="Tom Okafor")
    ImageFactory(caption="Crane at dawn")

    assert [card["id"] for card in shown(desk.get(CHOOSE, {"q": "okafor crane"}))] == [crane.pk]
    assert "No picture has all of these words" in desk.get(CHOOSE, {"q": "giraffe"}).content.decode()


def test_a_long_library_comes_in_pages_with_the_same_number_of_queries(desk, django_assert_num_queries):
    ImageFactory.create_batch(30)

    first, second = shown(desk.get(CHOOSE)), shown(desk.get(CHOOSE, {"p": 2}))
    assert (len(first), len(second)) == (24, 6)
    with django_assert_num_queries(5):  # the time zone, session, user, count, pictures
        desk.get(CHOOSE)


def test_a_picture_whose_usage_ended_is_not_offered(desk):
    ImageFactory(usage_until=timezone.localdate() - timezone.timedelta(days=1))
    ImageFactory(usage_until=timezone.localdate())

    assert len(shown(desk.get(CHOOSE))) == 1


def test_what_an_editor_typed_does_nothing_in_the_dialog(desk):
    ImageFactory(caption="<script>alert(1)</script>", credit='"><img src=x onerror=alert(1)>')

    page = desk.get(CHOOSE).content.decode()

    assert "<script" not in page
    assert "<img src=x" not in page


def test_a_picture_uploaded_in_the_dialog_is_chosen_at_once(desk, chief):
    response = desk.post(CHOOSE, {"picture": as_upload(photo()), "alt_text": "A pier", "credit": "Ada Reyes"})

    image = Image.objects.get()
    assert response.status_code == 201
    assert response.json()["id"] == image.pk
    assert (image.credit, image.uploaded_by) == ("Ada Reyes", chief)


def test_the_dialog_says_what_is_wrong_and_keeps_the_picture(desk):
    response = desk.post(CHOOSE, {"picture": as_upload(photo()), "alt_text": ""})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Say what the picture shows" in page
    assert 'src="data:image/jpeg;base64,' in page


def test_a_file_is_read_as_soon_as_it_is_chosen(desk):
    response = desk.post(READ, {"file": as_upload(photo(), "pier.jpg")})

    read = response.json()
    assert (read["name"], read["width"], read["height"]) == ("pier.jpg", 600, 400)
    assert read["preview"].startswith("data:image/jpeg;base64,")
    added = desk.post(
        "/admin/media/image/add/",
        {"picture-kept": read["kept"], "alt_text": "A pier", "focal_x": 50, "focal_y": 50},
    )
    assert added.status_code == 302


def test_what_is_wrong_with_a_file_is_said_at_once(desk):
    assert "SVG" in desk.post(READ, {"file": as_upload(b"<svg></svg>")}).json()["error"]
    assert desk.post(READ).json() == {"error": "Choose a picture."}


def test_a_file_that_the_library_has_is_offered_for_use(desk):
    image = add_picture(as_upload(photo()), alt_text="A pier")

    answer = desk.post(READ, {"file": as_upload(photo())}).json()

    assert "already in the library" in answer["error"]
    assert answer["existing"]["id"] == image.pk


def test_who_may_only_look_can_choose_but_not_upload(client):
    sign_in(client, "view_image")

    page = client.get(CHOOSE)
    assert page.status_code == 200
    assert "Upload" not in page.content.decode()
    assert client.post(CHOOSE, {"picture": as_upload(photo()), "alt_text": "A pier"}).status_code == 403
    assert client.post(READ, {"file": as_upload(photo())}).status_code == 403


def test_who_may_not_look_sees_nothing(client):
    image = ImageFactory()
    sign_in(client)

    assert client.get(CHOOSE).status_code == 403
    assert client.get(f"/admin/media/image/{image.pk}/card/").status_code == 403


@pytest.mark.parametrize("address", [CHOOSE, "/admin/media/image/1/card/", "/admin/media/image/add/"])
def test_strangers_are_sent_to_the_sign_in(client, address):
    assert "/login/" in client.get(address).url

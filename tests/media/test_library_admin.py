"""The library as a place to work: finding pictures, describing them, and not losing one that is in use."""

from datetime import date

import pytest
from django.contrib import admin
from django.core.files.storage import storages
from django.utils import timezone

from articles import workflow
from authors.models import Author
from media import usage
from media.admin import ImageAdmin
from media.incoming import add_picture
from media.models import Image
from media.widgets import PictureFieldsMixin, PictureInput
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, publish
from tests.media.pictures import as_upload, photo
from tests.media.uploads import change_url, form_of

pytestmark = pytest.mark.django_db

LIST = "/admin/media/image/"


def listed(desk, **query) -> set[Image]:
    return set(desk.get(LIST, query).context["cl"].result_list)


def test_the_list_shows_each_picture_with_its_words(desk):
    image = ImageFactory(caption="Crane at dusk", credit="Tom Okafor")

    page = desk.get(LIST).content.decode()

    assert f'src="/media/00/{image.content_hash[2:24]}/card-50-50-90.jpg"' in page
    assert "Crane at dusk" in page
    assert "Tom Okafor" in page


def test_the_list_takes_the_same_number_of_queries_however_long(desk, django_assert_max_num_queries):
    ImageFactory.create_batch(2)
    with django_assert_max_num_queries(20) as few:
        desk.get(LIST)
    ImageFactory.create_batch(20)
    with django_assert_max_num_queries(len(few)):
        desk.get(LIST)


@pytest.mark.parametrize("word", ["dusk", "Okafor", "ladder", "DSC_0042"])
def test_pictures_are_found_by_caption_credit_alt_text_and_file_name(desk, word):
    image = ImageFactory(
        caption="Crane at dusk", credit="Tom Okafor", alt_text="A ladder", iptc={"filename": "DSC_0042.jpg"}
    )
    ImageFactory()

    assert listed(desk, q=word) == {image}


def test_filters_find_what_needs_work(desk, chief):
    ended = ImageFactory(usage_until=timezone.localdate() - timezone.timedelta(days=1))
    uncredited = ImageFactory(credit="")
    mine = ImageFactory(uploaded_by=chief)

    assert listed(desk, usage="ended") == {ended}
    assert listed(desk, missing="credit") == {uncredited}
    assert listed(desk, uploader="me") == {mine}
    assert "Usage ended" in desk.get(LIST).content.decode()


def test_a_picture_says_where_it_is_used(desk):
    image = ImageFactory()
    article = ArticleFactory(lead_image=image, headline="Cranes stand still")
    AuthorFactory(name="Tom Okafor", photo=image)

    page = desk.get(change_url(image)).content.decode()

    assert "Cranes stand still" in page
    assert "Tom Okafor" in page
    assert f"/admin/articles/article/{article.pk}/change/" in page


def test_a_story_is_named_once_however_many_editions_show_the_picture(desk):
    image = ImageFactory()
    article = publish(lead_image=image, headline="Cranes stand still").article
    for kicker in ("Harbour", "Labour"):
        article.kicker = kicker
        article.save()
        workflow.publish(article, by=None, correction=("update", kicker))
    publish(lead_image=image, headline="Cranes stand still")

    assert article.editions.count() == 3
    assert desk.get(change_url(image)).content.decode().count(": Cranes stand still") == 2


def test_the_last_day_of_a_licence_is_typed_like_every_other_day(desk):
    image = ImageFactory(usage_until=date(2027, 3, 1))

    field = form_of(desk.get(change_url(image)))["usage_until"].as_widget()

    assert 'type="date"' in field
    assert 'value="2027-03-01"' in field


def test_a_picture_that_only_a_storys_text_shows_is_in_use_too(desk):
    image = ImageFactory()
    publish(headline="Cranes stand still", body=f'<p>Text.</p><figure data-image="{image.pk}"></figure>')

    response = desk.post(f"{LIST}{image.pk}/delete/", {"post": "yes"})

    assert "Cranes stand still" in response.content.decode()
    assert Image.objects.filter(pk=image.pk).exists()


def test_a_use_that_no_key_shows_is_found_by_the_app_that_knows_it(monkeypatch, chief):
    image = ImageFactory()
    article = ArticleFactory(lead_image=image)
    monkeypatch.setattr(usage, "_finders", [])

    usage.register(lambda image: type(article).objects.filter(pk=article.pk))

    assert usage.uses(image, chief) == ([article], 0)


@pytest.fixture
def limited():
    """The desk of an editor of one section."""
    editor = Desk(staff("Editor"))
    editor.user.sections.add(SectionFactory(slug="harbour"))
    return editor


def test_of_stories_that_are_not_the_askers_a_picture_says_only_how_many(limited):
    image = ImageFactory()
    ArticleFactory(lead_image=image, headline="Tides", section=limited.user.sections.get())
    ArticleFactory(lead_image=image, headline="Classified")
    ArticleFactory(body=f'<figure data-image="{image.pk}"></figure>', headline="Classified")
    publish(lead_image=image, headline="Classified", at=timezone.now() + timezone.timedelta(days=1))
    publish(lead_image=image, headline="Cranes stand still")

    for address in (change_url(image), f"{LIST}{image.pk}/delete/"):
        page = limited.get(address).content.decode()

        assert "Tides" in page
        assert "Edition: Cranes stand still" in page, "readers can see it, so the editor may"
        assert "and 3 more" in page  # stories; of the one that is live the editor may see the edition
        assert "Classified" not in page

    page = limited.post(LIST, {"action": "delete_selected", "_selected_action": [image.pk]}).content.decode()
    assert "and 3 more" in page
    assert "Classified" not in page


def test_a_picture_that_only_others_use_is_not_called_unused(limited):
    image = ImageFactory()
    ArticleFactory(lead_image=image, headline="Classified")

    page = limited.get(change_url(image)).content.decode()

    assert "Nothing yet" not in page
    assert "1 that you may not see" in page
    limited.post(f"{LIST}{image.pk}/delete/", {"post": "yes"})
    assert Image.objects.filter(pk=image.pk).exists()


def test_an_alt_text_cannot_be_emptied(desk):
    image = ImageFactory()

    response = desk.post(change_url(image), {"alt_text": "", "focal_x": 50, "focal_y": 50})

    assert form_of(response).errors == {
        "alt_text": ["Say what the picture shows, or mark it as purely decorative."]
    }


def test_a_decorative_picture_needs_none(desk):
    image = ImageFactory()

    desk.post(change_url(image), {"alt_text": "", "decorative": "on", "focal_x": 50, "focal_y": 50})

    image.refresh_from_db()
    assert image.alt == ""


def test_a_focal_point_outside_is_refused_at_its_field(desk):
    response = desk.post(change_url(ImageFactory()), {"alt_text": "A pier", "focal_x": 101, "focal_y": 50})

    assert list(form_of(response).errors) == ["focal_x"]


@pytest.fixture
def used():
    image = ImageFactory()
    publish(lead_image=image, headline="Cranes stand still")
    return image


def test_a_picture_in_use_is_not_deleted(desk, used):
    response = desk.post(f"{LIST}{used.pk}/delete/", {"post": "yes"})

    page = response.content.decode()
    assert "This picture can&#x27;t be deleted" in page or "This picture can't be deleted" in page
    assert "Cranes stand still" in page
    assert Image.objects.filter(pk=used.pk).exists()


def test_nor_with_others_from_the_list(desk, used):
    data = {"action": "delete_selected", "_selected_action": [used.pk, ImageFactory().pk], "post": "yes"}

    response = desk.post(LIST, data)

    assert "Nothing was deleted" in response.content.decode()
    assert Image.objects.count() == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_deleted_picture_leaves_nothing_on_the_disk(desk, settings):
    image = add_picture(as_upload(photo()), alt_text="A pier")

    desk.post(f"{LIST}{image.pk}/delete/", {"post": "yes"})

    assert not Image.objects.exists()
    assert not storages["originals"].exists(image.file.name)
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nor_do_several(desk, settings):
    images = [add_picture(as_upload(photo(90 + n, 60)), alt_text="A pier") for n in range(2)]

    desk.post(LIST, {"action": "delete_selected", "_selected_action": [i.pk for i in images], "post": "yes"})

    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_what_an_editor_typed_does_nothing_in_the_list_or_the_form(desk):
    image = ImageFactory(caption="<script>alert(1)</script>", credit="<script>alert(2)</script>")

    for address in (
        LIST,
        change_url(image),
        f"{change_url(image)[:-7]}history/",
        f"{change_url(image)[:-7]}delete/",
    ):
        assert "<script>alert" not in desk.get(address).content.decode()


class AuthorAdmin(PictureFieldsMixin, admin.ModelAdmin):
    pass


@pytest.fixture
def photo_field(rf, chief):
    request = rf.get("/")
    request.user = chief
    return AuthorAdmin(Author, admin.site).formfield_for_dbfield(Author._meta.get_field("photo"), request)


def test_another_form_shows_the_chosen_picture_and_falls_back_to_its_number(photo_field):
    image = ImageFactory()

    html = photo_field.widget.render("photo", image.pk, {"id": "id_photo"})

    assert isinstance(photo_field.widget, PictureInput)
    assert f'<input type="number" name="photo" value="{image.pk}"' in html
    assert "The crane on the morning it stopped." in html
    assert photo_field.clean(str(image.pk)) == image


@pytest.mark.parametrize("value", [None, "", "0", "999", "nonsense"])
def test_a_form_without_a_picture_shows_none(photo_field, value):
    assert "data-chosen hidden" in photo_field.widget.render("photo", value)


def test_the_library_is_registered_with_its_own_admin():
    assert isinstance(admin.site.get_model_admin(Image), ImageAdmin)

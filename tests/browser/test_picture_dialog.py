"""Bringing a picture in while writing, from the dialog over the story's form."""

import pytest
from django.core.files.base import ContentFile

from media.models import Image
from tests.desk import staff
from tests.factories import ImageFactory
from tests.media.pictures import photo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

FILE = "[data-upload] input[type=file]"
REFUSED = ".upload-refused"
SVG = {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": b"<svg></svg>"}
PHOTO = {"name": "pier.jpg", "mimeType": "image/jpeg", "buffer": photo(1200, 800)}
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def dialog(open_page, sign_in):
    def open_dialog(size="desktop"):
        page = open_page(viewport=SIZES[size])
        sign_in(page, staff("Editor"))
        page.goto("/admin/articles/article/add/")
        page.locator("[data-choose]").first.click()
        page.click("text=Upload a new picture")
        return page

    return open_dialog


@pytest.mark.parametrize("size", SIZES)
def test_one_modest_preview_leaves_the_fields_and_the_button_in_sight(dialog, size):
    page = dialog(size)
    page.set_input_files(FILE, PHOTO)
    page.wait_for_selector("[data-preview]:not([hidden])")
    (preview,) = page.locator("[data-preview] img:visible").all()
    assert preview.bounding_box()["height"] <= 200
    below = page.locator("text=Upload and use").bounding_box()
    assert below["y"] + below["height"] <= SIZES[size]["height"]


def shows_words_of_its_own(page):
    """Whether the field says itself which file it has: the page would look another without its words."""
    field = page.locator(FILE)
    shown = field.screenshot()
    field.evaluate("field => { field.style.color = 'transparent' }")
    without = field.screenshot()
    field.evaluate("field => { field.style.color = '' }")
    return shown != without


def test_which_file_was_chosen_is_said_once(dialog):
    page = dialog()
    assert shows_words_of_its_own(page)  # no file chosen
    page.set_input_files(FILE, PHOTO)
    page.wait_for_selector("text=pier.jpg, 1200 × 800 pixels")
    assert not shows_words_of_its_own(page)
    page.click("text=Upload and use")  # comes back: it has no alt text
    page.wait_for_selector("text=It is kept: no need to choose it again")
    assert not shows_words_of_its_own(page)
    page.set_input_files(FILE, SVG)
    page.wait_for_selector(REFUSED)
    assert shows_words_of_its_own(page)


def test_a_refusal_stays_until_another_file_is_chosen(dialog):
    page = dialog()
    page.set_input_files(FILE, SVG)
    page.wait_for_selector(REFUSED)
    page.click("text=Upload and use")
    assert "SVG" in page.inner_text(REFUSED)
    assert page.locator(".picker .errorlist").count() == 0
    page.set_input_files(FILE, PHOTO)
    page.wait_for_selector(REFUSED, state="detached")
    page.fill("#picker_alt_text", "A pier")
    page.click("text=Upload and use")
    page.wait_for_selector("dialog", state="detached")
    assert Image.objects.get().alt_text == "A pier"


def test_a_refused_file_takes_the_one_before_it_along(dialog):
    page = dialog()
    page.set_input_files(FILE, PHOTO)
    page.wait_for_selector("[data-preview]:not([hidden])")
    page.set_input_files(FILE, SVG)
    page.wait_for_selector(REFUSED)
    assert page.locator("[data-preview] img:visible").count() == 0
    assert page.input_value("[data-kept]") == ""


def test_in_the_form_of_a_picture_the_buttons_are_under_nothing_else(open_page, sign_in):
    page = open_page(viewport=SIZES["desktop"])
    sign_in(page, staff("Picture editor"))
    image = ImageFactory(
        file=ContentFile(photo(800, 800), "crane.jpg"), width=800, height=800, content_hash="c" * 64
    )
    page.goto(f"/admin/media/image/{image.pk}/change/")
    page.wait_for_selector("[data-focal]")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    save = "document.querySelector('.submit-row [name=_save]')"
    assert page.evaluate(f"""() => {{
      const {{ left, top, width, height }} = {save}.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === {save};
    }}""")
    page.complaints.clear()  # of the picture itself, which nobody has brought in

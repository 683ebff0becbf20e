"""Bringing a picture into the library: what comes in, what is refused, and that nothing is left half done."""

import errno
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, connection
from django.utils import timezone
from PIL import ExifTags
from PIL import Image as Picture

from media import aside, incoming, validation
from media.models import Image
from media.renditions import rendition, write_whole
from tests.factories import UserFactory
from tests.media.pictures import (
    encode,
    half_and_half,
    jpeg_with_scans,
    noise,
    photo,
    png_claiming,
    png_with_packed_text,
    rotated,
    torn_png,
)
from tests.media.uploads import change_url, form_of, refusal, upload

pytestmark = pytest.mark.django_db


def files_under(folder) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_an_uploaded_picture_is_in_the_library_with_its_size_and_uploader(desk, chief):
    response = upload(desk, photo(600, 400), "DSC_0042.jpg", caption="The pier at dawn", credit="Ada Reyes")

    image = Image.objects.get()
    assert response.status_code == 302
    assert (image.width, image.height) == (600, 400)
    assert (image.caption, image.credit, image.uploaded_by) == ("The pier at dawn", "Ada Reyes", chief)
    assert image.iptc["filename"] == "DSC_0042.jpg"


def test_nobody_else_on_the_machine_reads_originals_and_the_web_server_reads_renditions(
    desk, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload(desk, photo(600, 400), "exclusive.jpg")
    upload(desk, photo(300, 200), "kept-aside.jpg", alt_text="")

    originals = Path(settings.ORIGINALS_ROOT)
    assert {path.stat().st_mode & 0o777 for path in (originals, *originals.glob("*/"))} == {0o700}
    public = Path(settings.MEDIA_ROOT)
    assert {path.parent.stat().st_mode & 0o777 for path in files_under(public)} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in files_under(public)} == {0o644}


def test_the_usual_formats_come_in(desk):
    for number, format_name in enumerate(["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"], 1):
        upload(desk, encode(half_and_half(90, 60), format_name))

        assert Image.objects.count() == number, format_name
        assert Image.objects.latest("pk").width == 90, format_name


def test_the_size_is_that_of_the_upright_picture(desk):
    for number, orientation in enumerate([3, 6, 8], 1):
        upload(desk, rotated(orientation, 600, 400))

        assert Image.objects.count() == number, orientation
        image = Image.objects.latest("pk")
        assert (image.width, image.height) == (600, 400), orientation


def test_content_decides_where_the_name_lies(desk):
    upload(desk, encode(half_and_half(), "PNG"), "really-a-photo.jpg")

    assert Image.objects.get().file.name.endswith(".png")


@pytest.mark.parametrize(
    "name",
    [
        "صورة من الميناء.jpg",
        "🚢⚓.jpg",
        "x" * 400 + ".jpg",
        "../../../etc/cron.d/evil.jpg",
        "a\0b\n<b>.jpg",
        ".jpg",
    ],
)
def test_any_file_name_is_taken_and_none_reaches_the_disk(desk, settings, name):
    assert upload(desk, photo(), name).status_code == 302

    image = Image.objects.get()
    stored = [path for path in files_under(settings.ORIGINALS_ROOT) if path.parent.name != "incoming"]
    assert [path.name for path in stored] == [f"{image.content_hash}.jpg"]


REFUSED = {
    "empty": (b"", "empty (0 bytes)"),
    "text": (b"Minutes of the harbour board", "not a picture"),
    "SVG": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "SVG"),
    "PDF": (b"%PDF-1.7 ...", "PDF"),
    "HEIC": (b"\0\0\0\x1cftypheic" + b"\0" * 40, "HEIC"),
    "cut JPEG": (noise()[:60_000], "damaged or cut off"),
    "PNG with rubbish in its data": (torn_png(), "damaged or cut off"),
    "cut PNG": (encode(Picture.effect_noise((300, 300), 80), "PNG")[:9000], "damaged or cut off"),
    "only a beginning": (photo()[:40], "damaged or cut off"),
    "huge PNG": (png_claiming(60_000, 60_000), "too many pixels"),
    "large PNG": (png_claiming(8_000, 7_000), "too many pixels"),
    "huge GIF": (b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x02\0;", "too many pixels"),
    "packed text": (png_with_packed_text(), "keep the server busy"),
    "endless scans": (jpeg_with_scans(500), "keep the server busy"),
    "float pixels": (encode(Picture.new("F", (9, 9)), "TIFF"), "colours in a way"),
    "raw": (encode(half_and_half(), "TIFF", tiffinfo={254: 1}), "raw file"),
}


def test_a_bad_file_is_refused_at_the_field_with_what_to_do(desk, settings):
    for kind, (content, reason) in REFUSED.items():
        message = refusal(upload(desk, content))

        assert reason in message, kind
        assert any(word in message for word in ("upload that", "Upload a")), kind
        assert not Image.objects.exists(), kind
        assert not files_under(settings.ORIGINALS_ROOT), kind


def test_a_file_above_the_limit_is_refused(desk, monkeypatch):
    monkeypatch.setattr(validation, "MAX_BYTES", 2000)

    assert "larger than" in refusal(upload(desk, noise(200, 200)))


def test_a_phones_jpeg_with_a_second_picture_inside_comes_in(desk):
    upload(desk, encode(half_and_half(), "MPO", save_all=True, append_images=[half_and_half()]))

    assert Image.objects.get().file.name.endswith(".jpg")


def test_no_file_is_asked_for(desk):
    assert refusal(upload(desk)) == "Choose a picture."


def test_the_same_picture_twice_is_refused_with_a_link_to_the_first(desk):
    upload(desk, photo(), caption="The <first>")

    message = refusal(upload(desk, photo()))

    assert "already in the library" in message
    assert f'<a href="{change_url(Image.objects.get())}">The &lt;first&gt;</a>' in message


def test_a_form_without_alt_text_comes_back_with_the_picture_and_all_that_was_typed(desk):
    response = upload(desk, photo(), "pier.jpg", alt_text="", credit="Ada Reyes")

    form = form_of(response)
    assert list(form.errors) == ["alt_text"]
    assert form["credit"].value() == "Ada Reyes"
    page = response.content.decode()
    assert 'src="data:image/jpeg;base64,' in page
    assert "pier.jpg, 600 × 400 pixels" in page


def kept_token(response) -> str:
    return form_of(response).upload.token


def test_the_picture_that_came_back_needs_not_be_chosen_again(desk):
    token = kept_token(upload(desk, photo(), "pier.jpg", alt_text=""))

    response = upload(desk, alt_text="A pier", **{"picture-kept": token})

    assert response.status_code == 302
    assert Image.objects.get().iptc["filename"] == "pier.jpg"


def test_a_kept_picture_is_its_uploaders_alone(desk, client):
    token = kept_token(upload(desk, photo(), alt_text=""))
    client.force_login(UserFactory(is_superuser=True))

    assert "Choose the file again" in refusal(upload(client, **{"picture-kept": token}))


def test_a_forged_token_brings_nothing(desk):
    assert "Choose the file again" in refusal(upload(desk, **{"picture-kept": "../../secret-key"}))


def test_a_picture_that_nobody_saved_is_gone_after_a_day(desk, settings, time_machine):
    token = kept_token(upload(desk, photo(), alt_text=""))
    folder = Path(settings.ORIGINALS_ROOT, "incoming")
    assert len(files_under(folder)) == 1

    time_machine.move_to(timezone.now() + aside.KEPT_FOR + timedelta(minutes=1))
    assert "Choose the file again" in refusal(upload(desk, **{"picture-kept": token}))
    upload(desk, photo(90, 60), alt_text="")
    assert len(files_under(folder)) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_once_saved_only_the_original_is_left(desk, settings):
    upload(desk, photo())

    assert [path.stem for path in files_under(settings.ORIGINALS_ROOT)] == [Image.objects.get().content_hash]


def broken(*args, **kwargs):
    raise DatabaseError


def full(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_disk_full_on_arrival_is_said_at_the_field(desk, settings, monkeypatch):
    monkeypatch.setattr(aside, "write_whole", full)

    assert "disk is full" in refusal(upload(desk, photo()))
    assert not Image.objects.exists()
    assert not files_under(settings.ORIGINALS_ROOT)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_disk_full_when_the_original_is_stored_leaves_no_half_of_it(desk, settings, monkeypatch):
    def half_done(storage, name, content):
        path = Path(storage.path(name))
        path.parent.mkdir(parents=True)
        path.write_bytes(b"half")
        full()

    monkeypatch.setattr(FileSystemStorage, "_save", half_done)

    response = upload(desk, photo(), caption="The pier")

    assert "disk is full" in refusal(response)
    assert form_of(response)["caption"].value() == "The pier"
    assert {path.parent.name for path in files_under(settings.ORIGINALS_ROOT)} == {"incoming"}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_disk_full_while_renditions_are_made_is_said_at_the_field_and_leaves_none(
    desk, settings, monkeypatch
):
    written = []

    def full_after_two(path, content):
        if len(written) == 2:
            full()
        written.append(path)
        write_whole(path, content)

    monkeypatch.setattr("media.renditions.write_whole", full_after_two)

    response = upload(desk, photo(), caption="The pier")

    assert "disk is full" in refusal(response)
    assert form_of(response)["caption"].value() == "The pier"
    assert not Image.objects.exists()
    assert not files_under(settings.MEDIA_ROOT)
    assert {path.parent.name for path in files_under(settings.ORIGINALS_ROOT)} == {"incoming"}


def test_the_renditions_are_there_before_anybody_can_see_the_picture(desk, settings):
    """This test's transaction never ends: whatever waits for its end is not there."""
    upload(desk, photo())

    image = Image.objects.get()
    assert rendition(image, "card", at_most=240).file("webp").exists()

    desk.post(change_url(image), {"alt_text": "A pier", "focal_x": 10, "focal_y": 50})
    image.refresh_from_db()
    assert image.focal_x == 10
    assert rendition(image, "card", at_most=240).file("webp").exists()


def test_a_disk_full_while_new_crops_are_made_is_said_at_the_form_and_the_old_stay(desk, monkeypatch):
    upload(desk, photo())
    monkeypatch.setattr("media.renditions.write_whole", full)
    image = Image.objects.get()

    response = desk.post(change_url(image), {"alt_text": "A new pier", "focal_x": 10, "focal_y": 50})

    assert "disk is full" in form_of(response).errors["focal_x"][0]
    assert form_of(response)["alt_text"].value() == "A new pier"
    image.refresh_from_db()
    assert (image.focal_x, image.alt_text) == (50, "A pier")


def test_words_are_saved_though_the_disk_is_full(desk, monkeypatch):
    upload(desk, photo())
    monkeypatch.setattr("media.renditions.write_whole", full)

    desk.post(change_url(Image.objects.get()), {"alt_text": "A new pier", "focal_x": 50, "focal_y": 50})

    assert Image.objects.get().alt_text == "A new pier"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_failed_save_takes_its_original_back(desk, settings, monkeypatch):
    monkeypatch.setattr(Image, "save_base", broken)

    with pytest.raises(DatabaseError):
        upload(desk, photo())

    assert {path.parent.name for path in files_under(settings.ORIGINALS_ROOT)} == {"incoming"}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_original_that_a_broken_off_save_left_goes_with_the_next_days_sweep(
    desk, settings, monkeypatch, time_machine
):
    with monkeypatch.context() as patch:
        patch.setattr("media.admin.ImageAdmin.log_addition", broken)
        with pytest.raises(DatabaseError):
            upload(desk, photo())
    assert len(files_under(settings.ORIGINALS_ROOT)) == 2

    time_machine.move_to(timezone.now() + aside.KEPT_FOR + timedelta(minutes=1))
    upload(desk, photo(90, 60))

    kept = Image.objects.get().content_hash
    assert [path.stem for path in files_under(settings.ORIGINALS_ROOT)] == [kept]
    assert {path.parent.name for path in files_under(settings.MEDIA_ROOT)} == {kept[2:24]}


def test_what_another_request_sweeps_first_is_passed_over(desk, monkeypatch):
    upload(desk, photo(), alt_text="")
    glob = Path.glob

    def swept_meanwhile(folder, pattern):
        for path in glob(folder, pattern):
            path.unlink()
            yield path

    monkeypatch.setattr(Path, "glob", swept_meanwhile)

    assert upload(desk, photo(90, 60)).status_code == 302


def test_a_program_brings_pictures_in_with_their_own_words(chief):
    exif = Picture.Exif()
    exif[ExifTags.Base.Artist] = "Ada Reyes"

    image = incoming.add_picture(BytesIO(photo(exif=exif)), by=chief, alt_text="A pier")

    assert (image.credit, image.alt_text) == ("Ada Reyes", "A pier")
    assert not image.make_renditions()


def test_a_program_is_told_what_is_missing_and_leaves_nothing(settings):
    with pytest.raises(ValidationError, match="alt text"):
        incoming.add_picture(BytesIO(photo()))

    assert {path.parent.name for path in files_under(settings.ORIGINALS_ROOT)} == {"incoming"}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_programs_with_one_picture_the_later_is_told_and_the_original_stays(monkeypatch):
    refused = []

    def add():
        try:
            incoming.add_picture(BytesIO(photo()), alt_text="A pier")
        except Exception as error:
            refused.append(type(error))

    def add_and_leave():
        add()
        connection.close()

    other, place = Thread(target=add_and_leave), incoming.Upload.place

    def while_another_comes(upload, image):
        if not other.ident:
            other.start()
            other.join(2)  # it comes to its end, or has to wait for this one's
        place(upload, image)

    monkeypatch.setattr(incoming.Upload, "place", while_another_comes)
    add()
    other.join()

    assert refused == [incoming.AlreadyThere]
    assert Image.objects.get().file.storage.exists(Image.objects.get().file.name)

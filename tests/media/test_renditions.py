"""What readers get of a picture: upright, in the right colours, without a word about where it was taken."""

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from PIL import ExifTags, ImageCms
from PIL import Image as Picture

from media.incoming import add_picture
from media.models import Image
from media.renditions import FORMATS, renditions
from tests.media.pictures import BLUE, RED, as_upload, encode, half_and_half, near, photo, rotated
from tests.media.uploads import upload

pytestmark = pytest.mark.django_db


def made_from(content: bytes, **fields) -> Image:
    return add_picture(as_upload(content), alt_text="A pier", **fields)


def opened(image, shape="full", extension="jpg"):
    with Picture.open(renditions(image, shape)[-1].file(extension)) as picture:
        return picture.convert("RGB")


def colours(picture):
    """In the middle of its left and right halves."""
    width, height = picture.size
    return picture.getpixel((width // 4, height // 2)), picture.getpixel((width * 3 // 4, height // 2))


def red_and_blue(picture) -> bool:
    left, right = colours(picture)
    return near(left, RED) and near(right, BLUE)


def test_all_sizes_are_there_in_all_formats_as_large_as_they_say():
    image = made_from(photo(2000, 1400))

    for shape, count in [("full", 4), ("card", 5), ("square", 3)]:
        assert len(renditions(image, shape)) == count
        for one in renditions(image, shape):
            for extension, (format_name, _) in FORMATS.items():
                with Picture.open(one.file(extension)) as picture:
                    assert picture.format == format_name
                    assert picture.size == (one.width, one.height)


def test_none_is_larger_than_the_original():
    image = made_from(photo(500, 400))

    assert [one.width for one in renditions(image)] == [480, 500]
    assert [one.width for one in renditions(image, "square")] == [96, 192, 384]
    assert [(one.width, one.height) for one in renditions(made_from(photo(40, 30)), "square")] == [(30, 30)]


@pytest.mark.parametrize("size", [(1, 1), (3000, 2), (2, 3000), (3001, 700)])
def test_odd_sizes_have_renditions_too(size):
    image = made_from(photo(*size))

    for shape in ("full", "card", "square"):
        for one in renditions(image, shape):
            with Picture.open(one.file("webp")) as picture:
                assert picture.size == (one.width, one.height)


@pytest.mark.parametrize("orientation", [3, 6, 8])
@pytest.mark.parametrize("extension", FORMATS)
def test_they_are_upright(orientation, extension):
    image = made_from(rotated(orientation))

    assert red_and_blue(opened(image, extension=extension))


@pytest.mark.parametrize("extension", FORMATS)
def test_nothing_served_knows_where_or_with_what_it_was_taken(extension):
    exif = Picture.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 30.0, 26.25)
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "SERIAL-4711"
    xmp = b'<x xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30.4N"/>'
    image = made_from(photo(exif=exif, xmp=xmp, comment=b"SERIAL-4711"))

    for shape in ("full", "card", "square"):
        for one in renditions(image, shape):
            with Picture.open(one.file(extension)) as picture:
                assert not picture.getexif()
                assert not picture.info.keys() & {"exif", "xmp", "comment", "photoshop", "icc_profile"}
            assert b"SERIAL-4711" not in one.file(extension).read_bytes()


def test_cmyk_keeps_its_colours():
    picture = Picture.new("RGB", (600, 400), (0, 0, 255))
    picture.paste((255, 0, 0), (0, 0, 300, 400))

    left, right = colours(opened(made_from(encode(picture.convert("CMYK")))))

    assert left[0] > 180 and max(left[1:]) < 90
    assert right[2] > 180 and max(right[:2]) < 90


def test_a_colour_profile_is_converted_not_dropped():
    content = encode(half_and_half(), "PNG", icc_profile=rgb_profile_with_red_and_blue_swapped())

    left, right = colours(opened(made_from(content)))

    assert left[2] > left[0]
    assert right[0] > right[2]


def rgb_profile_with_red_and_blue_swapped() -> bytes:
    """sRGB whose tags for the red and the blue primary are exchanged: a profile that nobody can overlook."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tmp0").replace(b"bXYZ", b"rXYZ").replace(b"tmp0", b"bXYZ")


def test_a_broken_colour_profile_is_passed_over():
    assert red_and_blue(opened(made_from(photo(icc_profile=b"nonsense" * 40))))


def test_sixteen_bit_grey_keeps_its_tones():
    picture = Picture.new("I;16", (60, 40), 128 * 256)

    assert near(opened(made_from(encode(picture, "PNG"))).getpixel((30, 20)), (128, 128, 128), 3)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_was_transparent_is_white(mode):
    picture = Picture.new("RGBA", (60, 40), (0, 0, 0, 0)).convert(mode)
    options = {"transparency": picture.getpixel((0, 0))} if mode == "P" else {}

    assert near(opened(made_from(encode(picture, "PNG", **options))).getpixel((30, 20)), (255, 255, 255))


def test_of_an_animation_the_first_frame_is_shown():
    frames = [half_and_half(), Picture.new("RGB", (600, 400), "green")]

    assert red_and_blue(opened(made_from(encode(frames[0], "GIF", save_all=True, append_images=frames[1:]))))


@pytest.mark.parametrize(("focal_x", "colour"), [(0, RED), (100, BLUE)])
def test_crops_keep_the_focal_point(focal_x, colour):
    square = opened(made_from(photo(1000, 400), focal_x=focal_x), "square")

    assert all(near(found, colour) for found in colours(square))


@pytest.mark.parametrize(("focal_y", "top"), [(13, 60), (87, 2340)])
@pytest.mark.parametrize("shape", ["card", "square", "social"])
def test_crops_keep_all_that_is_around_the_focal_point_as_far_as_the_picture_reaches(focal_y, top, shape):
    portrait = Picture.new("RGB", (2000, 3000), BLUE)
    portrait.paste(RED, (700, top, 1300, top + 600))
    crop = opened(made_from(encode(portrait), focal_y=focal_y), shape)
    column = [crop.getpixel((crop.width // 2, y)) for y in range(crop.height)]
    reds = sum(near(found, RED) for found in column) * 2000 / crop.width
    assert 580 < reds < 620, "all of the head, in pixels of the original"


def test_a_new_focal_point_makes_new_crops_and_leaves_the_old_addresses(
    desk, django_capture_on_commit_callbacks
):
    image = made_from(photo(1000, 400))
    before = renditions(image, "square")[-1]

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(
            f"/admin/media/image/{image.pk}/change/", {"alt_text": "A pier", "focal_x": 100, "focal_y": 50}
        )

    image.refresh_from_db()
    after = renditions(image, "square")[-1]
    assert before.url() != after.url()
    assert before.file("jpg").exists()
    assert all(near(found, BLUE) for found in colours(opened(image, "square")))


def test_they_are_made_on_upload(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        upload(desk, photo())

    assert Image.objects.get().make_renditions() == 0


def test_making_them_again_makes_only_what_is_missing():
    image = made_from(photo(2000, 1400))
    lost, kept = renditions(image)[:2]
    lost.file("webp").unlink()
    age = kept.file("jpg").stat().st_mtime_ns

    assert image.make_renditions() == 1
    assert lost.file("webp").exists()
    assert kept.file("jpg").stat().st_mtime_ns == age
    assert image.make_renditions() == 0


def test_a_page_names_the_sizes_that_came_later_once_a_picture_has_them():
    image = made_from(photo(2000, 1400))
    shutil.rmtree(renditions(image)[0].file("jpg").parent)
    Image.objects.update(sizes_made=1)
    image.refresh_from_db()
    assert [one.width for one in renditions(image, "card")] == [240, 480, 800]

    call_command("make_renditions")

    image.refresh_from_db()
    assert [one.width for one in renditions(image, "card")] == [240, 480, 800, 1200, 1600]
    assert renditions(image, "card")[-1].file("avif").exists()


def test_the_command_rebuilds_them_and_goes_on_past_a_damaged_original(settings, capsys):
    made_from(photo(90, 60))
    damaged = made_from(photo(60, 60))
    shutil.rmtree(settings.MEDIA_ROOT)
    Path(damaged.file.path).write_bytes(b"lost")

    with pytest.raises(SystemExit):
        call_command("make_renditions")

    output = capsys.readouterr()
    assert f"Picture {damaged.pk}" in output.err
    assert "Made 4 renditions." in output.out

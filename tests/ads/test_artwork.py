"""What becomes of an advertiser's file."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageCms

from ads.artwork import artwork
from tests.ads.factories import picture

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def refusal(data, size="300x250"):
    with pytest.raises(ValidationError) as refused:
        artwork(ContentFile(data, "upload.png"), size)
    return refused.value.messages[0]


def opened(file):
    return Image.open(BytesIO(file.read()))


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_of_the_size_becomes_webp(times, format):
    made = opened(artwork(ContentFile(picture(300 * times, 250 * times, format)), "300x250"))
    assert (made.format, made.size) == ("WEBP", (300 * times, 250 * times))


def test_a_picture_of_another_size_is_refused_with_both_measures():
    assert refusal(picture(301, 250)) == (
        "The picture is 301 × 250 pixels. It must be 300 × 250, or two or three times that, "
        "to stand sharp in its slot."
    )


@pytest.mark.parametrize("data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b"GIF89a"])
def test_what_is_no_picture_is_refused(data):
    assert refusal(data).startswith("The file can't be read as a picture.")


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_half_a_picture_is_refused(format):
    noise = BytesIO()
    Image.effect_noise((300, 250), 90).convert("RGB").save(noise, format)
    assert refusal(noise.getvalue()[: len(noise.getvalue()) // 2]).startswith("The file can't be read")


def test_a_moving_picture_is_refused():
    frames = [Image.new("RGB", (300, 250), colour) for colour in ("navy", "gold")]
    data = BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    assert refusal(data.getvalue()) == "The picture moves, and readers can't stop it. Upload a still one."


def test_a_heavy_file_is_refused():
    assert "5 MB" in refusal(b"0" * (5 * 1024 * 1024 + 1))


def test_a_picture_of_a_thousand_million_pixels_is_refused_undecoded():
    data = picture(300, 250)
    bomb = data[:16] + (40_000).to_bytes(4) + (40_000).to_bytes(4) + data[24:]
    assert refusal(bomb).startswith("The file can't be read")


def test_nothing_that_the_camera_wrote_is_kept():
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Kodiak"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 22.0, 30.0)
    data = artwork(ContentFile(picture(300, 250, "JPEG", exif=exif)), "300x250").read()
    assert b"Kodiak" not in data
    assert not {"exif", "xmp", "icc_profile"} & set(Image.open(BytesIO(data)).info)


def test_a_picture_stored_on_its_side_is_set_upright():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    made = opened(artwork(ContentFile(picture(250, 300, "JPEG", exif=exif)), "300x250"))
    assert made.size == (300, 250)


def test_a_cmyk_picture_is_shown_in_colour():
    data = BytesIO()
    Image.new("CMYK", (300, 250), (0, 255, 255, 0)).save(data, "JPEG")
    red, green, blue = opened(artwork(ContentFile(data.getvalue()), "300x250")).getpixel((9, 9))
    assert red > 200
    assert max(green, blue) < 90


@pytest.mark.parametrize("profile", [SRGB, b"broken"])
def test_a_colour_profile_is_applied_or_else_left_out(profile):
    made = opened(artwork(ContentFile(picture(300, 250, colour="#336699", icc_profile=profile)), "300x250"))
    assert made.getpixel((9, 9)) == (0x33, 0x66, 0x99)


def test_transparency_is_kept():
    data = BytesIO()
    Image.new("RGBA", (300, 250), (10, 20, 30, 0)).save(data, "PNG")
    assert opened(artwork(ContentFile(data.getvalue()), "300x250")).getpixel((9, 9))[3] == 0

"""Makes an advertiser's file into the picture that readers get."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageCms, ImageOps

from ads.sizes import Size

FORMATS = ["PNG", "JPEG", "WEBP", "GIF", "AVIF"]
DENSITIES = (1, 2, 3)
MAX_BYTES = 5 * 1024 * 1024


def artwork(file, size: str) -> ContentFile:
    """
    The picture in `file`, ready to be saved as a creative's artwork. Raises ValidationError with a sentence for what
    is no still picture of the size, at one, two or three times its measure.
    """
    return still_picture(file, lambda picture: check_measure(picture, Size(size)))[0]


def still_picture(file, check, at_most: tuple[int, int] | None = None) -> tuple[ContentFile, tuple[int, int]]:
    """
    The picture in `file` as a WebP without metadata and in sRGB, scaled to fit into `at_most`; and its measure, in
    pixels. `check` raises ValidationError where the picture, of which only the header was read, will not do.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(
            "The picture is larger than 5 MB. Save it smaller; readers have to download it."
        )
    try:
        file.seek(0)
        picture = Image.open(file, formats=FORMATS)
        check_stillness(picture)
        check(picture)  # before a pixel is decoded: a bomb has no measure that is asked for
        return as_webp(picture, at_most)
    except ValidationError:
        raise
    except Exception as error:  # Pillow meets a broken file with exceptions of many kinds
        raise ValidationError(
            "The file can't be read as a picture. Save it again as PNG, JPEG or WebP, and upload that."
        ) from error


def check_stillness(picture: Image.Image) -> None:
    if getattr(picture, "is_animated", False):
        raise ValidationError("The picture moves, and readers can't stop it. Upload a still one.")


def check_measure(picture: Image.Image, size: Size) -> None:
    width, height = picture.size
    if picture.getexif().get(ExifTags.Base.Orientation, 1) >= 5:  # stored lying on its side
        width, height = height, width
    if (width, height) not in {(size.width * times, size.height * times) for times in DENSITIES}:
        raise ValidationError(
            f"The picture is {width} × {height} pixels. It must be {size.measure}, or two or three times "
            "that, to stand sharp in its slot."
        )


def as_webp(picture: Image.Image, at_most: tuple[int, int] | None) -> tuple[ContentFile, tuple[int, int]]:
    drawn = picture.format in {"PNG", "GIF"}  # flat colours and lettering, which lossy compression smears
    picture = in_srgb(ImageOps.exif_transpose(picture))
    if at_most:
        picture.thumbnail(at_most, Image.Resampling.LANCZOS)
    data = BytesIO()
    picture.save(data, "WEBP", lossless=drawn, quality=90, method=6, exif=b"", icc_profile=b"", xmp=b"")
    return ContentFile(data.getvalue(), name="artwork.webp"), picture.size


def in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode != "CMYK":
        picture = picture.convert(mode)
    if profile:
        try:
            return ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # the profile is broken or of another colour space: the bare numbers are the best guess
    return picture.convert(mode)

"""Pictures that the publication shows as they were drawn, such as advertisements and its logotype."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media import darkroom

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 20_000_000


def still_picture(file, check, at_most: tuple[int, int] | None = None) -> tuple[ContentFile, tuple[int, int]]:
    """
    The picture in `file` as a WebP with its transparency, without metadata, in sRGB, scaled to fit into `at_most`;
    and its measure, in pixels.

    `check` is given the width and height and raises ValidationError where they will not do. Raises it with a
    sentence, too, for what is no still picture.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(
            "The picture is larger than 5 MB. Save it smaller; readers have to download it."
        )
    try:
        with darkroom.open_picture(file) as picture:
            if getattr(picture, "is_animated", False):
                raise ValidationError("The picture moves, and readers can't stop it. Upload a still one.")
            if picture.width * picture.height > MAX_PIXELS:  # before one of them is decoded
                raise ValidationError(
                    f"The picture is {picture.width} × {picture.height} pixels, more than a page can use. "
                    "Export it smaller."
                )
            width, height = darkroom.measure(picture)
            check(width, height)
            most_width, most_height = at_most or (width, height)
            scale = min(1, Fraction(most_width, width), Fraction(most_height, height))
            drawn = picture.format in {
                "PNG",
                "GIF",
            }  # flat colours and lettering, which lossy compression smears
            made = darkroom.develop(picture, scale, transparent=True)
        data = BytesIO()
        made.save(data, "WEBP", lossless=drawn, quality=90, method=6)
    except ValidationError:
        raise
    except Exception as error:  # Pillow meets a broken file with exceptions of many kinds
        raise ValidationError(
            "The file can't be read as a picture. Save it again as PNG, JPEG or WebP, and upload that."
        ) from error
    return ContentFile(data.getvalue(), name="picture.webp"), made.size

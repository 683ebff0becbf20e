"""Makes what the publication uploads as its logotype into the picture in the masthead."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media.still import still_picture

# Pixels; it stands up to 80 high, on sharp screens thrice that.
LEAST_HEIGHT, MOST_HEIGHT, MOST_WIDTH = 80, 240, 1600


def logotype(file) -> tuple[ContentFile, tuple[int, int]]:
    """
    The picture in `file` as a WebP with its transparency and without metadata, and its width and height in pixels.

    Raises ValidationError with a sentence for what is no still picture, or would be blurred.
    """
    return still_picture(file, check_measure, at_most=(MOST_WIDTH, MOST_HEIGHT))


def check_measure(width: int, height: int) -> None:
    if height < LEAST_HEIGHT or width < height:
        raise ValidationError(
            f"The picture is {width} × {height} pixels. A logotype has to be at least {LEAST_HEIGHT} pixels high, and "
            "not higher than wide. Export it larger."
        )

"""Makes an advertiser's file into the picture that readers get."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from ads.sizes import Size
from media.still import still_picture

DENSITIES = (1, 2, 3)


def artwork(file, size: str) -> ContentFile:
    """
    The picture in `file`, ready to be saved as a creative's artwork. Raises ValidationError with a sentence for what
    is no still picture of the size, at one, two or three times its measure.
    """
    wanted = Size(size)

    def check(width: int, height: int) -> None:
        if (width, height) not in {(wanted.width * times, wanted.height * times) for times in DENSITIES}:
            raise ValidationError(
                f"The picture is {width} × {height} pixels. It must be {wanted.measure}, or two or three times "
                "that, to stand sharp in its slot."
            )

    return still_picture(file, check)[0]

"""The icons that browsers and phones ask for, made of the one that the publication uploads."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePath

import PIL.Image
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.templatetags.static import static

from media.still import still_picture

ICON = "512"
# Pixels.
SMALL, LARGE, TOUCH, FAVICONS = 192, 512, 180, (16, 32, 48)
# What a phone cuts out of a maskable icon is at least the circle of this part of its width (W3C, Web App Manifest).
SAFE = 0.8
BUILT_IN = Path(settings.BASE_DIR, "static/img/icon")

# By its name: the file, and what it is to a web manifest (purpose and pixels), if anything.
FILES = {
    "192": "192.png",
    "512": "512.png",
    "maskable": "maskable.png",
    "touch": "touch.png",
    "favicon": "favicon.ico",
}
IN_MANIFEST = {"192": ("any", SMALL), "512": ("any", LARGE), "maskable": ("maskable", LARGE)}


def icon(file) -> ContentFile:
    """The largest icon, a PNG. Raises ValidationError with a sentence for what will not do."""
    drawn, _ = still_picture(file, check_measure, at_most=(LARGE, LARGE))
    with PIL.Image.open(drawn) as picture:
        return ContentFile(_png(picture.convert("RGBA").resize((LARGE, LARGE))), name=FILES[ICON])


def check_measure(width: int, height: int) -> None:
    if width != height or width < LARGE:
        raise ValidationError(
            f"The picture is {width} × {height} pixels. An icon has to be square, and at least {LARGE} pixels wide. "
            "Export it anew."
        )


def write_others(largest) -> None:
    """Writes the other icons beside the largest, a field's file, under its own new address."""
    with largest.open() as file, PIL.Image.open(file) as picture:
        others = made_of(picture.convert("RGBA"))
    for name, content in others.items():
        largest.storage.save(str(PurePath(largest.name).with_name(FILES[name])), ContentFile(content))


def made_of(largest: PIL.Image.Image) -> dict[str, bytes]:
    """The other icons, by name."""
    favicon = BytesIO()
    largest.save(favicon, "ICO", sizes=[(side, side) for side in FAVICONS])
    return {
        "192": _png(_at(largest, SMALL)),
        "touch": _png(_on_ground(_at(largest, TOUCH), TOUCH)),
        "maskable": _png(_on_ground(_at(largest, int(LARGE * SAFE)), LARGE)),
        "favicon": favicon.getvalue(),
    }


def _at(picture: PIL.Image.Image, side: int) -> PIL.Image.Image:
    return picture.resize((side, side), PIL.Image.Resampling.LANCZOS)


def _on_ground(picture: PIL.Image.Image, side: int) -> PIL.Image.Image:
    """In the middle of a square in the colour of its corner; white, where the corner lets through what is behind."""
    *colour, opacity = picture.crop((0, 0, 1, 1)).tobytes()
    ground = PIL.Image.new("RGB", (side, side), tuple(colour) if opacity == 255 else "white")
    place = (side - picture.width) // 2
    ground.paste(picture, (place, place), picture)
    return ground


def _png(picture: PIL.Image.Image) -> bytes:
    data = BytesIO()
    picture.save(data, "PNG", optimize=True)
    return data.getvalue()


def url(publication, name: str) -> str:
    """
    Where the icon lies: one that was uploaded, at an address that never shows another; or the built-in one, also where
    an error leaves no publication to ask.
    """
    if publication and publication.icon:
        return str(PurePath(publication.icon.url).with_name(FILES[name]))
    return static(f"img/icon/{FILES[name]}")


def content(publication, name: str) -> bytes:
    """The file itself, for the addresses that are asked for unseen."""
    if publication.icon:
        try:
            with publication.icon.storage.open(
                str(PurePath(publication.icon.name).with_name(FILES[name]))
            ) as file:
                return file.read()
        except FileNotFoundError:  # a folder that was not restored
            pass
    return (BUILT_IN / FILES[name]).read_bytes()

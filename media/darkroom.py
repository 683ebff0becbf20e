"""Opens pictures that strangers made, and turns them into plain ones: upright, in sRGB, without metadata."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from io import BytesIO

import PIL.Image
from PIL import ExifTags, ImageCms
from PIL.Image import Resampling, Transpose

# What the library takes, by Pillow's name, with the extension that the original is kept under. MPO is the JPEG
# with a second picture inside (depth, gain map) that many phones make.
FORMATS = {
    "JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif", "TIFF": "tif",
}  # fmt: skip

# A JPEG is decoded at a fraction of its size; the others need all their pixels in memory at once.
MAX_PIXELS = {"JPEG": 100_000_000, "MPO": 100_000_000}
MAX_PIXELS_OTHERWISE = 50_000_000
# Pillow warns above this and refuses twice as much; it looks at some headers before we can.
PIL.Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())

MODES = {"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr",
         "I;16", "I;16L", "I;16B", "I;16N"}  # fmt: skip

# EXIF's orientation: what makes the stored pixels upright.
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
LYING = {5, 6, 7, 8}

SRGB = ImageCms.createProfile("sRGB")


def open_picture(file) -> PIL.Image.Image:
    """Reads the header alone; the content decides, whatever the file is called."""
    file.seek(0)
    return PIL.Image.open(file, formats=[name for name in FORMATS if name != "MPO"])  # JPEG opens that


def max_pixels(picture: PIL.Image.Image) -> int:
    return MAX_PIXELS.get(picture.format or "", MAX_PIXELS_OTHERWISE)


def orientation(picture: PIL.Image.Image) -> int:
    try:
        return picture.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # EXIF of all makes: what can't be read says nothing
        return 1


def measure(picture: PIL.Image.Image) -> tuple[int, int]:
    """
    The width and height of the upright picture, in pixels. Of a PNG it decodes them all, to see how it lies: a damaged
    one raises almost anything.
    """
    width, height = picture.size
    if picture.format == "PNG":
        picture.load()  # or orientation() would, which keeps quiet of what it can't read
    return (height, width) if orientation(picture) in LYING else (width, height)


def load(picture: PIL.Image.Image, scale: Fraction | float = 1) -> None:
    """
    Decodes the pixels. A JPEG is decoded smaller, by a half, a quarter or an eighth, where that still leaves
    `scale` of its size. A damaged file raises almost anything.
    """
    width, height = picture.size
    picture.draft(None, (max(1, int(width * scale)), max(1, int(height * scale))))
    picture.load()


def develop(
    picture: PIL.Image.Image, scale: Fraction | float = 1, *, transparent: bool = False
) -> PIL.Image.Image:
    """The first frame at `scale` of its size, plain; on white, unless it may stay `transparent`."""
    width, height = picture.size
    turn = UPRIGHT.get(orientation(picture))
    profile = picture.info.get("icc_profile")
    load(picture, scale)
    mode = "RGBA" if transparent and picture.has_transparency_data else "RGB"
    plain = picture.convert(mode) if mode == "RGBA" else _on_white(picture)
    plain = plain.resize(
        (max(1, round(width * scale)), max(1, round(height * scale))), Resampling.LANCZOS, reducing_gap=2.0
    )
    plain = _in_srgb(plain, profile, mode)
    if turn is not None:
        plain = plain.transpose(turn)
    plain.info.clear()
    return plain


def _on_white(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Without transparency, in a mode that can be scaled."""
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = PIL.Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture)
        paper.info = picture.info
        return paper
    if picture.mode in {"P", "PA", "RGBX"}:
        return picture.convert("RGB")
    return picture.convert("L") if picture.mode == "1" else picture


def _in_srgb(picture: PIL.Image.Image, profile: bytes | None, mode: str) -> PIL.Image.Image:
    if profile:
        # A broken profile, or one for other colours than the picture has, is passed over.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            return ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                SRGB,
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode=mode,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
    return picture.convert(mode)

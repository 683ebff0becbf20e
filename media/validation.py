"""What may come into the library. Each refusal says what is wrong with the file and what to do."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import PIL.Image
from django.core.exceptions import ValidationError
from PIL import ExifTags

from media import darkroom, metadata

MAX_BYTES = 50 * 1024 * 1024
# A progressive JPEG has about ten scans; thousands of empty ones keep a decoder busy for minutes.
MAX_SCANS = 40
JPEG_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
JPEG_SCAN, JPEG_END = b"\xda", b"\xd9"
TIFF_REDUCED_COPY = 1  # raw files of many makes are TIFFs that begin with a small copy

EMPTY = "This file is empty (0 bytes). Copy it again from where it came from, then upload that."
TOO_LARGE = (
    f"This file is larger than {MAX_BYTES // 1024**2} MB, the most that the library takes. "
    "Save it as a JPEG with fewer pixels or less quality, and upload that."
)
TOO_MANY_PIXELS = (
    "This picture has too many pixels: the library takes JPEGs up to "
    f"{darkroom.MAX_PIXELS['JPEG'] // 10**6} megapixels and other files up to "
    f"{darkroom.MAX_PIXELS_OTHERWISE // 10**6}. Make it smaller and upload that."
)
DAMAGED = (
    "This picture is damaged or cut off: it can't be read to its end. "
    "Copy it again from the camera or the sender, then upload that."
)
OVERLOADED = (
    "This picture is packed in a way that would keep the server busy for too long. "
    "Save it anew from a picture editor, without its metadata, and upload that."
)
RAW = "This is a camera's raw file. Export it as JPEG and upload that."
UNUSUAL = "This picture keeps its colours in a way that the web can't show. Save it as JPEG and upload that."
UNKNOWN = "This is not a picture that the library can read. Upload a JPEG, PNG, WebP, AVIF, GIF or TIFF file."
# How files begin that people take for pictures; see also the specifications of ISO BMFF (ftyp) and PDF.
LOOKALIKES = [
    (rb"....ftyp(hei|hev|mif1|msf1)", "This is an HEIC picture, as iPhones make them, which browsers can't show. "
     "Export it as JPEG and upload that."),
    (rb"\s*(\xef\xbb\xbf)?(<\?xml.*|<!--.*)?<(!DOCTYPE )?svg", "This is an SVG drawing, which can carry scripts. "
     "Export it as PNG and upload that."),
    (rb"%PDF-", "This is a PDF. Export the picture in it as JPEG or PNG and upload that."),
    (rb"\xff\xd8\xff|\x89PNG\r\n|GIF8|II\*\0|MM\0\*|RIFF....WEBP|....ftypavif", DAMAGED),
]  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What a sound file says. `width` and `height` are in pixels, of the upright picture."""

    extension: str
    width: int
    height: int
    content_hash: str
    metadata: dict[str, str]


def read(file) -> Reading:
    """
    Reads the picture to its last pixel, unless its size or its header alone are reason to refuse it.

    Raises ValidationError with a sentence for whoever uploads it.
    """
    content = _content(file)
    try:
        with darkroom.open_picture(file) as picture:
            if reason := _refusal(picture, content):
                raise ValidationError(reason)
            width, height = darkroom.measure(picture)
            darkroom.load(picture, scale=1 / 8)
            return Reading(
                extension=darkroom.FORMATS[picture.format],
                width=width,
                height=height,
                content_hash=hashlib.sha256(content).hexdigest(),
                metadata=metadata.read(picture),
            )
    except ValidationError:
        raise
    except Exception as error:  # decoders raise almost anything
        raise ValidationError(_explain(error, content)) from error


def _content(file) -> bytes:
    file.seek(0)
    content = file.read(MAX_BYTES + 1)
    if not content:
        raise ValidationError(EMPTY)
    if len(content) > MAX_BYTES:
        raise ValidationError(TOO_LARGE)
    return content


def _refusal(picture: PIL.Image.Image, content: bytes) -> str:
    width, height = picture.size
    if width * height > darkroom.max_pixels(picture):
        return TOO_MANY_PIXELS
    if picture.format in {"JPEG", "MPO"} and _scans(content) > MAX_SCANS:
        return OVERLOADED
    if picture.format == "TIFF" and picture.tag_v2.get(ExifTags.Base.NewSubfileType) == TIFF_REDUCED_COPY:
        return RAW
    return "" if picture.mode in darkroom.MODES else UNUSUAL


def _scans(jpeg: bytes) -> int:
    """How many scans a JPEG has. Within a scan's data, FF is followed by 00 or a restart marker (ITU T.81, B.1)."""
    scans, position = 0, 2
    while marker := JPEG_MARKER.search(jpeg, position):
        if marker[1] == JPEG_END:
            break
        scans += marker[1] == JPEG_SCAN
        position = marker.end() + int.from_bytes(jpeg[marker.end() : marker.end() + 2], "big")
    return scans


def _explain(error: Exception, content: bytes) -> str:
    if isinstance(error, PIL.Image.DecompressionBombError | PIL.Image.DecompressionBombWarning | MemoryError):
        return TOO_MANY_PIXELS
    if isinstance(error, PIL.UnidentifiedImageError):
        head = content[:1000]
        lookalikes = (what for start, what in LOOKALIKES if re.match(start, head, re.DOTALL))
        return next(lookalikes, UNKNOWN)
    if isinstance(error, ValueError) and "too large" in str(error):  # a PNG's packed text
        return OVERLOADED
    return DAMAGED

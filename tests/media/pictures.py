"""Pictures as they come to a newsroom, sound and broken, and what a test asks of them."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags
from PIL import Image as Picture

RED, BLUE = (200, 30, 40), (20, 60, 200)


def encode(picture, format_name="JPEG", **options) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, format_name, **options)
    return buffer.getvalue()


def half_and_half(width=600, height=400, mode="RGB"):
    """Red on the left, blue on the right."""
    picture = Picture.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width // 2, height))
    return picture.convert(mode)


def photo(width=600, height=400, **options) -> bytes:
    return encode(half_and_half(width, height), **options)


def rotated(orientation, width=600, height=400) -> bytes:
    """A photo that a camera stored lying, with the orientation that makes it upright."""
    turned = {
        6: Picture.Transpose.ROTATE_90,
        8: Picture.Transpose.ROTATE_270,
        3: Picture.Transpose.ROTATE_180,
    }
    exif = Picture.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return encode(half_and_half(width, height).transpose(turned[orientation]), exif=exif)


def noise(width=1200, height=800) -> bytes:
    """A JPEG that is large for its size, so that a cut falls into the middle of its pixels."""
    return encode(Picture.effect_noise((width, height), 80).convert("RGB"))


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with_packed_text(size=100 * 1024 * 1024) -> bytes:
    """A small PNG whose text unpacks to `size` bytes."""
    whole = encode(Picture.new("RGB", (8, 8)), "PNG")
    after_header = whole.index(b"IDAT") - 4
    text = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * size, 9))
    return whole[:after_header] + text + whole[after_header:]


def png_claiming(width, height) -> bytes:
    """A PNG of a few bytes that says it has so many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)
    return start + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + png_chunk(b"IEND", b"")


def jpeg_with_scans(count) -> bytes:
    """A progressive JPEG whose last scan is there again and again."""
    whole = encode(half_and_half(1200, 800), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


def as_upload(content: bytes, name="photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def near(colour, expected, tolerance=12) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(colour, expected, strict=True))


def torn_png() -> bytes:
    """A PNG with all checksums right, whose pixels can't be unpacked beyond the middle."""
    content = encode(Picture.effect_noise((300, 300), 80), "PNG")
    at = content.index(b"IDAT") - 4
    length = struct.unpack(">I", content[at : at + 4])[0]
    data = content[at + 8 : at + 8 + length]
    data = data[: length // 2] + b"\xff" * (length - length // 2)
    chunk = b"IDAT" + data
    return content[: at + 4] + chunk + struct.pack(">I", zlib.crc32(chunk)) + content[at + 12 + length :]

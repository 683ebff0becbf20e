"""
Renditions: what readers get of a picture. Which ones exist follows from its size, so that a page needs neither the
disk nor a query to show one: `content_hash`, `width`, `height`, `sizes_made`, the focal point and the alt text are
enough.

An address holds the hash of the original, and for crops the focal point, so what it shows never changes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import PIL.Image
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from media import darkroom

if TYPE_CHECKING:
    from media.models import Image


class Shape(NamedTuple):
    ratio: Fraction | None  # width to height; None for the whole picture
    widths: tuple[tuple[int, ...], ...]  # in pixels: the first, and those that were added later, time by time


# A picture whose `sizes_made` is 1 has the first widths of each shape, one whose is 2 has those of the second time too:
# a new width goes into a tuple of its own, and pages name it for a picture once it is there.
SHAPES = {
    "full": Shape(None, ((480, 800, 1200, 1600),)),
    "card": Shape(Fraction(3, 2), ((240, 480, 800), (1200, 1600))),
    "square": Shape(Fraction(1), ((96, 192, 384),)),
    # What others show beside a link: 1,200 × 630 pixels.
    "social": Shape(Fraction(40, 21), ((), (), (1200,))),
}
ALL_SIZES = max(len(shape.widths) for shape in SHAPES.values())

# Extension: Pillow's name and how it is saved. Browsers take the first that they know.
FORMATS = {
    # A quarter less than at 60, which nobody can tell from it on a phone.
    "avif": ("AVIF", {"quality": 53, "speed": 9}),
    # Methods above 2 take twice as long for 4 per cent less, for the few browsers that know WebP and not AVIF.
    "webp": ("WEBP", {"quality": 76, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
FALLBACK_WIDTH = 800


class Rendition(NamedTuple):
    """A shape at one size, in pixels. `name` is its place under MEDIA_ROOT and MEDIA_URL, without extension."""

    name: str
    width: int
    height: int

    def url(self, extension: str = "jpg") -> str:
        return f"{settings.MEDIA_URL}{self.name}.{extension}"

    def file(self, extension: str) -> Path:
        return Path(settings.MEDIA_ROOT, f"{self.name}.{extension}")


def renditions(image: Image, shape: str = "full", *, sizes: int | None = None) -> list[Rendition]:
    """
    From the smallest to the largest; none is larger than the original, and there is always one, but of a shape that
    came after the picture (see social()). `sizes` stands in for the picture's `sizes_made`.
    """
    width, height = _frame(image, shape)
    name = f"{_folder(image)}/{shape}-"
    if SHAPES[shape].ratio:
        name += f"{image.focal_x}-{image.focal_y}-"
    widths = chain.from_iterable(SHAPES[shape].widths[: sizes or image.sizes_made])
    return [
        Rendition(f"{name}{w}", w, max(1, round(w * height / width)))
        for w in sorted({min(w, width) for w in widths})
    ]


def rendition(image: Image, shape: str = "full", *, at_most: int) -> Rendition:
    """The largest one that is not wider than `at_most` pixels, or the smallest there is."""
    return _largest(renditions(image, shape), at_most)


def social(image: Image) -> Rendition:
    """What stands for the picture beside a link; the whole of one that is older than that crop."""
    return (renditions(image, "social") or [rendition(image, at_most=1200)])[-1]


def _largest(ascending: list[Rendition], at_most: int) -> Rendition:
    return next((one for one in reversed(ascending) if one.width <= at_most), ascending[0])


def _folder(image: Image) -> str:
    return f"{image.content_hash[:2]}/{image.content_hash[2:24]}"


def _frame(image: Image, shape: str) -> tuple[int, int]:
    """The size of what the shape shows, in pixels of the original."""
    ratio = SHAPES[shape].ratio
    if ratio is None:
        return image.width, image.height
    if image.width * ratio.denominator > image.height * ratio.numerator:
        return max(1, image.height * ratio.numerator // ratio.denominator), image.height
    return image.width, max(1, image.width * ratio.denominator // ratio.numerator)


# --- In a page ----------------------------------------------------------------------------------------


def picture_html(
    image: Image | None,
    *,
    shape: str = "full",
    sizes: str = "100vw",
    loading: str = "lazy",
    fetchpriority: str = "",
    alt: str | None = None,
    css_class: str = "",
) -> SafeString:
    """
    A `<picture>` of AVIF, WebP and JPEG, or nothing where there is no picture. `sizes` is the attribute of that name;
    `alt` stands in for the picture's own; `css_class` goes to the `<img>`. The first picture on a page is better
    with `loading="eager"` and `fetchpriority="high"`.
    """
    if image is None:
        return mark_safe("")
    choice = renditions(image, shape)
    largest = choice[-1]
    start = settings.MEDIA_URL
    sizes = escape(sizes)

    def srcset(extension: str) -> SafeString:
        # Of hexadecimal digits and numbers: nothing to escape, and escaping is most of the time that this takes.
        return mark_safe(", ".join([f"{start}{name}.{extension} {width}w" for name, width, _ in choice]))  # noqa: S308

    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}"><source type="image/webp" srcset="{}" sizes="{}">'
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="{}" decoding="async"{}{}>'
        "</picture>",
        srcset("avif"), sizes, srcset("webp"), sizes, _largest(choice, FALLBACK_WIDTH).url(), srcset("jpg"), sizes,
        largest.width, largest.height, image.alt if alt is None else alt, loading,
        format_html(' fetchpriority="{}"', fetchpriority) if fetchpriority else "",
        format_html(' class="{}"', css_class) if css_class else "",
    )  # fmt: skip


# --- On the disk --------------------------------------------------------------------------------------


def make(image: Image) -> int:
    """
    Makes the renditions that are missing, and says how many. Each appears whole or not at all, so two that do it at
    once don't mind each other.

    Raises OSError where the original can't be read or the disk is full.
    """
    missing = {
        shape: [
            one
            for one in renditions(image, shape, sizes=ALL_SIZES)
            if not all(one.file(extension).exists() for extension in FORMATS)
        ]
        for shape in SHAPES
    }
    missing = {shape: wanted for shape, wanted in missing.items() if wanted}
    if not missing:
        return 0
    # One picture that is just large enough for all that is cut from it.
    scale = max(Fraction(wanted[-1].width, _frame(image, shape)[0]) for shape, wanted in missing.items())
    with image.file.open() as original, darkroom.open_picture(original) as picture:
        base = darkroom.develop(picture, scale)

    def cut(job: tuple[str, Rendition]) -> None:
        shape, one = job
        size, box = (one.width, one.height), _box(image, shape, base)
        _write(one, base.resize(size, PIL.Image.Resampling.LANCZOS, box, reducing_gap=3.0))

    jobs = [(shape, one) for shape, wanted in missing.items() for one in wanted]
    jobs.sort(key=lambda job: -job[1].width)  # so that no processor waits at the end for a large one
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # Pillow lets go of the interpreter while it encodes
        list(pool.map(cut, jobs))
    return len(jobs)


def _box(image: Image, shape: str, base: PIL.Image.Image) -> tuple[float, float, float, float]:
    """What the shape shows of `base`: as much on each side of the focal point, as far as the picture reaches."""
    width, height = _frame(image, shape)
    across, down = base.width / image.width, base.height / image.height
    left = min(max(0, image.width * image.focal_x / 100 - width / 2), image.width - width)
    top = min(max(0, image.height * image.focal_y / 100 - height / 2), image.height - height)
    return left * across, top * down, (left + width) * across, (top + height) * down


def _write(one: Rendition, picture: PIL.Image.Image) -> None:
    for extension, (format_name, options) in FORMATS.items():
        content = BytesIO()
        picture.save(content, format_name, **options)
        write_whole(one.file(extension), content.getvalue())


def write_whole(path: Path, content: bytes) -> None:
    """Writes the file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        half_done = Path(file.name)
        try:
            file.write(content)
            file.flush()
            half_done.chmod(0o644)  # the web server is another user
            half_done.replace(path)
        except BaseException:
            half_done.unlink(missing_ok=True)
            raise


def remove(image: Image) -> None:
    shutil.rmtree(Path(settings.MEDIA_ROOT, _folder(image)), ignore_errors=True)

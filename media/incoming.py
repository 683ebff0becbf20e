"""
Pictures on their way into the library.

An upload is read once and kept aside under its hash until the library has it: a form that comes back for want of an
alt text needn't be given the file again. What nobody saved goes after a day, and with it the files that a broken-off
save may have left.
"""

from __future__ import annotations

import base64
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path, PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import connection, transaction
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html

from media import darkroom, metadata, validation
from media.aside import Aside
from media.models import Image

logger = logging.getLogger(__name__)

ASIDE = Aside("incoming")
PREVIEW_WIDTH = 800
FILENAME_LENGTH = 150

NOT_CROPPED = (
    "The crops around the new focal point could not be stored, perhaps because the server's disk is full. Nothing "
    "was saved. Tell whoever runs the server, and try again."
)
NOT_STORED = (
    "The picture could not be stored, perhaps because the server's disk is full. Nothing of it was saved. "
    "Tell whoever runs the server, and try again."
)


@dataclass(frozen=True)
class Upload:
    """A sound picture that is kept aside. `filename` is what its uploader calls it."""

    path: Path
    filename: str
    reading: validation.Reading

    @property
    def token(self) -> str:
        """Brings the upload back for the same person, with recall()."""
        owner, _, _ = self.path.name.partition("-")
        return ASIDE.token(self.path, self.filename, owner)

    @property
    def fields(self) -> dict[str, str]:
        """What the picture says of itself, as values of the library's text fields."""
        return metadata.fields(self.reading.metadata)

    @cached_property
    def preview(self) -> str:
        """The picture as the address of an `<img>`, for a page that only its uploader sees."""
        with self.path.open("rb") as file, darkroom.open_picture(file) as picture:
            small = darkroom.develop(picture, min(1, PREVIEW_WIDTH / max(picture.size)))
        content = BytesIO()
        small.save(content, "JPEG", quality=75)
        return f"data:image/jpeg;base64,{base64.b64encode(content.getvalue()).decode()}"

    def place(self, image: Image) -> None:
        """
        Stores the original and its renditions, and tells the new picture what was read. Call keep() next.

        Raises ValidationError where the disk is full.
        """
        reading = self.reading
        image.width, image.height, image.content_hash = reading.width, reading.height, reading.content_hash
        image.iptc = {**reading.metadata, "filename": self.filename}
        image.taken_at = parse_datetime(reading.metadata.get("taken_at", ""))
        storage, name = image.file.storage, image.file.field.generate_filename(image, self.path.name)
        storage.delete(name)  # no picture has it: a save that broke off left it
        try:
            with explained(NOT_STORED), self.path.open("rb") as file:
                image.file.save(self.path.name, File(file), save=False)
                image.make_renditions()
        except BaseException:
            image.file.name = name
            image.remove_files()
            raise

    def keep(self, image: Image) -> None:
        """Saves the new picture; where that fails, its files go too."""
        try:
            with transaction.atomic():
                image.save()
        except BaseException:
            image.remove_files()
            raise
        transaction.on_commit(partial(self.path.unlink, missing_ok=True))


class AlreadyThere(ValidationError):
    """The library has this very file, as `image`."""

    def __init__(self, image: Image):
        self.image = image
        address = reverse("admin:media_image_change", args=[image.pk])
        super().__init__(
            format_html('This picture is already in the library: <a href="{}">{}</a>.', address, image)
        )


def receive(file, *, by=None) -> Upload:
    """
    Reads an uploaded file and keeps it aside for `by`.

    Raises ValidationError with a sentence where it is no sound picture, where the library has it already, and where
    the disk is full.
    """
    reading = validation.read(file)
    refuse_twice(reading)
    _sweep()
    file.seek(0)
    with explained(NOT_STORED):
        path = ASIDE.keep(f"{_owner(by)}-{reading.content_hash}.{reading.extension}", file.read())
    name = PurePath(getattr(file, "name", None) or "")
    return Upload(path, name.stem[:FILENAME_LENGTH] + name.suffix[:10], reading)


def recall(token: str, *, by=None) -> Upload | None:
    """The upload that receive() kept aside for `by`; None where there is none (any more)."""
    try:
        path, filename = ASIDE.recall(token, _owner(by))
        with path.open("rb") as file:
            return Upload(path, filename, validation.read(file))
    except (FileNotFoundError, ValidationError):
        return None


@transaction.atomic
def add_picture(file, *, by=None, **fields) -> Image:
    """
    Brings a picture into the library with its renditions, for programs. What `fields` doesn't say is taken from the
    picture's own metadata.

    Raises ValidationError with a sentence for what is wrong with the file or missing in the fields.
    """
    upload = receive(file, by=by)
    image = Image(**upload.fields | fields, uploaded_by=by)
    upload.place(image)
    try:
        image.full_clean()
    except ValidationError:
        image.remove_files()
        raise
    upload.keep(image)
    return image


def refuse_twice(reading: validation.Reading) -> None:
    """
    Raises AlreadyThere where the library has the picture. A second save of the same picture waits here for the end
    of the first's transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [reading.content_hash])
    if image := Image.objects.filter(content_hash=reading.content_hash).first():
        raise AlreadyThere(image)


@contextmanager
def explained(sentence: str):
    """Turns trouble with the disk into a sentence at the form and a line in the log for the operator."""
    try:
        yield
    except OSError as error:
        logger.exception("A picture could not be stored")
        raise ValidationError(sentence) from error


def _sweep() -> None:
    """Removes what was kept aside for long enough, and what broken-off saves have left of it."""
    for path in ASIDE.sweep():
        content_hash = path.stem.partition("-")[2]
        wanted = any(ASIDE.path.glob(f"*-{content_hash}.*"))
        if not wanted and not Image.objects.filter(content_hash=content_hash).exists():
            left = Image(content_hash=content_hash)
            left.file.name = left.file.field.generate_filename(left, path.name)
            left.remove_files()


def _owner(by) -> str:
    return str(by.pk) if by else "nobody"

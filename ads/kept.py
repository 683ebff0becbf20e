"""Keeps an advertiser's file aside while its form is put right, so that it needn't be chosen again."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=1)
FOLDER = "artwork"
SALT = "ads.kept"


def keep(file) -> str:
    """Keeps the file where nothing is served, for a day. The token brings it back; it is empty on a full disk."""
    private = storages["originals"]
    file.seek(0)
    try:
        name = private.save(f"{FOLDER}/{uuid.uuid4().hex}", file)
        _sweep(private)
    except OSError:
        logger.exception("An advertiser's file could not be kept")
        return ""
    return signing.dumps([name, file.name], salt=SALT)


def recall(token: str) -> ContentFile | None:
    """The file that keep() gave the token for; None where there is none (any more)."""
    try:
        name, called = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
        with storages["originals"].open(name) as file:
            return ContentFile(file.read(), name=called)
    except (signing.BadSignature, FileNotFoundError):
        return None


def _sweep(private) -> None:
    for name in private.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if private.get_modified_time(path) < timezone.now() - KEPT_FOR:
            private.delete(path)

"""Files that wait for a day, where nothing is served: a form that comes back needn't be given them again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core import signing

from media.renditions import write_whole

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Aside:
    """A folder beside the originals. `owner` is whoever alone may have a file back; empty: whoever has its token."""

    folder: str

    @property
    def path(self) -> Path:
        return Path(settings.ORIGINALS_ROOT, self.folder)

    def keep(self, name: str, content: bytes) -> Path:
        """Raises OSError where the disk is full. Nobody else on the machine may read what waits here."""
        for private in (self.path.parent, self.path):
            private.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.path / name, content)
        return self.path / name

    def token(self, path: Path, filename: str, owner: str = "") -> str:
        """Brings back the file, and the name that its uploader gave it, with recall()."""
        return signing.dumps([path.name, filename], salt=self._salt(owner))

    def recall(self, token: str, owner: str = "") -> tuple[Path, str]:
        """The file and its uploader's name for it. Raises FileNotFoundError where there is none (any more)."""
        try:
            name, filename = signing.loads(token, salt=self._salt(owner), max_age=KEPT_FOR)
        except signing.BadSignature as error:
            raise FileNotFoundError from error
        return self.path / name, filename

    def sweep(self) -> Iterator[Path]:
        """Removes what waited for long enough, and says what that was."""
        limit = time.time() - KEPT_FOR.total_seconds()
        for path in self.path.glob("*"):
            with suppress(FileNotFoundError):  # another request was quicker
                if path.stat().st_mtime <= limit:
                    path.unlink()
                    yield path

    def _salt(self, owner: str) -> str:
        return f"media.aside.{self.folder}.{owner}"

"""
The readers' style sheets as one file, `css/site.css`: on a phone every further request costs more than its bytes.

There is no build step. Where static files are looked for or collected, the file is put together from its parts.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
# By region; the order of the layers is said in the first.
PARTS = [
    "tokens",
    "base",
    "chrome",
    "slots",
    "cards",
    "body",
    "paragraph",
    "gallery",
    "embed",
    "story",
    "series",
    "front",
    "zones",
    "lists",
    "search",
    "banner",
    "right-to-left",
]


class SiteStylesheetFinder(BaseFinder):
    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(settings.VAR_DIR / "stylesheet")

    def find(self, path, find_all=False, **kwargs):
        if path != NAME:
            return []
        found = str(self._put_together())
        return [found] if find_all else found

    def list(self, ignore_patterns):
        self._put_together()
        yield NAME, self.storage

    def _put_together(self) -> Path:
        """Writes the file anew only where a part has changed, and never half."""
        folder = settings.BASE_DIR / "static" / "css"
        content = "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
        path = Path(self.storage.path(NAME))
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
                file.write(content)
            whole = Path(file.name)
            whole.chmod(0o644)  # the web server is another user
            whole.replace(path)
        return path

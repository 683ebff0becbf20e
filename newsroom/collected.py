"""What style sheets, scripts and pictures of ours are called in a page: by their content, once they are collected."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """In development nobody needs to collect: until somebody has, they are served from where they lie."""

    def stored_name(self, name):
        if not self.hashed_files and not settings.PRODUCTION:
            return name
        return super().stored_name(name)

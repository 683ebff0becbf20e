"""What style sheets, scripts and pictures of ours are called in a page: by their content, once they are collected."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """In development nobody needs to collect: until somebody has, they are served from where they lie."""

    # A module that a page loads and another imports by its place is one: twice, by two addresses, it would run twice.
    support_js_module_import_aggregation = True

    def stored_name(self, name):
        if not self.hashed_files and not settings.PRODUCTION:
            return name
        return super().stored_name(name)

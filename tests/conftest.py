"""What all tests share."""

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.files.storage import storages

from newsroom.environment import ensure_database
from newsroom.postgres import PostgresError


def pytest_configure():
    try:
        ensure_database()
    except PostgresError as error:
        pytest.exit(str(error), returncode=1)


def pytest_collection_modifyitems(items):
    """
    What the migrations filled in has to be there again after a test that really commits; and where one such test
    asks for that, all have to, or the next finds other keys than it remembers.
    """
    for item in items:
        for marker in item.iter_markers("django_db"):
            committing = marker.kwargs.get("transaction")
            if committing and not marker.kwargs.get("serialized_rollback"):
                raise pytest.UsageError(
                    f"{item.nodeid}: add serialized_rollback=True to its django_db marker."
                )


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    """What a test uploads goes to its own folder; style sheets are served as they are, not collected."""
    settings.MEDIA_ROOT = tmp_path / "public"
    settings.ORIGINALS_ROOT = tmp_path / "originals"
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_USE_FINDERS = False  # it would look at every file anew for each client
    options = settings.STORAGES["originals"]["OPTIONS"] | {"location": settings.ORIGINALS_ROOT}
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {**settings.STORAGES["originals"], "OPTIONS": options},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # A field keeps the storage that it was defined with.
    field = apps.get_model("media", "Image")._meta.get_field("file")
    monkeypatch.setattr(field, "storage", storages["originals"])


@pytest.fixture(autouse=True)
def nothing_kept():
    """Each test begins without pages kept from another."""
    caches["pages"].clear()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A hash that is slow on purpose would be most of the time that a sign-in takes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""The project's settings with a database of its own. `BENCH_KEEP=0`: no page is kept, each is made anew."""

import os

from newsroom.settings import *  # noqa: F403
from newsroom.settings import CACHES, DATABASES, LOGGING, VAR_DIR

DATABASES["default"]["NAME"] = "newsroom_bench"
MEDIA_ROOT = VAR_DIR / "bench"
STATIC_ROOT = VAR_DIR / "bench-static"
LOGGING.clear()
if os.environ.get("BENCH_KEEP") == "0":
    CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

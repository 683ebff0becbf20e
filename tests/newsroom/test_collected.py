"""Style sheets and scripts as they are collected for a server."""

import re

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

IMPORTED = re.compile(r"""\bfrom\s*["'](\./[^"']+)["']""")
COLLECTED = settings.STORAGES | {"staticfiles": {"BACKEND": "newsroom.collected.CollectedFiles"}}


def test_a_module_that_others_import_is_the_one_that_pages_load(tmp_path):
    """Loaded by two addresses it would run twice, and know nothing of itself."""
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=COLLECTED):
        call_command("collectstatic", interactive=False, verbosity=0)
        imported = set()
        for script in (settings.BASE_DIR / "static").rglob("*.js"):
            name = script.relative_to(settings.BASE_DIR / "static")
            as_loaded = tmp_path / staticfiles_storage.stored_name(name.as_posix())
            imports = IMPORTED.findall(as_loaded.read_text())
            ours = [name.parent / one for one in IMPORTED.findall(script.read_text())]
            pages = [staticfiles_storage.stored_name(one.as_posix()) for one in ours]
            assert [(as_loaded.parent / one).relative_to(tmp_path).as_posix() for one in imports] == pages
            imported.update(pages)
    assert imported

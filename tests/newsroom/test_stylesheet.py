"""The readers' style sheets come as one file that holds all of them."""

from pathlib import Path

from django.contrib.staticfiles import finders

from newsroom.stylesheet import NAME, PARTS


def test_the_one_file_holds_every_region_and_follows_its_changes(settings):
    found = Path(finders.find(NAME)).read_text(encoding="utf-8")
    folder = settings.BASE_DIR / "static/css"
    for part in PARTS:
        assert (folder / f"{part}.css").read_text(encoding="utf-8") in found
    Path(finders.find(NAME)).write_text("old")
    assert Path(finders.find(NAME)).read_text(encoding="utf-8") == found


def test_no_region_is_forgotten(settings):
    regions = {path.stem for path in (settings.BASE_DIR / "static/css").glob("*.css")}
    assert regions == {*PARTS, "print"}

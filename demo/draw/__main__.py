"""Redraw the demo's pictures, portraits and advertisements: `python -m demo.draw [SLUG ...]`, all unless named."""

import sys
import tomllib
from pathlib import Path

from playwright.sync_api import Page

from . import house_ads, pictures, portraits  # noqa: F401 - importing registers the drawings
from .kit import Sheet
from .press import browser_page, on_paper, press_metadata, render, save_jpeg, save_png
from .registry import ADVERTISEMENTS, PICTURES, PORTRAITS, Drawings

CONTENT = Path(__file__).parent.parent / "content"
PICTURE_BYTES, PORTRAIT_BYTES = 126_000, 60_000


def entries(name: str, key: str, wanted: list[str]) -> list[dict]:
    found = tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))[key]
    return [entry for entry in found if not wanted or entry["slug"] in wanted]


def drawn(drawings: Drawings, slug: str, width: int, height: int, *, uneven: float = 5) -> Sheet:
    paper, draw = drawings[slug]
    sheet = Sheet(slug, width, height, paper, uneven)
    draw(sheet)
    return sheet


def draw_editorial(page: Page, wanted: list[str]) -> None:
    for picture in entries("pictures", "picture", wanted):
        sheet = drawn(PICTURES, picture["slug"], 1600, 1067)
        image = on_paper(render(page, sheet), sheet.name)
        save_jpeg(image, CONTENT / picture["file"], PICTURE_BYTES, press_metadata(picture))
    for author in entries("authors", "author", wanted):
        sheet = drawn(PORTRAITS, author["slug"], 800, 800)
        save_jpeg(on_paper(render(page, sheet), sheet.name), CONTENT / author["portrait"], PORTRAIT_BYTES)


def draw_advertisements(page: Page, wanted: list[str]) -> None:
    for creative in entries("ads", "creative", wanted):
        sheet = drawn(ADVERTISEMENTS, creative["slug"], creative["width"], creative["height"], uneven=0)
        save_png(render(page, sheet), CONTENT / creative["file"])


if __name__ == "__main__":
    with browser_page() as page:
        draw_editorial(page, sys.argv[1:])
    with browser_page(density=2) as page:  # lettering has to be sharp on every screen
        draw_advertisements(page, sys.argv[1:])

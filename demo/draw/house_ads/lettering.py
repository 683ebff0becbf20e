"""Type and inks that the house advertisements share."""

from xml.sax.saxutils import escape  # writes XML, parses none

SERIF, SANS = "Gloock", "Barlow Condensed"


INK, CREAM, MUSTARD = "#14284b", "#f8efdc", "#f2b632"


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    ink: str,
    *,
    face: str = SERIF,
    anchor: str = "start",
    weight: int = 400,
    spacing: float = 0,
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{face}" font-size="{size}" font-weight="{weight}" fill="{ink}"'
        f' text-anchor="{anchor}" letter-spacing="{spacing}">{escape(words)}</text>'
    )

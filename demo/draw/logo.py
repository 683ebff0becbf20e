"""Redraw the logotype: `python -m demo.draw.logo FONT`, FONT a TrueType or OpenType file (the demo's is Gloock).

It needs fonttools, as nothing else here does: `pip install fonttools`.

The letters become outlines, so no reader needs the font. `logo-light.png` and `logo-dark.png` are that drawing, 240
pixels high, in ink and in paper; `icon.png` is its H in white on the accent colour, 512 pixels wide.
"""

import sys
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

CONTENT = Path(__file__).parent.parent / "content"
NAME = "The Halyard"
MARGIN = 20


def kerning(font: TTFont, left: str, right: str) -> int:
    """The space (font units) that the font takes away between two glyphs."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2 or left not in table.Coverage.glyphs:
                continue
            if table.Format == 1:
                pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
                found = [pair.Value1 for pair in pairs if pair.SecondGlyph == right]
            else:
                first = table.ClassDef1.classDefs.get(left, 0)
                second = table.ClassDef2.classDefs.get(right, 0)
                found = [table.Class1Record[first].Class2Record[second].Value1]
            if found and found[0]:
                return getattr(found[0], "XAdvance", 0)
    return 0


def wordmark(font: TTFont) -> str:
    glyphs, names = font.getGlyphSet(), [font.getBestCmap()[ord(letter)] for letter in NAME]
    pen = SVGPathPen(glyphs, ntos=lambda value: str(round(value)))
    x = 0
    for name, following in zip(names, [*names[1:], ""], strict=True):
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, -1, x, 0)))
        x += glyphs[name].width + (kerning(font, name, following) if following else 0)
    top, foot = font["OS/2"].sTypoAscender, -font["OS/2"].sTypoDescender
    box = f"{-MARGIN} {-min(top, 780)} {x + 2 * MARGIN} {min(top, 780) + foot}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-label="{NAME}">'
        f'<path fill="currentColor" d="{pen.getCommands()}"/></svg>\n'
    )


if __name__ == "__main__":
    (CONTENT / "logo.svg").write_text(wordmark(TTFont(sys.argv[1])), encoding="utf-8")

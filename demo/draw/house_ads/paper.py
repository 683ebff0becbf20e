"""The Halyard's own: subscription, newsletter, crosswords."""

from ..kit import (
    Sheet,
    circle,
    ellipse,
    ellipse_path,
    group,
    path,
    place,
    polygon,
    rect,
    stroke,
)
from ..nature import lens
from ..registry import advertisement
from .lettering import CREAM, INK, MUSTARD, SANS, text


def rolled_paper(s: Sheet) -> str:
    """A rolled newspaper tied with a bowline, 200 long, about its own centre."""
    roll = "M-96,-24H88Q102,0 88,24H-96Q-84,0 -96,-24Z"
    parts = [
        path(roll, "#f6efe0"),
        s.grain(roll, "#8a8a92", (0, 30), (0, -14), 0.8),
        ellipse(-92, 0, 11, 24, "#e3d9c4"),
        path("M-92,-16Q-84,0 -92,14Q-98,0 -92,-8Q-89,0 -92,6", "none", stroke="#8a8378", stroke_width=2),
    ]
    parts += [
        text(-72, 4, "The Halyard", 17, INK),
        stroke([(-72, 11), (16, 11)], "#8a8378", 1.4),
        stroke([(-72, -15), (70, -15)], "#8a8378", 1.2),
        *[stroke([(44, -8 + k * 6), (82, -8 + k * 6)], "#b5ac9c", 2) for k in range(5)],
    ]
    rope = [
        stroke([(30, -26), (36, 0), (30, 26)], "#b5782c", 10, smooth=True),
        stroke([(30, -26), (36, 0), (30, 26)], "#e0a94f", 7, smooth=True),
    ]
    loop = [(33, -4), (14, -34), (28, -50), (52, -44), (54, -22), (33, 0), (20, 22), (8, 44)]
    rope += [
        stroke(loop, "#b5782c", 9, smooth=True),
        stroke(loop, "#e0a94f", 6, smooth=True),
        stroke([(24, -10), (44, 6)], "#b5782c", 10),
        stroke([(24, -10), (44, 6)], "#f0c47a", 7),
        stroke([(40, 6), (52, 30), (48, 42)], "#e0a94f", 6, smooth=True),
    ]
    return group(*parts, *rope)


@advertisement("subscription-masthead", INK)
def subscription_masthead(s: Sheet) -> None:
    s.add(
        s.grain("M0,0H728V90H0Z", "#0a1630", (728, 90), (300, 0), 0.8),
        *[
            path(f"M-10,{y}q24,-9 48,0" + "t48,0" * 16, "none", stroke="#1f3a66", stroke_width=2)
            for y in (70, 82)
        ],
    )
    s.add(
        place(rolled_paper(s), 102, 47, 0.78, turn=-9),
        text(206, 43, "On your doorstep by seven.", 31, CREAM),
        text(207, 69, "Four weeks for four crowns", 20, MUSTARD, face=SANS, weight=600, spacing=0.4),
    )
    s.add(
        rect(604, 25, 104, 40, MUSTARD, 3),
        text(656, 51.5, "Subscribe", 21, INK, face=SANS, weight=700, anchor="middle", spacing=0.5),
        rect(0, 87, 728, 3, MUSTARD),
    )


@advertisement("subscription-phone", INK)
def subscription_phone(s: Sheet) -> None:
    s.add(s.grain("M0,0H320V100H0Z", "#0a1630", (320, 100), (60, 0), 0.8), rect(0, 97, 320, 3, MUSTARD))
    s.add(
        place(rolled_paper(s), 59, 52, 0.58, turn=-34),
        text(122, 37, "On your doorstep", 22.5, CREAM),
        text(122, 61, "by seven.", 22.5, CREAM),
        text(122, 83, "Four weeks for four crowns", 16.5, MUSTARD, face=SANS, weight=600, spacing=0.2),
    )


@advertisement("newsletter-morning", "#f6ead0")
def newsletter_morning(s: Sheet) -> None:
    s.add(
        s.grain("M0,0H300V250H0Z", "#d9b878", (300, 0), (80, 200), 0.7),
        path(lens(168, 96, 200, 60), "#c9a468", opacity=0.5),
    )
    s.add(
        circle(150, 84, 76, "#fffaf0"),
        s.grain(ellipse_path(150, 84, 76, 76), "#b59a78", (200, 150), (130, 50), 0.7),
        path("M204,66q34,-12 36,14q-2,26 -40,16", "none", stroke="#fffaf0", stroke_width=11),
        circle(150, 84, 59, "#e9dcc0"),
    )
    sea = ellipse_path(150, 84, 54, 54)
    s.add(
        path(sea, "#2f7f9b"),
        s.clip(
            sea,
            rect(90, 24, 120, 44, "#f3c08a"),
            circle(172, 58, 13, "#fdf0c8"),
            rect(90, 67, 120, 80, "#2f7f9b"),
            *[
                path(f"M90,{y}q12,-6 24,0t24,0t24,0t24,0t24,0", "none", stroke="#8fc8cc", stroke_width=2.4)
                for y in (98, 112, 126)
            ],
            s.grain("M90,70H210V140H90Z", "#12405c", (150, 142), (150, 84), 0.8),
        ),
    )
    s.add(
        place(
            path("M-50,-14Q-46,4 -38,6H44Q50,-2 50,-10L20,-9Q-20,-9 -50,-14Z", "#c9342b")
            + rect(-26, -28, 44, 19, "#fffaf0")
            + rect(-14, -40, 24, 13, "#fffaf0")
            + rect(14, -48, 10, 24, "#23303c")
            + rect(-9, -37, 6, 7, "#23303c")
            + rect(1, -37, 6, 7, "#23303c"),
            146,
            90,
            0.56,
        ),
        *[circle(158 + k * 5, 60 - k * 6, 3 + k * 1.2, "#fffaf0", opacity=0.85 - k * 0.15) for k in range(4)],
    )
    s.add(
        text(150, 196, "The Morning Watch", 27, "#16324a", anchor="middle"),
        text(
            150,
            217,
            "The harbour, the ministries and the weather.",
            15.6,
            "#5a4030",
            face=SANS,
            weight=600,
            anchor="middle",
        ),
        text(150, 237, "At six, free.", 17, "#b5302a", face=SANS, weight=700, anchor="middle"),
    )


@advertisement("crossword-book", "#b5402c")
def crossword_book(s: Sheet) -> None:
    s.add(s.grain("M0,0H300V250H0Z", "#6a1a1c", (0, 250), (200, 40), 0.8))
    anchor = (
        "....###....",
        "....#.#....",
        "....###....",
        "..#######..",
        ".....#.....",
        ".....#.....",
        "#....#....#",
        "##...#...##",
        ".#...#...#.",
        ".###.#.###.",
        "...#####...",
    )
    size, x0, y0 = 12.2, 22, 20
    side = size * 11
    grid = rect(x0 - 5, y0 - 5, side + 10, side + 10, "#1a1418") + rect(x0, y0, side, side, "#fdf8ea")
    number = 0
    for r, row in enumerate(anchor):
        for c, cell in enumerate(row):
            if cell == "#":
                grid += rect(x0 + c * size, y0 + r * size, size, size, "#1a1418")
            elif (r + c) % 5 == 0:
                number += 1
                grid += text(x0 + c * size + 1.4, y0 + r * size + 5, str(number), 4.6, "#1a1418", face=SANS)
    grid += "".join(
        stroke([(x0 + k * size, y0), (x0 + k * size, y0 + side)], "#1a1418", 0.7)
        + stroke([(x0, y0 + k * size), (x0 + side, y0 + k * size)], "#1a1418", 0.7)
        for k in range(12)
    )
    s.add(rect(x0 + 2, y0 + 4, side + 12, side + 10, "#5e171a"), grid)
    pencil = (
        rect(-80, -7, 130, 14, MUSTARD)
        + rect(-80, -7, 130, 4.6, "#ffd874")
        + rect(-80, 3, 130, 4, "#b5801a")
        + polygon([(50, -7), (76, 0), (50, 7)], "#f0d9b0")
        + polygon([(67, -2.5), (76, 0), (67, 2.5)], "#1a1418")
        + rect(-92, -7, 12, 14, "#c9ccd0")
        + rect(-106, -7, 14, 14, "#e88a8a", 4)
    )
    s.add(
        place(rect(-100, -4, 170, 14, "#4a1216", opacity=0.5), 118, 128, 0.8, turn=-32),
        place(pencil, 114, 118, 0.8, turn=-32),
    )
    for k, word in enumerate(("The", "Halyard", "Book of", "Cross-", "words")):
        s.add(text(190, 40 + k * 27, word, 24.5, CREAM))
    s.add(text(18, 186, "120 puzzles, and one", 20, CREAM, face=SANS, weight=600))
    s.add(text(18, 207, "that nobody has finished", 20, CREAM, face=SANS, weight=600))
    s.add(
        rect(18, 217, 84, 25, MUSTARD, 2),
        text(60, 235, "14 crowns", 18, "#3a1214", face=SANS, weight=700, anchor="middle"),
    )

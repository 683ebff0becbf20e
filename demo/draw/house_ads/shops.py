"""The shops of Lantern Street."""

import math

from ..kit import (
    Sheet,
    circle,
    ellipse_path,
    path,
    place,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..registry import advertisement
from ..town import arch_path
from .lettering import CREAM, MUSTARD, SANS, text

SPINES = ("#c9452f", "#e9b23c", "#2f6f78", "#f3e3c0", "#7a3450", "#4f7f4a", "#2b4f9c", "#d9803a", "#9fb7b0")


def cat(ink: str, eye: str) -> str:
    """A cat walking to the left, its paws on the origin."""
    d = (
        "M-58,-40L-60,-60L-48,-52H-38L-28,-60L-26,-42Q-10,-44 20,-40Q40,-42 46,-36Q66,-40 70,-72"
        "Q78,-84 84,-72Q78,-28 50,-20L50,0H38L36,-16L20,-18L10,0H-2L2,-18Q-14,-18 -22,-20L-28,0"
        "H-40L-36,-20L-48,-2L-58,-6L-44,-26Q-58,-26 -58,-40Z"
    )
    return (
        path(d, ink)
        + circle(-50, -42, 2.6, eye)
        + stroke([(-58, -34), (-72, -36)], eye, 0.8)
        + stroke([(-58, -32), (-72, -30)], eye, 0.8)
    )


@advertisement("bookshop-lantern", "#123a2f")
def bookshop_lantern(s: Sheet) -> None:
    s.add(
        s.grain("M0,0H300V250H0Z", "#061c1a", (300, 250), (120, 20), 0.85),
        *[
            rect(x, y, 24, 8, "#1a4a3c")
            for x, y in ((8, 20), (36, 32), (252, 24), (270, 36), (10, 120), (264, 130), (246, 100), (30, 84))
        ],
    )
    window = arch_path(62, 14, 176, 150)
    s.add(
        path(arch_path(54, 6, 192, 160), "#0a2620"),
        path(window, "#ffce5a"),
        s.glow(150, 90, 96, "#fff2b8", 0.85),
    )
    books = []
    for x, n in ((70, 5), (122, 7), (180, 4)):
        y = 160.0
        for k in range(n):
            w, h = s.rng.uniform(42, 54), s.rng.uniform(9, 13)
            left = x + s.rng.uniform(-3, 5)
            y -= h
            ink = SPINES[(k * 2 + int(x)) % len(SPINES)]
            books.append(
                rect(left, y, w, h - 1, ink, 1.5)
                + rect(left + 6, y, 2, h - 1, "#1a1418", opacity=0.4)
                + rect(left + w - 9, y, 2, h - 1, "#1a1418", opacity=0.4)
            )
    sleeping = (
        path("M-32,0Q-38,-22 -8,-24Q20,-26 30,-12Q38,0 28,0Z", "#3a3540")
        + path("M-34,0Q-42,-14 -30,-18L-30,-25L-23,-20L-16,-25L-15,-16Q-10,-6 -20,0Z", "#4a4450")
        + stroke([(28, -2), (40, 2), (40, 16), (34, 22)], "#3a3540", 6, smooth=True)
        + stroke([(-29, -10), (-25, -9)], "#1a1418", 1.4)
        + stroke([(-20, -10), (-17, -10)], "#1a1418", 1.4)
    )
    s.add(
        s.clip(window, *books),
        place(sleeping, 148, 86, 0.86),
        stroke([(150, 14), (150, 40)], "#0a2620", 4),
        *[path(f"M62,{y}H238", "none", stroke="#0a2620", stroke_width=3.4) for y in (60,)],
        path(window, "none", stroke="#0a2620", stroke_width=6),
        rect(46, 162, 208, 8, "#2f6a54"),
    )
    s.add(
        polygon([(264, 60), (284, 60), (288, 88), (260, 88)], "#ffdf8c"),
        polygon([(258, 60), (290, 60), (274, 48)], "#0a2620"),
        rect(258, 88, 32, 5, "#0a2620"),
        s.glow(274, 76, 36, "#ffdf8c", 0.7),
    )
    s.add(
        text(150, 198, "Lantern Street Books", 25.5, "#ffe09a", anchor="middle"),
        text(150, 219, "Open until ten.", 18, CREAM, face=SANS, weight=600, anchor="middle"),
        text(
            150, 239, "Nobody will ask if you need help.", 18, CREAM, face=SANS, weight=600, anchor="middle"
        ),
    )


@advertisement("bookshop-wide", "#f3e4c4")
def bookshop_wide(s: Sheet) -> None:
    s.add(
        s.grain("M0,0H970V250H0Z", "#d9a860", (970, 0), (300, 200), 0.6),
        rect(0, 226, 970, 24, "#6a3f26"),
        rect(0, 226, 970, 5, "#8f5a36"),
    )
    x, panel, shelf = 6.0, (318, 652), 226
    k = 0
    while x < 966:
        if panel[0] - 4 < x < panel[1]:
            x = panel[1] + 4
        w, h = s.rng.uniform(16, 34), s.rng.uniform(104, 138)
        if x < panel[0] < x + w:
            w = panel[0] - x - 1
        ink = SPINES[(k * 4 + 1) % len(SPINES)]
        k += 1
        if w > 8:
            mark = "#fdf3da" if ink not in ("#f3e3c0", "#e9b23c", "#9fb7b0") else "#5a2f24"
            s.add(
                rect(x, shelf - h, w - 1.6, h, ink, 2),
                s.grain(rect_path(x, shelf - h, w - 1.6, h), "#2a1418", (x + w, shelf), (x, shelf - h), 0.5),
                rect(x, shelf - h + 14, w - 1.6, 2.4, mark),
                rect(x, shelf - 18, w - 1.6, 2.4, mark),
                rect(x + w * 0.38, shelf - h + 28, w * 0.18, h * 0.4, mark, 1, opacity=0.8),
            )
        x += w
    s.add(
        rect(panel[0], 68, panel[1] - panel[0], 158, "#123a2f", 3),
        path(
            rect_path(panel[0] + 8, 76, panel[1] - panel[0] - 16, 142),
            "none",
            stroke="#ffd876",
            stroke_width=1.6,
        ),
        text(485, 124, "Lantern Street Books", 31, "#ffe09a", anchor="middle"),
        text(485, 161, "Three floors. One cat.", 24, CREAM, face=SANS, weight=600, anchor="middle"),
        text(
            485, 191, "Every book reviewed in The Halyard.", 22, CREAM, face=SANS, weight=600, anchor="middle"
        ),
    )
    s.add(place(cat("#6a6f7c", "#fdf3da"), 420, 69, 0.82))


@advertisement("bakery-marchetti-okoro", "#f8e8c8")
def bakery(s: Sheet) -> None:
    s.add(s.grain("M0,0H320V100H0Z", "#f0b86a", (40, 100), (220, 0), 0.7))
    s.add(
        *[
            stroke(
                [
                    (62 + 50 * math.cos(math.radians(a)), 74 + 50 * math.sin(math.radians(a))),
                    (62 + 66 * math.cos(math.radians(a)), 74 + 66 * math.sin(math.radians(a))),
                ],
                "#e8862a",
                3.4,
            )
            for a in range(190, 351, 20)
        ]
    )
    loaf = ellipse_path(62, 76, 43, 40)
    s.add(
        path(loaf, "#b5682a"),
        s.grain(loaf, "#6a3214", (100, 100), (50, 50), 0.9),
        *[
            stroke(points, "#fbe3b0", 4, smooth=True)
            for points in (
                [(40, 50), (58, 62), (66, 78)],
                [(62, 42), (76, 58), (80, 76)],
                [(28, 66), (42, 74), (48, 84)],
            )
        ],
    )
    s.add(
        path("M0,80H14V74H26V80H40V70H58V80H76V76H92V80H108V72H122V80H320V100H0Z", "#22376a"),
        *[rect(wx, 86, 4, 5, MUSTARD) for wx in (10, 32, 46, 66, 84, 100, 114)],
    )
    s.add(
        text(129, 32, "Marchetti & Okoro", 19.6, "#5a2a14"),
        text(130, 53, "Bread from four", 17.5, "#7a3a1a", face=SANS, weight=600),
        text(130, 72, "in the morning.", 17.5, "#7a3a1a", face=SANS, weight=600),
        text(132, 95, "Lantern Street 9", 14.5, CREAM, face=SANS, weight=600, spacing=0.4),
    )

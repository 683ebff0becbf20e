"""The culture pages: a map of nowhere."""

import math

from ..kit import (
    Sheet,
    circle,
    curve_through,
    line_through,
    overprint,
    path,
    place,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..registry import drawing


@drawing("invented-map", "#e8cf98")
def invented_map(s: Sheet) -> None:
    ink, land, sea, red, edge = "#5a3318", "#d9a85a", "#b9c4a0", "#b5402a", "#8a5a2c"
    s.add(rect(-20, -20, 1640, 1107, "#2f2430"))
    sheet = [
        (50, 40),
        (420, 30),
        (900, 44),
        (1560, 34),
        (1552, 500),
        (1560, 760),
        (1500, 800),
        (1470, 870),
        (1400, 880),
        (1380, 950),
        (1290, 960),
        (1250, 1030),
        (900, 1022),
        (460, 1034),
        (44, 1024),
        (52, 600),
    ]
    d = line_through(sheet, closed=True)
    s.add(
        overprint(place(path(d, "#140e18"), 16, 20), opacity=0.8),
        path(d, "#ecd6a0"),
        s.clip(
            d,
            s.glow(800, 500, 1000, "#f8e9c0", 0.8),
            *[
                s.glow(x, y, r, "#b9823f", 0.5)
                for x, y, r in (
                    (160, 900, 240),
                    (1430, 130, 230),
                    (1460, 780, 240),
                    (100, 120, 200),
                    (960, 980, 180),
                )
            ],
        ),
    )
    ox, oy = 330, 800
    s.add(
        s.clip(
            d,
            *[
                stroke(
                    [
                        (ox, oy),
                        (ox + 1700 * math.cos(math.radians(a)), oy + 1700 * math.sin(math.radians(a))),
                    ],
                    "#c9a468" if a % 45 else "#b5713a",
                    2.4,
                )
                for a in range(0, 360, 15)
            ],
        )
    )
    hare = [
        (470, 640),
        (520, 560),
        (600, 500),
        (700, 440),
        (820, 410),
        (930, 420),
        (1010, 396),
        (1030, 340),
        (990, 270),
        (950, 170),
        (990, 150),
        (1040, 220),
        (1070, 290),
        (1090, 200),
        (1130, 140),
        (1160, 170),
        (1140, 260),
        (1130, 330),
        (1190, 350),
        (1260, 400),
        (1290, 440),
        (1250, 480),
        (1180, 490),
        (1130, 540),
        (1150, 600),
        (1230, 640),
        (1330, 660),
        (1360, 700),
        (1300, 712),
        (1180, 690),
        (1080, 650),
        (960, 650),
        (880, 690),
        (800, 760),
        (700, 830),
        (600, 870),
        (560, 850),
        (620, 800),
        (690, 740),
        (700, 690),
        (620, 690),
        (560, 700),
        (500, 720),
        (440, 700),
        (410, 660),
        (430, 630),
    ]
    coast = curve_through(hare, closed=True)
    s.add(
        *[
            path(coast, "none", stroke=sea, stroke_width=w, stroke_linejoin="round", opacity=o)
            for w, o in ((110, 0.5), (64, 0.8))
        ],
        path(coast, "none", stroke=ink, stroke_width=18, stroke_linejoin="round", stroke_dasharray="2 10"),
        path(coast, land, stroke=ink, stroke_width=6),
        s.clip(
            coast,
            path(coast, "none", stroke="#f0cf86", stroke_width=30),
            path(coast, "none", stroke=ink, stroke_width=6),
        ),
        s.grain(coast, "#9c5f28", (900, 800), (850, 420), 0.75),
    )
    for x, y in [(620 + k * 52, 590 - (k % 2) * 26 - k * 4) for k in range(9)] + [
        (650 + k * 56, 640 - k * 6) for k in range(5)
    ]:
        s.add(
            polygon([(x - 30, y), (x, y - 52), (x + 30, y)], "#f3dca4", stroke=ink, stroke_width=4),
            polygon([(x + 2, y - 48), (x + 28, y), (x + 8, y)], ink),
        )
    for x, y in (
        (1130, 420),
        (1180, 440),
        (1150, 460),
        (1010, 480),
        (1040, 500),
        (980, 510),
        (760, 720),
        (730, 770),
    ):
        s.add(
            stroke([(x, y), (x, y + 14)], ink, 4), circle(x, y - 8, 13, "#7f8a4a", stroke=ink, stroke_width=3)
        )
    for x, y in ((560, 640), (880, 460), (1090, 590), (1210, 430), (640, 830)):
        s.add(
            rect(x - 12, y - 12, 24, 18, red), polygon([(x - 16, y - 12), (x + 16, y - 12), (x, y - 34)], ink)
        )
    s.add(
        circle(1226, 418, 7, ink),
        stroke([(960, 430), (940, 520), (890, 600), (840, 660)], "#5f8a9a", 7, smooth=True),
    )
    rose = "".join(
        place(
            polygon([(0, 0), (15, -30), (0, -130 if k % 2 == 0 else -80)], red if k % 2 == 0 else ink)
            + polygon(
                [(0, 0), (-15, -30), (0, -130 if k % 2 == 0 else -80)], "#f8e9c0", stroke=ink, stroke_width=3
            ),
            0,
            0,
            1,
            turn=k * 45,
        )
        for k in (1, 3, 5, 7, 0, 2, 4, 6)
    )
    s.add(
        place(
            circle(0, 0, 92, "none", stroke=ink, stroke_width=5)
            + circle(0, 0, 104, "none", stroke=ink, stroke_width=3)
            + rose
            + circle(0, 0, 14, "#d9a63f", stroke=ink, stroke_width=4)
            + path("M0,-136q-16,-20 0,-40q16,20 0,40Z", red),
            ox - 60,
            oy - 0,
            0.95,
        )
    )
    ship = path(
        "M-110,0Q-100,50 -66,60H70Q100,50 124,-14Q80,10 40,6H-60Q-90,4 -110,0Z",
        "#8a4a26",
        stroke=ink,
        stroke_width=5,
    ) + "".join(stroke([(x, 6), (x, top)], ink, 6) for x, top in ((-60, -110), (4, -150), (66, -110)))
    for x, tops in ((-60, (-100, -40)), (4, (-138, -70)), (66, (-100, -40))):
        for j, top in enumerate(tops):
            w = 26 + j * 8
            ship += path(
                (
                    f"M{x - w},{top}Q{x + 14},{top + 14} {x + w},{top}Q{x + w + 18},{top + 28} {x + w},{top + 54}"
                    f"Q{x + 16},{top + 44} {x - w},{top + 54}Q{x - w + 14},{top + 28} {x - w},{top}Z"
                ),
                "#fbf0d0",
                stroke=ink,
                stroke_width=4,
            )
    ship += "".join(
        polygon([(x, top), (x - 34, top + 8), (x, top + 16)], red)
        for x, top in ((-60, -116), (4, -156), (66, -116))
    ) + stroke([(-110, 0), (-160, -34)], ink, 6)
    ship += "".join(
        stroke([(x, 66), (x + 20, 54), (x + 40, 66)], ink, 5, smooth=True) for x in (-140, -80, -20, 40, 100)
    )
    s.add(place(ship, 690, 230, 1.15))
    serpent = "#6f9a7a"
    for x, r in ((1130, 62), (1270, 50), (1390, 36)):
        loop = (
            f"M{x - r},860V{860 - r * 0.3}A{r},{r} 0 0 1 {x + r},{860 - r * 0.3}V860H{x + r * 0.42}"
            f"V{862 - r * 0.3}A{r * 0.42},{r * 0.42} 0 0 0 {x - r * 0.42},{862 - r * 0.3}V860Z"
        )
        s.add(
            path(loop, serpent, stroke=ink, stroke_width=5),
            *[
                place(
                    polygon([(-8, 0), (8, 0), (0, -18)], red),
                    x + r * math.cos(math.radians(a)),
                    860 - r * 0.3 + r * math.sin(math.radians(a)),
                    1,
                    turn=a + 90,
                )
                for a in (-140, -105, -70, -35)
            ],
        )
    s.add(
        path(
            (
                "M960,868Q960,770 900,752Q880,790 830,786L842,766Q820,764 812,744Q850,700 910,704Q1010,716 "
                "1012,868Z"
            ),
            serpent,
            stroke=ink,
            stroke_width=5,
        ),
        circle(878, 738, 8, ink),
        stroke([(836, 772), (870, 764)], ink, 4),
        path("M900,704l10,-36l18,30l24,-22l2,40Z", red, stroke=ink, stroke_width=4),
        stroke([(812, 760), (780, 752), (766, 764)], red, 5),
        path(
            "M1440,862Q1470,830 1462,796L1500,812L1496,770Q1530,806 1500,862Z",
            serpent,
            stroke=ink,
            stroke_width=5,
        ),
    )
    s.add(
        *[
            stroke(
                [(x, 878 + (k % 2) * 16), (x + 22, 866 + (k % 2) * 16), (x + 44, 878 + (k % 2) * 16)],
                ink,
                4,
                smooth=True,
            )
            for k, x in enumerate(range(860, 1380, 56))
        ]
    )
    box = "M150,130Q130,100 170,92H430Q470,100 450,130V300Q470,330 430,338H170Q130,330 150,300Z"
    s.add(
        path(box, "#f8e9c0", stroke=ink, stroke_width=7),
        path("M170,120H430V310H170Z", "none", stroke=red, stroke_width=5),
        *[
            path(
                f"M{x},{y}q{dx},{-30 if y < 200 else 30} {dx * 1.7},0q{-dx * 0.8},14 {-dx * 1.1},-4",
                "none",
                stroke=ink,
                stroke_width=6,
            )
            for x, y, dx in ((200, 92, 40), (400, 92, -40), (200, 338, 40), (400, 338, -40))
        ],
        circle(300, 84, 18, red, stroke=ink, stroke_width=5),
        path("M250,346q50,40 100,0l-14,44l-36,-16l-36,16Z", red, stroke=ink, stroke_width=5),
        stroke([(210, 215), (390, 215)], "#c9a468", 4),
    )
    s.add(
        s.clip(
            d,
            path(rect_path(78, 70, 1446, 920), "none", stroke=ink, stroke_width=4),
            path(
                rect_path(92, 84, 1418, 892), "none", stroke=edge, stroke_width=18, stroke_dasharray="46 46"
            ),
            path(rect_path(106, 98, 1390, 864), "none", stroke=ink, stroke_width=4),
        ),
        path(line_through(sheet[4:13]), "none", stroke="#fbf0d0", stroke_width=7),
    )

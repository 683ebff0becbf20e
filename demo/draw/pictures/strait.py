"""The Merrin Strait and its treaty: the ropewalk at dawn, the chart, the narrows."""

import math

from ..harbourside import cutter, tanker, wake
from ..kit import (
    Sheet,
    blob,
    circle,
    curve_through,
    ellipse,
    ellipse_path,
    line_through,
    overprint,
    path,
    place,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..nature import glitter, ground, gull, lens, ripples, sky, streak, sun
from ..people import Look, figure, umbrella
from ..registry import drawing
from ..town import arch_path, bricks, car, flagpole


@drawing("ropewalk-dawn", "#f5d9c4")
def ropewalk_dawn(s: Sheet) -> None:
    brick, dark, pane, lit, stone = "#a8493a", "#4a2238", "#3c3454", "#ffd166", "#e8cdb6"
    sky(s, ["#a9c3d6", "#c6cfd6", "#ecd3c6", "#f4bfae", "#f3a592"], 0, 640)
    s.add(
        streak(420, 180, 620, 14, "#f7dccd"),
        streak(1220, 260, 520, 10, "#f7dccd"),
        streak(820, 330, 300, 8, "#f7dccd"),
    )
    s.add(
        path(
            ground(
                s, [(-40, 520), (200, 470), (420, 505), (760, 455), (1100, 500), (1420, 452), (1660, 490)]
            ),
            "#b98f9d",
        )
    )
    wall = "M-20,820V430L1620,380V820Z"
    s.add(polygon([(-20, 436), (1620, 386), (1620, 340), (-20, 398)], dark))
    s.add(*[polygon([(x, 430), (x + 46, 430), (x + 46, 300), (x, 302)], brick) for x in (180, 1420)])
    s.add(
        s.shaded(wall, brick, dark, (1700, 700), (300, 500), 0.75),
        s.clip(wall, bricks(s, 0, 390, 1600, 430, "#c2604a", 210, 1.2)),
    )
    s.add(polygon([(-20, 452), (1620, 402), (1620, 418), (-20, 466)], stone))
    for i in range(15):
        x = 28 + i * 106
        if i == 7:
            continue
        top = 506 - i * 2.6
        ink = lit if i in (2, 5, 11) else pane
        s.add(path(arch_path(x - 7, top - 8, 70, 226), stone), path(arch_path(x, top, 56, 214), ink))
        s.add(
            stroke([(x + 28, top), (x + 28, top + 214)], stone, 4),
            *[rect(x, top + 60 + k * 50, 56, 4, stone) for k in range(3)],
        )
    s.add(polygon([(700, 820), (700, 430), (800, 366), (912, 424), (912, 820)], stone))
    s.add(s.grain("M700,820V430L800,366L912,424V820Z", dark, (960, 700), (740, 600), 0.6))
    s.add(
        path(arch_path(742, 520, 128, 300), dark),
        path(arch_path(756, 536, 100, 284), lit),
        circle(806, 462, 30, brick),
        circle(806, 462, 20, lit),
    )
    s.add(s.glow(806, 790, 330, lit, 0.5, 0.5))
    s.add(polygon([(-20, 800), (1620, 790), (1620, 1090), (-20, 1090)], "#8d7487"))
    for k in range(5):
        s.add(rect(640 - k * 34, 806 + k * 22, 330 + k * 68, 22, stone if k % 2 else "#cfae9f"))
    s.add(
        s.grain("M-20,916H1620V1090H-20Z", dark, (0, 1090), (0, 860), 0.85),
        s.glow(806, 980, 420, lit, 0.6, 0.22),
    )
    s.add(
        flagpole(560, 900, 610, "carrow", "#f3e9da", 190), flagpole(1060, 900, 610, "ostmere", "#f3e9da", 190)
    )
    s.add(car(1330, 960, 330, "#201a2b", "#8aa0b4"), ellipse(1330, 966, 170, 10, "#2d1b30"))
    for i, (x, y, h, top) in enumerate(
        (
            (130, 960, 170, "#2456a6"),
            (215, 985, 180, "#201a2b"),
            (300, 952, 165, "#d8483a"),
            (386, 990, 185, "#2f8a55"),
            (1100, 1000, 180, "#201a2b"),
            (1010, 975, 170, "#d8483a"),
        )
    ):
        raised = (((-10, -78), (-13, -62), (-12, -47)), ((10, -78), (15, -66), (8, -60)))
        who = figure(
            Look(("#2d2440", "#6b2f45", "#3c3454")[i % 3], "#1c1626", hem=34),
            stride=4,
            arms=raised,
            back=i % 2 == 0,
        )
        s.add(place(umbrella(8, -60, top, "#1c1626") + who, x, y, h / 100, flip=x > 806))


@drawing("strait-chart", "#f1e6cb")
def strait_chart(s: Sheet) -> None:
    land, edge, shallow, deep, red, ink = "#d9b26f", "#8a6235", "#bcdcd8", "#8fc2c6", "#d33b2c", "#23394a"
    west = [
        (-60, -60),
        (470, -60),
        (430, 60),
        (500, 150),
        (440, 230),
        (330, 250),
        (380, 350),
        (500, 420),
        (520, 520),
        (430, 590),
        (330, 600),
        (300, 700),
        (400, 780),
        (430, 880),
        (360, 960),
        (380, 1130),
        (-60, 1130),
    ]
    east = [
        (1680, -60),
        (1130, -60),
        (1180, 70),
        (1110, 160),
        (1130, 250),
        (1260, 300),
        (1230, 400),
        (1080, 440),
        (1060, 540),
        (1170, 610),
        (1280, 640),
        (1240, 760),
        (1120, 800),
        (1100, 900),
        (1210, 1000),
        (1190, 1130),
        (1680, 1130),
    ]
    for width, tone in ((190, shallow), (110, "#a5d0d0"), (50, deep)):
        for coast in (west, east):
            s.add(
                path(
                    curve_through(coast, closed=True),
                    "none",
                    stroke=tone,
                    stroke_width=width,
                    stroke_linejoin="round",
                )
            )
    s.add(
        *[stroke([(x, -20), (x, 1090)], "#b9a982", 1.6) for x in range(100, 1600, 200)],
        *[stroke([(-20, y), (1620, y)], "#b9a982", 1.6) for y in range(130, 1067, 200)],
    )
    for coast, lit in ((west, -1), (east, 1)):
        d = curve_through(coast, closed=True)
        s.add(
            path(d, land, stroke=edge, stroke_width=5),
            s.clip(
                d,
                path(d, "none", stroke="#e9cd94", stroke_width=70),
                path(d, "none", stroke=edge, stroke_width=5),
            ),
        )
        s.add(s.grain(d, edge, (800 + lit * 900, 500), (800 + lit * 330, 500), 0.75))
        for _ in range(9):
            x, y = 800 + lit * s.rng.uniform(560, 760), s.rng.uniform(60, 1000)
            s.add(
                stroke([(x - 22, y), (x, y - 30), (x + 22, y)], edge, 5),
                stroke([(x, y - 30), (x + 7, y - 4)], edge, 4),
            )
    for x, y, r in (
        (600, 300, 26),
        (640, 360, 15),
        (980, 660, 30),
        (1000, 250, 16),
        (560, 730, 20),
        (590, 800, 11),
    ):
        s.add(
            circle(x, y, r + 14, deep),
            blob(
                [(x - r, y), (x, y - r * 0.7), (x + r, y + r * 0.2), (x, y + r * 0.8)],
                land,
                stroke=edge,
                stroke_width=4,
            ),
        )
    for _ in range(70):
        x, y = s.rng.uniform(520, 1080), s.rng.uniform(20, 1040)
        s.add(stroke([(x, y), (x + s.rng.uniform(6, 12), y)], "#7fa6a6", 4))
    middle = [(800, -30), (810, 130), (775, 280), (790, 430), (770, 560), (740, 700), (760, 860), (780, 1100)]
    s.add(stroke(middle, red, 9, smooth=True, stroke_dasharray="34 22"))
    for dx, flip in ((-92, False), (92, True)):
        lane = [(x + dx, y) for x, y in middle]
        points = lane[1:-1] if not flip else lane[1:-1][::-1]
        s.add(stroke(points, "#3d6f8a", 30, smooth=True, opacity=0.75, stroke_linecap="butt"))
        (ax, ay), (bx, by) = points[-2], points[-1]
        s.add(
            place(
                polygon([(-6, -44), (70, 0), (-6, 44)], "#3d6f8a"),
                bx,
                by,
                1,
                turn=math.degrees(math.atan2(by - ay, bx - ax)),
            )
        )
    rose = "".join(
        place(
            polygon([(0, 0), (16, -34), (0, -150 if k % 2 == 0 else -96)], ink)
            + polygon([(0, 0), (-16, -34), (0, -150 if k % 2 == 0 else -96)], "#f1e6cb"),
            0,
            0,
            1,
            turn=k * 45,
        )
        for k in (1, 3, 5, 7, 0, 2, 4, 6)
    )
    rings = path(
        ellipse_path(0, 0, 118, 118) + ellipse_path(0, 0, 170, 170), "none", stroke=ink, stroke_width=4
    )
    s.add(place(rings + rose + circle(0, 0, 12, red) + circle(0, -192, 12, red), 210, 790, 0.95))
    leg = polygon([(-13, 0), (13, 0), (8, 330), (0, 480), (-8, 330)], "#5b6770") + polygon(
        [(0, 0), (13, 0), (8, 330), (0, 480)], "#36424c"
    )
    tool = (
        place(leg, 0, 0, 1, turn=17)
        + place(leg, 0, 0, 1, turn=-17)
        + rect(-14, -78, 28, 60, "#c99a3a", 10)
        + circle(0, 0, 38, "#c99a3a")
        + circle(0, 0, 16, "#7d5a1c")
    )
    s.add(
        overprint(place(tool, 1392, 232, 1.12, turn=62), opacity=0.35), place(tool, 1372, 196, 1.12, turn=62)
    )
    s.add(
        path(rect_path(26, 26, 1548, 1015), "none", stroke=ink, stroke_width=4),
        path(rect_path(44, 44, 1512, 979), "none", stroke=ink, stroke_width=14, stroke_dasharray="60 60"),
        path(rect_path(62, 62, 1476, 943), "none", stroke=ink, stroke_width=3),
    )


@drawing("tanker-and-cutter", "#f6e7c8")
def tanker_and_cutter(s: Sheet) -> None:
    sky(s, ["#f4cf8e", "#f7dca9", "#f8e6c4"], 0, 560)
    s.add(
        sun(s, 1050, 210, 86, "#fff4d6", "#ffffff"),
        streak(620, 170, 480, 12, "#fbf0d8"),
        streak(820, 300, 620, 10, "#fbf0d8"),
    )
    s.add(
        path(ground(s, [(300, 500), (520, 440), (700, 475), (930, 425), (1150, 470), (1400, 440)]), "#c9b79c")
    )
    s.add(
        path(
            ground(
                s, [(260, 540), (430, 500), (610, 520), (800, 545), (1000, 530), (1180, 500), (1360, 520)]
            ),
            "#9aa79b",
        )
    )
    s.add(
        rect(-20, 552, 1640, 560, "#3f8f8c"),
        s.grain("M-20,552H1620V800H-20Z", "#8cc4b4", (0, 552), (0, 800), 0.8),
    )
    s.add(
        s.grain("M-20,700H1620V1090H-20Z", "#1c5560", (0, 1090), (0, 700), 0.9),
        glitter(s, 1050, 560, 1000, 300, "#fdeec6", 30),
    )
    s.add(ripples(s, 590, 1050, "#6db4a8", 70))
    s.add(overprint(path(lens(850, 712, 790, 40), "#1f5a60"), opacity=0.8))
    s.add(
        tanker(850, 712, 780, "#b63f2b", "#6e1f22", "#f0d9b0", "#f6ecd8", "#2d3d4c"),
        wake(850, 714, 740, "#e9f3e4"),
    )
    left = [
        (-40, 150),
        (90, 120),
        (170, 190),
        (215, 170),
        (262, 330),
        (330, 390),
        (352, 560),
        (420, 640),
        (400, 720),
        (300, 760),
        (-40, 800),
        (-40, 400),
    ]
    right = [
        (1640, 60),
        (1500, 90),
        (1440, 200),
        (1370, 230),
        (1360, 380),
        (1290, 470),
        (1310, 600),
        (1240, 690),
        (1340, 760),
        (1640, 800),
        (1640, 300),
    ]
    for cliff, lit, side in ((left, "#5b4a4c", 1), (right, "#4b3c46", -1)):
        d = line_through(cliff, closed=True)
        s.add(path(d, lit), s.grain(d, "#1d1a2c", (800 - side * 900, 500), (800 - side * 380, 420), 1))
        for _ in range(16):
            x = 800 - side * s.rng.uniform(450, 780)
            y = s.rng.uniform(240, 640)
            s.add(
                s.clip(
                    d,
                    polygon(
                        [(x, y), (x + 12, y + s.rng.uniform(60, 160)), (x - side * 22, y + 90)], "#2a2233"
                    ),
                )
            )
        s.add(s.clip(d, path(lens(800 - side * 640, 748, 700, 7), "#d8e8d8")))
    s.add(
        path(
            curve_through([(-40, 150), (90, 118), (170, 186), (100, 176), (-40, 196)], closed=True), "#6f8a4e"
        ),
        path(
            curve_through([(1640, 58), (1500, 86), (1444, 190), (1530, 138), (1640, 110)], closed=True),
            "#6f8a4e",
        ),
    )
    s.add(
        path(lens(560, 902, 620, 26), "#1b4c56"),
        wake(560, 902, 520, "#f4f7ea"),
        cutter(540, 900, 430, "#a9b4ba", "#d7dcd8", "#233544", "#d8483a"),
    )
    s.add(
        stroke([(800, 908), (1000, 918), (1240, 960), (1480, 1040)], "#e9f3e4", 12, smooth=True),
        stroke([(790, 898), (1040, 896), (1350, 930)], "#e9f3e4", 6, smooth=True),
    )
    s.add(gull(560, 300, 120, "#fdf6e6", -10), gull(700, 380, 80, "#fdf6e6", 8))

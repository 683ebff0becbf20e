"""The Merrin Strait talks: ministry, table, envoy, chamber."""

import math

from ..harbourside import warship
from ..kit import (
    Sheet,
    arc,
    circle,
    ellipse,
    ellipse_path,
    group,
    overprint,
    path,
    place,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..nature import glitter, gull, lens, streak
from ..people import Look, bust
from ..registry import drawing
from ..town import arch_path, flagpole


@drawing("negotiating-table", "#1e4a3c")
def negotiating_table(s: Sheet) -> None:
    cx, cy, r = 800, 540, 352
    wood, dark, cream = "#b5713a", "#4d2418", "#f4ead2"
    s.add(
        path(rect_path(90, 60, 1420, 950), "none", stroke="#2f6a52", stroke_width=26),
        path(rect_path(140, 110, 1320, 850), "none", stroke="#c9973e", stroke_width=5),
    )
    for _ in range(260):
        x, y = s.rng.uniform(0, 1600), s.rng.uniform(0, 1067)
        s.add(place(stroke([(-7, 0), (0, -7), (7, 0), (0, 7), (-7, 0)], "#2b6049", 3), x, y))
    s.add(s.glow(cx, cy, 900, "#3f8a5e", 0.7))
    shadow, chairs = [], []
    for k in range(12):
        out = {2: 120, 9: 90}.get(k, 34)
        angle = k * 30 + (10 if k == 2 else -8 if k == 9 else 0)
        a = math.radians(angle - 90)
        x, y = cx + (r + out) * math.cos(a), cy + (r + out) * math.sin(a)
        seat = (
            rect(-50, -44, 100, 84, "#7c2f2b", 22)
            + rect(-42, -36, 84, 62, "#a8443a", 18)
            + rect(-56, -70, 112, 26, dark, 12)
            + rect(-62, -40, 14, 66, dark, 6)
            + rect(48, -40, 14, 66, dark, 6)
        )
        chairs.append(place(seat, x, y, 1, turn=angle))
        tone = "#0c2a26"
        shadow.append(
            place(
                rect(-62, -70, 124, 112, tone, 16),
                x + 46 * math.cos(a) + 10,
                y + 46 * math.sin(a) + 12,
                1.04,
                turn=angle,
            )
        )
    s.add(group(*shadow, opacity=0.75), circle(cx + 20, cy + 34, r + 26, "#0c2a26"), *chairs)
    s.add(circle(cx, cy, r, dark), circle(cx, cy - 5, r - 10, wood))
    disc = ellipse_path(cx, cy - 5, r - 10, r - 10)
    s.add(
        s.clip(
            disc,
            *[
                path(
                    lens(cx + s.rng.uniform(-60, 60), cy - r + 20 + i * 24, 900, s.rng.uniform(2, 5)),
                    "#a0602f",
                )
                for i in range(30)
            ],
        )
    )
    s.add(s.glow(cx, cy, r - 20, "#efc27a", 0.85))
    s.add(path(ellipse_path(cx, cy - 5, r - 44, r - 44), "none", stroke=dark, stroke_width=4))
    for k in range(12):
        angle = k * 30 + s.rng.uniform(-5, 5)
        a = math.radians(angle - 90)
        x, y = cx + 252 * math.cos(a), cy + 252 * math.sin(a)
        sheet = "".join(
            place(
                rect(-34, -46, 68, 92, cream if i else "#d8c7a4"),
                i * 6 - 4,
                i * 5 - 4,
                1,
                turn=s.rng.uniform(-9, 9),
            )
            for i in range(2)
        )
        text = "".join(
            stroke([(-20, -26 + i * 14), (s.rng.uniform(4, 22), -26 + i * 14)], "#8c8172", 4)
            for i in range(5)
        )
        pen = (
            stroke([(44, 30), (54, -34)], "#23394a", 7)
            if k % 3
            else stroke([(-20, 60), (38, 50)], "#c23b2e", 7)
        )
        s.add(
            overprint(
                place(
                    rect(-34, -46, 68, 92, "#6b3a1c"),
                    x + 14 * math.cos(a) + 5,
                    y + 14 * math.sin(a) + 6,
                    1,
                    turn=angle,
                ),
                opacity=0.55,
            ),
            place(sheet + text + pen, x, y, 1, turn=angle),
        )
        gx, gy = cx + 168 * math.cos(a + 0.2), cy + 168 * math.sin(a + 0.2)
        s.add(
            overprint(
                place(path(lens(36, 0, 100, 15), "#6b3a1c"), gx, gy, 1, turn=math.degrees(a + 0.2)),
                opacity=0.7,
            ),
            circle(gx, gy, 19, "#e6efe6"),
            circle(gx, gy, 14, "#a9c9c9"),
            circle(gx - 5, gy - 5, 4, "#ffffff"),
        )
    for x, y, inks in (
        (cx - 150, cy + 52, ("#2456a6", "#f4f1e6")),
        (cx + 70, cy + 84, ("#f4f1e6", "#2f8a55")),
    ):
        s.add(
            stroke([(x, y), (x + 26, y + 40)], dark, 5),
            polygon([(x, y), (x + 54, y - 26), (x + 62, y - 10), (x + 8, y + 16)], inks[0]),
            polygon([(x + 8, y + 16), (x + 62, y - 10), (x + 70, y + 6), (x + 16, y + 32)], inks[1]),
        )
    s.add(
        circle(cx, cy, 76, "#3a1c16"),
        *[
            stroke(
                [
                    (cx + 60 * math.cos(t), cy + 60 * math.sin(t)),
                    (cx + 92 * math.cos(t), cy + 92 * math.sin(t)),
                ],
                "#3a1c16",
                13,
            )
            for t in (0.5, 2.6, 4.7)
        ],
    )
    s.add(
        polygon(
            [(cx + 40, cy - 12), (cx + 112, cy - 34), (cx + 122, cy - 20), (cx + 50, cy + 22)], "#b85a2b"
        ),
        circle(cx, cy, 62, "#8a3a1d"),
        circle(cx - 3, cy - 4, 56, "#d9713a"),
    )
    s.add(
        s.grain(ellipse_path(cx - 3, cy - 4, 56, 56), "#7a2f18", (cx + 50, cy + 50), (cx - 30, cy - 20), 0.9),
        stroke(arc(cx - 3, cy - 4, 42, 190, 260), "#ffd9a8", 8),
        circle(cx, cy, 26, "#b85a2b"),
        circle(cx, cy, 11, "#3a1c16"),
        stroke([(cx - 60, cy + 22), (cx, cy + 6), (cx + 50, cy - 30)], "#2a1512", 12, smooth=True),
    )


@drawing("envoy-window", "#e7b87a")
def envoy_window(s: Sheet) -> None:
    wall, deep, cobalt, navy = "#d98e4a", "#7a3a2a", "#2b4fb0", "#1b2f78"
    s.add(
        rect(-20, -20, 1640, 1107, wall),
        s.grain("M-20,-20H1620V1090H-20Z", deep, (-100, 1000), (900, 300), 0.85),
    )
    s.add(*[rect(x, 0, 16, 800, "#e0a05e", opacity=0.5) for x in range(30, 800, 90)])
    s.add(rect(860, 40, 600, 850, "#f6e6c8"), rect(892, 70, 536, 790, "#bcd3d4"))
    pane = rect_path(892, 70, 536, 790)
    s.add(
        s.clip(
            pane,
            rect(880, 470, 560, 400, "#7fa9b4"),
            path("M880,470Q1000,436 1130,462T1440,452V474H880Z", "#8fa6ae"),
            s.grain("M892,470H1428V860H892Z", "#3f7386", (0, 860), (0, 480), 0.85),
            streak(1160, 180, 420, 16, "#dbe6e2"),
            streak(1060, 260, 300, 12, "#dbe6e2"),
            streak(1300, 330, 260, 10, "#dbe6e2"),
        )
    )
    s.add(
        s.clip(
            pane,
            glitter(s, 1180, 500, 850, 420, "#a9cdd0", 24),
            path(lens(1010, 562, 190, 12), "#456b7a"),
            warship(1010, 560, 190, "#5d6e7a", "#37454f"),
            path(lens(1330, 512, 130, 8), "#456b7a"),
            place(warship(0, 0, 120, "#6f808a", "#47555f"), 1330, 510, 1, flip=True),
            gull(1190, 380, 60, "#f4f4ea", 8),
        )
    )
    s.add(
        rect(1150, 70, 20, 790, "#f6e6c8"),
        rect(892, 330, 536, 16, "#f6e6c8"),
        rect(836, 860, 650, 40, "#fbf0d8"),
        rect(836, 892, 650, 10, deep),
    )
    for x, w, ink in ((760, 150, "#a8432f"), (1410, 170, "#8f3527")):
        d = (
            f"M{x},0H{x + w}Q{x + w - 20},420 {x + w - 50},620Q{x + w - 10},800 {x + w},980H{x - 10}"
            f"Q{x + 10},500 {x},0Z"
        )
        s.add(
            path(d, ink),
            s.clip(
                d,
                *[
                    stroke(
                        [(x + k * 36, 0), (x + k * 30 - 4, 620), (x + k * 36, 990)], "#5e1f1c", 9, smooth=True
                    )
                    for k in range(1, 5)
                ],
            ),
        )
        s.add(rect(x - 4, 600, w - 40, 26, "#e9b64d", 10))
    s.add(
        polygon([(-20, 950), (1620, 950), (1620, 1090), (-20, 1090)], "#5a2a24"),
        polygon([(760, 950), (1440, 950), (1100, 1090), (240, 1090)], "#8a4a35"),
        *[stroke([(x, 950), (x - 200, 1090)], "#4a1f1d", 4) for x in range(60, 1900, 190)],
    )
    s.add(
        polygon([(668, 730), (1010, 730), (1028, 756), (650, 756)], "#6d3322"),
        *[stroke([(x1, 756), (x2, 1010)], "#4a1f1d", 15) for x1, x2 in ((690, 672), (990, 1008), (770, 764))],
    )
    s.add(
        ellipse(850, 726, 140, 8, "#fbf0d8"),
        path("M800,720Q796,690 802,682H858Q864,690 858,720Z", "#f7f2e6"),
        path("M858,692q24,-2 20,14q-6,10 -22,6", "none", stroke="#f7f2e6", stroke_width=7),
        rect(812, 684, 36, 5, "#a8582f"),
        path("M906,722q-4,-30 -14,-38h60q-8,10 -12,38Z", "#f7f2e6"),
        path("M912,716l-20,-20", "none", stroke="#f7f2e6", stroke_width=6),
    )
    skirt = "M330,640Q300,800 306,990H520Q538,800 528,640Z"
    s.add(
        path("M345,985h60v58h-84q-4,-16 24,-22Z", "#f0c39a"),
        path("M430,985h58v58h-20l-40,-10Z", "#f0c39a"),
        path("M318,1050q40,-36 84,-22l6,22Z", navy),
        path("M430,1050l-8,-26q44,-4 78,26Z", navy),
    )
    s.add(s.shaded(skirt, cobalt, navy, (280, 900), (520, 800), 0.95))
    jacket = "M372,352Q300,380 306,470Q318,560 330,668H540Q532,560 520,470Q516,380 470,352Z"
    s.add(
        s.shaded(jacket, cobalt, navy, (290, 560), (520, 450), 0.95),
        path("M398,300h54v60q-26,24 -54,0Z", "#d99b70"),
        path("M394,352l28,60l34,-60Z", "#f7f2e6"),
    )
    s.add(
        path(
            (
                "M372,200Q370,140 426,136Q478,138 478,196L490,232L476,240Q478,282 452,296Q412,310 394,280"
                "Q372,250 372,200Z"
            ),
            "#e8b184",
        ),
        s.grain(
            "M372,200Q370,140 426,136Q440,220 430,300Q400,300 394,280Q372,250 372,200Z",
            "#a8623f",
            (370, 240),
            (450, 220),
            0.8,
        ),
    )
    s.add(
        path(
            (
                "M350,236Q320,130 404,108Q470,98 486,152Q488,176 470,178Q440,176 424,170Q428,200 410,214"
                "Q406,250 388,262Q360,262 350,236Z"
            ),
            "#f4f1ea",
        ),
        circle(346, 220, 40, "#f4f1ea"),
        s.grain(ellipse_path(346, 220, 40, 40), "#b9b2b8", (320, 250), (370, 200), 0.8),
        stroke([(456, 204), (470, 203)], "#3a2320", 5),
        stroke([(450, 190), (472, 188)], "#cfc8c4", 5),
        stroke([(462, 264), (476, 260)], "#b5392c", 7),
        circle(412, 232, 6, "#e9b64d"),
    )
    s.add(
        path("M440,420Q500,470 560,556L650,596L640,634Q570,630 530,604Q440,540 400,470Z", "#3a63c8"),
        stroke([(440, 420), (520, 520), (640, 596)], navy, 4, smooth=True),
        path("M640,592q34,-8 50,12q4,20 -16,24q-26,4 -38,-4Z", "#e8b184"),
    )
    s.add(
        path("M690,600Q700,548 760,548Q816,552 814,604Q790,634 726,622Q700,616 690,600Z", "#c8622f"),
        s.grain(
            "M690,600Q700,548 760,548Q816,552 814,604Q790,634 726,622Q700,616 690,600Z",
            "#6d2a18",
            (740, 640),
            (760, 560),
            0.9,
        ),
        path("M806,574q28,4 26,34q-2,18 8,28l-12,8q-16,-14 -16,-34q-2,-12 -12,-16Z", "#c8622f"),
        path("M676,610Q650,520 740,508Q800,506 806,556", "none", stroke="#3a1c16", stroke_width=9),
        circle(756, 546, 9, "#3a1c16"),
        stroke([(834, 646), (832, 686)], "#a8582f", 5),
    )


@drawing("assembly-chamber", "#efe3c9")
def assembly_chamber(s: Sheet) -> None:
    wall, oak, dark, blue, deep = "#ead7b0", "#c08a4e", "#5b3420", "#2f5f9e", "#1c3a69"
    s.add(
        rect(-20, -20, 1640, 640, wall), s.grain("M-20,-20H1620V620H-20Z", "#c9a468", (0, 620), (0, 100), 0.7)
    )
    for x in (60, 270, 1180, 1390):
        s.add(
            path(arch_path(x - 14, 46, 178, 420), "#f7edd6"),
            path(arch_path(x, 60, 150, 400), "#a9cbd4"),
            stroke([(x + 75, 60), (x + 75, 460)], "#f7edd6", 8),
            *[rect(x, 180 + k * 95, 150, 7, "#f7edd6") for k in range(3)],
        )
    s.add(
        rect(500, 20, 600, 480, oak),
        s.grain("M500,20H1100V500H500Z", dark, (1150, 500), (560, 60), 0.8),
        *[stroke([(500 + k * 75, 20), (500 + k * 75, 500)], "#a06c38", 5) for k in range(1, 8)],
        rect(484, 12, 632, 20, dark),
        rect(484, 490, 632, 22, dark),
    )
    ship = path("M-150,60Q-140,110 -90,116H90Q130,110 160,40Q110,66 60,66H-90Q-130,64 -150,60Z", "#f1d9a4")
    ship += "".join(
        stroke([(x, 66), (x, top)], "#f1d9a4", 6) for x, top in ((-80, -80), (0, -120), (80, -80))
    )
    for x, top, w in ((-80, -70, 44), (0, -108, 54), (80, -70, 44)):
        ship += path(
            (
                f"M{x - w},{top + 60}Q{x},{top + 44} {x + w},{top + 60}Q{x + w * 1.1},{top + 96} {x + w},{top + 124}"
                f"Q{x},{top + 100} {x - w},{top + 124}Q{x - w * 0.8},{top + 90} {x - w},{top + 60}Z"
            ),
            "#fbf0d2",
        )
        ship += path(
            (
                f"M{x - w * 0.7},{top}Q{x},{top - 10} {x + w * 0.7},{top}L{x + w * 0.85},{top + 50}Q{x},{top + 36} "
                f"{x - w * 0.85},{top + 50}Z"
            ),
            "#fbf0d2",
        )
    ship += stroke([(-150, 58), (-206, 20)], "#f1d9a4", 6) + "".join(
        path(f"M{x},124q18,-16 36,0t36,0", "none", stroke="#f1d9a4", stroke_width=6) for x in (-130, -50, 30)
    )
    s.add(place(ship, 800, 206, 1.12))
    s.add(
        flagpole(560, 520, 400, "carrow", "#f7edd6", 110),
        place(flagpole(0, 520, 400, "carrow", "#f7edd6", 110), 1040, 0, 1, flip=True),
    )
    s.add(
        polygon([(-20, 560), (1620, 560), (1620, 1090), (-20, 1090)], "#8f4a35"),
        polygon([(640, 520), (960, 520), (1000, 640), (600, 640)], "#e0b778"),
        polygon([(600, 640), (1000, 640), (1020, 672), (580, 672)], dark),
        s.grain("M640,520H960L1000,640H600Z", dark, (1000, 640), (700, 520), 0.7),
    )
    s.add(
        rect(740, 390, 120, 150, deep, 20),
        bust(Look("#23222c", skin="#8a5636", hair="#d8d4cc"), 800, 526, 92),
        rect(690, 516, 220, 14, "#f3dba8"),
    )
    coats = ("#23222c", "#7a2f3c", "#3f4a52", "#c9a13f", "#4d6b57", "#e8dfce")
    for row in range(5):
        rx, ry, y = 420 + row * 160, 120 + row * 92, 640
        band = arc(0, 0, 1, 170, 10, 40)
        outer = [(800 + rx * x, y + ry * yy) for x, yy in band]
        inner = [(800 + (rx + 46) * x, y + (ry + 44) * yy) for x, yy in band]
        top = [(px, py - 62) for px, py in outer]
        seats = 11 + row * 4
        for k in range(seats):
            a = math.radians(168 - (156 * (k + 0.5) / seats))
            px, py = 800 + rx * math.cos(a), y + ry * math.sin(a)
            if s.rng.random() < 0.55:
                look = Look(
                    s.rng.choice(coats),
                    skin=s.rng.choice(("#f0c7a0", "#c98d62", "#8a5636", "#5f3a28")),
                    hair=s.rng.choice(("#231a18", "#5a3a22", "#b9b4ac", "#16161c")),
                )
                s.add(bust(look, px, py - 20, 70 + row * 12, back=True))
        s.add(polygon(top + outer[::-1], blue), polygon(outer + inner[::-1], deep), stroke(top, "#7fa8d4", 5))
        for k in range(seats + 1):
            a = math.radians(170 - 160 * k / seats)
            px, py = 800 + rx * math.cos(a), y + ry * math.sin(a)
            s.add(stroke([(px, py - 60), (px, py - 4)], deep, 4))
    for x in (90, 300):
        s.add(polygon([(x, 470), (x + 120, 470), (x + 620, 1090), (x + 380, 1090)], "#ffe9b0", opacity=0.2))

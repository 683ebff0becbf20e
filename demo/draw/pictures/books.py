"""The culture pages: a novelist on a ferry, a reading room."""

import math

from ..kit import (
    Sheet,
    arc,
    circle,
    ellipse,
    ellipse_path,
    path,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..nature import lens, streak
from ..people import SKINS, Look, bust
from ..registry import drawing
from ..town import desk_lamp


@drawing("novelist-ferry", "#d9c6a0")
def novelist_ferry(s: Sheet) -> None:
    wall, teal, red, cream, dark = "#e6d3a8", "#3f7f86", "#c9452f", "#fbf4e2", "#3a2430"
    s.add(
        rect(-20, -20, 1640, 1107, wall),
        *[stroke([(x, -20), (x, 780)], "#d3bc8c", 4) for x in range(20, 1640, 100)],
        s.grain("M-20,-20H1620V780H-20Z", "#a8804a", (-60, 800), (700, 200), 0.75),
        rect(-20, -20, 1640, 70, "#b98a55"),
        rect(-20, 46, 1640, 12, "#8a5a34"),
    )
    port = ellipse_path(1010, 390, 280, 280)
    s.add(
        circle(1010, 390, 336, "#b98a3a"),
        s.grain(ellipse_path(1010, 390, 336, 336), "#6a4316", (1260, 680), (860, 200), 0.9),
        circle(1010, 390, 292, "#6a4316"),
        path(port, "#cfdcd6"),
    )
    s.add(
        *[
            circle(
                1010 + 315 * math.cos(math.radians(a)), 390 + 315 * math.sin(math.radians(a)), 13, "#f0cf7a"
            )
            for a in range(15, 375, 45)
        ]
    )
    far = "M700,440Q760,360 830,372Q880,330 950,420L960,450H700Z"
    near = "M1020,450Q1060,340 1120,346Q1190,290 1240,380Q1280,400 1320,450Z"
    s.add(
        s.clip(
            port,
            streak(900, 210, 420, 18, "#e6ece4"),
            streak(1130, 280, 320, 14, "#e6ece4"),
            path(far, "#7fa88a"),
            s.grain(far, "#3f6f62", (820, 460), (820, 360), 0.8),
            path(near, "#4f8f62"),
            s.grain(near, "#234f4a", (1200, 460), (1160, 320), 0.85),
            rect(1150, 428, 16, 18, cream),
            rect(1186, 424, 16, 20, cream),
            rect(700, 446, 640, 260, "#7f9ba4"),
            s.grain("M700,446H1340V700H700Z", "#44646f", (0, 700), (0, 460), 0.9),
            *[
                path(
                    lens(700 + s.rng.uniform(0, 620), 460 + s.rng.uniform(0, 200), s.rng.uniform(60, 150), 5),
                    "#b9cbce",
                )
                for _ in range(22)
            ],
            path("M690,640Q800,600 900,640T1120,636T1340,640V720H690Z", "#dfe8e6", opacity=0.8),
        )
    )
    s.add(
        rect(1400, 130, 160, 240, cream),
        rect(1400, 130, 160, 50, teal),
        *[rect(1418, 200 + k * 24, w, 9, "#8f8570") for k, w in enumerate((60, 60, 60, 60, 60, 60))],
        *[rect(1496, 200 + k * 24, 46, 9, red if k == 2 else "#8f8570") for k in range(6)],
    )
    s.add(
        path(ellipse_path(210, 260, 112, 112), "none", stroke=cream, stroke_width=56),
        *[
            stroke(arc(210, 260, 112, a - 18, a + 18), red, 56, stroke_linecap="butt")
            for a in (45, 135, 225, 315)
        ],
        path(
            ellipse_path(210, 260, 150, 150),
            "none",
            stroke="#b98a55",
            stroke_width=7,
            stroke_dasharray="160 76",
        ),
    )
    s.add(
        rect(-20, 700, 1640, 390, "#2f5560"),
        s.grain("M-20,700H1620V1090H-20Z", "#14262e", (0, 1090), (0, 720), 0.9),
    )
    seat = rect_path(120, 520, 300, 500, 50)
    s.add(
        path(seat, teal),
        s.grain(seat, "#173f4a", (100, 1000), (420, 600), 0.9),
        rect(100, 880, 560, 190, "#356f78", 40),
        stroke([(160, 560), (160, 860)], "#5fa0a4", 6),
    )
    body = "M330,560Q300,700 330,900H640Q640,720 600,580Q560,520 470,520Q380,510 330,560Z"
    s.add(
        path(body, cream),
        s.clip(
            body,
            *[
                path(f"M280,{y}Q460,{y + 36} 680,{y - 6}V{y + 20}Q460,{y + 62} 280,{y + 26}Z", "#23406a")
                for y in range(530, 900, 56)
            ],
            s.grain(body, "#3a2430", (300, 880), (560, 640), 0.7),
        ),
    )
    skin = "#f0c7a0"
    s.add(
        path("M430,450H530V530Q480,560 430,530Z", "#d99f78"),
        path(
            (
                "M420,330Q420,250 510,250Q588,254 586,340L604,386L586,396Q588,450 548,460Q480,478 440,440"
                "Q416,400 420,330Z"
            ),
            skin,
        ),
        s.grain(
            "M420,330Q420,250 480,250Q480,400 500,466Q460,462 440,440Q416,400 420,330Z",
            "#c9764f",
            (410, 400),
            (520, 370),
            0.6,
        ),
    )
    s.add(
        path(
            (
                "M400,420Q370,270 450,222Q560,180 606,262Q612,300 580,302Q540,300 520,280Q516,330 484,340"
                "Q480,400 450,424Q420,440 400,420Z"
            ),
            "#d2502a",
        ),
        s.grain(
            "M400,420Q370,270 450,222Q560,180 606,262Q540,260 500,280Q470,360 450,424Q420,440 400,420Z",
            "#7a2218",
            (390, 430),
            (520, 240),
            0.85,
        ),
        stroke([(556, 352), (574, 352)], dark, 7),
        stroke([(548, 328), (578, 326)], "#a83a1c", 6),
        stroke([(566, 424), (584, 418)], "#b5392c", 6),
        circle(540, 396, 18, "#f09a7a", opacity=0.6),
        circle(478, 402, 8, "#f0b63a"),
    )
    s.add(
        polygon([(560, 800), (1560, 800), (1640, 870), (500, 870)], "#c98a4a"),
        rect(500, 866, 1140, 36, "#8a5530"),
        s.grain("M560,800H1560L1640,870H500Z", "#8a4a20", (500, 880), (1100, 800), 0.7),
        rect(1010, 900, 120, 190, "#6a6f72"),
        polygon([(940, 1060), (1200, 1060), (1240, 1090), (900, 1090)], "#565b5e"),
    )
    s.add(
        polygon([(700, 822), (850, 812), (878, 852), (720, 862)], "#fffaf0"),
        polygon([(850, 812), (990, 822), (1030, 860), (878, 852)], "#f3e9d0"),
        *[stroke([(726 + k * 4, 826 + k * 7), (840 + k * 4, 818 + k * 7)], "#8f8a99", 3) for k in range(4)],
        *[stroke([(872 + k * 6, 822 + k * 7), (930 + k * 6, 826 + k * 7)], "#8f8a99", 3) for k in range(2)],
        stroke([(850, 812), (878, 852)], "#b9ab8c", 4),
    )
    s.add(
        stroke([(380, 600), (450, 780), (640, 830)], cream, 70, smooth=True),
        stroke([(400, 700), (456, 770)], "#23406a", 12),
        stroke([(520, 800), (590, 816)], "#23406a", 13),
        stroke([(580, 610), (690, 740), (800, 810)], cream, 64, smooth=True),
        *[
            stroke([(x - 22, y + 18), (x + 22, y - 20)], "#23406a", 15)
            for x, y in ((622, 660), (676, 716), (734, 768))
        ],
        circle(650, 836, 27, skin),
        circle(818, 812, 27, skin),
        stroke([(812, 826), (850, 752)], dark, 9),
        polygon([(806, 840), (806, 822), (818, 826)], dark),
    )
    s.add(
        polygon([(1250, 690), (1340, 690), (1326, 828), (1266, 828)], "#fbf4e2"),
        s.grain("M1250,690H1340L1326,828H1266Z", "#a8804a", (1340, 800), (1270, 720), 0.8),
        rect(1258, 736, 76, 40, teal),
        rect(1240, 676, 110, 18, dark, 6),
        *[
            stroke(
                [(1284 + k * 18, 664), (1276 + k * 18, 630), (1292 + k * 18, 600)],
                cream,
                6,
                smooth=True,
                opacity=0.8,
            )
            for k in range(2)
        ],
    )
    s.add(
        *[
            rect(1400 + dx, 798 - k * 26, 150, 24, ink, 4) + rect(1406 + dx, 804 - k * 26, 140, 10, cream)
            for k, (dx, ink) in enumerate(
                ((0, "#23406a"), (10, red), (-8, "#3a2430"), (6, "#e0a43a"), (0, teal))
            )
        ]
    )


@drawing("reading-room", "#f0e6c6")
def reading_room(s: Sheet) -> None:
    wood, dark, brass, green, pale = "#8f5530", "#3a1f1a", "#d9a63f", "#23805c", "#f6efd6"
    s.add(rect(-20, -20, 1640, 700, "#dcc694"))
    cx, cy = 800, 60
    s.add(ellipse(cx, cy, 1150, 330, "#c9d8cc"), s.glow(cx, cy + 20, 900, "#fdf9e2", 0.95, 0.34))
    for k in range(25):
        a = math.radians(k * 7.5)
        s.add(
            stroke(
                [
                    (cx + 120 * math.cos(a), cy - 20 + 40 * math.sin(a)),
                    (cx + 1150 * math.cos(a), cy + 330 * math.sin(a)),
                ],
                "#7a8f84",
                7,
            )
        )
    s.add(
        *[
            path(ellipse_path(cx, cy, r, r * 0.287), "none", stroke="#7a8f84", stroke_width=w)
            for r, w in ((400, 6), (660, 7), (910, 8), (1150, 22))
        ],
        ellipse(cx, cy - 20, 120, 40, "#fdf9e2"),
        path(ellipse_path(cx, cy, 1172, 346), "none", stroke="#b98a3a", stroke_width=16),
    )
    spines = ("#7a2f2a", "#2f4f5c", "#9c6a2f", "#4a5a3a", "#5c3450", "#b5803a", "#33405c")

    def tier(top_edge: float, height: float, rx: float, ry: float) -> None:
        count = 30
        for k in range(count):
            a1, a2 = (math.radians(178 - 176 * (k + j) / count) for j in (0, 1))
            x1, x2 = cx + rx * math.cos(a1), cx + rx * math.cos(a2)
            y1, y2 = top_edge + ry * math.sin(a1) * 0.4, top_edge + ry * math.sin(a2) * 0.4
            shade = abs(k - count / 2) / count
            s.add(
                polygon(
                    [(x1, y1), (x2, y2), (x2, y2 + height), (x1, y1 + height)],
                    dark if shade > 0.36 else "#4f2c20",
                )
            )
            for row in range(4):
                n = max(2, int((x2 - x1) / 13))
                for b in range(n):
                    u1, u2 = b / n + 0.02, (b + 0.8) / n
                    top = y1 + (y2 - y1) * u1 + row * height / 4 + s.rng.uniform(6, 16)
                    foot = y1 + (y2 - y1) * u1 + (row + 1) * height / 4 - 5
                    s.add(
                        polygon(
                            [
                                (x1 + (x2 - x1) * u1, top),
                                (x1 + (x2 - x1) * u2, top),
                                (x1 + (x2 - x1) * u2, foot),
                                (x1 + (x2 - x1) * u1, foot),
                            ],
                            s.rng.choice(spines),
                        )
                    )
            s.add(stroke([(x1, y1), (x1, y1 + height)], wood, 8))

    tier(250, 165, 960, 250)
    tier(440, 165, 900, 250)
    for y, rx in ((248, 966), (432, 930), (604, 900)):
        edge = [
            (cx + rx * math.cos(math.radians(a)), y + 250 * 0.4 * math.sin(math.radians(a)))
            for a in range(180, -1, -6)
        ]
        s.add(
            stroke(edge, wood, 20, smooth=True),
            stroke([(px, py - 8) for px, py in edge], brass, 5, smooth=True),
        )
        if y == 432:
            s.add(
                stroke([(px, py - 46) for px, py in edge], brass, 6, smooth=True),
                *[stroke([(px, py - 46), (px, py)], brass, 4) for px, py in edge],
            )
    floor = (
        "M-120,610"
        + "".join(
            f"L{cx + 900 * math.cos(math.radians(a)):.0f},{612 + 100 * math.sin(math.radians(a)):.0f}"
            for a in range(180, -1, -6)
        )
        + "L1720,1100H-120Z"
    )
    s.add(
        path(floor, "#c2a070"),
        s.grain(floor, "#6a4030", (800, 1120), (800, 700), 0.8),
        s.glow(800, 760, 560, "#fff3c4", 0.8, 0.3),
    )
    for r in (150, 290, 440, 600):
        base = 880
        for start, end in (
            ((8, 82), (98, 172), (188, 262), (278, 352))
            if r < 500
            else ((8, 82), (98, 172), (196, 250), (290, 344))
        ):

            def band(
                radius: float, dy: float = 0, start: int = start, end: int = end, base: int = base
            ) -> list[tuple[float, float]]:
                return [
                    (
                        cx + radius * math.cos(math.radians(a)),
                        base + dy + radius * 0.42 * math.sin(math.radians(a)),
                    )
                    for a in range(start, end + 1, 6)
                ]

            outer, inner = band(r + 30), band(r - 30)
            s.add(
                polygon(band(r + 30, 34) + outer[::-1], dark),
                polygon(band(r - 30, 34) + inner[::-1], dark),
                polygon(outer + inner[::-1], wood),
                stroke(outer, "#b5763f", 4),
            )
            for a in range(start + 12, end, 26 if r > 200 else 40):
                x, y = cx + r * math.cos(math.radians(a)), base + r * 0.42 * math.sin(math.radians(a))
                f = 0.7 + 0.5 * (y - 600) / 460
                s.add(s.glow(x, y, 60 * f, "#ffeaa0", 0.8, 0.5), desk_lamp(x, y, 46 * f, green, brass))
                if s.rng.random() < 0.42 and y > 640:
                    s.add(
                        bust(
                            Look(
                                s.rng.choice(("#7a2f3c", "#2f4f6f", "#d9a63f", "#3a3a44", "#c9683f")),
                                skin=s.rng.choice(SKINS),
                                hair=s.rng.choice(("#1d1416", "#6a3a20", "#cfc7bb")),
                            ),
                            x + 44 * f,
                            y + 14 * f,
                            74 * f,
                        ),
                        polygon(
                            [
                                (x + 24 * f, y + 8),
                                (x + 66 * f, y + 8),
                                (x + 70 * f, y + 18),
                                (x + 20 * f, y + 18),
                            ],
                            pale,
                        ),
                    )
    s.add(
        ellipse(cx, 880, 78, 34, dark),
        ellipse(cx, 868, 78, 34, wood),
        ellipse(cx, 864, 52, 22, "#c2a070"),
        bust(Look("#23222c", skin="#8a5636", hair="#cfc7bb"), cx, 866, 84),
    )
    s.add(
        path("M-20,1020Q800,960 1620,1020V1090H-20Z", "#2a1418"),
        path("M-20,1010Q800,950 1620,1010", "none", stroke=brass, stroke_width=14),
    )

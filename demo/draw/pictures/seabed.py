"""The science pages, under water."""

from ..kit import (
    Sheet,
    arc,
    circle,
    curve_through,
    ellipse,
    line_through,
    overprint,
    path,
    place,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..nature import (
    fish,
    ground,
    lens,
    streak,
)
from ..registry import drawing


@drawing("drowned-forest", "#123a5c")
def drowned_forest(s: Sheet) -> None:
    deep, mud, stump, beam = "#0a2442", "#8a5f43", "#2b1a22", "#7fe0d0"
    s.add(
        rect(-20, -20, 1640, 160, "#f3e3bd"),
        streak(1200, 60, 500, 12, "#fdf3d6"),
        streak(240, 44, 360, 10, "#fdf3d6"),
    )
    for k, ink in enumerate(("#3a8fa3", "#2a7592", "#1f5d80", "#184a6e", "#123a5c", "#0e2e4e")):
        y = 120 + k * 118
        edge = [(x, y + s.rng.uniform(-12, 12)) for x in range(-60, 1860, 180)]
        s.add(
            path(ground(s, edge), ink),
            s.grain(f"M-20,{y - 70}H1620V{y + 4}H-20Z", ink, (0, y), (0, y - 70), 0.5),
        )
    fan = "M770,150L250,800Q800,860 1340,790L830,150Z"
    s.add(
        path(fan, beam, opacity=0.24),
        s.grain(fan, beam, (800, 120), (800, 860), 0.6, 0.12),
        *[
            stroke(arc(800, 60, r, 51, 129), "#d5fff2", 4, opacity=0.75, stroke_dasharray="2 12")
            for r in range(200, 790, 66)
        ],
        stroke([(770, 150), (250, 800)], "#d5fff2", 3, opacity=0.7),
        stroke([(830, 150), (1340, 790)], "#d5fff2", 3, opacity=0.7),
    )
    hull = "M430,40Q470,130 560,160H1080Q1130,150 1150,60L1110,70H500Z"
    s.add(
        path(hull, "#b3322e"),
        s.grain(hull, "#3a0f22", (800, 180), (800, 60), 0.9),
        path("M404,-20Q420,60 446,84H1142Q1152,60 1156,-20Z", "#17233f"),
        rect(436, 82, 708, 8, "#f3e3bd"),
        rect(760, 156, 80, 20, "#17233f", 8),
        path("M1096,130q50,-6 60,30h-60Z", "#17233f"),
    )
    s.add(
        path("M-20,116Q120,100 260,118T560,114", "none", stroke="#fdf6e0", stroke_width=7),
        path("M1120,118Q1300,100 1420,116T1640,110", "none", stroke="#fdf6e0", stroke_width=7),
    )
    bed = [(-40, 850), (200, 838), (480, 856), (800, 836), (1100, 852), (1400, 834), (1660, 848)]
    roots = []
    for x, h, lean in (
        (90, 90, -6),
        (240, 150, 8),
        (370, 110, -10),
        (500, 200, 4),
        (640, 120, -6),
        (760, 170, 10),
        (900, 230, -4),
        (1020, 120, 8),
        (1140, 180, -8),
        (1270, 130, 6),
        (1400, 160, -6),
        (1530, 100, 10),
    ):
        w = 20 + h * 0.12
        top = [(-w * 0.6, -h), (-w * 0.2, -h - 22), (w * 0.1, -h + 6), (w * 0.5, -h - 12)]
        trunk = path(
            line_through(
                [(-w * 1.7, 14), (-w * 0.8, -h * 0.3), *top, (w * 0.8, -h * 0.3), (w * 1.8, 14)], closed=True
            ),
            stump,
        )
        trunk += (
            stroke([(w * 0.3, -h * 0.6), (w * 1.5, -h * 0.95), (w * 2.1, -h * 0.9)], stump, w * 0.36)
            + stroke([(-w * 0.2, -h * 0.45), (-w * 1.6, -h * 0.72), (-w * 1.9, -h * 1.02)], stump, w * 0.34)
            + stroke([(w * 1.3, -h * 0.9), (w * 1.6, -h * 1.15)], stump, w * 0.2)
        )
        inside = 250 < x < 1340
        light = stroke(
            [(-w * 0.42, -h + 6), (-w * 0.66, -h * 0.3), (-w * 1.3, 6)], beam if inside else "#2f5f7a", 5
        )
        roots += [
            stroke(
                [
                    (x + d * w * 0.5, 850),
                    (x + d * w * 1.3, 890),
                    (x + d * w * (1.6 + 0.5 * abs(d)), 930 + 14 * (d % 2)),
                ],
                "#4a2d2a",
                8,
                smooth=True,
            )
            for d in (-2, -1, 1, 2)
        ]
        s.add(place(trunk + light, x, 848, 1, turn=lean * 0.6))
    s.add(
        path(ground(s, bed), mud),
        s.grain(ground(s, bed), stump, (0, 1000), (0, 836), 0.5),
        stroke(bed, "#d9a878", 7, smooth=True),
    )
    for y, ink in ((910, "#6f4a3a"), (960, "#a0764f"), (1010, "#54362f")):
        s.add(path(ground(s, [(x, y + s.rng.uniform(-10, 10)) for x in range(-60, 1860, 240)]), ink))
    s.add(
        *roots,
        *[
            ellipse(
                s.rng.uniform(0, 1600),
                s.rng.uniform(970, 1060),
                s.rng.uniform(5, 16),
                s.rng.uniform(4, 9),
                "#c79a6c",
            )
            for _ in range(46)
        ],
    )
    for cx, cy, n, ink, flip in (
        (330, 420, 12, "#ffb84a", True),
        (1230, 520, 14, "#ffb84a", False),
        (740, 640, 8, "#f3e3bd", True),
        (120, 640, 6, "#7fb6c4", False),
        (1480, 330, 7, "#7fb6c4", True),
    ):
        s.add(
            *[
                fish(
                    cx + s.rng.uniform(-120, 120),
                    cy + s.rng.uniform(-50, 50),
                    s.rng.uniform(36, 58),
                    ink,
                    flip=flip,
                    eye=deep,
                )
                for _ in range(n)
            ]
        )


@drawing("eelgrass-meadow", "#2f8f8a")
def eelgrass_meadow(s: Sheet) -> None:
    yellow, red, silver, dark = "#ffc42e", "#e0452f", "#e3f0ec", "#0f3f4a"
    for k, ink in enumerate(("#9fdcc4", "#6fc4b4", "#4aaaa4", "#348f94", "#257682", "#1b5f70")):
        y = k * 150 - 20
        s.add(
            path(ground(s, [(x, y + s.rng.uniform(-16, 16)) for x in range(-60, 1860, 200)]), ink),
            s.grain(f"M-20,{y - 90}H1620V{y + 6}H-20Z", ink, (0, y), (0, y - 90), 0.6),
        )
    for x, w in ((180, 90), (420, 150), (760, 110), (1010, 170), (1330, 100)):
        s.add(
            polygon(
                [(x, -20), (x + w, -20), (x + w * 1.6 - 240, 900), (x - 340, 900)], "#eafbe0", opacity=0.2
            )
        )

    def blades(
        count: int, base: float, tall: tuple[float, float], inks: tuple[str, ...], width: float
    ) -> None:
        for i in range(count):
            x = -140 + (i + s.rng.random()) * 1760 / count
            h = s.rng.uniform(*tall)
            sway = s.rng.uniform(0.3, 0.62) * h
            w = width * s.rng.uniform(0.7, 1.2)
            d = curve_through(
                [
                    (x, base),
                    (x - h * 0.02, base - h * 0.4),
                    (x + sway * 0.42, base - h * 0.78),
                    (x + sway, base - h),
                ]
            )
            back = curve_through(
                [
                    (x + sway, base - h),
                    (x + sway * 0.42 + w, base - h * 0.74),
                    (x + w, base - h * 0.4),
                    (x + w * 1.3, base),
                ]
            )
            s.add(path(d + "L" + back[1:] + "Z", inks[i % len(inks)]))

    blades(44, 1000, (430, 640), ("#2f8f7f", "#277f78", "#3a9c82"), 20)
    shoal = [(470 + s.rng.uniform(-240, 260), 250 + s.rng.uniform(-110, 110)) for _ in range(24)]
    s.add(
        *[
            fish(x, y, s.rng.uniform(62, 84), silver if i % 4 else "#b9d9d4", turn=-6, eye=dark)
            for i, (x, y) in enumerate(shoal)
        ]
    )
    blades(36, 1050, (380, 600), ("#4aa04f", "#3a8a4a", "#6ab84f"), 26)
    horse = (
        "M20,-250Q-20,-256 -30,-214Q-40,-196 -104,-190Q-112,-176 -100,-166Q-50,-160 -22,-172Q-10,-150 "
        "-30,-116Q-72,-50 -44,10Q-20,60 6,96Q26,136 2,158Q-22,166 -26,144Q-20,130 -8,136Q-14,118 "
        "-32,120Q-58,134 -44,168Q-16,200 26,176Q60,146 40,96Q22,56 34,20Q64,-50 40,-120Q34,-150 "
        "50,-180Q64,-236 20,-250Z"
    )
    figure_ = (
        path(horse, yellow)
        + s.grain(horse, "#c9601a", (70, 40), (-40, -40), 0.85)
        + circle(-8, -212, 11, "#fff6d6")
        + circle(-10, -212, 6, dark)
        + path("M44,-90Q92,-70 84,-10Q60,-20 42,-14Z", "#f08a24")
        + "".join(
            stroke(
                [(-44 + abs(k - 3) * 4, -110 + k * 26), (36 + (3 - abs(k - 3)) * 3, -104 + k * 24)],
                "#d98a1a",
                5,
            )
            for k in range(6)
        )
        + path("M14,-250l4,-34l14,22l16,-22l2,36l-14,10Z", "#f08a24")
    )
    s.add(
        stroke([(640, 1090), (640, 800), (690, 560), (800, 330)], "#8fd05c", 34, smooth=True),
        place(figure_, 690, 640, 1.25),
        stroke([(634, 880), (650, 800), (676, 740)], "#8fd05c", 26, smooth=True),
    )
    blades(26, 1100, (260, 420), ("#7cc455", "#5aa84a", "#94d45c"), 32)
    floor = ground(s, [(-40, 1010), (300, 990), (700, 1020), (1100, 985), (1660, 1010)])
    s.add(path(floor, "#d9b878"), s.grain(floor, "#7a6a4a", (0, 1090), (0, 990), 0.8))
    crab = "".join(
        stroke([(d * 60, -10), (d * 108, -34 + k * 22), (d * (130 + k * 6), 24 + k * 10)], red, 11)
        for d in (-1, 1)
        for k in range(3)
    ) + "".join(
        stroke([(d * 56, -30), (d * 96, -70), (d * 84, -108)], red, 15)
        + place(path("M0,0Q-30,-20 -16,-58L0,-34L16,-60Q34,-20 0,0Z", red), d * 84, -98)
        for d in (-1, 1)
    )
    crab += (
        path("M-84,-20Q-60,-70 0,-72Q60,-70 84,-20Q40,24 0,24Q-40,24 -84,-20Z", red)
        + s.grain(
            "M-84,-20Q-60,-70 0,-72Q60,-70 84,-20Q40,24 0,24Q-40,24 -84,-20Z",
            "#7a1a2a",
            (0, 40),
            (0, -50),
            0.9,
        )
        + "".join(
            stroke([(d, -66), (d * 1.2, -92)], red, 6) + circle(d * 1.2, -96, 9, "#1a1018") for d in (-20, 20)
        )
    )
    s.add(overprint(path(lens(270, 1022, 300, 14), "#8a7a5a")), place(crab, 270, 990, 1.1))
    frame = (
        path(rect_path(0, 0, 330, 330), "none", stroke="#fbfaf2", stroke_width=20)
        + "".join(stroke([(0, k * 66), (18, k * 66)], "#d2452f", 6) for k in range(1, 5))
        + stroke([(165, 0), (165, 330)], "#fbfaf2", 3)
        + stroke([(0, 165), (330, 165)], "#fbfaf2", 3)
    )
    arm_d = "M1640,330L1470,470Q1430,500 1420,540L1450,600Q1500,600 1540,560L1660,500Z"
    s.add(
        place(frame, 1130, 510, 1, turn=8),
        path(arm_d, "#1a2634"),
        s.grain(arm_d, "#4a6a80", (1500, 420), (1560, 560), 0.7),
        stroke([(1560, 400), (1620, 490)], red, 18),
        path(
            (
                "M1474,470Q1420,480 1398,520Q1384,560 1404,566L1420,540L1400,590Q1408,606 1424,592L1440,560"
                "L1434,606Q1448,616 1462,596L1480,560Q1510,560 1530,546Z"
            ),
            "#e3ad84",
        ),
        *[
            circle(x, y, r, "none", stroke="#eafbf2", stroke_width=4)
            for x, y, r in (
                (1490, 300, 14),
                (1520, 240, 20),
                (1480, 180, 10),
                (1540, 120, 26),
                (820, 220, 9),
                (850, 180, 6),
            )
        ],
    )

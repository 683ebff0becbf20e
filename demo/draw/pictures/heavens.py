"""The science pages, looking up."""

import math

from ..kit import (
    Sheet,
    circle,
    ellipse,
    ellipse_path,
    line_through,
    path,
    place,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..nature import (
    ground,
    rock,
    sky,
    stars,
    streak,
)
from ..people import HANGING, Look, figure
from ..registry import drawing


@drawing("satellite-curlew", "#0a0e24")
def satellite_curlew(s: Sheet) -> None:
    blue, gold, land, sea = "#2a52b0", "#e9ab35", "#7f9a5c", "#1e6a9c"
    s.add(
        rect(-20, -20, 1640, 1107, "#0b1028"),
        stars(s, 800, 240, "#dfe6f6"),
        s.glow(1500, 40, 700, "#2b2f6b", 0.6),
    )
    disc = ellipse_path(760, 2130, 1560, 1560)
    s.add(
        path(ellipse_path(760, 2130, 1610, 1610), "#1f4a86", opacity=0.45),
        path(ellipse_path(760, 2130, 1582, 1582), "#7fc4e0", opacity=0.6),
        path(disc, sea),
    )
    coast = [
        (300, 1100),
        (340, 980),
        (300, 920),
        (380, 880),
        (360, 820),
        (450, 790),
        (430, 730),
        (520, 720),
        (540, 660),
        (620, 690),
        (600, 760),
        (680, 770),
        (660, 830),
        (760, 850),
        (740, 910),
        (840, 930),
        (810, 1000),
        (880, 1100),
    ]
    s.add(
        s.clip(
            disc,
            s.glow(1180, 840, 420, "#d9f2f0", 0.85, 0.5),
            path(
                line_through(coast, closed=True),
                "#5f9aa6",
                stroke="#5f9aa6",
                stroke_width=26,
                stroke_linejoin="round",
            ),
            path(line_through(coast, closed=True), land),
            s.grain(line_through(coast, closed=True), "#3f5a3a", (340, 1100), (640, 760), 0.9),
            polygon([(920, 860), (990, 830), (1010, 880), (950, 910)], land),
            polygon([(1030, 920), (1070, 910), (1076, 950), (1036, 954)], land),
            *[
                stroke([(a, b), (a + 20, b + 60), (a - 14, b + 130)], "#5f9aa6", 5, smooth=True)
                for a, b in ((480, 800), (600, 860))
            ],
        )
    )
    swirl = "".join(
        stroke(
            [
                (
                    cx + (r + k * 3) * math.cos(t / 10 + ph) * (1 + t / 30),
                    cy + (r + k * 3) * 0.42 * math.sin(t / 10 + ph) * (1 + t / 30),
                )
                for t in range(0, 34, 3)
            ],
            "#f6f8f4",
            15 - k * 3,
            smooth=True,
            opacity=0.9,
        )
        for cx, cy, r, ph in (
            (1190, 960, 46, 0.4),
            (1190, 960, 46, 2.5),
            (1190, 960, 46, 4.6),
            (160, 920, 40, 1),
            (160, 920, 40, 3.4),
        )
        for k in range(2)
    )
    s.add(
        s.clip(
            disc,
            swirl,
            *[
                streak(x, y, w, h, "#f6f8f4")
                for x, y, w, h in (
                    (760, 640, 360, 12),
                    (1080, 720, 300, 12),
                    (480, 700, 240, 9),
                    (1380, 840, 300, 16),
                    (880, 1010, 360, 18),
                    (60, 800, 200, 12),
                    (620, 960, 240, 14),
                )
            ],
            s.grain("M-20,560H1620V1090H-20Z", "#081a3c", (-200, 900), (700, 760), 0.95),
            s.grain("M1100,560H1640V1090H1100Z", "#081a3c", (1700, 1100), (1300, 800), 0.8),
        )
    )
    wing = (
        rect(0, -92, 430, 184, "#16245c")
        + "".join(
            rect(8 + c * 60.5, -84 + r * 58, 54, 52, blue if (c + r) % 3 else "#4673d6")
            for c in range(7)
            for r in range(3)
        )
        + "".join(
            stroke([(8 + c * 60.5 + 6, -76 + r * 58), (8 + c * 60.5 + 30, -76 + r * 58)], "#9fc0ff", 3)
            for c in range(7)
            for r in range(3)
            if (c * r + c) % 2
        )
    )
    wing_d = rect_path(0, -92, 430, 184)
    wing += s.grain(wing_d, "#0a1030", (430, 92), (120, -40), 0.8)
    strut = (
        stroke([(-60, 0), (4, -50)], "#c9ccd6", 7)
        + stroke([(-60, 0), (4, 50)], "#c9ccd6", 7)
        + stroke([(-60, 0), (4, 0)], "#c9ccd6", 7)
    )
    body = (
        polygon([(-120, -150), (90, -150), (90, 150), (-120, 150)], gold)
        + polygon([(90, -150), (150, -190), (150, 110), (90, 150)], "#8f5a1c")
        + polygon([(-120, -150), (-60, -190), (150, -190), (90, -150)], "#ffd976")
    )
    for _ in range(26):
        x, y = s.rng.uniform(-110, 70), s.rng.uniform(-140, 130)
        body += polygon(
            [
                (x, y),
                (x + s.rng.uniform(8, 26), y + s.rng.uniform(-8, 14)),
                (x + s.rng.uniform(-6, 12), y + s.rng.uniform(14, 32)),
            ],
            s.rng.choice(("#ffd976", "#c9842a", "#fff0b8", "#b87420")),
        )
    body += (
        rect(-84, 40, 80, 80, "#1a1c30")
        + circle(-44, 80, 30, "#3a4a72")
        + circle(-44, 80, 18, "#0b1028")
        + circle(-52, 72, 6, "#dfe6f6")
        + stroke([(20, -190), (20, -270)], "#c9ccd6", 6)
        + circle(20, -276, 9, "#ff5a3c")
        + stroke([(60, 150), (60, 220)], "#c9ccd6", 9)
    )
    dish = (
        path("M-30,214Q60,320 150,214Q60,190 -30,214Z", "#f3f0e4")
        + ellipse(60, 214, 90, 20, "#c9ccd6")
        + stroke([(60, 250), (60, 300)], "#c9ccd6", 5)
        + stroke([(10, 240), (60, 306), (110, 240)], "#c9ccd6", 4)
        + circle(60, 308, 9, gold)
    )
    craft = (
        place(wing, 210, 0)
        + place(strut, 206, 0, flip=False)
        + place(wing + "", -184, 0, flip=True)
        + place(strut, -180, 0, flip=True)
        + body
        + dish
    )
    s.add(place(craft, 800, 390, 1.02, turn=-24))


@drawing("telescope-dome", "#0d1838")
def telescope_dome(s: Sheet) -> None:
    white, shade, orange, dark = "#e6e8ea", "#5b6a8c", "#ff9438", "#0a0f22"
    sky(s, ["#0c1636", "#111f48", "#182b5c", "#213a70", "#2c4a80"], 0, 860)
    band = "M1000,-40Q1180,200 1150,420T1560,900L1660,820Q1360,560 1400,330T1290,-40Z"
    s.add(
        s.grain(band, "#9fb4dc", (1300, -100), (1300, 1000), 0.36, 0.2),
        s.grain(
            "M1090,-40Q1250,200 1240,420T1600,860L1640,800Q1320,540 1330,330T1210,-40Z",
            "#e9eefc",
            (1300, -100),
            (1300, 900),
            0.3,
            0.1,
        ),
    )
    s.add(
        *[
            circle(x, y, s.rng.choice((1.5, 2, 2.6, 3.4)), "#f3f5fc")
            for x, y in ((s.rng.triangular(300, 1600, 1300), s.rng.uniform(0, 720)) for _ in range(330))
        ]
    )
    for rx, ry, ink in (
        (640, 400, "#2c3564"),
        (500, 300, "#503c64"),
        (370, 210, "#8a4c58"),
        (250, 135, "#cf6f42"),
    ):
        s.add(ellipse(190, 800, rx, ry, ink))
    for r, ink, dense in ((760, "#8a4a5c", 0.75), (540, "#d8693e", 0.85), (330, orange, 0.95)):
        s.add(s.glow(190, 800, r, ink, dense, 0.72))
    s.add(
        s.glow(190, 800, 170, "#ffd98a", 0.9, 0.6),
        path(ground(s, [(-40, 800), (160, 770), (420, 790), (640, 760), (900, 800), (1660, 780)]), "#1a1c3c"),
    )
    s.add(
        *[
            rect(
                s.rng.gauss(190, 110),
                772 + s.rng.uniform(-14, 26),
                5,
                5,
                s.rng.choice(("#ffd98a", "#fff0c0", orange)),
            )
            for _ in range(110)
        ],
        *[rect(150 + k * 26, 776 - h, 15, h, "#3a2038") for k, h in enumerate((26, 44, 30, 60, 22))],
    )
    hill = ground(s, [(-40, 960), (220, 900), (480, 850), (700, 800), (980, 770), (1300, 790), (1660, 880)])
    s.add(
        path(hill, "#141a36"),
        s.grain(hill, "#c9663e", (-100, 900), (520, 960), 0.6),
        *[
            rock(
                s,
                s.rng.uniform(-20, 1620),
                s.rng.uniform(920, 1080),
                s.rng.uniform(60, 190),
                s.rng.uniform(24, 70),
                s.rng.choice(("#0d1228", "#1d2646", "#10162f")),
            )
            for _ in range(38)
        ],
    )
    s.add(
        rect(760, 600, 480, 200, white),
        s.grain("M760,600H1240V800H760Z", shade, (1280, 700), (860, 660), 1),
        rect(740, 590, 520, 24, "#c9ccd0"),
        path(arch_door(), "#1b2444"),
        rect(930, 660, 50, 50, "#ff5a48"),
        *[rect(800 + k * 60, 650, 26, 44, "#27335a") for k in (0, 1, 4, 6)],
    )
    dome = "M740,594A260,270 0 0 1 1260,594Z"
    s.add(
        path(dome, white),
        s.grain(dome, shade, (1300, 560), (860, 420), 1),
        s.grain(dome, orange, (700, 600), (880, 500), 0.5),
        *[
            path(
                f"M1000,324Q{1000 + d},420 {1000 + d * 1.4:.0f},594", "none", stroke="#9aa4ba", stroke_width=4
            )
            for d in (-160, -90, 130, 170)
        ],
    )
    slit = "M984,320Q960,440 960,560L1072,560Q1084,430 1050,322Q1016,312 984,320Z"
    s.add(
        path(slit, dark),
        s.clip(
            slit,
            place(
                rect(-34, -210, 68, 260, "#47547a")
                + rect(-40, -220, 80, 22, "#7f8cae")
                + rect(-34, -120, 68, 10, "#2a3558"),
                1016,
                560,
                1,
                turn=8,
            ),
            s.glow(1016, 560, 130, "#ff5a48", 0.7),
        ),
        path("M984,320Q960,440 960,560", "none", stroke="#f6f7f4", stroke_width=8),
        path("M1050,322Q1084,430 1072,560", "none", stroke="#8a96b4", stroke_width=8),
        rect(950, 556, 132, 16, "#9aa4ba"),
    )
    s.add(
        stroke([(1010, 800), (880, 860), (700, 900), (560, 990), (480, 1090)], "#3a3f5e", 34, smooth=True),
        stroke([(1010, 800), (880, 860), (700, 900), (560, 990), (480, 1090)], "#565c7c", 20, smooth=True),
    )
    s.add(
        polygon([(668, 880), (590, 984), (500, 960)], "#ff5a48", opacity=0.34),
        s.glow(560, 962, 110, "#ff5a48", 0.7, 0.4),
        place(
            figure(
                Look("#0b0f20", "#0b0f20", "#c98d62", hem=38, hat="#b5322b"),
                stride=8,
                arms=(((-10, -78), (-18, -66), (-24, -58)), HANGING[1]),
            ),
            706,
            930,
            1.5,
        ),
        circle(670, 846, 8, "#ff7a5c"),
        s.glow(670, 846, 40, "#ff7a5c", 0.9),
    )


def arch_door() -> str:
    return "M1020,800V700A40,40 0 0 1 1100,700V800Z"

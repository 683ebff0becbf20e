"""The city at the water: the bridge, the control tower, the container crane."""

import math

from ..harbourside import container_crane, containers, tug, wake
from ..kit import (
    Sheet,
    circle,
    ellipse,
    overprint,
    path,
    place,
    polygon,
    rect,
    stroke,
)
from ..nature import (
    glitter,
    ground,
    gull,
    lens,
    ridge,
    ripples,
    rock,
    sky,
    stars,
    streak,
    sun,
)
from ..people import Look, bust, figure
from ..registry import drawing


def lorry(x: float, foot: float, length: float, box: str, cab: str) -> str:
    parts = rect(-30, -50, 82, 42, box) + "".join(
        rect(-26 + k * 13, -46, 3, 34, "#1b1420", opacity=0.18) for k in range(6)
    )
    parts += (
        path("M-33,-8V-42H-48Q-54,-38 -56,-26V-8Z", cab)
        + path("M-36,-26V-38H-47Q-51,-34 -52,-26Z", "#a9c4cc")
        + rect(-56, -10, 108, 5, "#2a2d33")
    )
    parts += "".join(circle(wx, -6, 8, "#1a1c20") + circle(wx, -6, 3, "#9a968c") for wx in (-44, 24, 42))
    return place(parts, x, foot, length / 108)


@drawing("chandlers-bridge", "#dfe3dd")
def chandlers_bridge(s: Sheet) -> None:
    green, dark, orange = "#3f7f63", "#1f4a44", "#f07a2a"
    sky(s, ["#b7c2c4", "#c9d0cd", "#dcddd2", "#e9e2d0"], 0, 640, wobble=14)
    s.add(
        streak(500, 150, 800, 24, "#d5d9d3"),
        streak(1200, 250, 700, 20, "#e6e5da"),
        sun(s, 1230, 330, 54, "#f7f0dc", "#f7f0dc"),
    )
    s.add(path(ridge(s, 630, 130, 5, bottom=660), "#a3b1ae"))
    s.add(
        *[
            rect(x, 640 - h, w, h, "#8d9c9c")
            for x, w, h in (
                (1180, 60, 70),
                (1250, 40, 110),
                (1300, 90, 60),
                (1400, 50, 130),
                (1460, 80, 80),
                (1550, 60, 100),
            )
        ],
        rect(1416, 430, 16, 90, "#8d9c9c"),
    )
    s.add(
        rect(-20, 640, 1640, 460, "#7f9c9c"),
        s.grain("M-20,640H1620V1000H-20Z", "#4c7277", (0, 1000), (0, 660), 0.9),
        ripples(s, 660, 960, "#b9cbc6", 60),
    )
    s.add(
        overprint(
            polygon([(330, 660), (450, 660), (480, 900), (320, 900)], "#5f8083"),
            polygon([(1150, 660), (1250, 660), (1270, 860), (1150, 860)], "#5f8083"),
            opacity=0.7,
        )
    )

    def deck(x: float) -> float:
        return 590 - 46 * math.sin(math.pi * (x - 0) / 1600)

    for x in (390, 1200):
        s.add(
            polygon(
                [(x - 46, deck(x) + 30), (x + 46, deck(x) + 30), (x + 60, 720), (x - 60, 720)], "#8b8f8c"
            ),
            s.grain(
                f"M{x - 46},{deck(x) + 30}H{x + 46}L{x + 60},720H{x - 60}Z",
                "#3d4a4e",
                (x + 60, 720),
                (x - 30, 640),
                0.9,
            ),
        )
        for leg in (-30, 30):
            s.add(
                polygon(
                    [
                        (x + leg - 13, 640),
                        (x + leg + 13, 640),
                        (x + leg * 0.8 + 10, 130),
                        (x + leg * 0.8 - 10, 130),
                    ],
                    green,
                )
            )
        s.add(
            *[rect(x - 36, y, 72, 16, dark) for y in (150, 250, 370)],
            *[stroke([(x - 26, y), (x + 26, y + 90)], green, 6) for y in (166, 266)],
            rect(x - 42, 118, 84, 18, green),
        )
    for points in (
        [(-160, 420), (130, 300), (390, 132)],
        [(390, 132), (560, 360), (795, 470), (1030, 360), (1200, 132)],
        [(1200, 132), (1440, 300), (1700, 420)],
    ):
        s.add(stroke(points, dark, 9, smooth=True))
    for x in range(20, 1600, 36):
        if x < 390:
            top = 132 + (390 - x) * 0.7 if x > 130 else 300 + (130 - x) * 0.42
        elif x < 1200:
            top = 470 - 338 * (abs(x - 795) / 405) ** 1.75
        else:
            top = 132 + (x - 1200) * 0.7
        s.add(stroke([(x, min(top, deck(x))), (x, deck(x))], dark, 2.4))
    s.add(
        stroke([(x, deck(x)) for x in range(-20, 1640, 60)], green, 22),
        stroke([(x, deck(x) + 20) for x in range(-20, 1640, 60)], dark, 9),
        *[
            stroke([(x, deck(x) + 2), (x + 20, deck(x) + 20), (x + 40, deck(x) + 2)], dark, 3)
            for x in range(-20, 1620, 40)
        ],
    )
    for k in range(11):
        s.add(stroke([(296, 100 + k * 50), (484, 100 + k * 50)], "#6f5a40", 4))
    s.add(
        *[stroke([(x, 88), (x, 640)], "#6f5a40", 5) for x in (298, 344, 436, 482)],
        *[stroke([(298, 150 + k * 100), (344, 100 + k * 100)], "#6f5a40", 3) for k in range(5)],
    )
    s.add(
        rect(296, 150, 188, 200, orange, opacity=0.88),
        rect(296, 400, 188, 100, orange, opacity=0.88),
        s.grain("M296,150H484V350H296Z", "#a8401a", (490, 360), (310, 160), 0.8),
        s.grain("M296,400H484V500H296Z", "#a8401a", (490, 510), (310, 400), 0.8),
    )
    s.add(
        overprint(path(lens(800, 800, 360, 20), "#3f666c")),
        tug(800, 794, 320, "#23303c", "#e9e2d0", "#c93f2d", "#f7d98a"),
        wake(800, 798, 300, "#eef1e8"),
        *[
            ellipse(850 + k * 26, 640 - k * 16, 22 + k * 9, 16 + k * 6, "#f0eee4", opacity=0.7 - k * 0.12)
            for k in range(4)
        ],
    )
    bank = ground(s, [(-40, 880), (400, 900), (900, 940), (1300, 985), (1660, 1040)])
    s.add(
        path(bank, "#5a5f5c"),
        s.grain(bank, "#23292e", (600, 1090), (700, 900), 0.9),
        stroke([(-20, 896), (900, 952), (1640, 1060)], "#d9d5c4", 5, stroke_dasharray="40 30"),
    )
    for x, y, box, cab in (
        (130, 930, "#c93f2d", "#f4efe0"),
        (460, 950, "#2d6a9f", "#e9b23c"),
        (790, 972, "#e9b23c", "#2f4a5c"),
        (1120, 1000, "#4f8a5b", "#c93f2d"),
    ):
        s.add(
            overprint(path(lens(x, y, 330, 12), "#2a2d33")),
            place(lorry(0, 0, 300, box, cab), x, y, 1, flip=True),
        )
    s.add(
        rect(1366, 780, 14, 270, "#23292e"),
        rect(1318, 690, 110, 110, "#1a1c20", 14),
        stroke([(1344, 716), (1402, 774)], "#ff4b36", 14),
        stroke([(1402, 716), (1344, 774)], "#ff4b36", 14),
        s.glow(1373, 745, 130, "#ff7a5a", 0.55),
    )


@drawing("control-tower-night", "#0b1630")
def control_tower_night(s: Sheet) -> None:
    night, concrete, glass = "#070d1f", "#51607a", "#3fae7a"
    sky(s, ["#0a142e", "#0f1e42", "#172c55", "#243f66"], 0, 700)
    s.add(
        stars(s, 520, 150, "#dfe8f6"),
        polygon([(250, 632), (1640, 420), (1640, 560)], "#f3efc8", opacity=0.2),
        polygon([(250, 632), (-20, 610), (-20, 650)], "#f3efc8", opacity=0.2),
    )
    s.add(
        path(ground(s, [(-40, 680), (200, 650), (330, 680), (460, 700)], bottom=710), night),
        polygon([(240, 660), (262, 660), (258, 628), (244, 628)], "#c8cfd6"),
        circle(251, 626, 7, "#fff6c9"),
        s.glow(251, 626, 90, "#fff6c9", 0.8),
    )
    s.add(
        rect(-20, 690, 1640, 400, "#10203f"),
        s.grain("M-20,690H1620V1090H-20Z", "#050a19", (0, 1090), (0, 700), 0.95),
        ripples(s, 700, 1040, "#1f3a63", 60),
    )
    for x, y, w, lights in (
        (330, 760, 420, ((-150, "#ff4a3d"), (120, "#fff0bf"), (20, "#fff0bf"))),
        (1370, 800, 520, ((-200, "#ff4a3d"), (170, "#fff0bf"), (60, "#fff0bf"))),
        (640, 716, 170, ((-60, "#3fe08a"), (50, "#fff0bf"))),
    ):
        s.add(
            path(
                f"M{x - w / 2},{y - w * 0.1}L{x - w * 0.44},{y}H{x + w * 0.46}L{x + w / 2},{y - w * 0.08}Z",
                night,
            ),
            rect(x + w * 0.22, y - w * 0.27, w * 0.17, w * 0.2, night),
            rect(x + w * 0.27, y - w * 0.33, w * 0.06, w * 0.1, night),
        )
        s.add(
            *[rect(x - w * 0.38 + k * w * 0.14, y - w * 0.15, w * 0.12, w * 0.07, night) for k in range(4)],
            *[
                rect(x + w * 0.235 + k * w * 0.05, y - w * 0.24, w * 0.028, w * 0.024, "#ffd98a")
                for k in range(3)
            ],
        )
        for dx, ink in lights:
            top = y - w * 0.2
            s.add(
                stroke([(x + dx, y - w * 0.08), (x + dx, top)], night, 4),
                circle(x + dx, top, 6, ink),
                s.glow(x + dx, top, 60, ink, 0.8),
                glitter(s, x + dx, y + 8, y + 190, 46, ink, 10),
            )
    mole = ground(s, [(250, 1090), (380, 985), (500, 910), (640, 890), (1000, 888), (1250, 915), (1660, 935)])
    s.add(
        path(mole, "#1b2538"),
        s.grain(mole, night, (900, 1090), (900, 890), 0.9),
        *[
            rock(s, x, 930, s.rng.uniform(50, 90), s.rng.uniform(24, 46), "#26334a")
            for x in range(460, 1620, 70)
        ],
    )
    shaft = "M770,900L792,380H908L930,900Z"
    s.add(
        path(shaft, concrete),
        s.grain(shaft, night, (940, 700), (790, 640), 1),
        *[rect(838, y, 14, 40, night) for y in range(430, 860, 80)],
        rect(838, 590, 14, 40, "#ffd98a"),
        polygon([(740, 384), (960, 384), (912, 440), (788, 440)], "#3c4963"),
    )
    cab = "M700,380L660,196H1040L1000,380Z"
    s.add(
        path(cab, "#12372f"),
        s.glow(850, 330, 240, glass, 0.95, 0.7),
        s.clip(
            cab,
            rect(600, 330, 500, 60, "#0b1a1c"),
            *[
                circle(x, 312, 40, "#0b1a1c")
                + circle(x, 312, 33, "#2fd08a")
                + path(f"M{x},312L{x + 30},296A33,33 0 0 1 {x + 31},320Z", "#c8ffdc")
                + circle(x, 312, 16, "none", stroke="#12372f", stroke_width=3)
                for x in (780, 930)
            ],
        ),
    )
    for x, flip in ((728, False), (980, True)):
        s.add(
            s.clip(
                cab,
                place(
                    bust(Look("#050c14", skin="#0a1c1e", hair="#050c14"), 0, 0, 130)
                    + stroke([(26, -40), (60, -26)], "#050c14", 16),
                    x,
                    372,
                    1,
                    flip=flip,
                ),
            )
        )
    s.add(
        *[
            stroke([(850 + (x - 850) * 0.79, 380), (x, 196)], "#2a3850", 9)
            for x in (664, 757, 850, 943, 1036)
        ],
        rect(640, 178, 420, 22, "#3c4963"),
        rect(690, 376, 320, 14, "#3c4963"),
        polygon([(690, 178), (1010, 178), (960, 140), (740, 140)], "#2a3850"),
        stroke([(850, 140), (850, 20)], "#3c4963", 8),
        stroke([(800, 140), (800, 70)], "#3c4963", 5),
        path("M868,118l86,-18l4,16l-86,18Z", "#8795ab"),
        circle(850, 18, 8, "#ff4a3d"),
        s.glow(850, 18, 70, "#ff4a3d", 0.8),
        stroke([(690, 150), (650, 178)], "#3c4963", 4),
    )
    s.add(glitter(s, 600, 960, 1060, 60, glass, 5))


@drawing("container-crane-dusk", "#f4a261")
def container_crane_dusk(s: Sheet) -> None:
    rust, dark, orange = "#a8392b", "#33163a", "#ff8a3c"
    sky(s, ["#6a4a86", "#9a5a8a", "#cf6f7a", "#f08a5c", "#fbb15c", "#fdd084"], 0, 740)
    s.add(
        sun(s, 420, 650, 120, "#fff0b0", "#ffe08a"),
        streak(260, 470, 560, 16, "#fcd79a"),
        streak(820, 330, 420, 12, "#e7929a"),
        streak(240, 260, 360, 10, "#c983a0"),
    )
    s.add(
        *[
            rect(x, 740 - h, w, h, "#a8587a")
            for x, w, h in ((0, 70, 60), (80, 40, 100), (560, 60, 50), (640, 90, 80), (740, 30, 130))
        ],
        polygon([(180, 740), (184, 620), (194, 620), (198, 740)], "#a8587a"),
    )
    s.add(
        rect(-20, 736, 1640, 360, "#5a3a7a"),
        s.grain("M-20,736H1620V1090H-20Z", "#2a1850", (0, 1090), (0, 740), 0.9),
        glitter(s, 420, 744, 1060, 420, orange, 30),
        glitter(s, 420, 750, 1040, 150, "#ffd98a", 22),
        ripples(s, 760, 1050, "#7d569a", 40),
    )
    pier = "M760,800H1640V1090H760Z"
    s.add(
        container_crane(s, 1180, 806, 760, rust, dark, orange),
        rect(740, 796, 900, 40, "#4a2447"),
        path("M760,836H1640V1090H760Z", "#2b1236"),
        *[rect(790 + k * 130, 836, 36, 260, "#3a1a42") for k in range(7)],
        *[circle(808 + k * 130, 870, 22, "#160a20") for k in range(7)],
    )
    s.add(
        s.grain(pier, "#160a20", (1300, 1090), (1300, 820), 0.8),
        containers(
            s, 1330, 798, 3, ["#c2452f", "#2f6a8a", "#e0a43a", "#4a7a5a", "#8a3f6a"], w=128, h=48, top=5
        ),
        containers(s, 880, 798, 1, ["#2f6a8a", "#e0a43a"], w=128, h=48, top=2),
    )
    s.add(
        overprint(path(lens(300, 905, 330, 20), "#3a2060")),
        tug(300, 900, 300, "#2a1238", "#e8b48a", "#b8342c", "#fff0b0"),
        wake(300, 904, 290, "#f8c8a0"),
    )
    s.add(
        *[
            ellipse(346 + k * 34, 752 - k * 26, 20 + k * 13, 15 + k * 8, "#4a2a5c", opacity=0.75 - k * 0.11)
            for k in range(6)
        ]
    )
    for x, h, flip in ((1010, 96, False), (1060, 92, True), (1290, 96, False)):
        s.add(
            place(
                figure(Look("#f0a02c", dark, "#5f3a28", hem=46, hat="#fff0b0"), stride=6),
                x,
                798,
                h / 100,
                flip=flip,
            )
        )
    s.add(
        gull(620, 300, 130, "#2f1740", -12),
        gull(740, 400, 90, "#2f1740", 8),
        gull(150, 180, 80, "#2f1740", -4),
    )

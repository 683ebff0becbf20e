"""Dispatches from the borders: a grain train, an island school, a night train."""

from ..harbourside import ferry, wake
from ..kit import (
    Sheet,
    circle,
    ellipse,
    overprint,
    path,
    place,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..nature import (
    bush,
    cloud,
    crescent,
    glitter,
    ground,
    gull,
    lens,
    ridge,
    ripples,
    sky,
    stars,
)
from ..people import Look, bust, figure, long_shadow
from ..registry import drawing
from ..town import arch_path


@drawing("freight-train-border", "#dfe6e0")
def freight_train_border(s: Sheet) -> None:
    yellow, brown, rail, red = "#f0b429", "#7d4a32", "#3a2b2f", "#cf3a2b"
    sky(s, ["#b5cfd4", "#c9dcd9", "#e2e6d5", "#f3e6c6"], 0, 700, wobble=6)
    for x, y, w in (
        (260, 250, 420),
        (760, 180, 300),
        (1180, 300, 480),
        (560, 400, 360),
        (1450, 460, 300),
        (60, 470, 300),
    ):
        s.add(
            cloud(x, y, w, "#f7f4e6"),
            s.grain(lens(x - 10, y - 4, w, 16), "#a9bcc0", (x, y + 6), (x, y - 26), 0.8),
        )
    s.add(
        path(ground(s, [(-40, 690), (400, 676), (900, 688), (1300, 672), (1660, 684)]), "#b9a567"),
        *[
            bush(s, x, 692, w, w * 0.34, "#7f8a55")
            for x, w in ((90, 80), (170, 50), (520, 110), (1190, 70), (1500, 120))
        ],
    )
    s.add(
        rect(-20, 690, 1640, 400, "#d39a45"),
        s.grain("M-20,690H1620V900H-20Z", "#e8c06c", (0, 690), (0, 860), 0.8),
    )
    s.add(
        *[
            stroke([(-20, 720 + k * k * 3.4), (1620, 712 + k * k * 3.4)], "#b87a34", 2 + k * 0.6)
            for k in range(10)
        ],
        s.grain("M-20,860H1620V1090H-20Z", "#8a4f2a", (0, 1100), (0, 860), 0.9),
    )
    s.add(
        polygon([(-20, 812), (1620, 812), (1620, 870), (-20, 870)], "#8f7a66"),
        *[rect(x, 818, 26, 12, rail) for x in range(-10, 1620, 48)],
        rect(-20, 812, 1640, 9, rail),
    )
    for k in range(5):
        x = 884 + k * 226
        body = f"M{x},640H{x + 212}V720L{x + 180},780H{x + 32}L{x},720Z"
        s.add(
            s.shaded(body, brown if k % 2 else "#8d5638", "#3f2024", (x, 790), (x + 30, 640), 0.9),
            rect(x - 4, 630, 220, 14, "#5b3229"),
            *[rect(x + 22 + i * 42, 644, 7, 88, "#a86b48") for i in range(5)],
            path(lens(x + 106, 636, 170, 14), "#e0b052"),
        )
        s.add(
            *[circle(x + wx, 796, 18, rail) + circle(x + wx, 796, 8, "#6e5f5a") for wx in (34, 74, 140, 180)],
            rect(x + 208, 772, 22, 8, rail),
        )
    loco = (
        "M440,780V690Q446,668 470,664L500,600Q506,588 520,588H596Q606,588 606,600V640H846Q862,640 "
        "862,656V780Z"
    )
    s.add(
        s.shaded(loco, yellow, "#b5641c", (440, 800), (500, 620), 0.8),
        path("M440,780V742H862V780Z", "#2f3d46"),
        path("M474,664L504,604H540V664Z", "#324b57"),
        rect(552, 604, 40, 60, "#324b57"),
        rect(440, 716, 422, 12, red),
    )
    s.add(
        *[
            rect(640 + i * 50, 660, 36, 44, "#d18d1e")
            + "".join(
                stroke([(644 + i * 50, 670 + j * 9), (672 + i * 50, 670 + j * 9)], "#9c5e16", 3)
                for j in range(4)
            )
            for i in range(4)
        ],
        rect(600, 622, 260, 16, "#d18d1e"),
        rect(700, 596, 60, 28, "#2f3d46"),
        circle(452, 704, 12, "#fff4cf"),
        rect(424, 762, 40, 26, rail),
    )
    s.add(
        *[
            circle(480 + k * 56 + (60 if k > 2 else 0), 796, 20, rail)
            + circle(480 + k * 56 + (60 if k > 2 else 0), 796, 9, "#6e5f5a")
            for k in range(6)
        ],
        s.glow(420, 704, 130, "#fff0bf", 0.7),
    )
    s.add(overprint(polygon([(430, 822), (1640, 822), (1640, 862), (380, 862)], "#6b5060"), opacity=0.8))
    hut = "M70,870V650H250V870Z"
    s.add(
        s.shaded(hut, "#5f8a86", "#24474e", (60, 900), (250, 660), 0.85),
        polygon([(46, 656), (160, 592), (274, 656)], "#24333c"),
        rect(98, 692, 58, 62, "#ffdf8c"),
        stroke([(127, 692), (127, 754)], "#24474e", 5),
        rect(182, 712, 48, 158, "#24333c"),
        s.glow(127, 724, 110, "#ffdf8c", 0.6),
        stroke([(250, 640), (292, 628)], "#24333c", 6),
        polygon([(280, 628), (304, 628), (312, 650), (272, 650)], "#24333c"),
        ellipse(292, 652, 14, 7, "#ffdf8c"),
        s.glow(292, 690, 120, "#ffe7a0", 0.6),
    )
    s.add(
        rect(330, 726, 26, 150, "#f4efe0"),
        rect(330, 760, 26, 26, red),
        rect(330, 812, 26, 26, red),
        rect(300, 738, 44, 40, "#3a2b2f", 8),
    )
    s.add(
        *[
            polygon(
                [
                    (344 + k * 62, 742),
                    (344 + (k + 1) * 62, 742),
                    (344 + (k + 1) * 62, 764),
                    (344 + k * 62, 764),
                ],
                red if k % 2 else "#f8f3e4",
            )
            for k in range(9)
        ],
        circle(902, 753, 13, red),
        rect(886, 764, 12, 108, "#f4efe0"),
    )
    for x, y, h, flip in ((1010, 996, 250, True), (560, 1012, 262, False)):
        s.add(long_shadow(x, y, h, "#7d4a32", 0.9 if flip else 0.9, 0.1))
        s.add(
            place(
                figure(
                    Look("#33475e", "#26303f", "#c98d62" if flip else "#8a5636", hem=36, hat="#26303f"),
                    stride=5,
                )
                + rect(-11.5, -58, 23, 3.4, "#e9c46a"),
                x,
                y,
                h / 100,
                flip=flip,
            )
        )


@drawing("skerrow-school", "#bfe0e2")
def skerrow_school(s: Sheet) -> None:
    yellow, red, white, green = "#ffd21f", "#d2452f", "#fbf6e8", "#6aa84f"
    sky(s, ["#8cc6d6", "#aad6da", "#cfe6dc"], 0, 470)
    s.add(cloud(330, 190, 330, "#f9f7ea"), cloud(1290, 150, 420, "#f9f7ea"), cloud(960, 260, 200, "#f9f7ea"))
    s.add(
        path(ridge(s, 470, 60, 5, bottom=480), "#8fb7b8"),
        rect(-20, 460, 1640, 300, "#2f7f9b"),
        s.grain("M-20,460H1620V700H-20Z", "#1c5c7c", (0, 720), (0, 470), 0.8),
        ripples(s, 480, 640, "#6fb3c0", 40),
    )
    s.add(
        wake(270, 556, 240, "#eef6ee"),
        ferry(270, 556, 260, "#23497a", "#fbf6e8", "#2b4a5c", "#ffd21f", "#9fb4bd"),
    )
    land = ground(s, [(-40, 700), (160, 640), (420, 600), (800, 580), (1160, 596), (1420, 560), (1660, 600)])
    s.add(
        s.shaded(land, green, "#2f6b43", (0, 1000), (300, 560), 0.75),
        path(ground(s, [(900, 640), (1200, 610), (1420, 574), (1660, 612)]), "#84bb5a"),
    )
    for _ in range(90):
        x, y = s.rng.uniform(0, 1600), s.rng.uniform(660, 1060)
        s.add(stroke([(x - 6, y - 14), (x, y), (x + 6, y - 12)], "#3f7d46", 3))
    s.add(
        polygon([(170, 1100), (420, 780), (1180, 780), (1440, 1100)], "#aab0b2"),
        s.grain("M170,1100L420,780H1180L1440,1100Z", "#6d7682", (400, 1100), (600, 780), 0.8),
    )
    wall = "M500,800V470L800,300L1100,470V800Z"
    s.add(
        rect(1100, 500, 190, 300, "#d9d3c4"),
        polygon([(1090, 510), (1310, 510), (1260, 410), (1060, 410)], "#a8382a"),
        rect(1150, 580, 80, 100, "#3f6a78"),
        stroke([(1190, 580), (1190, 680)], white, 6),
    )
    s.add(
        path(wall, white),
        s.grain(wall, "#a9b7bb", (1120, 700), (700, 500), 0.75),
        polygon([(460, 490), (800, 290), (1140, 490), (1140, 446), (800, 236), (460, 446)], red),
    )
    s.add(
        rect(745, 150, 110, 110, white),
        polygon([(728, 156), (872, 156), (800, 84)], red),
        path("M778,232q0,-46 22,-50q22,4 22,50Z", "#b98a35"),
        circle(800, 236, 8, "#6b4a20"),
        path(arch_path(766, 172, 68, 88), "none", stroke="#a9b7bb", stroke_width=6),
    )
    for x in (560, 940):
        s.add(
            rect(x, 540, 100, 130, "#3f6a78"),
            stroke([(x + 50, 540), (x + 50, 670)], white, 7),
            stroke([(x, 604), (x + 100, 604)], white, 7),
            rect(x - 10, 670, 120, 12, red),
        )
    s.add(path(arch_path(690, 560, 92, 240), "#2c5f6b"), circle(766, 690, 7, yellow))
    s.add(
        polygon([(812, 800), (846, 800), (846, 322), (829, 312), (812, 322)], yellow),
        polygon([(812, 800), (846, 800), (960, 1100), (850, 1100)], yellow),
    )
    kids = (
        (640, 930, 190, "#e0563b", -8, 40),
        (792, 900, 170, "#2f5fae", 4, 60),
        (1010, 960, 200, "#8a3f7c", 10, 46),
        (1190, 920, 175, "#2c8a6a", -4, 10),
    )
    up = (((-10, -78), (-22, -88), (-26, -104)), ((10, -78), (22, -90), (24, -106)))
    for i, (x, y, h, coat, lean, air) in enumerate(kids):
        s.add(overprint(path(lens(x, y + air, h * 0.5, 8), "#6d7682")))
        look = Look(
            coat,
            "#2b3550",
            ("#f0c7a0", "#8a5636", "#c98d62", "#5f3a28")[i],
            ("#c8862f", "#16161c", "#2a2020", "#16161c")[i],
            hem=46,
        )
        s.add(place(figure(look, stride=16 if air > 20 else 7, arms=up, lean=lean), x, y, h / 80))
    s.add(gull(1120, 250, 80, white, -8), gull(1230, 320, 54, white, 10))


@drawing("night-train", "#0e1c3d")
def night_train(s: Sheet) -> None:
    iron, lit, blue = "#0a1230", "#ffc94d", "#1d3c73"
    sky(s, ["#0d1a3c", "#132650", "#1b3768", "#2a4f82"], 0, 640)
    s.add(
        stars(s, 420, 130, "#e9efff"),
        crescent(1260, 170, 62, "#f6ecc8"),
        s.glow(1270, 165, 190, "#5c7fb0", 0.5),
    )
    s.add(
        path(ridge(s, 640, 120, 6, bottom=660), "#142a55"),
        *[circle(s.rng.uniform(0, 1600), s.rng.uniform(612, 640), 3, lit) for _ in range(24)],
    )
    s.add(
        rect(-20, 640, 1640, 460, "#16305f"),
        s.grain("M-20,640H1620V1090H-20Z", "#081029", (0, 1100), (0, 680), 1),
        ripples(s, 660, 1060, "#2a4f82", 60),
    )
    for x in range(-10, 1460, 94):
        if (x + 10) % 470 != 376:
            s.add(
                glitter(
                    s,
                    x + 37,
                    664 + s.rng.uniform(0, 30),
                    s.rng.uniform(800, 1000),
                    96,
                    lit,
                    s.rng.randint(8, 12),
                )
            )
    s.add(glitter(s, 1265, 650, 1060, 120, "#d8e2ee", 16))
    for x in (270, 800, 1330):
        s.add(
            polygon([(x - 44, 560), (x + 44, 560), (x + 60, 700), (x - 60, 700)], "#0c1736"),
            rect(x - 70, 690, 140, 20, "#0c1736"),
            s.grain(
                f"M{x - 44},560H{x + 44}L{x + 60},700H{x - 60}Z", blue, (x - 60, 560), (x + 20, 700), 0.8
            ),
        )
    s.add(*[stroke([(x, 262), (x + 88, 516), (x + 176, 262)], "#14224a", 7) for x in range(-100, 1650, 176)])
    body = rect_path(-30, 372, 1440, 140, 26)
    s.add(
        path(body, "#7d2438"),
        s.grain(body, "#2b0f2c", (0, 520), (0, 380), 0.9),
        rect(-30, 372, 1416, 18, "#4a1730"),
        path("M1384,372Q1470,390 1490,512H1384Z", "#7d2438"),
        path("M1400,398Q1440,404 1456,446H1400Z", lit),
        circle(1468, 486, 11, "#fff4cf"),
    )
    for x in range(-10, 1370, 94):
        if (x + 10) % 470 == 376:
            s.add(rect(x + 20, 398, 44, 114, "#4a1730"), rect(x + 70, 372, 8, 140, "#2b0f2c"))
            continue
        s.add(rect(x, 406, 74, 58, lit, 8), rect(x, 406, 74, 12, "#ffe39a", 6))
    for x, hair, coat in (
        (236, "#2b0f2c", "#33224a"),
        (618, "#2b0f2c", "#33224a"),
        (996, "#2b0f2c", "#33224a"),
    ):
        s.add(bust(Look(coat, skin="#4a1f3a", hair=hair), x - 18, 464, 52))
    s.add(
        polygon([(1490, 470), (1640, 420), (1640, 540), (1490, 498)], "#fff0bf", opacity=0.28),
        s.glow(1480, 486, 150, "#ffe39a", 0.7),
    )
    s.add(
        rect(-20, 512, 1640, 52, iron),
        *[circle(x, 538, 5, blue) for x in range(0, 1600, 32)],
        rect(-20, 246, 1640, 24, iron),
    )
    s.add(
        *[stroke([(x - 88, 516), (x, 262), (x + 88, 516)], iron, 15) for x in range(-12, 1720, 352)],
        *[stroke([(x, 262), (x, 516)], iron, 9) for x in range(-12, 1720, 176)],
    )
    s.add(
        stroke([(-20, 252), (1620, 252)], "#35588c", 4),
        stroke([(-20, 514), (1620, 514)], "#35588c", 4),
        path(ground(s, [(-40, 940), (160, 950), (330, 1010), (480, 1090)]), "#060c22"),
    )
    s.add(
        *[
            stroke([(x, 1010), (x + s.rng.uniform(-14, 20), s.rng.uniform(860, 930))], "#060c22", 5)
            for x in range(0, 330, 15)
        ]
    )

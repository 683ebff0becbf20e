"""The money pages, outdoors: bank, harvest, ferry."""

import math

from ..harbourside import ferry
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
from ..nature import cloud, glitter, ground, gull, lens, ridge, ripples, sky
from ..people import Look, bust, figure, long_shadow
from ..registry import drawing
from ..town import arch_path, clock, column


@drawing("bank-of-carrow", "#f3dfb6")
def bank_of_carrow(s: Sheet) -> None:
    stone, shade, dark, copper, tram = "#e3b878", "#a86f45", "#4a2c3a", "#4f9a86", "#2b5cab"
    sky(s, ["#f0c98c", "#f5d9a4", "#f7e6c3"], 0, 700)
    s.add(
        *[
            rect(x, 700 - h, w, h + 100, "#dcae86")
            for x, w, h in (
                (-20, 120, 300),
                (110, 90, 240),
                (210, 110, 340),
                (1290, 110, 320),
                (1410, 90, 250),
                (1510, 120, 360),
            )
        ]
    )
    s.add(
        *[
            rect(x + 14 + i * 32, 450 + j * 60, 16, 30, "#b98666")
            for x in (0, 220, 1300, 1520)
            for i in range(2)
            for j in range(3)
        ]
    )
    dome = "M470,250Q480,60 800,40Q1120,60 1130,250Z"
    s.add(
        s.shaded(dome, copper, "#1f4f55", (1180, 260), (600, 120), 0.95),
        *[
            stroke([(800, 40), (800 + k * 46, 90), (800 + k * 82, 250)], "#3a7d70", 5, smooth=True)
            for k in range(-4, 5)
        ],
        rect(770, -14, 60, 62, copper),
        circle(800, -20, 26, "#e9c04a"),
        rect(440, 246, 720, 30, "#f0d09a"),
    )
    drum = "M400,276H1200V770H400Z"
    s.add(
        path(drum, stone),
        s.grain(drum, dark, (1300, 500), (620, 460), 0.95),
        rect(376, 470, 848, 26, "#f0d09a"),
        rect(376, 496, 848, 10, shade),
        s.grain("M376,470H1224V496H376Z", dark, (1260, 480), (760, 480), 0.7),
    )
    for k in range(9):
        a = math.radians(-72 + k * 18)
        x, w = 800 + 380 * math.sin(a), 64 * math.cos(a) + 6
        s.add(
            rect(x - w / 2 - 5, 306, w + 10, 130, "#f0d09a"),
            rect(x - w / 2, 312, w, 118, "#5f7a63"),
            *[
                stroke([(x - w / 2 + 3, 324 + j * 13), (x + w / 2 - 3, 324 + j * 13)], "#3d5648", 4)
                for j in range(8)
            ],
            stroke([(x, 312), (x, 430)], "#3d5648", 5),
        )
    for k in range(10):
        a = math.radians(-76 + k * 16.9)
        x, w = 800 + 392 * math.sin(a), 40 * math.cos(a) + 12
        if 4 <= k <= 5:
            continue
        s.add(
            rect(x - w * 1.2, 540, w * 0.9, 210, dark, opacity=0.5), column(x, 506, 770, w, "#f0cf96", shade)
        )
    s.add(
        rect(690, 506, 220, 264, "#f0d09a"),
        path(arch_path(720, 590, 160, 180), "#6a4a20"),
        path(arch_path(732, 602, 66, 168), "#a97a34"),
        path(arch_path(802, 602, 66, 168), "#a97a34"),
        *[
            circle(750 + i * 32 + (6 if i > 1 else 0), 660 + j * 40, 6, "#e9c04a")
            for i in range(4)
            for j in range(3)
        ],
        clock(800, 516, 66, "#fdf4dc", dark, 9.08),
    )
    s.add(
        rect(340, 768, 920, 20, "#f0d09a"),
        rect(310, 788, 980, 20, shade),
        rect(-20, 806, 1640, 290, "#c9a07a"),
        s.grain("M-20,806H1620V1090H-20Z", "#6b3f45", (0, 1100), (0, 820), 0.8),
        *[stroke([(-20, y), (1620, y)], "#7a5a55", 5) for y in (872, 892)],
    )
    s.add(
        *[
            stroke([(-20, y1), (800, y2), (1620, y1)], dark, 4, smooth=True)
            for y1, y2 in ((408, 446), (420, 458))
        ],
        stroke([(250, 900), (250, 380)], dark, 10),
        stroke([(250, 400), (420, 420)], dark, 6),
        stroke([(1350, 900), (1350, 380)], dark, 10),
        stroke([(1350, 400), (1180, 420)], dark, 6),
    )
    body = rect_path(880, 600, 560, 262, 34)
    s.add(
        overprint(path(lens(1150, 886, 640, 18), "#5a3340")),
        path(body, tram),
        s.grain(body, "#13244f", (1160, 890), (1160, 640), 0.9),
        rect(880, 740, 560, 22, "#f6ead0"),
        rect(900, 586, 520, 22, "#f6ead0", 10),
        *[rect(904 + k * 88, 640, 74, 84, "#f9e3a6" if k % 3 else "#bcd6da", 8) for k in range(6)],
        rect(1080, 640, 74, 216, "#1b3a78", 6),
        rect(1090, 650, 24, 120, "#bcd6da"),
        rect(1120, 650, 24, 120, "#bcd6da"),
        stroke([(1160, 586), (1120, 520), (1180, 452)], dark, 7),
        stroke([(1140, 452), (1230, 452)], dark, 6),
        circle(908, 810, 12, "#fff4cf"),
    )
    s.add(
        *[bust(Look("#2d2440", skin="#8a5636", hair="#1d1526"), 941 + k * 88, 724, 62) for k in (0, 3, 5)],
        *[circle(x, 868, 22, "#1d1526") for x in (960, 1030, 1290, 1360)],
    )
    for i, (x, y, h, coat, flip) in enumerate(
        (
            (150, 950, 230, "#7a2f3c", False),
            (380, 1000, 250, "#2d2440", False),
            (590, 950, 225, "#c94a2f", True),
            (760, 1010, 255, "#3a5a4a", False),
            (1450, 1000, 245, "#2d2440", True),
        )
    ):
        s.add(overprint(long_shadow(x, y, h, "#7a5060", -0.95, 0.14), opacity=0.9))
        case = rect(9, -52, 18, 14, "#6a4a20", 2) if i % 2 == 0 else ""
        s.add(
            place(
                figure(
                    Look(
                        coat,
                        "#241c30",
                        ("#c98d62", "#f0c7a0", "#8a5636")[i % 3],
                        hem=34,
                        hat="#241c30" if i in (1, 4) else "",
                    ),
                    stride=11,
                    lean=5,
                    arms=(((-10, -78), (-16, -64), (-20, -54)), ((10, -78), (14, -64), (18, -52))),
                )
                + case,
                x,
                y,
                h / 100,
                flip=flip,
            )
        )


@drawing("wheat-and-silo", "#bcdde6")
def wheat_and_silo(s: Sheet) -> None:
    gold, deep, grey, blue = "#eeb63a", "#b5741e", "#a3a8a8", "#2a64b8"
    sky(s, ["#8fc4d8", "#aad3de", "#c9e3e2", "#e3eddc"], 0, 600, wobble=6)
    s.add(
        cloud(1120, 230, 520, "#fbf9ee"),
        s.grain(lens(1130, 224, 480, 18), "#a9c4cf", (0, 234), (0, 206), 0.7),
    )
    s.add(path(ridge(s, 590, 40, 5, bottom=620), "#8fae8a"))
    s.add(
        rect(-20, 596, 1640, 60, "#b9a56a"),
        rect(-20, 640, 1640, 8, "#5c4a40"),
        *[rect(x, 646, 22, 9, "#6e5a4c") for x in range(-10, 1620, 40)],
        polygon([(1290, 640), (1306, 640), (1306, 560), (1290, 560)], "#5c4a40"),
        circle(1298, 556, 20, "#d2452f"),
        circle(1298, 556, 9, "#f6f0dc"),
    )
    for x, w, top in ((210, 150, 180), (380, 170, 130), (570, 150, 200)):
        d = rect_path(x, top, w, 462)
        s.add(
            path(d, "#c9cbc6"),
            s.grain(d, "#4f5a66", (x + w * 1.15, 400), (x + w * 0.2, 400), 0.95),
            polygon(
                [(x - 8, top + 4), (x + w + 8, top + 4), (x + w * 0.62, top - 62), (x + w * 0.38, top - 62)],
                grey,
            ),
            s.grain(
                f"M{x - 8},{top + 4}H{x + w + 8}L{x + w * 0.62},{top - 62}H{x + w * 0.38}Z",
                "#4f5a66",
                (x + w, top),
                (x + w * 0.3, top - 20),
                0.9,
            ),
            *[stroke([(x, top + 50 + k * 52), (x + w, top + 50 + k * 52)], "#7f878b", 3) for k in range(8)],
        )
    s.add(
        rect(330, 90, 330, 18, "#7f878b"),
        stroke([(664, 100), (750, 640)], "#7f878b", 12),
        stroke([(345, 108), (345, 620)], "#6a737a", 5),
        *[stroke([(180, y), (208, y)], "#6a737a", 4) for y in range(200, 640, 26)],
        stroke([(180, 190), (180, 640)], "#6a737a", 4),
        rect(90, 540, 120, 100, "#b5533a"),
        polygon([(76, 544), (224, 544), (150, 490)], "#6e2f2a"),
        rect(130, 570, 40, 40, "#f3e6c4"),
    )
    heap = "M820,652Q930,540 1040,500Q1120,480 1190,560Q1230,620 1250,652Z"
    s.add(
        path("M790,654Q850,626 900,596L1200,610Q1260,640 1280,654Z", gold),
        s.shaded(heap, blue, "#16357a", (1240, 660), (940, 520), 0.95),
        *[
            stroke([(1040, 502), (980 + k * 70, 600), (930 + k * 84, 652)], "#1d4c96", 4, smooth=True)
            for k in range(4)
        ],
        *[
            ellipse(x, y, 26, 15, "#20222a") + ellipse(x, y - 2, 12, 6, blue)
            for x, y in (
                (930, 580),
                (1020, 534),
                (1110, 530),
                (1000, 610),
                (1100, 600),
                (1190, 600),
                (900, 632),
                (1060, 560),
            )
        ],
    )
    for k in range(13):
        t = (k / 13) ** 1.5
        y = 654 + t * 440
        edge = [(x, y + s.rng.uniform(-3, 3) * (1 + t * 3)) for x in range(-60, 1760, 130)]
        tone = (gold, "#f3c552", "#dda02c")[k % 3]
        s.add(path(ground(s, edge), tone))
    s.add(s.grain("M-20,760H1620V1090H-20Z", deep, (0, 1100), (0, 740), 0.85))
    for x0 in range(-1600, 3300, 210):
        s.add(stroke([(800 + (x0 - 800) * 0.28, 660), (x0, 1090)], deep, 5, opacity=0.5))
    cut = "M880,760L1640,742V850L860,800Z"
    s.add(path(cut, "#d9c27a"), s.grain(cut, deep, (1200, 860), (1200, 750), 0.6))
    c = (
        path("M-110,-40L-100,-130H40L60,-150H150V-40Z", "#d8402c")
        + path("M-92,-126L-86,-190H-10L4,-126Z", "#8fc4d0")
        + rect(-96, -202, 102, 14, "#8e2a22")
        + rect(60, -160, 90, 14, "#8e2a22")
        + path("M40,-140L64,-220L150,-246L154,-232L78,-206L64,-140Z", "#b5322b")
    )
    c += (
        circle(-60, -34, 52, "#1c1d24")
        + circle(-60, -34, 24, "#f0c04a")
        + circle(96, -24, 34, "#1c1d24")
        + circle(96, -24, 15, "#f0c04a")
        + stroke([(-48, -190), (-48, -128)], "#8e2a22", 5)
    )
    c += (
        polygon([(-110, -70), (-180, -40), (-180, -18), (-104, -30)], "#8e2a22")
        + circle(-196, -30, 42, "none", stroke="#3a3d44", stroke_width=6)
        + "".join(
            stroke([(-196, -30), (-196 + 42 * math.cos(i), -30 + 42 * math.sin(i))], "#3a3d44", 4)
            for i in range(6)
        )
        + polygon([(-246, 6), (-150, 6), (-150, -6), (-236, -6)], "#3a3d44")
    )
    s.add(
        overprint(path(lens(1010, 836, 460, 18), "#8a5a20")),
        s.glow(1180, 800, 200, "#f6e2a0", 0.7, 0.4),
        place(c, 1000, 820, 1.1),
    )
    for _ in range(46):
        x, y = s.rng.uniform(-10, 1610), s.rng.uniform(980, 1090)
        h = s.rng.uniform(90, 170)
        tip = (x + s.rng.uniform(6, 34), y - h)
        s.add(
            stroke([(x, y), (x + 4, y - h * 0.5), tip], "#9c6418", 4, smooth=True),
            *[
                place(
                    path("M0,0q-13,-12 -5,-26q9,12 5,26Z", "#ffd668" if j % 2 else "#e0a22c"),
                    tip[0] - j * 1.6 + (6 if j % 2 else -6),
                    tip[1] + j * 9,
                    1.1,
                    turn=24 if j % 2 else -10,
                )
                for j in range(6)
            ],
        )


@drawing("battery-ferry", "#d5ebe4")
def battery_ferry(s: Sheet) -> None:
    navy, white, orange, green = "#1f4f9c", "#fbfaf2", "#ff7f1f", "#3f9a6a"
    sky(s, ["#9ed3d6", "#bfe2da", "#e0efdc"], 0, 470)
    s.add(cloud(250, 170, 300, "#fbfaf2"), cloud(1000, 130, 260, "#fbfaf2"))
    for base, height, ink, tone in ((470, 190, "#8fc4a0", 0), (480, 130, "#5fae82", 1), (490, 80, green, 2)):
        d = ridge(s, base, height, 4 + tone, bottom=500)
        s.add(path(d, ink), s.grain(d, "#2a6f5a", (0, 500), (0, base - height), 0.5))
    s.add(
        *[
            rect(x, 470 - 16, 22, 18, white)
            + polygon([(x - 4, 456), (x + 26, 456), (x + 11, 440)], "#d2452f")
            for x in (1010, 1056, 1250)
        ]
    )
    s.add(
        rect(-20, 488, 1640, 610, "#3fa3a8"),
        s.grain("M-20,488H1620V640H-20Z", "#8fd0c4", (0, 488), (0, 620), 0.7),
        s.grain("M-20,640H1620V1090H-20Z", "#1a5f70", (0, 1090), (0, 640), 0.9),
        ripples(s, 510, 1050, "#7cc7c2", 80),
    )
    s.add(
        overprint(path(lens(560, 800, 1060, 46), "#1f6a78"), opacity=0.8),
        ferry(560, 790, 1060, navy, white, "#27465a", "#ffd21f", "#a9bfc2"),
        *[rect(560 - 420 + k * 120, 742, 60, 10, "#7fb0e0") for k in range(8)],
        polygon([(440, 664), (690, 716), (440, 768)], "#fbfaf2"),
        polygon([(456, 684), (640, 716), (456, 748)], "#ff5a36"),
    )
    s.add(glitter(s, 500, 800, 930, 760, "#d9efe6", 10))
    deck = "M1080,780H1640V850H1060Z"
    s.add(
        path(deck, "#b98a5a"),
        *[stroke([(1080 + k * 60, 782), (1066 + k * 62, 850)], "#8a6238", 4) for k in range(10)],
        rect(1060, 850, 580, 24, "#6d4b33"),
        *[rect(1100 + k * 130, 874, 34, 230, "#5a3d2b") for k in range(5)],
        s.grain("M1060,874H1640V1090H1060Z", "#1d3f4a", (1300, 1090), (1300, 880), 0.8),
    )
    s.add(
        path("M1350,780V230Q1350,190 1390,190H1410Q1440,190 1440,230V780Z", white),
        s.grain(
            "M1350,780V230Q1350,190 1390,190H1410Q1440,190 1440,230V780Z",
            "#5f8a94",
            (1460, 500),
            (1370, 480),
            0.95,
        ),
        rect(1374, 300, 42, 220, "#1f4f9c", 10),
        path("M1402,330l-22,70h18l-10,66l30,-86h-20l14,-50Z", "#ffd21f"),
        rect(1374, 560, 42, 12, "#46c07a"),
        rect(1374, 580, 42, 12, "#46c07a"),
        rect(1374, 600, 42, 12, "#c9d8d4"),
    )
    s.add(
        stroke([(1380, 246), (1210, 250), (1130, 300)], "#dfe6e0", 26),
        stroke([(1380, 246), (1210, 250), (1130, 300)], "#8fa9ad", 5),
        circle(1210, 250, 20, navy),
        circle(1130, 300, 18, navy),
        stroke([(1130, 310), (1150, 470), (1220, 620), (1130, 690), (1050, 694)], "#b3520f", 26, smooth=True),
        stroke([(1127, 308), (1147, 468), (1216, 616), (1128, 684), (1050, 688)], orange, 20, smooth=True),
        rect(1026, 664, 46, 48, "#23303c", 8),
        rect(1014, 674, 20, 28, orange, 4),
    )
    for i, (x, h, coat, bike) in enumerate(
        (
            (1130, 190, "#d2452f", True),
            (1270, 200, "#2d4a5c", False),
            (1490, 195, "#e9b23c", True),
            (1580, 188, "#6a3f6f", False),
        )
    ):
        if bike:
            wheel = "".join(
                circle(wx, 0, 34, "none", stroke="#20262d", stroke_width=6) + circle(wx, 0, 5, "#20262d")
                for wx in (-52, 52)
            )
            frame = (
                stroke([(-52, 0), (-18, -50), (34, -50), (52, 0)], "#23808a", 7)
                + stroke([(-18, -50), (2, 0), (-52, 0)], "#23808a", 6)
                + stroke([(2, 0), (34, -50)], "#23808a", 6)
                + stroke([(30, -48), (26, -72), (6, -74)], "#20262d", 6)
                + stroke([(-30, -58), (-8, -58)], "#20262d", 9)
            )
            s.add(place(wheel + frame, x + 46, 806, 0.9, flip=True))
        s.add(
            place(
                figure(
                    Look(coat, "#26303f", ("#8a5636", "#f0c7a0", "#c98d62", "#5f3a28")[i], hem=42),
                    stride=9,
                    arms=(((-10, -78), (-18, -64), (-16, -52)), ((10, -78), (16, -64), (18, -54))),
                ),
                x,
                838,
                h / 100,
                flip=True,
            )
        )
    s.add(gull(720, 300, 90, white, -8), gull(860, 370, 60, white, 8))

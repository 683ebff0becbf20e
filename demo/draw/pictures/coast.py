"""Pilots, lighthouse and the High Court."""

from ..kit import (
    Sheet,
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
    cloud,
    glitter,
    ripples,
    seabird,
    sky,
    stars,
    streak,
    swell,
)
from ..people import Limb, Look, arm, figure, head
from ..registry import drawing
from ..town import arch_path, column, scales


@drawing("pilot-ladder", "#c3cccb")
def pilot_ladder(s: Sheet) -> None:
    hull, red, orange, yellow = "#191b24", "#b5322b", "#ff7a1f", "#f4c22c"
    sky(s, ["#8f9fa4", "#a9b6b6", "#c1cac5", "#d3d6ca"], 0, 760, wobble=22)
    s.add(
        *[streak(x, y, 520, 26, "#dde0d6") for x, y in ((180, 150), (420, 300), (120, 430))],
        *[
            stroke([(x, y), (x - 14, y + 46)], "#e9ece4", 2.5)
            for x, y in ((s.rng.uniform(0, 700), s.rng.uniform(0, 640)) for _ in range(60))
        ],
    )
    s.add(swell(s, 690, 60, 420, "#5f8f80", 40), swell(s, 760, 80, 520, "#3f7568", -120))
    side = "M560,-20Q640,400 720,860L760,1090H1640V-20Z"
    s.add(
        path(side, hull),
        s.grain(side, "#4a5266", (560, 200), (1000, 300), 0.85),
        s.clip(
            side,
            polygon([(500, 800), (1640, 740), (1640, 1090), (500, 1090)], red),
            s.grain("M500,800L1640,740V1090H500Z", "#5e1420", (1500, 1090), (800, 760), 0.9),
            stroke([(500, 800), (1640, 740)], "#f0e9da", 10),
        ),
    )
    s.add(
        s.clip(
            side,
            *[stroke([(560, y), (1640, y - 46)], "#2a2e3a", 3) for y in range(90, 780, 118)],
            *[stroke([(x, -20), (x + 60, 800)], "#2a2e3a", 2.5) for x in range(760, 1640, 150)],
        ),
        *[
            circle(1180 + k * 110, 70 - k * 4, 24, "#3a4150")
            + circle(1180 + k * 110, 70 - k * 4, 15, "#f7d98a" if k == 2 else "#0e1017")
            for k in range(4)
        ],
    )
    s.add(
        s.clip(
            side,
            *[
                path(f"M{x},{y}q6,{h * 0.6:.0f} -3,{h}q-8,-{h * 0.5:.0f} -9,-{h}Z", "#7d3a26", opacity=0.6)
                for x, y, h in ((1200, 96, 130), (1420, 90, 170), (1040, 300, 100), (1500, 420, 150))
            ],
        )
    )
    lx = 905
    for r in (0, 66):
        s.add(stroke([(lx + r, -20), (lx + r + 4, 500), (lx + r - 4, 900)], "#e9d3a0", 7, smooth=True))
    s.add(
        *[
            rect(
                lx - (26 if k == 6 or k == 13 else 10),
                20 + k * 54,
                118 if k in (6, 13) else 86,
                13,
                "#c99a5a" if k not in (6, 13) else "#e9b64d",
                4,
            )
            for k in range(16)
        ]
    )
    climb = (((-9, -78), (-19, -92), (-17, -110)), ((9, -78), (20, -84), (17, -98)))
    man = polygon([(-7, -48), (3, -48), (-6, -24), (-10, -4), (-17, -5), (-13, -26)], "#22304a") + polygon(
        [(-1, -48), (8, -48), (16, -30), (13, -14), (6, -15), (8, -28)], "#22304a"
    )
    man += path("M-18,-2h12v-4h-12Z", "#111") + path("M4,-12h12v-4h-12Z", "#111")
    man += seen_from_behind(Look(orange, skin="#c98d62", hair="#2a2020", hat="#f8f4ea"), climb)
    s.add(overprint(place(man, lx + 58, 560, 2.9), opacity=0.3), place(man, lx + 36, 548, 2.9))
    boat = path("M-150,-64Q-120,0 -80,24H130Q170,0 176,-50H-60Q-110,-52 -150,-64Z", yellow) + s.grain(
        "M-150,-64Q-120,0 -80,24H130Q170,0 176,-50H-60Q-110,-52 -150,-64Z", "#a8661a", (20, 40), (0, -60), 0.9
    )
    boat += (
        stroke([(-150, -62), (-60, -46), (176, -46)], "#23303c", 14, smooth=True)
        + path("M-50,-52L-30,-130H80L96,-52Z", "#f4efe0")
        + path("M-26,-118H18V-80H-38Z", "#2f4a5c")
        + path("M28,-118H72L80,-80H28Z", "#2f4a5c")
        + rect(-38, -140, 124, 14, "#c93f2d")
        + stroke([(30, -140), (30, -210)], "#23303c", 6)
        + polygon([(30, -210), (86, -206), (86, -172), (30, -170)], "#f8f4ea")
        + polygon([(58, -208), (86, -206), (86, -172), (58, -171)], "#c93f2d")
    )
    boat += place(
        figure(
            Look("#f4c22c", "#23303c", hat="#23303c", hem=40),
            arms=(((-9, -78), (-4, -94), (8, -104)), ((9, -78), (18, -92), (22, -106))),
        ),
        128,
        -46,
        1.1,
    )
    s.add(swell(s, 840, 110, 560, "#2f6a5c", -300), place(boat, 560, 880, 1.5, turn=-11))
    s.add(
        swell(s, 960, 120, 620, "#1f5248", -40),
        s.grain("M-20,860H1620V1090H-20Z", "#0d2c2c", (0, 1090), (0, 880), 0.9),
    )
    s.add(
        *[
            path(
                curve_through([(x, y), (x + 60, y - 30), (x + 150, y - 16), (x + 90, y - 8)], closed=True),
                "#e6eee4",
            )
            for x, y in (
                (180, 900),
                (640, 952),
                (840, 846),
                (1010, 930),
                (1300, 880),
                (330, 1010),
                (1180, 1020),
                (1430, 960),
            )
        ],
        *[
            circle(s.rng.uniform(330, 900), s.rng.uniform(760, 930), s.rng.uniform(2, 7), "#f0f4ea")
            for _ in range(60)
        ],
    )


def seen_from_behind(look: Look, arms: tuple[Limb, Limb]) -> str:
    """The upper half of a climbing figure, a bright band across the back."""
    body = "M-8,-83Q0,-86 8,-83Q13,-81 13,-74L11,-44H-11L-13,-74Q-13,-81 -8,-83Z"
    return (
        path(body, look.coat)
        + rect(-11, -58, 22, 4, "#f8f4ea")
        + arm(look, arms[0])
        + arm(look, arms[1])
        + head(look, 1, -92, back=True)
    )


@drawing("court-steps", "#cfe0e4")
def court_steps(s: Sheet) -> None:
    stone, shade, deep, blue = "#f2e4c8", "#c9a987", "#4b4a6b", "#2b5cb0"
    sky(s, ["#6fa3bd", "#8bb7c8", "#b3d0d2"], 0, 620)
    s.add(cloud(150, 240, 330, "#eef2e6"), cloud(1460, 190, 360, "#eef2e6"))
    s.add(
        polygon([(150, 290), (800, 40), (1450, 290)], stone),
        polygon([(250, 272), (800, 66), (1350, 272)], shade),
        s.grain("M250,272L800,66L1350,272Z", deep, (1400, 250), (500, 180), 0.7),
        scales(800, 190, 150, stone),
    )
    s.add(
        rect(130, 286, 1340, 30, "#fbf2dc"),
        rect(160, 316, 1280, 62, stone),
        s.grain("M160,316H1440V378H160Z", deep, (1500, 340), (500, 330), 0.7),
        *[rect(190 + k * 104, 330, 54, 34, shade) for k in range(12)],
        rect(170, 378, 1260, 16, "#fbf2dc"),
    )
    s.add(
        rect(190, 394, 1220, 350, deep),
        s.grain("M190,394H1410V744H190Z", "#2a2a48", (800, 394), (800, 760), 0.9),
        rect(728, 470, 144, 274, "#7a4a2f"),
        rect(742, 486, 54, 250, "#94603c"),
        rect(804, 486, 54, 250, "#94603c"),
        *[rect(x, 470, 90, 150, "#6f8aa6") for x in (420, 1090)],
    )
    for k in range(6):
        x = 245 + k * 222
        s.add(
            column(x, 394, 748, 96, stone, shade),
            s.grain(rect_path(x + 4, 404, 44, 340), deep, (x + 56, 600), (x - 6, 600), 0.6),
        )
    for k in range(9):
        y, w = 748 + k * 37, 1300 + k * 90
        s.add(rect(800 - w / 2, y, w, 37, "#fbf2dc"), rect(800 - w / 2, y + 15, w, 22, stone))
    for k in range(-1, 6):
        pts: list[tuple[float, float]] = []
        x = 245 + k * 222
        for step in range(9):
            pts += [
                (x + step * 52, 748 + step * 37),
                (x + step * 52 + 30, 763 + step * 37),
                (x + step * 52 + 30, 785 + step * 37),
            ]
        other = [(px + 104 + i * 1.2, py) for i, (px, py) in enumerate(pts)]
        s.add(overprint(polygon(pts + other[::-1], "#a394b8"), opacity=0.85))
    gown = "M-14,-84Q0,-90 14,-84Q22,-60 30,-14Q0,-6 -30,-14Q-22,-60 -14,-84Z"
    lawyer = (
        polygon([(-11, -20), (-3, -20), (-5, -2), (-11, -2)], "#2a2a34")
        + polygon([(3, -20), (11, -20), (14, -10), (8, -10)], "#2a2a34")
        + path("M-15,0h12v-4h-12Z", "#0e0e14")
        + path("M6,-8h12v-4h-12Z", "#0e0e14")
    )
    lawyer += (
        path(gown, "#17171f")
        + stroke([(-8, -80), (-16, -50), (-22, -12)], "#34344a", 2.4, smooth=True)
        + stroke([(2, -60), (4, -12)], "#34344a", 2)
        + rect(-3, -89, 6, 7, "#8a5636")
        + ellipse(0, -95, 6.4, 7.6, "#8a5636")
        + path("M-7,-94Q-8,-104 0,-104Q8,-104 7,-93Q4,-99 -1,-99Q-5,-98 -7,-94Z", "#1c1414")
        + circle(-6, -99, 4.5, "#1c1414")
    )
    lawyer += "".join(
        rect(6 + (i % 3) * 1.6 - 1, -62 - i * 7.4, 34, 6.6, blue if i % 3 else "#4f80cf")
        + rect(8 + (i % 3) * 1.6, -61 - i * 7.4, 8, 3, "#f2e4c8")
        for i in range(9)
    )
    lawyer += (
        stroke([(-12, -78), (-6, -58), (20, -54)], "#17171f", 9)
        + stroke([(12, -78), (18, -60), (26, -54)], "#17171f", 9)
        + circle(25, -56, 4, "#8a5636")
    )
    s.add(
        overprint(polygon([(560, 966), (610, 966), (900, 1090), (820, 1090)], "#8f80a8"), opacity=0.9),
        place(lawyer, 580, 972, 3.3),
    )
    for x, y, flip in (
        (1010, 945, False),
        (1100, 985, True),
        (1240, 910, False),
        (330, 1020, True),
        (1330, 1000, False),
        (1170, 838, True),
    ):
        s.add(
            place(
                path("M-26,0Q-20,-18 2,-20Q14,-34 24,-26L32,-22L22,-18Q20,-4 4,0Z", "#6b7386")
                + path("M-36,2L-14,-14L4,-6Z", "#454a60")
                + stroke([(2, 0), (2, 9)], "#c9603c", 3)
                + stroke([(8, 0), (8, 9)], "#c9603c", 3),
                x,
                y,
                1.1,
                flip=flip,
            )
        )


@drawing("gannet-head-light", "#f2a65a")
def gannet_head_light(s: Sheet) -> None:
    rockink, red, white, beam = "#2a1f3d", "#cf3a33", "#f8eeda", "#fff2c4"
    sky(s, ["#4b3a78", "#7a4a86", "#b75f7c", "#e5835f", "#f6ac5c", "#fbd08a"], 0, 700)
    s.add(
        stars(s, 200, 30, "#f3e4f0"),
        streak(1150, 480, 520, 16, "#fbd9a4"),
        streak(900, 560, 340, 10, "#fbd9a4"),
        streak(1330, 300, 360, 14, "#c9788a"),
    )
    s.add(
        polygon([(560, 196), (1660, 40), (1660, 400), (560, 232)], beam, opacity=0.55),
        polygon([(560, 205), (1660, 130), (1660, 300), (560, 224)], beam, opacity=0.55),
        polygon([(520, 205), (-20, 150), (-20, 270), (520, 224)], beam, opacity=0.3),
    )
    s.add(
        rect(-20, 690, 1640, 400, "#5a4a8a"),
        s.grain("M-20,690H1620V860H-20Z", "#f0a077", (0, 690), (0, 840), 0.75),
        glitter(s, 1230, 696, 940, 260, "#fbd08a", 20),
        ripples(s, 720, 960, "#8a6a9e", 40),
    )
    s.add(
        swell(s, 880, 36, 300, "#46397a", 60),
        swell(s, 960, 46, 360, "#352c66", -90),
        swell(s, 1040, 40, 300, "#281f50", 0),
    )
    cliff = [
        (-60, 560),
        (120, 540),
        (420, 520),
        (700, 530),
        (820, 560),
        (800, 640),
        (860, 700),
        (830, 800),
        (900, 880),
        (880, 960),
        (960, 1100),
        (-60, 1100),
    ]
    d = line_through(cliff, closed=True)
    s.add(
        path(d, rockink),
        s.grain(d, "#7a4a6e", (900, 640), (420, 860), 0.85),
        s.clip(
            d,
            *[
                polygon([(x, y), (x + 40, y + 20), (x + 14, y + 150), (x - 30, y + 120)], "#1b1430")
                for x, y in (
                    (160, 620),
                    (330, 700),
                    (520, 620),
                    (640, 740),
                    (740, 640),
                    (440, 860),
                    (240, 880),
                    (790, 880),
                )
            ],
        ),
    )
    s.add(
        path(
            curve_through(
                [
                    (-60, 562),
                    (120, 534),
                    (420, 514),
                    (700, 524),
                    (826, 562),
                    (640, 560),
                    (420, 552),
                    (120, 580),
                    (-60, 610),
                ],
                closed=True,
            ),
            "#4d5a3c",
        )
    )
    tower = "M462,530L496,260H588L622,530Z"
    s.add(
        path(tower, white),
        s.clip(
            tower,
            *[rect(440, y, 220, 54, red) for y in (262, 370, 478)],
            s.grain("M440,240H640V540H440Z", "#3a2350", (430, 400), (590, 390), 0.95),
        ),
    )
    s.add(
        rect(482, 246, 120, 16, rockink),
        *[stroke([(486 + k * 16, 246), (486 + k * 16, 224)], rockink, 3) for k in range(8)],
        stroke([(484, 224), (600, 224)], rockink, 4),
        rect(508, 186, 68, 60, "#ffe38a"),
        *[stroke([(x, 186), (x, 246)], rockink, 4) for x in (508, 531, 553, 576)],
        polygon([(496, 188), (588, 188), (542, 138)], red),
        circle(542, 134, 8, rockink),
        s.glow(542, 214, 190, "#fff2c4", 0.95),
        rect(532, 300, 20, 34, rockink),
        rect(530, 420, 22, 34, rockink),
        path(arch_path(528, 486, 30, 46), rockink),
    )
    s.add(
        rect(190, 440, 210, 96, white),
        s.grain("M190,440H400V536H190Z", "#3a2350", (180, 540), (380, 440), 0.85),
        polygon([(172, 444), (222, 376), (368, 376), (418, 444)], "#7d2f3c"),
        rect(236, 348, 30, 44, "#7d2f3c"),
        rect(226, 466, 44, 40, "#ffd15c"),
        stroke([(248, 466), (248, 506)], white, 4),
        rect(330, 466, 36, 70, rockink),
        s.glow(248, 486, 90, "#ffd15c", 0.7),
        *[stroke([(60 + k * 44, 560 - k * 3), (60 + k * 44, 524 - k * 3)], white, 5) for k in range(4)],
        stroke([(50, 536), (200, 526)], white, 4),
    )
    s.add(
        seabird(960, 420, 150, white, rockink, turn=-14),
        seabird(1110, 560, 110, white, rockink, flip=True, turn=8),
        seabird(860, 330, 84, white, rockink, turn=10),
        seabird(1240, 440, 70, white, rockink),
        seabird(990, 660, 120, white, rockink, flip=True, turn=-10),
    )
    s.add(
        *[
            path(
                curve_through(
                    [
                        (x, y),
                        (x + w * 0.3, y - w * 0.22),
                        (x + w * 0.55, y - w * 0.08),
                        (x + w, y - w * 0.04),
                        (x + w * 0.5, y + w * 0.05),
                    ],
                    closed=True,
                ),
                "#f6ecec",
            )
            for x, y, w in (
                (830, 930, 170),
                (900, 1010, 210),
                (1120, 960, 120),
                (1330, 1010, 150),
                (1450, 930, 110),
                (760, 1050, 150),
            )
        ]
    )

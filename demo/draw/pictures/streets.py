"""The city on land: market hall and rooftops."""

import math

from ..harbourside import container_crane
from ..kit import (
    Sheet,
    arc,
    circle,
    ellipse,
    group,
    mix,
    overprint,
    path,
    place,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..nature import (
    lens,
    sky,
    streak,
    sun,
)
from ..people import Look, bust, walker
from ..registry import drawing
from ..town import arch_path, house


@drawing("market-hall", "#e3eadf")
def market_hall(s: Sheet) -> None:
    iron, red, green, yellow = "#2f5a57", "#cf4433", "#3f8a5b", "#eeb33c"
    cx, vy = 800, 560
    s.add(
        rect(-20, -20, 1640, 1107, "#b9d3cc"),
        s.grain("M-20,-20H1620V560H-20Z", "#7fa8a4", (0, -60), (0, 480), 0.7),
    )
    s.add(path(arch_path(cx - 150, 260, 300, 420), "#f3f1de"), s.glow(cx, 420, 300, "#fdf8dc", 0.9))
    for k in range(1, 6):
        s.add(stroke([(cx + (k - 3) * 50, 270), (cx + (k - 3) * 50, 640)], iron, 4))
    s.add(
        *[stroke([(cx - 150, y), (cx + 150, y)], iron, 4) for y in (400, 480, 560)],
        *[stroke([(cx, 410), (x, y)], iron, 4) for x, y in arc(cx, 410, 150, 180, 360, 8)],
    )
    for k in range(5, -1, -1):
        f = 1.32 * 0.66**k
        w = 740 * f
        points = (
            [(cx - w, vy + 330 * f)]
            + [
                (cx + w * math.cos(math.radians(a)), vy - 120 * f + 400 * f * math.sin(math.radians(a)))
                for a in range(180, 361, 10)
            ]
            + [(cx + w, vy + 330 * f)]
        )
        s.add(
            stroke(points, mix(iron, "#b9d3cc", k * 0.11), 8 + 26 * f),
            stroke([(x, y + 30 * f) for x, y in points[2:-2]], mix(iron, "#b9d3cc", k * 0.11), 3 + 7 * f),
        )
        s.add(
            *[
                stroke(
                    [points[i], (points[i][0], points[i][1] + 30 * f)],
                    mix(iron, "#b9d3cc", k * 0.11),
                    2 + 4 * f,
                )
                for i in range(3, len(points) - 3, 2)
            ]
        )
    for a in range(190, 360, 17):
        far = (cx + 150 * math.cos(math.radians(a)), 420 + 150 * math.sin(math.radians(a)))
        s.add(
            stroke(
                [far, (cx + 1300 * math.cos(math.radians(a)), 420 + 1000 * math.sin(math.radians(a)))],
                iron,
                5,
            )
        )
    for x, w in ((480, 130), (760, 90), (1080, 140)):
        s.add(polygon([(x, 60), (x + w, 60), (x + w - 160, 1000), (x - 260, 1000)], "#fff8d2", opacity=0.32))
    s.add(
        polygon([(cx - 70, 640), (cx + 70, 640), (1330, 1090), (270, 1090)], "#c9c2a8"),
        polygon([(-20, 660), (cx - 70, 640), (270, 1090), (-20, 1090)], "#8f9a8f"),
        polygon([(1620, 660), (cx + 70, 640), (1330, 1090), (1620, 1090)], "#8f9a8f"),
        s.grain("M-20,640H1620V1090H-20Z", "#5d6b66", (0, 1100), (0, 660), 0.7),
    )
    for side in (-1, 1):
        for k in range(4, -1, -1):
            f = 1.1 * 0.66**k
            x, y = cx + side * (190 + 560 * f) * (0.3 + 0.7 * f), vy + 410 * f
            stripe = (red, yellow, green, red, yellow)[k] if side < 0 else (green, red, yellow, green, red)[k]
            w = 330
            stall = rect(-w / 2, -150, w, 150, "#6d4b33") + s.grain(
                rect_path(-w / 2, -150, w, 150), "#2f2320", (0, 10), (0, -120), 0.9
            )
            stall += "".join(
                stroke([(px, -150), (px, -430)], "#5a3d2b", 10) for px in (-w / 2 + 8, w / 2 - 8)
            )
            stall += bust(
                Look(
                    ("#2f5a8a", "#8a3f5c")[k % 2],
                    skin=("#c98d62", "#8a5636", "#f0c7a0")[k % 3],
                    hair="#2a2020",
                ),
                -20 + k * 12,
                -150,
                150,
            )
            for b in range(3):
                bx = -w / 2 + 14 + b * 104
                stall += rect(bx, -186, 96, 40, "#b98a55") + rect(bx, -164, 96, 5, "#8a6238")
                if side < 0:
                    stall += rect(bx + 4, -200, 88, 20, "#eef6f6", 8) + "".join(
                        path(
                            f"M{bx + 10 + j * 26},{-194}q14,-12 26,0l8,-6v14l-8,-6q-14,10 -26,-2Z",
                            ("#6f8fa6", "#c9685a")[b % 2],
                        )
                        for j in range(3)
                    )
                elif b % 2 == 0:
                    stall += "".join(
                        circle(bx + 14 + j * 17, -190 - (j % 2) * 12, 12, "#f08a24") for j in range(5)
                    )
                else:
                    stall += "".join(
                        stroke(
                            [(bx + 12 + j * 18, -184), (bx + 16 + j * 19, -226)],
                            ("#f2f3e0", "#5c9a4c")[j % 2],
                            11,
                        )
                        for j in range(5)
                    )
            awn = "".join(
                path(
                    (
                        f"M{-w / 2 - 20 + j * 37},-430H{-w / 2 + 17 + j * 37}L{-w / 2 + 9 + j * 40.5 - 14},-330"
                        "q-20,22 -40,0Z"
                    ),
                    stripe if j % 2 == 0 else "#f8f3e2",
                )
                for j in range(10)
            )
            s.add(place(stall + awn, x, y, f))
    for x, y, h, coat, flip in (
        (700, 760, 190, "#33475e", False),
        (905, 800, 220, "#c9a13f", True),
        (600, 930, 330, "#7a2f3c", False),
        (1020, 980, 360, "#2b4a5c", True),
        (760, 690, 120, "#5a4a6a", True),
    ):
        s.add(
            overprint(path(lens(x, y, h * 0.5, h * 0.05), "#6d6a5c")),
            walker(s, x, y, h, Look(coat, hem=32, hair="#2a2020", skin="#c98d62"), flip=flip, back=h > 300),
        )
    s.add(
        overprint(path(lens(812, 968, 170, 14), "#7f8f96")),
        polygon([(770, 890), (856, 890), (842, 966), (784, 966)], "#7f99a6"),
        s.grain("M770,890H856L842,966H784Z", "#3d5360", (860, 960), (780, 900), 0.9),
        ellipse(813, 890, 43, 10, "#bcd8e2"),
        path("M772,888Q813,820 854,888", "none", stroke="#3d5360", stroke_width=5),
        stroke([(813, 40), (813, 120)], "#6fa8c4", 4),
        path("M813,780q-11,20 0,28q11,-8 0,-28Z", "#4f94b8"),
        path("M813,520q-9,16 0,22q9,-6 0,-22Z", "#4f94b8"),
        path("M813,300q-8,14 0,20q8,-6 0,-20Z", "#4f94b8"),
    )


def washing(s: Sheet, x: float, y: float, w: float, size: float) -> str:
    """Clothes on a sagging line that starts at (x, y)."""
    sag = [(x, y - 30), (x + w / 2, y + 6), (x + w, y - 40)]
    parts = [stroke(sag, "#fdf6e4", 4, smooth=True)]
    for j in range(7):
        t = (j + 0.6) / 7.4
        px, py = x + t * w, y - 30 - 10 * t + 110 * t * (1 - t)
        ink = s.rng.choice(["#fdf6e4", "#f7d34a", "#3f93a6", "#fdf6e4", "#e9503c"])
        cloth = (
            path("M-6,0h40l10,20l-12,8v38h-36v-38l-12,-8Z", ink) if j % 3 else path("M0,0h38l2,64h-38Z", ink)
        )
        parts.append(place(cloth, px, py, size))
    return group(*parts)


@drawing("ropeworks-rooftops", "#f6d6a4")
def ropeworks_rooftops(s: Sheet) -> None:
    walls = ["#c8603c", "#d98a3d", "#9a8d86", "#b94f38", "#e0a552", "#a9685a"]
    doors = ["#2c6e7f", "#e9c13c", "#3f7d55", "#7a3050", "#2f4f8f", "#d8432f"]
    roof, dark = "#4a3444", "#5a2a35"
    sky(s, ["#e9a774", "#f2bf86", "#f6d39c", "#f8e2b8"], 0, 560)
    s.add(
        sun(s, 150, 250, 74, "#fff1c9", "#fff1c9"),
        streak(620, 130, 480, 14, "#fae3bc"),
        streak(1300, 90, 420, 12, "#fae3bc"),
    )
    for x, height in ((520, 420), (960, 500), (1400, 440)):
        s.add(place(container_crane(s, 0, 0, height, "#8a4a4f", "#6d3a48", "#d98a5a"), x, 470, 1, flip=True))
    lines = []
    for row in range(3):
        base, size = 600 + row * 235, 1 + row * 0.22
        x = -60.0 - row * 45
        while x < 1640:
            w, h = s.rng.uniform(128, 165) * size, s.rng.uniform(250, 330) * size - 30 * (row == 2)
            hill = 130 * math.sin(math.pi * min(1, max(0, (x + 260) / 2100)))
            foot = 1010 if row == 2 else base - hill + s.rng.uniform(-16, 16) + 110
            look = {
                "pane": "#3a3346",
                "lit": "#ffdf8c",
                "door": s.rng.choice(doors),
                "pitch": s.rng.uniform(0.4, 0.62),
            }
            s.add(
                house(
                    s,
                    x,
                    foot,
                    w,
                    h,
                    s.rng.choice(walls),
                    s.rng.choice((roof, "#6d3a45", "#3a3a52")),
                    dark,
                    storeys=4,
                    **look,
                )
            )
            x += w + s.rng.choice((4, 4, 4, 26 * size))
        if row < 2:
            s.add(
                s.grain(
                    f"M-20,{base - 200}H1620V{base + 120}H-20Z",
                    "#f3b57a",
                    (0, base + 100),
                    (0, base - 180),
                    0.6,
                )
            )
        lines += [
            (s.rng.uniform(60, 300) + k * 560, base + 60 - 60 * row, 360 * size, size)
            for k in range((2, 3, 0)[row])
        ]
    s.add(
        rect(-20, 1008, 1640, 90, "#8f5a4a"),
        s.grain("M-20,1008H1620V1090H-20Z", dark, (0, 1090), (0, 1000), 0.8),
    )
    for a, y, w, size in lines:
        s.add(washing(s, a, y, w, size))
    s.add(
        rect(1148, 850, 10, 190, "#fdf6e4"),
        rect(1158, 850, 130, 84, "#fdf6e4"),
        rect(1170, 862, 106, 60, "#d8432f"),
        s.grain("M1158,850H1288V934H1158Z", "#b9a08a", (1290, 940), (1200, 860), 0.6),
    )
    s.add(polygon([(-20, 100), (1640, 420), (1640, 760), (-20, 520)], "#ffe0a0", opacity=0.12))

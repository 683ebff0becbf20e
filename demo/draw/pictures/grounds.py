"""The sport pages: a boat race and an empty stand."""

import math

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
from ..nature import cloud, lens, ridge, ripples, sky, willow
from ..people import SKINS, Look, figure
from ..registry import drawing


@drawing("rowing-eight", "#dcebe2")
def rowing_eight(s: Sheet) -> None:
    red, navy, water, green = "#d8352c", "#1f2f66", "#9fcfd0", "#7fb04f"
    sky(s, ["#bfe0e2", "#d9ebdf", "#f0efd6"], 0, 240)
    s.add(
        cloud(320, 110, 260, "#fbfaf0"),
        cloud(1220, 90, 320, "#fbfaf0"),
        path(ridge(s, 240, 70, 6, bottom=330), "#9cc4a0"),
        rect(-20, 236, 1640, 130, green),
        s.grain("M-20,236H1620V370H-20Z", "#3f7a44", (0, 370), (0, 240), 0.7),
    )
    for x, h in ((120, 250), (420, 215), (1180, 230), (1490, 270)):
        s.add(willow(s, x, 340, h, "#5a4030", ("#6fa83f", "#8cc04f", "#578f3a")))
    s.add(
        *[
            stroke([(x, 234), (x + 95, 262), (x + 190, 234)], "#fbfaf0", 3, smooth=True)
            for x in range(540, 1110, 190)
        ],
        *[
            polygon(
                [
                    (548 + k * 24, 238 + 24 * abs(math.sin(k * 0.397))),
                    (566 + k * 24, 238 + 24 * abs(math.sin(k * 0.397 + 0.3))),
                    (557 + k * 24, 268 + 24 * abs(math.sin(k * 0.397))),
                ],
                (red, "#ffd02e", navy, "#fbfaf0")[k % 4],
            )
            for k in range(24)
        ],
        *[stroke([(x, 350), (x, 228)], "#7a5a3a", 6) for x in (540, 730, 920, 1110)],
    )
    for row in range(3):
        for k in range(40):
            x, y = 470 + k * 17 + row * 8 + s.rng.uniform(-4, 4), 306 + row * 22
            s.add(
                rect(
                    x - 7, y, 14, 26, s.rng.choice((red, "#ffd02e", navy, "#fbfaf0", "#e88a4a", "#5a8aa8")), 6
                ),
                circle(x, y - 4, 7, s.rng.choice(SKINS)),
            )
    s.add(
        rect(-20, 366, 1640, 730, water),
        s.grain("M-20,366H1620V520H-20Z", "#e3f2e6", (0, 366), (0, 520), 0.8),
        s.grain("M-20,520H1620V1090H-20Z", "#3f8290", (0, 1100), (0, 520), 0.9),
        rect(-20, 360, 1640, 12, "#6a7a4a"),
        ripples(s, 390, 1040, "#dff0ea", 90),
    )
    s.add(*[path(lens(x, 384, 160, 10), "#6fa87a", opacity=0.6) for x in (120, 420, 1180, 1490)])
    s.add(
        rect(1386, 190, 16, 240, "#fbfaf0"),
        *[rect(1386, 190 + k * 48, 16, 24, red) for k in range(5)],
        circle(1394, 160, 50, "#fbfaf0"),
        circle(1394, 160, 50, "none", stroke=red, stroke_width=10),
    )

    def eight(y: float, x0: float, k: float, shirt: str, hull: str) -> None:
        length = 1330 * k
        s.add(overprint(path(lens(x0 + length / 2, y + 26 * k, length * 1.02, 12 * k), "#2f6a7a")))
        for i in range(8):
            x = x0 + (250 + i * 122) * k
            hip, neck = (x, y - 12 * k), (x - 44 * k, y - 92 * k)
            hand = (x + 56 * k, y - 62 * k)
            blade = (x + 40 * k, y + (118 if i % 2 == 0 else -66) * k)
            rig = (x + 24 * k, y - 30 * k)
            oar = stroke([hand, rig, blade], "#7a4a26", 6 * k) + place(
                rect(-26, -9, 52, 18, hull, 5), *blade, k, turn=70 if i % 2 == 0 else -70
            )
            splash = path(lens(blade[0], blade[1] + 16 * k, 90 * k, 9 * k), "#fbfdf6") + "".join(
                circle(
                    blade[0] + s.rng.uniform(-34, 34) * k,
                    blade[1] + s.rng.uniform(-18, 6) * k,
                    s.rng.uniform(3, 6) * k,
                    "#fbfdf6",
                )
                for _ in range(4)
            )
            skin = SKINS[(i * 5 + int(y)) % len(SKINS)]
            rower = (
                stroke([hip, (x + 62 * k, y - 40 * k), (x + 96 * k, y - 6 * k)], skin, 17 * k)
                + stroke([hip, neck], shirt, 38 * k)
                + stroke([(neck[0] + 4 * k, neck[1] + 10 * k), (x + 6 * k, y - 56 * k), hand], skin, 13 * k)
            )
            rower += (
                stroke([neck, (neck[0] - 6 * k, neck[1] - 26 * k)], skin, 12 * k)
                + circle(neck[0] - 6 * k, neck[1] - 36 * k, 17 * k, skin)
                + path(
                    (
                        f"M{neck[0] - 24 * k},{neck[1] - 36 * k}A{18 * k},{19 * k} 0 0 1"
                        f" {neck[0] + 10 * k},{neck[1] - 46 * k}"
                        f"Q{neck[0] - 8 * k},{neck[1] - 44 * k} {neck[0] - 24 * k},{neck[1] - 36 * k}Z"
                    ),
                    "#241a1c",
                )
            )
            s.add(*([oar, rower] if i % 2 else [rower, oar]), splash)
        d = (
            f"M{x0},{y - 10 * k}Q{x0 + length / 2},{y - 20 * k} {x0 + length},{y - 12 * k}"
            f"Q{x0 + length * 0.9},{y + 20 * k} {x0 + length * 0.5},{y + 24 * k}"
            f"Q{x0 + length * 0.1},{y + 20 * k} {x0},{y - 10 * k}Z"
        )
        s.add(
            path(d, hull),
            s.grain(d, "#0f1428", (800, y + 30 * k), (800, y - 14 * k), 0.7),
            stroke(
                [(x0 + 6, y - 9 * k), (x0 + length / 2, y - 15 * k), (x0 + length - 6, y - 11 * k)],
                "#fbfaf0",
                5 * k,
                smooth=True,
            ),
        )
        cx = x0 + 1262 * k
        s.add(
            stroke([(cx, y - 14 * k), (cx + 4 * k, y - 66 * k)], shirt, 40 * k),
            stroke([(cx - 4 * k, y - 60 * k), (cx - 50 * k, y - 40 * k)], shirt, 14 * k),
            circle(cx + 2 * k, y - 100 * k, 19 * k, "#c98d62"),
            path(
                (
                    f"M{cx - 18 * k},{y - 104 * k}A{20 * k},{20 * k} 0 0 1 {cx + 22 * k},{y - 104 * k}H{cx - 34 * k}"
                    "Z"
                ),
                "#fbfaf0",
            ),
            path(f"M{cx - 20 * k},{y - 96 * k}l{-22 * k},{-8 * k}v{18 * k}Z", "#241a1c"),
        )
        s.add(
            path(lens(x0 + length + 90 * k, y + 8 * k, 240 * k, 8 * k), "#fbfdf6"),
            path(lens(x0 + length + 160 * k, y + 26 * k, 220 * k, 6 * k), "#fbfdf6"),
        )

    eight(560, 330, 0.82, navy, navy)
    eight(840, 60, 1.06, red, red)
    s.add(
        *[
            stroke([(x, 1090), (x + s.rng.uniform(-20, 30), s.rng.uniform(960, 1030))], "#3f7a44", 7)
            for x in range(0, 360, 18)
        ],
        *[ellipse(x, y, 9, 26, "#6a4026") for x, y in ((60, 980), (140, 960), (226, 990), (300, 1000))],
    )


@drawing("empty-stand", "#cfe0e2")
def empty_stand(s: Sheet) -> None:
    blue, deep, yellow, concrete, brick = "#2459b8", "#173a80", "#ffcb1f", "#c9c4b4", "#b5583a"
    sky(s, ["#a9cfdc", "#c4dedf"], 0, 240)
    s.add(rect(1060, 70, 430, 220, "#bcd3d4"))
    for k in range(8):
        x = 1060 + k * 61
        s.add(rect(x - 6, 20, 13, 270, brick))
    s.add(
        *[rect(1050, y, 450, 12, brick) for y in (24, 104, 184)],
        *[
            stroke([(1060 + k * 61, 36 + j * 80), (1121 + k * 61, 104 + j * 80)], brick, 4)
            for k in range(7)
            for j in range(2)
        ],
        *[
            stroke([(1121 + k * 61, 36 + j * 80), (1060 + k * 61, 104 + j * 80)], brick, 4)
            for k in range(7)
            for j in range(2)
        ],
    )
    s.add(
        *[rect(x, 240 - h, w, h, "#9db8bd") for x, w, h in ((40, 90, 60), (150, 70, 100), (300, 120, 70))],
        rect(182, 60, 20, 100, "#9db8bd"),
    )
    s.add(
        polygon([(-20, 196), (1640, 160), (1640, 200), (-20, 250)], "#3a4a5c"),
        polygon([(-20, 250), (1640, 200), (1640, 214), (-20, 268)], "#1f2b3a"),
        *[
            polygon([(x, 246 - x * 0.03), (x + 14, 246 - x * 0.03), (x + 14, 330), (x, 330)], "#5a6a7a")
            for x in range(120, 1600, 300)
        ],
    )
    rows = 11
    y = 300.0
    aisles = (470, 1130)
    for row in range(rows):
        f = 0.55 + row * 0.085
        step = 50 + row * 7.0
        s.add(
            polygon([(-20, y), (1620, y), (1620, y + step), (-20, y + step)], concrete),
            rect(-20, y + step - 12, 1640, 12, "#8f8a80"),
            s.grain(f"M-20,{y}H1620V{y + step}H-20Z", "#6a6a70", (0, y), (0, y + step), 0.5),
        )
        pitch = 44 * f + 6
        n = int(900 / pitch) + 2
        for k in range(-n, n + 1):
            x = 800 + k * pitch
            gap = min(abs(x - (800 + (a - 800) * (0.75 + row * 0.055))) for a in aisles)
            if gap < 46 * f:
                continue
            diagonal = abs((x - 800) / f - (row - 5) * 96) < 150
            ink, dark = (yellow, "#c98a12") if diagonal else (blue, deep)
            if s.rng.random() < 0.05:
                ink = "#ffdc6a" if diagonal else "#3f78d4"
            w = pitch * 0.8
            s.add(
                rect(x - w / 2, y - 20 * f, w, 44 * f, ink, 8 * f),
                rect(x - w / 2 + 2, y + 20 * f, w - 4, 13 * f, dark, 4 * f),
                rect(x - w * 0.16, y - 8 * f, w * 0.32, 7 * f, dark, 3 * f),
            )
        for a in aisles:
            x = 800 + (a - 800) * (0.75 + row * 0.055)
            s.add(rect(x - 34 * f, y + step * 0.45, 68 * f, 7, "#f3efe0"))
        if row == 6:
            sweeper = figure(
                Look("#e8592f", "#23303c", "#c98d62", "#cfc7bb", hem=44, hat="#23303c"),
                stride=6,
                arms=(((-10, -78), (-4, -62), (10, -56)), ((10, -78), (20, -68), (20, -60))),
            )
            s.add(
                rect(724, y - 36, 210, step + 30, concrete),
                overprint(polygon([(800, y + 40), (840, y + 40), (900, y + 66), (820, y + 66)], "#7f7f8a")),
                place(
                    sweeper
                    + stroke([(8, -72), (32, -6)], "#8a5a2c", 2.6)
                    + polygon([(24, -8), (38, -10), (46, 3), (24, 5)], "#d9a63f"),
                    800,
                    y + 44,
                    1.75,
                ),
                *[
                    circle(s.rng.uniform(870, 926), y + s.rng.uniform(30, 46), s.rng.uniform(2, 5), "#f3efe0")
                    for _ in range(9)
                ],
            )
        y += step
    s.add(rect(-20, 1040, 1640, 60, "#3f8f4f"), rect(-20, 1030, 1640, 14, "#f3efe0"))

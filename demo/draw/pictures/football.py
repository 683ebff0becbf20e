"""The sport pages: football, on grass and on sand."""

import math

from ..kit import (
    Sheet,
    circle,
    curve_through,
    group,
    overprint,
    path,
    place,
    polygon,
    rect,
    stroke,
)
from ..nature import glitter, ground, gull, lens, sky, streak, sun
from ..people import SKINS, Look, figure, head, long_shadow
from ..registry import drawing

Joint = tuple[float, float]


def athlete(
    s: Sheet,
    shirt: str,
    shorts: str,
    socks: str,
    skin: str,
    hair: str,
    *,
    torso: tuple[Joint, Joint],
    arms: list[list[Joint]],
    legs: list[list[Joint]],
    face: Joint,
    stripe: str = "",
    gloves: str = "",
) -> str:
    """A player in action, from joints: torso (neck, hips), arms (shoulder, elbow, hand), legs (hip, knee, foot)."""
    (nx, ny), (hx, hy) = torso
    dx, dy = hx - nx, hy - ny
    length = math.hypot(dx, dy)
    ox, oy = -dy / length, dx / length

    def limb(points: list[Joint], sleeve: str) -> str:
        return (
            stroke(points, skin, 22) + stroke(points[:2], sleeve, 27) + circle(*points[2], 15, gloves or skin)
        )

    parts = [limb(arms[0], shirt)]
    for points in legs:
        hip, knee, foot = points
        mid = ((hip[0] + knee[0]) / 2, (hip[1] + knee[1]) / 2)
        toward = math.degrees(math.atan2(foot[1] - knee[1], foot[0] - knee[0]))
        parts += [
            stroke(points, skin, 27),
            stroke([((knee[0] * 2 + foot[0]) / 3, (knee[1] * 2 + foot[1]) / 3), foot], socks, 25),
            stroke([hip, mid], shorts, 46),
        ]
        parts.append(
            place(path("M-12,-14Q14,-18 40,2Q42,14 30,14H-12Z", "#17151f"), *foot, 1, turn=toward - 90)
        )
    body = [
        (nx + ox * 40, ny + oy * 40),
        (nx - ox * 40, ny - oy * 40),
        (hx - ox * 30, hy - oy * 30),
        (hx + ox * 30, hy + oy * 30),
    ]
    d = (
        f"M{body[0][0]:.0f},{body[0][1]:.0f}Q{nx - dx * 0.08:.0f},{ny - dy * 0.08:.0f}"
        f" {body[1][0]:.0f},{body[1][1]:.0f}L{body[2][0]:.0f},{body[2][1]:.0f}L{body[3][0]:.0f},{body[3][1]:.0f}Z"
    )
    parts.append(path(d, shirt))
    if stripe:
        bars = [
            polygon(
                [
                    (nx + ox * k - dx * 0.1, ny + oy * k - dy * 0.1),
                    (nx + ox * (k + 13) - dx * 0.1, ny + oy * (k + 13) - dy * 0.1),
                    (hx + ox * (k + 13) * 0.75, hy + oy * (k + 13) * 0.75),
                    (hx + ox * k * 0.75, hy + oy * k * 0.75),
                ],
                stripe,
            )
            for k in (-34, -7, 20)
        ]
        parts.append(s.clip(d, *bars))
    parts += [
        stroke([(nx, ny), face], skin, 22),
        place(
            head(Look(shirt, skin=skin, hair=hair), 0, 0),
            *face,
            4.3,
            turn=math.degrees(math.atan2(-dx, dy)) * 0.6,
        ),
        limb(arms[1], shirt),
    ]
    return group(*parts)


def ball(x: float, y: float, r: float) -> str:
    patches = "".join(
        circle(x + r * 0.62 * math.cos(a), y + r * 0.62 * math.sin(a), r * 0.2, "#22222e")
        for a in (0.3, 1.6, 2.8, 4.1, 5.3)
    )
    return circle(x, y, r, "#fdfbf2") + circle(x, y, r * 0.28, "#22222e") + patches


@drawing("derby-floodlights", "#0f1c3f")
def derby_floodlights(s: Sheet) -> None:
    yellow, blue, green, white, red = "#ffd02e", "#2a63d0", "#2f9a55", "#f8f6ec", "#e03c34"
    sky(s, ["#0c1738", "#12214b", "#1a2f61"], 0, 360)
    for x, top in ((130, 40), (470, 110), (1130, 110), (1470, 40)):
        s.add(
            polygon([(x - 200, 620), (x + 200, 620), (x + 30, top), (x - 30, top)], "#dfe9ff", opacity=0.09),
            s.glow(x, top + 20, 190, "#f6f9ff", 0.8),
        )
        s.add(
            stroke([(x, 420), (x, top + 40)], "#5a6a94", 11),
            rect(x - 62, top - 18, 124, 66, "#33426f", 6),
            *[circle(x - 44 + c * 29, top - 2 + r * 33, 11, "#fffdf0") for c in range(4) for r in range(2)],
        )
    stand = "M-20,330Q800,250 1620,330V640H-20Z"
    s.add(path(stand, "#182042"))
    for row in range(11):
        for k in range(62):
            x = k * 26.4 + (row % 2) * 13
            y = 352 + row * 25 - 66 * math.sin(math.pi * x / 1600)
            home = x < 980 + s.rng.uniform(-40, 40)
            ink = (
                s.rng.choice((yellow, yellow, blue, "#f0a81f", "#5a8ae8"))
                if home
                else s.rng.choice((white, red, red, "#c9c4bc", "#8a2430"))
            )
            s.add(circle(x, y + s.rng.uniform(-3, 3), 10.5, ink), circle(x, y - 11, 6, s.rng.choice(SKINS)))
    s.add(
        s.grain("M-20,240H1620V640H-20Z", "#0c1738", (0, 640), (0, 360), 0.7),
        *[
            place(
                polygon([(0, 0), (90, -14), (96, 34), (6, 48)], ink) + stroke([(0, -6), (8, 90)], white, 5),
                x,
                y,
                1,
            )
            for x, y, ink in ((240, 360, yellow), (560, 330, blue), (820, 372, yellow), (1300, 360, red))
        ],
    )
    s.add(
        rect(-20, 604, 1640, 44, "#13204a"),
        *[rect(20 + k * 200, 612, 150, 26, (yellow, white, blue, red)[k % 4]) for k in range(8)],
    )
    s.add(
        rect(-20, 646, 1640, 450, green),
        *[
            polygon(
                [
                    (800 + (x - 800) * 0.72, 646),
                    (800 + (x + 150 - 800) * 0.72, 646),
                    (800 + (x + 150 - 800) * 1.5, 1090),
                    (800 + (x - 800) * 1.5, 1090),
                ],
                "#279048",
            )
            for x in range(-700, 2300, 300)
        ],
        s.grain("M-20,646H1620V1090H-20Z", "#0c4a3a", (0, 1100), (0, 700), 0.85),
        stroke([(-20, 690), (1620, 690)], white, 6),
        stroke([(1180, 690), (1080, 900), (1640, 900)], white, 8),
    )
    s.add(
        *[stroke([(1240 + k * 27, 452), (1240 + k * 27, 780)], "#dfe6f2", 2, opacity=0.7) for k in range(15)],
        *[stroke([(1240, 452 + k * 27), (1640, 452 + k * 27)], "#dfe6f2", 2, opacity=0.7) for k in range(12)],
        stroke([(1236, 800), (1236, 446), (1640, 446)], white, 17),
    )
    s.add(
        overprint(
            path(lens(740, 1000, 420, 24), "#0c4a3a"),
            path(lens(430, 1010, 260, 18), "#0c4a3a"),
            path(lens(1000, 1016, 260, 18), "#0c4a3a"),
            path(lens(1400, 910, 380, 18), "#0c4a3a"),
        )
    )
    s.add(
        athlete(
            s,
            "#3fd08a",
            "#17342c",
            "#3fd08a",
            "#c98d62",
            "#241a16",
            torso=((1330, 700), (1450, 770)),
            face=(1284, 668),
            arms=[[(1340, 680), (1290, 600), (1252, 540)], [(1310, 720), (1250, 650), (1206, 590)]],
            legs=[[(1450, 780), (1530, 800), (1590, 860)], [(1440, 790), (1500, 850), (1580, 890)]],
            gloves="#f8f6ec",
        )
    )
    s.add(
        athlete(
            s,
            white,
            red,
            white,
            "#e3ad84",
            "#6a3a20",
            torso=((440, 690), (420, 830)),
            face=(460, 636),
            arms=[[(410, 700), (350, 720), (330, 660)], [(476, 700), (540, 680), (572, 620)]],
            legs=[[(410, 830), (380, 910), (350, 990)], [(436, 830), (480, 910), (450, 1000)]],
        )
    )
    s.add(
        athlete(
            s,
            white,
            red,
            white,
            "#8a5636",
            "#15100f",
            torso=((960, 720), (1000, 850)),
            face=(944, 664),
            arms=[[(996, 720), (1060, 700), (1090, 640)], [(926, 736), (880, 690), (880, 630)]],
            legs=[[(990, 850), (960, 930), (900, 980)], [(1016, 850), (1060, 930), (1040, 1010)]],
        )
    )
    s.add(
        athlete(
            s,
            yellow,
            blue,
            yellow,
            "#5f3a28",
            "#120d0e",
            torso=((720, 420), (640, 590)),
            face=(756, 348),
            arms=[[(684, 420), (590, 400), (530, 330)], [(756, 440), (850, 470), (910, 410)]],
            legs=[[(630, 590), (560, 690), (450, 690)], [(656, 600), (690, 710), (620, 810)]],
            stripe=blue,
        )
    )
    s.add(ball(850, 268, 42))
    s.add(
        *[
            stroke([(x, y), (x - 16, y + 62)], "#c9d8f2", 2.6, opacity=0.55)
            for x, y in ((s.rng.uniform(-20, 1640), s.rng.uniform(-40, 1040)) for _ in range(190))
        ]
    )


@drawing("goalkeeper-beach", "#f3e6d6")
def goalkeeper_beach(s: Sheet) -> None:
    sand, wet, green, wood, rose = "#ecd0a0", "#b9c4c4", "#1fae5a", "#6a4a38", "#f3cdb8"
    sky(s, ["#bcd8de", "#d6e4de", "#f0e3d2", "#f7d8c2"], 0, 430)
    s.add(
        sun(s, 1290, 250, 60, "#fff6dc", "#fff0d0"),
        streak(420, 130, 560, 16, "#f8f2e6"),
        streak(980, 190, 420, 12, "#f8f2e6"),
        streak(240, 250, 320, 10, "#f8f2e6"),
    )
    s.add(
        path("M-20,430V370Q120,340 240,372Q330,400 380,430Z", "#8fa3a0"),
        polygon([(196, 372), (226, 372), (220, 268), (202, 268)], "#fbf6ea"),
        rect(199, 296, 24, 22, "#d2452f"),
        rect(197, 336, 28, 20, "#d2452f"),
        rect(200, 250, 22, 20, "#3a4a5c"),
        polygon([(196, 252), (226, 252), (211, 232)], "#d2452f"),
    )
    s.add(
        rect(-20, 424, 1640, 130, "#7fb0b8"),
        s.grain("M-20,424H1620V560H-20Z", "#4a8494", (0, 424), (0, 560), 0.7),
        *[
            path(
                (
                    f"M-20,{y}Q200,{y - 14} 420,{y}T860,{y}T1300,{y}T1740,{y}V{y + 12}Q1300,{y + 14} 860,{y + 12}"
                    f"T-20,{y + 14}Z"
                ),
                "#fbfaf2",
            )
            for y in (476, 512, 548)
        ],
    )
    s.add(
        rect(-20, 556, 1640, 540, wet),
        s.grain("M-20,556H1620V760H-20Z", rose, (0, 556), (0, 740), 0.8),
        glitter(s, 1290, 566, 830, 180, "#fff6e4", 20),
    )
    edge = ground(s, [(-40, 800), (260, 760), (560, 800), (900, 770), (1240, 820), (1660, 780)])
    s.add(
        path(edge, sand),
        s.grain(edge, "#b98a5a", (0, 1100), (0, 790), 0.8),
        *[
            stroke([(x, y), (x + 60, y - 7), (x + 130, y)], "#cfa874", 4, smooth=True)
            for x, y in ((s.rng.uniform(-40, 1560), s.rng.uniform(840, 1060)) for _ in range(50))
        ],
        path(
            curve_through([(980, 900), (1160, 880), (1380, 905), (1300, 940), (1080, 938)], closed=True), wet
        ),
        path(curve_through([(60, 960), (200, 940), (330, 966), (220, 990)], closed=True), wet),
    )
    for x, lean in ((250, -3), (1130, 4)):
        s.add(
            overprint(polygon([(x - 20, 846), (x + 26, 846), (x - 240, 900), (x - 270, 890)], "#a88a78")),
            place(
                path("M-22,0L-16,-180L-26,-330L-8,-420L12,-414L18,-300L12,-170L24,0Z", wood)
                + s.grain(
                    "M-22,0L-16,-180L-26,-330L-8,-420L12,-414L18,-300L12,-170L24,0Z",
                    "#2f2028",
                    (-24, -100),
                    (20, -100),
                    0.8,
                )
                + stroke([(12, -300), (56, -360), (60, -392)], wood, 14)
                + stroke([(-4, -380), (-2, -240), (6, -80)], "#9c7458", 4),
                x,
                850,
                1,
                turn=lean,
            ),
            path(lens(x, 856, 120, 9), "#a88a68"),
        )
    s.add(overprint(path(lens(640, 900, 640, 26), "#a88a78")))
    keeper = athlete(
        s,
        green,
        "#1d2a33",
        "#f3efe0",
        "#8a5636",
        "#1a1214",
        torso=((580, 560), (760, 620)),
        face=(506, 526),
        arms=[[(570, 540), (470, 480), (370, 436)], [(590, 590), (480, 560), (386, 500)]],
        legs=[[(760, 612), (880, 600), (960, 690)], [(756, 634), (850, 720), (990, 760)]],
        gloves="#ffcb2e",
    )
    s.add(
        keeper,
        s.grain("M540,600Q640,640 780,650L770,590L560,540Z", "#0c5a36", (700, 660), (660, 580), 0.5),
        path("M524,500Q560,470 600,486Q580,500 560,520Z", "#1a1214"),
        ball(338, 420, 46),
    )
    s.add(
        *[
            path(
                curve_through(
                    [(940 + k * 22, 780 - k * 9), (950 + k * 22, 770 - k * 9), (956 + k * 22, 782 - k * 9)],
                    closed=True,
                ),
                "#d9b27c",
            )
            for k in range(7)
        ],
        *[
            circle(940 + s.rng.uniform(0, 120), 730 + s.rng.uniform(0, 70), s.rng.uniform(2, 6), "#d9b27c")
            for _ in range(26)
        ],
    )
    pockets = (((-10, -78), (-18, -66), (-11, -52)), ((10, -78), (18, -66), (11, -52)))
    s.add(
        long_shadow(1420, 900, 400, "#b5946e", -0.75, 0.1),
        place(
            figure(
                Look("#d8532f", "#2a3a50", "#e3ad84", "#cfc7bb", hem=38, hat="#2a3a50"),
                stride=7,
                arms=pockets,
            ),
            1420,
            900,
            4,
        ),
        overprint(path(lens(1420, 902, 110, 8), "#a88a78")),
    )
    s.add(
        gull(760, 250, 90, "#fdfaf2", -8), gull(880, 310, 60, "#fdfaf2", 8), gull(660, 340, 46, "#fdfaf2", 4)
    )

"""Science, culture, sport and pictures."""

import math

from ..faces import CX, EYES, Face, bare_head, features, shoulders
from ..kit import (
    Sheet,
    arc,
    circle,
    path,
    place,
    polygon,
    rect,
    stroke,
)
from ..nature import gull, lens
from ..registry import portrait


@portrait("leela-ramanathan", "#f0b9a0")
def leela_ramanathan(s: Sheet) -> None:
    face = Face("#a86a44", "#80472c", "#1d1418", cheek=114, jaw=80, chin=516, turn=-6, lips="#a83f45")
    s.add(
        *[
            path(f"M-20,{y}Q100,{y - 40} 220,{y}T460,{y}T700,{y}T940,{y}V{y + 60}H-20Z", ink)
            for y, ink in (
                (150, "#f3c9b0"),
                (260, "#e89f8a"),
                (370, "#d98478"),
                (480, "#c96f70"),
                (590, "#b55c68"),
            )
        ],
        circle(640, 110, 60, "#fdf0d8"),
        s.grain("M-20,300H820V820H-20Z", "#7a2f50", (0, 830), (0, 340), 0.75),
    )
    s.add(
        path("M258,470Q214,170 400,150Q586,170 546,430Q560,520 520,560H290Q262,540 258,470Z", face.hair),
        bare_head(s, face, neck=54),
    )
    coat, d = shoulders(s, "#15808a", "#073a48", top=586, width=290)
    s.add(
        coat,
        path("M322,578L400,668L352,740L280,640Z", "#1f98a0"),
        path("M478,578L400,668L448,740L520,640Z", "#14707c"),
        stroke([(400, 668), (400, 830)], "#073a48", 5),
        *[circle(412, y, 8, "#f6ead0") for y in (730, 790)],
        path("M340,590Q400,660 460,590L400,664Z", face.skin),
    )
    s.add(features(s, face, smile=14, lashes=True, blush="#c2503f"))
    s.add(
        path("M276,392Q250,196 396,176Q398,200 390,226Q330,250 304,310Q290,350 276,392Z", face.hair),
        path("M524,392Q550,196 396,176Q396,206 404,226Q470,250 496,310Q512,350 524,392Z", face.hair),
        s.grain(
            "M276,392Q250,196 396,176Q398,200 390,226Q330,250 304,310Q290,350 276,392Z",
            "#6a4a52",
            (270, 210),
            (380, 300),
            0.8,
        ),
        stroke([(396, 178), (398, 224)], "#5f3a3a", 4),
    )
    plait = ""
    for k in range(7):
        x, y, w = 544 + 14 * math.sin(k * 0.5), 470 + k * 44, 1.1 - k * 0.05
        plait += place(
            path("M-36,-26Q0,-44 36,-24Q42,8 0,34Q-42,10 -36,-26Z", face.hair)
            + stroke([(-24, -16), (0, 6), (24, -16)], "#6a4a52", 5, smooth=True),
            x,
            y,
            w,
        )
    s.add(
        plait,
        rect(526, 768, 44, 18, "#e8b43a", 6),
        path("M526,786h44l6,44h-56Z", face.hair),
        *[
            circle(CX + side * 122, EYES + 60, 9, "#f0c040")
            + circle(CX + side * 122, EYES + 76, 5, "#f0c040")
            for side in (-1, 1)
        ],
    )


@portrait("amelie-sarrazin", "#c9c0d6")
def amelie_sarrazin(s: Sheet) -> None:
    face = Face("#f3d3bd", "#dba68e", "#9a96a0", cheek=116, jaw=84, chin=518, turn=10, lips="#cf1f2f", brow=7)
    curtain = "".join(
        path(f"M{x},-20Q{x + 30},400 {x - 10},820H{x + 44}Q{x + 70},400 {x + 54},-20Z", "#8a2436")
        for x in range(-20, 820, 104)
    )
    s.add(
        rect(-20, -20, 840, 840, "#b5303f"),
        curtain,
        s.grain("M-20,-20H820V820H-20Z", "#3a0f24", (800, 820), (200, 100), 0.85),
        s.glow(300, 260, 380, "#f08a6a", 0.5),
    )
    s.add(
        path("M266,420Q220,190 380,150Q560,140 552,330Q552,400 530,420Z", "#b9b5c0"),
        bare_head(s, face, neck=54),
    )
    coat, d = shoulders(s, "#211d28", "#0a080e", top=600, width=270, neck=70)
    roll = "M338,540Q400,580 462,540L474,640Q400,690 326,640Z"
    s.add(
        coat,
        path(roll, "#2c2734"),
        s.grain(roll, "#0a080e", (470, 640), (350, 560), 0.8),
        stroke([(330, 600), (400, 634), (470, 600)], "#3f3848", 5, smooth=True),
        s.clip(
            d, stroke([(180, 700), (150, 830)], "#3f3848", 5), stroke([(618, 700), (640, 830)], "#3f3848", 5)
        ),
    )
    s.add(features(s, face, smile=8, lashes=True, blush="#e8857a"))
    sweep = (
        "M268,400Q240,300 262,240Q290,130 430,136Q570,150 552,300Q548,350 532,392Q536,330 512,280"
        "Q440,290 372,250Q330,300 300,312Q280,340 268,400Z"
    )
    s.add(
        path(sweep, "#e6e3ea"),
        s.grain(sweep, "#8f8a9c", (560, 380), (330, 180), 0.85),
        *[
            path(
                f"M{300 + k * 22},{180 - k * 7}Q{400 + k * 14},{190 - k * 4} {500 + k * 8},{268 + k * 8}",
                "none",
                stroke="#a9a4b4",
                stroke_width=5,
                stroke_linecap="round",
            )
            for k in range(5)
        ],
        *[circle(CX + side * 122, EYES + 62, 11, "#1a1a20") for side in (-1, 1)],
    )


@portrait("kofi-brandt", "#2f8f5a")
def kofi_brandt(s: Sheet) -> None:
    face = Face(
        "#8f5a38",
        "#693b24",
        "#1d1312",
        cheek=128,
        jaw=100,
        chin=524,
        turn=-8,
        lips="#8f4538",
        ink="#1a1014",
        brow=11,
    )
    s.add(
        *[
            polygon([(x, -20), (x + 130, -20), (x + 130, 820), (x, 820)], "#379c64")
            for x in range(-20, 820, 260)
        ],
        circle(660, 640, 190, "none", stroke="#dff0dc", stroke_width=10),
        stroke([(660, -20), (660, 820)], "#dff0dc", 10),
        s.grain("M-20,-20H820V820H-20Z", "#0c4a3a", (0, 820), (560, 160), 0.85),
        s.glow(200, 120, 300, "#dff5a8", 0.5),
    )
    s.add(
        bare_head(s, face, neck=72),
        s.clip(
            face.outline(),
            s.glow(350, 220, 100, "#d9a07a", 0.85, 0.6),
            path(
                "M262,330Q250,190 400,176Q550,190 538,330Q530,220 400,206Q270,220 262,330Z",
                "#4a2a20",
                opacity=0.5,
            ),
        ),
    )
    coat, d = shoulders(s, "#2a3140", "#0f141e", top=596, width=330, neck=90)
    s.add(coat, features(s, face, open_smile=True, blush="#a8452f"))
    scarf = (
        "M272,566Q300,524 344,548Q400,590 470,546Q512,530 532,574Q556,640 500,670Q400,712 306,670"
        "Q248,640 272,566Z"
    )
    s.add(
        s.clip(
            "M430,640L560,650L600,830H440Z",
            rect(400, 620, 240, 220, "#f7c92a"),
            *[
                polygon([(400, y), (640, y - 30), (640, y + 8), (400, y + 38)], "#2356b8")
                for y in range(680, 860, 78)
            ],
        ),
        s.grain("M430,640L560,650L600,830H440Z", "#14204a", (620, 800), (440, 680), 0.6),
        path(scarf, "#f7c92a"),
        s.clip(
            scarf,
            *[
                polygon(
                    [(x, 500), (x + 34, 500), (x + 34 + (x - 400) * 0.1, 720), (x + (x - 400) * 0.1, 720)],
                    "#2356b8",
                )
                for x in range(262, 560, 72)
            ],
        ),
        s.grain(scarf, "#14204a", (560, 690), (330, 560), 0.65),
        stroke([(286, 590), (400, 640), (516, 590)], "#14204a", 4, smooth=True, opacity=0.6),
    )


@portrait("yusuf-darwaza", "#f3d79a")
def yusuf_darwaza(s: Sheet) -> None:
    face = Face("#dba87c", "#b57c54", "#241a1c", cheek=118, jaw=90, chin=522, turn=6, lips="#a8564a", brow=12)
    s.add(
        rect(-20, 470, 840, 400, "#3f8a9c"),
        circle(190, 300, 110, "#f08a4a"),
        s.grain("M-20,-20H820V470H-20Z", "#e8a04a", (0, 480), (0, 60), 0.7),
        s.grain("M-20,470H820V820H-20Z", "#1c4a60", (0, 820), (0, 480), 0.9),
        path("M-20,470V400L90,396L120,330L150,396H230V470Z", "#c9805a"),
        path(lens(190, 520, 190, 9) + lens(200, 556, 130, 9) + lens(180, 596, 80, 9), "#f3b56a"),
        gull(640, 170, 110, "#fbf3e0", -8),
        gull(720, 260, 70, "#fbf3e0", 8),
    )
    curls = [
        (
            CX + 150 * math.cos(math.radians(a)) * s.rng.uniform(0.9, 1.05),
            270 + 132 * math.sin(math.radians(a)) * s.rng.uniform(0.94, 1.08),
        )
        for a in range(165, 380, 15)
    ]
    s.add(
        *[circle(x, y, 46, face.hair) for x, y in curls],
        circle(CX, 250, 130, face.hair),
        bare_head(s, face, neck=62),
    )
    coat, d = shoulders(s, "#fbf6ea", "#a89a90", top=590, width=300)
    s.add(
        coat,
        path("M322,574L400,676L350,736L272,640Z", "#fffdf4"),
        path("M478,574L400,676L450,736L528,640Z", "#e6dccb"),
        path("M342,590Q400,690 458,590L400,676Z", face.skin),
        stroke([(400, 676), (402, 830)], "#c2b5a4", 5),
        *[circle(414, y, 7, "#8a7a6a") for y in (740, 796)],
    )
    s.add(
        s.clip(
            d,
            stroke([(276, 600), (430, 730), (600, 830)], "#2a1d1a", 34),
            stroke([(276, 600), (430, 730), (600, 830)], "#c9452f", 12, stroke_dasharray="30 14"),
        )
    )
    beard = (
        "M284,376Q290,420 304,456Q334,520 400,532Q470,520 496,456Q510,420 516,376Q506,412 484,428"
        "Q440,414 406,424Q360,414 318,428Q296,412 284,376Z"
    )
    s.add(
        path(beard, face.hair),
        s.grain(beard, "#6a4f48", (300, 420), (430, 500), 0.6),
        features(s, face, smile=12),
    )
    s.add(
        *[
            circle(x, y, r, face.hair)
            for x, y, r in (
                (282, 268, 40),
                (320, 222, 46),
                (380, 200, 48),
                (440, 206, 46),
                (494, 232, 44),
                (522, 280, 34),
                (346, 248, 34),
                (424, 240, 34),
            )
        ],
        *[
            stroke(arc(x, y, r, a, a + 200), "#6a4f48", 5)
            for x, y, r, a in (
                (320, 218, 24, 150),
                (384, 194, 26, 160),
                (446, 200, 22, 170),
                (496, 230, 20, 180),
                (284, 264, 18, 140),
                (350, 150, 22, 170),
                (430, 146, 22, 180),
            )
        ],
    )

"""The editors and writers of the news pages."""

import math

from ..faces import EYES, Face, bare_head, features, round_glasses, shoulders
from ..kit import (
    Sheet,
    arc,
    circle,
    ellipse_path,
    path,
    place,
    rect,
    stroke,
)
from ..nature import cloud, ridge
from ..registry import portrait


@portrait("nadia-rahimi", "#2f6f78")
def nadia_rahimi(s: Sheet) -> None:
    face = Face("#d9a079", "#b87652", "#231a22", cheek=118, jaw=80, turn=-8, lips="#b5483f")
    s.add(
        circle(560, 300, 300, "#3f8a8c"),
        s.grain("M-20,-20H820V820H-20Z", "#123a48", (0, 820), (500, 200), 0.85),
        *[stroke([(x, -20), (x, 820)], "#4f9a98", 4, opacity=0.5) for x in range(40, 800, 90)],
    )
    s.add(
        circle(420, 118, 86, face.hair),
        s.grain(ellipse_path(420, 118, 86, 86), "#5a4252", (370, 60), (450, 150), 0.8),
        stroke(arc(420, 118, 52, 150, 320), "#5a4252", 6),
        path("M262,400Q220,170 400,156Q580,164 542,400Q520,300 400,290Q290,300 262,400Z", face.hair),
    )
    coat, d = shoulders(s, "#2a3350", "#0f1428")
    s.add(bare_head(s, face), coat)
    s.add(features(s, face, smile=12, lashes=True, blush="#c9583f"))
    s.add(
        path(
            "M272,366Q256,196 392,180Q536,176 530,366Q516,286 470,244Q420,290 330,282Q286,300 272,366Z",
            face.hair,
        ),
        s.grain(
            "M272,366Q256,196 392,180Q440,180 430,262Q390,290 330,282Q286,300 272,366Z",
            "#5a4252",
            (280, 200),
            (420, 300),
            0.8,
        ),
        stroke([(470, 244), (430, 200), (400, 184)], "#5a4252", 4, smooth=True),
        round_glasses(face, "#1a1420"),
    )
    scarf = (
        "M286,560Q300,520 340,530Q400,570 470,528Q510,520 520,566Q560,640 500,676Q400,716 310,676"
        "Q250,640 286,560Z"
    )
    tail = "M430,650Q520,640 540,700L566,830H420Q440,740 400,690Z"
    s.add(
        path(tail, "#d99a1f"),
        s.grain(tail, "#8a5410", (560, 800), (430, 680), 0.9),
        path(scarf, "#f0b62f"),
        s.grain(scarf, "#8a5410", (540, 680), (340, 560), 0.85),
        *[
            stroke(
                [(300 + k * 8, 580 + k * 24), (400, 624 + k * 24), (510 - k * 6, 580 + k * 24)],
                "#b5781a",
                5,
                smooth=True,
            )
            for k in range(3)
        ],
        *[stroke([(424 + k * 22, 800), (420 + k * 22, 830)], "#8a5410", 5) for k in range(7)],
    )


@portrait("tobias-ekwueme", "#e2a55a")
def tobias_ekwueme(s: Sheet) -> None:
    face = Face(
        "#7a4a30", "#58301f", "#1a1212", cheek=122, jaw=98, chin=524, turn=8, lips="#7f3f34", ink="#170e12"
    )
    s.add(
        rect(90, 80, 620, 430, "#f0cf96", 30),
        s.grain("M-20,-20H820V820H-20Z", "#a85a2a", (800, 820), (300, 200), 0.75),
        s.clip(
            "M110,100H690V490H110Z",
            rect(110, 100, 580, 400, "#a9cfc8"),
            path(ridge(s, 400, 120, 4, bottom=500), "#6f9a78"),
            path(ridge(s, 460, 90, 3, bottom=500), "#4f7a58"),
            cloud(230, 220, 150, "#f3f0dc"),
            *[stroke([(110, y), (690, y + 10)], "#3a3a3a", 3) for y in (150, 168)],
        ),
        path("M110,100H690V490H110Z", "none", stroke="#8a4a22", stroke_width=14),
    )
    s.add(path("M270,380Q254,176 400,172Q546,176 530,380Z", face.hair), bare_head(s, face, neck=68))
    coat, d = shoulders(s, "#3f5a36", "#16261a", top=592, width=330)
    s.add(
        coat,
        path("M322,592L400,700L478,592L510,830H290Z", "#e9dcc0"),
        s.grain("M322,592L400,700L478,592L510,830H290Z", "#8a7a5a", (500, 800), (340, 640), 0.7),
        path("M322,580Q280,610 262,690L360,730L400,690Z", "#6a4428"),
        path("M478,580Q520,610 538,690L440,730L400,690Z", "#573620"),
        stroke([(300, 740), (290, 830)], "#16261a", 5),
        stroke([(510, 740), (516, 830)], "#16261a", 5),
        rect(560, 720, 90, 16, "#2f4528"),
        *[circle(x, 770, 9, "#d9a63f") for x in (308, 500)],
    )
    beard = (
        "M282,386Q288,420 300,452Q330,520 400,534Q474,520 500,452Q514,420 518,386Q504,420 480,430"
        "Q450,426 408,432Q350,426 318,430Q294,420 282,386Z"
    )
    s.add(
        path(beard, "#241a1a"),
        s.clip(
            beard,
            *[
                stroke([(x, y), (x + s.rng.uniform(-4, 4), y + 12)], "#b9b2aa", 3.4)
                for x, y in ((s.rng.uniform(300, 500), s.rng.uniform(440, 530)) for _ in range(70))
            ],
        ),
    )
    s.add(features(s, face, smile=14))
    crop = "M276,352Q256,180 400,170Q544,180 526,352Q516,290 496,262Q400,226 306,262Q284,290 276,352Z"
    s.add(path(crop, face.hair), s.grain(crop, "#5a4a4a", (290, 180), (430, 260), 0.7))


@portrait("mateo-quiroga", "#e8583a")
def mateo_quiroga(s: Sheet) -> None:
    face = Face("#cf9468", "#a86a44", "#17141a", cheek=142, jaw=124, chin=522, lips="#a8503f", brow=15)
    s.add(
        circle(400, 330, 330, "#f28a4a"),
        s.grain("M-20,-20H820V820H-20Z", "#8f2a2a", (0, 820), (500, 200), 0.7),
        *[stroke([(x, 560), (x, 120), (x - 130, 200), (x + 130, 120)], "#c9432f", 12) for x in (110,)],
        stroke([(-20, 130), (260, 130)], "#c9432f", 14),
        stroke([(110, 60), (-10, 130)], "#c9432f", 6),
        stroke([(110, 60), (230, 130)], "#c9432f", 6),
        stroke([(50, 130), (50, 230)], "#c9432f", 4),
        rect(22, 230, 56, 30, "#c9432f"),
    )
    s.add(bare_head(s, face, neck=84))
    coat, d = shoulders(s, "#1f2c54", "#0a1026", top=590, width=350, neck=100)
    s.add(
        coat,
        s.clip(
            d,
            *[stroke([(x, 600), (x + (x - 400) * 0.16, 830)], "#2f3f70", 6) for x in range(60, 780, 34)],
            *[
                path(
                    f"M40,{y}Q400,{y + 60} 760,{y}",
                    "none",
                    stroke="#2f3f70",
                    stroke_width=8,
                    stroke_dasharray="16 12",
                )
                for y in (660, 700)
            ],
        ),
    )
    collar = "M300,540Q400,610 500,540L512,612Q400,690 288,612Z"
    s.add(
        path(collar, "#263668"),
        s.grain(collar, "#0a1026", (510, 640), (330, 560), 0.8),
        *[
            stroke(
                [
                    (304 + k * 16, 552 + 34 * math.sin(math.pi * k / 12)),
                    (296 + k * 17, 614 + 46 * math.sin(math.pi * k / 12)),
                ],
                "#1a264c",
                5,
            )
            for k in range(13)
        ],
    )
    s.add(features(s, face, smile=12, blush="#c9583f"))
    s.add(
        path(
            (
                f"M400,{EYES + 86}Q360,{EYES + 78} 326,{EYES + 108}Q306,{EYES + 130} 312,{EYES + 142}Q350,{EYES + 130} "
                f"400,{EYES + 116}Q450,{EYES + 130} 488,{EYES + 142}Q494,{EYES + 130} 474,{EYES + 108}"
                f"Q440,{EYES + 78} 400,{EYES + 86}Z"
            ),
            face.hair,
        )
    )
    hair = (
        "M254,366Q232,210 300,176Q350,140 430,152Q520,150 546,230Q566,290 548,366Q536,300 510,268"
        "Q470,262 430,240Q360,262 300,256Q270,290 254,366Z"
    )
    s.add(
        path(hair, face.hair),
        s.grain(hair, "#55506a", (270, 170), (430, 270), 0.8),
        *[stroke([(x, 178 + abs(x - 400) * 0.12), (x - 22, 236)], "#3a3648", 4) for x in range(330, 520, 34)],
    )


@portrait("hana-miyazawa", "#cfe0d4")
def hana_miyazawa(s: Sheet) -> None:
    face = Face("#f2cda6", "#dda67c", "#1a1820", cheek=116, jaw=82, chin=512, turn=6, lips="#c2483f")
    s.add(
        *[
            rect(60 + k * 118, 640 - h, 84, h + 200, ("#a9c9b8", "#8fb5a6")[k % 2])
            for k, h in enumerate((210, 300, 260, 420, 380, 520))
        ],
        stroke([(60, 470), (190, 400), (310, 430), (430, 270), (560, 300), (740, 120)], "#e8b43a", 10),
        *[
            circle(x, y, 13, "#e8b43a")
            for x, y in ((60, 470), (190, 400), (310, 430), (430, 270), (560, 300), (740, 120))
        ],
        s.grain("M-20,-20H820V820H-20Z", "#5a8a80", (0, 820), (500, 200), 0.6),
    )
    back = "M246,500Q214,170 400,150Q586,170 554,500Q540,540 500,536V400H300V536Q260,540 246,500Z"
    s.add(path(back, face.hair), bare_head(s, face, neck=54))
    coat, d = shoulders(s, "#b5432a", "#571a1c", top=584, width=280, neck=88)
    s.add(
        coat,
        path("M306,572L400,706L494,572L470,560L400,640L330,560Z", "#f6ead0"),
        stroke([(312, 580), (398, 706), (398, 830)], "#571a1c", 7),
        stroke([(488, 580), (402, 706)], "#571a1c", 7),
        *[circle(424, y, 10, "#f0c46a") for y in (736, 800)],
        rect(520, 740, 70, 10, "#571a1c"),
    )
    s.add(features(s, face, smile=9, lashes=True, blush="#e8735a"))
    fringe = (
        "M262,330Q250,186 400,164Q550,186 538,330Q530,300 516,290L506,318Q470,296 452,292L440,316"
        "Q400,296 376,294L366,318Q330,300 300,296L290,322Q272,310 262,330Z"
    )
    sides = "M262,300Q240,420 252,516Q262,540 292,530Q300,440 286,320Z"
    s.add(
        path(sides, face.hair),
        place(path(sides, face.hair), 800, 0, 1, flip=True),
        path(fringe, face.hair),
        s.grain(fringe, "#5a5a78", (280, 190), (420, 300), 0.75),
        stroke([(300, 236), (360, 202), (440, 200)], "#6a6a8a", 7, smooth=True),
    )

"""The money pages, over the counter: a bakery and a savings bank."""

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
from ..nature import glitter, ground, lens, stars
from ..people import Look, figure
from ..registry import drawing
from ..town import arch_path, bricks, clock, desk_lamp


@drawing("bakery-window", "#16264a")
def bakery_window(s: Sheet) -> None:
    blue, deep, lit, wood = "#25407a", "#101d40", "#ffc648", "#8f4f26"
    s.add(
        rect(-20, -20, 1640, 860, "#1b3060"),
        polygon([(1230, -20), (1640, -20), (1640, 300), (1230, 220)], "#2f4f86"),
        stars(s, 160, 14, "#dfe8f6", left=1250),
    )
    s.add(
        rect(-20, -20, 260, 860, "#16284f"),
        rect(1240, 170, 400, 680, "#16284f"),
        polygon([(1220, 176), (1640, 96), (1640, 60), (1220, 140)], deep),
        *[rect(x, y, 70, 110, "#0e1a3a") for x in (60, 1320, 1460) for y in (260, 470)],
        rect(60, 110, 70, 80, "#0e1a3a"),
    )
    s.add(
        rect(240, -20, 990, 860, blue),
        bricks(s, 240, 0, 990, 250, "#35558f", 70, 1.2),
        *[rect(x, 10, 110, 150, deep) + rect(x - 8, 160, 126, 12, "#35558f") for x in (330, 560, 790, 1020)],
    )
    s.add(
        rect(260, 236, 950, 604, "#7a2f33"),
        rect(260, 236, 950, 62, "#8f3a38"),
        rect(300, 314, 560, 430, lit),
        s.glow(560, 500, 330, "#fff0b4", 0.8),
    )
    window = rect_path(300, 314, 560, 430)
    oven = (
        rect(640, 400, 210, 190, "#a8522a")
        + "".join(
            rect(646 + (r % 2) * 22 + c * 44, 404 + r * 24, 40, 20, "#bf6a3a")
            for r in range(8)
            for c in range(5)
        )
        + path(arch_path(680, 450, 130, 110), "#3a1512")
        + path(arch_path(694, 478, 102, 82), "#ff7a1f")
        + path("M700,560q10,-50 26,-28q10,-40 24,-6q16,-34 22,34Z", "#ffe38a")
    )
    shelves = ""
    for y in (400, 478):
        shelves += rect(300, y, 300, 10, wood)
        for k in range(6):
            x = 326 + k * 50
            shelves += (
                ellipse(x, y - 16, 24, 17, "#b5682a")
                + stroke([(x - 10, y - 24), (x - 2, y - 12)], "#f0c98a", 3)
                + stroke([(x + 2, y - 26), (x + 10, y - 14)], "#f0c98a", 3)
                if y == 478 or k % 2
                else ellipse(x, y - 16, 22, 17, "#8f4f26")
                + stroke([(x - 8, y - 20), (x + 8, y - 20)], "#e8b974", 3)
            )
    baker = (
        path("M-46,0Q-50,-120 -30,-136H30Q50,-120 46,0Z", "#fbf6ea")
        + path("M-28,0V-96H26V0Z", "#e8ddc6")
        + stroke([(-30, -96), (-16, -136)], "#e8ddc6", 6)
        + rect(-9, -156, 18, 24, "#8a5636")
        + ellipse(0, -176, 24, 29, "#8a5636")
        + path("M-26,-180Q-42,-226 -12,-224Q2,-240 18,-224Q44,-222 26,-180Z", "#fbf6ea")
        + path("M-24,-160q24,30 46,4l-4,-10h-36Z", "#1d1416")
    )
    baker += (
        stroke([(30, -122), (58, -84), (96, -92)], "#fbf6ea", 26)
        + stroke([(92, -92), (108, -94)], "#8a5636", 20)
        + stroke([(-20, -60), (176, -104)], "#c98d4a", 9)
        + ellipse(196, -108, 48, 9, "#c98d4a")
        + ellipse(196, -120, 34, 18, "#b5682a")
    )
    s.add(s.clip(window, oven, shelves, place(baker, 530, 660, 1.12), rect(300, 640, 560, 110, wood)))
    for k in range(7):
        x = 340 + k * 80
        if k % 3 == 2:
            s.add(
                *[
                    place(
                        rect(-11, -110, 22, 120, "#c9803a", 11)
                        + "".join(
                            stroke([(-6, -90 + j * 26), (7, -98 + j * 26)], "#f3d29a", 4) for j in range(4)
                        ),
                        x - 20 + j * 22,
                        700,
                        1,
                        turn=-8 + j * 8,
                    )
                    for j in range(3)
                ]
            )
        elif k % 3 == 1:
            s.add(
                *[
                    ellipse(x + j * 19, 684 - (j % 2) * 6, 17, 22, ("#c9803a", "#d9944a")[j % 2])
                    for j in range(-2, 3)
                ]
            )
        else:
            s.add(
                ellipse(x, 676, 42, 36, "#a85f28"),
                stroke([(x - 22, 660), (x + 22, 690)], "#f3d29a", 5),
                stroke([(x + 22, 660), (x - 22, 690)], "#f3d29a", 5),
            )
    s.add(
        rect(290, 706, 580, 46, "#8f3a38"),
        *[rect(x, 314, 10, 400, "#7a2f33") for x in (300, 575, 850)],
        rect(300, 352, 560, 8, "#7a2f33"),
        rect(300, 762, 570, 78, "#5e2228"),
        rect(910, 330, 180, 510, "#5e2228"),
        rect(930, 350, 140, 300, "#ffd978"),
        stroke([(1000, 350), (1000, 650)], "#5e2228", 8),
        circle(1062, 690, 10, "#e9c04a"),
        rect(1120, 400, 70, 90, "#f6e6c0"),
        *[
            stroke([(1130, 416 + k * 17), (1130 + w, 416 + k * 17)], "#7a2f33", 4)
            for k, w in enumerate((50, 40, 48, 30))
        ],
    )
    s.add(
        *[
            polygon(
                [(262 + k * 79, 296), (341 + k * 79, 296), (341 + k * 79 - 6, 372), (262 + k * 79 - 14, 372)],
                "#f6e6c0" if k % 2 else "#d2452f",
            )
            for k in range(12)
        ],
        *[
            path(f"M{250 + k * 79},372a38,24 0 0 0 78,0Z", "#f6e6c0" if k % 2 else "#d2452f")
            for k in range(12)
        ],
    )
    s.add(
        path("M1240,300q70,-10 70,40", "none", stroke=deep, stroke_width=8),
        path("M1270,340h80l-10,60h-60Z", deep),
        circle(1310, 392, 18, "#ffdf8c"),
        s.glow(1310, 400, 150, "#ffdf8c", 0.7),
    )
    s.add(
        polygon([(-20, 836), (1620, 836), (1620, 1090), (-20, 1090)], "#142449"),
        s.glow(600, 920, 560, lit, 0.8, 0.34),
    )
    for row in range(9):
        y = 850 + row * row * 2.2 + row * 9
        for x in range(-40 + (row % 2) * 40, 1640, 74 + row * 4):
            near = abs(x - 600) < 420 - row * 16 and s.rng.random() < 0.7
            s.add(
                rect(
                    x,
                    y,
                    58 + row * 4,
                    9 + row * 2.4,
                    ("#ffb63f" if s.rng.random() < 0.5 else "#a8703f") if near else "#1f3566",
                    6,
                    opacity=0.9 if near else 0.8,
                )
            )
    s.add(glitter(s, 1000, 846, 1060, 150, "#ffd978", 10))
    for i, (x, h, coat, hat) in enumerate(
        (
            (1000, 420, "#8a2f3f", "#e9b23c"),
            (1170, 395, "#2f6a6a", "#d2452f"),
            (1330, 430, "#4a4a72", "#f6e6c0"),
        )
    ):
        s.add(overprint(path(lens(x + 30, 968, 190, 13), "#0a1430")))
        wrap = path("M-9,-88Q0,-92 9,-88L11,-78Q0,-73 -11,-78Z", hat) + polygon(
            [(2, -80), (9, -80), (11, -60), (5, -60)], hat
        )
        body = figure(
            Look(coat, "#0f1a38", ("#c98d62", "#f0c7a0", "#5f3a28")[i], hem=26, hat=hat),
            stride=4,
            arms=(((-10, -78), (-15, -64), (-6, -56)), ((10, -78), (14, -64), (6, -56))),
        )
        s.add(
            place(body + wrap, x, 960, h / 100, flip=True),
            s.grain(
                rect_path(x + 10, 960 - h * 0.8, h * 0.11, h * 0.56),
                "#0a1430",
                (x + h * 0.13, 760),
                (x, 760),
                0.8,
            ),
        )
    dog = (
        path(
            (
                "M-40,-46Q-10,-56 30,-50L44,-76Q60,-84 74,-70L88,-62Q86,-50 66,-50L52,-34Q50,-20 46,0"
                "H36L34,-24H-16L-22,0H-32L-34,-26Q-50,-34 -58,-56L-50,-60Q-46,-50 -40,-46Z"
            ),
            "#d9a066",
        )
        + path("M46,-74l-12,24l16,-6Z", "#8a5636")
        + circle(66, -66, 3.4, "#1a1418")
        + rect(38, -58, 16, 7, "#d2452f", 3)
    )
    s.add(
        overprint(path(lens(1480, 980, 200, 10), "#0a1430")),
        place(dog, 1480, 976, 1.25, flip=True),
        stroke([(1425, 910), (1390, 850), (1358, 730)], "#d2452f", 4, smooth=True),
    )


@drawing("bank-counter", "#e9dcc0")
def bank_counter(s: Sheet) -> None:
    wood, dark, brass, green, yellow = "#8a3f2a", "#431a1c", "#d9a63f", "#1f6b52", "#ffcb2e"
    s.add(
        rect(-20, -20, 1640, 700, "#dfe0c4"),
        s.grain("M-20,-20H1620V680H-20Z", "#9fae86", (1700, 700), (400, 100), 0.7),
        rect(-20, 430, 1640, 14, "#b5bd96"),
        *[rect(x, 60, 10, 370, "#cfd3b0") for x in range(40, 1600, 120)],
    )
    s.add(
        rect(60, 80, 250, 300, "#fbf6e6"),
        rect(60, 80, 250, 74, "#cf4433"),
        *[
            rect(84 + c * 42, 180 + r * 46, 26, 26, "#cf4433" if (r, c) == (2, 3) else "#c9c4ae")
            for r in range(4)
            for c in range(5)
        ],
        circle(185, 66, 9, dark),
        clock(860, 200, 118, "#fbf6e6", dark, 10.55),
    )
    s.add(
        rect(1180, 90, 320, 250, dark),
        rect(1198, 108, 284, 214, "#9fc4bc"),
        path(ground(s, [(1198, 260), (1290, 220), (1380, 250), (1482, 210)], bottom=322), "#4f8a72"),
        polygon([(1320, 250), (1360, 180), (1362, 250)], "#fbf6e6"),
    )
    for x in (160, 520, 1010):
        s.add(s.glow(x + 30, 500, 230, "#fff2b4", 0.75))
    clerk = (
        path("M-92,60Q-100,-90 -46,-118H46Q100,-90 92,60Z", "#2d4a6b")
        + path("M-26,-118L0,-40L26,-118Z", "#fbf6e6")
        + path("M-9,-108L0,-40L9,-108Z", "#cf4433")
        + rect(-20, -146, 40, 40, "#8a5636")
        + ellipse(0, -186, 46, 56, "#8a5636")
        + path("M-50,-180Q-62,-262 10,-254Q62,-248 50,-180Q40,-214 0,-216Q-40,-214 -50,-180Z", "#1c1416")
    )
    clerk += (
        circle(-19, -186, 15, "none", stroke=dark, stroke_width=5)
        + circle(19, -186, 15, "none", stroke=dark, stroke_width=5)
        + stroke([(-4, -188), (4, -188)], dark, 4)
        + circle(-19, -182, 4, dark)
        + circle(19, -182, 4, dark)
        + stroke([(-14, -154), (2, -150), (14, -156)], dark, 4, smooth=True)
        + stroke([(4, -176), (8, -166), (0, -164)], "#5f3a28", 4, smooth=True)
    )
    clerk += (
        stroke([(-78, -70), (-92, 10), (-30, 30)], "#2d4a6b", 36)
        + stroke([(78, -70), (96, 6), (36, 20)], "#2d4a6b", 36)
        + circle(-22, 28, 19, "#8a5636")
        + circle(32, 14, 19, "#8a5636")
    )
    s.add(
        s.grain(rect_path(600, 400, 240, 260), dark, (860, 660), (620, 420), 0.3),
        place(clerk, 720, 590, 1.12),
    )
    s.add(
        *[
            place(
                rect(-46, -22, 92, 40, ink, 3) + circle(0, -2, 12, "#fbf6e6"), 720 + dx, 622 + dy, 1, turn=t
            )
            for dx, dy, t, ink in ((-10, 8, -4, "#6aa884"), (0, 0, 6, "#7fbf98"), (28, -12, 16, "#6aa884"))
        ]
    )
    s.add(
        rect(-20, 640, 1210, 36, "#a8563a"),
        rect(-20, 676, 1190, 330, wood),
        s.grain("M-20,676H1170V1006H-20Z", dark, (600, 1020), (600, 690), 0.9),
        *[
            rect(x, 716, 210, 236, "#733022") + rect(x + 18, 734, 174, 200, "#94482f")
            for x in (20, 260, 500, 740, 950)
        ],
        rect(-20, 980, 1190, 40, dark),
    )
    for x0, w in ((-20, 380), (380, 130), (930, 250)):
        s.add(
            rect(x0, 300, w, 14, brass),
            rect(x0, 622, w, 18, brass),
            *[stroke([(x, 310), (x, 630)], brass, 7) for x in range(int(x0) + 14, int(x0 + w), 28)],
            *[
                circle(x, 400, 9, "none", stroke=brass, stroke_width=5)
                for x in range(int(x0) + 28, int(x0 + w) - 10, 28)
            ],
        )
    s.add(
        path("M510,300V280Q720,170 930,280V300", "none", stroke=brass, stroke_width=14),
        *[rect(x, 270, 22, 372, "#b98428") for x in (364, 508, 914, 1160)],
        *[circle(x + 11, 262, 17, brass) for x in (364, 508, 914, 1160)],
        *[desk_lamp(x, 642, 170, green, brass) for x in (160, 440, 1050)],
    )
    s.add(
        rect(-20, 1016, 1640, 80, "#a89878"),
        *[
            polygon([(x, 1016), (x + 90, 1016), (x + 60, 1090), (x - 40, 1090)], "#6f6350")
            for x in range(-60, 1640, 180)
        ],
    )
    skin = "#e3ad84"
    s.add(
        overprint(path(lens(1330, 1046, 420, 18), "#5a4a44")),
        path("M1250,860h60l-4,170h-56Z", "#2f3f5c"),
        path("M1340,860h60l4,170h-56Z", "#2f3f5c"),
        path("M1222,1046q-2,-34 36,-40h50v40Z", "#cf4433"),
        path("M1322,1046q-2,-34 36,-40h50v40Z", "#cf4433"),
    )
    coat = (
        "M1262,466Q1228,560 1212,720Q1200,840 1196,910H1452Q1440,760 1424,640Q1414,520 1388,466"
        "Q1330,440 1262,466Z"
    )
    s.add(
        s.shaded(coat, yellow, "#c9741a", (1460, 860), (1250, 600), 0.9),
        stroke([(1322, 470), (1312, 905)], "#c9741a", 5),
        *[circle(1300, y, 8, "#8a4a14") for y in (540, 640, 740)],
        path("M1254,480Q1300,540 1396,484L1376,440H1280Z", "#f2b31f"),
    )
    s.add(
        rect(1300, 420, 46, 50, skin),
        path(
            "M1268,360Q1266,300 1326,298Q1382,300 1382,366Q1380,436 1324,440Q1284,440 1274,408L1258,396Z",
            skin,
        ),
        path(
            (
                "M1284,318Q1340,270 1392,320Q1420,380 1396,446Q1360,450 1358,400Q1362,360 1330,346Q1300,346 "
                "1284,318Z"
            ),
            "#a8482a",
        ),
        stroke([(1284, 366), (1296, 365)], dark, 6),
        stroke([(1282, 412), (1298, 414)], "#b5392c", 6),
        circle(1300, 392, 12, "#e08a6a", opacity=0.6),
    )
    s.add(
        stroke([(1290, 520), (1230, 650), (1130, 622)], "#f2b31f", 46, smooth=True),
        circle(1116, 618, 20, skin),
        place(
            rect(-46, -34, 92, 64, "#2b5cab", 5)
            + rect(-34, -22, 68, 10, "#fbf6e6")
            + rect(-34, -4, 40, 7, "#fbf6e6"),
            1080,
            596,
            1,
            turn=-12,
        ),
        stroke([(1398, 520), (1440, 640), (1426, 740)], "#f2b31f", 44, smooth=True),
        circle(1428, 768, 19, skin),
    )
    dog = (
        path(
            (
                "M-60,-60Q-20,-76 36,-66L50,-112Q70,-128 96,-108L120,-94Q118,-74 88,-76L74,-44L66,0H48"
                "L46,-30H-28L-36,0H-52L-54,-34Q-80,-60 -84,-92L-72,-94Q-68,-70 -60,-60Z"
            ),
            "#f6efe0",
        )
        + path("M54,-110l-24,40l26,-6Z", "#6b4a33")
        + path("M-30,-68q26,-8 40,0q-10,30 -36,20Z", "#6b4a33")
        + circle(84, -102, 5, dark)
        + circle(118, -92, 7, dark)
        + rect(42, -82, 26, 9, "#cf4433", 4)
    )
    s.add(
        overprint(path(lens(1500, 1052, 190, 10), "#5a4a44")),
        place(dog, 1500, 1050, 0.8, flip=True),
        stroke([(1428, 780), (1450, 880), (1456, 988)], "#cf4433", 5, smooth=True),
    )

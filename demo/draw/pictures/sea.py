"""The science pages, at sea."""

from ..harbourside import wake
from ..kit import (
    Sheet,
    circle,
    ellipse_path,
    overprint,
    path,
    place,
    polygon,
    rect,
    stroke,
)
from ..nature import (
    lens,
    seabird,
    sky,
    streak,
    sun,
)
from ..people import Look, figure
from ..registry import drawing


@drawing("research-ship", "#e6efe4")
def research_ship(s: Sheet) -> None:
    navy, white, yellow, red = "#1c2f63", "#fbf8ee", "#ffc91f", "#d8402f"
    sky(s, ["#b9dcd9", "#d2e6db", "#ebeeda"], 0, 560)
    s.add(
        sun(s, 300, 190, 60, "#fff6d6", "#fff6d6"),
        streak(600, 130, 600, 18, "#f6f6e8"),
        streak(1250, 220, 480, 14, "#f6f6e8"),
        streak(160, 330, 420, 12, "#f6f6e8"),
    )
    s.add(
        rect(-20, 556, 1640, 540, "#4f9c86"),
        s.grain("M-20,556H1620V760H-20Z", "#a5d3bb", (0, 556), (0, 740), 0.8),
    )
    ship = path("M120,520Q160,680 220,730H1190L1214,600H1000L990,580H420L380,540Z", navy)
    hull = "M120,520Q160,680 220,730H1190L1214,600H1000L990,580H420L380,540Z"
    s.add(
        overprint(path(lens(700, 736, 1180, 40), "#2f7a6c")),
        ship,
        s.grain(hull, "#0a1436", (700, 760), (600, 560), 0.9),
        path("M176,664Q200,710 220,730H1190L1198,684Q700,704 176,664Z", red, opacity=0.95),
        path("M120,520L380,540L420,580H990L1000,600H1214L1212,614H990L980,596H412L372,556L126,538Z", white),
    )
    s.add(
        polygon([(330, 544), (352, 430), (760, 430), (760, 580), (420, 580)], white),
        polygon([(380, 430), (400, 340), (640, 340), (640, 430)], white),
        polygon([(410, 340), (430, 268), (590, 268), (596, 340)], white),
        s.grain(
            "M330,544L352,430H380L400,340H410L430,268H590L596,340H640V430H760V580H420Z",
            "#8fa6b4",
            (780, 500),
            (440, 380),
            0.75,
        ),
    )
    s.add(
        *[rect(442 + k * 30, 284, 22, 30, "#26405a") for k in range(5)],
        *[rect(420 + k * 44, 366, 28, 28, "#26405a", 4) for k in range(5)],
        *[circle(400 + k * 54, 500, 13, "#26405a") for k in range(6)],
        rect(404, 336, 240, 8, red),
        rect(350, 426, 414, 8, red),
        rect(660, 330, 76, 100, red),
        rect(660, 330, 76, 22, navy),
        rect(660, 380, 76, 14, white),
    )
    s.add(
        stroke([(500, 268), (500, 120)], white, 9),
        stroke([(450, 170), (550, 170)], white, 6),
        circle(452, 236, 34, white),
        s.grain(ellipse_path(452, 236, 34, 34), "#7f97a8", (480, 260), (440, 220), 0.9),
        circle(566, 240, 26, white),
        circle(500, 112, 20, white),
        rect(470, 190, 60, 10, "#26405a"),
    )
    s.add(
        stroke([(200, 534), (200, 420), (250, 538)], white, 6),
        stroke([(820, 580), (900, 420), (980, 440)], yellow, 14),
        stroke([(900, 420), (880, 580)], yellow, 9),
    )
    s.add(
        stroke([(1150, 604), (1230, 330), (1320, 330), (1210, 604)], yellow, 20),
        stroke([(1170, 540), (1236, 540)], yellow, 10),
        stroke([(1262, 330), (1230, 420), (1150, 470)], "#26405a", 6),
        circle(1290, 346, 15, "#26405a"),
        stroke([(1290, 346), (1290, 760)], "#26405a", 4),
    )
    for x in (1060, 1130):
        reach = (((-9, -78), (2, -66), (14, -62)), ((9, -78), (20, -70), (24, -80)))
        s.add(
            place(
                figure(
                    Look(
                        "#ff8a2a" if x < 1100 else yellow,
                        navy,
                        ("#c98d62", "#5f3a28")[x < 1100],
                        hem=44,
                        hat=red,
                    ),
                    arms=reach,
                ),
                x,
                602,
                1.35,
            )
        )
    fishy = (
        path("M-150,0Q-140,-34 -90,-36H90Q140,-30 156,0Q140,30 90,36H-90Q-140,34 -150,0Z", yellow)
        + path("M100,-36L150,-72H176L156,0L176,72H150L100,36Z", "#e09a10")
        + rect(-50, -36, 16, 72, "#26405a")
        + rect(40, -36, 16, 72, "#26405a")
        + circle(-112, 0, 14, "#26405a")
        + circle(-112, 0, 6, "#bfe6e0")
    )
    s.add(
        stroke([(1290, 750), (1290, 790)], "#26405a", 4),
        stroke([(1230, 806), (1290, 776), (1350, 806)], "#26405a", 5),
        place(fishy, 1290, 842, 1.02, turn=-8),
    )
    s.add(s.grain("M-20,800H1620V1090H-20Z", "#1e5f5c", (0, 1090), (0, 780), 0.95))
    s.add(
        overprint(path("M1090,872Q1200,856 1290,868T1490,860V930H1090Z", "#7fc0a8"), opacity=0.8),
        *[
            path(
                ellipse_path(1290, 880, 170 + k * 60, 14 + k * 7),
                "none",
                stroke="#d9efe0",
                stroke_width=5 - k,
                opacity=0.8,
            )
            for k in range(3)
        ],
    )
    for y, a, ink in (
        (770, 14, "#a5d3bb"),
        (850, 18, "#84bfa6"),
        (950, 24, "#6fb09a"),
        (1030, 26, "#4f9686"),
    ):
        x0 = s.rng.uniform(-100, 60)
        s.add(
            *[
                path(
                    lens(
                        x0 + k * 360 + s.rng.uniform(-30, 30), y + s.rng.uniform(-8, 8), 250 + a * 4, a * 0.5
                    ),
                    ink,
                )
                for k in range(5)
                if not (y in (850,) and k == 3)
            ]
        )
    s.add(
        wake(690, 736, 1120, "#f2f6e8"),
        seabird(1130, 190, 250, white, "#2b2f3c", turn=-8),
        seabird(860, 250, 120, white, "#2b2f3c", turn=6),
    )

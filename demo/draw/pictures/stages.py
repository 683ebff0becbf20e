"""The culture pages: concert hall and theatre."""

from ..kit import (
    Sheet,
    arc,
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
from ..nature import lens
from ..people import SKINS, Look, figure
from ..registry import drawing
from ..town import arch_path, bricks


@drawing("granary-concert-hall", "#6b2f2a")
def granary_concert_hall(s: Sheet) -> None:
    brick, dark, brass, panel, floor = "#9c4630", "#2a1420", "#f0b63a", "#e3b072", "#c98a4a"
    s.add(
        rect(-20, -20, 1640, 1107, brick),
        bricks(s, 0, 0, 1600, 700, "#b55a3c", 330, 1.1),
        s.grain("M-20,-20H1620V720H-20Z", dark, (0, -60), (0, 560), 0.95),
    )
    for x in (30, 350, 670, 990, 1310):
        s.add(
            path(arch_path(x - 22, 168, 304, 520), "#c9683f"),
            path(arch_path(x, 190, 260, 500), "#4a1f24"),
            s.grain(arch_path(x, 190, 260, 500), "#170a14", (x, 190), (x + 40, 700), 0.9),
        )
    s.add(s.glow(800, 480, 640, "#ffcf7a", 0.75, 0.6))
    for x, y, w, turn in (
        (300, 90, 300, -8),
        (640, 50, 340, 4),
        (980, 60, 340, -4),
        (1320, 96, 300, 8),
        (800, 160, 300, 0),
    ):
        s.add(*[stroke([(x + d, -20), (x + d, y)], "#170a14", 3) for d in (-90, 90)])
        curve = f"M{-w / 2},0Q0,46 {w / 2},0L{w / 2 - 6},26Q0,76 {-w / 2 + 6},26Z"
        s.add(
            place(
                path(curve, panel)
                + path(
                    f"M{-w / 2 + 3},13Q0,62 {w / 2 - 3},13L{w / 2 - 6},26Q0,76 {-w / 2 + 6},26Z", "#a8683a"
                ),
                x,
                y,
                1,
                turn=turn,
            )
        )
    s.add(
        rect(-20, 400, 330, 34, "#3a1a20"),
        *[rect(x, 434, 10, 100, "#3a1a20") for x in range(0, 300, 34)],
        rect(-20, 524, 330, 20, "#3a1a20"),
    )
    horn = "M60,330L240,300Q380,280 470,190Q500,300 470,452Q390,366 240,352L60,366Z"
    s.add(
        rect(20, 310, 70, 92, "#7a5a1e", 8),
        path(horn, brass),
        s.grain(horn, "#8a4a14", (300, 460), (280, 270), 0.9),
        ellipse(476, 322, 32, 132, "#7a3f12"),
        ellipse(482, 322, 20, 108, "#2a1420"),
        stroke([(110, 322), (250, 304), (400, 244)], "#fff0b8", 9, smooth=True),
        *[ellipse(x, 345 - k * 6, 8, 26, "#c9862a") for k, x in enumerate((140, 240))],
    )
    s.add(
        polygon([(180, 760), (1420, 760), (1560, 900), (40, 900)], floor),
        rect(40, 896, 1520, 70, "#7a4a2a"),
        s.grain("M180,760H1420L1560,900H40Z", "#6a3320", (0, 910), (500, 760), 0.75),
        *[stroke([(180 + k * 138, 760), (40 + k * 169, 900)], "#a86c38", 4) for k in range(10)],
    )
    for row, (y, n, h) in enumerate(((640, 14, 205), (700, 13, 215), (770, 13, 225))):
        w = 1060 + row * 30
        s.add(rect(800 - w / 2 - 40, y - 30, w + 80, 150, ("#8a5530", "#9c6236", "#a86c3c")[row]))
        for k in range(n):
            x = 800 + (k - (n - 1) / 2) * w / n
            look = Look(
                "#1b1620",
                "#1b1620",
                s.rng.choice(SKINS),
                s.rng.choice(("#2a1a16", "#6a3a20", "#c9bdb0", "#120e14", "#a8602f")),
                hem=20,
            )
            book = polygon([(-13, -66), (0, -62), (13, -66), (13, -50), (0, -46), (-13, -50)], "#f6ead0")
            arms = (((-10, -78), (-16, -64), (-9, -55)), ((10, -78), (16, -64), (9, -55)))
            s.add(
                place(
                    figure(look, stride=4, arms=arms) + book + ellipse(0, -88.6, 1.6, 2.2, "#5a1a1e"),
                    x + s.rng.uniform(-5, 5),
                    y + 60,
                    h / 100 * s.rng.uniform(0.95, 1.05),
                )
            )
    s.add(s.glow(800, 720, 420, "#ffe2a0", 0.35, 0.4))
    up = (((-11, -79), (-30, -84), (-40, -104)), ((11, -79), (32, -78), (44, -96)))
    s.add(
        rect(716, 872, 168, 40, "#5a2a1c"),
        place(
            figure(Look("#100c16", "#100c16", "#c98d62", "#c9c2ba", hem=36), arms=up, back=True, stride=6),
            800,
            876,
            2.9,
        ),
        stroke([(926, 600), (968, 540)], "#fff6dc", 5),
    )
    for row in range(2):
        for k in range(15 - row):
            x, y = -30 + k * 118 + row * 50, 1010 + row * 86
            s.add(
                circle(x, y - 66, 36 + row * 5, "#170a14"),
                path(
                    f"M{x - 66},{y + 60}Q{x - 62},{y - 26} {x},{y - 34}Q{x + 62},{y - 26} {x + 66},{y + 60}Z",
                    "#170a14" if row else "#22101c",
                ),
                stroke(arc(x, y - 66, 35 + row * 5, 220, 320), "#c9683f", 4),
            )


@drawing("theatre-curtain", "#5a1420")
def theatre_curtain(s: Sheet) -> None:
    red, dark, gold, wall, stage = "#b5202a", "#2a0a18", "#e9b23c", "#7a2a34", "#c9935a"
    s.add(
        rect(-20, -20, 1640, 1107, wall),
        s.grain("M-20,-20H1620V1090H-20Z", dark, (-60, 1000), (800, 300), 0.8),
        s.grain("M800,-20H1620V1090H800Z", dark, (1700, 900), (1000, 300), 0.9),
    )
    s.add(
        path("M-20,-20H1620V120Q800,240 -20,120Z", "#d9b98a"),
        s.grain("M-20,-20H1620V120Q800,240 -20,120Z", "#7a4a34", (0, -40), (0, 190), 0.7),
        path("M-20,120Q800,240 1620,120V150Q800,270 -20,150Z", gold),
    )
    hole = [(760, 20), (820, 4), (890, 24), (930, 60), (900, 96), (850, 110), (790, 100), (748, 66)]
    s.add(
        *[
            stroke(points, "#5a2f2a", 5)
            for points in (
                [(930, 60), (1000, 80), (1040, 66), (1120, 100)],
                [(748, 66), (680, 60), (640, 90), (560, 74)],
                [(850, 110), (864, 150), (840, 184)],
                [(890, 24), (960, 6), (1010, 14)],
            )
        ],
        polygon(hole, "#cfe6ee"),
        stroke([*hole, hole[0]], "#5a2f2a", 8),
    )
    s.add(
        rect(380, 250, 840, 500, dark),
        s.grain("M380,250H1220V750H380Z", "#5a3444", (800, 760), (800, 300), 0.9),
        *[rect(430 + k * 200, 300, 120, 400, "#3a1a2c") for k in range(4)],
    )
    s.add(
        polygon([(380, 640), (1220, 640), (1300, 770), (300, 770)], stage),
        s.grain("M380,640H1220L1300,770H300Z", "#6a3a2a", (250, 780), (780, 660), 0.85),
        *[stroke([(380 + k * 84, 640), (300 + k * 100, 770)], "#9c6a3c", 4) for k in range(1, 10)],
        rect(290, 768, 1020, 56, "#8a5530"),
        rect(290, 768, 1020, 10, gold),
    )
    swag = (
        "M360,200H1240V400Q1190,300 1110,340Q1040,250 960,330Q880,260 800,320Q720,260 640,330"
        "Q560,250 490,340Q410,300 360,400Z"
    )
    s.add(
        path(swag, red),
        s.clip(
            swag,
            *[
                path(f"M{x},190Q{x + 16},300 {x - 10},420L{x + 26},420Q{x + 44},300 {x + 30},190Z", "#7a1022")
                for x in range(370, 1240, 66)
            ],
        ),
        path(
            (
                "M360,400Q410,300 490,340Q560,250 640,330Q720,260 800,320Q880,260 960,330Q1040,250 1110,340"
                "Q1190,300 1240,400"
            ),
            "none",
            stroke=gold,
            stroke_width=20,
        ),
        path(
            (
                "M360,412Q410,312 490,352Q560,262 640,342Q720,272 800,332Q880,272 960,342Q1040,262 1110,352"
                "Q1190,312 1240,412"
            ),
            "none",
            stroke=gold,
            stroke_width=22,
            stroke_dasharray="4 7",
        ),
    )
    for flip in (False, True):
        drape = (
            path("M0,0H150Q140,260 60,380Q40,420 70,560H-10Z", red)
            + "".join(
                path(
                    (
                        f"M{20 + k * 36},0Q{24 + k * 30},220 {6 + k * 15},390Q{0 + k * 14},470 {6 + k * 16},560"
                        f"h10Q{14 + k * 14},470 {22 + k * 15},390Q{44 + k * 30},220 {42 + k * 36},0Z"
                    ),
                    "#7a1022",
                )
                for k in range(4)
            )
            + path("M-6,372Q40,400 84,352l10,24Q46,428 -6,400Z", gold)
            + path("M-10,560H72v18H-10Z", gold)
        )
        s.add(place(drape, 1230 if flip else 370, 210, 1, flip=flip))
        pillar = (
            rect(0, 150, 64, 680, gold)
            + s.grain(rect_path(0, 150, 64, 680), "#7a4414", (70, 500), (10, 480), 0.9)
            + rect(-12, 190, 88, 30, "#f6d27a")
            + rect(-12, 790, 88, 40, "#f6d27a")
            + stroke([(22, 230), (22, 780)], "#fbe6a8", 6)
        )
        s.add(place(pillar, 1300 if flip else 300, 0, 1, flip=flip))
        for y in (250, 520):
            box = (
                path(arch_path(0, y, 190, 210), dark)
                + path(
                    f"M6,{y + 210}V{y + 90}Q10,{y + 20} 50,{y + 14}Q40,{y + 110} 14,{y + 150}V{y + 210}Z", red
                )
                + path(
                    (
                        f"M184,{y + 210}V{y + 90}Q180,{y + 20} 140,{y + 14}Q150,{y + 110} 176,{y + 150}V{y + 210}"
                        "Z"
                    ),
                    red,
                )
            )
            box += (
                path(arch_path(-12, y - 12, 214, 222), "none", stroke=gold, stroke_width=16)
                + path(f"M-26,{y + 200}H216Q210,{y + 256} 95,{y + 262}Q-20,{y + 256} -26,{y + 200}Z", gold)
                + "".join(circle(10 + k * 34, y + 228, 10, "#b5702a") for k in range(6))
                + rect(-30, y + 192, 250, 16, "#f6d27a")
            )
            s.add(
                place(box, 1566 if flip else 34, 0, 1, flip=flip),
                s.grain(
                    rect_path(1370 if flip else 8, y - 12, 220, 270),
                    dark,
                    ((1600, 0) if flip else (0, 0)),
                    ((1380, 0) if flip else (230, 0)),
                    0.7,
                ),
            )
    s.add(
        polygon([(770, 60), (900, 50), (930, 720), (680, 720)], "#fdf3cc", opacity=0.34),
        polygon([(790, 60), (880, 54), (880, 716), (730, 716)], "#fdf3cc", opacity=0.34),
        ellipse(806, 712, 150, 26, "#f6dfa0", opacity=0.8),
        s.grain("M770,60L900,50L930,720H680Z", "#fff8dc", (830, 60), (800, 740), 0.4, 0.15),
    )
    s.add(
        overprint(path(lens(880, 724, 190, 11), "#8a5530")),
        polygon([(752, 612), (862, 612), (846, 724), (768, 724)], "#9fb0b8"),
        s.grain("M752,612H862L846,724H768Z", "#3a4450", (866, 700), (770, 640), 0.95),
        ellipse(807, 612, 55, 14, "#dfeaec"),
        ellipse(807, 614, 46, 10, "#5f8a9c"),
        path("M754,610Q807,516 860,610", "none", stroke="#3a4450", stroke_width=5),
        *[path(f"M807,{y}q-9,18 0,25q9,-7 0,-25Z", "#7fb4cc") for y in (200, 350, 500)],
    )
    for row in range(4):
        y, w = 850 + row * 66, 150 + row * 22
        n = 11
        for k in range(n):
            x = 800 + (k - (n - 1) / 2) * w
            back = (
                f"M{x - w * 0.42},{y + 90}V{y + 14}Q{x - w * 0.4},{y - 14} {x},{y - 18}Q{x + w * 0.4},{y - 14} "
                f"{x + w * 0.42},{y + 14}V{y + 90}Z"
            )
            ink = ("#8f1f2e", "#7f1a2a", "#6a1526", "#541020")[row]
            s.add(
                path(back, ink),
                stroke(arc(x, y + 60, w * 0.4, 225, 315), gold if row < 2 else "#b5802a", 5),
                *([path(f"M{x + 10},{y + 6}l26,10l-18,18Z", "#d9b98a")] if s.rng.random() < 0.14 else []),
            )
    s.add(
        path(
            (
                "M300,924Q420,880 640,896Q860,876 960,910L1010,1010Q960,990 930,1040L900,1000Q820,1050 "
                "760,1010Q640,1060 560,1010Q470,1060 400,1010L340,1050Q290,990 300,924Z"
            ),
            "#f3ead8",
        ),
        s.grain(
            (
                "M300,924Q420,880 640,896Q860,876 960,910L1010,1010Q960,990 930,1040L900,1000Q820,1050 "
                "760,1010Q640,1060 560,1010Q470,1060 400,1010L340,1050Q290,990 300,924Z"
            ),
            "#8f7f92",
            (900, 1060),
            (600, 890),
            0.8,
        ),
        *[
            stroke([(x, 906), (x + 14, 960), (x - 8, 1010)], "#b9abb0", 5, smooth=True)
            for x in (430, 560, 700, 850)
        ],
        stroke(ticked(600, 950), "#cf4433", 9),
    )


def ticked(x: float, y: float) -> list[tuple[float, float]]:
    return [(x - 26, y), (x - 6, y + 22), (x + 36, y - 30)]

"""Abroad: a villa in the south and the ministry's archive."""

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
from ..nature import (
    lens,
    palm,
    sky,
    sun,
)
from ..people import Look, figure
from ..registry import drawing
from ..town import arch_path, desk_lamp, flag


@drawing("dar-nawra-embassy", "#1f86b8")
def dar_nawra_embassy(s: Sheet) -> None:
    white, shade, sand, deep, wood = "#fbf3e2", "#8fa3bd", "#e9bd78", "#2b3a67", "#8a4f2c"
    sky(s, ["#1a72ad", "#2b8bbd", "#56a9c8"], 0, 780)
    s.add(sun(s, 190, 150, 62, "#fff2c4", "#ffe9a8"))
    for x, top, w in ((-40, 560, 200), (140, 610, 150), (1380, 540, 260), (1270, 600, 140)):
        s.add(
            rect(x, top, w, 300, "#dfcaa6"),
            s.grain(rect_path(x, top, w, 300), "#a8815c", (x + w, 800), (x, 600), 0.7),
        )
        s.add(*[rect(x + 26 + k * 46, top + 40, 18, 34, deep) for k in range(int(w / 50))])
    s.add(circle(1450, 540, 70, "#dfcaa6"), rect(1380, 540, 140, 20, "#a8815c"))
    wall = "M330,840V270H1270V840Z"
    s.add(path(wall, white), s.grain(wall, shade, (1280, 500), (760, 400), 0.8))
    s.add(
        *[
            polygon(
                [
                    (330 + k * 62.6, 270),
                    (330 + k * 62.6, 236),
                    (361 + k * 62.6, 214),
                    (392.6 + k * 62.6, 236),
                    (392.6 + k * 62.6, 270),
                ],
                white if k < 9 else "#d5d8d8",
            )
            for k in range(15)
        ]
    )
    s.add(
        rect(330, 284, 940, 12, "#2f7f93"), rect(310, 520, 980, 20, "#fffaf0"), rect(310, 540, 980, 14, shade)
    )
    for x in (400, 590, 930, 1120):
        s.add(path(arch_path(x - 14, 326, 118, 176), "#fffaf0"), path(arch_path(x, 340, 90, 162), deep))
        s.add(
            rect(x - 34, 366, 42, 136, wood),
            rect(x + 82, 366, 42, 136, wood),
            *[
                stroke([(x - 30 + d, 380 + k * 18), (x + 4 + d, 380 + k * 18)], "#5d301d", 4)
                for k in range(7)
                for d in (0, 116)
            ],
        )
    pointed = "M{0},840V680Q{0},600 {1},560Q{2},600 {2},680V840Z"
    for x, w in ((400, 210), (690, 230), (1000, 210)):
        s.add(
            path(pointed.format(x - 18, x + w / 2, x + w + 18).replace("560", "532"), "#fffaf0"),
            path(pointed.format(x, x + w / 2, x + w), deep),
        )
        inner = pointed.format(x, x + w / 2, x + w)
        s.add(
            s.clip(
                inner,
                polygon([(x - 20, 840), (x - 20, 520), (x + 70, 520), (x + 20, 840)], "#4a5f94"),
                rect(x + w * 0.42, 690, w * 0.34, 160, "#b9895a" if x != 690 else "#2f7f93"),
            )
        )
    s.add(
        rect(330, 826, 940, 22, "#d5c4a4"),
        polygon([(-20, 842), (1620, 842), (1620, 1090), (-20, 1090)], sand),
        s.grain("M-20,842H1620V1090H-20Z", "#b57a45", (0, 1090), (0, 850), 0.8),
    )
    s.add(
        overprint(
            polygon([(1270, 842), (330, 842), (420, 890), (1480, 890), (1560, 842)], "#8d86a6"), opacity=0.8
        )
    )
    s.add(
        rect(786, 470, 12, 100, wood),
        place(stroke([(0, 0), (150, 40)], wood, 8), 792, 450),
        flag(800, 452, 190, "carrow"),
    )
    s.add(
        stroke([(690, 870), (768, 500)], "#6b3d22", 11),
        stroke([(756, 870), (806, 500)], "#6b3d22", 11),
        *[
            stroke([(690 + k * 8.2 + 6, 842 - k * 38), (756 + k * 5.2 + 4, 842 - k * 38)], "#6b3d22", 8)
            for k in range(9)
        ],
    )
    reach = (((-8, -78), (2, -94), (18, -112)), ((8, -78), (20, -92), (26, -104)))
    s.add(
        place(
            figure(
                Look("#e8673a", "#2b3a67", "#8a5636", hem=46, hat="#fbf3e2"), stride=4, arms=reach, back=True
            ),
            752,
            640,
            2.05,
        )
    )
    s.add(overprint(path(lens(1180, 1000, 460, 34), "#9a7ba0"), opacity=0.8))
    s.add(
        path("M1010,1000Q1010,930 1060,920H1330Q1380,930 1380,1000Z", "#2f7f93"),
        rect(1000, 905, 390, 26, "#fffaf0", 10),
        ellipse(1195, 906, 172, 16, "#7cc3cf"),
        *[
            place(
                polygon([(-18, 0), (0, -18), (18, 0), (0, 18)], "#fbf3e2" if k % 2 else "#e9a23b"),
                1046 + k * 50,
                966,
                1,
            )
            for k in range(7)
        ],
    )
    s.add(
        rect(1184, 830, 22, 76, "#fffaf0"),
        ellipse(1195, 830, 62, 13, "#fffaf0"),
        *[
            stroke(
                [(1195, 812), (1195 + d, 790), (1195 + d * 2.1, 826), (1195 + d * 2.4, 900)],
                "#dff1f2",
                5,
                smooth=True,
            )
            for d in (-38, -18, 18, 38)
        ],
    )
    s.add(
        overprint(path(lens(330, 986, 520, 24), "#9a7ba0"), opacity=0.8),
        palm(226, 990, 760, "#7a4a2b", "#2e6b46", "#1d4a38"),
    )


@drawing("archive-shelves", "#d9c79d")
def archive_shelves(s: Sheet) -> None:
    vx, vy = 830, 470
    dark, wood, tones = (
        "#2b2530",
        "#6b4a33",
        ["#8f9399", "#a7a59b", "#c59a4a", "#b5803a", "#777d86", "#d0b170"],
    )
    s.add(rect(-20, -20, 1640, 1107, "#3a303a"))

    def toward(x: float, y: float, depth: float) -> tuple[float, float]:
        return vx + (x - vx) * depth, vy + (y - vy) * depth

    s.add(
        polygon([(-120, 1160), (1720, 1160), toward(1720, 1160, 0.1), toward(-120, 1160, 0.1)], "#a88a63"),
        polygon([(-120, -160), (1720, -160), toward(1720, -160, 0.1), toward(-120, -160, 0.1)], "#574753"),
    )
    s.add(
        s.grain("M-20,560H1620V1090H-20Z", dark, (0, 1120), (0, 600), 1),
        *[
            polygon(
                [
                    toward(vx - 620 + k * 310 - 5, 1160, 1),
                    toward(vx - 620 + k * 310 + 5, 1160, 1),
                    toward(vx - 620 + k * 310, 1160, 0.1),
                ],
                "#7d6347",
            )
            for k in range(5)
        ],
    )
    depths = [1.25 * 0.8**k for k in range(11)]
    for side, edge in ((-1, -120), (1, 1720)):
        for near, far in zip(depths, depths[1:], strict=False):
            for row in range(6):
                y1, y2 = -160 + row * 220, -160 + (row + 1) * 220
                back = [
                    toward(edge, y1, near),
                    toward(edge, y1, far),
                    toward(edge, y2, far),
                    toward(edge, y2, near),
                ]
                s.add(polygon(back, dark))
                for box in range(3):
                    a, b = near + (far - near) * (box + 0.08) / 3, near + (far - near) * (box + 0.94) / 3
                    top = y1 + s.rng.choice((36, 50, 50, 70))
                    ink = s.rng.choice(tones)
                    if s.rng.random() < 0.06:
                        continue
                    face = [
                        toward(edge, top, a),
                        toward(edge, top, b),
                        toward(edge, y2 - 18, b),
                        toward(edge, y2 - 18, a),
                    ]
                    s.add(polygon(face, ink))
                    c, d = a + (b - a) * 0.25, a + (b - a) * 0.75
                    s.add(
                        polygon(
                            [
                                toward(edge, top + 50, c),
                                toward(edge, top + 50, d),
                                toward(edge, top + 92, d),
                                toward(edge, top + 92, c),
                            ],
                            "#f3ead2",
                        )
                    )
                s.add(
                    polygon(
                        [
                            toward(edge, y2 - 18, near),
                            toward(edge, y2 - 18, far),
                            toward(edge, y2, far),
                            toward(edge, y2, near),
                        ],
                        wood,
                    )
                )
            s.add(
                polygon(
                    [
                        toward(edge, -160, near),
                        toward(edge - side * 40, -160, near),
                        toward(edge - side * 40, 1160, near),
                        toward(edge, 1160, near),
                    ],
                    "#8a6244" if near < 0.9 else wood,
                )
            )
        outer = f"M{800 + side * 820},-20V1087H{800 + side * 250}V-20Z"
        s.add(s.grain(outer, "#1d1722", (800 + side * 830, 500), (800 + side * 420, 480), 0.8))
    s.add(rect(vx - 95, vy - 64, 190, 134, "#e8cf94"), s.glow(vx, vy + 20, 520, "#ffe2a0", 0.85))
    s.add(
        rect(vx - 46, vy + 40, 66, 8, wood),
        rect(vx - 40, vy + 46, 6, 42, wood),
        rect(vx + 8, vy + 46, 6, 42, wood),
        desk_lamp(vx - 20, vy + 42, 52, "#1f7a55", "#b98a35"),
    )
    carry = (((-9, -78), (-10, -62), (6, -58)), ((10, -78), (14, -64), (10, -58)))
    s.add(
        place(
            figure(Look("#b23a2e", "#2b2530", "#8a5636", hem=46), stride=5, arms=carry)
            + rect(-6, -70, 28, 18, "#c59a4a")
            + rect(2, -64, 10, 6, "#f3ead2"),
            vx + 52,
            vy + 124,
            1.35,
        )
    )
    s.add(overprint(path(lens(vx + 60, vy + 128, 90, 8), "#6b4a33")))
    for k in range(3):
        x, y = toward(vx, -160, 0.9 - k * 0.28)
        s.add(
            stroke([(x, y - 200), (x, y + 40)], dark, 6 - k),
            polygon(
                [(x - 46 + k * 12, y + 70), (x + 46 - k * 12, y + 70), (x + 16, y + 34), (x - 16, y + 34)],
                dark,
            ),
            ellipse(x, y + 70, 36 - k * 9, 8, "#5f5560"),
        )
    ladder = stroke([(150, 1030), (330, 120)], "#d9a55c", 22) + stroke(
        [(270, 1040), (404, 150)], "#d9a55c", 22
    )
    ladder += "".join(
        stroke([(166 + k * 18, 950 - k * 91), (282 + k * 13.6, 958 - k * 88)], "#b9823f", 16)
        for k in range(9)
    )
    s.add(
        overprint(place(ladder, 50, 10), opacity=0.25),
        ladder,
        circle(150, 1036, 24, dark),
        circle(270, 1046, 24, dark),
        circle(150, 1036, 9, "#d9a55c"),
        circle(270, 1046, 9, "#d9a55c"),
    )

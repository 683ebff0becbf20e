"""Blue Pennant Line."""

from ..harbourside import ferry
from ..kit import (
    Sheet,
    circle,
    path,
    polygon,
    rect,
    rect_path,
    stroke,
)
from ..nature import crescent, glitter, ground, gull, lens, palm, stars
from ..registry import advertisement
from ..town import arch_path
from .lettering import CREAM, INK, MUSTARD, SANS, text


@advertisement("blue-pennant-islands", "#f8e6bd")
def blue_pennant_islands(s: Sheet) -> None:
    s.add(
        s.grain("M0,0H300V360H0Z", "#f0a86a", (0, 0), (0, 320), 0.7),
        circle(196, 214, 84, "#fff6d8"),
        s.glow(196, 214, 150, "#fff6d8", 0.6),
    )
    for base, height, ink, dark in (
        (330, 120, "#b5c98a", "#8aa86a"),
        (366, 110, "#84b070", "#4f8a5c"),
        (404, 96, "#4f9664", "#23664f"),
        (440, 70, "#2a7356", "#0f4a44"),
    ):
        d = ground(
            s,
            [
                (-20, base - s.rng.uniform(0, 0.5) * height),
                (50, base - height * s.rng.uniform(0.3, 1)),
                (130, base - height * s.rng.uniform(0.2, 0.9)),
                (210, base - height * s.rng.uniform(0.4, 1)),
                (320, base - height * s.rng.uniform(0, 0.7)),
            ],
            bottom=460,
        )
        s.add(path(d, ink), s.grain(d, dark, (0, 460), (0, base - height), 0.8))
    s.add(
        *[
            rect(x, y, 7, 6, "#fffaf0") + polygon([(x - 1.5, y), (x + 8.5, y), (x + 3.5, y - 5)], "#d2452f")
            for x, y in ((38, 434), (50, 438), (236, 436), (252, 432), (62, 434))
        ]
    )
    s.add(
        rect(0, 444, 300, 160, "#2b8fa3"),
        s.grain("M0,444H300V540H0Z", "#0f4f6a", (0, 540), (0, 450), 0.9),
        glitter(s, 196, 448, 530, 90, "#fff2c8", 12),
        path(lens(150, 512, 270, 9), "#0f4f6a"),
        ferry(146, 508, 250, "#1f4f9c", "#fffdf4", "#27465a", "#fffdf4", "#a9bfc2"),
        path("M8,510q20,-7 40,0q70,-5 200,0l46,3q-150,7 -286,-3Z", "#f3f8ee"),
    )
    s.add(
        stroke([(146, 386), (146, 350)], "#33506a", 2),
        polygon([(147, 351), (192, 362), (147, 374)], "#1f4fb8"),
        polygon([(147, 357), (170, 362), (147, 368)], "#fffdf4"),
        gull(70, 236, 34, "#fffdf4", -8),
        gull(100, 262, 24, "#fffdf4", 8),
    )
    s.add(
        text(
            150, 36, "BLUE PENNANT LINE", 18.5, "#1f3f7c", face=SANS, weight=700, anchor="middle", spacing=3
        ),
        rect(36, 46, 228, 1.6, "#1f3f7c"),
        text(150, 84, "The islands", 34, "#1f3f7c", anchor="middle"),
        text(150, 118, "are nearer", 34, "#1f3f7c", anchor="middle"),
        text(150, 152, "than you think.", 34, "#1f3f7c", anchor="middle"),
    )
    s.add(
        rect(0, 536, 300, 64, "#173a7c"),
        rect(0, 536, 300, 3, MUSTARD),
        text(150, 563, "Six sailings a day", 24, CREAM, face=SANS, weight=600, anchor="middle", spacing=0.4),
        text(150, 588, "from 18 crowns", 24, MUSTARD, face=SANS, weight=700, anchor="middle", spacing=0.4),
    )


@advertisement("blue-pennant-wide", "#10234c")
def blue_pennant_wide(s: Sheet) -> None:
    for k in range(12):
        ink = (
            "#10234c",
            "#142a58",
            "#1a3566",
            "#274a78",
            "#3f6a8c",
            "#6a8f9c",
            "#a3b0a0",
            "#dcc39a",
            "#f3cf94",
            "#f8dca6",
            "#fae4b8",
            "#fbe9c6",
        )[k]
        x = 400 + (k - 5) * 44
        d = f"M{x if k else -10},0L{x - 60 if k else -10},250H980V0Z"
        s.add(path(d, ink))
    s.add(
        s.clip(rect_path(0, 0, 440, 120), stars(s, 110, 90, "#e6eefc", size=0.5)),
        crescent(392, 34, 15, "#f6ecc8"),
        circle(880, 70, 34, "#fff6da"),
    )
    s.add(
        *[
            rect(x, 176 - h, w, h, "#0a1530")
            for x, w, h in (
                (-6, 40, 50),
                (36, 26, 70),
                (64, 40, 40),
                (106, 22, 84),
                (130, 44, 34),
                (178, 30, 48),
            )
        ],
        polygon([(228, 176), (234, 120), (244, 120), (250, 176)], "#0a1530"),
        circle(239, 116, 5, "#fff0b0"),
        s.glow(239, 116, 30, "#fff0b0", 0.8),
        *[rect(s.rng.uniform(0, 205), s.rng.uniform(134, 172), 3.4, 4.4, "#ffcf5c") for _ in range(40)],
    )
    s.add(path("M640,176Q720,150 800,158T980,140V178H640Z", "#e0b070"))
    for x, w, h in ((700, 34, 34), (736, 44, 52), (782, 30, 40), (814, 54, 62), (870, 36, 44), (908, 66, 54)):
        s.add(
            rect(x, 178 - h, w, h, "#fffaf0"),
            s.grain(rect_path(x, 178 - h, w, h), "#c9966a", (x + w, 178), (x, 150), 0.7),
            *[
                path(arch_path(x + 6 + j * 14, 178 - h + 12, 7, 13), "#2f6f9c")
                for j in range(int((w - 6) / 14))
            ],
        )
    s.add(
        path("M826,116a15,15 0 0 1 30,0Z", "#2f8a9c"),
        rect(746, 96, 9, 40, "#fffaf0"),
        circle(750, 95, 6, "#2f8a9c"),
        palm(948, 186, 98, "#7a4a2b", "#2e7a4c", "#1d5a3a"),
        palm(690, 184, 62, "#7a4a2b", "#2e7a4c", "#1d5a3a"),
    )
    s.add(
        path("M-10,174H980V260H-10Z", "#12305c"),
        *[
            path(f"M{330 + k * 52},174L{270 + k * 52},260H980V174Z", ink)
            for k, ink in enumerate(("#17406c", "#20567c", "#2f7490", "#4a90a0", "#6aacae"))
        ],
        s.grain("M-10,174H980V260H-10Z", "#0c2448", (0, 262), (0, 190), 0.7),
        *[glitter(s, x, 178, 216, 12, "#ffcf5c", 6) for x in (20, 60, 110, 150, 190, 239)],
        glitter(s, 880, 178, 240, 60, "#fff2c8", 9),
    )
    s.add(
        path(lens(500, 206, 270, 8), "#0c2448"),
        ferry(500, 203, 250, "#1f4fb8", "#fffaf0", "#ffd768", "#fffaf0", "#8aa3b8"),
        path("M366,205q20,-6 36,0q90,-4 200,0l46,3q-150,6 -282,-3Z", "#f3f8ee"),
    )
    s.add(
        text(32, 42, "BLUE PENNANT LINE", 17, MUSTARD, face=SANS, weight=700, spacing=3),
        text(30, 86, "Sleep in Port Ansel.", 35, CREAM),
        text(590, 44, "Wake in Dar Nawra.", 35, "#173a6c"),
    )
    s.add(
        rect(762, 202, 186, 34, MUSTARD, 3),
        text(855, 226, "Cabins from 96 crowns", 20, INK, face=SANS, weight=700, anchor="middle"),
    )


@advertisement("blue-pennant-phone", "#10234c")
def blue_pennant_phone(s: Sheet) -> None:
    s.add(
        s.grain("M0,0H320V60H0Z", "#2b4f8a", (0, 74), (0, 0), 0.7),
        s.clip(rect_path(0, 0, 138, 60), stars(s, 50, 60, "#e6eefc", size=0.5)),
        crescent(40, 26, 12, "#f6ecc8"),
        rect(0, 74, 320, 30, "#0a1936"),
        path(lens(78, 84, 124, 5), "#050d20"),
        ferry(78, 82, 112, "#2456b8", "#fffaf0", "#ffd768", "#fffaf0", "#8aa3b8"),
        *[glitter(s, x, 86, 99, 9, "#ffcf5c", 4) for x in (44, 66, 88, 110)],
    )
    s.add(
        text(146, 25, "BLUE PENNANT LINE", 14, MUSTARD, face=SANS, weight=700, spacing=2),
        text(146, 50, "Sleep in Port Ansel.", 17.2, CREAM),
        text(146, 73, "Wake in Dar Nawra.", 17.2, CREAM),
    )

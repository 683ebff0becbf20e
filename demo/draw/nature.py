"""Skies, water, land and what grows and flies there."""

import math
from collections.abc import Sequence

from .kit import (
    Point,
    Sheet,
    blob,
    circle,
    curve_through,
    ellipse,
    group,
    line_through,
    num,
    path,
    place,
    polygon,
    stroke,
)


def sky(s: Sheet, inks: Sequence[str], top: float, bottom: float, *, wobble: float = 10) -> None:
    """Flat bands of ink from `top` to `bottom`, each bleeding into the next as specks."""
    step = (bottom - top) / len(inks)
    for i, ink in enumerate(inks):
        y = top + i * step
        if i == 0:
            s.add(
                polygon([(-20, y - 20), (s.width + 20, y - 20), (s.width + 20, bottom), (-20, bottom)], ink)
            )
            continue
        edge = [(x, y + s.rng.uniform(-wobble, wobble)) for x in range(-40, s.width + 240, 200)]
        d = curve_through(edge) + f"L{s.width + 40},{num(bottom)}L-40,{num(bottom)}Z"
        s.add(path(d, ink))
        s.add(
            s.grain(
                f"M-20,{num(y - step)}H{s.width + 20}V{num(y + 4)}H-20Z", ink, (0, y), (0, y - step), 0.75
            )
        )


def ground(s: Sheet, heights: Sequence[Point], *, bottom: float | None = None) -> str:
    """Path data of land whose skyline passes the points, down to `bottom`."""
    floor = num(bottom if bottom is not None else s.height + 20)
    return curve_through(heights) + f"L{num(heights[-1][0])},{floor}L{num(heights[0][0])},{floor}Z"


def ridge(s: Sheet, base: float, height: float, bumps: int, *, bottom: float | None = None) -> str:
    """Path data of a chance range of hills across the sheet."""
    step = (s.width + 120) / bumps
    tops = [(-60 + i * step, base - s.rng.uniform(0.15, 1) * height) for i in range(bumps + 1)]
    return ground(s, tops, bottom=bottom)


def lens(x: float, y: float, w: float, h: float) -> str:
    return (
        f"M{num(x - w / 2)},{num(y)}Q{num(x)},{num(y - h)} {num(x + w / 2)},{num(y)}"
        f"Q{num(x)},{num(y + h)} {num(x - w / 2)},{num(y)}Z"
    )


def ripples(s: Sheet, top: float, bottom: float, ink: str, count: int, *, size: float = 1) -> str:
    """Strokes of light on water, longer and thicker towards the viewer."""
    d = ""
    for _ in range(count):
        near = s.rng.random() ** 0.8
        y = top + near * (bottom - top)
        d += lens(
            s.rng.uniform(0, s.width),
            y,
            size * (30 + 170 * near) * s.rng.uniform(0.5, 1.2),
            size * (1.5 + 5 * near),
        )
    return path(d, ink)


def glitter(s: Sheet, x: float, top: float, bottom: float, width: float, ink: str, rows: int = 22) -> str:
    """The broken path of a light on water, at `x`, widening towards the viewer."""
    d = ""
    for i in range(rows):
        near = (i + 0.3) / rows
        y = top + near * (bottom - top)
        w = width * (0.35 + 0.65 * near) * s.rng.uniform(0.35, 1)
        d += lens(x + s.rng.uniform(-0.25, 0.25) * width * near, y, w, (bottom - top) / rows * 0.3)
    return path(d, ink)


def swell(s: Sheet, y: float, height: float, length: float, fill: str, phase: float = 0) -> str:
    """Path of a sea whose surface is one row of pointed waves, filled to the foot of the sheet."""
    x = -length + phase
    d = f"M{num(x)},{num(y)}"
    while x < s.width + length:
        d += f"q{num(length * 0.3)},{num(height * 0.1)} {num(length * 0.55)},{num(-height)}"
        d += f"q{num(length * 0.1)},{num(height * 0.9)} {num(length * 0.45)},{num(height)}"
        x += length
    return path(d + f"V{s.height + 20}H-400Z", fill)


def cloud(x: float, y: float, w: float, fill: str) -> str:
    """A flat-bottomed cloud, `w` wide, its base at `y`."""
    d = (
        "M0,0c-60,0 -70,-46 -24,-52c-4,-40 50,-56 76,-28c22,-46 96,-44 108,2c40,-22 84,2 78,36"
        "c48,-2 52,42 8,42Z"
    )
    return place(path(d, fill), x - w * 0.42, y, w / 300)


def streak(x: float, y: float, w: float, h: float, fill: str) -> str:
    """A long thin evening cloud."""
    return path(lens(x, y, w, h) + lens(x + w * 0.22, y + h * 0.9, w * 0.6, h * 0.7), fill)


def gull(x: float, y: float, size: float, ink: str, tilt: float = 0) -> str:
    d = "M-50,-14Q-24,-26 0,0Q24,-26 50,-14Q24,-14 2,10Q-1,12 -3,9Q-24,-13 -50,-14Z"
    return place(path(d, ink), x, y, size / 100, turn=tilt)


def stars(s: Sheet, bottom: float, count: int, ink: str, *, left: float = 0, size: float = 1) -> str:
    dots = []
    for _ in range(count):
        r = size * s.rng.choice((1.4, 1.8, 2.2, 3.2))
        dots.append(circle(s.rng.uniform(left, s.width), s.rng.uniform(0, bottom), r, ink))
    return group(*dots)


def crescent(x: float, y: float, r: float, ink: str) -> str:
    d = f"M{num(x)},{num(y - r)}A{num(r)},{num(r)} 0 1 1 {num(x - r)},{num(y + r * 0.2)}"
    return path(d + f"A{num(r * 0.86)},{num(r * 0.86)} 0 0 0 {num(x)},{num(y - r)}Z", ink)


def palm(x: float, y: float, height: float, trunk: str, leaf: str, vein: str) -> str:
    parts = [path("M-9,0Q-2,-50 8,-100L17,-99Q12,-50 12,0Z", trunk)]
    parts += [stroke([(-5 + i * 1.8, -12 * i - 8), (10 + i * 0.6, -12 * i - 5)], vein, 1.6) for i in range(8)]
    for angle, size in (
        (-168, 1),
        (-140, 0.95),
        (-108, 0.8),
        (-74, 0.8),
        (-42, 0.95),
        (-12, 1),
        (18, 0.8),
        (162, 0.8),
    ):
        frond = path("M0,0Q28,-26 62,4Q46,2 40,12Q34,2 28,10Q24,0 16,7Q12,0 0,0Z", leaf)
        frond += stroke([(0, 0), (30, -9), (58, 2)], vein, 1.4, smooth=True)
        left = math.cos(math.radians(angle)) < 0
        parts.append(place(frond, 12, -100, size, flip=left, turn=angle + 180 if left else angle))
    return place(group(*parts), x, y, height / 120)


def willow(s: Sheet, x: float, y: float, height: float, trunk: str, leaves: Sequence[str]) -> str:
    """A weeping willow, its foot at (x, y)."""
    parts = [path("M-7,0Q-2,-40 -16,-66L-6,-70L1,-54L10,-74L18,-70Q6,-40 9,0Z", trunk)]
    for i in range(46):
        start = s.rng.uniform(-1, 1)
        top = -70 - 34 * math.sqrt(max(0.0, 1 - start * start)) + s.rng.uniform(-4, 8)
        drop = s.rng.uniform(35, 88) * (0.7 + 0.3 * abs(start))
        points = [(start * 40, top), (start * 54, top + drop * 0.45), (start * 58, min(-3, top + drop))]
        parts.append(stroke(points, leaves[i % len(leaves)], s.rng.uniform(4, 7), smooth=True))
    return place(group(*parts), x, y, height / 110)


def fish(
    x: float, y: float, length: float, ink: str, *, flip: bool = False, turn: float = 0, eye: str = ""
) -> str:
    d = "M-50,0Q-10,-22 26,-3L48,-15Q42,0 48,15L26,3Q-10,22 -50,0Z"
    dot = circle(-34, -3, 3, eye) if eye else ""
    return place(path(d, ink) + dot, x, y, length / 100, flip=flip, turn=turn)


def rock(s: Sheet, x: float, y: float, w: float, h: float, fill: str) -> str:
    tops = [
        (x + w * (i / 6 - 0.5), y - h * math.sin(math.pi * i / 6) * s.rng.uniform(0.7, 1.1)) for i in range(7)
    ]
    return path(line_through(tops, closed=True), fill)


def bush(s: Sheet, x: float, y: float, w: float, h: float, fill: str) -> str:
    ring = []
    for i in range(12):
        a = math.pi + math.pi * i / 11
        k = s.rng.uniform(0.82, 1.1)
        ring.append((x + w / 2 * k * math.cos(a), y + h * k * math.sin(a)))
    return blob(ring, fill)


def sun(s: Sheet, x: float, y: float, r: float, ink: str, halo: str | None = None) -> str:
    return (s.glow(x, y, r * 2.6, halo, 0.65) if halo else "") + ellipse(x, y, r, r, ink)


def seabird(
    x: float, y: float, size: float, white: str, tip: str, *, flip: bool = False, turn: float = 0
) -> str:
    """A gannet or an albatross: long dark-tipped wings, a yellow head."""
    wings = path("M-4,-2Q8,-34 46,-48Q30,-22 14,0Z", white) + path("M30,-38L46,-48Q38,-34 33,-28Z", tip)
    far = path("M0,0Q-6,-30 -36,-44Q-26,-18 -10,2Z", white) + path("M-24,-36L-36,-44Q-31,-30 -27,-24Z", tip)
    body = path("M-40,4Q-20,-8 6,-6Q30,-4 48,4Q20,10 -10,10Q-28,10 -40,4Z", white)
    face = circle(-32, 2, 5, "#e9b64d") + polygon([(-37, 1), (-52, 6), (-37, 6)], tip)
    return place(far + body + wings + face, x, y, size / 100, flip=flip, turn=turn)

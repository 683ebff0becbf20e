"""Ships, cranes and other things of the waterside. Ships face left, waterline on the origin, 100 long unless scaled."""

from .kit import Sheet, circle, ellipse, group, path, place, polygon, rect, stroke


def tug(x: float, y: float, length: float, hull: str, house: str, accent: str, lit: str) -> str:
    parts = [
        path("M-50,-14Q-46,4 -38,6H44Q50,-2 50,-10L20,-9Q-20,-9 -50,-14Z", hull),
        rect(-26, -24, 44, 15, house),
        rect(-20, -38, 26, 14, house),
        rect(-23, -41, 32, 4, accent),
        rect(-17, -36, 6, 7, lit),
        rect(-8, -36, 6, 7, lit),
        rect(1, -36, 4, 7, lit),
        rect(12, -45, 10, 22, accent),
        rect(12, -45, 10, 5, hull),
        circle(-16, -17, 3, lit),
        circle(-6, -17, 3, lit),
        circle(4, -17, 3, lit),
        stroke([(-8, -41), (-8, -58)], hull, 1.6),
    ]
    parts += [ellipse(px, -4, 4, 5, "#15151a") for px in (-36, -24, -12, 0, 12, 24, 36)]
    return place(group(*parts), x, y, length / 100)


def tanker(x: float, y: float, length: float, hull: str, shade: str, deck: str, house: str, pane: str) -> str:
    parts = [
        path("M-50,-11.5Q-48,-5 -46.5,0H47Q49.5,-4 49.5,-9.5L-36,-9.5Q-44,-10 -50,-11.5Z", hull),
        path("M-47.6,-3.2L-46.5,0H47Q48.6,-1.6 49,-3.2Z", shade),
        rect(32, -24, 11, 14.6, house),
        rect(29.5, -25, 14.5, 2.2, house),
        rect(38, -28, 4.6, 4.4, hull),
        rect(-45, -12.4, 5, 2.4, deck),
    ]
    parts += [rect(33 + i * 2.4, -22.2, 1.5, 1.6, pane) for i in range(4)]
    parts += [rect(33.2, -18.6 + i * 3, 8.6, 0.8, pane) for i in range(3)]
    parts.append(stroke([(-38, -11), (28, -11)], deck, 1.3))
    for px in (-30, -18, -6, 6, 18):
        parts.append(stroke([(px, -9.5), (px, -13.5), (px + 4, -11)], deck, 0.7))
    parts += [
        stroke([(-6, -10), (-6, -18), (1, -12)], deck, 0.8),
        stroke([(-42, -12), (-42, -19)], deck, 0.8),
    ]
    return place(group(*parts), x, y, length / 100)


def cutter(x: float, y: float, length: float, hull: str, house: str, pane: str, stripe: str) -> str:
    parts = [
        path("M-52,-15Q-44,-2 -40,0H46L48,-10H-20Q-40,-12 -52,-15Z", hull),
        polygon([(-30, -12.6), (-24, -11.5), (-20, 0), (-28, 0)], stripe),
        polygon([(-14, -10), (-10, -22), (20, -22), (26, -10)], house),
        rect(-6, -30, 18, 8, house),
        rect(-4, -28.5, 3.4, 4, pane),
        rect(1, -28.5, 3.4, 4, pane),
        rect(6, -28.5, 3.4, 4, pane),
        stroke([(4, -30), (4, -46)], house, 1.4),
        stroke([(-1, -40), (9, -40)], house, 1.2),
        circle(4, -34, 2.4, pane),
        path("M-32,-12v-5h5l1,5Z", house),
        stroke([(-30, -16), (-38, -18)], house, 1.2),
    ]
    return place(group(*parts), x, y, length / 100)


def warship(x: float, y: float, length: float, grey: str, dark: str) -> str:
    parts = [
        path("M-52,-10Q-47,-3 -45,0H47L48,-7H-20Q-40,-8 -52,-10Z", grey),
        polygon([(-16, -7), (-13, -17), (12, -17), (16, -7)], grey),
        polygon([(-8, -17), (-6, -22), (4, -22), (5, -17)], grey),
        polygon([(18, -7), (20, -13), (30, -13), (32, -7)], grey),
        stroke([(-2, -22), (-2, -36)], grey, 1.6),
        stroke([(-6, -30), (2, -30)], grey, 1.2),
        stroke([(8, -17), (8, -27)], grey, 1.4),
        path("M-30,-8v-4h6l2,4Z", grey),
        stroke([(-28, -11), (-37, -13)], grey, 1),
        rect(-12, -14.4, 20, 1.6, dark),
        path("M-47,-3L-45,0H47V-2Z", dark),
    ]
    return place(group(*parts), x, y, length / 100)


def ferry(
    x: float, y: float, length: float, hull: str, white: str, pane: str, pennant: str, shade: str
) -> str:
    """A double-ended ferry without a funnel, a triangular pennant on its side."""
    parts = [
        path("M-50,-13Q-48,-2 -42,0H42Q48,-2 50,-13Z", hull),
        path("M-47,-13L-44,-22H44L47,-13Z", white),
        path("M-36,-22L-33,-31H33L36,-22Z", white),
        rect(-12, -38, 24, 7, white),
        path("M-14,-38H14L12,-41H-12Z", hull),
        stroke([(0, -41), (0, -50)], shade, 1),
        rect(-41, -20.5, 82, 4.2, pane),
        rect(-31, -29.5, 62, 3.6, pane),
        rect(-10, -36.5, 20, 3.4, pane),
        path("M-47,-13H47V-14.2H-46.5Z", shade),
        path("M-36,-22H36V-23H-35.5Z", shade),
    ]
    parts += [rect(-41 + i * 6.8, -20.5, 1, 4.2, white) for i in range(1, 12)]
    parts += [rect(-31 + i * 6.2, -29.5, 1, 3.6, white) for i in range(1, 10)]
    parts.append(polygon([(-8, -11.4), (10, -7), (-8, -2.6)], pennant))
    return place(group(*parts), x, y, length / 100)


def wake(x: float, y: float, length: float, ink: str) -> str:
    """Broken water along a hull and behind it, for a ship that faces left."""
    d = (
        f"M{x - length * 0.56:.0f},{y:.0f}q{length * 0.04:.0f},-9 {length * 0.1:.0f},-3"
        f"q{length * 0.3:.0f},-6 {length * 0.6:.0f},-1l{length * 0.42:.0f},3"
        f"q{-length * 0.5:.0f},10 {-length * 1.12:.0f},1Z"
    )
    return path(d, ink)


def container_crane(s: Sheet, x: float, foot: float, height: float, ink: str, dark: str, light: str) -> str:
    """A ship-to-shore gantry crane, its boom out to the left; 100 high before scaling."""
    parts = []
    for lx in (-14, 18):
        parts.append(polygon([(lx - 2.4, 0), (lx + 2.4, 0), (lx + 1.8, -68), (lx - 1.8, -68)], ink))
        parts.append(rect(lx - 5, -3, 10, 3, dark))
    parts += [
        stroke([(-14, -24), (18, -24)], ink, 2.6),
        stroke([(-14, -24), (18, -58)], ink, 1.6),
        stroke([(18, -24), (-14, -58)], ink, 1.2),
        stroke([(-78, -63), (44, -63)], ink, 3.2),
        stroke([(-78, -59), (44, -59)], dark, 1.2),
        stroke([(-14, -66), (-2, -98), (18, -66)], ink, 2.6),
        stroke([(-2, -97), (-74, -64)], ink, 1.1),
        stroke([(-2, -97), (-44, -64)], ink, 1.1),
        stroke([(-2, -97), (40, -64)], ink, 1.1),
        rect(22, -60, 14, 8, dark),
        rect(24, -58, 4, 3, light),
    ]
    parts += [stroke([(bx, -63), (bx + 4, -59)], ink, 0.8) for bx in range(-76, 42, 5)]
    parts += [
        rect(-51, -60, 7, 6, dark),
        rect(-50, -58, 5, 3, light),
        stroke([(-52, -56), (-52, -38)], dark, 0.5),
        stroke([(-43, -56), (-43, -38)], dark, 0.5),
    ]
    parts += [rect(-58, -38, 20, 8, light), rect(-58, -38, 20, 2, dark)]
    parts += [stroke([(-56 + 3 * i, -35), (-56 + 3 * i, -31)], dark, 0.6) for i in range(6)]
    return place(group(*parts), x, foot, height / 100)


def containers(
    s: Sheet,
    x: float,
    foot: float,
    columns: int,
    inks: list[str],
    *,
    w: float = 120,
    h: float = 46,
    top: int = 4,
) -> str:
    """Stacks of boxes with corrugated sides; heights vary."""
    parts = []
    for col in range(columns):
        for row in range(s.rng.randint(max(1, top - 2), top)):
            ink = s.rng.choice(inks)
            left, upper = x + col * (w + 4), foot - (row + 1) * (h + 2)
            parts.append(rect(left, upper, w, h, ink))
            parts += [
                rect(left + 8 + i * (w - 12) / 9, upper + 6, 4, h - 12, "#1b1420", opacity=0.22)
                for i in range(9)
            ]
    return group(*parts)

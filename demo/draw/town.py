"""Buildings and street furniture."""

from math import cos, pi, sin

from .kit import Sheet, circle, curve_through, ellipse, group, path, place, polygon, rect, stroke


def arch_path(x: float, y: float, w: float, h: float) -> str:
    r = w / 2
    return f"M{x:.1f},{y + h:.1f}V{y + r:.1f}A{r:.1f},{r:.1f} 0 0 1 {x + w:.1f},{y + r:.1f}V{y + h:.1f}Z"


def arch(x: float, y: float, w: float, h: float, fill: str) -> str:
    return path(arch_path(x, y, w, h), fill)


def bricks(s: Sheet, x: float, y: float, w: float, h: float, ink: str, count: int, size: float = 1) -> str:
    """A scatter of single bricks that suggests the whole wall."""
    parts = []
    for _ in range(count):
        bw, bh = 26 * size, 9 * size
        row = int(s.rng.uniform(0, max(1, h / bh - 1)))
        col = int(s.rng.uniform(0, max(1, w / bw - 1)))
        parts.append(rect(x + (col + (row % 2) * 0.5) * bw, y + row * bh, bw * 0.88, bh * 0.72, ink))
    return group(*parts)


def column(x: float, top: float, foot: float, w: float, fill: str, shade: str) -> str:
    h = foot - top
    shaft = polygon(
        [(x - w * 0.42, top + 10), (x + w * 0.42, top + 10), (x + w * 0.5, foot), (x - w * 0.5, foot)], fill
    )
    dark = polygon(
        [(x + w * 0.08, top + 10), (x + w * 0.42, top + 10), (x + w * 0.5, foot), (x + w * 0.12, foot)], shade
    )
    caps = rect(x - w * 0.68, top, w * 1.36, h * 0.05, fill) + rect(
        x - w * 0.68, foot - h * 0.04, w * 1.36, h * 0.04, fill
    )
    flutes = stroke([(x - w * 0.18, top + h * 0.08), (x - w * 0.2, foot - h * 0.06)], shade, 2)
    return shaft + dark + flutes + caps


def flag(x: float, y: float, w: float, country: str, *, flip: bool = False) -> str:
    """A flag flying from (x, y), the upper corner at the pole: "carrow" (blue, white knot) or "ostmere"."""
    cloth = "M0,0Q25,-12 50,0T100,0V60Q75,70 50,60T0,60Z"
    if country == "carrow":
        d = curve_through([(20, 40), (38, 44), (58, 30), (66, 16), (52, 12), (46, 26), (62, 42), (82, 36)])
        knot = path(d, "none", stroke="#f6f1e4", stroke_width=7, stroke_linecap="round")
        picture = path(cloth, "#2456a6") + knot
    else:
        half = "M0,30Q25,18 50,30T100,30V60Q75,70 50,60T0,60Z"
        picture = path(cloth, "#f4f1e6") + path(half, "#2f8a55")
    return place(picture, x, y, w / 100, flip=flip)


def flagpole(x: float, foot: float, height: float, country: str, pole: str, w: float = 120) -> str:
    parts = stroke([(x, foot), (x, foot - height)], pole, 6) + circle(x, foot - height - 4, 7, pole)
    return parts + flag(x + 3, foot - height + 10, w, country)


def house(
    s: Sheet,
    x: float,
    foot: float,
    w: float,
    h: float,
    wall: str,
    roof: str,
    dark: str,
    *,
    pane: str = "#3a3f4a",
    lit: str = "",
    door: str = "#2c5f6b",
    storeys: int = 3,
    pitch: float = 0.45,
) -> str:
    """A narrow town house, gable to the street, with one chimney."""
    top = foot - h
    cap = w * pitch
    wall_d = f"M{x},{foot}V{top}L{x + w / 2},{top - cap}L{x + w},{top}V{foot}Z"
    parts = [
        rect(x + w * 0.68, top - cap * 1.1, w * 0.13, cap, dark),
        rect(x + w * 0.66, top - cap * 1.12, w * 0.17, 8, roof),
    ]
    parts += [path(wall_d, wall), s.grain(wall_d, dark, (x + w, foot), (x + w * 0.1, top), 0.5)]
    parts.append(bricks(s, x + 6, top + 4, w - 12, h - 10, dark, int(w * h / 2600), 0.7))
    eave = 0.07 * w
    parts.append(
        path(
            f"M{x - eave},{top + eave}L{x + w / 2},{top - cap - 6}L{x + w + eave},{top + eave}"
            f"L{x + w + eave},{top - 4}L{x + w / 2},{top - cap - 20}L{x - eave},{top - 4}Z",
            roof,
        )
    )
    step = h / storeys
    for storey in range(storeys):
        for col in range(2):
            if storey == storeys - 1 and col == 1:
                continue
            ink = lit if lit and s.rng.random() < 0.4 else pane
            wx, wy = x + w * (0.16 + 0.42 * col), top + step * storey + step * 0.2
            parts.append(rect(wx, wy, w * 0.25, step * 0.55, ink))
            parts.append(rect(wx - 3, wy + step * 0.55, w * 0.25 + 6, 5, roof))
            parts.append(stroke([(wx + w * 0.125, wy), (wx + w * 0.125, wy + step * 0.55)], wall, 2.5))
    parts.append(arch(x + w * 0.58, foot - step * 0.78, w * 0.27, step * 0.78, door))
    parts.append(circle(x + w * 0.79, foot - step * 0.36, 3, "#e9c46a"))
    return group(*parts)


def desk_lamp(x: float, y: float, size: float, shade: str, brass: str) -> str:
    """A green-shaded reading lamp, its foot at (x, y)."""
    parts = ellipse(0, -3, 20, 5, brass) + stroke([(0, -4), (0, -50)], brass, 5)
    parts += path("M-30,-44Q-26,-70 0,-72Q26,-70 30,-44Z", shade)
    return place(parts, x, y, size / 70)


def car(x: float, foot: float, length: float, body: str, glass: str) -> str:
    d = "M-50,-8Q-50,-20 -34,-22L-20,-38Q0,-42 18,-38L32,-23Q50,-20 50,-8Z"
    panes = path("M-17,-35Q-4,-38 -2,-37V-24H-27Z", glass) + path("M2,-37Q10,-38 16,-35L25,-24H2Z", glass)
    wheels = "".join(circle(wx, -8, 9, "#15161b") + circle(wx, -8, 4, "#c9c4b8") for wx in (-29, 29))
    return place(path(d, body) + panes + wheels, x, foot, length / 100)


def scales(x: float, y: float, size: float, ink: str) -> str:
    parts = (
        stroke([(0, 40), (0, -30)], ink, 5) + stroke([(-40, -22), (40, -22)], ink, 5) + circle(0, -32, 5, ink)
    )
    for side in (-40, 40):
        parts += stroke([(side - 16, 12), (side, -22), (side + 16, 12)], ink, 2)
        parts += path(f"M{side - 20},12H{side + 20}Q{side},32 {side - 20},12Z", ink)
    return place(parts + rect(-18, 38, 36, 6, ink), x, y, size / 80)


def clock(x: float, y: float, r: float, face: str, ink: str, hours: float = 4.6) -> str:
    parts = circle(x, y, r, ink) + circle(x, y, r * 0.86, face)
    for i in range(12):
        a = pi * i / 6
        parts += stroke(
            [(x + r * 0.7 * cos(a), y + r * 0.7 * sin(a)), (x + r * 0.78 * cos(a), y + r * 0.78 * sin(a))],
            ink,
            r * 0.06,
        )
    for turn, length, width in ((hours / 12, 0.42, 0.11), (hours % 1, 0.64, 0.07)):
        a = 2 * pi * turn - pi / 2
        parts += stroke([(x, y), (x + r * length * cos(a), y + r * length * sin(a))], ink, r * width)
    return parts

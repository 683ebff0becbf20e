"""Primitives of the demo's drawings: shapes in flat ink, grain shading, overprinting.

A drawing is a `Sheet`: SVG text that grows layer by layer, back to front. Measures are pixels of the sheet.
All randomness comes from the sheet's own generator, seeded by its name, so a redraw gives the same picture.
"""

import math
import random
from collections.abc import Iterable, Sequence

Point = tuple[float, float]


def num(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def at(points: Iterable[Point]) -> str:
    return " ".join(f"{num(x)},{num(y)}" for x, y in points)


def line_through(points: Sequence[Point], *, closed: bool = False) -> str:
    """Path data of straight lines."""
    return f"M{at(points)}" + ("Z" if closed else "")


def curve_through(points: Sequence[Point], *, closed: bool = False) -> str:
    """Path data of a smooth curve that passes each point (Catmull-Rom, as cubic Béziers)."""
    count = len(points)

    def point(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    data = f"M{at([points[0]])}"
    for i in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (point(i + k) for k in (-1, 0, 1, 2))
        handles = [(bx + (cx - ax) / 6, by + (cy - ay) / 6), (cx - (dx - bx) / 6, cy - (dy - by) / 6)]
        data += f"C{at([*handles, (cx, cy)])}"
    return data + ("Z" if closed else "")


def path(d: str, fill: str = "none", **attrs: object) -> str:
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attrs.items())
    return f'<path d="{d}" fill="{fill}"{extra}/>'


def polygon(points: Sequence[Point], fill: str, **attrs: object) -> str:
    return path(line_through(points, closed=True), fill, **attrs)


def blob(points: Sequence[Point], fill: str, **attrs: object) -> str:
    return path(curve_through(points, closed=True), fill, **attrs)


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, **attrs: object) -> str:
    return path(rect_path(x, y, w, h, r), fill, **attrs)


def rect_path(x: float, y: float, w: float, h: float, r: float = 0) -> str:
    if not r:
        return f"M{num(x)},{num(y)}h{num(w)}v{num(h)}h{num(-w)}Z"
    r = min(r, w / 2, h / 2)
    a = f"a{num(r)},{num(r)} 0 0 1 "
    return (
        f"M{num(x + r)},{num(y)}h{num(w - 2 * r)}{a}{num(r)},{num(r)}v{num(h - 2 * r)}{a}{num(-r)},{num(r)}"
        f"h{num(2 * r - w)}{a}{num(-r)},{num(-r)}v{num(2 * r - h)}{a}{num(r)},{num(-r)}Z"
    )


def circle(x: float, y: float, r: float, fill: str, **attrs: object) -> str:
    return ellipse(x, y, r, r, fill, **attrs)


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, **attrs: object) -> str:
    return path(ellipse_path(x, y, rx, ry), fill, **attrs)


def ellipse_path(x: float, y: float, rx: float, ry: float) -> str:
    half = f"a{num(rx)},{num(ry)} 0 0 1 "
    return f"M{num(x - rx)},{num(y)}{half}{num(2 * rx)},0{half}{num(-2 * rx)},0Z"


def stroke(points: Sequence[Point], ink: str, width: float, *, smooth: bool = False, **attrs: object) -> str:
    d = curve_through(points) if smooth else line_through(points)
    look = {"stroke_linecap": "round", "stroke_linejoin": "round", **attrs}
    return path(d, "none", stroke=ink, stroke_width=num(width), **look)


def arc(x: float, y: float, r: float, start: float, end: float, steps: int = 24) -> list[Point]:
    """Points along a circle; angles in degrees, clockwise from east."""
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(x + r * math.cos(a), y + r * math.sin(a)) for a in angles]


def group(*parts: str, **attrs: object) -> str:
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attrs.items())
    return f"<g{extra}>{''.join(parts)}</g>"


def place(svg: str, x: float, y: float, scale: float = 1, *, flip: bool = False, turn: float = 0) -> str:
    """The same shapes, moved, scaled, mirrored and turned (degrees) about their own origin."""
    across = -scale if flip else scale
    move = f"translate({num(x)} {num(y)}) rotate({num(turn)}) scale({across:.3f} {scale:.3f})"
    return f'<g transform="{move}">{svg}</g>'


def overprint(*parts: str, dx: float = 0, dy: float = 0, opacity: float = 1) -> str:
    """A transparent ink on top, slightly out of register if moved."""
    return (
        f'<g style="mix-blend-mode:multiply" opacity="{opacity}" transform="translate({num(dx)} {num(dy)})">'
        f"{''.join(parts)}</g>"
    )


def mix(a: str, b: str, share: float) -> str:
    """The colour `share` (0 to 1) of the way from `a` to `b`."""
    pairs = zip(_channels(a), _channels(b), strict=True)
    return "#" + "".join(f"{round(u + (v - u) * share):02x}" for u, v in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class Sheet:
    def __init__(
        self, name: str, width: int = 1600, height: int = 1067, paper: str = "#f3ead8", uneven: float = 5
    ):
        self.name, self.width, self.height, self.uneven = name, width, height, uneven
        self.rng = random.Random(name)  # noqa: S311 - drawing, not security
        self.parts: list[str] = [rect(-20, -20, width + 40, height + 40, paper)]
        self.defs: dict[str, str] = {}

    def add(self, *parts: str) -> "Sheet":
        self.parts.extend(parts)
        return self

    def clip(self, d: str, *parts: str) -> str:
        """The parts, cut to the shape of the path data `d`."""
        name = f"c{len(self.defs)}"
        self.defs[name] = f'<clipPath id="{name}"><path d="{d}"/></clipPath>'
        return f'<g clip-path="url(#{name})">{"".join(parts)}</g>'

    def grain(self, d: str, ink: str, start: Point, end: Point, dense: float = 0.9, thin: float = 0.0) -> str:
        """The shape `d` shaded with specks of ink, dense at `start` and thinning out towards `end`."""
        name = f"g{len(self.defs)}"
        (x1, y1), (x2, y2) = start, end
        self.defs[name] = (
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{num(x1)}" y1="{num(y1)}"'
            f' x2="{num(x2)}" y2="{num(y2)}"><stop offset="0" stop-opacity="{dense}"/>'
            f'<stop offset="1" stop-opacity="{thin}"/></linearGradient>'
        )
        return f'<path d="{d}" fill="url(#{name})" filter="url(#{self._specks(ink)})"/>'

    def glow(self, x: float, y: float, r: float, ink: str, dense: float = 0.8, squash: float = 1) -> str:
        """A round halo of specks, dense at its centre."""
        name = f"r{len(self.defs)}"
        self.defs[name] = (
            f'<radialGradient id="{name}"><stop offset="0" stop-opacity="{dense}"/>'
            f'<stop offset="1" stop-opacity="0"/></radialGradient>'
        )
        d = ellipse_path(x, y, r, r * squash)
        return f'<path d="{d}" fill="url(#{name})" filter="url(#{self._specks(ink)})"/>'

    def shaded(self, d: str, fill: str, ink: str, start: Point, end: Point, dense: float = 0.9) -> str:
        return path(d, fill) + self.grain(d, ink, start, end, dense)

    def _specks(self, ink: str) -> str:
        """The filter that turns an opacity into a density of specks of `ink`."""
        name = f"specks{ink[1:]}"
        self.defs[name] = (
            f'<filter id="{name}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">'
            f'<feTurbulence type="fractalNoise" baseFrequency="0.38" numOctaves="2" seed="7"/>'
            f'<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2.2 0 0 0 -0.6" result="noise"/>'
            f'<feComposite in="SourceAlpha" in2="noise" operator="arithmetic" k2="1" k3="1" k4="-1"/>'
            f'<feComponentTransfer result="mask"><feFuncA type="linear" slope="2.6"/></feComponentTransfer>'
            f'<feFlood flood-color="{ink}"/><feComposite in2="mask" operator="in"/></filter>'
        )
        return name

    def svg(self) -> str:
        """The whole sheet, its edges as `uneven` (pixels) as if cut by hand; nought keeps lettering clean."""
        w, h = self.width, self.height
        rough = (
            f'<filter id="rough" filterUnits="userSpaceOnUse" x="0" y="0" width="{w}" height="{h}">'
            '<feTurbulence type="fractalNoise" baseFrequency="0.035" numOctaves="3" seed="3"/>'
            f'<feDisplacementMap in="SourceGraphic" scale="{self.uneven}"'
            ' xChannelSelector="R" yChannelSelector="G"/></filter>'
        )
        cut = ' filter="url(#rough)"' if self.uneven else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
            f"<defs>{rough}{''.join(self.defs.values())}</defs>"
            f"<g{cut}>{''.join(self.parts)}</g></svg>"
        )

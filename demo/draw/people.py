"""Small stylised people: a handful of strokes each, enough to read at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass

from .kit import Point, Sheet, circle, ellipse, group, path, place, polygon, rect, stroke

SKINS = ("#f0c7a0", "#c98d62", "#8a5636", "#e3ad84", "#5f3a28", "#b97a50")


@dataclass(frozen=True)
class Look:
    """What a figure wears. Colours; `hem` is where the coat ends, in hundredths of the height above the foot."""

    coat: str
    legs: str = "#22262f"
    skin: str = "#c98d62"
    hair: str = "#2a2020"
    hem: float = 42
    hat: str = ""
    shoes: str = "#1a1a1e"


Limb = Sequence[Point]
HANGING: tuple[Limb, Limb] = (((-10, -78), (-13, -62), (-12, -47)), ((10, -78), (13, -62), (12, -47)))


def figure(
    look: Look,
    *,
    stride: float = 5,
    arms: tuple[Limb, Limb] = HANGING,
    back: bool = False,
    lean: float = 0,
) -> str:
    """A standing or walking person, 100 high, feet on the origin. Arms run shoulder, elbow, hand."""
    parts = [arm(look, arms[0])]
    for side in (-1, 1):
        foot = side * stride
        parts.append(
            polygon(
                [(side * 0.5 - 5, -50), (side * 0.5 + 5, -50), (foot + 3.4, -2), (foot - 3.4, -2)], look.legs
            )
        )
        parts.append(path(f"M{foot - 3.6},0v-4h6.4q4.6,1.4 4.6,4Z", look.shoes))
    body = (
        f"M-7,-83Q0,-86 7,-83Q11.5,-81 12,-74L10.5,-56L11.5,{-look.hem}H-11.5L-10.5,-56L-12,-74"
        "Q-11.5,-81 -7,-83Z"
    )
    parts += [
        path(body, look.coat),
        rect(-2.6, -88, 5.2, 6, look.skin),
        head(look, 0, -92.5, back=back),
        arm(look, arms[1]),
    ]
    return place(group(*parts), 0, 0, turn=lean)


def arm(look: Look, limb: Limb) -> str:
    return stroke(limb, look.coat, 6.4) + circle(*limb[-1], 3.1, look.skin)


def head(look: Look, x: float, y: float, *, back: bool = False, size: float = 1) -> str:
    parts = [ellipse(0, 0, 6, 7.2, look.hair if back else look.skin)]
    if not back:
        parts.append(
            path("M-6.6,0Q-7.4,-8.6 0,-8.8Q7.4,-8.6 6.6,-0.6Q5,-4.6 0,-4.6Q-5,-4.4 -6.6,0Z", look.hair)
        )
    if look.hat:
        parts.append(path("M-8.6,-3.4Q-7,-5 -6.4,-8.6Q0,-13.4 6.4,-8.6Q7,-5 8.6,-3.4Z", look.hat))
    return place(group(*parts), x, y, size)


def umbrella(x: float, y: float, ink: str, shade: str) -> str:
    """An open umbrella whose handle is held at (x, y), in a figure's own measure."""
    cover = path("M-22,0Q-20,-19 0,-20Q20,-19 22,0Q16,-5 11,0Q5,-5 0,0Q-5,-5 -11,0Q-16,-5 -22,0Z", ink)
    dark = path("M0,-20Q20,-19 22,0Q16,-5 11,0Q10,-14 0,-20Z", shade)
    return place(stroke([(0, 34), (0, -22)], "#1d1b22", 1.6) + cover + dark, x, y - 34)


def walker(
    s: Sheet, x: float, y: float, height: float, look: Look, *, flip: bool = False, back: bool = False
) -> str:
    swing = s.rng.uniform(3, 9)
    limbs = (
        ((-10, -78), (-13 - swing / 3, -62), (-9 - swing, -48)),
        ((10, -78), (13, -62), (9 + swing, -50)),
    )
    return place(figure(look, stride=swing, arms=limbs, back=back), x, y, height / 100, flip=flip)


def long_shadow(x: float, y: float, height: float, ink: str, reach: float, drop: float = 0.18) -> str:
    """The shadow a figure throws along the ground; `reach` is its length in heights, to the left if negative."""
    w = height * 0.1
    tip = x + reach * height
    return polygon(
        [(x - w, y), (x + w, y), (tip + w * 0.8, y + drop * height), (tip - w * 0.8, y + drop * height)], ink
    )


def bust(look: Look, x: float, y: float, height: float, *, back: bool = False) -> str:
    """Head and shoulders, such as behind a desk; `y` is the lower edge."""
    body = path("M-13,0Q-13,-19 -5,-21H5Q13,-19 13,0Z", look.coat)
    return place(
        body + rect(-2.4, -25, 4.8, 6, look.skin) + head(look, 0, -29.5, back=back), x, y, height / 38
    )

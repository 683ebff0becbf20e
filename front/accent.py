"""
The publication's one colour. It is text on the page's grounds, so it has to be read on them (WCAG 2.2, 1.4.3), and its
twin on dark screens is made of it.
"""

from __future__ import annotations

import math
import re

from django.core.exceptions import ValidationError

# As css/tokens.css has them: the page, and what stands out from it.
LIGHT, DARK = ("#ffffff", "#f4f3f0"), ("#14161a", "#1d2025")
BUILT_IN = "#a3192b"
ENOUGH = 4.5
# On black, letters that only just have enough look dimmer than on white.
ENOUGH_ON_DARK = 6.0
STEPS = 400  # of lightness, between black and white

RGB = tuple[float, float, float]


def check_accent(colour: str) -> None:
    """Raises ValidationError with the nearest colour that will do."""
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise ValidationError("Write the colour as # and six digits, such as #0a58ca.")
    found = contrast(colour, *LIGHT)
    if found < ENOUGH:
        raise ValidationError(
            f"{colour} is too light to be read: its contrast with the page is {math.floor(found * 10) / 10} : 1, and "
            f"text needs {ENOUGH} : 1. The nearest colour that can be read is {nearest(colour, LIGHT)}.",
            code="contrast",
        )


def on_dark(colour: str) -> str:
    """The colour as it stands on dark screens."""
    return nearest(colour, DARK, ENOUGH_ON_DARK)


def contrast(colour: str, *grounds: str) -> float:
    """With the ground on which it is read worst: 1 to 21."""
    return min(_contrast(_luminance(colour), _luminance(ground)) for ground in grounds)


def nearest(colour: str, grounds: tuple[str, ...], enough: float = ENOUGH) -> str:
    """
    The colour of the same hue that is nearest in lightness, and can be read on the grounds; as strong as the original
    where a screen can show that.
    """
    if contrast(colour, *grounds) >= enough:
        return colour
    lightness, strength, hue = _oklch(colour)
    others = sorted((step / STEPS for step in range(STEPS + 1)), key=lambda other: abs(other - lightness))
    candidates = (_hex(_in_gamut(other, strength, hue)) for other in others)
    return next(one for one in candidates if contrast(one, *grounds) >= enough)


def _contrast(one: float, other: float) -> float:
    darker, lighter = sorted((one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> RGB:
    """Red, green and blue as light, 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def _hex(light: RGB) -> str:
    parts = [part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in light]
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


# --- OKLCH: lightness, strength and hue as an eye sees them (Björn Ottosson, “A perceptual color space”) ------------


def _oklch(colour: str) -> RGB:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _in_gamut(lightness: float, strength: float, hue: float) -> RGB:
    """As light, and no stronger than a screen can show it."""
    while strength > 0.001:
        light = _light(lightness, strength, hue)
        if all(-0.0001 <= part <= 1.0001 for part in light):
            return _held(light)
        strength *= 0.97
    return _held(_light(lightness, 0, hue))


def _light(lightness: float, strength: float, hue: float) -> RGB:
    a, b = strength * math.cos(hue), strength * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _held(light: RGB) -> RGB:
    red, green, blue = (min(1.0, max(0.0, part)) for part in light)
    return red, green, blue


# --- The style sheet ------------------------------------------------------------------------------------------------

# Names of roots add up: a choice between light and dark that the site itself makes says no other colour than this.
SHEET = """@layer tokens {{
  :root:root:root {{
    --accent: {light};
    --link-line: color-mix(in oklab, var(--accent) 50%, var(--paper));
  }}
  @media (prefers-color-scheme: dark) {{
    :root:root:root {{ --accent: {dark}; }}
  }}
  @supports (color: light-dark(#000, #fff)) {{
    :root:root:root {{ --accent: light-dark({light}, {dark}); }}
  }}
}}
"""


def sheet(light: str, dark: str) -> str:
    return SHEET.format(light=light, dark=dark)

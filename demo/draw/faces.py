"""The parts of a drawn portrait: head and shoulders, lit from the upper left. Measures are pixels of an 800 square."""

from dataclasses import dataclass

from .kit import Sheet, circle, ellipse, mix, path, stroke

CX, EYES = 400, 352


@dataclass(frozen=True)
class Face:
    """`cheek` and `jaw` are half-widths, `chin` the chin's height; `turn` shifts the features sideways."""

    skin: str
    shade: str
    hair: str
    ink: str = "#2a1a20"
    cheek: float = 128
    jaw: float = 92
    chin: float = 520
    turn: float = 0
    lips: str = "#b5584a"
    brow: float = 9

    def outline(self) -> str:
        c, j = self.cheek, self.jaw
        return (
            f"M{CX - c},{EYES - 40}Q{CX - c},{EYES - 170} {CX},{EYES - 172}"
            f"Q{CX + c},{EYES - 170} {CX + c},{EYES - 40}"
            f"Q{CX + c + 2},{EYES + 40} {CX + j + 10},{EYES + 96}Q{CX + j - 24},{self.chin - 6} {CX},{self.chin}"
            f"Q{CX - j + 24},{self.chin - 6} {CX - j - 10},{EYES + 96}"
            f"Q{CX - c - 2},{EYES + 40} {CX - c},{EYES - 40}Z"
        )


def bare_head(s: Sheet, face: Face, *, neck: float = 62) -> str:
    """Neck, ears and the face without its features."""
    throat = (
        f"M{CX - neck},{face.chin - 90}V{face.chin + 110}Q{CX},{face.chin + 200} {CX + neck},{face.chin + 110}"
        f"V{face.chin - 90}Z"
    )
    parts = [
        path(throat, face.shade),
        s.grain(throat, face.ink, (CX, face.chin - 30), (CX, face.chin + 90), 0.6),
    ]
    for side in (-1, 1):
        x = CX + side * (face.cheek + 4)
        parts += [
            ellipse(x, EYES + 14, 24, 38, face.skin if side < 0 else face.shade),
            ellipse(x - side * 3, EYES + 14, 11, 21, mix(face.shade, face.ink, 0.25)),
        ]
    d = face.outline()
    t = face.turn
    half = (
        f"M{CX + t + 20},{EYES - 190}Q{CX + t + 60},{EYES - 60} {CX + t + 26},{EYES + 4}L{CX + t + 34},{EYES + 72}"
        f"Q{CX + t + 8},{EYES + 96} {CX + t + 22},{EYES + 120}Q{CX + t + 30},{EYES + 150} {CX + t + 6},{face.chin + 12}"
        f"H{CX + 220}V{EYES - 190}Z"
    )
    parts += [
        path(d, face.skin),
        s.clip(
            d,
            path(half, face.shade),
            s.grain(
                half,
                mix(face.shade, face.ink, 0.45),
                (CX + face.cheek + 20, EYES + 90),
                (CX + 30, EYES - 40),
                0.8,
            ),
        ),
    ]
    return "".join(parts)


def features(
    s: Sheet,
    face: Face,
    *,
    smile: float = 10,
    open_smile: bool = False,
    lashes: bool = False,
    blush: str = "",
) -> str:
    t, ink = face.turn, face.ink
    parts = []
    for side in (-1, 1):
        x = CX + t + side * 54
        parts.append(
            path(
                (
                    f"M{x - 25},{EYES + 4}Q{x},{EYES - 20} {x + 25},{EYES + 4}Q{x},{EYES + 18} {x - 25},{EYES + 4}"
                    "Z"
                ),
                "#fbf4e8",
            )
        )
        parts += [circle(x + t * 0.15, EYES - 1, 11.5, ink), circle(x - 4, EYES - 5, 3.4, "#fbf4e8")]
        parts.append(
            stroke(
                [(x - 27, EYES + 4), (x - 10, EYES - 10), (x + 10, EYES - 10), (x + 27, EYES + 4)],
                ink,
                7 if lashes else 5.5,
                smooth=True,
            )
        )
        if lashes:
            parts.append(stroke([(x + side * 25, EYES + 2), (x + side * 35, EYES - 8)], ink, 5))
        parts.append(
            stroke(
                [(x - side * 28, EYES - 36), (x + side * 4, EYES - 47), (x + side * 36, EYES - 34)],
                face.hair,
                face.brow,
                smooth=True,
            )
        )
        if blush:
            parts.append(s.glow(CX + t + side * 82, EYES + 66, 44, blush, 0.7))
    nose = (
        f"M{CX + t + 16},{EYES + 2}Q{CX + t + 26},{EYES + 40} {CX + t + 32},{EYES + 64}Q{CX + t + 22},{EYES + 82} "
        f"{CX + t - 8},{EYES + 78}"
    )
    parts.append(
        path(
            nose,
            "none",
            stroke=mix(face.shade, ink, 0.5),
            stroke_width=6,
            stroke_linecap="round",
            stroke_linejoin="round",
        )
    )
    y = EYES + 116
    if open_smile:
        parts += [
            path(
                (
                    f"M{CX + t - 54},{y - 6}Q{CX + t},{y + 10} {CX + t + 54},{y - 6}Q{CX + t + 40},{y + 48} "
                    f"{CX + t},{y + 50}Q{CX + t - 40},{y + 48} {CX + t - 54},{y - 6}Z"
                ),
                mix(face.lips, ink, 0.6),
            ),
            path(
                (
                    f"M{CX + t - 46},{y - 2}Q{CX + t},{y + 12} {CX + t + 46},{y - 2}Q{CX + t + 40},{y + 18} "
                    f"{CX + t},{y + 21}Q{CX + t - 40},{y + 18} {CX + t - 46},{y - 2}Z"
                ),
                "#fdf8ee",
            ),
        ]
        parts += [
            stroke(
                [(CX + t + side * 66, y - 20), (CX + t + side * 72, y - 2), (CX + t + side * 64, y + 14)],
                mix(face.shade, ink, 0.35),
                5,
                smooth=True,
            )
            for side in (-1, 1)
        ]
    else:
        parts.append(
            path(
                (
                    f"M{CX + t - 42},{y + 2 - smile * 0.5}Q{CX + t - 14},{y - 12} {CX + t},{y - 6}"
                    f"Q{CX + t + 14},{y - 12} {CX + t + 42},{y + 2 - smile * 0.5}"
                    f"Q{CX + t},{y + smile + 2} {CX + t - 42},{y + 2 - smile * 0.5}Z"
                ),
                face.lips,
            )
        )
        parts.append(
            path(
                (
                    f"M{CX + t - 38},{y + 2 - smile * 0.4}Q{CX + t},{y + smile} {CX + t + 38},{y + 2 - smile * 0.4}"
                    f"Q{CX + t},{y + smile + 24} {CX + t - 38},{y + 2 - smile * 0.4}Z"
                ),
                mix(face.lips, "#ffffff", 0.15),
            )
        )
        parts.append(
            path(
                f"M{CX + t - 48},{y - smile * 0.6}Q{CX + t},{y + smile + 3} {CX + t + 48},{y - smile * 0.6}",
                "none",
                stroke=mix(face.lips, ink, 0.75),
                stroke_width=5,
                stroke_linecap="round",
            )
        )
    return "".join(parts)


def round_glasses(face: Face, frame: str) -> str:
    t = face.turn
    rims = "".join(
        circle(CX + t + side * 56, EYES + 2, 44, "#ffffff", fill_opacity=0.16, stroke=frame, stroke_width=8)
        for side in (-1, 1)
    )
    bridge = path(
        f"M{CX + t - 14},{EYES - 4}Q{CX + t},{EYES - 16} {CX + t + 14},{EYES - 4}",
        "none",
        stroke=frame,
        stroke_width=8,
    )
    arms = "".join(
        stroke([(CX + t + side * 99, EYES - 4), (CX + side * (face.cheek + 8), EYES - 8)], frame, 7)
        for side in (-1, 1)
    )
    return (
        arms
        + rims
        + bridge
        + "".join(
            stroke(
                [(CX + t + side * 56 - 22, EYES - 16), (CX + t + side * 56 - 8, EYES - 26)],
                "#ffffff",
                5,
                opacity=0.7,
            )
            for side in (-1, 1)
        )
    )


def shoulders(
    s: Sheet, cloth: str, dark: str, *, top: float = 585, width: float = 300, neck: float = 78
) -> tuple[str, str]:
    """The clothed body, and its path for what lies on it."""
    d = (
        f"M{CX - neck},{top}Q{CX - width + 60},{top + 40} {CX - width},{top + 110}Q{CX - width - 30},{top + 170} "
        f"{CX - width - 40},830"
        f"H{CX + width + 40}Q{CX + width + 30},{top + 170} {CX + width},{top + 110}Q{CX + width - 60},{top + 40} "
        f"{CX + neck},{top}Q{CX},{top + 50} {CX - neck},{top}Z"
    )
    return path(d, cloth) + s.grain(d, dark, (CX + width + 60, 800), (CX - 40, 640), 0.9), d

"""How well a text can be read, by WCAG 2.2."""

# Lays colours of any notation over each other, and reads the pixel.
PIXEL = """colours => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  for (const colour of colours) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""


def pixel(page, *colours):
    """What the colours give, each laid over those before it: red, green and blue, 0 to 255."""
    return page.evaluate(PIXEL, list(colours))


def contrast(page, *colours):
    """Of the last colour with what the others give, laid over each other: 1 to 21."""
    dark, light = sorted(_luminance(pixel(page, *some)) for some in (colours[:-1], colours))
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb):
    parts = [part / 255 for part in rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

"""From SVG to what a reader's browser is sent: Chromium draws it, Pillow adds paper grain and writes the file.

Needed only to redraw; the demo loads the files that were made.
"""

import io
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape  # writes XML, parses none

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page, sync_playwright

from .kit import Sheet

RIGHTS = "The Halyard / demo illustration, CC0"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--force-color-profile=srgb"]


@contextmanager
def browser_page(chromium: str = "/usr/bin/chromium", density: int = 1) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser.new_page(device_scale_factor=density)
        browser.close()


def render(page: Page, sheet: Sheet) -> Image.Image:
    page.set_viewport_size({"width": sheet.width, "height": sheet.height})
    page.set_content(f'<body style="margin:0;overflow:hidden">{sheet.svg()}</body>')
    page.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def on_paper(image: Image.Image, seed: str, strength: int = 7) -> Image.Image:
    """The print's own texture: fine grain, and broad unevenness of the ink."""
    rng = random.Random(seed)  # noqa: S311 - drawing, not security
    width, height = image.size
    image = image.filter(ImageFilter.GaussianBlur(0.5))
    fine = Image.frombytes("L", (width, height), rng.randbytes(width * height))
    fine = fine.filter(ImageFilter.GaussianBlur(1.1))
    small = (width // 24, height // 24)
    broad = Image.frombytes("L", small, rng.randbytes(small[0] * small[1]))
    broad = broad.filter(ImageFilter.GaussianBlur(1)).resize((width, height), Image.Resampling.BICUBIC)
    texture = Image.blend(fine, broad, 0.35)
    mean = 128
    texture = texture.point([round(mean + (value - mean) * strength / 40) for value in range(256)])
    return ImageChops.soft_light(image, Image.merge("RGB", [texture] * 3))


def save_jpeg(image: Image.Image, target: Path, max_bytes: int, xmp: bytes | None = None) -> int:
    """Write the best JPEG that fits in `max_bytes`; returns its size in bytes."""
    extra = {"xmp": xmp} if xmp else {}
    for quality in range(84, 30, -3):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True, **extra)
        if buffer.tell() <= max_bytes:
            break
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(buffer.getvalue())
    return buffer.tell()


def save_png(image: Image.Image, target: Path, colours: int = 96) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    few = image.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(target, "PNG", optimize=True)


def press_metadata(entry: dict[str, str]) -> bytes:
    """The XMP packet that a picture desk writes into a photograph: headline, caption, creator, credit, rights."""
    creator = entry["credit"].removeprefix("Illustration: ").split(" / ")[0].split(",")[0]
    headline = entry["slug"].replace("-", " ").capitalize()
    alternatives = {"dc:title": headline, "dc:description": entry["caption"], "dc:rights": RIGHTS}
    texts = "".join(
        f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{tag}>'
        for tag, text in alternatives.items()
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        f"{texts}<dc:creator><rdf:Seq><rdf:li>{escape(creator)}</rdf:li></rdf:Seq></dc:creator>"
        f"<photoshop:Headline>{escape(headline)}</photoshop:Headline>"
        f"<photoshop:Credit>{escape(entry['credit'])}</photoshop:Credit>"
        f'<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{escape(entry["alt"])}'
        "</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()

"""
What photographers and agencies write into a picture: IPTC-IIM, XMP (IPTC Photo Metadata) and EXIF.

Where they say different things, XMP wins over IIM and IIM over EXIF, as the IPTC guidelines have it. Nothing else is
read: no position, no serial numbers.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from xml.etree import ElementTree

import PIL.Image
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from PIL import ExifTags, IptcImagePlugin

MAX_LENGTH = 5000
MAX_XMP_BYTES = 1024 * 1024

IIM_CHARSET, IIM_UTF8 = (1, 90), b"\x1b%G"
IIM_DATE, IIM_TIME = (2, 55), (2, 60)
IIM = {
    "headline": (2, 105),
    "caption": (2, 120),
    "creator": (2, 80),
    "credit_line": (2, 110),
    "copyright_notice": (2, 116),
}

EXIF = {
    "caption": ExifTags.Base.ImageDescription,
    "creator": ExifTags.Base.Artist,
    "copyright_notice": ExifTags.Base.Copyright,
}
# What cameras put into every picture as its description.
CAMERA_PHRASES = {"OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "DIGITAL CAMERA", "MINOLTA DIGITAL CAMERA"}

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
XMP = {
    "headline": f"{PHOTOSHOP}Headline",
    "caption": f"{DC}description",
    "alt_text": "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility",
    "creator": f"{DC}creator",
    "credit_line": f"{PHOTOSHOP}Credit",
    "copyright_notice": f"{DC}rights",
    "usage_terms": "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms",
    "web_statement": "{http://ns.adobe.com/xap/1.0/rights/}WebStatement",
    "taken_at": f"{PHOTOSHOP}DateCreated",
}
# Within the description of one who licenses the picture, of whom there may be several.
LICENSOR_URL = "{http://ns.useplus.org/ldf/xmp/1.0/}LicensorURL"


def read(picture: PIL.Image.Image) -> dict[str, str]:
    """
    What the opened picture says of itself, without what it doesn't say: headline, caption, alt_text, creator,
    credit_line, copyright_notice, usage_terms, web_statement and licensor_url (the addresses of its licence and of
    where to get one), and taken_at in ISO 8601.
    """
    found: dict[str, str] = {}
    for source in (_exif, _iim, _xmp):
        # Metadata that can't be read says nothing; the picture itself is sound.
        with suppress(Exception):
            found |= {name: text for name, value in source(picture).items() if (text := _clean(value))}
    taken_at = _moment(found.pop("taken_at", ""))
    return found | ({"taken_at": taken_at.isoformat()} if taken_at else {})


def fields(found: dict[str, str]) -> dict[str, str]:
    """The values of a picture's text fields that follow from what was read."""
    creator, credit = found.get("creator", ""), found.get("credit_line", "")
    if creator and credit and creator.casefold() not in credit.casefold():
        credit = f"{creator}/{credit}"
    values = {
        "alt_text": found.get("alt_text", ""),
        "caption": found.get("caption") or found.get("headline", ""),
        "credit": credit or creator,
        "copyright_notice": found.get("copyright_notice", ""),
        "usage_terms": found.get("usage_terms", ""),
    }
    return {name: value for name, value in values.items() if value}


def _exif(picture) -> dict[str, str]:
    exif = picture.getexif()
    found = {name: _utf8(exif.get(tag, "")) for name, tag in EXIF.items()}
    if found["caption"].strip() in CAMERA_PHRASES:
        del found["caption"]
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    day, _, time = str(camera.get(ExifTags.Base.DateTimeOriginal, "")).partition(" ")
    offset = camera.get(ExifTags.Base.OffsetTimeOriginal, "")
    return found | {"taken_at": f"{day.replace(':', '-')}T{time}{offset}"}


def _utf8(text: str) -> str:
    """EXIF's text is read as Latin-1; most programs write UTF-8."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _iim(picture) -> dict[str, str]:
    records = IptcImagePlugin.getiptcinfo(picture) or {}
    encoding = "utf-8" if records.get(IIM_CHARSET) == IIM_UTF8 else None

    def text(key) -> str:
        value = records.get(key, b"")
        parts = value if isinstance(value, list) else [value]
        return ", ".join(_decoded(part, encoding) for part in parts)

    day, time = text(IIM_DATE), text(IIM_TIME)
    found = {name: text(key) for name, key in IIM.items()}
    if re.fullmatch(r"\d{8}", day) and re.match(r"\d{6}", time):
        found["taken_at"] = f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}"
    return found


def _decoded(value: bytes, encoding: str | None) -> str:
    try:
        return value.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", errors="replace")


def _xmp(picture) -> dict[str, str]:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    text = packet if isinstance(packet, str) else packet.decode()
    # Entities are the one dangerous thing in XML, and need a document type.
    if len(text) > MAX_XMP_BYTES or "<!DOCTYPE" in text or "<!ENTITY" in text:
        return {}
    root = ElementTree.fromstring(text.strip("\0 \n\r\t\ufeff"))  # noqa: S314 no entities, see above
    found: dict[str, str] = {}
    for description in next(root.iter(f"{RDF}RDF")).findall(f"{RDF}Description"):
        for name, tag in XMP.items():
            element = description.find(tag)
            value = description.get(tag, "") if element is None else _value(element)
            if value:
                found.setdefault(name, value)
        for element in description.iter():
            value = element.get(LICENSOR_URL) or (element.tag == LICENSOR_URL and element.text)
            if value:
                found.setdefault("licensor_url", value)
    return found


def _value(element: ElementTree.Element) -> str:
    """A simple value, the items of a list, or the default of a text in several languages."""
    items = element.findall(f".//{RDF}li")
    if not items:
        return element.text or ""
    if element.find(f"{RDF}Alt") is not None:
        items = [next((item for item in items if item.get(XML_LANG) == "x-default"), items[0])]
    return ", ".join(item.text or "" for item in items)


def _clean(value: str) -> str:
    """Without control characters, which the database refuses, and of a sane length."""
    value = re.sub(r"[^\S\n]+", " ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(letter for letter in value if letter == "\n" or letter.isprintable()).strip()[:MAX_LENGTH]


def _moment(value: str) -> datetime | None:
    """ISO 8601, or IIM's form of an offset; a moment without one is in the publication's time zone."""
    try:
        moment = parse_datetime(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", value))
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment

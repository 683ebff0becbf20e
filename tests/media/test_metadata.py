"""What the photographer wrote into a picture fills the fields that its uploader left empty; nothing else is kept."""

import struct

import pytest
from PIL import ExifTags
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo

from media.models import Image
from tests.media.pictures import encode, half_and_half, photo
from tests.media.uploads import form_of, upload

pytestmark = pytest.mark.django_db

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
  xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
  xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
  photoshop:Credit="The Halyard" photoshop:Headline="Strike ends" photoshop:DateCreated="2026-05-04T06:10:00+02:00">
 <dc:creator><rdf:Seq><rdf:li>Ada Reyes</rdf:li><rdf:li>Tom Okafor</rdf:li></rdf:Seq></dc:creator>
 <dc:description><rdf:Alt><rdf:li xml:lang="de">Lotsen</rdf:li><rdf:li xml:lang="x-default">Pilots at dawn</rdf:li>
 </rdf:Alt></dc:description>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 The Halyard</rdf:li></rdf:Alt></dc:rights>
 <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Print and web</rdf:li></rdf:Alt></xmpRights:UsageTerms>
 <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Two pilots on a ladder</rdf:li></rdf:Alt>
 </Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def with_iim(**datasets: bytes) -> bytes:
    """A JPEG whose Photoshop block holds IPTC-IIM; `r2_120=b"…"` is data set 2:120."""
    records = b""
    for name, value in datasets.items():
        record, dataset = (int(part) for part in name[1:].split("_"))
        records += struct.pack(">BBBH", 0x1C, record, dataset, len(value)) + value
    block = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(records)) + records + b"\0" * (len(records) % 2)
    segment = b"Photoshop 3.0\0" + block
    whole = photo()
    return whole[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + whole[2:]


def with_exif(**tags) -> bytes:
    exif = Picture.Exif()
    for name, value in tags.items():
        exif[ExifTags.Base[name]] = value
    return photo(exif=exif)


def test_xmp_fills_all_the_fields_that_were_left_empty(desk):
    response = upload(desk, photo(xmp=XMP.encode()), alt_text="")

    assert response.status_code == 302
    image = Image.objects.get()
    assert image.alt_text == "Two pilots on a ladder"
    assert image.caption == "Pilots at dawn"
    assert image.credit == "Ada Reyes, Tom Okafor/The Halyard"
    assert image.copyright_notice == "© 2026 The Halyard"
    assert image.usage_terms == "Print and web"
    assert image.taken_at.isoformat() == "2026-05-04T04:10:00+00:00"
    assert image.iptc["headline"] == "Strike ends"


@pytest.mark.parametrize("format_name", ["PNG", "WEBP", "AVIF"])
def test_xmp_is_read_in_other_formats_too(desk, format_name):
    options = {"xmp": XMP.encode()}
    if format_name == "PNG":
        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", XMP)
        options = {"pnginfo": text}

    upload(desk, encode(half_and_half(90, 60), format_name, **options))

    assert Image.objects.get().caption == "Pilots at dawn"


RIGHTS = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
  xmpRights:WebStatement="https://reyes.example/licence"><plus:Licensor><rdf:Seq>
   <rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://reyes.example/buy</plus:LicensorURL></rdf:li>
   <rdf:li plus:LicensorURL="https://other.example/"/>
 </rdf:Seq></plus:Licensor></rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_the_addresses_of_a_licence_are_read(desk):
    upload(desk, photo(xmp=RIGHTS.encode()))
    read = Image.objects.get().iptc
    assert read["web_statement"] == "https://reyes.example/licence"
    assert read["licensor_url"] == "https://reyes.example/buy"


def test_what_the_uploader_typed_stays(desk):
    upload(desk, photo(xmp=XMP.encode()), alt_text="My words", caption="My caption")

    image = Image.objects.get()
    assert (image.alt_text, image.caption) == ("My words", "My caption")
    assert image.credit == "Ada Reyes, Tom Okafor/The Halyard"


def test_iim_is_read_in_its_own_encoding(desk):
    upload(
        desk, with_iim(r1_90=b"\x1b%G", r2_80="Zoë Ängström".encode(), r2_110=b"AP", r2_120="Größe".encode())
    )

    image = Image.objects.get()
    assert (image.caption, image.credit) == ("Größe", "Zoë Ängström/AP")


def test_iim_without_a_stated_encoding_is_read_as_the_old_programs_wrote_it(desk):
    upload(desk, with_iim(r2_120="Größe “quoted”".encode("cp1252")))

    assert Image.objects.get().caption == "Größe “quoted”"


def test_exif_fills_in_where_nothing_else_speaks(desk):
    upload(desk, with_exif(ImageDescription="Fog over the pier", Artist="Ada Reyes", Copyright="Ada Reyes"))

    image = Image.objects.get()
    assert (image.caption, image.credit, image.copyright_notice) == (
        "Fog over the pier",
        "Ada Reyes",
        "Ada Reyes",
    )


def test_a_cameras_stock_phrase_is_no_caption(desk):
    upload(desk, with_exif(ImageDescription="OLYMPUS DIGITAL CAMERA         "))

    assert Image.objects.get().caption == ""


def test_position_and_serial_numbers_are_not_kept(desk):
    exif = Picture.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 30.0, 26.25)
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "SERIAL-4711"
    exif[ExifTags.Base.Artist] = "Ada Reyes"

    upload(desk, photo(exif=exif))

    assert Image.objects.get().iptc == {"creator": "Ada Reyes", "filename": "photo.jpg"}


def test_overlong_and_unprintable_metadata_is_cut_to_fit(desk):
    upload(desk, with_iim(r2_110=b"A\0gency\x07 " + b"x" * 900))

    credit = Image.objects.get().credit
    assert credit.startswith("Agency x")
    assert len(credit) == 255


@pytest.mark.parametrize(
    "packet",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + XMP.replace("Print", "&b;").encode(),
        XMP.encode()[:700],
        b"\xff\xfe\0not xml",
        b"<x/>",
    ],
)
def test_metadata_that_is_broken_or_dangerous_says_nothing_and_harms_nothing(desk, packet):
    upload(desk, photo(xmp=packet))

    assert Image.objects.get().iptc == {"filename": "photo.jpg"}


def test_a_form_that_comes_back_shows_what_was_read(desk):
    response = upload(desk, with_exif(ImageDescription="Fog over the pier"), alt_text="")

    assert form_of(response)["caption"].value() == "Fog over the pier"
    assert "Fog over the pier</textarea>" in response.content.decode()

"""Advertisements as they are sold: each factory makes a valid one."""

import datetime as dt
from io import BytesIO

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from ads.models import AdSlot, Booking, Creative, SectionLimit


def picture(width, height, format="PNG", colour="navy", **save) -> bytes:
    """A picture in one colour, as a file."""
    data = BytesIO()
    Image.new("RGB", (width, height), colour).save(data, format, **save)
    return data.getvalue()


class AdSlotFactory(DjangoModelFactory):
    """One of the default slots, or a new one that takes rectangles."""

    class Meta:
        model = AdSlot
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"slot-{n}")
    placement = "Beside the crossword"
    phone_sizes = ["300x250"]
    desktop_sizes = ["300x250"]


class CreativeFactory(DjangoModelFactory):
    class Meta:
        model = Creative

    class Params:
        third_party = factory.Trait(
            kind="code", artwork="", link="", alt_text="", code="<script>document.title</script>"
        )

    name = factory.Sequence(lambda n: f"Blue Pennant Line {n}")
    size = "300x250"
    artwork = factory.LazyFunction(lambda: ContentFile(picture(300, 250, "WEBP"), "artwork.webp"))
    link = factory.Sequence(lambda n: f"https://shop.example/sorrel-{n}")
    alt_text = "To the Sorrel Islands six times a day."


class BookingFactory(DjangoModelFactory):
    """A booking that began an hour ago; `slots` takes codes, `sections` those it is limited to."""

    class Meta:
        model = Booking
        skip_postgeneration_save = True

    creative = factory.SubFactory(CreativeFactory)
    booked_from = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1))

    @factory.post_generation
    def slots(self, create, codes, **kwargs):
        self.slots.set([AdSlotFactory(code=code) for code in codes or ["sidebar"]])

    @factory.post_generation
    def sections(self, create, sections, **kwargs):
        for section in sections or []:
            SectionLimit.objects.create(booking=self, section=section)

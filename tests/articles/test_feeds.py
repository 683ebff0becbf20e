"""Feeds of the newest stories."""

import xml.etree.ElementTree as ET

import pytest
from taggit.models import Tag

from front.models import Publication
from tests.factories import AuthorFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db

FORBIDDEN = "\x01\x08\x0b\x0c\x1f\ufffe\uffff"  # in XML 1.0, section 2.2


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return ET.fromstring(response.content)  # noqa: S314 - our own


def headlines(client, address):
    return [title.text for title in feed(client, address).findall("channel/item/title")]


def test_what_xml_does_not_allow_is_left_out_and_the_feed_stands(client):
    Publication.objects.update(name=f"The{FORBIDDEN} Halyard", tagline=f"News{FORBIDDEN}")
    section = SectionFactory(
        name=f"The{FORBIDDEN} Embassy", slug="embassy", description=f"On{FORBIDDEN} them"
    )
    ana = AuthorFactory(name=f"Ana{FORBIDDEN} Ruiz", slug="ana")
    publish(
        headline=f"Crane{FORBIDDEN} fails",
        standfirst=f"At{FORBIDDEN}\tnoon",
        section=section,
        bylines=[ana],
        tags=[f"har{FORBIDDEN}bour"],
    )
    for address in ("/feed/", "/embassy/feed/", "/author/ana/feed/", f"/tag/{Tag.objects.get().slug}/feed/"):
        channel = feed(client, address).find("channel")
        assert channel.findtext("item/title") == "Crane fails"
        assert channel.findtext("item/description") == "At\tnoon"
        assert channel.findtext("item/category") == "The Embassy"
        assert "The Halyard" in channel.findtext("title")


def test_a_sections_feed_lists_what_its_page_lists(client):
    embassy = SectionFactory(slug="embassy")
    letters, other = SectionFactory(slug="letters", parent=embassy), SectionFactory(slug="other")
    publish(headline="Of the section", section=embassy)
    publish(headline="Of its subsection", section=letters)
    publish(headline="Of another", section=other)
    filed = publish(headline="Filed there too", section=other)
    filed.listed_in.add(embassy, letters)
    page = client.get("/embassy/").context["editions"]
    assert headlines(client, "/embassy/feed/") == [edition.headline for edition in page]
    assert headlines(client, "/embassy/feed/") == ["Filed there too", "Of its subsection", "Of the section"]
    assert headlines(client, "/embassy/letters/feed/") == ["Filed there too", "Of its subsection"]

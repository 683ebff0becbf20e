"""Feeds as RSS 2 (rssboard.org, with Dublin Core, Media RSS and content), as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from articles.feeds.channels import Channel, Entry, Named, Picture
from articles.xml_text import DECLARATION, element

RSS_NAMES = {
    "xmlns__atom": "http://www.w3.org/2005/Atom",
    "xmlns__content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns__dc": "http://purl.org/dc/elements/1.1/",
    "xmlns__media": "http://search.yahoo.com/mrss/",
}
JSON_FEED = "https://jsonfeed.org/version/1.1"


class Format(NamedTuple):
    label: str
    content_type: str
    write: Callable[[Channel], str]


def rss(channel: Channel) -> str:
    return DECLARATION + element(
        "rss",
        [
            element(
                "channel",
                [
                    element("title", channel.title),
                    element("link", channel.page),
                    element("description", channel.description),
                    element("language", channel.language),
                    element("lastBuildDate", _rfc822(channel.updated)),
                    element("atom:link", href=channel.url, rel="self", type=RSS.content_type),
                    *(_item(entry) for entry in channel.entries),
                ],
            )
        ],
        version="2.0",
        **RSS_NAMES,
    )


def _item(entry: Entry) -> str:
    picture = entry.picture
    return element(
        "item",
        [
            element("title", entry.title),
            element("link", entry.url),
            # Of an item it is HTML; of the channel above, as all else, plain text.
            *([element("description", escape(entry.summary))] if entry.summary else []),
            element("guid", entry.key, isPermaLink="false"),
            element("pubDate", _rfc822(entry.published)),
            element("atom:updated", _rfc3339(entry.updated)),
            *(element("dc:creator", person.name) for person in entry.authors),
            *([element("dc:language", entry.language)] if entry.language else []),
            *(element("category", subject.name, domain=subject.url) for subject in entry.subjects),
            *(_media(picture) if picture else []),
            *([element("content:encoded", entry.html)] if entry.html else []),
        ],
    )


def _media(picture: Picture) -> list[str]:
    shown = element(
        "media:content",
        [
            *([element("media:description", picture.alt, type="plain")] if picture.alt else []),
            *([element("media:credit", picture.credit)] if picture.credit else []),
        ],
        url=picture.url,
        type=picture.type,
        medium="image",
        width=picture.width,
        height=picture.height,
        fileSize=picture.length,
    )
    if picture.length is None:  # which an enclosure has to have
        return [shown]
    return [element("enclosure", url=picture.url, length=picture.length, type=picture.type), shown]


def atom(channel: Channel) -> str:
    return DECLARATION + element(
        "feed",
        [
            element("id", channel.key),
            element("title", channel.title),
            element("subtitle", channel.description),
            element("updated", _rfc3339(channel.updated)),
            element("link", rel="self", type=ATOM.content_type, href=channel.url),
            element("link", rel="alternate", type="text/html", href=channel.page),
            element("icon", channel.icon),
            # Of what has no author of its own.
            element("author", [element("name", channel.publication)]),
            *(_entry(entry) for entry in channel.entries),
        ],
        xmlns="http://www.w3.org/2005/Atom",
        xml__lang=channel.language,
    )


def _entry(entry: Entry) -> str:
    picture = entry.picture
    return element(
        "entry",
        [
            element("id", entry.key),
            element("title", entry.title),
            element("link", rel="alternate", type="text/html", href=entry.url),
            element("published", _rfc3339(entry.published)),
            element("updated", _rfc3339(entry.updated)),
            *(_person("author", person) for person in entry.authors),
            *(_person("contributor", person) for person in entry.contributors),
            *(
                element("category", term=subject.name, scheme=subject.url, label=subject.name)
                for subject in entry.subjects
            ),
            *(
                [element("link", rel="enclosure", type=picture.type, length=picture.length, href=picture.url)]
                if picture
                else []
            ),
            *([element("summary", entry.summary)] if entry.summary else []),
            *([element("content", entry.html, type="html")] if entry.html else []),
        ],
        xml__lang=entry.language or None,
    )


def _person(part: str, person: Named) -> str:
    return element(part, [element("name", person.name), element("uri", person.url)])


def json_feed(channel: Channel) -> str:
    feed = {
        "version": JSON_FEED,
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page,
        "feed_url": channel.url,
        "language": channel.language,
        "icon": channel.icon,
        "items": [_json_item(entry) for entry in channel.entries],
    }
    return json.dumps(feed, ensure_ascii=False)


def _json_item(entry: Entry) -> dict:
    item: dict[str, object] = {
        "id": entry.key,
        "url": entry.url,
        "title": entry.title,
        "date_published": _rfc3339(entry.published),
        "date_modified": _rfc3339(entry.updated),
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.html:
        item["content_html"] = entry.html
    else:  # one of the two has to be there
        item["content_text"] = entry.summary or entry.title
    if entry.language:
        item["language"] = entry.language
    if entry.authors:
        item["authors"] = [{"name": person.name, "url": person.url} for person in entry.authors]
    if entry.subjects:
        item["tags"] = [subject.name for subject in entry.subjects]
    if picture := entry.picture:
        attachment: dict[str, object] = {"url": picture.url, "mime_type": picture.type}
        if picture.length is not None:
            attachment["size_in_bytes"] = picture.length
        item |= {"image": picture.url, "attachments": [attachment]}
    return item


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


RSS = Format("RSS", "application/rss+xml", rss)
ATOM = Format("Atom", "application/atom+xml", atom)
JSON = Format("JSON Feed", "application/feed+json", json_feed)
FORMATS = {"rss": RSS, "atom": ATOM, "json": JSON}

"""
What pages say of themselves to machines: schema.org in JSON-LD, of what is printed on the page and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.addresses import absolute
from articles.models import Correction, Edition
from authors.models import Author
from authors.templatetags.direction import language
from media.models import Image
from media.renditions import Rendition, rendition, social

# What could end the element, or a line of a script, is written as JSON's own escape.
ESCAPED = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
# An update is news, no error put right.
PUT_RIGHT = {Correction.Kind.CORRECTION, Correction.Kind.CLARIFICATION, Correction.Kind.RETRACTION}
LARGE = 1600

is_url = URLValidator(["http", "https"])


def script(nodes: Iterable[dict]) -> SafeString:
    """The element that holds the nodes. It is data: no policy on scripts concerns it, and nothing in it ends it."""
    data = {"@context": "https://schema.org", "@graph": [told(node) for node in nodes]}
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped just above


def told(node: dict) -> dict:
    """Without what nothing is known of."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


# --- The publication ----------------------------------------------------------------------------------


def publisher(publication) -> dict:
    """Who publishes, as every page says it."""
    logo = {"@type": "ImageObject", "url": absolute(publication.icon_url("512")), "width": 512, "height": 512}
    if publication.logotype:
        logo |= {"url": absolute(publication.logotype.url)}
        logo |= {"width": publication.logotype_width, "height": publication.logotype_height}
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{settings.SITE_URL}/#publisher",
        "name": publication.name,
        "url": absolute(reverse("front")),
        "logo": logo,
    }


def site(publication) -> dict:
    """What every page is part of, as every page says it."""
    return {
        "@type": "WebSite",
        "@id": f"{settings.SITE_URL}/#site",
        "name": publication.name,
        "url": absolute(reverse("front")),
    }


def front(publication) -> list[dict]:
    search = absolute(reverse("search"))
    organisation = publisher(publication) | {
        "slogan": publication.tagline,
        "address": publication.postal_address,
        "telephone": publication.telephone,
        "email": publication.email,
        "contactPoint": [_contact_point(contact) for contact in publication.contacts if contact.kind],
        "sameAs": [link["url"] for link in publication.links],
        "publishingPrinciples": _page(publication, "principles"),
        "correctionsPolicy": _page(publication, "corrections") or publication.corrections_policy,
        "ethicsPolicy": _page(publication, "ethics") or publication.ethics_policy,
    }
    whole = site(publication) | {
        "inLanguage": get_language(),
        "publisher": {"@id": organisation["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return [whole, organisation]


def _page(publication, purpose: str) -> str:
    path = publication.page_for(purpose)
    return absolute(path) if path else ""


def _contact_point(contact) -> dict:
    how = {"email": contact.text} if contact.url.startswith("mailto:") else {"url": contact.url}
    return {"@type": "ContactPoint", "contactType": contact.kind, **how}


PAGES = {"about": "AboutPage", "contact": "ContactPage"}


def page(title: str, summary: str, url: str, purpose: str, publication) -> list[dict]:
    """A page of the publication's own, which is about the publication."""
    about = publisher(publication)
    own = {
        "@type": PAGES.get(purpose, "WebPage"),
        "@id": url,
        "url": url,
        "name": title,
        "description": summary,
        "inLanguage": get_language(),
        "isPartOf": site(publication),
        "publisher": about,
    }
    if purpose in PAGES:
        own["mainEntity"] = {"@id": about["@id"]}
    return [own, breadcrumbs([(title, urlsplit(url).path)], publication)]


# --- A story ------------------------------------------------------------------------------------------


def story(edition: Edition, publication) -> list[dict]:
    """Of an edition of `for_page()`."""
    url, section = edition.canonical_url or absolute(edition.path), edition.section
    published = edition.first_published_at
    article = {
        "@type": "NewsArticle",
        "@id": f"{url}#story",
        "mainEntityOfPage": url,
        "url": url,
        "headline": edition.headline,
        "description": edition.description,
        "image": pictures(edition.lead_image, edition.lead_caption, edition.lead_credit),
        "datePublished": moment(published),
        "dateModified": moment(edition.updated_at or published),
        **{task.value: [_maker(one) for one in those] for task, those in edition.makers.items()},
        "publisher": publisher(publication),
        "articleSection": [one.name for one in (section.parent, section) if one],
        "isPartOf": series_of(edition),
        "position": edition.series and edition.series["number"],
        "keywords": [tag["name"] for tag in edition.printed_tags],
        "wordCount": edition.word_count,
        "inLanguage": language(edition.headline, edition.language) or get_language(),
        "isAccessibleForFree": True,
        "correction": [
            told(
                {
                    "@type": "CorrectionComment",
                    "text": one["text"],
                    "datePublished": moment(one["at"]),
                    "url": one["shows_difference"] and absolute(reverse("correction", args=[one["pk"]])),
                }
            )
            for one in edition.corrections
            if one["kind"] in PUT_RIGHT
        ],
    }
    above = [(one.name, one.get_absolute_url()) for one in (section.parent, section) if one]
    return [article, breadcrumbs([*above, (edition.headline, edition.path)], publication)]


def _maker(byline: dict) -> dict:
    return {"@type": byline["kind"], "name": byline["name"], "url": absolute(byline["url"])}


def series_of(edition: Edition) -> dict | None:
    told_of = edition.series
    if not told_of:
        return None
    url = absolute(told_of["url"])
    return {"@type": "CreativeWorkSeries", "@id": f"{url}#series", "name": told_of["title"], "url": url}


def pictures(image: Image | None, caption: str, credit: str) -> list[dict]:
    """The whole picture and the crop that stands beside links, each with what is known of its rights."""
    if image is None:
        return []
    rights = {
        "caption": caption,
        "creditText": credit,
        "copyrightNotice": image.copyright_notice,
        "license": _first_url(image.iptc.get("web_statement"), image.usage_terms),
        "acquireLicensePage": _first_url(image.iptc.get("licensor_url")),
    }
    sizes = dict.fromkeys([rendition(image, at_most=LARGE), social(image)])
    return [told(_picture(size) | rights) for size in sizes]


def _picture(size: Rendition) -> dict:
    url = absolute(size.url())
    return {"@type": "ImageObject", "url": url, "contentUrl": url, "width": size.width, "height": size.height}


def _first_url(*texts: str | None) -> str:
    for text in texts:
        try:
            is_url(text or "")
        except ValidationError:
            continue
        return text or ""
    return ""


def moment(at: datetime) -> str:
    """ISO 8601 in the publication's time zone."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def breadcrumbs(below: list[tuple[str, str]], publication) -> dict:
    """From the front page down; `below` it are names and paths."""
    steps = [(publication.name, reverse("front")), *below]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


# --- Lists --------------------------------------------------------------------------------------------


def collection(name, description, path, editions, publication, *, url="", above=()) -> list[dict]:
    """
    A page that lists stories about one thing; `above` it are names and paths. `url` is that of the page, where it is
    another than the first of the list at `path`.
    """
    url = url or absolute(path)
    page = {
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": get_language(),
        "isPartOf": site(publication),
        "publisher": publisher(publication),
        "mainEntity": listed(editions),
    }
    return [page, breadcrumbs([*above, (name, path)], publication)]


def listed(editions) -> dict:
    if not editions:
        return {}
    return {
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "url": absolute(edition.path),
                "name": edition.headline,
            }
            for place, edition in enumerate(editions, start=1)
        ],
    }


def series(one, editions, publication) -> list[dict]:
    """The page of a series with its parts in their order."""
    path = one.get_absolute_url()
    page, trail = collection(one.title, one.standfirst, path, editions, publication)
    work = {
        "@type": "CreativeWorkSeries",
        "@id": f"{absolute(path)}#series",
        "name": one.title,
        "description": one.standfirst,
        "url": absolute(path),
        "publisher": publisher(publication),
        "hasPart": [
            {"@id": f"{edition.canonical_url or absolute(edition.path)}#story"} for edition in editions
        ],
    }
    return [page | {"about": {"@id": work["@id"]}}, work, trail]


def square(photo: Image) -> Rendition:
    return rendition(photo, "square", at_most=LARGE)


def parts(editions) -> list[dict]:
    """The stories themselves, as a page that they are on names them."""
    urls = [edition.canonical_url or absolute(edition.path) for edition in editions]
    return [
        {"@type": "NewsArticle", "@id": f"{url}#story", "url": url, "headline": edition.headline}
        for url, edition in zip(urls, editions, strict=True)
    ]


def profile(author, editions, publication, url: str) -> list[dict]:
    """A page of an author of `with_links()`: the first, or one further down the list of stories."""
    path = author.get_absolute_url()
    photo = author.photo and absolute(square(author.photo).url())
    is_person = author.kind == Author.Kind.PERSON
    whoever = told(
        {
            "@type": author.kind,
            "@id": f"{absolute(path)}#author",
            "name": author.name,
            "url": absolute(path),
            "jobTitle": author.role if is_person else None,
            "description": author.short_bio or author.bio,
            "image" if is_person else "logo": photo,
            "email": author.public_email,
            "sameAs": [link["url"] for link in author.link_list],
        }
    )
    page = {
        "@type": "ProfilePage",
        "@id": url,
        "url": url,
        "mainEntity": whoever,
        "inLanguage": get_language(),
        "isPartOf": site(publication),
        "publisher": publisher(publication),
        "hasPart": parts(editions),
    }
    return [page, breadcrumbs([(author.name, path)], publication)]

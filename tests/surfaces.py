"""All addresses that readers can ask for, found by walking the URL configuration: a new one is covered at once."""

from datetime import timedelta

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from articles.models import Part
from articles.models.edition import PER_FILE

NOT_FOR_READERS = ("admin/", "preview/")  # the second leads to whom the desk has sent it


def patterns(resolver=None, prefix="", within=None):
    """Every pattern that readers can ask for, or all `within` a folder, as (route from the root, name)."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if within is None and route.lstrip("^").startswith(NOT_FOR_READERS):
            continue
        if within is not None and not route.startswith(within):
            continue
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route, within)
        elif isinstance(entry, URLPattern):
            yield route, entry.name


def formats(feed: str) -> list[str]:
    return [feed, f"{feed}atom/", f"{feed}json/"]


def readers_addresses(edition, **more) -> dict[str, list[str]]:
    """
    For each pattern's name (its route, where it has none) addresses that show something of the edition, or would
    show what must not be seen. `more` adds addresses for a name (dashes as underscores). Raises KeyError for a
    pattern that nobody gave an address yet: give it one here.
    """
    section, author, tag = edition.section.path, edition.authors.first().slug, edition.tags.first().slug
    part = Part.objects.filter(article=edition.article_id).select_related("series").first()
    series = part.series.slug if part else "none"
    known = {
        "front": ["/"],
        "archive-day": days(edition),
        "page": ["/about/", "/contact/", "/privacy/", "/imprint/"],
        "story": [edition.path],
        "section": [f"/{section}/"],
        "section-feed": formats(f"/{section}/feed/"),
        "author": [f"/author/{author}/"],
        "author-feed": formats(f"/author/{author}/feed/"),
        "tag": [f"/tag/{tag}/"],
        "tag-feed": formats(f"/tag/{tag}/feed/"),
        "series": [f"/series/{series}/"],
        "series-feed": formats(f"/series/{series}/feed/"),
        "search": [
            "/search/",
            "/search/?q=pilots",
            "/search/?q=pilotz",
            "/search/?q=harbour+or+pilots+-zebra&page=1",
        ],
        "search-suggestions": ["/search/suggest/?q=pilots", "/search/suggest/?q=har"],
        "corrections": ["/corrections/"],
        "correction": [f"/corrections/{n}/" for n in range(1, 4)],
        "corrections-feed": formats("/corrections/feed/"),
        "archive": ["/archive/"],
        "archive-year": [f"/archive/{edition.path[1:5]}/"],
        "archive-month": [f"/archive{edition.path[:8]}/"],
        "feed": formats("/feed/"),
        "healthz": ["/healthz"],
        "readyz": ["/readyz"],
        "sitemap": ["/sitemap.xml"],
        "sitemap-file": [
            "/sitemap/pages.xml",
            *(
                f"/sitemap/{kind}-{number // PER_FILE}.xml"
                for kind, number in [
                    ("stories", edition.article_id),
                    ("authors", edition.authors.first().pk),
                    ("tags", edition.tags.first().pk),
                ]
            ),
        ],
        "news-sitemap": ["/news-sitemap.xml"],
        "look": ["/look.0a58ca-8ab8ff.css"],
        "robots": ["/robots.txt"],
        "security": ["/.well-known/security.txt"],
        "manifest": ["/manifest.webmanifest"],
        "favicon": ["/favicon.ico"],
        "touch-icon": ["/apple-touch-icon.png"],
        "rendition": ["/media/none.jpg"],
        "slot_frame": ["/_slot/1/"],
        "readings": ["/_read/"],
    }
    found = {}
    for route, name in patterns():
        found[name or route] = [*known[name or route], *more.get((name or route).replace("-", "_"), [])]
    return found


def days(edition) -> list[str]:
    """The days around the edition, and what readers had at moments of these."""
    day = timezone.localtime(edition.live_from)
    around = [day - timedelta(days=1), day]
    found = [f"/archive/{one:%Y/%m/%d}/" for one in around]
    moments = ["00:00", "23:59:59", f"{timezone.localtime():%H:%M:%S}", "noon"]
    return found + [f"{one}?at={at}" for one in found for at in moments]

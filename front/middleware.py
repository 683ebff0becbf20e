"""Says how long each of the readers' pages may be kept, and keeps them itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b, sha256
from typing import Any
from urllib.parse import urlencode

from django.core.cache import caches
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import http_date, parse_http_date_safe

from ads.selection import running_places
from front.models import Generation, Publication
from redirects.paths import FOLLOWED

# A change that the clock brings is known beforehand; one that an editor makes reaches shared caches after this.
LONGEST = timedelta(seconds=60)
# What is behind these is not for every reader alike, or says for itself how long it may be kept.
NOT_PAGES = (
    "/admin/",
    "/preview/",
    "/static/",
    "/media/",
    "/_slot/",
    "/_read/",
    "/look.",
    "/healthz",
    "/readyz",
)
# Where the desk works, by the publication's clock.
AT_THE_DESK = ("/admin/", "/preview/")
# What nobody keeps.
NOT_TAGGED = ("/admin/", "/preview/", "/static/", "/healthz", "/readyz")
# Addresses with other questions are answered but not kept here: there is no end of them.
PAGING = {"before", "after"}
FRAME = "frame"
# Bytes, packed. The files of a sitemap are larger, and are asked for seldom.
LARGEST = 1024 * 1024
# What this program says may differ from what it said before it was started anew.
STARTED = timezone.now()


def entity_tags(get_response):
    """
    Gives all that readers get an ETag of what it says, before it is packed: packing adds chance bytes, so that nobody
    can guess at what is in it.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code == 200 and not response.streaming and "ETag" not in response:
            response["ETag"] = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
        return response

    def only_readers(request):
        readers = request.method in {"GET", "HEAD"} and not request.path_info.startswith(NOT_TAGGED)
        return (middleware if readers else get_response)(request)

    return only_readers


@dataclass(frozen=True)
class Kept:
    """A page's response, or the frame that all pages share: the publication and what its slots may show."""

    thing: Any
    generation: int | None
    until: datetime
    changed: datetime | None  # when what readers see last changed
    zone: str | None  # the publication's, if it has one of its own


class PagesMiddleware:
    """
    Sets `request.publication` and `request.running_places`; for pages, Cache-Control up to the next change of what is
    visible.

    What is kept here is used again only while the database's generation is that of its making and no moment has
    passed at which the clock changes something: what an editor does shows at once. Pages are the same for all, so
    whoever asks; a response that sets a cookie is neither kept nor public. Who has the page already, and says so with
    If-None-Match or If-Modified-Since, is answered 304.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.get_host()  # before anything is made for a host that isn't ours
        if request.path_info.startswith(NOT_PAGES) or request.method not in {"GET", "HEAD"}:
            request.publication = SimpleLazyObject(Publication.objects.for_frame)
            zone = Publication.objects.zone() if request.path_info.startswith(AT_THE_DESK) else None
            with timezone.override(zone):
                return unless_known(request, self.get_response(request))
        key = self._key(request)
        fresh = self._fresh(caches["pages"].get_many(filter(None, [key, FRAME])))
        if page := fresh.get(key):
            return self._for_now(request, page)

        # Read before anything else: a change that comes in while the page is made leaves it stale, never wrong.
        frame = fresh.get(FRAME) or self._new_frame()
        until = min(timezone.now() + LONGEST, frame.until)
        request.publication, request.running_places = frame.thing
        with timezone.override(frame.zone):
            response = self.get_response(request)
        if response.status_code >= 500 or response.cookies:
            patch_cache_control(response, private=True, no_store=True)
            return response
        # Of what else the clock changes on it, the page's own view says when that happened last, and next.
        changes_at, changed_at = (getattr(response, name, None) for name in ("changes_at", "changed_at"))
        until = min(until, changes_at or until)
        changed = max(frame.changed, changed_at or frame.changed) if key and frame.changed else None
        page = Kept(response, frame.generation, until, changed, frame.zone)
        small = not response.streaming and len(response.content) <= LARGEST
        if key and response.status_code == 200 and small:
            caches["pages"].set(key, page, LONGEST.total_seconds())
        return self._for_now(request, page)

    def _fresh(self, found: dict[str, Kept]) -> dict[str, Kept]:
        if not found:
            return {}
        now, generation = timezone.now(), Generation.current()
        if generation is None:  # nobody counts the changes
            return {}
        return {
            key: kept for key, kept in found.items() if now < kept.until and kept.generation == generation
        }

    def _new_frame(self) -> Kept:
        started = timezone.now()
        publication = Publication.objects.for_frame(started)
        until = publication.next_change or started + timedelta(days=1)
        thing = (publication, list(running_places(started)))
        zone = publication.time_zone or None
        frame = Kept(thing, publication.generation, until, publication.changed_at, zone)
        # What is read most is no change that anybody counts: it is asked anew as often as pages are made anew.
        caches["pages"].set(FRAME, frame, min(until - started, LONGEST).total_seconds())
        return frame

    def _key(self, request) -> str:
        """What distinguishes one kept page from another, or "" where it isn't kept."""
        question = {name: value for name, value in request.GET.items() if not FOLLOWED.fullmatch(name)}
        if not PAGING.issuperset(question):
            return ""
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        address = f"{request.scheme}://{request.get_host()}{request.path}?{urlencode(question)}"
        return sha256(f"{request.method} {address} {packed}".encode()).hexdigest()

    def _for_now(self, request, page: Kept):
        response, now = page.thing, timezone.now()
        seconds = max(0, int((page.until - now).total_seconds()))
        # A browser asks each time: an editor who has just published, or withdrawn, must see it.
        patch_cache_control(response, public=True, max_age=0, s_maxage=seconds)
        patch_vary_headers(response, ["Accept-Encoding"])
        with timezone.override(page.zone):
            changed = last_modified(page.changed, now) if response.status_code == 200 else None
        if changed:
            response["Last-Modified"] = http_date(changed.timestamp())
        return unless_known(request, response)


def last_modified(changed: datetime | None, now: datetime) -> datetime | None:
    """
    What a page may say of when it last changed: that is when something that readers see did, or the day on it. None
    in the second in which that was, for what changed again in it would bear the same moment.
    """
    if changed is None:
        return None
    changed = max(
        changed, STARTED, timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    )
    return changed if int(now.timestamp()) > int(changed.timestamp()) else None


def unless_known(request, response):
    """The response, or 304 where whoever asks has it already (RFC 9110, section 13)."""
    if response.status_code != 200 or response.streaming or "ETag" not in response:
        return response
    changed = response.get("Last-Modified")
    if "If-None-Match" in request.headers:  # which is exact: beside it the moment counts for nothing
        changed = None
    return get_conditional_response(
        request, response["ETag"], changed and parse_http_date_safe(changed), response
    )

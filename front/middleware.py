"""Says how long each of the readers' pages may be kept, and keeps them itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.core.cache import caches
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject

from ads.selection import running_places
from front.models import Generation, Publication

# A change that the clock brings is known beforehand; one that an editor makes reaches shared caches after this.
LONGEST = timedelta(seconds=60)
# What is behind these is not for every reader alike, or says for itself how long it may be kept.
NOT_PAGES = ("/admin/", "/preview/", "/static/", "/media/", "/_slot/", "/healthz", "/readyz")
# Addresses with other questions are answered but not kept here: there is no end of them.
PAGING = {"before", "after"}
# What others hang on to a link to see who follows it. No page looks at it, so it asks for the same page.
FOLLOWED = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|twclid|igshid|ref|ref_src|amp"
)
FRAME = "frame"


@dataclass(frozen=True)
class Kept:
    """A page's response, or the frame that all pages share: the publication and what its slots may show."""

    thing: Any
    generation: int | None
    until: datetime


class PagesMiddleware:
    """
    Sets `request.publication` and `request.running_places`; for pages, Cache-Control up to the next change of what is
    visible.

    What is kept here is used again only while the database's generation is that of its making and no moment has
    passed at which the clock changes something: what an editor does shows at once. Pages are the same for all, so
    whoever asks; a response that sets a cookie is neither kept nor public.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(NOT_PAGES) or request.method not in {"GET", "HEAD"}:
            request.publication = SimpleLazyObject(Publication.objects.for_frame)
            return self.get_response(request)
        key = self._key(request)
        fresh = self._fresh(caches["pages"].get_many(filter(None, [key, FRAME])))
        if page := fresh.get(key):
            return self._for_now(page.thing, page.until)

        # Read before anything else: a change that comes in while the page is made leaves it stale, never wrong.
        frame = fresh.get(FRAME) or self._new_frame()
        until = min(timezone.now() + LONGEST, frame.until)
        request.publication, request.running_places = frame.thing
        response = self.get_response(request)
        if response.status_code >= 500 or response.cookies:
            patch_cache_control(response, private=True, no_store=True)
            return response
        if key and response.status_code == 200 and not response.streaming:
            caches["pages"].set(key, Kept(response, frame.generation, until), LONGEST.total_seconds())
        return self._for_now(response, until)

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
        frame = Kept((publication, list(running_places(started))), publication.generation, until)
        caches["pages"].set(FRAME, frame, (until - started).total_seconds())
        return frame

    def _key(self, request) -> str:
        """What distinguishes one kept page from another, or "" where it isn't kept."""
        question = {name: value for name, value in request.GET.items() if not FOLLOWED.fullmatch(name)}
        if not PAGING.issuperset(question):
            return ""
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        address = f"{request.scheme}://{request.get_host()}{request.path}?{urlencode(question)}"
        return sha256(f"{request.method} {address} {packed}".encode()).hexdigest()

    def _for_now(self, response, until):
        seconds = max(0, int((until - timezone.now()).total_seconds()))
        # A browser asks each time: an editor who has just published, or withdrawn, must see it.
        patch_cache_control(response, public=True, max_age=0, s_maxage=seconds)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

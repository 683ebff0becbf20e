"""Says how long each of the readers' pages may be kept, and keeps them itself."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from django.core.cache import caches
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject

from front.models import Generation, Publication

# A change that the clock brings is known beforehand; one that an editor makes reaches shared caches after this.
LONGEST = timedelta(seconds=60)
# What is behind these is not for every reader alike, or says for itself how long it may be kept.
NOT_PAGES = ("/admin/", "/static/", "/media/", "/_slot/", "/healthz", "/readyz")
# Addresses with other questions are answered but not kept here: there is no end of them.
PAGING = {"before", "after"}


class PagesMiddleware:
    """
    Sets `request.publication`; for pages, Cache-Control up to the next change of what is visible.

    A page kept here is served again only while the database's generation is that of its making and no moment has
    passed at which the clock changes something: what an editor does shows at once. Pages are the same for all, so
    whoever asks; a response that sets a cookie is neither kept nor public.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.publication = SimpleLazyObject(Publication.objects.for_frame)
        if request.path_info.startswith(NOT_PAGES) or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        key = self._key(request)
        if key and (kept := caches["pages"].get(key)):
            response, generation, until = kept
            if timezone.now() < until and Generation.current() == generation:
                return self._for_now(response, until)

        # Read before anything else: a change that comes in while the page is made leaves it stale, never wrong.
        publication = request.publication
        started = timezone.now()
        until = min(filter(None, [started + LONGEST, publication.next_change]))
        response = self.get_response(request)
        if response.status_code >= 500 or response.cookies:
            patch_cache_control(response, private=True, no_store=True)
            return response
        if key and response.status_code == 200 and not response.streaming:
            caches["pages"].set(key, (response, publication.generation, until), LONGEST.total_seconds())
        return self._for_now(response, until)

    def _key(self, request) -> str:
        """What distinguishes one kept page from another, or "" where it isn't kept."""
        if not PAGING.issuperset(request.GET):
            return ""
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        address = (
            f"{request.method} {request.scheme}://{request.get_host()}{request.get_full_path()} {packed}"
        )
        return sha256(address.encode()).hexdigest()

    def _for_now(self, response, until):
        seconds = max(0, int((until - timezone.now()).total_seconds()))
        # A browser asks each time: an editor who has just published, or withdrawn, must see it.
        patch_cache_control(response, public=True, max_age=0, s_maxage=seconds)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

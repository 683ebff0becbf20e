"""Brings whoever asks for an address that something had before to where it is now."""

from __future__ import annotations

import copy
from urllib.parse import quote

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.defaults import page_not_found

from redirects.models import Redirect
from redirects.paths import ENDINGS, NOT_READERS, asked, former, is_elsewhere, led_on, parted, tidy


class LandingMiddleware:
    """
    Where a page is missing or withdrawn: the redirect that the desk keeps for its address, or else the address in the
    form that pages have here. It leads to pages that are there, and in one step.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        if request.method not in {"GET", "HEAD"} or path.startswith(NOT_READERS):
            return self.get_response(request)
        query = request.META.get("QUERY_STRING", "")
        own, followed = parted(query.encode("latin-1", "replace"))
        if path == "/" and (there := asked(request.GET) or (own and tidy(f"/?{own}"))):
            return self._land(request, [there], followed, followed) or self.get_response(request)
        response = self.get_response(request)
        missing = response.status_code in {404, 410}
        if "\0" in path or not (missing or _only_adds_a_slash(request, response)):
            return response
        old = tidy(path)
        addresses = [old, former(old)]
        if own:
            addresses = [*(tidy(f"{address}?{own}") for address in addresses), *addresses]
        landing = self._land(request, addresses, query, followed)
        if landing or missing:
            return landing or response
        return page_not_found(request, None)  # the slash leads nowhere: say so at once

    def _land(self, request, addresses: list[str], query: str, followed: str):
        """
        The answer that leads on from the first of these addresses that has a redirect, or else to the last; None where
        nothing is there either. The query goes along, but of one by which the redirect was found only what followed
        the reader.
        """
        redirect, ending = _kept(addresses)
        if redirect and not redirect.new_path:
            return render(request, "410.html", {"moved": True}, status=410)
        if redirect and is_elsewhere(redirect.new_path):
            return HttpResponsePermanentRedirect(redirect.new_path)
        there = led_on(redirect.new_path, ending) if redirect else addresses[-1]
        target, _, place = there.partition("#")
        if not (answer := self._answer(request, target)):
            return None
        path, _, own = target.partition("?")
        path = quote(path)
        if answer.status_code == 301:  # a story has moved on from there
            path, _, own = answer.headers["Location"].partition("?")
        asks = own or (followed if redirect and "?" in redirect.old_path else query)
        place = quote(place, safe="%!$&'()*+,;=:@/?")
        return HttpResponsePermanentRedirect(
            path + (f"?{asks}" if asks else "") + (f"#{place}" if place else "")
        )

    def _answer(self, request, target: str):
        """
        Asks as the reader would, for whatever is there decides for itself whether it may be seen. None where nothing is
        there.
        """
        path, _, own = target.partition("?")
        if path == request.path_info:
            return None
        try:
            resolve(path)
        except Resolver404:
            return None
        probe = copy.copy(request)
        probe.path = probe.path_info = path
        probe.META = {**request.META, "PATH_INFO": path, "QUERY_STRING": own}
        for name in ("GET", "resolver_match"):
            probe.__dict__.pop(name, None)
        answer = self.get_response(probe)
        return answer if answer.status_code in {200, 301, 304, 410} else None


def _only_adds_a_slash(request, response) -> bool:
    location = response.headers.get("Location", "")
    return response.status_code == 301 and location.partition("?")[0] == quote(f"{request.path_info}/")


def _kept(addresses: list[str]) -> tuple[Redirect | None, str]:
    """The first redirect of these addresses, or of that which one of them hangs on to, and then its ending."""
    bases = dict.fromkeys(addresses, "")
    for address in addresses:
        for ending in ENDINGS:
            if address.endswith(f"/{ending}"):
                bases.setdefault(address.removesuffix(ending), ending)
    found = {redirect.old_path: redirect for redirect in Redirect.objects.filter(old_path__in=bases)}
    for base, ending in bases.items():
        if base in found:
            return found[base], ending
    return None, ""

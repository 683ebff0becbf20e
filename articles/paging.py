"""Pages of a list of editions that cost the same however deep they lie (keyset paging)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.http import Http404
from django.utils import dateformat, timezone
from django.utils.translation import gettext

from articles.addresses import absolute
from articles.lists import Cursor, List

PER_PAGE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Page:
    """
    The cards that follow the cursor of the request's address, newest first.

    `?before=` continues towards older editions, `?after=` towards newer ones. A cursor is the microseconds since
    1970 of `first_published_at` and the edition's key, e.g. `1763812800000000.42`. Raises Http404 for any other.
    """

    def __init__(self, editions: List, request):
        self.path = request.path
        before, after = request.GET.get("before"), request.GET.get("after")
        newer = None  # the moment and key of the edition that stands before the first one of this page
        if after:
            rows = list(editions.next(PER_PAGE + 1, after=_parse(after)).for_cards())
            if len(rows) > PER_PAGE:
                newer = rows[PER_PAGE].first_published_at, rows[PER_PAGE].pk
            self.editions = rows[:PER_PAGE][::-1]
            has_older = True
        else:
            cursor = _parse(before) if before else None
            if cursor:
                newer = _first_from(editions, cursor)
            rows = list(editions.newest(PER_PAGE + 1, before=cursor).for_cards())
            self.editions = rows[:PER_PAGE]
            has_older = len(rows) > PER_PAGE
        self.newer_url = self._url("after", 0) if newer and self.editions else None
        self.older_url = self._url("before", -1) if has_older and self.editions else None

        # Many cursors lead to the same stories: each page has one address and title of its own, whichever led to it.
        self.title = gettext("Stories before %(moment)s") % {"moment": _in_words(newer[0])} if newer else ""
        self.canonical = absolute(self._address("before", *newer) if newer else self.path)

    def as_context(self) -> dict:
        """What the templates of lists show; `paged` is the title of a page that is not the first."""
        return {
            "canonical": self.canonical,
            "paged": self.title,
            "editions": self.editions,
            "newer_url": self.newer_url,
            "older_url": self.older_url,
        }

    def _url(self, direction: str, end: int) -> str:
        edition = self.editions[end]
        return self._address(direction, edition.first_published_at, edition.pk)

    def _address(self, direction: str, published: datetime, pk: int) -> str:
        moment = (published - _EPOCH) // timedelta(microseconds=1)
        return f"{self.path}?{urlencode({direction: f'{moment}.{pk}'})}"


def _first_from(editions: List, cursor: Cursor) -> Cursor | None:
    """The oldest of what stands before the page that continues at the cursor."""
    moment, pk = cursor
    newer = editions.next(1, after=(moment, pk - 1))
    return newer.values_list("first_published_at", "pk").first()


def _in_words(moment: datetime) -> str:
    return dateformat.format(timezone.localtime(moment), gettext("j F Y, H:i"))


def _parse(cursor: str) -> Cursor:
    match = re.fullmatch(r"(\d{1,17})\.(\d{1,18})", cursor, re.ASCII)
    if not match:
        raise Http404("This is not a page of this list.")
    return _EPOCH + timedelta(microseconds=int(match[1])), int(match[2])

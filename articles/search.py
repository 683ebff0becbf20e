"""Finds live editions by their words."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from django.http import Http404
from django.utils.http import urlencode

from articles.models import Edition

PER_PAGE = 20
LONGEST_QUERY = 200  # characters; more than that is no question
LAST_PAGE = 50
LATEST = 5


def search(words: str, *, page: str = "1") -> dict:
    """
    The page's context: `query` as understood, `editions` best first, their `count`, `newer_url`, `older_url`; where
    nothing is found, `latest`, the newest stories.

    Words are all wanted; "quoted phrases", `or` and `-not` work. Raises Http404 for a page that is none.
    """
    query = re.sub(r"[\x00-\x20]+", " ", words).strip()[:LONGEST_QUERY]
    if not re.fullmatch(r"\d{1,3}", page, re.ASCII) or not 1 <= int(page) <= LAST_PAGE:
        raise Http404("Search has no such page.")
    number = int(page)
    found: dict = {"query": query, "editions": [], "count": 0, "newer_url": None, "older_url": None}
    asked = SearchQuery(query, config="newsroom", search_type="websearch")
    matches = Edition.objects.live().filter(search=asked)
    found["count"] = matches.count() if query else 0
    if not found["count"]:
        found["latest"] = list(Edition.objects.live().for_cards().newest_first()[:LATEST])
        return found
    start = (number - 1) * PER_PAGE
    found["editions"] = list(
        matches.for_cards()
        .annotate(rank=SearchRank(F("search"), asked))
        .order_by("-rank", "-first_published_at", "-pk")[start : start + PER_PAGE]
    )
    if number > 1:
        found["newer_url"] = "?" + urlencode({"q": query, "page": str(number - 1)})
    if number < LAST_PAGE and start + PER_PAGE < found["count"]:
        found["older_url"] = "?" + urlencode({"q": query, "page": str(number + 1)})
    return found

"""What readers are told of a series: which part a story is, and of how many."""

from __future__ import annotations

from django.urls import reverse

SHOWN = 12  # parts beside a story; the series' own page has them all


def numbered(parts: list[dict], planned: int | None, story: int | None = None) -> tuple[list[dict], int]:
    """
    The parts that are live, each with its `number`, and of how many. `parts` are all that there are, as `as_json()` of
    Part gives them; `story` is one that is being shown, live or not.

    Where a number of parts is planned, each has that of its place, so that it stays whichever goes live first. Else
    only those that readers have are counted: there may be a part that they are to know nothing of.
    """
    shown = [
        part | {"number": place}
        for place, part in enumerate(parts, start=1)
        if part["edition"] or part["story"] == story
    ]
    if planned:
        return shown, max(planned, *(part["number"] for part in shown)) if shown else planned
    return [part | {"number": place} for place, part in enumerate(shown, start=1)], len(shown)


def told(series: dict | None, story: int) -> dict | None:
    """
    What the page of a story says of its series, from the `series_json` of an edition: `title`, `url`, `number`,
    `total`, `previous` and `next` (parts or None), and `parts`: those around it, each with `number`, `headline`, `path`
    and whether it is `this`; `more` where that is not all.
    """
    if not series:
        return None
    parts, total = numbered(series["parts"], series["planned"], story)
    for part in parts:
        edition = part["edition"] or {}
        part["this"] = part["story"] == story
        part["headline"] = edition.get("short_headline") or edition.get("headline", "")
        part["path"] = edition.get("path", "")
        part["language"] = edition.get("language", "")
        part["is_retracted"] = edition.get("is_retracted", False)
    here = next(index for index, part in enumerate(parts) if part["this"])
    start = max(0, min(here - SHOWN // 2, len(parts) - SHOWN))
    return {
        "title": series["title"],
        "url": reverse("series", args=[series["slug"]]),
        "number": parts[here]["number"],
        "total": total,
        "previous": parts[here - 1] if here else None,
        "next": parts[here + 1] if here + 1 < len(parts) else None,
        "parts": parts[start : start + SHOWN],
        "more": len(parts) > SHOWN,
    }

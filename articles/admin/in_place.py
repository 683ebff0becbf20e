"""Save, sent by the form's own script: where the page would be the same afterwards, it stays; see saving.js."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import JsonResponse, QueryDict

from articles.models import Article, Unused
from articles.models.article import written
from articles.standing import mark, standing

# What a page that is open shows only where it was typed. The body's editor writes what is kept of it, but for spaces.
TYPED = ("kicker", "standfirst", "body", "lead_caption", "short_headline", "seo_title", "seo_description")


@dataclass(frozen=True)
class Shown:
    """What the page of a story shows of it; `story` is one from `with_standing()`."""

    standing: str
    content: dict

    @classmethod
    def of(cls, story: Article) -> Shown:
        return cls(standing(story).words, written(story.content()))


def note(request, story: Article) -> None:
    """Before it is saved: how the page shows it from which this is sent, where that may stay."""
    if "may_stay" in request.POST:
        request.shown = Shown.of(story)


def is_asked(request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def stays(request, story: Article) -> bool:
    """Whether the page from which this was sent is like the one that would answer it."""
    before = getattr(request, "shown", None)
    if not before or Unused.of(request.user, story):
        return False
    now = Shown.of(story)
    return (
        now.standing == before.standing
        and all(now.content[name] == value for name, value in before.content.items() if name not in TYPED)
        and all(_is_as_sent(request.POST, story, name) for name in TYPED if name != "body")
    )


def answer(story: Article, words: str, address: str, *, stays: bool, is_merged: bool) -> JsonResponse:
    """
    That the story is saved, as `version`, None where that is more than was sent; `words` say so. `mark` says what
    readers have (see standing.py). Where the page does not stay, `address` is to be opened, which says it.
    """
    return JsonResponse(
        {
            "article": story.pk,
            "version": None if is_merged else story.version,
            "mark": mark(story),
            "words": words,
            "address": address,
            "stays": stays,
        }
    )


def _is_as_sent(sent: QueryDict, story: Article, name: str) -> bool:
    return sent.get(name, "").replace("\r\n", "\n").strip() == getattr(story, name)

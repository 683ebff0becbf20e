"""Save, sent by the form's own script: where the page would be the same afterwards, it stays; see saving.js."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from django.contrib.messages import DEFAULT_TAGS
from django.http import JsonResponse
from django.template.loader import render_to_string

from articles import checklist
from articles.models import Article, Unused
from articles.models.article import written
from articles.standing import mark, standing

# What a page that is open shows only where it was typed.
TYPED = ("kicker", "standfirst", "body", "lead_caption", "short_headline", "seo_title", "seo_description")
# What the page's script can put into it where a colleague's was merged in.
TEXTS = {*TYPED, "headline", "slug"}


@dataclass(frozen=True)
class Shown:
    """What the page of a story shows of it: how it stood, as of the version that it was opened with."""

    standing: str
    content: dict

    @classmethod
    def of(cls, story: Article, version: int | None = None) -> Shown:
        """`story` is one from `with_standing()`; `version`, if it isn't the last."""
        opened = copy(story)
        opened.version = version or story.version
        return cls(standing(opened).words, written(story.content()))


def is_by_script(request) -> bool:
    """Whether a script of the page has sent it, which takes the answer itself."""
    return request.headers.get("X-Requested-With") == "fetch"


def answer(request, story: Article, said: list[tuple[int, str]], address: str) -> JsonResponse:
    """
    That the story is saved; `said` are the messages. `merged` are the texts that a colleague's save has changed in it,
    by name: with them the page holds what `version` says (see stale.py), all of the story or, where it has to be opened
    anew for that, its texts; None where nobody can tell.
    `stays`: the page that is open is then like the one at `address`. `mark` says what readers have (see standing.py),
    `checklist` what stands in the way of it, as HTML.
    """
    meeting = getattr(request, "meeting", None)
    merged = {*meeting.taken_over, "slug"} if meeting else set()
    holds_all = merged <= TEXTS
    found = {"findings": checklist.review(story)}
    return JsonResponse(
        {
            "article": story.pk,
            "version": story.version if holds_all else meeting.known.with_texts_of(story.version),
            "mark": mark(story),
            "said": [{"kind": DEFAULT_TAGS[level], "words": str(words)} for level, words in said],
            "address": address,
            "merged": {name: getattr(story, name) for name in merged & TEXTS},
            "stays": holds_all
            and len(said) == (2 if meeting and meeting.words else 1)
            and _stays(request, story),
            "checklist": render_to_string("admin/articles/article/_findings.html", found),
        }
    )


def _stays(request, story: Article) -> bool:
    before = getattr(request, "shown", None)
    if not before or Unused.of(request.user, story):
        return False
    now = Shown.of(story)
    return (
        now.standing == before.standing
        and all(now.content[name] == value for name, value in before.content.items() if name not in TYPED)
        # The body's editor writes what is kept of it, but for spaces.
        and all(_is_as_sent(request, story, name) for name in TYPED if name != "body")
    )


def _is_as_sent(request, story: Article, name: str) -> bool:
    return request.POST.get(name, "").replace("\r\n", "\n").strip() == getattr(story, name)

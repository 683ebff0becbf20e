"""The history of a story: all its versions, any two compared, any one read or brought back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from articles import workflow
from articles.admin.comparison import (
    as_printed,
    changed_fields,
    compare,
    edition_content,
    label,
    stamp,
    words_changed,
)
from articles.models import Article, Edition, Revision
from articles.models.article import written
from articles.render import AD_BREAK, render
from articles.restoring import restore_revision
from articles.standing import standing
from authors.activity import Activity, lines_of
from media.models import Image
from media.moments import clock
from sections.models import Section

PER_PAGE = 40
KEY = re.compile(r"now|live|e?[1-9][0-9]{0,17}", re.ASCII)


@dataclass
class Printed:
    """An edition that was made of a version: its number, and in words what readers had of it."""

    key: str
    title: str
    state: str
    words: str
    told: list[str]


@dataclass(frozen=True)
class Line:
    """What was done with a version: by a verb, or with the story's assignment."""

    at: datetime
    words: str
    who: str

    @property
    def is_sentence(self) -> bool:
        """Whether a sentence ends with it, so that who did it begins another."""
        return self.words.endswith((".", "?", "!", "…"))


@dataclass
class Version:
    """
    One text of the story: the save that made it, what that changed, what was done with it afterwards, newest first, and
    the editions that it became.
    """

    made: Revision
    before: Revision | None
    current: bool
    changed: list[str]
    added: int
    removed: int
    done: list[Line] = field(default_factory=list)
    editions: list[Printed] = field(default_factory=list)


@dataclass
class Side:
    """
    One of two that are compared: a revision, an edition or the story as it is now. `key` is how an address says so.
    """

    key: str
    title: str
    content: dict
    at: datetime
    who: str = ""
    note: str = ""
    revision: Revision | None = None
    is_now: bool = False

    @property
    def is_edition(self) -> bool:
        return self.key.startswith("e")


class History(admin.ModelAdmin):
    """The part of ArticleAdmin that is about what a story was."""

    object_history_template = "admin/articles/article/history.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        history = "<int:pk>/history/"
        return [
            path(f"{history}compare/", view(self.compare_view), name="articles_article_compare"),
            path(f"{history}<int:revision>/", view(self.revision_view), name="articles_article_revision"),
            path(
                f"{history}<int:revision>/restore/",
                view(self.restore_revision_view),
                name="articles_article_restore_revision",
            ),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        article = self.get_object(request, unquote(object_id))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        numbers = article.revisions.order_by("-version").values_list("version", flat=True).distinct()
        page = Paginator(numbers, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self._about(request, article, "History"),
            "standing": standing(article),
            "page": page,
            "versions": _versions(article, list(page.object_list), self._order),
            "assigned": [] if page.object_list else [line for _, line in _assignments(article)],
            "readers_have": _live_key(article),
            "may_restore": self.has_change_permission(request, article),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def compare_view(self, request, pk):
        """GET: `a` and `b` are a revision's key, `e2` for the second edition, `live` for that of readers or `now`."""
        article = self._story(request, pk)
        keys = [request.GET.get(name, "") for name in ("a", "b")]
        if not all(KEY.fullmatch(key) for key in keys):
            messages.warning(request, "Choose two versions to compare.")
            return redirect("admin:articles_article_history", pk)
        before, after = sorted((_side(article, key) for key in keys), key=lambda side: side.at)
        contents = [before.content, after.content]
        if before.is_edition != after.is_edition:
            contents = [
                side.content if side.is_edition else as_printed(side.content) for side in (before, after)
            ]
        now = written(article.content())
        for side in (before, after):
            side.is_now = written(side.content) == now
        context = {
            **self._about(request, article, "What is different"),
            "sides": [before, after],
            "changes": compare(*contents, self._order),
            "may_restore": self.has_change_permission(request, article),
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)

    def revision_view(self, request, pk, revision):
        """One revision, to read: rendered as readers would get it, whatever the database holds."""
        article = self._story(request, pk)
        shown = get_object_or_404(article.revisions, pk=revision)
        content = shown.content
        before = article.revisions.filter(version__lt=shown.version).defer("content").first()
        lead = content["lead_image"]
        context = {
            **self._about(request, article, f"Version {shown.version}, as it was on {stamp(shown.at)}"),
            "revision": shown,
            "before": before,
            "content": content,
            "lead": Image.objects.filter(pk=lead["id"]).first() if lead else None,
            "body": mark_safe(render(content["body"]).replace(AD_BREAK, "")),  # noqa: S308 - sanitised by render()
            "facts": _facts(content, self._order),
            "readers_have": _live_key(article),
            "is_now": written(content) == written(article.content()),
            "may_restore": self.has_change_permission(request, article),
        }
        return TemplateResponse(request, "admin/articles/article/revision.html", context)

    def restore_revision_view(self, request, pk, revision):
        """POST with `version`, that of the story when it was looked at."""
        article = self._story(request, pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        then = get_object_or_404(article.revisions, pk=revision)
        version = request.POST.get("version", "")
        try:
            self._may_belong(request, article, then)
            kept, gone = restore_revision(
                article, then, by=request.user, version=int(version) if version.isdecimal() else 0
            )
        except workflow.NotNow as error:
            messages.error(request, str(error))
            compared = urlencode({"a": then.pk, "b": "now"})
            return redirect(f"{reverse('admin:articles_article_compare', args=[pk])}?{compared}")
        messages.success(request, f"{kept.note}. Readers see nothing of it until it is published.")
        for sentence in gone:
            messages.warning(request, sentence)
        return redirect("admin:articles_article_change", pk)

    def _may_belong(self, request, article, then):
        """Nobody brings a story into a section that they could not choose in its form."""
        section = then.content["section"]
        if not request.user.limited_to or section["id"] == article.section_id:
            return
        known = Section.objects.filter(pk=section["id"]).exists()
        if known and not self._sections(request).filter(pk=section["id"]).exists():
            raise workflow.NotNow(
                f"Nothing was restored: the story was in “{section['name']}” then, where you don't work."
            )

    def _story(self, request, pk) -> Article:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404("There is no such story, or it is not yours to see.")
        return article

    def _about(self, request, article, title) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(article),
            "object": article,
            "opts": self.opts,
        }

    @property
    def _order(self) -> list[str]:
        """The fields in the order of the form, the bylines after the text."""
        text, *rail = self.fieldsets
        return [*flatten_fieldsets([text]), "bylines", *flatten_fieldsets(rail)]


def _versions(article: Article, numbers: Sequence[int], order: Sequence[str]) -> list[Version]:
    """The versions of one page, newest first, in a fixed number of queries."""
    if not numbers:
        return []
    first, last = numbers[-1], numbers[0]
    made = list(
        article.revisions.filter(version__range=(first, last))
        .order_by("-version", "at", "pk")
        .distinct("version")
    )
    older = article.revisions.filter(version__lt=first).order_by("-version", "at", "pk").first()
    befores = [*made[1:], older]
    versions = {}
    for revision, before in zip(made, befores, strict=True):
        added, removed = words_changed(before.content if before else {}, revision.content)
        changed = changed_fields(before.content, revision.content, order) if before else []
        versions[revision.version] = Version(
            made=revision,
            before=before,
            current=revision.version == article.version,
            changed=[label(name) for name in changed],
            added=added,
            removed=removed,
        )
    done = article.revisions.filter(version__range=(first, last)).defer("content")
    for revision in done.exclude(pk__in=[one.pk for one in made]):
        line = Line(revision.at, revision.note or "Saved", revision.by_name)
        versions[revision.version].done.append(line)
    for number, line in _assignments(article):
        if version := versions.get(number):
            version.done.append(line)
    for version in versions.values():
        version.done.sort(key=lambda line: line.at, reverse=True)
    editions = article.editions.filter(article_version__range=(first, last))
    for edition in (
        editions.select_related("correction", "withdrawal")
        .defer("body", "body_html", "search")
        .order_by("-number")
    ):
        if version := versions.get(edition.article_version):
            version.editions.append(printed(edition))
    return list(versions.values())


def _assignments(article: Article) -> list[tuple[int, Line]]:
    """What was done with the story's assignment, with the version that the story had then."""
    return [
        (line.details["version"], Line(line.at, line.words, str(line.by or line.by_name)))
        for line in lines_of(Article, article.pk, [Activity.Verb.ASSIGN])
    ]


def printed(edition: Edition) -> Printed:
    """What readers had of an edition: from when until when, and what they were told of it."""
    now = timezone.now()
    start, end = edition.live_from, edition.live_until
    withdrawal, correction = getattr(edition, "withdrawal", None), getattr(edition, "correction", None)
    told = [f"{correction.get_kind_display()}: {correction.text}"] if correction else []
    if withdrawal:
        told.append(f"Withdrawn: {withdrawal.notice or 'without a notice'}")
    if edition.note:
        told.append(edition.note)
    state, words = "withdrawn", f"live {_span(start, end)}"
    if end == start:
        words = f"called off; was to go live {stamp(start)}"
    elif start > now:
        state, words = "scheduled", f"goes live {stamp(start)}"
    elif end is None or end > now:
        state = "live"
        words = f"live since {stamp(start)}" + (f", until {stamp(end)}" if end else "")
    return Printed(f"e{edition.number}", f"Edition {edition.number}", state, words, told)


def _span(start: datetime, end: datetime | None) -> str:
    """“24 Nov, 14:02–15:10”, or with both days."""
    if end is None:
        return stamp(start)
    local = timezone.localtime(end)
    if timezone.localdate(start) == local.date():
        return f"{stamp(start)}–{clock(end)}"
    return f"{stamp(start)} – {stamp(end)}"


def _live_key(article: Article) -> str:
    number = article.editions.live().values_list("number", flat=True).first()
    return f"e{number}" if number else ""


def _side(article: Article, key: str) -> Side:
    """Raises Http404 for what the story does not have."""
    if key == "live":
        key = _live_key(article) or "e0"
    if key == "now":
        latest = article.revisions.defer("content").first()
        return Side(
            key, "The story as it is now", article.content(), timezone.now(), latest.by_name if latest else ""
        )
    if key.startswith("e"):
        edition = get_object_or_404(
            article.editions.select_related("section__parent", "lead_image", "correction", "withdrawal")
            .prefetch_related("bylines", "listed_in__parent")
            .defer("body_html", "search"),
            number=key[1:],
        )
        shown = printed(edition)
        note = " ".join([f"{shown.words[:1].upper()}{shown.words[1:]}.", *shown.told])
        return Side(
            key, f"{shown.title}, as readers got it", edition_content(edition), edition.frozen_at, "", note
        )
    revision = get_object_or_404(article.revisions, pk=key)
    return Side(
        key,
        f"Version {revision.version} of {stamp(revision.at)}",
        revision.content,
        revision.at,
        revision.by_name,
        revision.note,
        revision,
    )


def _facts(content: dict, order: Sequence[str]) -> list[tuple[str, str]]:
    """What is not read as part of the text, as labels and words; what is empty is left out."""
    shown = {"kicker", "headline", "standfirst", "body", "lead_image", "lead_caption", "bylines"}
    facts = []
    for name in [name for name in order if name in content and name not in shown]:
        match content[name]:
            case None | "" | [] | False:
                continue
            case True:
                text = "Yes"
            case {"name": text}:
                pass
            case list() as things:
                text = ", ".join(thing["name"] if isinstance(thing, dict) else str(thing) for thing in things)
            case str() as text if name == "embargo_until":
                text = stamp(datetime.fromisoformat(text))
            case value:
                text = str(value)
        facts.append((label(name), text))
    return facts

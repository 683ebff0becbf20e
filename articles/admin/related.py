"""Stories that an editor chooses, those related to another and the parts of a series: a list in an order of its own."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.http import JsonResponse
from django.urls import reverse_lazy
from django.utils import timezone

from articles.admin.finding import find
from articles.models import Article, Edition
from articles.search.suggesting import stories
from media.widgets import PageWidget

OFFERED = 8
TO_COME = 3  # of these at most that readers don't have


def choosable(user):
    """What `user` may name as related: whatever readers have, and what they meet at the desk."""
    live = Edition.objects.live().filter(article=OuterRef("pk"))
    mine = Article.objects.visible_to(user).values("pk")
    return Article.objects.filter(pk__in=mine) | Article.objects.filter(Exists(live))


def offered(query: str, user, leaving_out: int | None) -> list[dict]:
    """
    Stories that are meant by these words: `id`, `name` and `note` of some that are live, with their `path`, then of
    some to come.
    """
    live = [
        {
            "id": edition.article_id,
            "name": edition.headline,
            "note": _day(edition.first_published_at),
            "path": edition.path,
        }
        for edition in stories(query, OFFERED + 1)
    ]
    unseen = ~Exists(Edition.objects.live().filter(article=OuterRef("pk")))
    found = find(Article.objects.visible_to(user), query) if query else Article.objects.none()
    to_come = found.filter(unseen).exclude(stage=Article.Stage.SPIKED).values("id", "headline")
    more = [
        {"id": article["id"], "name": article["headline"], "note": "Not live"}
        for article in to_come[: TO_COME + 1]
        if article["id"] != leaving_out
    ][:TO_COME]
    return [*[one for one in live if one["id"] != leaving_out][: OFFERED - len(more)], *more]


def _day(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %b %Y}"


class StoriesInput(PageWidget, forms.SelectMultiple):
    """
    A list of stories; the script that `data-stories` attaches looks for others at that address, and gives each one
    buttons. Without script, those that were chosen can be taken out.
    """

    template_name = "admin/articles/article/_stories_input.html"

    class Media:
        css = {"all": ["admin-look/css/suggestions.css"]}
        js = [forms.Script("admin-look/js/stories.js", type="module")]

    def __init__(self, attrs=None):
        address = reverse_lazy("admin:articles_article_stories")
        super().__init__({"data-stories": address, **(attrs or {})})

    def get_context(self, name, value, attrs):
        keys = [int(key) for key in value or [] if str(key).isdecimal()]
        context = super().get_context(name, [], attrs)
        return context | {"stories": Article.objects.named(keys)}


class StoriesField(forms.Field):
    """The keys of stories, each once, in their order; no more than `most`."""

    widget = StoriesInput

    def __init__(self, *, most: int, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def clean(self, value):
        keys = list(dict.fromkeys(str(key) for key in value or []))
        if not all(key.isdecimal() and len(key) < 19 for key in keys):
            raise ValidationError("Choose stories from the list.")
        if len(keys) > self.most:
            raise ValidationError(f"There is room for {self.most} stories. Take some out.")
        return [int(key) for key in keys]

    def has_changed(self, initial, data):
        return [str(key) for key in initial or []] != [str(key) for key in data or []]


class Relating:
    """The part of ArticleAdmin that finds stories to name as related."""

    def stories_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        of = request.GET.get("of", "")
        found = offered(request.GET.get("q", "").strip(), request.user, int(of) if of.isdecimal() else None)
        return JsonResponse({"stories": found})

"""The list of stories: where each stands, who has it, when it was changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.template.loader import render_to_string
from django.utils.html import format_html

from articles.admin.bulk import BulkActions
from articles.admin.finding import find
from articles.admin.saved_filters import SavedFilters
from articles.admin.story_filters import FILTERS
from articles.models import Article, Byline
from articles.most_read import with_readings
from articles.planner import without
from articles.standing import moment, readings, standing

PER_PAGE = 50
CURSORS = ("before", "after")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class StoryList(BulkActions, SavedFilters, admin.ModelAdmin):
    """The part of ArticleAdmin that is about the list."""

    list_display = ["story", "changed"]
    list_display_links = None
    list_filter: list = FILTERS
    list_per_page = PER_PAGE
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["headline"]  # see get_search_results()
    search_help_text = "Words of the story, the last one may be unfinished; or an author's name."

    def get_search_results(self, request, queryset, search_term):
        return find(queryset, search_term), False

    def get_changelist(self, request, **kwargs):
        return StoryChangeList

    @property
    def media(self):
        author = Byline._meta.get_field("author")
        own = forms.Media(
            js=[
                forms.Script("admin-look/js/author-filter.js", type="module"),
                forms.Script("admin-look/js/tags.js", type="module"),
            ]
        )
        return super().media + AutocompleteSelect(author, self.admin_site).media + own

    @admin.display(description="story")
    def story(self, article):
        authors = dict.fromkeys(byline.author.name for byline in article.bylines.all())
        context = {
            "article": article,
            "standing": standing(article),
            "authors": ", ".join(authors),
            "readings": readings(article),
        }
        return render_to_string("admin/articles/article/_list_story.html", context)

    @admin.display(description="changed")
    def changed(self, article):
        return format_html(
            '<time datetime="{}">{}</time> <span class="quiet">{}</span>',
            article.changed_at.isoformat(),
            moment(article.changed_at),
            article.changed_by or "",
        )


class StoryChangeList(ChangeList):
    """
    Pages that cost the same however deep they lie, and are never counted: `?before=` goes on towards what was changed
    earlier, `?after=` towards what was changed later, from a cursor made of the microseconds since 1970 of
    `changed_at` and the story's key.
    """

    def get_filters_params(self, params=None):
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name not in CURSORS}

    def get_query_string(self, new_params=None, remove=None):
        """Another question begins at its first page."""
        return super().get_query_string(new_params, [*(remove or ()), *CURSORS])

    def get_queryset(self, request, exclude_parameters=None):
        """Who clears all filters sees all stories: without a word that was looked for, and past the default."""
        found = super().get_queryset(request, exclude_parameters)
        self.clear_all_filters_qs = self.get_query_string(
            {"all": ""}, remove=[SEARCH_VAR, *self.get_filters_params()]
        )
        return found

    def get_ordering(self, request, queryset):
        return ["-changed_at", "-pk"]

    def get_results(self, request):
        """Finds the page's stories first, so that what is shown of each is read for no other."""
        found, has_newer, has_older = self._search(request) if self.query else self._rows(request)
        stories = with_readings(Article.objects.with_standing().for_list()).in_bulk([pk for _, pk in found])
        self.result_list = [stories[pk] for _, pk in found if pk in stories]
        self.newer_url = self._page("after", found[0]) if has_newer and found else None
        self.older_url = self._page("before", found[-1]) if has_older and found else None
        self.result_count = len(self.result_list)  # of this page: nobody counts the rest
        self.show_admin_actions = bool(self.result_list)
        self.full_result_count, self.paginator = None, None
        self.can_show_all = self.multi_page = False

    def _search(self, request):
        """
        The database thinks that looking through all texts one by one is cheap, for it doesn't count that long ones
        have to be unpacked first; where a word is frequent that takes seconds, and its index a tenth of one.
        """
        with without("seqscan"):
            return self._rows(request)

    def _rows(self, request):
        """Moments and keys of the page's stories, and whether there are later and earlier ones."""
        before, after = (_cursor(request.GET.get(name)) for name in CURSORS)
        rows = self.queryset.values_list("changed_at", "pk")
        if after:
            rows = rows.filter(changed_at__gte=after[0]).exclude(changed_at=after[0], pk__lte=after[1])
            found = list(rows.order_by("changed_at", "pk")[: self.list_per_page + 1])
            more, found = len(found) > self.list_per_page, found[: self.list_per_page][::-1]
            has_newer, has_older = more, bool(found)
        else:
            if before:
                rows = rows.filter(changed_at__lte=before[0]).exclude(changed_at=before[0], pk__gte=before[1])
            found = list(rows[: self.list_per_page + 1])
            more, found = len(found) > self.list_per_page, found[: self.list_per_page]
            has_newer, has_older = bool(before), more
        return found, has_newer, has_older

    def _page(self, direction, row) -> str:
        at, pk = row
        cursor = f"{(at - _EPOCH) // timedelta(microseconds=1)}.{pk}"
        return super().get_query_string({direction: cursor}, [name for name in CURSORS if name != direction])


def _cursor(value: str | None) -> tuple[datetime, int] | None:
    if not value:
        return None
    match = re.fullmatch(r"(\d{1,17})\.(\d{1,18})", value, re.ASCII)
    if not match:
        raise IncorrectLookupParameters("This is not a page of this list.")
    return _EPOCH + timedelta(microseconds=int(match[1])), int(match[2])

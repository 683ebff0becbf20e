"""The list of stories: where each stands, who has it, when it was changed."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils.html import format_html

from articles.models import Article, Byline, Edition
from articles.standing import moment, standing
from sections.models import Section


class StandingFilter(admin.SimpleListFilter):
    title = "where it stands"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("live", "Live"),
            ("changed", "Live, with unpublished changes"),
            ("scheduled", "Scheduled"),
            ("withdrawn", "Withdrawn or ended"),
            ("never", "Never published"),
        ]

    def queryset(self, request, queryset):
        def with_one(editions):
            return Exists(editions.filter(article=OuterRef("pk")))

        live, waiting = with_one(Edition.objects.live()), with_one(Edition.objects.waiting())
        gone = with_one(Edition.objects.ever_live())
        match self.value():
            case "live":
                return queryset.filter(live)
            case "changed":
                current = Edition.objects.live().filter(article_version=OuterRef("version"))
                return queryset.filter(live, ~with_one(current))
            case "scheduled":
                return queryset.filter(waiting)
            case "withdrawn":
                return queryset.filter(gone, ~live)
            case "never":
                return queryset.filter(~gone)
        return queryset


class StageFilter(admin.SimpleListFilter):
    """A spiked story is out of the way until it is asked for."""

    title = "stage"
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return Article.Stage.choices

    def queryset(self, request, queryset):
        if self.value() in Article.Stage.values:
            return queryset.filter(stage=self.value())
        return queryset.exclude(stage=Article.Stage.SPIKED)


class WhoseFilter(admin.SimpleListFilter):
    title = "whose it is"
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mine", "My stories")]

    def queryset(self, request, queryset):
        return queryset.of(request.user) if self.value() == "mine" else queryset


class SectionFilter(admin.SimpleListFilter):
    """The stories of a section, those of its subsections included."""

    title = "section"
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(str(section.pk), str(section)) for section in Section.objects.in_tree()]

    def queryset(self, request, queryset):
        if self.value() and self.value().isdecimal():
            return queryset.filter(Q(section=self.value()) | Q(section__parent=self.value()))
        return queryset


class AuthorFilter(admin.SimpleListFilter):
    """One author out of hundreds: found by typing."""

    title = "author"
    parameter_name = "author"
    template = "admin/articles/article/author_filter.html"

    def lookups(self, request, model_admin):
        self.site = model_admin.admin_site
        return [("", "")]

    def queryset(self, request, queryset):
        if self.value() and self.value().isdecimal():
            return queryset.filter(Exists(Byline.objects.filter(article=OuterRef("pk"), author=self.value())))
        return queryset

    def choices(self, changelist):
        author = Byline._meta.get_field("author")
        field = forms.ModelChoiceField(
            author.related_model.objects.all(), required=False, widget=AutocompleteSelect(author, self.site)
        )
        others = {
            name: value
            for name, value in changelist.get_filters_params().items()
            if name != self.parameter_name
        }
        yield {
            "widget": field.widget.render(self.parameter_name, self.value(), {"id": "author-filter"}),
            "others": others,
        }


class StoryList:
    """The part of ArticleAdmin that is about the list."""

    list_display = ["story", "stands", "section", "by", "changed"]
    list_display_links = None
    list_filter = [WhoseFilter, StandingFilter, StageFilter, SectionFilter, AuthorFilter]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["headline", "slug", "bylines__author__name"]
    search_help_text = "Words of the headline or the address, or an author's name."
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).with_standing()

    def get_changelist(self, request, **kwargs):
        return StoryChangeList

    @property
    def media(self):
        author = Byline._meta.get_field("author")
        own = forms.Media(js=[forms.Script("admin-look/js/author-filter.js", type="module")])
        return super().media + AutocompleteSelect(author, self.admin_site).media + own

    @admin.display(description="story", ordering="headline")
    def story(self, article):
        return render_to_string("admin/articles/article/_list_story.html", {"article": article})

    @admin.display(description="where it stands")
    def stands(self, article):
        story = standing(article)
        return format_html('<span class="standing" data-state="{}">{}</span>', story.state, story.words)

    @admin.display(description="by")
    def by(self, article):
        return ", ".join(dict.fromkeys(byline.author.name for byline in article.bylines.all())) or "—"

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, article):
        return format_html(
            '<time datetime="{}">{}</time> <span class="quiet">{}</span>',
            article.changed_at.isoformat(),
            moment(article.changed_at),
            article.changed_by or "",
        )


class StoryChangeList(ChangeList):
    def get_results(self, request):
        """Finds the page's stories first, so that what is shown of each is read for no other."""
        super().get_results(request)
        found = list(self.result_list.values_list("pk", flat=True))
        stories = Article.objects.with_standing().for_list().in_bulk(found)
        self.result_list = [stories[pk] for pk in found]

"""What the story list is narrowed down by. Every filter is a condition that an index answers at 100,000 stories."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.models import Article, Assignment, Byline, Edition, TaggedArticle
from articles.tagging import called
from authors.models import Author
from media.moments import start_of
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
        def among(editions):
            return Q(pk__in=editions.order_by().values("article"))

        live, gone = among(Edition.objects.live()), among(Edition.objects.ever_live())
        match self.value():
            case "live":
                return queryset.filter(live)
            case "changed":
                return queryset.with_unpublished_changes()
            case "scheduled":
                return queryset.filter(among(Edition.objects.waiting()))
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


class AssignedFilter(admin.SimpleListFilter):
    """What is still to be done of what was assigned; a plan that nobody has yet is not."""

    title = "assigned"
    parameter_name = "assigned"

    def lookups(self, request, model_admin):
        return [("me", "To me"), ("anybody", "To anybody"), ("overdue", "Overdue")]

    def queryset(self, request, queryset):
        found = Assignment.objects.open()
        match self.value():
            case "me":
                found = found.filter(to=request.user)
            case "anybody":
                found = found.filter(to__isnull=False)
            case "overdue":
                found = found.filter(due_at__lt=timezone.now())
            case _:
                return queryset
        return queryset.filter(pk__in=found.order_by().values("article"))


class SectionFilter(admin.SimpleListFilter):
    """The stories of a section, those of its subsections included."""

    title = "section"
    parameter_name = "section"

    def lookups(self, request, model_admin):
        self.sections = list(Section.objects.in_tree())
        return [(str(section.pk), str(section)) for section in self.sections]

    def queryset(self, request, queryset):
        chosen = [
            section.pk
            for section in self.sections
            if self.value() in {str(section.pk), str(section.parent_id)}
        ]
        if self.value() and self.value().isdecimal():
            # One at a time comes out of its index in the list's order, several don't.
            return (
                queryset.filter(section=chosen[0])
                if len(chosen) == 1
                else queryset.filter(section__in=chosen)
            )
        return queryset


class TypedFilter(admin.ListFilter):
    """Something to be typed or chosen in a small form of its own; the parameters that it sends are `fields`."""

    template = "admin/articles/article/typed_filter.html"
    fields: dict[str, forms.Field] = {}

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.site = model_admin.admin_site
        for name in self.fields:
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1].strip()

    def expected_parameters(self):
        return list(self.fields)

    def has_output(self):
        return True

    def value(self, name):
        return self.used_parameters.get(name, "")

    @property
    def initial(self) -> dict:
        return self.used_parameters

    def choices(self, changelist):
        others = {
            name: values[-1]
            for name, values in changelist.get_filters_params().items()
            if name not in self.fields
        }
        if changelist.query:
            others["q"] = changelist.query
        form = forms.Form(initial=self.initial, auto_id="filter-%s", label_suffix="")
        form.fields |= self.fields
        yield {
            "form": form,
            "others": others,
            "active": any(self.used_parameters.values()),
            "without": changelist.get_query_string(remove=list(self.fields)),
        }


class AuthorFilter(TypedFilter):
    """
    One author out of hundreds, found by typing. Without script a name is typed in full or in part, and those are meant
    who bear it: `author` is a key, or else a name.
    """

    title = "author"
    template = "admin/articles/article/author_filter.html"

    @property
    def fields(self):
        author = Byline._meta.get_field("author")
        widget = AutocompleteSelect(author, admin.site)
        return {
            "author": forms.ModelChoiceField(
                Author.objects.all(), required=False, widget=widget, label="Author"
            )
        }

    @property
    def key(self) -> str:
        value = self.value("author")
        return value if value.isdecimal() and len(value) < 19 else ""

    @property
    def initial(self):
        return {"author": self.key}

    def choices(self, changelist):
        name = self.value("author")
        if self.key:
            name = Author.objects.filter(pk=self.key).values_list("name", flat=True).first() or ""
        for choice in super().choices(changelist):
            yield choice | {"name": name, "is_typed": bool(name) and not self.key}

    def queryset(self, request, queryset):
        if not (typed := self.value("author")):
            return queryset
        bylines = Byline.objects.order_by().values("article")
        if self.key:
            return queryset.filter(pk__in=bylines.filter(author=self.key))
        named = Author.objects.filter(name__unaccent__icontains=typed).order_by().values("pk")
        return queryset.filter(pk__in=bylines.filter(author__in=named))


class TagFilter(TypedFilter):
    title = "tags"

    @property
    def fields(self):
        widget = forms.TextInput(attrs={"data-tags": reverse("admin:articles_article_tags")})
        return {
            "tag": forms.CharField(
                required=False, widget=widget, label="Tags", help_text="With commas: all of them."
            )
        }

    def queryset(self, request, queryset):
        for name in filter(None, (part.strip() for part in self.value("tag").split(",")[:10])):
            tagged = TaggedArticle.objects.filter(tag__in=called(name).order_by().values("pk"))
            queryset = queryset.filter(pk__in=tagged.values("content_object"))
        return queryset


class DateFilter(TypedFilter):
    """Days are those of the publication's zone."""

    title = "dates"

    @property
    def fields(self):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        labels = {
            "changed_from": "Changed from",
            "changed_to": "Changed to",
            "published": "First published on",
        }
        return {
            name: forms.CharField(required=False, widget=widget, label=label)
            for name, label in labels.items()
        }

    def queryset(self, request, queryset):
        if start := self._day("changed_from"):
            queryset = queryset.filter(changed_at__gte=start_of(start))
        if end := self._day("changed_to"):
            queryset = queryset.filter(changed_at__lt=start_of(end + timedelta(days=1)))
        if day := self._day("published"):
            editions = Edition.objects.ever_live().filter(
                first_published_at__gte=start_of(day),
                first_published_at__lt=start_of(day + timedelta(days=1)),
            )
            queryset = queryset.filter(pk__in=editions.order_by().values("article"))
        return queryset

    def _day(self, name) -> date | None:
        try:
            day = parse_date(self.value(name))
        except ValueError:  # 31 February
            return None
        return day if day and 1900 < day.year < 3000 else None


FILTERS = [
    WhoseFilter,
    AssignedFilter,
    StandingFilter,
    StageFilter,
    SectionFilter,
    AuthorFilter,
    TagFilter,
    DateFilter,
]

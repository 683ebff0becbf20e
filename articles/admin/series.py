"""Series at the desk: what they are called, and which stories they are made of, in which order."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.html import format_html

from articles.admin.related import StoriesField, choosable
from articles.models import Part, Series
from articles.models.series import MOST_PARTS
from media.opened import OpenedForm
from redirects.slugs import SlugForm


class SeriesForm(SlugForm, OpenedForm):
    slug_source = "title"
    stories = StoriesField(
        label="Parts",
        required=False,
        most=MOST_PARTS,
        help_text="In their order. Readers see those that are live, and the others from the moment they are.",
    )

    by = None  # who works with it; set by the admin for one request

    class Meta:
        model = Series
        fields = ["title", "slug", "standfirst", "planned"]
        widgets = {"standfirst": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["stories"] = _parts_of(self.instance)

    def standing(self, instance):
        return super().standing(instance) | {"stories": _line(_parts_of(instance))}

    def typed(self):
        return super().typed() | {"stories": _line(self.cleaned_data.get("stories", []))}

    def take(self, name, now):
        if name == "stories":
            self.cleaned_data["stories"] = _parts_of(now)
        else:
            super().take(name, now)

    def in_words(self, name, now):
        if name == "stories":
            return ", ".join(str(part.article) for part in now.parts.select_related("article"))
        return super().in_words(name, now)

    def clean_stories(self):
        keys = self.cleaned_data["stories"]
        new = {*keys} - {*self.initial.get("stories", [])}
        if new and choosable(self.by).filter(pk__in=new).count() < len(new):
            raise ValidationError(
                "One of these stories isn't there any more, or not yours to name. Take it out."
            )
        elsewhere = Part.objects.filter(article__in=new).exclude(series=self.instance.pk)
        if taken := elsewhere.select_related("article", "series").first():
            raise ValidationError(
                f"“{taken.article}” is a part of “{taken.series}”. A story belongs to one series: take it out there "
                "first."
            )
        return keys


def _parts_of(series: Series) -> list[int]:
    return list(series.parts.values_list("article", flat=True))


def _line(keys: list[int]) -> str:
    return " ".join(map(str, keys))


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):
    form = SeriesForm
    list_display = ["title", "address", "parts_held"]
    list_per_page = 50
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fields = ["title", "slug", "standfirst", "planned", "stories"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(held=Count("parts"))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change or "stories" in form.changed_data:
            form.instance.put(form.cleaned_data["stories"])

    @admin.display(description="parts", ordering="held")
    def parts_held(self, series):
        return f"{series.held} of {series.planned}" if series.planned else series.held

    @admin.display(description="page")
    def address(self, series):
        return format_html('<a href="{}">/series/{}/</a>', series.get_absolute_url(), series.slug)

"""Saved filters of the story list: above it as links, and on a page of their own where they are kept in order."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.models import SavedFilter
from articles.models.saved_filter import known

MOST = 30  # for one person


class SavedFilterForm(forms.Form):
    name = forms.CharField(
        max_length=60,
        error_messages={
            "required": "Give the filter a name, such as “Embassy, ready”.",
            "max_length": "This name is too long: 60 characters are the most.",
        },
    )
    query = forms.CharField(required=False, max_length=4000)


class SavedFilters:
    """The part of ArticleAdmin that is about what a person looks for again and again."""

    def changelist_view(self, request, extra_context=None):
        """Whoever just opens the list sees their default; `?all=` is the way past it."""
        mine = list(SavedFilter.objects.filter(user=request.user))
        now = known(request.GET.urlencode())
        if request.method == "GET" and not request.GET and self.has_view_or_change_permission(request):
            default = next((one for one in mine if one.is_default and one.query), None)
            if default:
                return redirect(f"{request.path}?{default.query}")
        chips = [{"name": one.name, "query": one.query, "is_now": one.query == now} for one in mine]
        context = {
            "saved_filters": chips,
            "filter_now": now,
            "is_saved": any(chip["is_now"] for chip in chips),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def filters_view(self, request):
        """Shows a person's filters, and saves, deletes or makes one the default."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        form = SavedFilterForm()
        if request.method == "POST":
            done, form = self._change_filters(request)
            if done:
                return redirect(done)
        context = {
            **self.admin_site.each_context(request),
            "title": "Saved filters",
            "opts": self.opts,
            "filters": SavedFilter.objects.filter(user=request.user),
            "form": form,
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/articles/article/filters.html", context, status=status)

    @transaction.atomic
    def _change_filters(self, request):
        """Where to go on, or else the form with what is wrong."""
        mine = SavedFilter.objects.select_for_update().filter(user=request.user)
        here = reverse("admin:articles_article_filters")
        for verb in ("delete", "default", "no_default"):
            if (pk := request.POST.get(verb, "")).isdecimal():
                chosen = mine.filter(pk=pk).first()
                if chosen and verb == "delete":
                    chosen.delete()
                    messages.success(request, f"“{chosen}” is deleted.")
                elif chosen:
                    mine.update(is_default=False)
                    mine.filter(pk=pk).update(is_default=verb == "default")
                return here, SavedFilterForm()
        form = SavedFilterForm(request.POST)
        if not form.is_valid():
            return None, form
        query, name = known(form.cleaned_data["query"]), " ".join(form.cleaned_data["name"].split())
        there = mine.filter(name=name).first()
        if mine.count() >= MOST and not there:
            form.add_error("name", f"{MOST} filters are the most. Delete one that you don't need.")
            return None, form
        SavedFilter.objects.update_or_create(user=request.user, name=name, defaults={"query": query})
        said = f"“{name}” is saved in place of the one of that name" if there else f"“{name}” is saved"
        messages.success(request, f"{said}. You find it above the list.")
        address = reverse("admin:articles_article_changelist")
        return f"{address}?{query or urlencode({'all': ''})}", form

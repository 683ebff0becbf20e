"""The publication's own pages at the desk: written as stories are, seen before readers see them, every save kept."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from articles.admin.editor import BodyEditorMixin
from articles.standing import moment
from front import pages
from front.admin.live_preview import answer, as_readers_see_it, faults_of, refuse
from front.models import Page, PageVersion, Publication
from front.models.page import WRITTEN
from front.views import page_context
from media.lengths import NothingIsCut
from media.moments import clock
from redirects.slugs import SlugForm

LISTED = 20  # versions beside the form; the others are a step away


class PageForm(SlugForm, NothingIsCut, forms.ModelForm):
    """Says at which version it was opened: who saves over a colleague's words has seen them first."""

    slug_source = "title"

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    note = forms.CharField(
        label="Why you save", max_length=200, required=False, help_text="Stands in the history of the page."
    )

    class Meta:
        model = Page
        fields = ["title", "slug", "summary", "purpose", "body"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "seen" in self.fields:
            self.initial["seen"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if "_publish" in self.data and not cleaned.get("body") and "body" not in self.errors:
            self.add_error(
                "body", "Readers get a page only with a text. Write one, or save without putting it live."
            )
        if self.instance.pk and cleaned.get("seen") != self.instance.version:
            theirs = self.instance.versions.first()
            self.data = self.data.copy()
            self.data["seen"] = self.instance.version
            raise forms.ValidationError(
                f"{theirs.saved_by_name or 'Somebody'} saved this page at {clock(theirs.saved_at)}, after you opened "
                "it. What you typed stands below; theirs is the first version in the history. Save again to put yours "
                "in its place: theirs is kept."
            )
        return cleaned


@admin.register(Page)
class PageAdmin(BodyEditorMixin, admin.ModelAdmin):
    form = PageForm
    list_display = ["title", "address", "state", "purpose"]
    list_select_related = ["live"]
    search_fields = ["title", "slug"]
    actions = None
    fieldsets = [
        (None, {"fields": ["title", "summary", "body"]}),
        ("Where it stands", {"fields": ["slug", "purpose"]}),
        (None, {"fields": ["note", "seen"]}),
    ]
    prepopulated_fields = {"slug": ["title"]}

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("preview/", view(require_POST(self.preview_view)), name="front_page_preview"),
            path("<int:pk>/version/<int:number>/", view(self.version_view), name="front_page_version"),
            path(
                "<int:pk>/restore/<int:number>/",
                view(require_POST(self.restore_view)),
                name="front_page_restore",
            ),
            *super().get_urls(),
        ]

    @admin.display(description="address", ordering="slug")
    def address(self, page):
        return page.get_absolute_url()

    @admin.display(description="state")
    def state(self, page):
        if not page.is_live:
            return "Draft"
        return "Live, with changes that readers don't have" if page.has_changes else "Live"

    def has_delete_permission(self, request, obj=None):
        """What readers have is taken down first."""
        return super().has_delete_permission(request, obj) and not (obj and obj.is_live)

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.is_live else None

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Of two who save at once, the second is told what the first has saved."""
        with transaction.atomic():
            if request.method == "POST" and (object_id or "").isdecimal():
                Page.objects.select_for_update().filter(pk=object_id).first()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["standing"] = self.state(obj)
            context["versions"] = list(obj.versions.all()[:LISTED])
            context["more"] = max(0, obj.version - LISTED)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if {*form.changed_data} - {"seen", "note"} or not change:
            pages.save(obj, by=request.user, note=form.cleaned_data["note"])

    def response_add(self, request, obj, post_url_continue=None):
        return self._after(request, obj)

    def response_change(self, request, obj):
        return self._after(request, obj)

    def _after(self, request, page):
        if "_publish" in request.POST:
            pages.put_live(page, by=request.user)
            messages.success(request, f"Readers have “{page}” as it stands here.")
        elif "_take_down" in request.POST and page.is_live:
            pages.take_down(page, by=request.user)
            messages.success(request, f"Readers have “{page}” no more. What is written stays here.")
        else:
            still = " Readers have what they had." if page.is_live else ""
            messages.success(request, f"“{page}” is saved.{still}")
        return redirect("admin:front_page_change", page.pk)

    # --- Seeing it, and its versions ------------------------------------------------------------------

    def preview_view(self, request):
        """The page with what is in the form; nothing is saved."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        form = PageForm(request.POST)
        form.fields["title"].required = False
        form.is_valid()
        if any(name in form.errors for name in WRITTEN):
            for name in {*form.errors} - {*WRITTEN}:
                del form.errors[name]
            return refuse(request, self.admin_site, faults_of(form))
        page = Page(**{name: form.cleaned_data[name] for name in WRITTEN})
        page.title = page.title or "Without a title yet"
        return self._shown(request, page, form.cleaned_data.get("purpose", ""), f"Preview: {page}")

    def version_view(self, request, pk, number):
        """The page as it was saved then."""
        version = get_object_or_404(PageVersion.objects.select_related("page"), page=pk, number=number)
        if not self.has_view_permission(request, version.page):
            raise PermissionDenied
        title = f"{version}, saved {moment(version.saved_at)} by {version.saved_by_name or 'a program'}"
        return self._shown(request, version, version.page.purpose, title)

    def _shown(self, request, page, purpose, title):
        request.publication = Publication.objects.for_frame()
        html = as_readers_see_it(request, "front/page.html", page_context(page, purpose))
        return answer(request, html, title)

    def restore_view(self, request, pk, number):
        version = get_object_or_404(PageVersion.objects.select_related("page"), page=pk, number=number)
        if not self.has_change_permission(request, version.page):
            raise PermissionDenied
        seen = request.POST.get("seen", "")
        try:
            pages.restore(version, by=request.user, seen=int(seen) if seen.isdecimal() else -1)
        except pages.Stale as stale:
            theirs = stale.version
            messages.error(
                request,
                f"Nothing is restored: {theirs.saved_by_name or 'somebody'} saved the page at "
                f"{clock(theirs.saved_at)}, after you looked. Look again.",
            )
        else:
            messages.success(
                request, f"The page is what it was in version {number}. Readers see nothing of it yet."
            )
        return redirect("admin:front_page_change", pk)

"""Seeing a story as readers would: at the desk, on a phone and on a desktop, and by a link that needs no account."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import workflow
from articles.admin.twice import made_before
from articles.models import Article, Edition, PreviewLink
from articles.models.preview_link import LONGEST
from articles.readers_language import in_readers_language
from articles.views import story_context
from media.moments import MomentField


class PreviewLinkForm(forms.ModelForm):
    class Meta:
        model = PreviewLink
        fields = ["label", "ends_at"]
        field_classes = {"ends_at": MomentField}
        error_messages = {
            "label": {"required": "Say who the link is for: so it can be told from others later."}
        }

    def clean_ends_at(self):
        ends = self.cleaned_data["ends_at"]
        if ends <= timezone.now():
            raise forms.ValidationError("This moment has passed. Choose one that is still to come.")
        if ends > timezone.now() + LONGEST:
            raise forms.ValidationError(
                f"A link works for {LONGEST.days} days at the most. Choose an earlier end."
            )
        return ends


class Previewing(admin.ModelAdmin):
    """The part of ArticleAdmin that is about seeing a story before readers do."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", view(self.preview_view), name="articles_article_preview"),
            path("<int:pk>/links/", view(self.links_view), name="articles_article_links"),
            *super().get_urls(),
        ]

    def preview_view(self, request, pk):
        """The saved working copy as readers would see it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article = self.get_object(request, str(pk))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        try:
            return self.preview(request, article)
        except workflow.NotReady as error:
            messages.error(request, str(error))
            return redirect("admin:articles_article_change", pk)

    def preview(self, request, article: Article) -> HttpResponse:
        """The story as it is now, and where it is live, as readers have it: each in a frame as wide as a screen."""
        live = Edition.objects.live().filter(article=article.pk).for_page().first()
        with workflow.rehearse(article, by=request.user) as edition:
            frames = [
                ("coming", "With the changes" if live else "As readers will see it", _page(request, edition))
            ]
        standing = "changes not published" if live else "not published"
        if live and edition == live:
            frames, standing = [("now", "As readers have it", frames[0][2])], "as readers have it"
        elif live:
            frames.append(("now", "As readers have it now", _page(request, live)))
        context = {
            "article": article, "frames": frames, "standing": standing, "title": f"Preview: {article}",
        }  # fmt: skip
        response = render(request, "admin/articles/article/previews.html", context)
        response["X-Robots-Tag"] = "noindex"
        return response

    def no_preview(self, request, response):
        """The preview has a tab of its own: that is no place for a second form, if what was sent can't be read."""
        form = getattr(response, "context_data", {}).get("adminform")
        if not form:
            return response
        faults = [
            (form.form[name].label if name in form.form.fields else "", errors)
            for name, errors in form.form.errors.items()
        ]
        for inline in response.context_data["inline_admin_formsets"]:
            faults += [("Bylines", row[name]) for row in inline.formset.errors for name in row]
            faults.append(("Bylines", inline.formset.non_form_errors()))
        context = {**self.admin_site.each_context(request), "title": "No preview yet", "faults": faults}
        return TemplateResponse(request, "admin/articles/article/no_preview.html", context)

    def links_view(self, request, pk):
        """The story's private links: making one, and revoking one."""
        article = self.get_object(request, str(pk))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        form = PreviewLinkForm(request.POST or None, label_suffix="")
        if request.method == "POST":
            if (link := request.POST.get("revoke", "")).isdecimal():
                if article.preview_links.open().filter(pk=link).update(revoked_at=timezone.now()):
                    messages.success(request, "The link is revoked: it leads nowhere from now on.")
                return redirect("admin:articles_article_links", pk)
            if form.is_valid():
                link = self._make_link(request, article, form)
                messages.success(request, f"The link for {link.label} is ready: copy it below.")
                return redirect("admin:articles_article_links", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Private links",
            "subtitle": str(article),
            "opts": self.opts,
            "article": article,
            "form": form,
            "links": article.preview_links.select_related("made_by")[:100],
        }
        return TemplateResponse(request, "admin/articles/article/links.html", context)

    @transaction.atomic
    def _make_link(self, request, article: Article, form) -> PreviewLink:
        form.instance.article, form.instance.made_by = article, request.user
        same = {name: getattr(form.instance, name) for name in ("made_by", "label", "ends_at")}
        return made_before(article, article.preview_links.open(), made="made_at", **same) or form.save()


def _page(request, edition: Edition) -> str:
    with in_readers_language():
        return render_to_string("admin/articles/article/preview.html", story_context(edition), request)


@never_cache
@require_safe
def shared_preview(request, key: str):
    """
    The story that a private link leads to, as it was last saved. No cache keeps it, no search engine lists it, and no
    page that it links to learns its address. 410 where the link has ended, 503 where a picture can't be made ready.
    """
    link = PreviewLink.objects.filter(key=key).select_related("article").first()
    if link and link.is_open:
        link.count_opening()
        live = Edition.objects.live().filter(article=link.article_id).only("pk").first()
        try:
            with workflow.rehearse(link.article, by=None) as edition:
                if edition != live:  # it bears the moment as of which it is shown, whenever somebody looks
                    as_of = link.article.changed_at
                    edition.first_published_at = min(edition.first_published_at, as_of)
                    edition.updated_at = edition.updated_at and as_of
                context = {**story_context(edition), "share_links": [], "link": link, "is_live": bool(live)}
                response = render(request, "articles/shared_preview.html", context)
        except workflow.NotReady:  # which is in the log
            context = {"is_open": True}
            response = render(request, "articles/no_shared_preview.html", context, status=503)
    else:
        response = render(request, "articles/no_shared_preview.html", status=410)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response

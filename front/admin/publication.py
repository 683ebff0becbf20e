"""The publication itself: its name, its logotype, its pages."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.shortcuts import redirect

from articles.admin.editor import BodyEditorMixin
from front.icons import icon, write_others
from front.logotype import logotype
from front.models import Publication, SocialLink


class SocialLinkInline(admin.TabularInline):
    model = SocialLink
    extra = 0
    fields = ["label", "url", "position"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https", "widget": forms.URLInput}}
    verbose_name = "link"
    verbose_name_plural = "Connect with us"


class PublicationForm(forms.ModelForm):
    """Makes an uploaded logotype and icon ready; the logotype's measure is that of the one for light screens."""

    def clean(self):
        cleaned = super().clean()
        for name in ("logotype", "logotype_dark"):
            if not isinstance(cleaned.get(name), UploadedFile):
                continue
            try:
                cleaned[name], measure = logotype(cleaned[name])
            except ValidationError as error:
                self.add_error(name, error)
                continue
            if name == "logotype":
                self.instance.logotype_width, self.instance.logotype_height = measure
        if isinstance(cleaned.get("icon"), UploadedFile):
            try:
                cleaned["icon"] = icon(cleaned["icon"])
            except ValidationError as error:
                self.add_error("icon", error)
        if cleaned.get("logotype_dark") and not cleaned.get("logotype") and not self.errors:
            self.add_error("logotype", "Upload the logotype for light screens too: most readers have those.")
        return cleaned


@admin.register(Publication)
class PublicationAdmin(BodyEditorMixin, admin.ModelAdmin):
    """There is one publication: its list goes right to its form."""

    form = PublicationForm
    inlines = [SocialLinkInline]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "logotype", "logotype_dark", "icon"]}),
        ("Pages", {"fields": ["about", "contact", "privacy"]}),
        (
            "For machines",
            {
                "fields": [
                    "full_text_feeds",
                    "ai_crawlers",
                    "crawlers_kept_out",
                    "security_contact",
                    "security_until",
                    "corrections_policy",
                    "ethics_policy",
                ],
            },
        ),
    ]
    formfield_overrides = {models.URLField: {"assume_scheme": "https", "widget": forms.URLInput}}

    def changelist_view(self, request, extra_context=None):
        publication = Publication.objects.first()
        if publication:
            return redirect("admin:front_publication_change", publication.pk)
        return redirect("admin:front_publication_add")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.icon and "icon" in form.changed_data:
            write_others(obj.icon)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Publication.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

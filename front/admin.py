"""The publication itself and the pinned stories of its front page."""

from django.contrib import admin
from django.db import models
from django.shortcuts import redirect

from front.models import Pin, Publication, SocialLink


class SocialLinkInline(admin.TabularInline):
    model = SocialLink
    extra = 0
    fields = ["label", "url", "position"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    verbose_name = "link"
    verbose_name_plural = "Connect with us"


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    """There is one publication: its list goes right to its form."""

    inlines = [SocialLinkInline]
    fields = ["name", "tagline", "about", "contact", "privacy"]

    def changelist_view(self, request, extra_context=None):
        publication = Publication.objects.first()
        if publication:
            return redirect("admin:front_publication_change", publication.pk)
        return redirect("admin:front_publication_add")

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Publication.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Pin)
class PinAdmin(admin.ModelAdmin):
    list_display = ["article", "place", "pinned_from", "pinned_until"]
    list_select_related = ["article"]
    list_per_page = 50
    ordering = ["place", "-pinned_from"]
    autocomplete_fields = ["article"]
    fields = ["article", "place", "pinned_from", "pinned_until"]

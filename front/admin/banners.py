"""The breaking banner at the desk."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from articles.models import Article
from front.admin.stories import StoryChoice
from front.models import Banner
from media.lengths import NothingIsCut


class BannerForm(NothingIsCut, forms.ModelForm):
    def clean_banner_until(self):
        until = self.cleaned_data["banner_until"]
        if "banner_until" in self.changed_data and until <= timezone.now() and not self.instance.pk:
            raise forms.ValidationError("This moment has passed. Choose one that is still to come.")
        return until


@admin.register(Banner)
class BannerAdmin(StoryChoice, admin.ModelAdmin):
    """Giving a banner that stands an earlier end takes it down; so does deleting it."""

    form = BannerForm
    list_display = ["text", "article", "banner_from", "banner_until"]
    list_select_related = ["article"]
    list_per_page = 50
    search_fields = ["text"]
    fields = ["text", "article", "banner_from", "banner_until"]

    def get_queryset(self, request):
        visible = Article.objects.visible_to(request.user).values("pk")
        return super().get_queryset(request).filter(Q(article=None) | Q(article__in=visible))

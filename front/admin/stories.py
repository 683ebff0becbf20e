"""Choosing a story in a form about the front page."""

from __future__ import annotations

from articles.models import Article


class StoryChoice:
    """A ModelAdmin whose `article` is one of those that whoever asks works with."""

    autocomplete_fields = ["article"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name != "article":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs["queryset"] = Article.objects.visible_to(request.user)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.error_messages["invalid_choice"] = (
            "This story isn't among those that you work with. Choose another."
        )
        return field

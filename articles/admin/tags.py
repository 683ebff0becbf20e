"""Tags at the desk: in a list, and as a field in which names are typed, with commas between them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify
from taggit.admin import TagAdmin as StockTagAdmin
from taggit.models import Tag

from articles.models import TaggedArticle

LONGEST = Tag._meta.get_field("name").max_length


class TagsInput(forms.TextInput):
    """A plain text field; the script that `data-tags` attaches suggests names from that address."""

    def format_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return ", ".join(tag.name for tag in value)


class TagsField(forms.CharField):
    """Names of tags. Only commas divide them: “climate change” is one."""

    widget = TagsInput

    def clean(self, value):
        names = {name.casefold(): name for part in super().clean(value).split(",") if (name := part.strip())}
        for name in names.values():
            if len(name) > LONGEST:
                raise ValidationError(
                    f"“{name[:30]}…” is too long for a tag: {LONGEST} characters are the most."
                )
            if not slugify(name, allow_unicode=True):
                raise ValidationError(f"“{name}” has no letters or digits to make the tag's address from.")
        # In one order: two who make the same tags at once wait for each other, and never each for the other.
        return [names[key] for key in sorted(names)]

    def has_changed(self, initial, data):
        return sorted(tag.name for tag in initial or []) != sorted(
            name for part in (data or "").split(",") if (name := part.strip())
        )


class TagForm(forms.ModelForm):
    def clean_name(self):
        name = self.cleaned_data["name"]
        if "," in name:
            raise ValidationError("Leave out the comma: in a story's form commas stand between tags.")
        return name


admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    form = TagForm
    list_display = ["name", "slug", "stories"]
    list_per_page = 100
    search_fields = StockTagAdmin.search_fields
    ordering = ["name"]
    fields = ["name", "slug"]
    prepopulated_fields = StockTagAdmin.prepopulated_fields

    def get_queryset(self, request):
        tagged = TaggedArticle.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
        count = Subquery(tagged.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
        return super().get_queryset(request).annotate(story_count=Coalesce(count, 0))

    @admin.display(description="stories", ordering=F("story_count"))
    def stories(self, tag):
        return tag.story_count

"""Tags at the desk: in a list, and as a field in which names are typed, with commas between them."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from taggit.admin import TagAdmin as StockTagAdmin
from taggit.models import Tag

from articles.models import TagAlias, TaggedArticle, goes_by
from articles.tagging import address, called, canonical, merge
from media.opened import OpenedForm
from redirects.models import Redirect
from redirects.slugs import SlugForm, slug_from

LONGEST = Tag._meta.get_field("name").max_length


def _has_long_address(name: str) -> bool:
    """Whether the address of a new tag may not fit: ½ becomes 12, and what is alike gets a number at its end."""
    return len(slug_from(name, 10 * LONGEST)) > LONGEST - len("_99")


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
            if len(name) > LONGEST or (_has_long_address(name) and not called(name).exists()):
                raise ValidationError(
                    f"“{name[:30]}…” is too long for a tag: {LONGEST} characters are the most."
                )
            if not slug_from(name):
                raise ValidationError(f"“{name}” has no letters or digits to make the tag's address from.")
        return canonical(names.values())

    def has_changed(self, initial, data):
        return sorted(tag.name for tag in initial or []) != sorted(
            name for part in (data or "").split(",") if (name := part.strip())
        )


def without_comma(name: str) -> str:
    if "," in name:
        raise ValidationError("Leave out the comma: in a story's form commas stand between tags.")
    return name.strip()


class TagForm(SlugForm, OpenedForm):
    def clean_name(self):
        name = without_comma(self.cleaned_data["name"])
        others = TagAlias.objects.named([name]).exclude(tag=self.instance.pk).select_related("tag")
        if alias := others.first():
            raise ValidationError(
                f"This is another name of “{alias.tag}”. Take it off there first, or choose another."
            )
        return name


class AliasForm(forms.ModelForm):
    def clean_name(self):
        name = without_comma(self.cleaned_data["name"])
        if Tag.objects.filter(name__iexact=name).exists():
            raise ValidationError(
                "There is a tag of that name. Merge it into this one from the list of tags."
            )
        return name


class AliasInline(admin.TabularInline):
    model = TagAlias
    form = AliasForm
    extra = 1
    fields = ["name"]
    verbose_name_plural = "other names: who types one, gets this tag"

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("taggit.view_tag")

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("taggit.change_tag")

    has_change_permission = has_delete_permission = has_add_permission


class Tagging(admin.ModelAdmin):
    """The part of ArticleAdmin that is about the names of tags."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.tags_view)
        return [path("tags/", view, name="articles_article_tags"), *super().get_urls()]

    def tags_view(self, request):
        """The names of tags one of whose names begins like `q`, then of those where one contains it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        query = request.GET.get("q", "").strip()
        tags = Tag.objects.order_by("name").values_list("name", flat=True)
        begins, contains = goes_by(Q(name__istartswith=query)), goes_by(Q(name__icontains=query))
        first = list(tags.filter(begins)[:8]) if query else []
        more = tags.filter(contains).exclude(name__in=first)[: 8 - len(first)] if query else []
        return JsonResponse({"names": [*first, *more]})


class MergeForm(forms.Form):
    into = forms.CharField(
        label="Into the tag",
        widget=TagsInput,
        error_messages={"required": "Type the name of the tag that stays."},
    )

    def clean_into(self):
        name = self.cleaned_data["into"].strip().removesuffix(",")
        tag = called(name).first()
        if not tag:
            raise ValidationError(f"There is no tag “{name}”. Type the name of one that is there.")
        return tag


admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    form = TagForm
    list_display = ["name", "slug", "stories"]
    list_per_page = 100
    search_fields = [*StockTagAdmin.search_fields, "aliases__name"]
    ordering = ["name"]
    fields = ["name", "slug"]
    prepopulated_fields = StockTagAdmin.prepopulated_fields
    inlines = [AliasInline]
    actions = ["merge"]

    def get_queryset(self, request):
        tagged = TaggedArticle.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
        count = Subquery(tagged.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
        return super().get_queryset(request).annotate(story_count=Coalesce(count, 0))

    def save_model(self, request, obj, form, change):
        before = Tag.objects.filter(pk=obj.pk).values_list("slug", flat=True).first() if change else None
        super().save_model(request, obj, form, change)
        if before:
            Redirect.objects.move(address(before), address(obj.slug))

    @admin.action(description="Merge into another tag…", permissions=["delete"])
    def merge(self, request, queryset):
        """First asks into which, with what will happen; then does it."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        tags = list(self.get_queryset(request).filter(pk__in=[pk for pk in chosen if pk.isdecimal()]))
        form = MergeForm(request.POST if "confirmed" in request.POST else None, label_suffix="")
        form.fields["into"].widget.attrs["data-tags"] = reverse("admin:articles_article_tags")
        if form.is_bound and form.is_valid():
            into = form.cleaned_data["into"]
            merge(tags, into, by=request.user)
            gone = [tag.name for tag in tags if tag != into]
            self.message_user(
                request, f"Merged into “{into}”: {', '.join(gone)}." if gone else "Nothing to merge."
            )
            return redirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": "Merge tags",
            "opts": self.opts,
            "form": form,
            "tags": tags,
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media + forms.Media(js=[forms.Script("admin-look/js/tags.js", type="module")]),
        }
        return TemplateResponse(request, "admin/taggit/tag/merge.html", context)

    @admin.display(description="stories", ordering=F("story_count"))
    def stories(self, tag):
        return tag.story_count

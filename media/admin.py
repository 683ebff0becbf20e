"""The picture library at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from media import usage
from media.forms import ImageForm, UploadForm
from media.models import Image
from media.picker import PickerMixin
from media.renditions import rendition

READ_ON_UPLOAD = {
    "headline": "Headline",
    "caption": "Caption",
    "alt_text": "Alt text",
    "creator": "Creator",
    "credit_line": "Credit line",
    "copyright_notice": "Copyright notice",
    "usage_terms": "Usage terms",
    "web_statement": "Licence",
    "licensor_url": "Where to get a licence",
}


WORDS_AND_RIGHTS: list[Any] = [
    ("What it shows", {"fields": ["alt_text", "decorative", "caption"]}),
    ("Rights", {"fields": ["credit", "copyright_notice", "usage_terms", "usage_until"]}),
]


class UsageFilter(admin.SimpleListFilter):
    title = "usage"
    parameter_name = "usage"

    def lookups(self, request, model_admin):
        return [("running", "Usable today"), ("ended", "Usage ended")]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if self.value() == "running":
            return queryset.usable(today)
        return queryset.filter(usage_until__lt=today) if self.value() == "ended" else queryset


class MissingFilter(admin.SimpleListFilter):
    title = "what is missing"
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [("credit", "No credit"), ("caption", "No caption")]

    def queryset(self, request, queryset):
        return queryset.filter(**{self.value(): ""}) if self.value() in {"credit", "caption"} else queryset


class UploaderFilter(admin.SimpleListFilter):
    title = "uploader"
    parameter_name = "uploader"

    def lookups(self, request, model_admin):
        return [("me", "Uploaded by me")]

    def queryset(self, request, queryset):
        return queryset.filter(uploaded_by=request.user) if self.value() == "me" else queryset


@admin.register(Image)
class ImageAdmin(PickerMixin, admin.ModelAdmin):
    list_display = ["thumbnail", "title", "printed_credit", "facts"]
    list_display_links = ["thumbnail", "title"]
    list_filter = [UsageFilter, MissingFilter, UploaderFilter]
    list_per_page = 60
    show_full_result_count = False
    search_fields = ["caption", "credit", "alt_text", "iptc__filename"]
    search_help_text = "Searches captions, credits, alt texts and file names."
    readonly_fields = ["preview", "used_in", "about_file", "read_on_upload"]
    form = ImageForm

    fieldsets = [
        (None, {"fields": ["preview", ("focal_x", "focal_y")]}),
        *WORDS_AND_RIGHTS,
        ("In use", {"fields": ["used_in"]}),
        ("About the file", {"fields": ["taken_at", "about_file", "read_on_upload"]}),
    ]
    add_fieldsets = [(None, {"fields": ["picture", ("focal_x", "focal_y")]}), *WORDS_AND_RIGHTS]

    class Media:
        css = {"all": ["media-library/library.css", "media-library/upload.css"]}
        js = [forms.Script("media-library/focal.js", type="module")]

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_object(self, request, object_id, from_field=None):
        image = super().get_object(request, object_id, from_field)
        if image:
            image.asker = request.user  # what `used_in` names is not for everybody
        return image

    def get_form(self, request, obj=None, change=False, **kwargs):
        if change:
            return super().get_form(request, obj, change, **kwargs)
        form = type("AddForm", (UploadForm,), {"user": request.user})
        return super().get_form(request, obj, change, form=form, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            form.upload.keep(obj)

    def get_deleted_objects(self, objs, request):
        # Django would name all that holds on to a picture, whoever asks.
        protected = dict.fromkeys(line for image in objs for line in usage.lines(image, request.user))
        return ([], {}, set(), list(protected)) if protected else super().get_deleted_objects(objs, request)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        transaction.on_commit(obj.remove_files)

    def delete_queryset(self, request, queryset):
        images = list(queryset)
        super().delete_queryset(request, queryset)
        for image in images:
            transaction.on_commit(image.remove_files)

    # In the list

    @admin.display(description="picture")
    def thumbnail(self, image):
        thumb = rendition(image, "card", at_most=480)
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            thumb.url(), thumb.width, thumb.height, image.alt,
        )  # fmt: skip

    @admin.display(description="caption", ordering="caption")
    def title(self, image):
        return Truncator(image.caption or image.alt_text or image.iptc.get("filename", "")).chars(90)

    @admin.display(description="credit", ordering="credit")
    def printed_credit(self, image):
        return image.credit or format_html('<em class="missing">{}</em>', "No credit")

    @admin.display(description="uploaded", ordering="uploaded_at")
    def facts(self, image):
        if image.usage_until and image.usage_until < timezone.localdate():
            return format_html(
                '<strong class="ended">Usage ended {}</strong>', date_format(image.usage_until)
            )
        return f"{date_format(timezone.localtime(image.uploaded_at))}, {image.width} × {image.height}"

    # In the form

    @admin.display(description="")
    def preview(self, image):
        large = rendition(image, at_most=1200)
        return render_to_string("admin/media/image/_preview.html", {"source": large.url(), "alt": image.alt})

    @admin.display(description="used in")
    def used_in(self, image):
        lines = [(line,) for line in usage.lines(image, image.asker)]
        return format_html_join(mark_safe("<br>"), "{}", lines) or "Nothing yet."

    @admin.display(description="file")
    def about_file(self, image):
        by = f" by {image.uploaded_by}" if image.uploaded_by else ""
        return (
            f"{image.iptc.get('filename', '')}, {image.width} × {image.height} pixels, uploaded "
            f"{date_format(timezone.localtime(image.uploaded_at), 'DATETIME_FORMAT')}{by}"
        )

    @admin.display(description="read on upload")
    def read_on_upload(self, image):
        words = [(label, image.iptc[name]) for name, label in READ_ON_UPLOAD.items() if image.iptc.get(name)]
        return format_html_join(mark_safe("<br>"), "{}: {}", words) or "The file says nothing about itself."

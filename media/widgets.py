"""Form fields for pictures. PictureInput is for the admins of other apps, UploadInput for the library itself."""

from __future__ import annotations

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.urls import reverse

from media.models import Image
from media.renditions import rendition

THUMB_WIDTH = 480


class PageWidget(forms.Widget):
    """A widget whose template stands with those of the pages; `attributes` are its HTML attributes."""

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        context["attributes"] = flatatt(context["widget"]["attrs"])
        return render_to_string(self.template_name, context)


class UploadInput(PageWidget):
    """
    A file, or the token of one that the server keeps already. With script the file is read as soon as it is chosen.
    """

    template_name = "admin/media/image/_upload.html"
    needs_multipart_form = True
    upload = None  # the incoming.Upload that is kept

    class Media:
        css = {"all": ["media-library/upload.css"]}
        js = [
            forms.Script("media-library/upload.js", type="module"),
            forms.Script("media-library/focal.js", type="module"),
        ]

    def value_from_datadict(self, data, files, name):
        return files.get(name), data.get(f"{name}-kept", "")

    def value_omitted_from_data(self, data, files, name):
        return name not in files and f"{name}-kept" not in data

    def use_required_attribute(self, initial):
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        return context | {"upload": self.upload, "read_url": reverse("admin:media_image_read")}


class PictureInput(PageWidget, forms.NumberInput):
    """Shows the chosen picture, with Choose and Remove; without script, a field for the picture's number."""

    template_name = "admin/media/image/_picture_input.html"

    class Media:
        css = {"all": ["media-library/picture-input.css"]}
        js = [forms.Script("media-library/picture-input.js", type="module")]

    def get_context(self, name, value, attrs):
        number = str(value or "")
        image = Image.objects.filter(pk=number).first() if number.isdecimal() else None
        thumb = rendition(image, at_most=THUMB_WIDTH) if image else None
        return super().get_context(name, value, attrs) | {"image": image, "thumb": thumb}


class PictureFieldsMixin:
    """A ModelAdmin or inline whose foreign keys to the library are chosen with PictureInput."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.related_model is not Image:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        field = super().formfield_for_dbfield(db_field, request, widget=PictureInput(), **kwargs)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget  # the picker adds pictures itself
        return field

"""The library for other forms: what static/media-library/picker.js and upload.js ask the server for."""

from __future__ import annotations

import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.html import conditional_escape
from django.views.decorators.http import require_POST, require_safe

from media import incoming
from media.forms import UploadForm
from media.models import Image
from media.renditions import rendition

PER_PAGE = 24
THUMB_WIDTH = 480


def card(image: Image) -> dict:
    """What a form needs to show a chosen picture; see picker.js."""
    return {
        "id": image.pk,
        "thumb": rendition(image, at_most=THUMB_WIDTH).url(),
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
    }


class PickerMixin:
    """Adds the picker's addresses to the admin of the library."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("choose/", view(self.choose_view), name="media_image_choose"),
            path("read/", view(require_POST(self.read_view)), name="media_image_read"),
            path("<int:pk>/card/", view(require_safe(self.card_view)), name="media_image_card"),
            *super().get_urls(),
        ]

    def choose_view(self, request):
        """Pictures to choose from, as a part of a page; a POST uploads another and answers 201 with its card."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._upload(request)
        return self._choice(request, self._form(request) if self.has_add_permission(request) else None)

    @transaction.atomic
    def _upload(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self._form(request, request.POST, request.FILES)
        if not form.is_valid():
            return self._choice(request, form)
        image = form.save(commit=False)
        self.save_model(request, image, form, change=False)
        self.log_addition(request, image, "Uploaded while choosing a picture.")
        return JsonResponse(card(image), status=201)

    def _form(self, request, *data):
        form_class = type("PickerForm", (UploadForm,), {"user": request.user})
        return form_class(*data, auto_id="picker_%s", label_suffix="")

    def _choice(self, request, form):
        query = request.GET.get("q", "").strip()
        found, _ = self.get_search_results(request, Image.objects.usable(), query)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
        cards = [card(image) for image in page]
        context = {
            "query": query,
            "page": page,
            "form": form,
            "cards": [shown | {"json": json.dumps(shown)} for shown in cards],
        }
        return render(request, "admin/media/image/choose.html", context)

    def read_view(self, request):
        """Reads and keeps an uploaded file, so that its form can show what is in it before it is saved."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        file = request.FILES.get("file")
        try:
            if not file:
                raise ValidationError("Choose a picture.")
            upload = incoming.receive(file, by=request.user)
        except incoming.AlreadyThere as error:
            return JsonResponse({"error": error.message, "existing": card(error.image)})
        except ValidationError as error:
            return JsonResponse({"error": conditional_escape(error.message)})
        return JsonResponse(
            {
                "kept": upload.token,
                "name": upload.filename,
                "width": upload.reading.width,
                "height": upload.reading.height,
                "preview": upload.preview,
                "fields": upload.fields,
            }
        )

    def card_view(self, request, pk):
        """The JSON of one picture."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return JsonResponse(card(get_object_or_404(Image, pk=pk)))

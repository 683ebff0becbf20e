"""The forms of the picture library: bringing a picture in, and saying what it is."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from media import incoming
from media.models import Image
from media.moments import DayInput
from media.opened import OpenedForm
from media.widgets import UploadInput


class UploadField(forms.Field):
    """Its value is an incoming.Upload of the user `by`."""

    widget = UploadInput
    by = None

    def clean(self, value):
        file, token = value
        if file:
            upload = incoming.receive(file, by=self.by)
        elif token:
            upload = incoming.recall(token, by=self.by)
            if not upload:
                raise ValidationError(
                    "The picture was kept for a day and is gone now. Choose the file again."
                )
            incoming.refuse_twice(upload.reading)
        else:
            raise ValidationError("Choose a picture.")
        self.widget.upload = upload
        return upload


class ImageForm(OpenedForm):
    """What an editor says of a picture."""

    class Meta:
        model = Image
        fields = ["alt_text", "decorative", "caption", "credit"]
        widgets = {
            "usage_until": DayInput,
            **{name: forms.Textarea({"rows": 3}) for name in ("caption", "usage_terms")},
        }

    def clean(self):
        super().clean()
        data = self.cleaned_data
        described = data.get("alt_text") or data.get("decorative")
        if (
            {"alt_text", "decorative"} <= self.fields.keys()
            and not described
            and "alt_text" not in self.errors
        ):
            self.add_error("alt_text", "Say what the picture shows, or mark it as purely decorative.")

    def _post_clean(self):
        """Makes the crops around another focal point, so that they are there before a page asks for them."""
        super()._post_clean()
        if self.instance.pk and not self.errors and {"focal_x", "focal_y"} & {*self.changed_data}:
            try:
                with incoming.explained(incoming.NOT_CROPPED):
                    self.instance.make_renditions()
            except ValidationError as error:
                self.add_error("focal_x", error)


class UploadForm(ImageForm):
    """
    A new picture of `user`. Fields left empty are filled from the file's own metadata; where something is still
    missing, the form comes back with the picture kept and with what was read in its fields.

    save(commit=False) leaves it to `upload.keep()` to save the picture.
    """

    picture = UploadField()
    field_order = ["picture"]
    user = None
    upload: incoming.Upload | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["picture"].by = self.user

    def clean(self):
        self.upload = self.cleaned_data.get("picture")
        if self.upload:
            self._fill(self.upload.fields)
        super().clean()

    def _fill(self, read: dict[str, str]) -> None:
        self.data = self.data.copy()
        for name, value in read.items():
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
                value = value[: getattr(self.fields[name], "max_length", None)]
                self.cleaned_data[name] = self.data[self.add_prefix(name)] = value

    def _post_clean(self):
        super()._post_clean()
        if self.upload and not self.errors:
            self.instance.uploaded_by = self.user
            try:
                self.upload.place(self.instance)
            except ValidationError as error:
                self.add_error("picture", error)

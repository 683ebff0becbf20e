"""What the desk is told while it books. The admin adds the fields."""

import logging
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from ads.artwork import artwork
from ads.models import AdSlot, check_fit
from ads.sizes import Size
from media.aside import Aside
from media.still import MAX_BYTES

logger = logging.getLogger(__name__)
KEPT = Aside("artwork")


def sizes_field(name: str) -> forms.MultipleChoiceField:
    """A tick box for each size, in place of an array typed with commas."""
    field = AdSlot._meta.get_field(name)
    return forms.MultipleChoiceField(
        choices=Size,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=field.verbose_name.capitalize(),
        help_text=field.help_text,
    )


class AdSlotForm(forms.ModelForm):
    phone_sizes = sizes_field("phone_sizes")
    desktop_sizes = sizes_field("desktop_sizes")


class CreativeForm(forms.ModelForm):
    """Comes back from a mistake with the chosen picture kept, which is checked anew at each save."""

    artwork_kept = forms.CharField(label="artwork", required=False, widget=forms.HiddenInput)
    upload = None

    def clean(self):
        cleaned = super().clean()
        self._take_upload(cleaned)
        file, size = cleaned.get("artwork"), cleaned.get("size")
        if file and size and (self.upload or "size" in self.changed_data):
            try:
                cleaned["artwork"] = artwork(file, size)
            except ValidationError as error:
                self.add_error("artwork", error)
        return cleaned

    def _take_upload(self, cleaned) -> None:
        """Finds the file that was chosen, now or at an earlier try."""
        file, self.token = cleaned.get("artwork"), cleaned.get("artwork_kept", "")
        if isinstance(file, UploadedFile):
            self.upload, self.token = file, ""
        elif self.token and file is not False:  # False: the box that clears it is ticked
            self.upload = self._recall()
            cleaned["artwork"] = self.upload or file

    def _recall(self) -> ContentFile | None:
        try:
            path, name = KEPT.recall(self.token)
            return ContentFile(path.read_bytes(), name=name)
        except FileNotFoundError:
            return None

    def _post_clean(self):
        super()._post_clean()
        if "artwork" in self.errors:
            del self.errors["artwork"][1:]  # the model isn't given a wrong file, and would call it missing
        if self.errors:
            self._keep_upload()

    def _keep_upload(self) -> None:
        keepable = self.upload and self.upload.size <= MAX_BYTES
        self.data = self.data.copy()
        if keepable and not self.token:
            self.token = self._keep()
        self.data[self.add_prefix("artwork_kept")] = self.token if keepable else ""
        if keepable and self.token and "artwork" not in self.errors:
            self["artwork"].help_text = f"“{self.upload.name}” is kept: no need to choose it again."

    def _keep(self) -> str:
        """The token of the file; empty on a full disk."""
        list(KEPT.sweep())
        self.upload.seek(0)
        try:
            return KEPT.token(KEPT.keep(uuid.uuid4().hex, self.upload.read()), self.upload.name)
        except OSError:
            logger.exception("An advertiser's file could not be kept")
            return ""


class BookingForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        if (creative := cleaned.get("creative")) and (slots := cleaned.get("slots")):
            try:
                check_fit(creative, slots)
            except ValidationError as error:
                self.add_error("slots", error)
        return cleaned

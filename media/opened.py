"""Forms in which whoever saves second doesn't undo what the first has saved: no lost updates."""

from __future__ import annotations

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from media.moments import clock


class OpenedField(forms.JSONField):
    """Nothing that somebody changes: the history doesn't name it."""

    def has_changed(self, initial, data):
        return False


class OpenedForm(forms.ModelForm):
    """
    Sends along what stood in it when it was opened. A field that only a colleague has changed since keeps what they
    saved; one that both have changed says so, with their words, and takes this person's when saved once more.

    Has to be validated within a transaction: what is changed is held from then on.
    """

    opened = OpenedField(widget=forms.HiddenInput, required=False)
    tells_of_nothing = (
        False  # also where nothing was there yet when it was opened, and a colleague may make it
    )
    again = "Save again"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and not self.tells_of_nothing:
            del self.fields["opened"]

    def get_initial_for_field(self, field, field_name):
        if field_name == "opened":
            return self.standing(self.instance)
        return super().get_initial_for_field(field, field_name)

    def kept(self) -> models.Model:
        """What is in the database now; held from then on."""
        return type(self.instance)._base_manager.select_for_update(of=("self",)).get(pk=self.instance.pk)

    def standing(self, instance: models.Model) -> dict[str, str]:
        """What stands in the database, field by field, in letters that can be compared."""
        return {field.name: field.value_to_string(instance) for field in self._model_fields()}

    def typed(self) -> dict[str, str]:
        """The same of what was typed."""
        return self.standing(self.instance)

    def take(self, name: str, now: models.Model) -> None:
        """Has the field hold what was saved meanwhile."""
        setattr(self.instance, name, getattr(now, name))

    def in_words(self, name: str, now: models.Model) -> str:
        """What was saved meanwhile, for a person."""
        if display := getattr(now, f"get_{name}_display", None):
            return str(display())
        value = getattr(now, name)
        return {True: "yes", False: "no", None: ""}[value] if value in (True, False, None) else str(value)

    def _model_fields(self) -> list[models.Field]:
        return [field for field in self._meta.model._meta.concrete_fields if field.name in self.fields]

    def _post_clean(self):
        opened = self.cleaned_data.get("opened")
        if not isinstance(opened, dict):
            super()._post_clean()
            return
        now = self.kept()
        theirs = self.standing(now)
        super()._post_clean()
        mine = self.typed()
        told = {}
        for name, value in theirs.items():
            if name in self.errors or value in {opened.get(name), mine[name]}:
                continue
            if mine[name] == opened.get(name):
                self.take(name, now)
                if name in self.changed_data:  # not, where it was saved while this form was being read
                    self.changed_data.remove(name)
            else:
                self.add_error(name, self._saved_meanwhile(name, now))
                told[name] = value
        if told:  # of the other fields nobody has seen what stands there now
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = self.fields["opened"].prepare_value(opened | told)

    def saved_by(self, now: models.Model) -> str:
        """Who has saved it meanwhile, and when."""
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(self.instance), object_id=str(self.instance.pk)
        )
        last = entries.select_related("user").order_by("-action_time").first()
        return f"{last.user} saved at {clock(last.action_time)}" if last else "Somebody saved meanwhile"

    def _saved_meanwhile(self, name: str, now: models.Model) -> str:
        words = self.in_words(name, now)
        here = f"“{words}”" if words else "nothing"
        return f"{self.saved_by(now)}, and {here} stands here now. {self.again} to put what you typed in its place."

"""The form in which a page is laid out: its zones in their order, and from when they hold."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.tagging import called
from front.models import Layout, Zone
from front.models.layout import DESIGNS, MOST_STORIES, MOST_ZONES, Kind, Rule, is_a_key, new_key
from media.lengths import NothingIsCut
from media.moments import MomentField
from sections.models import Section

PASSED = "This moment has passed. Choose one that is still to come, or none for at once."


class LayoutForm(NothingIsCut, forms.ModelForm):
    live_from = MomentField(label="From", required=False)
    seen = forms.IntegerField(
        widget=forms.HiddenInput, help_text="The number of the last layout that one has seen."
    )

    class Meta:
        model = Layout
        fields = ["live_from", "note"]
        labels = {"note": "What for"}

    def clean_live_from(self):
        at = self.cleaned_data["live_from"]
        if at and at <= timezone.now():
            raise ValidationError(PASSED)
        return at


class ZoneForm(NothingIsCut, forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Design", choices=Kind.choices)
    title = forms.CharField(max_length=80, required=False)
    count = forms.IntegerField(
        label="Stories", error_messages={"required": "Say how many stories stand here."}
    )
    rule = forms.ChoiceField(label="Filled with", choices=Rule.choices)
    section = forms.ModelChoiceField(Section.objects.in_tree(), required=False, empty_label="–")
    tag = forms.CharField(required=False, max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name in self.fields:
            self[name].field.widget.attrs["data-field"] = name
        self.fields["count"].widget.attrs |= {"min": 1, "max": MOST_STORIES}

    def clean_key(self):
        key = self.cleaned_data["key"]
        if key:
            is_a_key(key)
        return key or new_key()

    def clean_tag(self):
        name = self.cleaned_data["tag"].strip()
        if not name:
            return None
        tag = called(name).first()
        if tag is None:
            raise ValidationError(f"No story has the tag “{name}”. Choose one that there is.")
        return tag

    def clean(self):
        cleaned = super().clean()
        kind, rule = cleaned.get("kind"), cleaned.get("rule")
        if kind is None or rule is None:
            return cleaned
        design, name = DESIGNS[Kind(kind)], Kind(kind).label
        count = cleaned.get("count")
        if count is not None and not 1 <= count <= design.most:
            few = "one story" if design.most == 1 else f"1 to {design.most} stories"
            self.add_error("count", f"“{name}” holds {few}.")
        if kind == Kind.MOST_READ:
            rule = cleaned["rule"] = Rule.NEWEST
        if rule == Rule.SECTION and not cleaned.get("section") and "section" not in self.errors:
            self.add_error("section", "Choose the section whose stories stand here.")
        if rule == Rule.TAG and not cleaned.get("tag") and "tag" not in self.errors:
            self.add_error("tag", "Type the tag whose stories stand here.")
        if rule == Rule.NEWEST and design.needs_title and not cleaned.get("title"):
            self.add_error("title", f"“{name}” needs a title, or a section or tag to take it from.")
        for name in {Rule.SECTION, Rule.TAG} - {rule}:  # what is typed there doesn't count
            cleaned[name] = None
            self.errors.pop(name, None)
        return cleaned

    def zone(self, position: int) -> Zone:
        return Zone(position=position, **self.cleaned_data)


class ZoneFormSet(forms.BaseFormSet):
    """The zones in the order of the page. `rows` are what was typed, as it was typed."""

    def clean(self):
        keys = [form.cleaned_data.get("key") for form in self.forms if hasattr(form, "cleaned_data")]
        if len(keys) != len(set(keys)):
            raise ValidationError("Two zones have the same key. Open the page anew.")

    def rows(self) -> list[dict]:
        return [{name: form[name].value() for name in form.fields} for form in self.forms]

    def zones(self) -> list[Zone]:
        return [form.zone(position) for position, form in enumerate(self.forms)]


Zones = forms.formset_factory(
    ZoneForm, formset=ZoneFormSet, extra=0, max_num=MOST_ZONES, absolute_max=MOST_ZONES + 1, validate_max=True
)


def rows_of(zones: list[Zone]) -> list[dict]:
    """Those zones as the form shows them."""
    return [
        {
            "key": zone.key,
            "kind": zone.kind,
            "title": zone.title,
            "count": zone.count,
            "rule": zone.rule,
            "section": zone.section_id,
            "tag": zone.tag.name if zone.tag else "",
        }
        for zone in zones
    ]


def zones_in(rows):
    """The zones that the form with those rows would make; none where something in it is wrong."""
    data = {"zones-TOTAL_FORMS": len(rows), "zones-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"zones-{number}-{name}": value for name, value in row.items()}
    formset = Zones(data, prefix="zones")
    return formset.zones() if formset.is_valid() else []


def new_row(kind: str) -> dict:
    kind = kind if kind in Kind.values else Kind.TOP
    rule = Rule.SECTION if kind == Kind.BLOCK else Rule.NEWEST
    return {"key": new_key(), "kind": kind, "count": DESIGNS[Kind(kind)].usual, "rule": rule}


def shuffled(rows: list[dict], data) -> list[dict] | None:
    """The rows after a button that moves, removes or adds one; None where none was pressed."""
    rows = list(rows)
    if kind := data.get("_add"):
        return [*rows, new_row(kind)] if len(rows) < MOST_ZONES else rows
    for button, step in (("_up", -1), ("_down", 1), ("_remove", 0)):
        if (number := data.get(button)) is None:
            continue
        here = int(number) if number.isdecimal() and len(number) < 4 else -1
        if not 0 <= here < len(rows):
            return rows
        row = rows.pop(here)
        if step:
            rows.insert(max(0, here + step), row)
        return rows
    return None

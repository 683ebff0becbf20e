"""What is asked in the bar above a story's form, and what its buttons want of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils import timezone

from articles.models import Article, Correction, Unused, Withdrawal
from media.moments import MomentField


@dataclass(frozen=True)
class Order:
    """What `workflow.publish()` is to be told, apart from the story and who gives the order."""

    at: datetime | None
    until: datetime | None
    waiting: str  # what becomes of an edition that waits already
    correction: tuple[str, str] | None
    shows_difference: bool


# The buttons: what they do, and what they say of an edition that waits already (nothing: then the form asks).
PUBLISHING = {
    "_publish": ("publish", ""),
    "_publish_replacing": ("publish", "replace"),
    "_keep_slot": ("publish", "keep_slot"),
    "_schedule": ("schedule", ""),
    "_reschedule": ("schedule", "replace"),
}
# What is typed in the panels of the bar, and the buttons that use it.
SCHEDULING = {name for name, (verb, _) in PUBLISHING.items() if verb == "schedule"}
FOR_BUTTONS = {
    "stage_note": {"_send_back"},
    "withdraw_notice": {"_withdraw", "_set_notice"},
    "end": {"_set_end"},
    "at": SCHEDULING,
    "until": SCHEDULING,
    "correction_kind": {*PUBLISHING},
    "correction_text": {*PUBLISHING},
    "shows_difference": {*PUBLISHING},
    "call_off": {"_send_back"},
}
# Of a tick that is not set nothing is sent: whether it could be is told by what stands beside it.
BESIDE = {"shows_difference": "correction_kind", "call_off": "stage_note"}
MOMENTS = ("at", "until", "end")
# What they may show before anything is typed, and may show otherwise by the time the form is sent.
SHOWN = (*MOMENTS, "withdraw_notice", "correction_kind", "correction_text")
TYPO = "typo"  # readers are not told; whether it is one is measured, see extent.py


class PublishingForm(forms.Form):
    """The questions in the bar of actions. They matter only to the buttons that publish."""

    # Which button was pressed: "publish", "schedule", another verb of the desk or none; and what it says of an
    # edition that waits.
    verb = waiting = ""
    is_withdrawn = False

    at = MomentField(label="Goes live", required=False)
    until = MomentField(label="Ends", required=False, help_text="For good, if empty.")
    end = MomentField(label="Ends", required=False, help_text="For good, if empty.")
    stage_note = forms.CharField(
        label="What is missing",
        required=False,
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    call_off = forms.BooleanField(label="Call off the edition that waits", required=False, initial=True)
    withdraw_notice = forms.CharField(
        label="What readers are told in its place",
        required=False,
        max_length=Withdrawal._meta.get_field("notice").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="If empty, that the editors have taken it down.",
    )
    correction_kind = forms.ChoiceField(
        label="What has changed for readers",
        required=False,
        choices=[
            ("", "Choose what it is"),
            (TYPO, "A typo, or nothing that they would notice"),
            *Correction.Kind.choices,
        ],
    )
    correction_text = forms.CharField(
        label="What readers are told",
        required=False,
        max_length=Correction._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    shows_difference = forms.BooleanField(
        label="Readers may open the exact difference", required=False, initial=True
    )

    def clean(self):
        cleaned = super().clean()
        kind, text = cleaned.get("correction_kind"), cleaned.get("correction_text")
        if self.verb == "schedule" and "at" not in self.errors:
            if not cleaned["at"]:
                self.add_error("at", "Choose the day and time at which the story goes live.")
            elif cleaned["at"] <= timezone.now():
                self.add_error(
                    "at", "This moment has passed. Choose one that is still to come, or publish now."
                )
        if self.verb == "publish" and not self.waiting and self.sets_time:
            self.add_error("at", "You have set a time: press Schedule, or empty it to publish now.")
        if self.verb == "send_back" and not told_what(cleaned.get("stage_note")):
            self.add_error("stage_note", "Say what is missing: the writer sees it above the story.")
        if self.publishes:
            self._wants_no_other(cleaned)
        end = cleaned.get("end")
        if self.verb == "set_end" and end and end <= timezone.now():
            self.add_error("end", "This end has passed. Choose a later one, or withdraw the story.")
        if self.publishes and not kind and "correction_kind" in self.data:
            self.add_error("correction_kind", "Choose what it is: readers are told of all but a typo.")
        if self.publishes and kind and kind != TYPO and not text:
            self.add_error(
                "correction_text", "Say in a sentence what is new, or what was wrong and what is right."
            )
        if self.publishes and text and kind == TYPO:
            self.add_error("correction_kind", "Say what kind of change this tells of, or empty its text.")
        return cleaned

    def _wants_no_other(self, cleaned) -> None:
        """What was typed to keep the story from readers is not passed over when they get it."""
        if told_what(cleaned.get("stage_note")):
            self.add_error("stage_note", "Press Send back, or empty this to publish the story.")
        if told_what(cleaned.get("withdraw_notice")) and self._is_typed("withdraw_notice"):
            button = "Change what they are told" if self.is_withdrawn else "Withdraw"
            self.add_error("withdraw_notice", f"Press {button}, or empty this to publish the story.")

    @property
    def sets_time(self) -> bool:
        """Whether somebody has typed a moment to come."""
        at = self.cleaned_data.get("at")
        return at is not None and at > timezone.now() and self._is_typed("at")

    def left_unused(self, sent) -> dict[str, str | bool]:
        """What was typed for a button that was not the one pressed, by field: it is not lost with a plain save."""
        return {
            name: _as_typed(self.cleaned_data[name])
            for name, buttons in FOR_BUTTONS.items()
            if self._is_typed(name) and not self._is_empty(name) and buttons.isdisjoint(sent)
        }

    def _is_empty(self, name: str) -> bool:
        return BESIDE[name] not in self.data if name in BESIDE else not self.cleaned_data.get(name)

    def shown(self) -> dict[str, str]:
        """What the form shows first: sent with it as `shown-…`, for it may be something else by then."""
        return {name: self._shown(name) for name in SHOWN}

    def _shown(self, name: str) -> str:
        first = self.initial.get(name)
        return self.data.get(f"shown-{name}", _as_typed(first) if first else "")

    def _is_typed(self, name: str) -> bool:
        """Whether somebody has changed what the form showed; a field of a moment shows no seconds."""
        if name not in SHOWN:
            return name in self.changed_data
        value = self.cleaned_data.get(name)
        return (_as_typed(value) if value else "") != self._shown(name)

    @property
    def publishes(self) -> bool:
        return self.verb in {"publish", "schedule"}

    @property
    def order(self) -> Order | None:
        """What to tell `workflow.publish()`, or None where the story is only saved."""
        if not self.publishes:
            return None
        told, kind = self.cleaned_data, self.cleaned_data["correction_kind"]
        scheduled = self.verb == "schedule"
        return Order(
            at=self._wanted("at", "waits_until") if scheduled else None,
            until=self._wanted("until", "waiting_until") if scheduled else None,
            waiting=self.waiting,
            correction=(kind, told["correction_text"]) if kind and kind != TYPO else None,
            shows_difference=told["shows_difference"],
        )

    def _wanted(self, name: str, waits: str) -> datetime | None:
        """The moment in the field; of a story, where nobody has typed it, what its waiting edition has as `waits`."""
        return self.cleaned_data[name]


def stood(data: QueryDict) -> dict[str, str]:
    """What stood in the bar as the form was opened, typed before and not used: sent with it as `stands-…`."""
    return {name: data[f"stands-{name}"] for name in FOR_BUTTONS if f"stands-{name}" in data}


def without_used(data: QueryDict, user, article: Article) -> QueryDict:
    """
    What was sent, without what stood there and was used or emptied since in another form: nobody typed that again.
    """
    before = stood(data)
    if used := before.keys() - Unused.of(user, article).keys() if before else set():
        data = data.copy()
        for name in used:
            value, kept = (text.replace("\r\n", "\n") for text in (data.get(name, ""), before[name]))
            if value == kept or (name in MOMENTS and value and kept.startswith(value)):
                data[name] = data.get(f"shown-{name}", "")
    return data


def _as_typed(value):
    """As forms and Unused keep it, and its field takes it."""
    return f"{timezone.localtime(value):%Y-%m-%dT%H:%M%z}" if isinstance(value, datetime) else value


def told_what(text: str | None) -> str:
    return (text or "").strip()

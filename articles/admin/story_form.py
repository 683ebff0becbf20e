"""The form in which a story is written, and what is asked when it is published."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Subquery
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.text import capfirst

from articles.admin.meeting import Meeting
from articles.admin.related import StoriesField, choosable
from articles.admin.tags import TagsField, TagsInput
from articles.checklist import HEADLINE_IS_LONG, STANDFIRST_IS_LONG, Finding, review
from articles.models import Article, Correction, Withdrawal
from articles.related import RELATED
from articles.standing import has_unpublished_changes
from media.lengths import say_what_is_too_long
from media.moments import MomentField, clock
from redirects.slugs import slug_from


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
    "withdraw_notice": {"_withdraw"},
    "end": {"_set_end"},
    "at": SCHEDULING,
    "until": SCHEDULING,
    "correction_kind": {*PUBLISHING},
    "correction_text": {*PUBLISHING},
}
TYPO = "typo"  # readers are not told; whether it is one is measured, see extent.py


class PublishingForm(forms.Form):
    """The questions in the bar of actions. They matter only to the buttons that publish."""

    # Which button was pressed: "publish", "schedule", another verb of the desk or none; and what it says of an
    # edition that waits.
    verb = waiting = ""

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
        if told_what(cleaned.get("withdraw_notice")):
            self.add_error("withdraw_notice", "Press Withdraw, or empty this to publish the story.")

    @property
    def sets_time(self) -> bool:
        """Whether a moment to come was typed to which the story is not scheduled yet; the field shows no seconds."""
        at = self.cleaned_data.get("at")
        return at is not None and at > timezone.now() and self._is_typed("at")

    def left_unused(self, sent) -> dict[str, str]:
        """What was typed for a button that was not the one pressed, by field: it is not lost with a plain save."""
        return {
            name: _as_typed(self.cleaned_data[name])
            for name, buttons in FOR_BUTTONS.items()
            if self._is_typed(name) and self.cleaned_data.get(name) and buttons.isdisjoint(sent)
        }

    def shown(self) -> dict[str, str]:
        """The moments as the form shows them first: sent with it as `shown-…`, for they may be others by then."""
        return {name: self._shown(name) for name in ("at", "until", "end")}

    def _shown(self, name: str) -> str:
        first = self.initial.get(name)
        return self.data.get(f"shown-{name}", _as_typed(first) if first else "")

    def _is_typed(self, name: str) -> bool:
        """Whether somebody has changed what the form showed; a field of a moment shows no seconds."""
        if name not in self.shown():
            return name in self.changed_data
        moment = self.cleaned_data.get(name)
        return (_as_typed(moment) if moment else "") != self._shown(name)

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


def _as_typed(value: str | datetime) -> str:
    """As forms and the session keep it, and its field takes it."""
    return f"{timezone.localtime(value):%Y-%m-%dT%H:%M%z}" if isinstance(value, datetime) else value


def told_what(text: str | None) -> str:
    return (text or "").strip()


NOT_OF_THE_STORY = {*PublishingForm.base_fields, "opened_version", "form_key", "tab", "save_note"}


class ArticleForm(PublishingForm, forms.ModelForm):
    """
    `opened_version` is the version of the story that the form showed: what a colleague has saved since is merged
    with what was sent before the form reads it; see `meeting.py`.
    """

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput(attrs={"data-begun": reverse_lazy("admin:articles_article_begun")}),
    )
    tab = forms.UUIDField(widget=forms.HiddenInput, required=False)  # see Autosave
    save_note = forms.CharField(
        label="Why you save",
        required=False,
        max_length=280,
        widget=forms.TextInput(attrs={"placeholder": "Why you save"}),
        help_text="Stands in the history beside this save.",
    )
    tags = TagsField(
        required=False,
        help_text="With commas between them.",
        widget=TagsInput(attrs={"data-tags": reverse_lazy("admin:articles_article_tags")}),
    )

    related = StoriesField(
        label=capfirst(Article._meta.get_field("related").verbose_name),
        required=False,
        help_text=Article._meta.get_field("related").help_text,
        most=RELATED,
    )

    class Meta:
        model = Article
        fields: list[str] = []  # those of the admin's fieldsets
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 1, "data-count": HEADLINE_IS_LONG}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "data-count": STANDFIRST_IS_LONG}),
            "lead_caption": forms.Textarea(attrs={"rows": 2}),
            "seo_description": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "slug": "The last part of the story's address. It follows the headline until publication, "
            "unless you type another."
        }
        error_messages = {
            "headline": {"required": "A story needs a headline, if only a working title."},
            "slug": {
                "invalid": "An address has only letters, digits, hyphens and underscores: no spaces, no emoji."
            },
            "section": {"required": "Choose the section that this story belongs to."},
        }

    # Set by the admin for one request:
    problems: dict[str, str] = {}  # what keeps the story from going live, by field
    meeting: Meeting | None = None  # with a colleague who has saved meanwhile
    by = None  # who works with it
    put_back = False  # shows what was kept of an earlier form, and saves nothing

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        if self.is_bound and self.publishes and "correction_kind" not in self.data:
            self.data = self._not_asked_before()
        if "slug" in self.fields:
            self.fields["slug"].required = False  # Article.clean() makes it
        for field in self.fields.values():
            say_what_is_too_long(field)
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs["dir"] = "auto"
        if "related" in self.fields:
            self.fields["related"].widget.attrs["data-of"] = self.instance.pk or ""
        self.initial["opened_version"] = self.instance.version
        self.initial["tab"] = uuid.uuid4()
        waits, waiting_until = (
            getattr(self.instance, name, None) for name in ("waits_until", "waiting_until")
        )
        self.initial |= {"at": waits, "until": waiting_until}
        self.initial["end"] = waiting_until if waits else getattr(self.instance, "live_until", None)
        if waits:
            self.initial |= self._told_of_what_waits()
        elif called_off := self._told_of_what_was_called_off():
            self.initial |= called_off
            self.fields["correction_text"].help_text = "Was to be told with the edition that was called off."
        if not self.instance.pk:
            self.initial["form_key"] = uuid.uuid4()
            self.fields["headline"].widget.attrs["autofocus"] = True

    def _not_asked_before(self):
        """
        What was sent of a story that may have gone live since the form was opened: the questions of a live story were
        not asked yet, and the moment of its schedule has passed.
        """
        data = self.data.copy()
        data["shows_difference"] = "on"
        at = self.fields["at"].widget.value_from_datadict(data, {}, "at")
        with suppress(ValidationError):
            if (
                self.verb == "publish"
                and (moment := self.fields["at"].clean(at))
                and moment <= timezone.now()
            ):
                data["at"] = ""
        return data

    def _told_of_what_waits(self) -> dict:
        """What readers will be told of the edition that waits: another moment for it makes that no other."""
        told = Correction.objects.filter(edition__in=self.instance.editions.waiting()).first()
        return _as_fields(told) if told else {"correction_kind": TYPO}

    def _told_of_what_was_called_off(self) -> dict:
        """What readers were to be told with the latest edition, where they never had it, and have not had that text."""
        if not getattr(self.instance, "live_since", None) or not has_unpublished_changes(self.instance):
            return {}
        latest = self.instance.editions.order_by("-number").values("pk")[:1]
        called_off = Correction.objects.filter(
            edition=Subquery(latest), edition__live_until__lte=F("edition__live_from")
        )
        told = called_off.first()
        return _as_fields(told) if told else {}

    def _wanted(self, name, waits):
        is_kept = getattr(self.instance, "waits_until", None) and not self._is_typed(name)
        return getattr(self.instance, waits) if is_kept else super()._wanted(name, waits)

    def goes_untold(self, waiting) -> Correction | None:
        """What readers were to be told with the waiting edition, where this form doesn't say it as well."""
        kind, text = self["correction_kind"].value(), self["correction_text"].value() or ""
        told = Correction.objects.filter(edition=waiting).first()
        return None if told and kind == told.kind and told.text in text else told

    def has_changed(self) -> bool:
        """Whether the story was: what is asked about its publication is no part of it, nor which form it is."""
        return not NOT_OF_THE_STORY.issuperset(self.changed_data)

    @property
    def typed(self) -> list[str]:
        """The labels of what was changed in it of the story."""
        return [self[name].label for name in self.changed_data if name not in NOT_OF_THE_STORY]

    @property
    def asks(self) -> bool:
        """Whether somebody has to look first: at two texts for one place, or at what is about to be published."""
        return bool(self.meeting) and bool(self.meeting.both or (self.publishes and self.meeting.taken_over))

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

    def clean_slug(self):
        """Empty, for `Article.clean()` to make it anew, where it was made from the headline and no reader has it."""
        slug, article = self.cleaned_data["slug"], self.instance
        made = article.pk and article.frozen_version is None and slug == slug_from(self.initial["headline"])
        return "" if made else slug

    def clean_related(self):
        keys = self.cleaned_data["related"]
        if self.instance.pk in keys:
            raise ValidationError("A story isn't related to itself. Take it out.")
        new = {*keys} - {*(self.instance.related or [])}
        if new and choosable(self.by).filter(pk__in=new).count() < len(new):
            raise ValidationError(
                "One of these stories isn't there any more, or not yours to name. Choose another."
            )
        return keys

    def clean_embargo_until(self):
        """One that has passed is left alone: the story may have been published under it."""
        embargo = self.cleaned_data["embargo_until"]
        if embargo and "embargo_until" in self.changed_data and embargo <= timezone.now():
            raise ValidationError("This embargo has passed. Choose a later moment, or leave it empty.")
        waits = getattr(self.instance, "waits_until", None)
        if embargo and waits and waits < embargo and not self.publishes:
            raise ValidationError(
                f"This story goes live before that, on {timezone.localtime(waits):%-d %B} at {clock(waits)}. "
                "Unschedule it, or schedule it for later, and then set the embargo."
            )
        return embargo

    def clean(self):
        cleaned = super().clean()
        for field, problem in self.problems.items():
            if field != "bylines":
                self.add_error(field if field in self.fields else None, problem)
        if self.put_back:
            raise ValidationError("What you had typed is in the form again. It is not saved yet.")
        if self.asks:
            raise ValidationError(
                "Your changes are not saved yet: read what a colleague has changed, then save again."
            )
        return cleaned


def _as_fields(told: Correction) -> dict:
    return {
        "correction_kind": told.kind,
        "correction_text": told.text,
        "shows_difference": told.shows_difference,
    }


def findings(form: ArticleForm, bylines) -> list[Finding]:
    """What the checklist says of the story as the form and the formset hold it. Nothing of that is saved."""
    article, problems = form.instance, form.errors
    # What can't be saved like this, such as no headline at all, is looked at as well.
    for name in problems.keys() & {"headline", "standfirst", "seo_title"}:
        setattr(article, name, (form[name].value() or "").replace("\x00", "").strip())
    bylines.is_valid()
    at = None
    if form.verb == "schedule":
        at = form.cleaned_data.get("at") or article.embargo_until
    elif form.waiting == "keep_slot":
        at = getattr(article, "waits_until", None)
    found = review(article, at, bylines=[row.instance for row in bylines.rows])
    if embargo := problems.get("embargo_until"):
        found.insert(0, Finding("embargo", "embargo_until", " ".join(map(str, embargo)), True))
    return found

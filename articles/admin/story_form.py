"""The form in which a story is written."""

from __future__ import annotations

import uuid
from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Subquery
from django.forms.utils import flatatt
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from articles.admin.meeting import Meeting
from articles.admin.publishing_form import TYPO, PublishingForm
from articles.admin.related import StoriesField, choosable
from articles.admin.tags import TagsField, TagsInput
from articles.checklist import HEADLINE_IS_LONG, STANDFIRST_IS_LONG, Finding, review
from articles.models import Article, Correction, Withdrawal
from articles.related import RELATED
from articles.standing import has_unpublished_changes, is_withdrawn
from media.lengths import say_what_is_too_long
from media.moments import clock
from redirects.slugs import slug_from

NOT_OF_THE_STORY = {*PublishingForm.base_fields, "opened_version", "form_key", "tab", "save_note"}


class LanguageSelect(forms.Select):
    """One of some hundred, written down at once: with a template for each they take a tenth of the form's time."""

    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (option["value"], flatatt(option["attrs"]), option["label"])
                for _, options, _ in widget["optgroups"]
                for option in options
            ),
        )
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(widget["attrs"]), options)


class ArticleForm(PublishingForm, forms.ModelForm):
    """
    `opened_version` says which version of the story the form shows (see `stale.py`): what a colleague has saved since
    is merged with what was sent before the form reads it; see `meeting.py`.
    """

    opened_version = forms.CharField(widget=forms.HiddenInput, required=False)
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
            "language": LanguageSelect,
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
        self.is_withdrawn = hasattr(self.instance, "was_withdrawn") and is_withdrawn(self.instance)
        if self.is_withdrawn:
            self.notice_now = Withdrawal.objects.get(pk=self.instance.was_withdrawn).notice
            self.initial["withdraw_notice"] = self.notice_now
        if waits:
            self.initial |= self._told_of_what_waits()
        else:
            self.fields.pop("call_off", None)
            if called_off := self._told_of_what_was_called_off():
                self.initial |= called_off
                text = self.fields["correction_text"]
                text.help_text = "Was to be told with the edition that was called off."
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
        is_live = getattr(self.instance, "live_since", None)
        if not (is_live and has_unpublished_changes(self.instance)) and not self.is_withdrawn:
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
    for code, name in (("embargo", "embargo_until"), ("no-section", "section")):
        if told := problems.get(name):
            found.insert(0, Finding(code, name, " ".join(map(str, told)), True))
    return found

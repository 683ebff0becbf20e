"""The publication itself: its name, its looks, how to reach it."""

from base64 import b64encode
from datetime import date
from types import SimpleNamespace
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.forms import all_valid
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from front.admin.live_preview import answer, as_readers_see_it, refusal
from front.icons import icon, write_others
from front.layout import front_page
from front.logotype import logotype
from front.models import Menu, MenuItem, Publication, SocialLink
from media.lengths import NothingIsCut
from media.moments import DayInput
from media.opened import OpenedForm
from sections.models import Section


class RowForm(NothingIsCut, forms.ModelForm):
    """A row of an ordered list. One to which a script has given a place and nothing else is still empty."""

    def has_changed(self):
        return bool({*self.changed_data} - ({"position"} if not self.instance.pk else set()))


class MenuFormSet(forms.BaseInlineFormSet):
    """The links of one menu."""

    menu = Menu.MASTHEAD

    @classmethod
    def get_default_prefix(cls):
        return cls.menu.value

    def get_queryset(self):
        return super().get_queryset().filter(menu=self.menu)

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.menu = self.menu
        return form


class FooterFormSet(MenuFormSet):
    menu = Menu.FOOTER


class MenuInline(admin.StackedInline):
    model = MenuItem
    form = RowForm
    extra = 1
    fields = [("section", "page", "tag"), ("address", "label", "position")]
    autocomplete_fields = ["tag"]
    verbose_name = "link"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "section":
            kwargs["queryset"] = Section.objects.in_tree()
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for may in ("add", "change", "delete", "view"):  # they are made elsewhere
            setattr(field.widget, f"can_{may}_related", False)
        return field


class MastheadInline(MenuInline):
    formset = MenuFormSet
    verbose_name_plural = "Menu of the masthead: the sections that are in the menu, if there are no links"


class FooterInline(MenuInline):
    formset = FooterFormSet
    verbose_name_plural = "Menu of the footer: all pages and the archive, if there are no links"


class SocialLinkInline(admin.TabularInline):
    model = SocialLink
    form = RowForm
    extra = 1
    fields = ["label", "url", "position"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https", "widget": forms.URLInput}}
    verbose_name = "link"
    verbose_name_plural = "Connect with us"


class LinesField(forms.CharField):
    """Several lines. A browser ends each in two characters, others in one: that is no change."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def has_changed(self, initial, data):
        return super().has_changed(self.to_python(initial), data)


DRAWN = ("logotype", "logotype_dark", "icon")  # become files when they are saved
SHORT = 60  # letters of what stood in a field, for the history to tell them


class AccentInput(forms.TextInput):
    """A text; with a script there is a well of colour beside it, and a button for the one that is proposed."""

    def __init__(self, attrs=None):
        marks = {"data-accent": "", "size": 8, "maxlength": 7, "spellcheck": "false", "dir": "ltr"}
        super().__init__(marks | (attrs or {}))

    class Media:
        js = [forms.Script("admin-look/js/accent.js", type="module")]


def zones() -> list[tuple[str, str]]:
    """Those that are called after a place; the first is that of the installation."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    usual = ("", f"As this installation has it ({settings.TIME_ZONE})")
    return [usual, *((name, name) for name in ["UTC", *names])]


NAME_BELOW_A_LOGOTYPE = (
    "The masthead shows the logotype in its place. Change or clear that below to see another name there."
)


class PublicationForm(NothingIsCut, OpenedForm):
    """Makes an uploaded logotype and icon ready; the logotype's measure is that of the one for light screens."""

    time_zone = forms.ChoiceField(
        required=False,
        choices=zones,
        help_text=Publication._meta.get_field("time_zone").help_text,
    )

    class Meta:
        widgets = {
            "accent": AccentInput,
            "security_until": DayInput,
            "postal_address": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.logotype and "name" in self.fields:
            self.fields["name"].help_text = NAME_BELOW_A_LOGOTYPE

    def clean(self):
        cleaned = super().clean()
        for name in ("logotype", "logotype_dark"):
            if not isinstance(cleaned.get(name), UploadedFile):
                continue
            try:
                cleaned[name], measure = logotype(cleaned[name])
            except ValidationError as error:
                self.add_error(name, error)
                continue
            if name == "logotype":
                self.instance.logotype_width, self.instance.logotype_height = measure
        if isinstance(cleaned.get("icon"), UploadedFile):
            try:
                cleaned["icon"] = icon(cleaned["icon"])
            except ValidationError as error:
                self.add_error("icon", error)
        if _is_over(cleaned.get("security_until")) and self._says_until_when(cleaned):
            self.add_error(
                "security_until", "This day is over. Choose today or a later one, at most a year ahead."
            )
        if cleaned.get("logotype_dark") and not cleaned.get("logotype") and not self.errors:
            self.add_error("logotype", "Upload the logotype for light screens too: most readers have those.")
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        del self.errors.get("security_until", [])[1:]  # that a day which won't do is missing too helps nobody

    def told(self, name: str) -> str:
        """For the history: the field that was changed, and what from and to, unless that is a picture or long."""
        label = str(self[name].label)
        if name in DRAWN or isinstance(self.fields[name].widget, forms.Textarea):
            return label
        before, after = (self._in_short(name, one.get(name)) for one in (self.initial, self.cleaned_data))
        return f"{label} ({before} → {after})" if max(len(before), len(after)) <= SHORT else label

    def _in_short(self, name: str, value) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if choices := getattr(self.fields[name], "choices", None):
            value = dict(choices).get(value or "", value)
        if isinstance(value, date):
            value = f"{value:%-d %B %Y}"
        return f"“{value}”" if value else "empty"

    def _says_until_when(self, cleaned) -> bool:
        """Whether this is about the security contact, and not a form in which its day has passed meanwhile."""
        is_new = "security_contact" in self.changed_data and bool(cleaned.get("security_contact"))
        return is_new or "security_until" in self.changed_data


def _is_over(day: date | None) -> bool:
    return day is not None and day < timezone.localdate()


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    """There is one publication: its list goes right to its form."""

    form = PublicationForm
    inlines = [MastheadInline, FooterInline, SocialLinkInline]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "accent", "time_zone"]}),
        ("Logotype and icon", {"fields": ["logotype", "logotype_dark", "logotype_says", "icon"]}),
        (
            "How to reach it",
            {
                "fields": [
                    "postal_address",
                    "telephone",
                    "email",
                    "newsroom_email",
                    "tips",
                    "advertising_email",
                ],
                "description": "The address, the telephone and the first mail address stand at the foot of every page; "
                "the others on the page for contact.",
            },
        ),
        (
            "For machines",
            {
                "fields": [
                    "full_text_feeds",
                    "ai_crawlers",
                    "crawlers_kept_out",
                    "security_contact",
                    "security_until",
                    "corrections_policy",
                    "ethics_policy",
                ],
            },
        ),
    ]
    formfield_overrides = {
        models.TextField: {"form_class": LinesField},
        models.URLField: {"assume_scheme": "https", "widget": forms.URLInput},
    }

    def get_urls(self):
        preview = self.admin_site.admin_view(require_POST(self.preview_view))
        return [path("preview/", preview, name="front_publication_preview"), *super().get_urls()]

    def preview_view(self, request):
        """
        The front page as readers would get it with what is in the form: saved, read, and rolled back. Files are not
        written; the page holds the pictures itself.
        """
        publication = Publication.objects.first()
        if not self.has_change_permission(request, publication):
            raise PermissionDenied
        form = self.get_form(request, publication, change=True)(
            request.POST, request.FILES, instance=publication
        )
        form.fields.pop("opened", None)  # what is only looked at undoes nothing
        valid = form.is_valid()
        changed = form.save(commit=False) if valid else publication
        formsets, _ = self._create_formsets(request, changed, change=True)
        if not (all_valid(formsets) and valid):
            return refusal(
                request, self.admin_site, [form, *(one for formset in formsets for one in formset)]
            )
        drawn = {name: form.cleaned_data[name] for name in DRAWN if name in form.changed_data}
        with transaction.atomic():
            for name in drawn:
                setattr(changed, name, "")
            changed.save()
            for formset in formsets:
                formset.save()
            request.publication = Publication.objects.for_frame()
            transaction.set_rollback(True)
        for name in drawn.keys() - {"icon"}:
            file = drawn[name]
            setattr(request.publication, name, file and SimpleNamespace(url=_as_data(file)))
        request.publication.logotype_width = changed.logotype_width
        request.publication.logotype_height = changed.logotype_height
        html = as_readers_see_it(request, "front/front.html", {"zones": front_page()})
        return answer(request, html, f"Preview: {request.publication}")

    def construct_change_message(self, request, form, formsets, add=False):
        """The history also says what stood in a field and what took its place, where both are short."""
        message = super().construct_change_message(request, form, formsets, add)
        for one in message:
            if "changed" in one and "name" not in one["changed"]:  # of the publication, not of a link
                one["changed"]["fields"] = [form.told(name) for name in form.changed_data]
        return message

    def changelist_view(self, request, extra_context=None):
        publication = Publication.objects.first()
        if publication:
            return redirect("admin:front_publication_change", publication.pk)
        return redirect("admin:front_publication_add")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.icon and "icon" in form.changed_data:
            write_others(obj.icon)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Publication.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


def _as_data(file) -> str:
    kind = "png" if file.name.endswith(".png") else "webp"
    file.seek(0)
    return f"data:image/{kind};base64,{b64encode(file.read()).decode()}"

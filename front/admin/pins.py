"""The pinned stories at the desk."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Article, Edition
from front.admin.stories import StoryChoice
from front.layout import pinned
from front.models import Pin, Zone
from front.models.layout import zones_to_pin
from media import incoming
from media.models import Image
from media.renditions import rendition

GONE = "A zone that is not on the page any more"


def picture_of(article: Article) -> Image | None:
    """The picture that the story's card has, or will have."""
    live = Edition.objects.live().filter(article=article).select_related("lead_image").first()
    return live.lead_image if live else article.lead_image


class PinForm(forms.ModelForm):
    """Offers the zones of all pages, as they are laid out now or will be; makes the crop before a page asks for it."""

    zone = forms.ChoiceField(
        help_text="Where it stands.",
        error_messages={"invalid_choice": "You don't lay out the page of this zone. Choose another zone."},
    )
    # Sections, on whose pages alone it may stand; set by the admin for one request.
    limited_to: list[int] = []

    class Meta:
        model = Pin
        fields = ["article", "zone", "place"]
        widgets = {"standfirst": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.zones: dict[str, Zone] = {}
        choices: list = []
        for page, zones in zones_to_pin(self.limited_to):
            self.zones.update({zone.key: zone for zone in zones})
            choices.append((page, [(zone.key, f"{zone.name} ({zone.count})") for zone in zones]))
        if self.instance.pk and self.instance.zone not in self.zones:
            choices.append((self.instance.zone, GONE))
        if "zone" in self.fields:
            self.fields["zone"].choices = choices

    def clean_place(self):
        place, zone = self.cleaned_data["place"], self.zones.get(self.cleaned_data.get("zone", ""))
        if zone and not 1 <= place <= zone.count:
            raise ValidationError(f"“{zone.name}” has {_places(zone.count)}.")
        return place

    def clean_pinned_until(self):
        until = self.cleaned_data["pinned_until"]
        if until and until <= timezone.now():
            raise ValidationError(
                "This moment has passed. Choose one to come; to end the pin now, delete it."
            )
        return until

    def clean(self):
        cleaned = super().clean()
        across, down = cleaned.get("crop_x"), cleaned.get("crop_y")
        if (across is None) != (down is None) and not {"crop_x", "crop_y"} & self.errors.keys():
            empty = "crop_x" if across is None else "crop_y"
            self.add_error(empty, "A crop needs both numbers. Give this one too, or leave both empty.")
        elif across is not None and cleaned.get("article") and not self.errors:
            self._crop(cleaned["article"], across, down)
        return cleaned

    def _crop(self, article, across, down):
        image = picture_of(article)
        if not image:
            return self.add_error(
                "crop_x", "This story has no lead picture to crop. Leave both numbers empty."
            )
        try:
            with incoming.explained(incoming.NOT_CROPPED):
                self.instance.crop(image, across, down)
        except ValidationError as error:
            return self.add_error("crop_x", error)
        return None


def _places(count: int) -> str:
    return "one place: that is 1" if count == 1 else f"{count} places: choose one from 1 to {count}"


@admin.register(Pin)
class PinAdmin(StoryChoice, admin.ModelAdmin):
    """
    What readers had stays known: changing a pin that stands ends it, and begins another one; deleting it ends it.
    """

    form = PinForm
    list_select_related = ["article"]
    list_per_page = 50
    ordering = ["-pinned_from"]
    fieldsets = [
        (None, {"fields": ["article", ("zone", "place"), ("pinned_from", "pinned_until")]}),
        (
            "In other words here",
            {"fields": ["headline", "standfirst", "picture", ("crop_x", "crop_y")]},
        ),
    ]
    readonly_fields = ["picture"]

    class Media:
        css = {"all": ["media-library/upload.css"]}
        js = [forms.Script("media-library/focal.js", type="module")]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(article__in=Article.objects.visible_to(request.user))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"limited_to": request.user.limited_to})

    def _may_lay_out(self, request, pin):
        """Who is limited to sections pins only to their pages, as they lay out only these."""
        if not (limits := request.user.limited_to):
            return True
        if not hasattr(request, "zones_of_theirs"):
            request.zones_of_theirs = {zone.key for _, zones in zones_to_pin(limits) for zone in zones}
        return pin.zone in request.zones_of_theirs

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (
            obj is None or self._may_lay_out(request, obj)
        )

    def get_actions(self, request):
        # Taking down several at once would pass by _may_lay_out.
        return {} if request.user.limited_to else super().get_actions(request)

    def get_list_display(self, request):
        if not hasattr(request, "zone_names"):
            pages = zones_to_pin()
            request.zone_names = {zone.key: f"{page}: {zone.name}" for page, zones in pages for zone in zones}
            request.pinned = pinned([zones for _, zones in pages])
        names, holds = request.zone_names, request.pinned

        @admin.display(description="zone", ordering="zone")
        def zone(pin):
            return names.get(pin.zone, GONE)

        @admin.display(description="place", ordering="place")
        def place(pin):
            behind = holds.behind(pin) if pin.pinned_from <= timezone.now() and not _has_ended(pin) else ""
            return f"{pin.place}, {behind}" if behind else pin.place

        return ["article", zone, place, "pinned_from", "pinned_until"]

    def get_changeform_initial_data(self, request):
        return {"pinned_from": timezone.now(), **super().get_changeform_initial_data(request)}

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or (not _has_ended(obj) and self._may_lay_out(request, obj))
        )

    @admin.display(description="its picture")
    def picture(self, pin):
        image = picture_of(pin.article) if pin.article_id else None
        if not image:
            return "Save first, then click in the picture on what the crop must keep."
        source = rendition(image, at_most=800).url()
        return render_to_string("admin/media/image/_preview.html", {"source": source, "alt": "The picture"})

    def save_model(self, request, obj, form, change):
        now = timezone.now()
        if change and form.initial["pinned_from"] <= now and {*form.changed_data} - {"pinned_until"}:
            Pin.objects.get(pk=obj.pk).take_down()
            obj.pk, obj._state.adding = None, True
            obj.pinned_from = max(obj.pinned_from, now)
        super().save_model(request, obj, form, change=False)

    def delete_model(self, request, obj):
        obj.take_down()

    def delete_queryset(self, request, queryset):
        for pin in queryset:
            pin.take_down()


def _has_ended(pin: Pin) -> bool:
    return pin.pinned_until is not None and pin.pinned_until <= timezone.now()

"""The pinned stories at the desk."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from articles.models import Article, Edition
from articles.standing import moment
from front.admin.layouts import page_at
from front.admin.live_preview import answer, refusal, refuse
from front.admin.stories import StoryChoice
from front.layout import pinned
from front.models import Pin, Zone
from front.models.layout import FRONT, zones_of, zones_to_pin
from media import incoming
from media.lengths import NothingIsCut
from media.models import Image
from media.renditions import rendition

HEADLINE_IS_LONG = 120
GONE = "A zone that is not on the page any more"


def picture_of(article: Article) -> Image | None:
    """The picture that the story's card has, or will have."""
    live = Edition.objects.live().filter(article=article).select_related("lead_image").first()
    return live.lead_image if live else article.lead_image


class PinForm(NothingIsCut, forms.ModelForm):
    """Offers the zones of all pages, as they are laid out now or will be; makes the crop before a page asks for it."""

    zone = forms.ChoiceField(
        help_text="Where it stands.",
        error_messages={
            "invalid_choice": "You don't lay out the page of this zone, or it takes no pins. Choose another zone."
        },
    )
    asked = forms.CharField(
        widget=forms.HiddenInput, required=False, help_text="The long headline of which one was asked last."
    )
    # Whether it asks before it keeps what is unusual.
    asks = True
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
            offered = [zone for zone in zones if zone.design.takes_pins]
            choices.append((page, [(zone.key, f"{zone.name} ({zone.count})") for zone in offered]))
        own = self.zones.get(self.instance.zone)
        if self.instance.pk and not (own and own.design.takes_pins):
            choices.append((self.instance.zone, own.name if own else GONE))
        if "article" in self.fields:
            self.fields["article"].error_messages["required"] = "Choose the story."
        if "zone" in self.fields:
            self.fields["zone"].choices = choices

    def clean_zone(self):
        key = self.cleaned_data["zone"]
        zone = self.zones.get(key)
        if zone and not zone.design.takes_pins:
            raise ValidationError(
                f"“{zone.name}” shows what was counted, and takes no pins. Choose another zone, or delete this pin."
            )
        return key

    def clean_headline(self):
        headline = self.cleaned_data["headline"]
        is_long = "headline" in self.changed_data and len(headline) > HEADLINE_IS_LONG
        if self.asks and is_long and self.data.get("asked") != headline:
            self.data = self.data.copy()
            self.data["asked"] = headline
            raise ValidationError(
                f"This headline has {len(headline)} characters, and more than {HEADLINE_IS_LONG} crowd the page: "
                "shorten it, or save again to keep it."
            )
        return headline

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

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("preview/", view(require_POST(self.preview_view)), name="front_pin_preview"),
            path("picture/", view(self.picture_view), name="front_pin_picture"),
            path("place/", view(self.place_view), name="front_pin_place"),
            *super().get_urls(),
        ]

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

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        if obj and not form.is_bound:
            behind = ""
            if obj.pinned_from <= timezone.now():
                behind = pinned([zones for _, zones in zones_to_pin()]).behind(obj)
            context["displaces"] = f"{behind[:1].upper()}{behind[1:]}." if behind else ""
        elif "zone" in form.fields:
            story = _key(form["article"].value())
            visible = Article.objects.visible_to(request.user)
            story = visible.filter(pk=story).first() if story else None
            context["displaces"] = _displaced(story, form["zone"].value(), form["place"].value(), obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="its picture")
    def picture(self, pin):
        return _cropper(pin.article if pin.article_id else None)

    def picture_view(self, request):
        """The picture of the story that was just chosen, to be cropped."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        key = _key(request.GET.get("article"))
        visible = Article.objects.visible_to(request.user).select_related("lead_image")
        return HttpResponse(_cropper(get_object_or_404(visible, pk=key) if key else None))

    def place_view(self, request):
        """What a pin with that story, zone and place, if it begins now, would take from others; nothing is saved."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        asked = {name: _key(request.GET.get(name)) for name in ("article", "pin")}
        visible = Article.objects.visible_to(request.user)
        story = get_object_or_404(visible, pk=asked["article"]) if asked["article"] else None
        pin = get_object_or_404(self.get_queryset(request), pk=asked["pin"]) if asked["pin"] else None
        said = _displaced(story, request.GET.get("zone"), request.GET.get("place"), pin)
        return HttpResponse(said, content_type="text/plain")

    def preview_view(self, request):
        """
        The page of the zone at the moment at which the pin begins, with what is in the form: saved, read, and rolled
        back. The crop's files are made, as the page shows them.
        """
        key = _key(request.POST.get("pin"))
        pin = get_object_or_404(self.get_queryset(request), pk=key) if key else None
        may = self.has_change_permission(request, pin) if pin else self.has_add_permission(request)
        if not may:
            raise PermissionDenied
        form = self.get_form(request, pin, change=bool(pin))(request.POST, instance=pin)
        form.asks = False
        if not form.is_valid():
            return refusal(request, self.admin_site, [form])
        zone = form.zones.get(form.cleaned_data["zone"])
        section = zone.layout.section if zone and zone.layout_id else None
        with transaction.atomic():
            seen = form.save(commit=False)
            self.save_model(request, seen, form, change=bool(pin))
            at = max(seen.pinned_from, timezone.now())
            zones = zones_of(section, at)
            behind = pinned([zones], at).behind(seen)
            html = page_at(request, at, section, zones)
            transaction.set_rollback(True)
        if seen.zone not in {zone.key for zone in zones}:
            return refuse(request, self.admin_site, ["The page doesn’t have this zone when the pin begins."])
        if behind:
            return refuse(request, self.admin_site, [f"When the pin begins, readers don’t see it: {behind}."])
        return answer(request, html, f"Preview: {section or FRONT}, {moment(at)}")

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


def _key(typed) -> int | None:
    """A key that came with a form or an address; None for anything else."""
    typed = str(typed or "")
    return int(typed) if typed.isdecimal() and len(typed) < 18 else None


def _displaced(story: Article | None, zone, place, pin: Pin | None) -> str:
    """What a pin (that is `pin` now, if it is there already) would take from others, or others from it; or nothing."""
    place = _key(place)
    if not zone or not place:
        return ""
    holds = pinned([zones for _, zones in zones_to_pin()], without=pin)
    edition = Edition.objects.live().filter(article=story).first() if story else None
    before, after = holds.elsewhere(edition.pk, (zone, place)) if edition else ("", "")
    if before:
        return f"Readers won’t see it here: this story is pinned to {before}, which comes first."
    said = []
    if holder := holds.holding.get((zone, place)):
        said.append(f"Takes the place of “{holder.headline}”, which is pinned there.")
    if after:
        said.append(
            f"Takes this story out of {after}, where it is pinned now: a page has it only once, where it is pinned "
            "first."
        )
    return " ".join(said)


def _cropper(article: Article | None) -> str:
    """The picture of a story, in which one clicks to crop it; or why there is none."""
    address = reverse("admin:front_pin_picture")
    image = picture_of(article) if article else None
    shown = ""
    if image:
        source = rendition(image, at_most=800).url()
        shown = render_to_string("admin/media/image/_preview.html", {"source": source, "alt": "The picture"})
        says = "Click in the picture on what the crop must keep."
    else:
        says = "This story has no lead picture." if article else "Choose the story: then its picture is here."
    return format_html('<div data-picture-of="{}"><p class="help">{}</p>{}</div>', address, says, shown)


def _has_ended(pin: Pin) -> bool:
    return pin.pinned_until is not None and pin.pinned_until <= timezone.now()

"""The advertising desk: the slots, what can stand in them, and what is booked when."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html

from ads.forms import AdSlotForm, BookingForm, CreativeForm
from ads.models import AdSlot, Booking, Creative, SectionLimit
from ads.sizes import measures
from ads.views import framed


@admin.register(AdSlot)
class AdSlotAdmin(admin.ModelAdmin):
    form = AdSlotForm
    list_display = ["placement", "code", "on_phones", "on_desktops", "bookings_now"]
    search_fields = ["code", "placement"]
    fields = ["code", "placement", "label", "phone_sizes", "desktop_sizes"]
    ordering = ["code"]

    def get_queryset(self, request):
        running = Booking.objects.running()
        return (
            super().get_queryset(request).annotate(running=Count("bookings", filter=Q(bookings__in=running)))
        )

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []  # the templates know it by that

    @admin.display(description="phones")
    def on_phones(self, slot):
        return measures(slot.phone_sizes) if slot.phone_sizes else "–"

    @admin.display(description="desktops")
    def on_desktops(self, slot):
        return measures(slot.desktop_sizes) if slot.desktop_sizes else "–"

    @admin.display(description="running now", ordering="running")
    def bookings_now(self, slot):
        return slot.running or "nothing: takes no room"


@admin.register(Creative)
class CreativeAdmin(admin.ModelAdmin):
    form = CreativeForm
    list_display = ["name", "kind", "size", "is_running"]
    list_filter = ["kind", "size"]
    search_fields = ["name", "alt_text", "link"]
    readonly_fields = ["preview"]
    fieldsets = [
        (None, {"fields": ["name", "kind", "size", "preview"]}),
        # Of these a script shows what belongs to the kind that is chosen; see kinds.js.
        (
            Creative.Kind.PICTURE.label,
            {"fields": ["artwork", "artwork_kept", "link", "alt_text"], "classes": ["kind-picture"]},
        ),
        (Creative.Kind.CODE.label, {"fields": ["code"], "classes": ["kind-code"]}),
    ]

    class Media:
        js = [forms.Script("admin-look/js/kinds.js", type="module")]

    def get_queryset(self, request):
        running = Booking.objects.running().filter(creative=OuterRef("pk"))
        return super().get_queryset(request).annotate(running=Exists(running))

    def get_urls(self):
        preview = path(
            "<int:pk>/preview/", self.admin_site.admin_view(self.frame), name="ads_creative_preview"
        )
        return [preview, *super().get_urls()]

    @admin.display(description="running now", boolean=True, ordering="running")
    def is_running(self, creative):
        return creative.running

    @admin.display(description="preview, at its size")
    def preview(self, creative):
        if not creative.pk:
            return "Save it to see it."
        return render_to_string("admin/ads/_preview.html", {"creative": creative})

    def frame(self, request, pk):
        """Third-party code before it is booked, shut in as it will be for readers."""
        creative = get_object_or_404(Creative, pk=pk, kind=Creative.Kind.CODE)
        if not self.has_view_permission(request, creative):
            raise PermissionDenied
        return framed(request, creative)


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Booking.State.choices

    def queryset(self, request, queryset):
        match self.value():
            case Booking.State.RUNNING:
                return queryset.running()
            case Booking.State.COMING:
                return queryset.coming()
            case Booking.State.ENDED:
                return queryset.ended()
        return queryset


class InUseFilter(admin.RelatedOnlyFieldListFilter):
    """Offers what a booking has, without the choice “none”."""

    include_empty_choice = False


class SectionLimitInline(admin.TabularInline):
    model = SectionLimit
    verbose_name = "section"
    verbose_name_plural = "sections (none: it runs everywhere)"
    autocomplete_fields = ["section"]
    extra = 0


@admin.register(Booking)
class BookingAdmin(admin.ModelAdmin):
    form = BookingForm
    inlines = [SectionLimitInline]
    autocomplete_fields = ["creative", "slots"]
    list_display = ["creative", "state", "stands_in", "limited_to", "booked_from", "booked_until", "weight"]
    list_filter = [StateFilter, ("slots", InUseFilter), ("sections", InUseFilter)]
    list_select_related = ["creative"]
    search_fields = ["creative__name"]
    empty_value_display = "further notice"
    fieldsets = [
        (None, {"fields": ["creative", "slots"]}),
        (None, {"fields": ["booked_from", "booked_until", "weight"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("slots", "sections__parent")

    @admin.display(description="state")
    def state(self, booking):
        state = booking.state()
        return (
            format_html("<strong>{}</strong>", state.label) if state == Booking.State.RUNNING else state.label
        )

    @admin.display(description="slots")
    def stands_in(self, booking):
        return ", ".join(slot.code for slot in booking.slots.all())

    @admin.display(description="sections")
    def limited_to(self, booking):
        return ", ".join(str(section) for section in booking.sections.all()) or "everywhere"

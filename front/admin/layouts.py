"""
Laying out the front page and those of sections: every layout that there was, is and will be, and making the next one.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from articles import lists
from articles.models import Article, Edition
from articles.paging import PER_PAGE
from articles.standing import moment, when
from front.admin.layout_form import LayoutForm, Zones, rows_of, shuffled, zones_in
from front.admin.live_preview import answer, as_readers_see_it, refuse
from front.layout import empty_zones, front_page, keys_of, pinned
from front.models import Layout, Pin, Publication, Zone
from front.models.layout import DESIGNS, FRONT, MOST_ZONES, Kind, zones_of
from sections.models import Section

EARLIER = 12  # layouts of a page, listed beside its form; the others are a step away


class PageFilter(admin.RelatedFieldListFilter):
    """Of which page the layouts are."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title, self.empty_value_display = "page", FRONT


@admin.register(Layout)
class LayoutAdmin(admin.ModelAdmin):
    """The list has every layout; adding one is laying out a page."""

    list_display = ["page", "number", "live_from", "state", "note", "made_by"]
    list_select_related = ["section", "made_by"]
    list_filter = [("section", PageFilter)]
    list_per_page = 50
    ordering = ["-made_at", "-pk"]

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("preview/", view(require_POST(self.preview_view)), name="front_layout_preview"),
            path("<int:pk>/call-off/", view(require_POST(self.call_off_view)), name="front_layout_call_off"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="page", ordering="section")
    def page(self, layout):
        return layout.page

    @admin.display(description="state")
    def state(self, layout):
        now = timezone.now()
        if layout.called_off_at:
            return "called off"
        if layout.live_until == layout.live_from:
            return "never held" if layout.live_from <= now else "never holds"
        if layout.live_from > now:
            return f"from {moment(layout.live_from)}"
        if layout.live_until and layout.live_until <= now:
            return f"held until {moment(layout.live_until)}"
        return "holds now"

    def get_queryset(self, request):
        return super().get_queryset(request).with_end()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A layout as it was made: it can be taken up again, or called off while it is to come."""
        layout = self.get_object(request, object_id)
        if not self.has_view_permission(request, layout) or request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        if layout is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": str(layout),
            "opts": self.opts,
            "layout": layout,
            "zones": layout.zones.select_related("section", "tag"),
            "may_lay_out": self.may_lay_out(request, layout.section),
            "state": self.state(layout),
            "is_to_come": layout.live_from > timezone.now() and not layout.called_off_at,
            "again": f"{reverse('admin:front_layout_add')}?{_page(layout.section, start=layout.pk)}",
        }
        return TemplateResponse(request, "admin/front/layout/layout.html", context)

    def may_lay_out(self, request, section) -> bool:
        """Who is limited to sections lays out only the pages of these and of their subsections."""
        if not self.has_add_permission(request):
            return False
        if not hasattr(request, "limited_to"):
            request.limited_to = {*request.user.limited_to}
        return not request.limited_to or bool(
            section and {section.pk, section.parent_id} & request.limited_to
        )

    def add_view(self, request, form_url="", extra_context=None):
        """Lays out a page: shows its zones as they are now, or those of the layout from which one starts."""
        section = _section(request.GET.get("page", ""))
        if not self.may_lay_out(request, section):
            if self.has_add_permission(request) and not section:
                return self._choose_page(request)
            raise PermissionDenied
        if request.method != "POST":
            start = request.GET.get("start", "")
            zones = zones_of(section)
            if start.isdecimal() and len(start) < 18:
                layout = get_object_or_404(Layout.objects.of(section), pk=start)
                zones = list(layout.zones.select_related("section", "tag"))
            form = LayoutForm(initial={"seen": Layout.objects.of(section).last_number()}, label_suffix="")
            return self._form(request, section, form, rows_of(zones))
        form, formset = LayoutForm(request.POST, label_suffix=""), Zones(request.POST, prefix="zones")
        if (rows := shuffled(formset.rows(), request.POST)) is not None:
            form = LayoutForm(initial={name: form[name].value() for name in form.fields}, label_suffix="")
            return self._form(request, section, form, rows)
        if not (form.is_valid() & formset.is_valid()):
            return self._form(request, section, form, formset.rows(), formset)
        zones = formset.zones()
        if not zones and not section:
            form.add_error(None, "The front page needs a zone at least. Add one.")
            return self._form(request, section, form, [], formset)
        layout = self._keep(form, zones, section, request.user)
        if layout is None:
            return self._form(request, section, form, formset.rows(), formset, is_late=True)
        self.log_addition(request, layout, [{"added": {}}])
        page = FRONT if section is None else section.name
        if form.cleaned_data["live_from"]:
            said = f"{page}: the layout is kept, and holds from {moment(layout.live_from)}"
        else:
            said = f"{page}: readers have the new layout"
        following = Layout.objects.of(section).to_come(layout.live_from).select_related("made_by").first()
        messages.success(request, format_html("{}{}.", said, _until(following)))
        return redirect(f"{reverse('admin:front_layout_add')}?{_page(section)}")

    def _keep(self, form, zones, section, user) -> Layout | None:
        """None where somebody else has made a layout of the page since the one that was seen last."""
        layouts, seen = Layout.objects.of(section), form.cleaned_data["seen"]
        now = timezone.now()
        if layouts.last_number() != seen:
            return None
        try:
            with transaction.atomic():
                layout = Layout.objects.create(
                    section=section,
                    number=seen + 1,
                    live_from=form.cleaned_data["live_from"] or now,
                    made_at=now,
                    made_by=user,
                    note=form.cleaned_data["note"],
                )
                for zone in zones:
                    zone.layout = layout
                Zone.objects.bulk_create(zones)
        except IntegrityError:
            if layouts.last_number() == seen:
                raise
            return None  # somebody was a moment earlier
        return layout

    def _form(self, request, section, form, rows, formset=None, *, is_late=False):
        """The form with those rows; with what `formset` objects to, where that is given."""
        layouts = Layout.objects.of(section).select_related("made_by")
        theirs = None
        if is_late:
            theirs = layouts.order_by("-number").first()
            form.data = form.data.copy()
            form.data["seen"] = theirs.number if theirs else 0
        shown = formset or Zones(initial=rows, prefix="zones")
        pins = {}
        keys = [row["key"] for row in rows]
        held = Pin.objects.current().filter(zone__in=keys).select_related("article")
        visible = held.filter(article__in=Article.objects.visible_to(request.user).values("pk"))
        holds = pinned([zones_of(section)])
        for pin in visible.only("zone", "place", "article__headline"):
            pins.setdefault(pin.zone, []).append((pin, holds.behind(pin)))
        empty = empty_zones(zones_in(rows), section)
        holding = layouts.begun().first()
        to_come = list(layouts.to_come()[:EARLIER])
        context = {
            **self.admin_site.each_context(request),
            "title": f"Lay out: {section.name if section else 'the front page'}",
            "opts": self.opts,
            "section": section,
            "form": form,
            "formset": shown,
            "rows": [
                (one, pins.get(row["key"], []), position in empty)
                for position, (one, row) in enumerate(zip(shown.forms, rows, strict=True))
            ],
            "blank": None if len(rows) >= MOST_ZONES else shown.empty_form,
            "kinds": [(kind, kind.label, DESIGNS[kind].what, DESIGNS[kind].usual) for kind in Kind],
            "theirs": theirs,
            "their_zones": theirs.zones.select_related("section", "tag") if theirs else [],
            "holding": holding,
            "to_come": to_come,
            "until": _until(to_come[0]) if to_come else "",
            "earlier": layouts.begun().exclude(pk=holding.pk)[:EARLIER] if holding else [],
            "pages": self._pages(request),
            "page_query": _page(section),
            "page": section.pk if section else "",
        }
        return TemplateResponse(request, "admin/front/layout/form.html", context)

    def _pages(self, request) -> list[tuple[str, str]]:
        """The pages that one may lay out: the query and the name."""
        pages = [None, *Section.objects.in_tree()]
        return [(_page(one), str(one or FRONT)) for one in pages if self.may_lay_out(request, one)]

    def _choose_page(self, request):
        context = {
            **self.admin_site.each_context(request),
            "title": "Lay out a page",
            "opts": self.opts,
            "pages": self._pages(request),
        }
        return TemplateResponse(request, "admin/front/layout/choose.html", context)

    def call_off_view(self, request, pk):
        layout = get_object_or_404(Layout.objects.select_related("section"), pk=pk)
        if not self.may_lay_out(request, layout.section):
            raise PermissionDenied
        now = timezone.now()
        coming = Layout.objects.kept().filter(pk=pk, live_from__gt=now)
        if coming.update(called_off_at=now):
            messages.success(request, f"{layout} is called off: readers will not get it.")
        else:
            messages.error(request, f"{layout} is not to come any more: there is nothing to call off.")
        return redirect("admin:front_layout_change", pk)

    # --- Seeing it before readers do --------------------------------------------------------------------------------

    def preview_view(self, request):
        """
        The page as it is in the form, or as it is planned, at the moment that was asked for: alone for a script, else
        in frames as wide as screens. No cache keeps it. The header Shows says of which moment it is, Empty-Zones has
        the positions of those zones of the form in which nothing stands then; where there is no preview, Faults has the
        names of the fields of which the lines of the answer speak.
        """
        section = _section(request.POST.get("page", ""))
        if not self.may_lay_out(request, section):
            raise PermissionDenied
        at = _asked_moment(request.POST)
        formset = Zones(request.POST, prefix="zones")
        zones, faults = None, []  # the faults each with the name of the field, if it has one
        if "planned" not in request.POST:
            if formset.is_valid():
                zones = formset.zones()
            else:
                faults = [
                    (form[name].html_name if name in form.fields else "", str(fault))
                    for form in formset
                    for name, errors in form.errors.items()
                    for fault in errors
                ]
                faults += [("", str(fault)) for fault in formset.non_form_errors()]
        if faults:
            response = refuse(request, self.admin_site, [fault for _, fault in faults])
            response["Faults"] = ",".join(name for name, _ in faults)
            return response
        html = page_at(request, at, section, zones)
        shows = _in_words(at, section, is_planned=zones is None)
        response = answer(request, html, f"Preview of {section or 'the front page'}. {shows}")
        response["Shows"] = shows
        if zones is not None:
            response["Empty-Zones"] = ",".join(map(str, empty_zones(zones, section, at)))
        return response


def page_at(request, at, section, zones) -> str:
    """
    The page with those zones (with those that hold then, if None) at a moment. A story that is still to come, and that
    whoever asks may not see, keeps its place, but not its words.
    """
    visible = Article.objects.visible_to(request.user).values("pk")
    may_see = Q(live_from__lte=timezone.now()) | Q(article__in=visible)
    request.publication = Publication.objects.for_frame(at)
    shown = front_page(at, section=section, zones=zones, showing=Edition.objects.filter(may_see))
    context: dict = {"zones": shown, "as_of": at}
    if section:
        others = lists.of_section(section).filter(may_see, ~Q(pk__in=keys_of(shown)))
        context |= {
            "section": section,
            "subsections": list(section.subsections.all()),
            "editions": list(others.newest(PER_PAGE, at).for_cards()),
        }
    template = "sections/section.html" if section else "front/front.html"
    return as_readers_see_it(request, template, context)


def _until(following: Layout | None) -> SafeString:
    """How long a layout holds where another is planned after it; nothing where none is."""
    if following is None:
        return mark_safe("")
    return format_html(
        ' until {}, then <a href="{}" target="_blank">{}</a> follows',
        moment(following.live_from),
        reverse("admin:front_layout_change", args=[following.pk]),
        f"the layout of {following.made_by}" if following.made_by else f"layout {following.number}",
    )


def _asked_moment(data):
    now = timezone.now()
    match data.get("when"):
        case "tomorrow":
            tomorrow = timezone.localtime(now) + timedelta(days=1)
            return tomorrow.replace(hour=6, minute=0, second=0, microsecond=0)
        case "then" | "typed":
            try:
                at = parse_datetime(data.get("then", ""))
            except ValueError:
                at = None
            if at and 1900 <= at.year < 9000:
                return timezone.make_aware(at) if timezone.is_naive(at) else at
    return now


def _in_words(at, section: Section | None, *, is_planned: bool) -> str:
    """Of which moment a preview is. A minute that was typed is now until it is over."""
    now = timezone.now()
    if at > now:
        return f"As it will stand {when(at)}"
    if now - at < timedelta(minutes=1):
        return "As it will stand now"
    if is_planned:
        return f"As it stood {when(at)}"
    theirs = "" if section else "; what readers had then, the archive shows"
    return f"This moment has passed. As this layout would have stood {when(at)}{theirs}"


def _page(section: Section | None, **more) -> str:
    return urlencode({"page": section.pk if section else "", **more})


def _section(key: str) -> Section | None:
    """Of a form or an address; None is the front page. Raises Http404 for any that there isn't."""
    if not key:
        return None
    if not key.isdecimal() or len(key) > 18:
        raise Http404("There is no such page.")
    return get_object_or_404(Section.objects.select_related("parent"), pk=key)

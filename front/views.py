"""The front page and those of sections, as they stand and as they stood, and what the publication says of itself."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import dateformat, timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.generic import TemplateView

from articles import lists, views
from articles.addresses import absolute
from articles.models import Edition
from articles.most_read import changes_with_the_hour
from articles.render import render
from front.archive import as_it_stood
from front.layout import front_page, keys_of, shows_most_read
from front.models import PageVersion
from media.moments import start_of


class MostReadMixin:
    """For a page of `zones`: where what is read most is among them, the page changes with that."""

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        return changes_with_the_hour(response) if shows_most_read(context.get("zones") or []) else response


class FrontView(MostReadMixin, TemplateView):
    template_name = "front/front.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(canonical=absolute("/"), zones=front_page())


class SectionView(MostReadMixin, views.SectionView):
    """A section's page: its zones, if it has any, and below them everything else."""

    def get_list(self, path):
        editions, about = super().get_list(path)
        section = about["section"]
        is_first = not self.request.GET.keys() & {"before", "after"}
        if is_first and section.pk in self.request.publication.laid_out:
            about["zones"] = front_page(section=section)
            editions = editions.filter(~Q(pk__in=keys_of(about["zones"])))
        return editions, about


class ArchiveDayView(views.ListView):
    """
    What was published on a day; with `?at=14:30` the front page and the day's stories as they stood then, by the clock
    of the publication. What is still to come is not found.
    """

    template_name = "front/day.html"

    def get_list(self, year, month, day):
        self.day = parse_day(year, month, day)
        self.start, self.end = start_of(self.day), start_of(self.day + timedelta(days=1))
        if self.start > timezone.now():
            raise Http404("This day is still to come.")
        return lists.between(self.start, self.end), {
            "day": self.day,
            "clocks": self._clocks(),
            **self._beside(),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not (context["editions"] or context["earlier"]):
            raise Http404("Nothing was published until this day.")
        context |= self._above(context)
        asked = self.request.GET.get("at")
        if asked is None:
            return context
        context |= {"asked": asked, "canonical": absolute(self.request.path), "paged": ""}
        clock = parse_clock(asked.strip())
        if clock is None:
            return context | {"fault": gettext("Give a time of that day, such as 14:30.")}
        at = datetime.combine(self.day, clock, timezone.get_current_timezone())
        if at > timezone.now():
            return context | {"fault": gettext("This moment is still to come.")}
        return context | as_it_stood(at, self.start)

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if "asked" in context or not context["editions"]:
            response["X-Robots-Tag"] = "noindex"
        return response

    def _above(self, context):
        """The day as that of its `year` and `month`, if those have a page: None where they are without stories."""
        filled = list(filter(None, [context["earlier"], context["later"], context["editions"] and self.day]))
        in_year = any(day.year == self.day.year for day in filled)
        in_month = any(day.replace(day=1) == self.day.replace(day=1) for day in filled)
        return {"year": self.day if in_year else None, "month": self.day if in_month else None}

    def _clocks(self):
        """What the publication's time is called on the day: two names, if the clocks are set then."""
        ends = (self.start, self.end - timedelta(minutes=1))
        return list(dict.fromkeys(dateformat.format(at, "T") for at in ends))

    def _beside(self):
        """The nearest days, before and after, on which something was published that readers have."""
        live = (
            Edition.objects.live().order_by("first_published_at").values_list("first_published_at", flat=True)
        )
        earlier = live.filter(first_published_at__lt=self.start).last()
        later = live.filter(first_published_at__gte=self.end).first()
        return {name: at and timezone.localdate(at) for name, at in (("earlier", earlier), ("later", later))}


def parse_day(year: str, month: str, day: str):
    try:
        found = parse_date(f"{year}-{month}-{day}")
    except ValueError:
        found = None
    if not found or not 1900 <= found.year < 9000:
        raise Http404("There is no such day.")
    return found


def parse_clock(text: str) -> time | None:
    """A time such as 14:30 or 14:30:59."""
    if not re.fullmatch(r"\d\d:\d\d(:\d\d)?", text, re.ASCII):
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


class PageView(TemplateView):
    """A page of the publication's own, in the version that is live."""

    template_name = "front/page.html"

    def get_context_data(self, path):
        page = get_object_or_404(
            PageVersion.objects.select_related("live_on").exclude(live_on=None), live_on__slug=path
        )
        canonical = absolute(page.live_on.get_absolute_url())
        return super().get_context_data(canonical=canonical, **page_context(page, page.live_on.purpose))


def page_context(page, purpose: str) -> dict:
    """Of anything with title, summary and body."""
    return {"title": page.title, "summary": page.summary, "html": render(page.body), "purpose": purpose}


def page_or_section(request, path):
    """What stands at an address of one part. Which pages there are is known from the frame, without asking anew."""
    is_page = any(page["slug"] == path for page in request.publication.pages)
    return (PageView if is_page else SectionView).as_view()(request, path=path)

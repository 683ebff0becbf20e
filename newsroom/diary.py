"""The calendar: what went live, what is scheduled, planned, due, what ends and when embargoes end; by month or week."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, Subquery
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article, Assignment, Edition
from media.moments import start_of

MOST = 3000  # of a kind in one view
MOST_OVERDUE = 20
IN_A_MONTH = 6  # shown of one day; the rest is a step away


@dataclass
class Entry:
    """`at` is None for what belongs to the day as a whole."""

    day: date
    at: datetime | None
    kind: str
    words: str
    headline: str
    url: str
    who: str = ""


@dataclass
class Day:
    day: date
    is_today: bool
    is_beside: bool  # of the month before or after
    entries: list[Entry] = field(default_factory=list)
    more: int = 0
    is_past: bool = False  # and today is in view: on a phone, what was is folded away

    @property
    def shown(self) -> list[Entry]:
        """All but the `more` that a step leads to: today those are first what has been already."""
        if not self.more:
            return self.entries
        now = timezone.now()
        past = [one for one in self.entries if self.is_today and one.at and one.at <= now]
        to_come = [one for one in self.entries if one not in past][:IN_A_MONTH]
        room = IN_A_MONTH - len(to_come)
        return sorted([*past[max(0, len(past) - room) :], *to_come], key=_order)


def calendar(request, site):
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    by_week = request.GET.get("view") == "week"
    today = timezone.localdate()
    chosen = _date(request.GET.get("date", "")) or today
    weeks = _weeks(chosen, by_week)
    first, last = weeks[0][0], weeks[-1][-1]
    shows_today = first <= today <= last and (by_week or today.month == chosen.month)
    days = {
        day: Day(
            day,
            day == today,
            not by_week and day.month != chosen.month,
            is_past=shows_today and day < today,
        )
        for week in weeks
        for day in week
    }
    for entry in sorted(entries(request.user, first, last), key=_order):
        days[entry.day].entries.append(entry)
    if not by_week:
        for one in days.values():
            one.more = max(0, len(one.entries) - IN_A_MONTH)
    before, after = _steps(chosen, by_week)
    overdue = [*_overdue(request.user, start_of(today))] if shows_today else []
    context = {
        **site.each_context(request),
        "title": "Calendar",
        "by_week": by_week,
        "chosen": chosen,
        "called": _called(chosen, weeks, by_week),
        "before": before,
        "after": after,
        "weeks": [[days[day] for day in week] for week in weeks],
        "overdue": sorted(overdue, key=_order),
        "earlier": any(one.is_past and one.entries and not one.is_beside for one in days.values()),
        "nothing": not any(one.entries for one in days.values()),
    }
    return TemplateResponse(request, "admin/calendar.html", context)


def entries(user, first: date, last: date):
    """All that is on these days, in the publication's zone, of stories that `user` may see."""
    visible = Article.objects.visible_to(user).values("pk")
    start, end = start_of(first), start_of(last + timedelta(days=1))
    yield from _editions(visible, start, end)
    yield from _assignments(visible, first, last, start, end)
    yield from _embargoes(user, start, end)


def _editions(visible, start, end):
    now = timezone.now()
    # Of what readers have had, those that brought the story, or brought it back; of what waits, each.
    begins = Q(live_from__gte=start, live_from__lt=end) & (Q(live_from__gt=now) | Q(goes_on=False))
    ends = Q(live_until__gte=start, live_until__lt=end)
    of_story = Edition.objects.filter(article=OuterRef("article"))
    # What readers have now, for that ends last or not at all; or what they had last.
    last = of_story.ever_live().order_by("-live_until")
    editions = (
        Edition.objects.kept()
        .in_a_row()
        .filter(begins | ends, article__in=visible)
        .annotate(
            is_out=Exists(of_story.live()),
            was_taken_back=Subquery(last.values("withdrawal")[:1]),
            headline_now=Subquery(last.values("headline")[:1]),
        )
        .only("headline", "article", "live_from", "live_until", "first_published_at")
        .order_by("-live_from")[:MOST]
    )
    for edition in editions:
        is_first = edition.live_from == edition.first_published_at
        if start <= edition.live_from < end and (edition.live_from > now or not edition.goes_on):
            again = "" if is_first else " again"
            words = "Update" if edition.goes_on else f"Goes live{again}"
            kind, headline = "scheduled", edition.headline
            if edition.live_from <= now:
                since = "withdrawn" if edition.was_taken_back else "ended"
                kind, words = (
                    ("live", f"Live{again}")
                    if edition.is_out
                    else ("withdrawn", f"Was live{again}, {since} since")
                )
                headline = edition.headline_now
            yield _entry(edition.live_from, kind, words, edition, headline)
        if edition.live_until and start <= edition.live_until < end and not edition.is_replaced:
            words = "Withdrawn" if edition.was_withdrawn else "Ended" if edition.live_until <= now else "Ends"
            yield _entry(edition.live_until, "withdrawn", words, edition)


def _assignments(visible, first, last, start, end):
    """A story is planned until it is scheduled or live; its deadline matters until it is done."""
    planned = Q(planned_for__gte=first, planned_for__lte=last)
    due = Q(due_at__gte=start, due_at__lt=end, done_at=None)
    found = (
        Assignment.objects.filter(planned | due, article__in=visible)
        .exclude(article__stage=Article.Stage.SPIKED)
        .annotate(is_out=Exists(Edition.objects.kept().filter(article=OuterRef("article"))))
        .select_related("article", "to")
        .defer("article__body")[:MOST]
    )
    for one in found:
        who = str(one.to) if one.to else ""
        if one.planned_for and first <= one.planned_for <= last and not one.is_out:
            yield Entry(
                one.planned_for, None, "planned", "Planned", one.article.headline, _url(one.article_id), who
            )
        if one.due_at and start <= one.due_at < end and not one.done_at:
            kind = "overdue" if one.is_overdue else "due"
            yield _entry(
                one.due_at, kind, "Was due" if one.is_overdue else "Due", one, one.article.headline, who
            )


def _overdue(user, today: datetime):
    """What was due on any day before today and is not done: on a phone those days are folded away."""
    found = (
        Assignment.objects.open()
        .visible_to(user)
        .filter(due_at__lt=today)
        .select_related("article", "to")
        .defer("article__body")
        .order_by("-due_at")[:MOST_OVERDUE]
    )
    for one in found:
        who = str(one.to) if one.to else ""
        yield _entry(one.due_at, "overdue", "Was due", one, one.article.headline, who)


def _embargoes(user, start, end):
    found = (
        Article.objects.visible_to(user)
        .filter(embargo_until__gte=start, embargo_until__lt=end)
        .exclude(stage=Article.Stage.SPIKED)
        .only("headline", "embargo_until")[:MOST]
    )
    for article in found:
        at = timezone.localtime(article.embargo_until)
        yield Entry(at.date(), at, "embargo", "Embargo ends", article.headline, _url(article.pk))


def _entry(at, kind, words, thing, headline="", who="") -> Entry:
    local = timezone.localtime(at)
    return Entry(local.date(), local, kind, words, headline or thing.headline, _url(thing.article_id), who)


def _url(pk) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def _order(entry):
    """By the clock; by moments, for the hour that comes twice has one time of day for two."""
    return entry.day, entry.at is not None, entry.at.timestamp() if entry.at else 0, entry.headline


def _date(text: str) -> date | None:
    """A day that has a month before it and after it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year < 9000 else None


def _weeks(chosen: date, by_week: bool) -> list[list[date]]:
    if by_week:
        monday = chosen - timedelta(days=chosen.weekday())
        return [[monday + timedelta(days=number) for number in range(7)]]
    return Calendar().monthdatescalendar(chosen.year, chosen.month)


def _steps(chosen: date, by_week: bool) -> tuple[date, date]:
    if by_week:
        return chosen - timedelta(days=7), chosen + timedelta(days=7)
    first = chosen.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1)


def _called(chosen: date, weeks, by_week: bool) -> str:
    if not by_week:
        return date_format(chosen, "F Y")
    monday, sunday = weeks[0][0], weeks[0][-1]
    from_day = "j" if monday.month == sunday.month else "j M" if monday.year == sunday.year else "j M Y"
    return f"{date_format(monday, from_day)} – {date_format(sunday, 'j M Y')}"

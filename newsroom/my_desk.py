"""
My desk: what waits for somebody, what is due, what goes live today, what came in.

The number of queries is the same at any size, and none looks at the whole archive: what is under way has its own
indexes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Assignment, Autosave, Comment, Correction, Edition, Revision
from articles.models.article import who_saved
from articles.stages import SENT_BACK
from articles.standing import Standing, moment, standing
from media.moments import start_of

SHOWN = 8  # of each kind
EARLIER = 4  # of what has gone live today, these are shown at once


@dataclass
class Row:
    """A story that waits, and why; `until` is a deadline."""

    story: Article
    standing: Standing
    changed: str
    why: list[str] = field(default_factory=list)
    due_at: datetime | None = None

    @property
    def overdue(self) -> bool:
        return self.due_at is not None and self.due_at < timezone.now()


@dataclass
class Moment:
    """A line of the day's timeline."""

    at: datetime
    words: str
    headline: str
    url: str
    state: str
    is_past: bool


def my_desk(user) -> dict:
    """The sections of the page, by name, for somebody who may see stories; empty lists where there is nothing."""
    visible = Article.objects.visible_to(user)
    own = Article.objects.of(user)
    publishes = user.has_perm("articles.publish_article")
    others = user.has_perm("articles.others_article")

    due = list(
        Assignment.objects.open()
        .filter(due_at__isnull=False, **({} if others else {"article__in": own.values("pk")}))
        .filter(article__in=visible.values("pk"))
        .select_related("article", "to")
        .defer("article__body")
        .order_by("due_at")[:SHOWN]
    )
    reasons: dict[int, list[str]] = {}

    def wait(keys, why):
        for key, *more in keys:
            reasons.setdefault(key, []).append(why.format(*more))

    assigned = Assignment.objects.open().filter(to=user).order_by(F("due_at").asc(nulls_last=True))
    wait([(one.article_id,) for one in assigned[:SHOWN]], "Assigned to you")
    drafts = list(_drafts(user))
    wait(
        [(pk, by or "the desk", why.removeprefix(SENT_BACK)) for pk, why, by in drafts if why],
        "Sent back by {}: {}",
    )
    if publishes:
        to_read = visible.filter(stage=Article.Stage.IN_EDIT).order_by("changed_at")
        wait(to_read.values_list("pk")[:SHOWN], "To read, and mark as ready")
        ready = visible.filter(stage=Article.Stage.READY).never_frozen().order_by("-changed_at")
        wait(ready.values_list("pk")[:SHOWN], "Ready: publish or schedule it")
    begun = [pk for pk, *_ in drafts if pk not in reasons][:SHOWN]
    reasons |= {pk: ["Your draft"] for pk in begun}

    changed = list(
        visible.with_unpublished_changes().order_by("-changed_at").values_list("pk", flat=True)[:SHOWN]
    )
    came = (
        list(_came_in(visible, user).exclude(pk__in=reasons).values_list("pk", flat=True)[:SHOWN])
        if others
        else []
    )
    unspiked = Article.objects.exclude(stage=Article.Stage.SPIKED)
    recent = list(unspiked.latest_of(user, SHOWN).values_list("pk", flat=True))
    stories = Article.objects.with_standing().for_list().in_bulk([*reasons, *changed, *came, *recent])

    def rows(keys):
        return [_row(stories[key], reasons.get(key, [])) for key in keys if key in stories]

    left = _left(user, visible)
    day = timeline(visible, timezone.localdate())
    folded = max(0, sum(one.is_past for one in day) - EARLIER)
    return {
        "unsaved": _unsaved(user, set_aside=False),
        "left": left[:SHOWN],
        "more_left": len(left) > SHOWN,
        "set_aside": _unsaved(user, set_aside=True),
        "waits": rows(reasons),
        "notes": _notes(user, own, visible),
        "due": due,
        "earlier": day[:folded],
        "today": day[folded:],
        "changed": rows(changed),
        "came": rows(came),
        "mine": [
            _row(stories[key], _who_has_it(stories[key], user))
            for key in recent
            if key in stories and key not in {*reasons, *changed}
        ],
        "waiting": _scheduled(visible),
    }


def _unsaved(user, *, set_aside: bool) -> list[tuple[Autosave, str]]:
    """What somebody has typed into new stories and never saved, and when."""
    if not user.has_perm("articles.add_article"):
        return []
    found = Autosave.objects.unsaved(user, None).filter(set_aside=set_aside).with_beginnings()[:SHOWN]
    return [(one, moment(one.typed_at)) for one in found]


def _left(user, visible) -> list[tuple[Autosave, str]]:
    """
    What somebody has typed into stories whose forms are not open any more, and when; those forms offer it. Of each
    story the latest; one more than are shown, where there are more.
    """
    typed = Autosave.objects.with_text(user).gone().filter(article__in=visible.values("pk"), set_aside=False)
    latest = typed.order_by("article_id", "-typed_at").distinct("article_id").values("pk")
    shown = Autosave.objects.with_text(user).filter(pk__in=latest).with_beginnings()[: SHOWN + 1]
    return [(one, moment(one.typed_at)) for one in shown]


def _row(story, why) -> Row:
    due = story.assigned.due_at if story.assigned else None
    return Row(story, standing(story), moment(story.changed_at), why, due)


def _who_has_it(story, user) -> list[str]:
    to = story.assigned.to if story.assigned else None
    return [f"Assigned to {to}"] if to and to != user else []


def _drafts(user):
    """
    The drafts of somebody, the last changed first: key, the line of the save that sent it back (see
    `stages.why_sent_back()`), and by whom. What is assigned to somebody else is among them only if it was sent back.
    """
    elsewhere = Assignment.objects.open().filter(article=OuterRef("pk"), to__isnull=False).exclude(to=user)
    gone_on = Revision.objects.filter(article=OuterRef("article"), at__gt=OuterRef("at")).exclude(
        stage=Article.Stage.DRAFT
    )
    sent_back = Revision.objects.filter(~Exists(gone_on), article=OuterRef("pk"), note__startswith=SENT_BACK)
    return (
        Article.objects.filter(stage=Article.Stage.DRAFT)
        .filter(Exists(sent_back) | ~Exists(elsewhere))
        .latest_of(user, 2 * SHOWN)
        .annotate(
            back=Subquery(sent_back.values("note")[:1]),
            back_by=Subquery(sent_back.values_list(who_saved())[:1]),
        )
        .values_list("pk", "back", "back_by")
    )


def _came_in(visible, user):
    """What others have begun or handed in since yesterday."""
    yesterday = start_of(timezone.localdate() - timedelta(days=1))
    return (
        visible.filter(stage__in=[Article.Stage.DRAFT, Article.Stage.IN_EDIT], changed_at__gte=yesterday)
        .filter(Q(stage=Article.Stage.IN_EDIT) | Q(created_at__gte=yesterday))
        .exclude(created_by=user)
        .order_by("-changed_at")
    )


def _notes(user, own, visible):
    """Open notes that mention somebody, or stand on their stories and are by others."""
    mentioning = Comment.objects.filter(mentions=user).values("pk")
    of_thread = Q(pk__in=mentioning) | Q(replies__in=mentioning)
    theirs = Q(article__in=own.values("pk")) & ~Q(by=user)
    found = (
        Comment.objects.notes()
        .open()
        .filter(of_thread | theirs)
        .filter(article__in=visible.values("pk"))
        .exclude(article__stage=Article.Stage.SPIKED)
    )
    return list(
        Comment.objects.filter(pk__in=found.values("pk"))
        .select_related("article", "by")
        .defer("article__body")
        .order_by("-at")[:SHOWN]
    )


def _scheduled(visible):
    """What goes live after today."""
    tomorrow = start_of(timezone.localdate() + timedelta(days=1))
    editions = (
        Edition.objects.waiting()
        .filter(live_from__gte=tomorrow, article__in=visible.values("pk"))
        .select_related("section__parent")
        .defer("body", "body_html", "search")
        .order_by("live_from")[:SHOWN]
    )
    return [(edition, moment(edition.live_from)) for edition in editions]


def timeline(visible, day: date) -> list[Moment]:
    """What goes live, is updated and ends on a day, by the clock."""
    start, end, now = start_of(day), start_of(day + timedelta(days=1)), timezone.now()
    within = Q(live_from__gte=start, live_from__lt=end) | Q(live_until__gte=start, live_until__lt=end)
    editions = (
        Edition.objects.kept()
        .in_a_row()
        .filter(within, article__in=visible.values("pk"))
        .select_related("correction")
        .only(
            "headline",
            "article",
            "live_from",
            "live_until",
            "first_published_at",
            "number",
            "correction__kind",
        )
        .order_by("-live_from")[:60]
    )
    moments = []
    for edition in editions:
        if start <= edition.live_from < end:
            again = "" if edition.first_published_at == edition.live_from else " again"
            past = edition.live_from <= now
            correction = getattr(edition, "correction", None)
            if correction and correction.kind == Correction.Kind.RETRACTION:
                words = "Retracted" if past else "Retraction"
            elif edition.goes_on:
                words = "Updated" if past else "Update"
            else:
                words = f"{'Went' if past else 'Goes'} live{again}"
            moments.append(_moment(edition, edition.live_from, words, "live" if past else "scheduled", now))
        if edition.live_until and start <= edition.live_until < end and not edition.is_replaced:
            past = edition.live_until <= now
            words = "Withdrawn" if edition.was_withdrawn else "Ended" if past else "Ends"
            moments.append(_moment(edition, edition.live_until, words, "withdrawn", now))
    # By moments, not by times of day: an hour that comes twice has each of those twice.
    return sorted(moments, key=lambda one: one.at.timestamp())


def _moment(edition, at, words, state, now) -> Moment:
    url = reverse("admin:articles_article_change", args=[edition.article_id])
    return Moment(timezone.localtime(at), words, edition.headline, url, state, at <= now)

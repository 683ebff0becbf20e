"""
The verbs that change what readers see. Each is atomic, locks its story, leaves a Revision and a line in the log. What
time it is, it asks once it has the story: whoever had to wait comes after what was done meanwhile.

All moments are aware datetimes. Whether someone may do it is asked by the caller.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from articles import checklist
from articles.extent import extent
from articles.freezing import Unprepared, address, freeze, freeze_again, is_printed, prepare
from articles.models import Article, Assignment, Correction, Edition, Revision, Withdrawal
from articles.models.article import written
from authors.activity import Activity, log
from media.moments import clock

Did = Activity.Verb
logger = logging.getLogger(__name__)


class NotReady(Exception):
    """The story can't go live. `problems` maps a field of Article, or "" for the whole, to a sentence."""

    def __init__(self, problems: dict[str, str]):
        super().__init__(" ".join(problems.values()))
        self.problems = problems


# Why a verb makes no sense now, and what to do.
IS_SPIKED = "This story is spiked. Take it off the spike first."
NO_SLOT = "No edition waits any more, so there is no time to keep: publish it now, or schedule it."
NOT_GONE = "Only a story that was withdrawn, or has ended, can be restored."
NOTHING_ENDS = "Nothing of this story is live or scheduled, so nothing can end."
NOT_WITHDRAWN = "Readers are told nothing in place of this story: it is not withdrawn."


class NotNow(Exception):
    """The verb makes no sense for the story as it stands; the message says why and what to do."""


class Unconfirmed(Exception):
    """The story could go live, but the checklist asks about `findings` that nobody has said to have seen."""

    def __init__(self, findings: list[checklist.Finding]):
        super().__init__(" ".join(finding.words for finding in findings))
        self.findings = findings


class AnotherEditionWaits(Exception):
    """An edition already waits for its moment; the caller has to say what becomes of it."""

    def __init__(self, edition: Edition):
        super().__init__(
            f"An edition of this story already waits for {edition.live_from:%d %B %Y, %H:%M %Z}."
        )
        self.edition = edition


NOT_CHOSEN = "Typed, and another text chosen instead"


def record(
    article: Article, *, by, note: str = "", not_chosen: Iterable[dict] = (), page: UUID | None = None
) -> Revision | None:
    """
    Keeps the working copy as it is now in the story's history, and counts its version up.

    Called after the article with its bylines and tags was saved. None where nothing changed; but a note is kept, once,
    also of a save without changes. `not_chosen` is what `by` had typed, as content()s, where another text was chosen
    in its place: these become the versions before. `page` is the open page that holds all of it.
    """
    content = article.content()
    latest = article.revisions.select_related("by").first()
    left = [one for one in not_chosen if written(one) != written(content)] if latest else []
    for one in left:
        article.version += 1
        Revision.objects.keep(article, by=by, note=NOT_CHOSEN, content=one)
    if latest and not left and written(latest.content) == written(content):
        if not note or (latest.note, latest.by) == (note, by):
            return None
        return Revision.objects.keep(article, by=by, note=note, content=content, page=page)
    if latest:
        _log_bylines(article, latest.content, content, by=by)
        article.version += 1
        article.save(update_fields=["version", "changed_at"])
    return Revision.objects.keep(article, by=by, note=note, content=content, page=page)


def _log_bylines(article: Article, before: dict, after: dict, *, by) -> None:
    rows = [[(row["author"], row["role"]) for row in content["bylines"]] for content in (before, after)]
    if rows[0] != rows[1]:  # an author who is called otherwise is another matter
        was, now = (
            [f"{row['role']} {row['name']}" for row in content["bylines"]] for content in (before, after)
        )
        words = f"{', '.join(was) or 'nobody'} became {', '.join(now) or 'nobody'}"
        log(Did.BYLINE, article, by=by, words=words, before=before["bylines"], after=after["bylines"])


@transaction.atomic
def publish(
    article: Article,
    *,
    by,
    at: datetime | None = None,
    until: datetime | None = None,
    waiting: str = "",
    correction: tuple[str, str] | None = None,
    shows_difference: bool = True,
    confirmed: Collection[str] | None = None,
    note: str = "",
) -> Edition:
    """
    Freezes the working copy into the next edition, live from `at` (now unless given) until `until` (for good).

    `waiting` says what becomes of an edition that waits already: "replace" calls it off; "keep_slot" leaves what is
    live now as it is and puts today's text in the waiting edition's place, at its moment.

    `correction` is a kind of Correction and its text; without one, what is changed of what readers have, or had until
    it was withdrawn, has to be small enough for a typo (see `extent.py`). `shows_difference` lets readers open what it
    has changed, word by word.

    `confirmed` holds the keys of the checklist's warnings that were seen, beside those that an earlier edition was
    published with; None where nobody is there to ask, and only errors count. A moment in the past is for bringing in
    an archive, edition by edition: it has to come after the beginning of the story's latest, and needs no correction.

    Pressing twice is harmless: where readers already have exactly this, or it waits for that very moment, that edition
    is returned.

    Raises NotReady, AnotherEditionWaits where one waits and `waiting` says nothing of it, NotNow where none waits whose
    slot could be kept, or Unconfirmed.
    """
    article = _held(article)
    now = timezone.now()
    live = article.editions.live(now).first()
    queued = article.editions.waiting(now).first()
    had = list(article.editions.ever_live(now).in_time())
    first, latest = (had[0], had[-1]) if had else (None, None)

    if at is None:
        now = _after_beginning(latest, now)
    start = at or now
    if done := _done_before(article, live, queued, at, until, waiting, correction):
        return done
    if queued:
        if waiting == "keep_slot":
            start, until = queued.live_from, queued.live_until
        elif waiting != "replace":
            raise AnotherEditionWaits(queued)
    elif waiting == "keep_slot":
        raise NotNow(NO_SLOT)
    findings = checklist.review(article, start)
    problems = _problems(article, findings, start, until, first, latest)
    known = live if _goes_on(live, queued, until=start) else _withdrawn(latest)
    silent = None
    if known and start >= now and not correction and "body" not in problems:
        silent = extent(known, article)
        if silent.material:
            problems["correction_kind"] = (
                f"This is more than a typo: {silent.why}. Say what kind of change it is, and tell readers of it."
            )
    if problems:
        raise NotReady(problems)
    asked = [finding for finding in findings if not finding.blocks]
    if confirmed is not None:
        seen = {*confirmed}.union(*article.editions.values_list("confirmed", flat=True))
        if open_ones := [finding for finding in asked if finding.key not in seen]:
            raise Unconfirmed(open_ones)

    _prepare(article)
    if queued:
        _call_off(queued, live)
    if replaced := article.editions.live(start).first():
        until = until or replaced.live_until
        replaced.live_until = start
        replaced.save(update_fields=["live_until"])
    edition = _freeze_at_its_address(
        article,
        by=by,
        now=now,
        start=start,
        until=until,
        first=first,
        note=note,
        confirmed=[] if confirmed is None else [finding.key for finding in asked],
    )
    if correction:
        kind, text = correction
        Correction.objects.create(edition=edition, kind=kind, text=text, shows_difference=shows_difference)
    article.stage = Article.Stage.READY
    article.save(update_fields=["stage"])
    Assignment.objects.finish(article)
    verb = "Published" if start <= now else f"Scheduled for {_day_and_time(start)}"
    words = f"{verb} as edition {edition.number}"
    if silent and silent.words:
        words += ", as a typo"
    Revision.objects.keep(article, by=by, at=now, note=note or words)
    logger.info("%s: story %s “%s” as edition %s, by %s", verb, article.pk, article, edition.number, by)
    kind, text = correction or ("", "")
    told = f"{Correction.Kind(kind).label}: {text}" if kind else ""
    did = Did.PUBLISH if start <= now else Did.SCHEDULE
    log(
        Did.CORRECT if kind and kind != Correction.Kind.UPDATE else did,
        article,
        by=by,
        words=f"{words}. {told}" if told else words,
        edition=edition.number,
        live_from=start.isoformat(),
        told=told,
    )
    return edition


def _day_and_time(at: datetime) -> str:
    """By the publication's clock, for good: “27 Nov 2026 at 09:00”."""
    return f"{date_format(timezone.localtime(at), 'j M Y')} at {clock(at)}"


@transaction.atomic
def unschedule(article: Article, *, by, note: str = "") -> Edition | None:
    """Calls off the edition that waits; what is live stays. Returns it, or None where none waits."""
    article = _held(article)
    now = timezone.now()
    queued = article.editions.waiting(now).first()
    if queued:
        _call_off(queued, article.editions.live(now).first())
        Revision.objects.keep(article, by=by, at=now, note=note or f"Unscheduled edition {queued.number}")
        logger.info("Unscheduled: story %s “%s”, edition %s, by %s", article.pk, article, queued.number, by)
        log(Did.UNSCHEDULE, article, by=by, words=f"Edition {queued.number}", edition=queued.number)
    return queued


@transaction.atomic
def withdraw(article: Article, *, by, notice: str = "", note: str = "") -> Edition | None:
    """
    Takes the story from readers now, and calls off what waits; its address answers 410 from here on, with `notice`.

    Returns the edition that was live, or None where there was none.
    """
    article = _held(article)
    now = timezone.now()
    live = article.editions.live(now).first()
    if queued := article.editions.waiting(now).first():
        _call_off(queued, live)
    if live:
        live.live_until = now = _after_beginning(live, now)
        live.save(update_fields=["live_until"])
        Withdrawal.objects.create(edition=live, notice=notice, at=now)
    if live or queued:
        Revision.objects.keep(article, by=by, at=now, note=note or "Withdrawn")
        logger.info("Withdrawn: story %s “%s”, by %s", article.pk, article, by)
        number = (live or queued).number
        log(Did.WITHDRAW, article, by=by, words=notice or f"Edition {number}", edition=number)
    return live


@transaction.atomic
def restore(article: Article, *, by, note: str = "") -> Edition:
    """
    Gives readers back the words that they last had, as a new edition; the working copy stays as it is.

    Raises NotNow where the story is live, or never was.
    """
    article = _held(article)
    now = timezone.now()
    last = article.editions.ever_live(now).in_time().last()
    if not last or article.editions.live(now).exists():
        raise NotNow(NOT_GONE)
    queued = article.editions.waiting(now).first()
    edition = freeze_again(last, by=by, now=now, until=queued and queued.live_from, note=note or "Restored")
    Revision.objects.keep(article, by=by, at=now, note=note or f"Restored as edition {edition.number}")
    logger.info("Restored: story %s “%s” as edition %s, by %s", article.pk, article, edition.number, by)
    log(Did.RESTORE, article, by=by, words=f"As edition {edition.number}", edition=edition.number)
    return edition


@transaction.atomic
def set_end(article: Article, *, by, until: datetime | None, note: str = "") -> Edition:
    """
    Sets, changes or (None) takes away the moment at which the edition that is live, or else the one that waits, ends.

    Raises NotReady for an end that has passed, NotNow where nothing is live or waits.
    """
    article = _held(article)
    now = timezone.now()
    live, queued = article.editions.live(now).first(), article.editions.waiting(now).first()
    last = queued or live
    if not last:
        raise NotNow(NOTHING_ENDS)
    if until and until <= max(now, last.live_from):
        raise NotReady(
            {"end": "This end has passed, or comes before the story goes live. Choose a later one."}
        )
    last.live_until = until
    last.save(update_fields=["live_until"])
    ends = f"Ends on {_day_and_time(until)}" if until else "Has no end"
    Revision.objects.keep(article, by=by, at=now, note=note or ends)
    logger.info("%s: story %s “%s”, edition %s, by %s", ends, article.pk, article, last.number, by)
    log(Did.END, article, by=by, words=f"Edition {last.number}: {ends}", edition=last.number)
    return last


@transaction.atomic
def set_notice(article: Article, *, by, notice: str, note: str = "") -> Withdrawal:
    """
    Changes what readers are told at the address of a story that is withdrawn.

    Raises NotNow where it is not.
    """
    article = _held(article)
    now = timezone.now()
    last = _withdrawn(article.editions.ever_live(now).in_time().last())
    if not last or article.editions.live(now).exists():
        raise NotNow(NOT_WITHDRAWN)
    withdrawal = last.withdrawal
    if withdrawal.notice != notice:
        withdrawal.notice = notice
        withdrawal.save(update_fields=["notice"])
        words = "Changed what readers are told of the withdrawal"
        Revision.objects.keep(article, by=by, at=now, note=note or words)
        logger.info("%s: story %s “%s”, by %s", words, article.pk, article, by)
        log(
            Did.NOTICE,
            article,
            by=by,
            words=notice or "That the editors have taken it down",
            edition=last.number,
        )
    return withdrawal


@contextmanager
def rehearse(article: Article, *, by):
    """
    Gives the edition that publishing now would make, as `for_page()` does, however unfinished the story is; the one
    that readers have, where nothing was changed since.

    It exists only within the block and only for this connection: the transaction is rolled back at its end. So a
    preview is what readers will get, made by the same code. Raises NotReady where a picture can't be made ready.
    """
    with transaction.atomic():
        article = _held(article)
        now = timezone.now()
        _prepare(article)
        first = article.editions.ever_live(now).in_time().first()
        live = article.editions.live(now).first()
        if live and is_printed(article, live):
            yield Edition.objects.for_page().get(pk=live.pk)
            return
        if queued := article.editions.waiting(now).first():
            _call_off(queued, live)
        article.editions.live(now).update(live_until=now)
        path = address(article, now, first)
        if Edition.objects.filter(path=path).exclude(article=article).exists():
            article.slug = f"{article.slug}-{article.pk}"
        edition = freeze(article, by=by, now=now, start=now, until=None, first=first, note="Preview")
        yield Edition.objects.for_page().get(pk=edition.pk)
        transaction.set_rollback(True)


def _held(article: Article) -> Article:
    """As it stands now, and for nobody else to change until the transaction ends."""
    return Article.objects.whole().select_for_update(of=("self",)).get(pk=article.pk)


def _done_before(article, live, queued, at, until, waiting, correction) -> Edition | None:
    """The edition that is already what is asked for, words, moments and note."""
    edition = queued if at or waiting == "keep_slot" else None if queued else live
    if not edition or (at and (edition.live_from, edition.live_until) != (at, until)):
        return None
    kind, text = correction or ("", "")
    if kind and not Correction.objects.filter(edition=edition, kind=kind, text=text).exists():
        return None
    return edition if is_printed(article, edition) else None


def _problems(article, findings, start, until, first, latest) -> dict[str, str]:
    """What the checklist forbids, and what can't be at that moment and address; by field."""
    problems = checklist.by_field(findings)
    if article.stage == Article.Stage.SPIKED:
        problems[""] = IS_SPIKED
    if latest and start <= latest.live_from:
        problems["at"] = "Readers have had a later edition than that. Choose a later moment, or publish now."
    if until and until <= start:
        problems["until"] = "The story would end before it begins. Choose a later end, or none."
    path = address(article, start, first)
    taken = Edition.objects.filter(path=path).exclude(article=article).only("headline").first()
    if taken:
        problems["slug"] = f"Another story, “{taken.headline}”, already has this address. Change the slug."
    return problems


def _freeze_at_its_address(article: Article, **order) -> Edition:
    """Two stories may ask for one address at the same moment; the database gives it to the first."""
    try:
        with transaction.atomic():
            return freeze(article, **order)
    except IntegrityError as error:
        if "edition_address_belongs_to_one_story" not in str(error):
            raise
        raise NotReady({"slug": "Another story has just taken this address. Change the slug."}) from error


def _prepare(article: Article) -> None:
    try:
        prepare(article)
    except Unprepared as error:
        raise NotReady({error.field: f"This story can't go live: {error}"}) from error


def _withdrawn(latest: Edition | None) -> Edition | None:
    """What readers had last, if it was taken from them: what they get in its place is compared with that."""
    return latest if latest and hasattr(latest, "withdrawal") else None


def _goes_on(live: Edition | None, queued: Edition | None, *, until: datetime) -> bool:
    """Whether readers have the live edition until then, once the waiting one is called off."""
    if not live:
        return False
    ends = live.live_until
    return ends is None or ends >= until or bool(queued and queued.live_from == ends)


def _after_beginning(edition: Edition | None, now: datetime) -> datetime:
    """Now, and a moment later where the edition begins just now: ended at once it would count as called off."""
    return now + timedelta(microseconds=1) if edition and edition.live_from == now else now


def _call_off(queued: Edition, live: Edition | None) -> None:
    """Ends a waiting edition before its time; the live one takes over its end."""
    end, queued.live_until = queued.live_until, queued.live_from
    queued.save(update_fields=["live_until"])
    if live and live.live_until == queued.live_from:
        live.live_until = end
        live.save(update_fields=["live_until"])

"""
The verbs that change what readers see. Each is atomic, locks its story, leaves a Revision and a line in the log.

All moments are aware datetimes. Whether someone may do it is asked by the caller.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from articles import checklist
from articles.body import image_ids, plain_text
from articles.extent import extent
from articles.models import Article, Correction, Edition, EditionByline, Revision, Withdrawal
from articles.models.article import WORDS
from articles.render import render
from media.models import Image

logger = logging.getLogger(__name__)

SEARCH_CONFIGURATION = "newsroom"
UNPREPARED = (
    "the picture “{}” could not be made ready for readers, perhaps because the server's disk is full. Tell whoever "
    "runs the server, or use another picture."
)


class NotReady(Exception):
    """
    The story can't go live. `problems` maps a field of Article, or "" for the whole, to a sentence; `findings` says
    more of those that the checklist has found.
    """

    def __init__(self, problems: dict[str, str], findings: Sequence[checklist.Finding] = ()):
        super().__init__(" ".join(problems.values()))
        self.problems, self.findings = problems, findings


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


def record(article: Article, *, by, note: str = "") -> Revision | None:
    """
    Keeps the working copy as it is now in the story's history, and counts its version up.

    Called after the article with its bylines and tags was saved. None where nothing changed.
    """
    content = article.content()
    latest = article.revisions.first()
    if latest and latest.content == content:
        return None
    if latest:
        article.version += 1
        article.save(update_fields=["version", "changed_at"])
    return _keep(article, content, by=by, at=timezone.now(), note=note)


def _keep(article: Article, content: dict, *, by, at: datetime, note: str) -> Revision:
    return Revision.objects.create(
        article=article, version=article.version, content=content, by=by, at=at, note=note
    )


@transaction.atomic
def publish(
    article: Article,
    *,
    by,
    at: datetime | None = None,
    until: datetime | None = None,
    waiting: str = "",
    correction: tuple[str, str] | None = None,
    confirmed: Collection[str] | None = None,
    note: str = "",
) -> Edition:
    """
    Freezes the working copy into the next edition, live from `at` (now unless given) until `until` (for good).

    `waiting` says what becomes of an edition that waits already: "replace" calls it off; "keep_slot" leaves what is
    live now as it is and puts today's text in the waiting edition's place, at its moment. `correction` is a kind of
    Correction and its text; without one, what is changed of a live story has to be small enough for a typo (see
    `extent.py`). `confirmed` holds the keys of the checklist's warnings that were seen; None where nobody is there to
    ask, and only errors count. A moment in the past is for bringing in an archive, edition by edition: it has to come
    after the beginning of the story's latest, and is told of by nobody.

    Pressing twice is harmless: where readers already have exactly this, that edition is returned.

    Raises NotReady, AnotherEditionWaits where one waits and `waiting` says nothing of it, or Unconfirmed.
    """
    now = timezone.now()
    article = Article.objects.select_for_update().get(pk=article.pk)
    live = article.editions.live(now).first()
    queued = article.editions.waiting(now).first()
    first = article.editions.ever_live(now).order_by("number").first()
    latest = article.editions.ever_live(now).order_by("number").last()

    start = at or now
    if at is None and live and not queued and not correction and live.article_version == article.version:
        return live
    if queued:
        if waiting == "keep_slot":
            start, until = queued.live_from, queued.live_until
        elif waiting != "replace":
            raise AnotherEditionWaits(queued)
    findings = checklist.review(article, timezone.localdate(start))
    problems = _problems(article, findings, start, until, first, latest)
    if live and start >= now and not correction and "body" not in problems:
        change = extent(live, article)
        if change.material:
            problems["correction_kind"] = (
                f"This is more than a typo: {change.why}. Say what kind of change it is, and tell readers of it."
            )
    if problems:
        raise NotReady(problems, findings)
    asked = [finding for finding in findings if not finding.blocks]
    if confirmed is not None and (
        open_ones := [finding for finding in asked if finding.key not in confirmed]
    ):
        raise Unconfirmed(open_ones)

    if queued:
        _call_off(queued, live)
        live = article.editions.live(start).first()
    if live:
        until = until or live.live_until
        live.live_until = start
        live.save(update_fields=["live_until"])
    edition = _freeze(article, by=by, now=now, start=start, until=until, first=first, note=note)
    if correction:
        kind, text = correction
        Correction.objects.create(edition=edition, kind=kind, text=text)
    article.stage = Article.Stage.READY
    article.save(update_fields=["stage"])
    verb = "Published" if start <= now else f"Scheduled for {timezone.localtime(start):%Y-%m-%d %H:%M %Z}"
    _keep(article, article.content(), by=by, at=now, note=note or f"{verb} as edition {edition.number}")
    logger.info("%s: story %s “%s” as edition %s, by %s", verb, article.pk, article, edition.number, by)
    return edition


@transaction.atomic
def unschedule(article: Article, *, by, note: str = "") -> Edition | None:
    """Calls off the edition that waits; what is live stays. Returns it, or None where none waits."""
    now = timezone.now()
    article = Article.objects.select_for_update().get(pk=article.pk)
    queued = article.editions.waiting(now).first()
    if queued:
        _call_off(queued, article.editions.live(now).first())
        _keep(article, article.content(), by=by, at=now, note=note or f"Unscheduled edition {queued.number}")
        logger.info("Unscheduled: story %s “%s”, edition %s, by %s", article.pk, article, queued.number, by)
    return queued


@transaction.atomic
def withdraw(article: Article, *, by, notice: str = "", note: str = "") -> Edition | None:
    """
    Takes the story from readers now, and calls off what waits; its address answers 410 from here on, with `notice`.

    Returns the edition that was live, or None where there was none.
    """
    now = timezone.now()
    article = Article.objects.select_for_update().get(pk=article.pk)
    live = article.editions.live(now).first()
    if queued := article.editions.waiting(now).first():
        _call_off(queued, live)
    if live:
        live.live_until = now
        live.save(update_fields=["live_until"])
        Withdrawal.objects.create(edition=live, notice=notice, at=now)
    if live or queued:
        _keep(article, article.content(), by=by, at=now, note=note or "Withdrawn")
        logger.info("Withdrawn: story %s “%s”, by %s", article.pk, article, by)
    return live


@transaction.atomic
def restore(article: Article, *, by, note: str = "") -> Edition:
    """
    Gives readers back the words that they last had, as a new edition; the working copy stays as it is.

    Raises NotNow where the story is live, or never was.
    """
    now = timezone.now()
    article = Article.objects.select_for_update().get(pk=article.pk)
    last = article.editions.ever_live(now).order_by("number").last()
    if not last or article.editions.live(now).exists():
        raise NotNow("Only a story that was withdrawn, or has ended, can be restored.")
    listed, tags, bylines = list(last.listed_in.all()), list(last.tags.all()), list(last.bylines.all())
    search = last.search
    edition = article.editions.order_by("-number")[0]
    number, waiting = edition.number + 1, article.editions.waiting(now).first()
    edition = last
    edition.pk = None
    edition._state.adding = True
    edition.number, edition.frozen_at, edition.frozen_by = number, now, by
    edition.live_from, edition.live_until = now, waiting and waiting.live_from
    edition.note, edition.search = note or "Restored", None
    edition.save(force_insert=True)
    edition.listed_in.set(listed)
    edition.tags.set(tags)
    for byline in bylines:
        byline.pk, byline.edition = None, edition
    EditionByline.objects.bulk_create(bylines)
    Edition.objects.filter(pk=edition.pk).update(search=search)
    _keep(article, article.content(), by=by, at=now, note=note or f"Restored as edition {number}")
    logger.info("Restored: story %s “%s” as edition %s, by %s", article.pk, article, number, by)
    return edition


@transaction.atomic
def set_end(article: Article, *, by, until: datetime | None, note: str = "") -> Edition:
    """
    Sets, changes or (None) takes away the moment at which the edition that is live, or else the one that waits, ends.

    Raises NotReady for an end that has passed, NotNow where nothing is live or waits.
    """
    now = timezone.now()
    article = Article.objects.select_for_update().get(pk=article.pk)
    live, queued = article.editions.live(now).first(), article.editions.waiting(now).first()
    last = queued or live
    if not last:
        raise NotNow("Nothing of this story is live or scheduled, so nothing can end.")
    if until and until <= max(now, last.live_from):
        raise NotReady(
            {"end": "This end has passed, or comes before the story goes live. Choose a later one."}
        )
    last.live_until = until
    last.save(update_fields=["live_until"])
    ends = f"Ends {timezone.localtime(until):%Y-%m-%d %H:%M %Z}" if until else "Has no end"
    _keep(article, article.content(), by=by, at=now, note=note or ends)
    logger.info("%s: story %s “%s”, edition %s, by %s", ends, article.pk, article, last.number, by)
    return last


# --- The desk's stages: what readers see is not touched ---


def submit(article: Article, *, by, note: str = "") -> Article:
    """Hands a draft to the editors."""
    return _to_stage(article, Article.Stage.IN_EDIT, by=by, note=note or "Sent to the editors")


def approve(article: Article, *, by, note: str = "") -> Article:
    """Says that the story is fit to be published."""
    return _to_stage(article, Article.Stage.READY, by=by, note=note or "Marked as ready")


def send_back(article: Article, *, by, note: str) -> Article:
    """Gives the story back to its writers, with a note that says what is missing."""
    return _to_stage(article, Article.Stage.DRAFT, by=by, note=f"{SENT_BACK}{note}")


SENT_BACK = "Sent back: "


def why_sent_back(article: Article) -> Revision | None:
    """The save that sent the story back, with its note, as long as the story has not gone on since."""
    if article.stage != Article.Stage.DRAFT:
        return None
    verbs = article.revisions.exclude(note="").select_related("by").defer("content")
    last = verbs.first()
    return last if last and last.note.startswith(SENT_BACK) else None


def spike(article: Article, *, by, note: str = "") -> Article:
    """Drops a story before publication. Raises NotNow where readers have it, had it, or are about to."""
    return _to_stage(article, Article.Stage.SPIKED, by=by, note=note or "Spiked")


def unspike(article: Article, *, by, note: str = "") -> Article:
    """Takes a spiked story up again, as a draft."""
    return _to_stage(article, Article.Stage.DRAFT, by=by, note=note or "Taken off the spike")


@transaction.atomic
def _to_stage(article: Article, stage: Article.Stage, *, by, note: str) -> Article:
    article = Article.objects.select_for_update().get(pk=article.pk)
    if stage == Article.Stage.SPIKED and article.editions.kept().exists():
        raise NotNow("Readers have this story, had it, or will have it: unschedule or withdraw it instead.")
    if article.stage == stage and not note.startswith(SENT_BACK):
        return article  # pressed twice
    article.stage = stage
    article.save(update_fields=["stage", "changed_at"])
    _keep(article, article.content(), by=by, at=timezone.now(), note=note)
    logger.info("%s: story %s “%s”, by %s", note, article.pk, article, by)
    return article


@contextmanager
def rehearse(article: Article, *, by):
    """
    Gives the edition that publishing now would make, as `for_page()` does, however unfinished the story is.

    It exists only within the block and only for this connection: the transaction is rolled back at its end. So a
    preview is what readers will get, made by the same code.
    """
    with transaction.atomic():
        now = timezone.now()
        article = Article.objects.select_for_update().get(pk=article.pk)
        first = article.editions.ever_live(now).order_by("number").first()
        live = article.editions.live(now).first()
        if queued := article.editions.waiting(now).first():
            _call_off(queued, live)
        article.editions.live(now).update(live_until=now)
        path = _path(article, now, first)
        if Edition.objects.filter(path=path).exclude(article=article).exists():
            article.slug = f"{article.slug}-{article.pk}"
        edition = _freeze(article, by=by, now=now, start=now, until=None, first=first, note="Preview")
        yield Edition.objects.for_page().get(pk=edition.pk)
        transaction.set_rollback(True)


def _problems(article, findings, start, until, first, latest) -> dict[str, str]:
    """What the checklist forbids, and what can't be at that moment and address; by field."""
    problems: dict[str, str] = {}
    for finding in findings:
        if finding.blocks:
            problems[finding.field] = f"{problems.get(finding.field, '')} {finding.words}".strip()
    if article.stage == Article.Stage.SPIKED:
        problems[""] = "This story is spiked. Take it off the spike first."
    if article.embargo_until and start < article.embargo_until:
        embargo = timezone.localtime(article.embargo_until)
        problems["embargo_until"] = (
            f"This story is under embargo until {embargo:%H:%M on %d %B %Y}. Schedule it for then, or change the "
            "embargo."
        )
    if latest and start <= latest.live_from:
        problems["at"] = "Readers have had a later edition than that. Choose a later moment, or publish now."
    if until and until <= start:
        problems["until"] = "The story would end before it begins. Choose a later end, or none."
    taken = Edition.objects.filter(path=_path(article, start, first)).exclude(article=article).first()
    if taken:
        problems["slug"] = f"Another story, “{taken.headline}”, already has this address. Change the slug."
    return problems


def _path(article: Article, start: datetime, first: Edition | None) -> str:
    day = timezone.localtime(first.first_published_at if first else start)
    return f"/{day:%Y}/{day:%m}/{article.slug}/"


def _call_off(queued: Edition, live: Edition | None) -> None:
    """Ends a waiting edition before its time; the live one takes over its end."""
    end, queued.live_until = queued.live_until, queued.live_from
    queued.save(update_fields=["live_until"])
    if live and live.live_until == queued.live_from:
        live.live_until = end
        live.save(update_fields=["live_until"])


def _freeze(article, *, by, now, start, until, first, note) -> Edition:
    figures = list(Image.objects.filter(pk__in=image_ids(article.body)))
    lead = article.lead_image
    for image in filter(None, {lead, *figures}):
        try:
            image.make_renditions()
        except OSError as error:
            logger.exception("No renditions of picture %s", image.pk)
            field = "lead_image" if image == lead else "body"
            raise NotReady({field: f"This story can't go live: {UNPREPARED.format(image)}"}) from error
    bylines = list(article.bylines.select_related("author"))
    last = article.editions.order_by("-number").first()
    edition = Edition.objects.create(
        **{field: getattr(article, field) for field in WORDS if field != "lead_caption"},
        article=article,
        article_version=article.version,
        number=last.number + 1 if last else 1,
        frozen_at=min(now, start),
        frozen_by=by,
        note=note,
        live_from=start,
        live_until=until,
        first_published_at=first.first_published_at if first else start,
        updated_at=start if first else None,
        path=_path(article, start, first),
        section=article.section,
        lead_image=lead,
        lead_caption=article.lead_caption or (lead.caption if lead else ""),
        lead_credit=lead.credit if lead else "",
        byline_line=_byline_line(bylines),
        word_count=len(plain_text(article.body).split()),
        body_html=render(article.body),
    )
    edition.listed_in.set({article.section, *article.other_sections.all()})
    edition.tags.set(article.tags.all())
    EditionByline.objects.bulk_create(
        EditionByline(
            edition=edition,
            author=byline.author,
            position=position,
            role=byline.role,
            name=byline.author.name,
            short_bio=byline.short_bio or byline.author.short_bio,
        )
        for position, byline in enumerate(bylines)
    )
    index(edition, tags=article.tags.names())
    return edition


def _byline_line(bylines) -> str:
    """“Ana Ruiz, Jo Lind and Tom Okafor”: the writers, or whoever is named where there is none."""
    writers = [byline for byline in bylines if byline.role in {"By", "Reporting by"}] or bylines
    *others, last = [byline.author.name for byline in writers] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def index(edition: Edition, tags) -> None:
    """Derives the edition's search vector: headline first, then standfirst, bylines and tags, then the body."""
    parts = [
        (f"{edition.headline} {edition.short_headline} {edition.kicker}", "A"),
        (edition.standfirst, "B"),
        (f"{edition.byline_line} {' '.join(tags)}", "B"),
        (plain_text(edition.body), "C"),
    ]
    vectors = [
        SearchVector(Value(text), weight=weight, config=SEARCH_CONFIGURATION) for text, weight in parts
    ]
    Edition.objects.filter(pk=edition.pk).update(search=reduce(add, vectors))

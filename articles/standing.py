"""Where a story stands with its readers, in the words that the desk uses in lists and forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from media.moments import clock


@dataclass(frozen=True)
class Standing:
    """`state` is one of draft, scheduled, live, changed (live, with unpublished changes), withdrawn and spiked."""

    state: str
    words: str


def standing(article: Article) -> Standing:
    """How a story from `Article.objects.with_standing()` stands, with moments in the publication's zone."""
    if article.live_since:
        return _live(article, article.live_since)
    if article.waits_until:
        return Standing("scheduled", f"Goes live {when(article.waits_until)}{_waits_how(article)}")
    if article.gone_at:
        verb = "Withdrawn" if article.was_withdrawn else "Ended"
        return Standing("withdrawn", f"{verb} {when(article.gone_at)}")
    if article.stage == Article.Stage.SPIKED:
        return Standing("spiked", "Spiked")
    return Standing("draft", f"{article.get_stage_display()}, never published")


def is_withdrawn(article: Article) -> bool:
    """Whether a story from `with_standing()` was taken from readers, and they have not got it back."""
    return bool(article.was_withdrawn) and not article.live_since


def mark(article: Article) -> str:
    """Of a story from `with_standing()`: another one whenever readers have another edition, or none, or one waits."""
    return f"{article.live_version} {article.waits_until} {article.gone_at}"


def readings(article: Article) -> str:
    """How often a story from `with_readings()` was read of late; "" where nobody did."""
    times = article.times_read
    return f"read {times:,} {'time' if times == 1 else 'times'} in 24 hours" if times else ""


def _waits_how(article: Article) -> str:
    until = f", until {moment(article.waiting_until)}" if article.waiting_until else ""
    return until if article.waiting_version == article.version else f"{until}, without the latest changes"


def has_unpublished_changes(article: Article) -> bool:
    """Whether readers have a story from `with_standing()` otherwise than it is at the desk now."""
    return bool(article.live_since) and article.live_version != article.version


def _live(article: Article, since: datetime) -> Standing:
    words = f"Live since {moment(since)}"
    if article.live_updated_at:
        words += f", updated {when(article.live_updated_at)}"
    if article.is_retracted:
        words += ", retracted"
    if article.waits_until:
        return Standing(
            "live", f"{words}; a new edition goes live {when(article.waits_until)}{_waits_how(article)}"
        )
    if article.live_until:
        words += f", until {moment(article.live_until)}"
    if has_unpublished_changes(article):
        return Standing("changed", f"{words}, with unpublished changes")
    return Standing("live", words)


def when(at: datetime) -> str:
    """“at 14:02” or “on 24 Nov at 06:00”; see moment()."""
    return f"at {_time(at)}" if _is_today(at) else f"on {moment(at)}"


def moment(at: datetime) -> str:
    """“14:02” for today, “24 Nov at 06:00” in this year, “24 Nov 2025 at 06:00” in another."""
    if _is_today(at):
        return _time(at)
    local = timezone.localtime(at)
    day = "j M" if local.year == timezone.localdate().year else "j M Y"
    return f"{date_format(local, day)} at {_time(at)}"


def _time(at: datetime) -> str:
    return clock(at)


def _is_today(at: datetime) -> bool:
    return timezone.localtime(at).date() == timezone.localdate()

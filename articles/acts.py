"""What was done with a story that a form which is open since before doesn't show yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from articles.models import Article, Revision
from articles.stages import in_words
from articles.standing import when
from authors.activity import Activity, lines_of

Did = Activity.Verb
TOLD = {
    Did.PUBLISH: "published this",
    Did.CORRECT: "published a correction of this",
    Did.SCHEDULE: "scheduled this",
    Did.UNSCHEDULE: "unscheduled this",
    Did.WITHDRAW: "withdrawn this",
    Did.NOTICE: "changed what readers are told of the withdrawal of this",
    Did.RESTORE: "restored this",
    Did.END: "set when this ends",
}


@dataclass(frozen=True)
class Act:
    """
    `mark` names it, `words` tell it (“Ana Ruiz has spiked this since you opened it.”), `by` is the key of a user or
    None.
    """

    mark: str
    by: int | None
    words: str


def last_acts(article: Article, moved: Revision | None) -> list[Act]:
    """
    Its last change of the stage (see stages.last_move()), and the last that concerned readers, if any; and what came
    by itself, at its moment.
    """
    found = [Act(f"r{moved.pk}", moved.by_id, in_words(moved))] if moved else []
    if line := lines_of(Article, article.pk, TOLD).first():
        found.append(Act(f"a{line.pk}", line.by_id, _in_words(line)))
    return found + _by_the_clock(article)


def _by_the_clock(article: Article) -> list[Act]:
    """That the edition that waited is live, or that the one that was live has ended."""
    ever = article.editions.ever_live().in_time().select_related("withdrawal")
    last = ever.only("live_from", "live_until", "frozen_at", "withdrawal").last()
    if not last or hasattr(last, "withdrawal"):
        return []
    if last.live_until and last.live_until <= timezone.now():
        words = f"This has ended since you opened it, {when(last.live_until)}: readers have it no more."
        return [Act(f"e{last.pk}", None, words)]
    if last.live_from > last.frozen_at:
        words = f"This has gone live since you opened it, {when(last.live_from)}: readers have it."
        return [Act(f"l{last.pk}", None, words)]
    return []


def unseen(acts: list[Act], shown: str, seen: Collection[str], user) -> list[Act]:
    """Those that are none of the user's own, and whose marks were neither `shown` by the form nor `seen` since."""
    return [act for act in acts if act.mark not in {*shown.split(), *seen} and act.by != user.pk]


def marks(acts: list[Act]) -> str:
    return " ".join(act.mark for act in acts)


def _in_words(line: Activity) -> str:
    who, verb = line.by or line.by_name or "The desk", Did(line.verb)
    if verb == Did.CORRECT and _live_from(line) > line.at:
        verb = Did.SCHEDULE
    how = _how(line, verb)
    end = "" if how.endswith((".”", "?”", "!”")) else "."
    return f"{who} has {TOLD[verb]} since you opened it{how}{end}"


def _live_from(line: Activity) -> datetime:
    return datetime.fromisoformat(line.details["live_from"])


def _how(line: Activity, verb: Did) -> str:
    told = line.details.get("told")
    if verb == Did.SCHEDULE:
        return f": it goes live {when(_live_from(line))}{f', and tells readers: “{told}”' if told else ''}"
    if verb in {Did.PUBLISH, Did.CORRECT} and told:
        return f", and tells readers: “{told}”"
    if verb == Did.WITHDRAW and line.words != f"Edition {line.details.get('edition')}":
        return f", and tells readers: “{line.words}”"
    if verb == Did.NOTICE:
        return f": “{line.words}”"
    if verb == Did.END:
        return f": {line.words.partition(': ')[2]}"
    return ""

"""What was done with a story that a form which is open since before doesn't show yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from articles.models import Article, Revision
from articles.stages import SEND_BACK, in_words
from authors.activity import Activity

TAKEN_BACK = (Activity.Verb.WITHDRAW, Activity.Verb.UNSCHEDULE)


@dataclass(frozen=True)
class Act:
    """
    `mark` names it, `words` tell it (“Ana Ruiz has spiked this since you opened it.”), `by` is the key of a user or
    None. Whoever publishes what it has `taken_back` may not have known.
    """

    mark: str
    by: int | None
    words: str
    taken_back: bool


def last_acts(article: Article, moved: Revision | None) -> list[Act]:
    """Its last change of the stage (see stages.last_move()), and its last withdrawal or unscheduling, if any."""
    found = []
    if moved:
        sent_back = moved.note.startswith(SEND_BACK.note)
        found.append(Act(f"r{moved.pk}", moved.by_id, in_words(moved), sent_back))
    lines = Activity.objects.filter(kind=article._meta.label_lower, key=str(article.pk), verb__in=TAKEN_BACK)
    if line := lines.select_related("by").first():
        found.append(Act(f"a{line.pk}", line.by_id, _in_words(line), True))
    return found


def unseen(acts: list[Act], shown: str, seen: Collection[str], user) -> list[Act]:
    """Those that are none of the user's own, and whose marks were neither `shown` by the form nor `seen` since."""
    return [act for act in acts if act.mark not in {*shown.split(), *seen} and act.by != user.pk]


def marks(acts: list[Act]) -> str:
    return " ".join(act.mark for act in acts)


def _in_words(line: Activity) -> str:
    who = line.by or line.by_name or "The desk"
    if line.verb == Activity.Verb.UNSCHEDULE:
        return f"{who} has unscheduled this since you opened it."
    told = (
        ""
        if line.words == f"Edition {line.details.get('edition')}"
        else f", and tells readers: “{line.words}”"
    )
    return f"{who} has withdrawn this since you opened it{told}."

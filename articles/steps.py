"""What the next step of a story is and who may take it: asked by every form, list and first page of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article
from articles.stages import MOVES, SPIKE
from articles.standing import has_unpublished_changes, is_withdrawn


@dataclass(frozen=True)
class Step:
    """`button` is what the form sends for it, `label` what stands on it, `words` who takes it, for everyone else."""

    button: str
    label: str
    words: str

    @property
    def publishes(self) -> bool:
        """Whether it takes the right to publish."""
        move = MOVES.get(self.button.removeprefix("_"))
        return move.publishes if move else True


SUBMIT = Step("_submit", "Send to the editors", "Next: its writer sends it to the editors")
APPROVE = Step("_approve", "Mark as ready", "Next: an editor reads it and marks it as ready")
PUBLISH = Step("_publish", "Publish now", "Next: an editor publishes or schedules it")
CHANGES = Step("_publish", "Publish changes", "Next: an editor publishes the changes")
HAND_ON = Step("_submit", "Send the changes to the editors", "")
UNSPIKE = Step("_unspike", "Take off the spike", "Spiked: an editor can take it up again")


def next_step(article: Article, user) -> Step | None:
    """
    The next step of a story from `with_standing()`, as `user` sees it; None where readers have all of it, or will.
    """
    match article.stage:
        case Article.Stage.SPIKED:
            return UNSPIKE
        case Article.Stage.DRAFT:
            return SUBMIT
        case Article.Stage.IN_EDIT:
            return APPROVE
    if article.waits_until and article.waiting_version == article.version:
        return None
    if article.live_since:
        if not has_unpublished_changes(article):
            return None
        return CHANGES if may_take(user, CHANGES) else HAND_ON
    return PUBLISH


def further_steps(article: Article, user) -> set[str]:
    """
    What else can be done with a story from `with_standing()`, of that which is seldom done or takes it from readers.
    """
    live, waits, gone = article.live_since, article.waits_until, article.gone_at
    may: set[str] = set()
    if not SPIKE.obstacle(article):
        may.add("spike")
    if user.has_perm("articles.publish_article"):
        if article.stage == Article.Stage.IN_EDIT or (article.stage == Article.Stage.READY and not live):
            may.add("send_back")
        if live or waits:
            may.add("set_end")
        if live:
            may.add("withdraw")
        elif gone:
            may.add("restore")
            if is_withdrawn(article):
                may.add("set_notice")
    return may


def may_take(user, step: Step) -> bool:
    return not step.publishes or user.has_perm("articles.publish_article")

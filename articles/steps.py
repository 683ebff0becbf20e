"""What the next step of a story is and who may take it: asked by every form, list and first page of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article


@dataclass(frozen=True)
class Step:
    """`button` is what the form sends for it, `label` what stands on it, `words` who takes it, for everyone else."""

    button: str
    label: str
    words: str
    publishes: bool = True  # takes the right to publish


SUBMIT = Step("_submit", "Send to the editors", "Next: its writer sends it to the editors", publishes=False)
APPROVE = Step("_approve", "Mark as ready", "Next: an editor reads it and marks it as ready")
PUBLISH = Step("_publish", "Publish now", "Next: an editor publishes or schedules it")
CHANGES = Step("_publish", "Publish changes", "Next: an editor publishes the changes")
HAND_ON = Step("_submit", "Send the changes to the editors", "", publishes=False)
UNSPIKE = Step("_unspike", "Take off the spike", "Spiked: an editor can take it up again", publishes=False)


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
        if article.live_version == article.version:
            return None
        return CHANGES if may_take(user, CHANGES) else HAND_ON
    return PUBLISH


def may_take(user, step: Step) -> bool:
    return not step.publishes or user.has_perm("articles.publish_article")

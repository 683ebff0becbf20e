"""
The stages that a story goes through at the desk, and the verbs that take it from one to another. What readers see is
not touched by any of them; that is workflow.py.

Whether someone may do it is asked by the caller: `publishes` says that it takes the right to publish.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from articles import notices
from articles.models import Article, Assignment, Revision
from articles.standing import has_unpublished_changes
from articles.workflow import NotNow

DRAFT, IN_EDIT, READY, SPIKED = Article.Stage
SENT_BACK = "Sent back: "
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Move:
    """
    A verb: from which stages it leads where, the line that it leaves in the history, and what others are told that
    somebody has done.
    """

    to: Article.Stage
    sources: frozenset[Article.Stage]
    note: str
    told: str
    publishes: bool = False
    says_why: bool = False  # what the caller has to say follows `note`
    hands_on_changes: bool = False  # also what is not published yet of a story that readers have
    unseen_only: bool = False  # never of what readers have, had or will have

    @property
    def its_saves(self) -> Q:
        """The condition for the revisions that it leaves."""
        return Q(stage=self.to, **{"note__startswith" if self.says_why else "note": self.note})

    def obstacle(self, story: Article) -> str:
        """Why it can't be made with a story from `with_standing()`, as a sentence; nothing where it can."""
        if self.unseen_only and (story.live_since or story.waits_until or story.gone_at):
            return "Readers have this story, had it, or will have it: it can be unscheduled or withdrawn, not spiked."
        if story.stage in self.sources or (self.hands_on_changes and has_unpublished_changes(story)):
            return ""
        if self.sources == {SPIKED}:
            return "This story is not spiked."
        already = " already" if story.stage == self.to else ""
        return f"This story is at the stage “{story.get_stage_display()}”{already}."

    @transaction.atomic
    def make(self, article: Article, *, by, note: str = "") -> Article:
        """
        Leaves a Revision, and tells those whom it concerns. Where the story is there already, as after a second
        press, it does nothing. Raises NotNow where the story has gone another way meanwhile.
        """
        Article.objects.select_for_update().get(pk=article.pk)
        article = Article.objects.with_standing().get(pk=article.pk)
        words = f"{self.note}{note}" if self.says_why else note or self.note
        if article.stage == self.to and (self.to not in self.sources or _is_last_said(article, words, by)):
            return article
        if obstacle := self.obstacle(article):
            raise NotNow(f"{obstacle} Look at it again.")
        article.stage = self.to
        article.save(update_fields=["stage", "changed_at"])
        Revision.objects.keep(article, by=by, note=words)
        Assignment.objects.follow(article, by=by)
        notices.handed_over(article, by=by, note=words)
        logger.info("%s: story %s “%s”, by %s", words, article.pk, article, by)
        return article


def _is_last_said(article: Article, words: str, by) -> bool:
    last = article.revisions.select_related("by").defer("content").first()
    return last is not None and (last.note, last.by) == (words, by)


SUBMIT = Move(
    IN_EDIT, frozenset({DRAFT}), "Sent to the editors", "sent this to the editors", hands_on_changes=True
)
APPROVE = Move(READY, frozenset({DRAFT, IN_EDIT}), "Marked as ready", "marked this as ready", publishes=True)
# A draft too: for a second note.
SEND_BACK = Move(
    DRAFT, frozenset({DRAFT, IN_EDIT, READY}), SENT_BACK, "sent this back", publishes=True, says_why=True
)
SPIKE = Move(SPIKED, frozenset({DRAFT, IN_EDIT, READY}), "Spiked", "spiked this", unseen_only=True)
UNSPIKE = Move(DRAFT, frozenset({SPIKED}), "Taken off the spike", "taken this off the spike")
MOVES = {"submit": SUBMIT, "approve": APPROVE, "send_back": SEND_BACK, "spike": SPIKE, "unspike": UNSPIKE}


def last_move(article: Article) -> Revision | None:
    """The save by which one of the moves was made last."""
    its_saves = Q()
    for move in MOVES.values():
        its_saves |= move.its_saves
    return article.revisions.filter(its_saves).select_related("by").defer("content").first()


def in_words(moved: Revision) -> str:
    """What a last_move() was, for whoever has the story open: “Ana Ruiz has spiked this since you opened it.”"""
    move = next(m for m in MOVES.values() if m.to == moved.stage and moved.note.startswith(m.note))
    why = moved.note.removeprefix(move.note) if move.says_why else ""
    end = "" if why.endswith((".", "?", "!", "…")) else "."  # other sentences follow
    return f"{moved.who or 'The desk'} has {move.told} since you opened it{': ' if why else ''}{why}{end}"


def why_sent_back(article: Article, moved: Revision | None) -> Revision | None:
    """The story's last_move(), where that sent it back and it has not gone on since."""
    return moved if moved and article.stage == DRAFT and moved.note.startswith(SENT_BACK) else None

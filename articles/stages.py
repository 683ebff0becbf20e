"""
The stages that a story goes through at the desk, and the verbs that take it from one to another. What readers see is
not touched by any of them; that is workflow.py.

Whether someone may do it is asked by the caller: `publishes` says that it takes the right to publish.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import transaction

from articles import notices
from articles.models import Article, Assignment, Revision
from articles.standing import has_unpublished_changes
from articles.workflow import NotNow

DRAFT, IN_EDIT, READY, SPIKED = Article.Stage
SENT_BACK = "Sent back: "
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Move:
    """A verb: from which stages it leads where, and the line that it leaves in the history."""

    to: Article.Stage
    sources: frozenset[Article.Stage]
    note: str
    publishes: bool = False
    says_why: bool = False  # what the caller has to say follows `note`
    hands_on_changes: bool = False  # also what is not published yet of a story that readers have
    unseen_only: bool = False  # never of what readers have, had or will have

    def obstacle(self, story: Article) -> str:
        """Why it can't be made with a story from `with_standing()`, as a sentence; nothing where it can."""
        if self.unseen_only and (story.live_since or story.waits_until or story.gone_at):
            return "Readers have this story, had it, or will have it: unschedule or withdraw it instead."
        if story.stage in self.sources or (self.hands_on_changes and has_unpublished_changes(story)):
            return ""
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


SUBMIT = Move(IN_EDIT, frozenset({DRAFT}), "Sent to the editors", hands_on_changes=True)
APPROVE = Move(READY, frozenset({DRAFT, IN_EDIT}), "Marked as ready", publishes=True)
# A draft too: for a second note.
SEND_BACK = Move(DRAFT, frozenset({DRAFT, IN_EDIT, READY}), SENT_BACK, publishes=True, says_why=True)
SPIKE = Move(SPIKED, frozenset({DRAFT, IN_EDIT, READY}), "Spiked", unseen_only=True)
UNSPIKE = Move(DRAFT, frozenset({SPIKED}), "Taken off the spike")
MOVES = {"submit": SUBMIT, "approve": APPROVE, "send_back": SEND_BACK, "spike": SPIKE, "unspike": UNSPIKE}


def why_sent_back(article: Article) -> Revision | None:
    """The save that sent the story back, with its note, as long as the story has not gone on since."""
    if article.stage != DRAFT:
        return None
    saves = article.revisions.select_related("by").defer("content")
    last = saves.filter(note__startswith=SENT_BACK).first()
    if not last or saves.filter(at__gt=last.at).exclude(stage=DRAFT).exists():
        return None
    return last

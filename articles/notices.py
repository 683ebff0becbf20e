"""
The mail that the desk sends its own people: of notes, assignments and stories that are handed over.

Sent once all is saved, and never in its way: what goes wrong is logged. Nobody gets mail of what they did themselves,
of a story that they may not see, or of what they have switched off.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.addresses import absolute
from articles.models import Article, Assignment, Comment
from authors.models import User
from media.moments import clock

logger = logging.getLogger(__name__)


def may_see(article: Article, user: User) -> bool:
    return (
        user.has_perm("articles.view_article")
        and Article.objects.visible_to(user).filter(pk=article.pk).exists()
    )


def mentioned(comment: Comment, people: Iterable[User]) -> None:
    quoted = f"On: “{comment.passage}”\n\n" if comment.passage else ""
    _after_the_save(
        comment.article,
        f"{comment.writer} mentioned you",
        f"{comment.writer} wrote in a note:\n\n{quoted}{comment.text}",
        people,
        switch="mail_mentions",
        by=comment.by,
        anchor=f"#note-{comment.parent_id or comment.pk}",
    )


def noted(comment: Comment, mentioned: Iterable[User]) -> None:
    """
    A new note concerns those whose story it is: its writers, and whom it is assigned to; an answer also those who wrote
    in the thread. Who is `mentioned` hears of that instead.
    """
    article = comment.article
    people = _writers(article) | Q(pk__in=Assignment.objects.filter(article=article).values("to"))
    if comment.parent_id:
        thread = Comment.objects.filter(Q(pk=comment.parent_id) | Q(parent=comment.parent_id))
        people |= Q(pk__in=thread.values("by"))
    told = [person.pk for person in mentioned if person.mail_mentions]
    quoted = f"On: “{comment.passage}”\n\n" if comment.passage else ""
    _after_the_save(
        article,
        f"{comment.writer} answered a note" if comment.parent_id else f"{comment.writer} wrote a note",
        f"{comment.writer} wrote:\n\n{quoted}{comment.text}",
        User.objects.filter(people).exclude(pk__in=told).distinct(),
        switch="mail_notes",
        by=comment.by,
        anchor=f"#note-{comment.parent_id or comment.pk}",
    )


def assigned(assignment: Assignment, *, by: User) -> None:
    lines = [f"{by} has assigned this story to you."]
    if assignment.due_at:
        due = timezone.localtime(assignment.due_at)
        lines.append(
            f"Due: {date_format(due, 'l, j F Y')} at {clock(due)} ({timezone.get_current_timezone_name()})"
        )
    if assignment.planned_for:
        lines.append(f"Planned for: {date_format(assignment.planned_for, 'l, j F Y')}")
    if assignment.brief:
        lines.append(f"\n{assignment.brief}")
    people = [assignment.to] if assignment.to else []
    _after_the_save(
        assignment.article, "Assigned to you", "\n".join(lines), people, switch="mail_assignments", by=by
    )


def handed_over(article: Article, *, by: User | None, note: str) -> None:
    """What is sent back or marked as ready concerns its writers; what comes in, whoever it was assigned by and to."""
    handing = {
        Article.Stage.DRAFT: ("Sent back", "has sent this story back"),
        Article.Stage.READY: ("Ready", "has marked this story as ready"),
        Article.Stage.IN_EDIT: ("Came in", "has sent this story to the editors"),
    }
    if by is None or article.stage not in handing:
        return
    subject, words = handing[Article.Stage(article.stage)]
    assignment = Assignment.objects.filter(article=article)
    people = Q(pk__in=assignment.values("to"))
    if article.stage == Article.Stage.IN_EDIT:
        people |= Q(pk__in=assignment.values("by"))
    else:
        people |= _writers(article)
    _after_the_save(
        article,
        subject,
        f"{by} {words}.\n\n{note}",
        User.objects.filter(people).distinct(),
        switch="mail_handovers",
        by=by,
    )


def _writers(article: Article) -> Q:
    """Who has begun the story, and those of its bylines who have an account."""
    return Q(pk=article.created_by_id) | Q(author__in=article.bylines.values("author"))


def _after_the_save(article, subject, text, people, *, switch, by, anchor="") -> None:
    send = partial(_send, article, subject, text, people, switch=switch, by=by, anchor=anchor)
    transaction.on_commit(send, robust=True)


def _send(article, subject, text, people, *, switch, by, anchor) -> None:
    address = absolute(reverse("admin:articles_article_change", args=[article.pk])) + anchor
    told = [
        person
        for person in people
        if person != by and person.is_active and person.email and getattr(person, switch)
        and may_see(article, person)
    ]  # fmt: skip
    settings_page = absolute(reverse("admin:my_settings"))
    messages = [
        EmailMessage(
            " ".join(f"{subject}: {article.headline}".split()),
            f"{text}\n\n{article.headline}\n{address}\n\n--\nWhich mail you get: {settings_page}\n",
            to=[person.email],
        )
        for person in told
    ]
    if not messages:
        return
    if settings.EMAIL_IN_BACKGROUND:
        _postman().submit(_deliver, messages)
    else:
        _deliver(messages)


@cache
def _postman() -> ThreadPoolExecutor:
    """A mail server that is slow holds up nobody; when the process ends, what waits is sent first."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def _deliver(messages: list[EmailMessage]) -> None:
    try:
        get_connection().send_messages(messages)
    except Exception:
        logger.exception("Mail was not sent: “%s”", messages[0].subject)

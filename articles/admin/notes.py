"""
Notes on a story: written, answered, resolved and reopened by whoever may see the story; edited by their writers, and
deleted by them or a chief.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone

from articles import notices
from articles.admin.beside import answer, people
from articles.admin.twice import made_before
from articles.models import Article, Comment
from articles.models.comment import LONGEST_PASSAGE, mentioned, mentions, state_of
from authors.activity import Activity, log
from authors.models import User

TEMPLATE = "admin/articles/article/_notes.html"


class NoteForm(forms.ModelForm):
    """A note or a reply, as it is sent; the template draws the fields."""

    class Meta:
        model = Comment
        fields = ["text", "passage"]
        error_messages = {
            "text": {
                "required": "Write the note first.",
                "max_length": "This note has %(show_value)s characters; %(limit_value)s fit. Shorten it.",
            }
        }

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")  # as a script sends it

    def clean_passage(self):
        return " ".join(self.cleaned_data["passage"].split())[:LONGEST_PASSAGE].strip()


@dataclass
class Notes:
    """
    What the panel shows. `typed` and `problem` bring back what could not be saved: as a reply to the note `at`, in
    place of the note or reply `editing`, or as a new note.
    """

    open: list[Comment]
    resolved: list[Comment]
    people: list[User]
    typed: str = ""
    passage: str = ""
    problem: str = ""
    at: int | None = None
    editing: int | None = None

    @property
    def state(self) -> str:
        notes = [*self.open, *self.resolved]
        return state_of([*notes, *(reply for note in notes for reply in note.replies.all())])

    @property
    def typed_anew(self) -> bool:
        return not (self.at or self.editing)


class Noting(admin.ModelAdmin):
    """The part of ArticleAdmin that is about notes."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/notes/", view(self.notes_view), name="articles_article_notes"),
            *super().get_urls(),
        ]

    def notes_view(self, request, pk):
        """
        POST: `add` (text, passage); `reply` or `edit` (a key, the words in reply-KEY or edit-KEY, and in
        edit-KEY-opened those that were there before); `resolve`, `reopen` or `delete` (a key).
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        article = self.get_object(request, str(pk))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        said, back = "", {}
        if request.method == "POST":
            with transaction.atomic():
                said, back = self._act_on(request, article)
        notes = self.notes(article, **back)
        return answer(request, self, article, TEMPLATE, {"notes": notes}, said)

    def _act_on(self, request, article) -> tuple[str, dict]:
        """Does what the button says; what is said then, or else what the panel gets back."""
        sent = request.POST
        if "resolve" in sent or "reopen" in sent:
            return self._resolve(request, article)
        if "edit" in sent:
            return self._edit(request, _comment(article, sent["edit"]))
        if "delete" in sent:
            return self._delete(request, article, _comment(article, sent["delete"]))
        return self._add(request, article)

    def _resolve(self, request, article) -> tuple[str, dict]:
        resolves = "resolve" in request.POST
        note = _note(article, request.POST["resolve" if resolves else "reopen"])
        note.resolved_at, note.resolved_by = (timezone.now(), request.user) if resolves else (None, None)
        note.save(update_fields=["resolved_at", "resolved_by"])
        return ("Resolved." if resolves else "Open again."), {}

    def _add(self, request, article) -> tuple[str, dict]:
        parent = _note(article, request.POST["reply"]) if "reply" in request.POST else None
        typed = request.POST.get(f"reply-{parent.pk}" if parent else "text", "")
        passage = "" if parent else request.POST.get("passage", "")
        form = NoteForm({"text": typed, "passage": passage})
        if not form.is_valid():
            return "", {
                "typed": typed, "passage": passage, "problem": _problem(form), "at": parent and parent.pk,
            }  # fmt: skip
        return " ".join(["Noted.", *self._write(request, article, parent, form)]), {}

    @transaction.atomic
    def _write(self, request, article, parent: Comment | None, form) -> list[str]:
        note = form.save(commit=False)
        same = {"parent": parent, "by": request.user, "text": note.text, "passage": note.passage}
        if made_before(article, article.comments, made="at", **same):
            return []
        note.article, note.parent, note.by, note.by_name = article, parent, request.user, str(request.user)
        note.save()
        if parent and parent.resolved_at:  # whoever answers thinks that it is not done
            Comment.objects.filter(pk=parent.pk).update(resolved_at=None, resolved_by=None)
        told, untold = self._mention(note)
        notices.noted(note, told)
        return untold

    def _edit(self, request, comment) -> tuple[str, dict]:
        if comment.by != request.user:
            raise PermissionDenied
        typed, before = request.POST.get(f"edit-{comment.pk}", ""), comment.text.replace("\r\n", "\n")
        form = NoteForm({"text": typed, "passage": comment.passage}, instance=comment)
        if not form.is_valid():
            return "", {"typed": typed, "problem": _problem(form), "editing": comment.pk}
        if form.cleaned_data["text"] == before:
            return "Nothing was changed.", {}
        opened = request.POST.get(f"edit-{comment.pk}-opened", before).replace("\r\n", "\n")
        if opened != before:
            problem = (
                f"You have changed this meanwhile: it reads “{before}”. Save again to put this in its place."
            )
            return "", {"typed": typed, "problem": problem, "editing": comment.pk}
        comment.edited_at = timezone.now()
        comment.save(update_fields=["text", "edited_at"])
        _, untold = self._mention(comment)
        return " ".join(["Saved.", *untold]), {}

    def _delete(self, request, article, comment) -> tuple[str, dict]:
        """What somebody deletes of another's is in the activity log, without its words."""
        if comment.by != request.user:
            if not request.user.has_perm("articles.delete_comment"):
                raise PermissionDenied
            words = f"A note of {comment.writer}"
            log(Activity.Verb.DELETE, article, by=request.user, words=words)
        comment.take_away()
        return "Deleted.", {}

    def _mention(self, note: Comment) -> tuple[list[User], list[str]]:
        """Tells whom the note mentions anew. Gives all told, and a sentence for each whom it can't reach."""
        meant = _called(mentioned(note.text))
        told = [person for person in meant if notices.may_see(note.article, person)]
        before = set(note.mentions.all())
        note.mentions.set(told)
        notices.mentioned(note, [person for person in told if person not in before])
        untold = [
            f"{person} can't see this story, and was not told." for person in meant if person not in told
        ]
        return told, [*untold, *_nobody(note.text, meant)]

    def notes(self, article: Article, **back) -> Notes:
        found = list(article.comments.with_replies())
        return Notes(
            [note for note in found if not note.resolved_at],
            [note for note in found if note.resolved_at],
            people(),
            **back,
        )


def _called(names: set[str]) -> list[User]:
    """Those who work here, with stories or not, and sign in with one of the names."""
    if not names:
        return []
    found = User.objects.annotate(name=Lower("username")).filter(
        name__in=names, is_active=True, is_staff=True
    )
    return sorted(found, key=lambda person: str(person).casefold())


def _nobody(text: str, known: list[User]) -> list[str]:
    """A sentence on the names in a text that nobody has."""
    has = {person.username.lower() for person in known}
    unknown: dict[str, str] = {}
    for name, may_be in mentions(text):
        if not may_be & has:
            unknown.setdefault(name.lower(), f"@{name}")
    return [f"Nobody here is called {' or '.join(unknown.values())}."] if unknown else []


def _problem(form: NoteForm) -> str:
    return " ".join(message for errors in form.errors.values() for message in errors)


def _key(key: str) -> int | None:
    return int(key) if key.isdecimal() and len(key) < 19 else None


def _note(article, key: str) -> Comment:
    """A note, locked with its thread: two who act on one thread do so one after the other."""
    return get_object_or_404(article.comments.notes().select_for_update(), pk=_key(key))


def _comment(article, key: str) -> Comment:
    """A note or a reply that is not deleted, with its thread locked."""
    found = get_object_or_404(article.comments, pk=_key(key))
    _note(article, str(found.parent_id or found.pk))
    return get_object_or_404(article.comments.select_related("by", "parent"), pk=found.pk, deleted_at=None)

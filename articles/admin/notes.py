"""Notes on a story: written, answered, resolved and reopened by whoever may see the story."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone

from articles import notices
from articles.admin.beside import answer, people
from articles.models import Article, Comment
from articles.models.comment import LONGEST_PASSAGE, mentioned
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

    def clean_passage(self):
        return " ".join(self.cleaned_data["passage"].split())[:LONGEST_PASSAGE].strip()


@dataclass
class Notes:
    """What the panel shows. `typed` and `problem` bring back what could not be saved; `at` is the note replied to."""

    open: list[Comment]
    resolved: list[Comment]
    people: list[User]
    typed: str = ""
    passage: str = ""
    problem: str = ""
    at: int | None = None


class Noting(admin.ModelAdmin):
    """The part of ArticleAdmin that is about notes."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/notes/", view(self.notes_view), name="articles_article_notes"),
            *super().get_urls(),
        ]

    def notes_view(self, request, pk):
        """POST: `add` (text, passage), `reply` (a note's key, its text in reply-KEY), `resolve` or `reopen` (a key)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article = self.get_object(request, str(pk))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        said, back = "", {}
        if request.method == "POST":
            said, back = self._act_on(request, article)
        notes = self.notes(article, **back)
        return answer(request, self, article, TEMPLATE, {"notes": notes}, said)

    def _act_on(self, request, article) -> tuple[str, dict]:
        """Does what the button says; what is said then, or else what the panel gets back."""
        for button, resolves in (("resolve", True), ("reopen", False)):
            if button in request.POST:
                note = _note(article, request.POST[button])
                moment, person = (timezone.now(), request.user) if resolves else (None, None)
                note.resolved_at, note.resolved_by = moment, person
                note.save(update_fields=["resolved_at", "resolved_by"])
                return ("Resolved." if resolves else "Open again."), {}
        parent = _note(article, request.POST["reply"]) if "reply" in request.POST else None
        typed = request.POST.get(f"reply-{parent.pk}" if parent else "text", "")
        passage = "" if parent else request.POST.get("passage", "")
        form = NoteForm({"text": typed, "passage": passage})
        if not form.is_valid():
            problem = " ".join(message for errors in form.errors.values() for message in errors)
            return "", {
                "typed": typed, "passage": passage, "problem": problem, "at": parent and parent.pk,
            }  # fmt: skip
        note = form.save(commit=False)
        note.article, note.parent, note.by, note.by_name = article, parent, request.user, str(request.user)
        note.save()
        if parent and parent.resolved_at:  # whoever answers thinks that it is not done
            Comment.objects.filter(pk=parent.pk).update(resolved_at=None, resolved_by=None)
        return " ".join(["Noted.", *self._mention(note)]), {}

    def _mention(self, note: Comment) -> list[str]:
        """Tells whom the note mentions; a sentence for each who can't be told."""
        names = mentioned(note.text)
        meant = [person for person in people() if person.username.lower() in names] if names else []
        told = [person for person in meant if notices.may_see(note.article, person)]
        note.mentions.set(told)
        notices.mentioned(note, told)
        return [f"{person} can't see this story, and was not told." for person in meant if person not in told]

    def notes(self, article: Article, **back) -> Notes:
        found = list(article.comments.with_replies())
        return Notes(
            [note for note in found if not note.resolved_at],
            [note for note in found if note.resolved_at],
            people(),
            **back,
        )


def _note(article, key: str) -> Comment:
    return get_object_or_404(article.comments.notes(), pk=key if key.isdecimal() and len(key) < 19 else None)

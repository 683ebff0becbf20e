"""Assigning a story: to whom, until when, with what brief."""

from __future__ import annotations

import logging
from copy import copy
from datetime import UTC, date, datetime
from typing import cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format

from articles import notices, workflow
from articles.admin.beside import answer, people
from articles.body import tree
from articles.models import Article, Assignment, Byline
from authors.activity import Activity, called, lines_of, log
from authors.models import Author, User
from media.moments import DayInput, MomentField, MomentInput, clock
from media.opened import OpenedForm

logger = logging.getLogger(__name__)

TEMPLATE = "admin/articles/article/_assignment.html"
HANDED_OVER = "Byline of whom it is assigned to"
OWN_FORM = {"form": "assignment-form"}  # it stands inside the story's


class AssignmentForm(OpenedForm):
    """The page has the story's form too: so every field has a prefix, and says which form it belongs to."""

    prefix = "assignment"
    tells_of_nothing = True
    again = "Send it again"

    class Meta:
        model = Assignment
        fields = ["to", "due_at", "planned_for", "brief"]
        field_classes = {"due_at": MomentField}
        widgets = {
            "to": forms.Select(attrs=OWN_FORM),
            "due_at": MomentInput(attrs=OWN_FORM),
            "planned_for": DayInput(attrs=OWN_FORM),
            "brief": forms.Textarea(attrs={"rows": 3, "dir": "auto", **OWN_FORM}),
        }

    def __init__(self, *args, people: list[User], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.had = copy(self.instance)
        self.fields["opened"].widget.attrs |= OWN_FORM
        to = cast("forms.ModelChoiceField", self.fields["to"])
        if self.instance.to and self.instance.to not in people:
            people = [self.instance.to, *people]  # whose rights or account have gone since
        to.queryset = User.objects.filter(pk__in=[person.pk for person in people])
        to.choices = [("", "Nobody yet"), *((person.pk, str(person)) for person in people)]
        self.fields["brief"].widget.attrs.pop("maxlength", None)  # what is too long is said, not cut

    def clean(self):
        super().clean()
        due, opened = self.cleaned_data.get("due_at"), self.cleaned_data.get("opened")
        had = [_to_the_minute(self.had.due_at), isinstance(opened, dict) and opened.get("due_at")]
        if due and _to_the_minute(due) not in had and due <= timezone.now():
            self.add_error("due_at", "This moment has passed. Choose a later one.")

    def kept(self):
        return super().kept() if self.instance.pk else Assignment()

    def standing(self, instance):
        """Line ends as a script reads them, whoever has sent them."""
        return super().standing(instance) | {
            "due_at": _to_the_minute(instance.due_at),
            "brief": instance.brief.replace("\r\n", "\n"),
        }

    def take(self, name, now):
        """In the field too, for the form that comes back."""
        super().take(name, now)
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = now._meta.get_field(name).value_from_object(now)

    def in_words(self, name, now):
        return _in_days(getattr(now, name)) or super().in_words(name, now)

    def saved_by(self, now):
        if now.pk:
            return f"{now.by} saved at {clock(now.at)}" if now.by else "Somebody saved meanwhile"
        line = lines_of(Article, self.had.article_id, [Activity.Verb.ASSIGN]).first()
        if not line:
            return "Somebody took it away"
        return f"{line.by or line.by_name} took it away at {clock(line.at)}"

    @property
    def changed(self) -> list[str]:
        """The fields that are another than before, once the form is valid."""
        had = self.standing(self.had)
        return [name for name, value in self.typed().items() if value != had[name]]

    @property
    def is_empty(self) -> bool:
        return self.typed() == self.standing(Assignment())


def _to_the_minute(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="minutes") if moment else ""


class Assigning(admin.ModelAdmin):
    """The part of ArticleAdmin that is about assignments."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/assignment/", view(self.assignment_view), name="articles_article_assignment"),
            *super().get_urls(),
        ]

    def assignment_view(self, request, pk):
        """POST: the form; or `done`, `undone` and `drop`, which say what becomes of the assignment."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article = self.get_object(request, str(pk))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if request.method == "POST":
            with transaction.atomic():
                locked = get_object_or_404(Article.objects.select_for_update(), pk=article.pk)
                said, form = self._assign_or_finish(request, locked)
            return self._answer(request, article, form=form, said=said)
        self._may_touch(request, article, _of(article))
        return answer(request, self, article, TEMPLATE, {})

    def _may_touch(self, request, article, assignment) -> bool:
        """Whether the asker may do all with it, not only finish what is theirs; raises PermissionDenied otherwise."""
        may_change = self.has_change_permission(request, article)
        if not may_change and (not assignment or assignment.to != request.user):
            raise PermissionDenied
        return may_change

    def _assign_or_finish(self, request, article) -> tuple[str, AssignmentForm | None]:
        """What is said then; or the form, with what is wrong in it."""
        before = _of(article)
        may_change = self._may_touch(request, article, before)
        pressed = next((name for name in ("done", "undone", "drop") if name in request.POST), "")
        if not may_change and pressed not in {"done", "undone"}:
            raise PermissionDenied
        if before and pressed and request.POST[pressed] not in {"", _seen(before, pressed)}:
            return _changed_since(before, request.POST[pressed]), None
        if before and pressed in {"done", "undone"}:
            return self._finish(request, before), None
        if pressed == "drop":
            return self._drop(request, article), None
        instance = before or Assignment(article=article)
        form = AssignmentForm(request.POST, instance=instance, people=people())
        if not form.is_valid():
            return "", form
        if form.is_empty:
            return self._drop(request, article), None
        return self._assign(request, article, form), None

    def _finish(self, request, assignment) -> str:
        is_done = "done" in request.POST
        if is_done != bool(assignment.done_at):
            assignment.done_at = timezone.now() if is_done else None
            assignment.save(update_fields=["done_at"])
            words = f"{assignment.called} is {'done' if is_done else 'open again'}"
            _log(assignment, words, by=request.user)
        return "Marked as done." if is_done else "Open again."

    def _drop(self, request, article) -> str:
        if assignment := _of(article):
            brief = {"brief": {"before": assignment.brief, "after": ""}} if assignment.brief else {}
            _log(assignment, f"{assignment.called} taken away", by=request.user, **brief)
            assignment.delete()
        return "The story is assigned to nobody."

    def _assign(self, request, article, form) -> str:
        is_new, had, changed = form.had.pk is None, form.had.to, form.changed
        assignment = form.save(commit=False)
        assignment.article, assignment.by = article, request.user
        is_anothers = assignment.to != had
        if is_anothers or "due_at" in changed:
            assignment.done_at = None
        assignment.save()
        signs = _hand_over_byline(request, assignment, had) if is_anothers else None
        if changed:
            words = _in_words(assignment, had) if is_new or is_anothers else _changes(assignment, changed)
            briefs = {"before": form.had.brief, "after": assignment.brief}
            _log(assignment, words, by=request.user, **({"brief": briefs} if "brief" in changed else {}))
        if is_anothers:
            logger.info(
                "Assigned: story %s “%s” to %s, by %s", article.pk, article, assignment.to, request.user
            )
            notices.assigned(assignment, by=request.user)
        said = f"Assigned to {assignment.to}." if assignment.to else "Planned; nobody has it yet."
        if assignment.done_at:
            said = f"Changed. It is marked as done: “Not done yet” gives it to {assignment.to or 'somebody'} again."
        return f"{said} {signs} is in the byline now." if signs else said

    def _answer(self, request, article, *, form=None, said=""):
        if not Article.objects.visible_to(request.user).filter(pk=article.pk).exists():
            article = Article(pk=article.pk)  # given away: nothing of it is shown any more
            return answer(request, self, article, TEMPLATE, {"gone": True}, said)
        fresh = Article.objects.get(pk=article.pk)
        context = self.assignment(request, fresh, form) | {"byline": getattr(request, "byline", None)}
        return answer(request, self, fresh, TEMPLATE, context, said)

    def assignment(self, request, article, form=None, known: list[User] | None = None) -> dict:
        """What the panel shows of the story's assignment."""
        assignment = _of(article)
        may_assign = self.has_change_permission(request, article)
        if may_assign and not form:
            form = AssignmentForm(instance=assignment, people=people() if known is None else known)
        return {
            "assignment": assignment,
            "seen": assignment and {name: _seen(assignment, name) for name in ("done", "drop")},
            "assignment_form": form,
            "may_assign": may_assign,
            "may_finish": assignment and (may_assign or assignment.to == request.user),
        }


def _of(article) -> Assignment | None:
    return Assignment.objects.filter(article=article).select_related("article", "to", "by").first()


def _seen(assignment: Assignment, button: str) -> str:
    """
    What a button sends that ends an assignment: something else whenever the story was assigned to somebody else; to
    take it away, also whenever it was done.
    """
    whose = f"{assignment.pk} {assignment.to_id or ''}".rstrip()
    return f"{whose} done" if button == "drop" and assignment.done_at else whose


def _changed_since(assignment: Assignment, sent: str) -> str:
    if sent.removesuffix(" done") == _seen(assignment, ""):
        what = "It was marked as done" if assignment.done_at else "It was opened again"
    else:
        what = (
            f"It was assigned to {assignment.to}" if assignment.to else "It was planned anew, for nobody yet,"
        )
    return f"{what} since you looked, and that is left as it is. Press again if you mean that."


def _hand_over_byline(request, assignment: Assignment, had: User | None) -> Author | None:
    """
    The author of whom the story is assigned to, put in the place of who has begun it or `had` it until now, or where it
    has no byline; None where something is written already, or somebody has chosen another byline than the one that came
    by itself.
    """
    article = assignment.article
    author = Author.objects.filter(user=assignment.to).first() if assignment.to else None
    byline = _that_came_by_itself(article, had)
    if not author or not byline or byline.author_id == author.pk or tree(article.body):
        return None
    if not article.revisions.exists():
        # So that the history of a story from elsewhere says whose byline it had.
        workflow.record(article, by=None)
    request.byline = {"version": article.version, "was": byline.author_id or "", "now": author}
    byline.author = author
    byline.save()
    workflow.record(article, by=request.user, note=HANDED_OVER)
    return author


def _that_came_by_itself(article, had: User | None) -> Byline | None:
    """
    The story's only byline, where it is the plain one of who has begun the story, or of who `had` it; of a story
    without any, whose beginner is no author, one that is still to get an author.
    """
    bylines = list(article.bylines.all())
    begun_by_author = article.created_by_id and Author.objects.filter(user=article.created_by_id).exists()
    if not bylines and not begun_by_author:
        return Byline(article=article, role=Byline.Role.BY)
    if len(bylines) != 1 or bylines[0].role != Byline.Role.BY or bylines[0].short_bio:
        return None
    of = bylines[0].author.user_id
    return bylines[0] if of and of in (article.created_by_id, had and had.pk) else None


def _log(assignment: Assignment, words: str, *, by, **details) -> None:
    """A line of the story's history, at the version that the story has: its text is not changed by it."""
    log(
        Activity.Verb.ASSIGN,
        assignment.article,
        by=by,
        words=words,
        version=assignment.article.version,
        to=called(assignment.to),
        due=assignment.due_at.isoformat() if assignment.due_at else "",
        planned_for=assignment.planned_for.isoformat() if assignment.planned_for else "",
        **details,
    )


def _in_words(assignment: Assignment, had: User | None) -> str:
    """`had` is who had it before."""
    if assignment.to:
        who = f"Assigned to {assignment.to}" + (f" in place of {had}" if had else "")
    else:
        who = f"Taken from {had}; nobody has it yet" if had else "Planned; nobody has it yet"
    terms = _terms(assignment)
    return ", ".join([who, *(terms[name] for name in ("due_at", "planned_for") if getattr(assignment, name))])


def _changes(assignment: Assignment, fields: list[str]) -> str:
    said = _terms(assignment)
    return f"{assignment.called} changed: {', '.join(said[name] for name in said if name in fields)}"


def _in_days(value) -> str:
    """A moment or a day; nothing of what is neither."""
    match value:
        case datetime():
            return f"{date_format(timezone.localtime(value), 'j M Y')}, {clock(value)}"
        case date():
            return date_format(value, "j M Y")
    return ""


def _terms(assignment: Assignment) -> dict[str, str]:
    """Each field in words that still say the year when they are read."""
    due, day = assignment.due_at, assignment.planned_for
    return {
        "due_at": f"due {_in_days(due)}" if due else "no deadline",
        "planned_for": f"planned for {_in_days(day)}" if day else "for no day",
        "brief": "another brief" if assignment.brief else "no brief",
    }

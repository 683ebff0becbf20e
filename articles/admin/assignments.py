"""Assigning a story: to whom, until when, with what brief."""

from __future__ import annotations

import logging
from typing import cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils import timezone

from articles import notices
from articles.admin.beside import answer, people
from articles.models import Article, Assignment
from authors.models import User
from media.widgets import MomentInput

logger = logging.getLogger(__name__)

TEMPLATE = "admin/articles/article/_assignment.html"
OWN_FORM = {"form": "assignment-form"}  # it stands inside the story's


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class AssignmentForm(forms.ModelForm):
    """The page has the story's form too: so every field has a prefix, and says which form it belongs to."""

    prefix = "assignment"

    class Meta:
        model = Assignment
        fields = ["to", "due_at", "planned_for", "brief"]
        widgets = {
            "to": forms.Select(attrs=OWN_FORM),
            "due_at": MomentInput(attrs=OWN_FORM),
            "planned_for": DayInput(attrs=OWN_FORM),
            "brief": forms.Textarea(attrs={"rows": 3, "dir": "auto", **OWN_FORM}),
        }

    def __init__(self, *args, people: list[User], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        to = cast("forms.ModelChoiceField", self.fields["to"])
        if self.instance.to and self.instance.to not in people:
            people = [self.instance.to, *people]  # whose rights or account have gone since
        to.queryset = User.objects.filter(pk__in=[person.pk for person in people])
        if not self.is_bound:
            to.choices = [("", "Nobody yet"), *((person.pk, str(person)) for person in people)]
        to.empty_label = "Nobody yet"
        self.fields["brief"].widget.attrs.pop("maxlength", None)  # what is too long is said, not cut


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
        before = _of(article)
        may_change = self.has_change_permission(request, article)
        if not may_change and (not before or before.to != request.user):
            raise PermissionDenied
        if request.method != "POST":
            return answer(request, self, article, TEMPLATE, {})
        if before and {"done", "undone"} & request.POST.keys():
            before.done_at = timezone.now() if "done" in request.POST else None
            before.save(update_fields=["done_at"])
            said = "Marked as done." if before.done_at else "Open again."
            return self._answer(request, article, said=said)
        if not may_change:
            raise PermissionDenied
        if "drop" in request.POST:
            Assignment.objects.filter(article=article).delete()
            return self._answer(request, article, said="The story is assigned to nobody.")
        previous = before and before.to_id
        form = AssignmentForm(request.POST, instance=before, people=people())
        if not form.is_valid():
            return self._answer(request, article, form=form)
        return self._answer(request, article, said=self._assign(request, article, form, previous))

    def _assign(self, request, article, form, previous) -> str:
        assignment = form.save(commit=False)
        if not any(form.cleaned_data.values()):
            Assignment.objects.filter(article=article).delete()
            return "The story is assigned to nobody."
        assignment.article, assignment.by = article, request.user
        if assignment.to_id != previous or "due_at" in form.changed_data:
            assignment.done_at = None
        assignment.save()
        if assignment.to_id != previous:
            logger.info(
                "Assigned: story %s “%s” to %s, by %s", article.pk, article, assignment.to, request.user
            )
            notices.assigned(assignment, by=request.user)
        return f"Assigned to {assignment.to}." if assignment.to else "Planned; nobody has it yet."

    def _answer(self, request, article, *, form=None, said=""):
        if not Article.objects.visible_to(request.user).filter(pk=article.pk).exists():
            article = Article(pk=article.pk)  # given away: nothing of it is shown any more
            return answer(request, self, article, TEMPLATE, {"gone": True}, said)
        fresh = Article.objects.get(pk=article.pk)
        return answer(request, self, fresh, TEMPLATE, self.assignment(request, fresh, form), said)

    def assignment(self, request, article, form=None, known: list[User] | None = None) -> dict:
        """What the panel shows of the story's assignment."""
        assignment = _of(article)
        may_assign = self.has_change_permission(request, article)
        if may_assign and not form:
            form = AssignmentForm(instance=assignment, people=people() if known is None else known)
        return {
            "assignment": assignment,
            "assignment_form": form,
            "may_assign": may_assign,
            "may_finish": assignment and (may_assign or assignment.to == request.user),
        }


def _of(article) -> Assignment | None:
    return Assignment.objects.filter(article=article).select_related("to", "by").first()

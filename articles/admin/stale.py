"""A story's form that is older than the story: what was sent, before the rest of its admin reads it."""

from __future__ import annotations

from django.contrib import admin

from articles import workflow
from articles.admin.choosing import asked_again, carried, choose, gives_up, lacks, typed_first, unanswered
from articles.admin.meeting import meet
from articles.admin.sent import content
from articles.models import Article


class Stale(admin.ModelAdmin):
    """
    The part of ArticleAdmin that merges such a form with what was saved since. Sets `meeting` of the request
    where something was, and `not_chosen`.
    """

    def bring_up_to_date(self, request, article):
        """Merges what was sent with what a colleague has saved since the form was opened; see meeting.py."""
        if not article or "_preview" in request.POST or not self.has_change_permission(request, article):
            return
        if not article.revisions.exists():
            # Of a story that was brought in by other ways nothing is kept yet: what two who opened it then save could
            # not be told apart, and the second would take away what the first has written.
            workflow.record(article, by=None)
        request.not_chosen = carried(request.POST, request.user, article)
        is_open = unanswered(request.POST, "bylines")
        if (lacks if is_open else gives_up)(request.POST):
            typed = self.not_chosen(request, article)
            request.not_chosen += [] if typed in request.not_chosen else [typed]
        if is_open:
            request.POST = asked_again(request.POST)
        else:
            request.POST = choose(request.POST, article, "bylines")
        opened = request.POST.get("opened_version", "")
        if opened == str(article.version):
            return
        # What can't be read comes back as it is, and is merged once it is mended.
        form, bylines, are_valid = self._typed(request, article)
        if are_valid:
            known = int(opened) if opened.isdecimal() else None
            request.meeting = meet(form, bylines, known, request.user)
            request.POST = request.meeting.data

    def not_chosen(self, request, article) -> dict:
        """What its sender had typed, where another text was chosen instead, as a content()."""
        mine = Article.objects.get(pk=article.pk)  # a form writes into the one that it is made with
        sent, request.POST = request.POST, typed_first(request.POST)
        form, bylines, _ = self._typed(request, mine)
        request.POST = sent
        return mine.content() | content(form, bylines) | {"slug": mine.slug}

    def _typed(self, request, article):
        """What was sent, as a form and its formset of bylines, and whether both are valid."""
        form = self.get_form(request, article, change=True)(request.POST, request.FILES, instance=article)
        [bylines], _ = self._create_formsets(request, article, change=True)
        are_valid = [one.is_valid() for one in (form, bylines)]
        return form, bylines, all(are_valid)

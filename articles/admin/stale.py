"""A story's form that is older than the story: what was sent, before the rest of its admin reads it."""

from __future__ import annotations

import uuid

from django.contrib import admin
from django.http import QueryDict

from articles import workflow
from articles.admin.choosing import asked_again, carried, choose, gives_up, lacks, typed_first, unanswered
from articles.admin.in_place import TEXTS
from articles.admin.meeting import Known, meet, rebased
from articles.admin.sent import content
from articles.models import Article
from articles.models.article import written


def page_of(sent: QueryDict) -> uuid.UUID | None:
    """The page that has sent this and stays open; see saving.js."""
    try:
        return uuid.UUID(sent.get("page", ""))
    except ValueError:
        return None


def opened_with(sent: QueryDict) -> tuple[int | None, int | None]:
    """
    From `opened_version`, the version that the page shows, and a later one of which it shows the texts alone, where a
    colleague's save was put into it (`3/5`); None where that is none.
    """
    version, _, texts = sent.get("opened_version", "").partition("/")
    return int(version) if version.isdecimal() else None, int(texts) if texts.isdecimal() else None


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
        if opened_with(request.POST) == (article.version, None):
            return
        known = self._known(request.POST, article)
        if known.is_all and written(known.content) == written(article.content()):
            return
        # What can't be read comes back as it is, and is merged once it is mended.
        form, bylines, are_valid = self._typed(request, article)
        if are_valid:
            request.meeting = meet(form, bylines, known, request.user)
            request.POST = request.meeting.data

    def _known(self, sent: QueryDict, article: Article) -> Known:
        """What the page was opened with, and what it has sent itself since, also where no answer has reached it."""
        (version, texts), page = opened_with(sent), page_of(sent)
        before = article.revisions.filter(version=version).first() if version else None
        last = content = before.content if before else {}
        own = None  # the version that it has sent last
        since = article.revisions.filter(version__gt=version or 0).order_by("version", "pk")
        if texts or (page and since.filter(page=page).exists()):
            for revision in since:
                if page and revision.page == page:
                    own = revision.version
                    content = rebased(content, last, revision.content) if last else revision.content
                if content and revision.version == texts:
                    content |= {name: revision.content[name] for name in TEXTS & revision.content.keys()}
                last = revision.content
        return Known(sent.get("opened_version", ""), content, is_all=own == article.version)

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

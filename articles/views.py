"""What readers see of stories. Everything here reads editions that are live, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView, View
from taggit.models import Tag

from articles import lists
from articles.addresses import absolute, share_links
from articles.models import Correction, Edition, EditionByline, Part, Series, TaggedEdition
from articles.models.filing import there_is
from articles.most_read import changes_with_the_hour
from articles.paging import Page
from articles.related import neighbours
from articles.search import search
from articles.search.suggesting import suggest
from articles.series import numbered
from articles.wording import compare_bodies, compare_tables, compare_words
from authors.models import Author
from media.renditions import social
from sections.models import Section


def story_context(edition: Edition) -> dict:
    """All that the story's template shows, from an edition of `for_page()` or a draft made like one."""
    url = edition.canonical_url or absolute(edition.path)
    image = edition.lead_image
    return {
        "edition": edition,
        "canonical": url,
        "share_links": share_links(edition.headline, absolute(edition.path)),
        "social_image": image and social(image),
        **neighbours(edition),
    }


class StoryView(View):
    """A story; where it moved, its new address; 410 where it was withdrawn."""

    def get(self, request, year: str, month: str, slug: str):
        path = f"/{year}/{month}/{slug}/"
        edition = Edition.objects.live().filter(path=path).for_page().first()
        if edition:
            read = request.publication.most_read_beside(edition.article_id)
            response = render(request, "articles/story.html", {**story_context(edition), "most_read": read})
            return changes_with_the_hour(response) if read else response
        former = Edition.objects.ever_live().filter(path=path).only("article_id").first()
        if not former:
            raise Http404("There is no story at this address.")
        moved = Edition.objects.live().filter(article=former.article_id).only("path").first()
        if moved:
            query = request.META["QUERY_STRING"]
            return HttpResponsePermanentRedirect(quote(moved.path) + (f"?{query}" if query else ""))
        last = Edition.objects.ever_live().filter(article=former.article_id).in_time()
        withdrawal, notice = last.values_list("withdrawal", "withdrawal__notice").last()
        return render(request, "410.html", {"withdrawn": withdrawal, "notice": notice}, status=410)


def published(things):
    """
    Those authors, tags or series that readers have met in a story: the name of one in a story to come may say too much.
    """
    editions = Edition.objects.ever_live()
    if things.model is Series:
        parts = Part.objects.filter(Exists(editions.filter(article=OuterRef("article"))))
        return things.filter(Exists(parts.filter(series=OuterRef("pk"))))
    filings = TaggedEdition if things.model is Tag else EditionByline
    return things.filter(there_is(filings.under(OuterRef("pk"), editions)))


class ListView(TemplateView):
    """A list of editions about one thing, page by page."""

    def get_context_data(self, **kwargs):
        editions, about = self.get_list(**kwargs)
        page = Page(editions, self.request)
        if self.request.GET.keys() & {"before", "after"} and not page.editions:
            raise Http404("This list has no such page.")
        return super().get_context_data(**page.as_context(), **about)


class SectionView(ListView):
    template_name = "sections/section.html"

    def get_list(self, path):
        section = get_object_or_404(Section.objects.select_related("parent").with_branch(), path=path)
        return lists.of_section(section), {
            "section": section,
            "subsections": list(section.subsections.all()),
            "any_story": Edition.objects.live().exists,  # asked only where the section has none
        }


class AuthorView(ListView):
    template_name = "authors/author.html"

    def get_list(self, slug):
        author = get_object_or_404(published(Author.objects.with_links().select_related("photo")), slug=slug)
        return lists.of_author(author), {"author": author}


class TagView(ListView):
    template_name = "articles/tag.html"

    def get_list(self, slug):
        tag = get_object_or_404(published(Tag.objects), slug=slug)
        return lists.of_tag(tag), {"tag": tag}


class SeriesView(TemplateView):
    """A series with all of its parts that readers have, in its order, each with the number that stands on its page."""

    template_name = "articles/series.html"

    def get_context_data(self, slug):
        live = Edition.objects.live()
        parts = Part.objects.filter(series=OuterRef("pk")).as_json(live)
        found = published(Series.objects.annotate(parts_json=ArraySubquery(parts)))
        series = get_object_or_404(found, slug=slug)
        shown, total = numbered(series.parts_json, series.planned)
        cards = {card.article_id: card for card in lists.of_series(series).live().for_cards()}
        for part in shown:
            if card := cards.get(part["story"]):
                card.part = part["number"]
        editions = [cards[part["story"]] for part in shown if part["story"] in cards]
        return super().get_context_data(
            canonical=absolute(self.request.path), series=series, editions=editions, total=total
        )


class SearchView(TemplateView):
    template_name = "articles/search.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            canonical=absolute(self.request.path),
            **search(
                self.request.GET.get("q", ""),
                page=self.request.GET.get("page", "1"),
                exactly=self.request.GET.get("exact") == "1",
            ),
        )


@require_safe
def suggestions(request):
    """What search would find of an unfinished question, as JSON; nobody needs to keep what somebody was typing."""
    found = suggest(request.GET.get("q", ""))
    status = ngettext("%(count)s suggestion", "%(count)s suggestions", len(found)) % {"count": len(found)}
    if not found:
        status = gettext("No suggestions")
    text = json.dumps({"status": status, "suggestions": found}).translate(NO_MARKUP)
    return HttpResponse(text, content_type="application/json", headers={"X-Robots-Tag": "noindex"})


NO_MARKUP = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})  # whatever takes it for HTML


def told_corrections():
    """
    What readers have been told of stories that they have now, newest first, with `headline`, `path` and `language` of
    today.
    """
    live = Edition.objects.live()
    today = {
        name: Subquery(live.filter(article=OuterRef("edition__article")).values(name))
        for name in ("headline", "path", "language")
    }
    return (
        Correction.objects.told()
        .filter(edition__article__in=live.values("article"))
        .annotate(**today)
        .select_related("edition")
        .only("kind", "text", "shows_difference", "edition__live_from", "edition__article_id")
    )


class CorrectionsView(TemplateView):
    template_name = "articles/corrections.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            canonical=absolute(self.request.path), corrections=told_corrections()[:100]
        )


class CorrectionView(TemplateView):
    """
    What exactly a correction has changed: the edition that carries it beside the one that readers had before. Words
    that were withdrawn stay so.
    """

    template_name = "articles/correction.html"

    def get_context_data(self, pk):
        correction = get_object_or_404(told_corrections(), pk=pk, shows_difference=True)
        story = Edition.objects.ever_live().filter(article=correction.edition.article_id).in_time()
        had = story.filter(live_from__lte=correction.edition.live_from)
        # What readers had before a withdrawal was withdrawn with it, however many editions that were.
        if withdrawn := story.exclude(withdrawal=None).last():
            had = had.filter(number__gt=withdrawn.number)
        before, after = [None, None, *had.only(*COMPARED, "live_from", "first_published_at")][-2:]
        return super().get_context_data(
            canonical=absolute(self.request.path),
            correction=correction,
            changes=changes(before, after) if before else [],
            before=before,
            after=after,
        )


COMPARED = {
    "kicker": gettext_lazy("Kicker"),
    "headline": gettext_lazy("Headline"),
    "standfirst": gettext_lazy("Standfirst"),
    "lead_caption": gettext_lazy("Caption"),
    "body": "",
}


def changes(before: Edition, after: Edition) -> list[dict]:
    """What differs between two editions, in the order of the page: `label` or `cell`, if it has a name, and `spans`."""
    found: list[dict] = []
    for name, label in COMPARED.items():
        old, new = getattr(before, name), getattr(after, name)
        if name == "body":
            found += _changes_of_body(old, new)
        elif old != new:
            found.append({"label": label, "spans": compare_words(old, new)})
    return found


def _changes_of_body(before: str, after: str) -> Iterator[dict]:
    for change in compare_bodies(before, after):
        if change.kind == "changed" and change.tag == "table":
            for cell in compare_tables(change.was, change.now):
                yield {"cell": cell.label, "spans": cell.spans}
        elif change.kind != "same":
            yield {"spans": change.spans}

"""Makes the working copy what it was at an earlier save. Nothing that readers have is touched."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from articles.body import image_ids, sanitise
from articles.models import Article, Byline, Revision
from articles.models.article import WORDS, written
from articles.tagging import canonical
from articles.workflow import NotNow, record
from authors.models import Author
from media.models import Image
from sections.models import Section

logger = logging.getLogger(__name__)


@transaction.atomic
def restore_revision(
    article: Article, revision: Revision, *, by, version: int | None = None
) -> tuple[Revision, list[str]]:
    """
    Makes the working copy what it was at a revision, as a new one; what readers have stays as it is, and so does the
    embargo. `version` is that of the story that was looked at before.

    Returns the new revision, and a sentence for each thing that is gone by now and so was left out. Raises NotNow where
    somebody has saved since `version`, or the story is what it was.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if version is not None and version != article.version:
        since = article.revisions.filter(version__gt=version).first()
        who, when = (since.by_name, since.at) if since else ("", article.changed_at)
        raise NotNow(
            f"{who or 'Somebody'} saved this story at {timezone.localtime(when):%H:%M}, after you opened the page. "
            "Nothing was restored: look at what is different now, then decide again."
        )
    before, content = written(article.content()), revision.content
    gone = _take_over(article, content)
    if written(article.content()) == before:
        raise NotNow(" ".join(["Nothing was restored: the story is what it was then.", *gone]))
    at = timezone.localtime(revision.at)
    year = "" if at.year == timezone.localdate().year else f" {at.year}"
    kept = record(
        article, by=by, note=f"Restored from version {revision.version} of {at:%-d %b}{year}, {at:%H:%M}"
    )
    if kept is None:
        raise NotNow("Nothing was restored: the story is what it was then.")
    logger.info("Restored: story %s “%s” to revision %s, by %s", article.pk, article, revision.pk, by)
    return kept, gone


def _take_over(article: Article, content: dict) -> list[str]:
    """Writes a revision's content into the story; returns what could not be taken over."""
    gone = []
    for field in (*WORDS, "slug"):
        if field in content:
            words = sanitise(content[field]) if field == "body" else content[field]
            setattr(article, field, words)
    sections = Section.objects.in_bulk(
        [thing["id"] for thing in (content["section"], *content["other_sections"])]
    )
    if section := sections.get(content["section"]["id"]):
        article.section = section
    else:
        gone.append(
            f"The section “{content['section']['name']}” is gone: the story stays in “{article.section}”."
        )
    lead = content["lead_image"]
    images = Image.objects.in_bulk([*([lead["id"]] if lead else []), *image_ids(article.body)])
    article.lead_image = images.get(lead["id"]) if lead else None
    if lead and not article.lead_image:
        gone.append(f"The lead picture “{lead['name']}” is not in the library any more: there is none now.")
    if missing := sum(pk not in images for pk in image_ids(article.body)):
        pictures = "A picture" if missing == 1 else f"{missing} pictures"
        gone.append(f"{pictures} of the text can't be shown: not in the library any more. Choose others.")
    article.related = [thing["id"] for thing in content["related"]]
    stories = set(Article.objects.filter(pk__in=article.related).values_list("pk", flat=True))
    article.related = [pk for pk in article.related if pk in stories]
    gone += [
        f"The related story “{thing['name']}” is gone: left out."
        for thing in content["related"]
        if thing["id"] not in stories
    ]
    article.save()
    others = [sections.get(thing["id"]) for thing in content["other_sections"]]
    article.other_sections.set([section for section in others if section])
    gone += [
        f"The other section “{thing['name']}” is gone: left out."
        for thing in content["other_sections"]
        if thing["id"] not in sections
    ]
    article.tags.set(canonical(content["tags"]))
    authors = Author.objects.in_bulk([row["author"] for row in content["bylines"]])
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(
            article=article,
            author=authors[row["author"]],
            position=position,
            role=row["role"],
            short_bio=row["short_bio"],
        )
        for position, row in enumerate(row for row in content["bylines"] if row["author"] in authors)
    )
    gone += [
        f"The author {row['name']} is gone: left out of the bylines."
        for row in content["bylines"]
        if row["author"] not in authors
    ]
    return gone

"""Makes an edition of a working copy: all that readers get of it, complete and rendered."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils import timezone
from django.utils.translation import pgettext

from articles.body import image_ids, plain_text
from articles.models import Article, Edition, EditionByline, TaggedEdition
from articles.models.article import WORDS
from articles.readers_language import in_readers_language
from articles.render import render
from articles.search.indexing import index
from media.models import Image

logger = logging.getLogger(__name__)


class Unprepared(Exception):
    """A picture has no renditions and can't get them; `field` of the story says which, the message what to do."""

    def __init__(self, field: str, image: Image):
        super().__init__(
            f"the picture “{image}” could not be made ready for readers, perhaps because the server's disk is full. "
            "Tell whoever runs the server, or use another picture."
        )
        self.field = field


def prepare(article: Article) -> None:
    """
    Makes the renditions that the story's pictures lack. It may take seconds, so it comes before anything is written
    that others wait for. Raises Unprepared.
    """
    figures = Image.objects.filter(pk__in=image_ids(article.body))
    for image in filter(None, {article.lead_image, *figures}):
        try:
            image.make_renditions()
        except OSError as error:
            logger.exception("No renditions of picture %s", image.pk)
            raise Unprepared("lead_image" if image == article.lead_image else "body", image) from error


def address(article: Article, start: datetime, first: Edition | None) -> str:
    """
    The path of an edition that begins at `start`. The month is that of the story's first edition, as it stands in its
    address: by today's time zone it might be another.
    """
    if first:
        _, year, month, *_ = first.path.split("/")
        return f"/{year}/{month}/{article.slug}/"
    return f"/{timezone.localtime(start):%Y/%m}/{article.slug}/"


def printed(article: Article) -> dict:
    """The columns of an edition that are taken or derived from what is written."""
    lead = article.lead_image
    return {
        **{field: getattr(article, field) for field in WORDS if field != "lead_caption"},
        "section_id": article.section_id,
        "related": article.related,
        "lead_image_id": article.lead_image_id,
        "lead_caption": article.lead_caption or (lead.caption if lead else ""),
        "lead_credit": lead.credit if lead else "",
        "byline_line": _byline_line(list(article.bylines.all())),
        "word_count": len(plain_text(article.body).split()),
        "body_html": render(article.body),
    }


def is_printed(article: Article, edition: Edition) -> bool:
    """Whether readers of the edition have all that is written, and what the library says of its pictures and people."""
    bylines = [
        (byline.author_id, byline.role, byline.author.name, byline.short_bio or byline.author.short_bio)
        for byline in article.bylines.all()
    ]
    return (
        edition.article_version == article.version
        and all(getattr(edition, name) == value for name, value in printed(article).items())
        and list(edition.bylines.values_list("author", "role", "name", "short_bio")) == bylines
    )


def freeze(article: Article, *, by, now, start, until, first, note, confirmed=()) -> Edition:
    """
    The story's next edition. All moments are aware; `first` is the edition that readers got first, if any; `confirmed`
    holds the keys of the checklist's warnings that were seen.
    """
    last = article.editions.order_by("-number").values_list("number", flat=True).first()
    edition = Edition.objects.create(
        **printed(article),
        article_id=article.pk,  # whoever asks the edition for its story gets it as it is then
        article_version=article.version,
        number=(last or 0) + 1,
        frozen_at=min(now, start),
        frozen_by=by,
        note=note,
        confirmed=list(confirmed),
        live_from=start,
        live_until=until,
        first_published_at=first.first_published_at if first else start,
        updated_at=start if first else None,
        path=address(article, start, first),
    )
    edition.listed_in.add(*{article.section, *article.other_sections.all()})
    _tag(edition, article.tags.all())
    EditionByline.objects.bulk_create(
        EditionByline(
            edition=edition,
            author=byline.author,
            position=position,
            role=byline.role,
            name=byline.author.name,
            short_bio=byline.short_bio or byline.author.short_bio,
        )
        for position, byline in enumerate(article.bylines.all())
    )
    # Comes last: to an edition that is found by its words, nothing can be added.
    index(edition)
    return edition


def freeze_again(last: Edition, *, by, now, until, note) -> Edition:
    """The words of an edition that readers had once more, as the story's next edition, from `now` on."""
    columns = {
        field.attname: getattr(last, field.attname)
        for field in Edition._meta.concrete_fields
        if not field.primary_key and field.name != "search"
    }
    newest = last.article.editions.order_by("-number")[0]
    edition = Edition.objects.create(
        **columns
        | {
            "number": newest.number + 1,
            "frozen_at": now,
            "frozen_by_id": by and by.pk,
            "live_from": now,
            "live_until": until,
            "note": note,
        }
    )
    edition.listed_in.add(*last.listed_in.all())
    _tag(edition, last.tags.all())
    EditionByline.objects.bulk_create(
        EditionByline(
            edition=edition,
            author_id=byline.author_id,
            position=byline.position,
            role=byline.role,
            name=byline.name,
            short_bio=byline.short_bio,
        )
        for byline in last.bylines.all()
    )
    # Comes last: to an edition that is found by its words, nothing can be added.
    Edition.objects.filter(pk=edition.pk).update(search=last.search)
    return edition


def _tag(edition: Edition, tags) -> None:
    """That of a new edition, which has none yet."""
    TaggedEdition.objects.bulk_create(TaggedEdition(tag=tag, content_object=edition) for tag in tags)


def _byline_line(bylines) -> str:
    """“Ana Ruiz, Jo Lind and Tom Okafor”: the writers, or whoever is named where there is none."""
    writers = [byline for byline in bylines if byline.role in {"By", "Reporting by"}] or bylines
    *others, last = [byline.author.name for byline in writers] or [""]
    if not others:
        return last
    with in_readers_language():
        comma, conjunction = pgettext("between names", ", "), pgettext("between the last two names", " and ")
    return f"{comma.join(others)}{conjunction}{last}"

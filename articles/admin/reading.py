"""What somebody sees in place of the form who may read a story and not change it."""

from __future__ import annotations

from articles.models import Article
from articles.render import AD_BREAK, render


def reading(article: Article) -> dict:
    """The story as it was last saved, for _reading.html; `body` is HTML that is safe."""
    lead = article.lead_image
    return {
        "body": render(article.body).replace(AD_BREAK, ""),
        "lead": lead,
        "caption": article.lead_caption or (lead.caption if lead else ""),
        "bylines": article.bylines.all(),
        "other_sections": article.other_sections.all(),
        "related": Article.objects.named(article.related),
        "tags": article.tags.names().order_by("name"),
    }

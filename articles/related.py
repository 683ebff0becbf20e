"""What stands around a story: the newer and the older one of its section, and those related to it."""

from __future__ import annotations

from django.db.models import Count, Q

from articles.models import Edition, TaggedEdition

RELATED = 4
# Among so many newest stories with a tag in common, those with the most in common are the related ones.
CANDIDATES = 50


def neighbours(edition: Edition) -> dict:
    """`newer` and `older` (cards or None) and `related` (up to four cards), found in one query."""
    others = Edition.objects.live().exclude(article=edition.article_id)
    section = others.filter(section=edition.section_id)
    newer = section.filter(first_published_at__gt=edition.first_published_at).order_by("first_published_at")
    older = section.filter(first_published_at__lte=edition.first_published_at).order_by("-first_published_at")

    tags = [tag["slug"] for tag in edition.tags_json]
    tagged = TaggedEdition.objects.filter(tag__slug__in=tags).values("content_object")
    candidates = others.filter(pk__in=tagged).newest_first()[:CANDIDATES]
    shared = Count("tags", filter=Q(tags__slug__in=tags))
    alike = (
        Edition.objects.filter(pk__in=candidates.values("pk"))
        .annotate(shared=shared)
        .order_by("-shared", "-first_published_at")
    )
    wanted = newer.values("pk")[:1].union(
        older.values("pk")[: RELATED + 1], alike.values("pk")[:RELATED], all=True
    )
    cards = Edition.objects.filter(pk__in=wanted).annotate(shared=shared).for_cards().newest_first()

    found: dict = {"newer": None, "older": None, "related": []}
    for card in cards:
        if card.section_id == edition.section_id:
            if card.first_published_at > edition.first_published_at:
                found["newer"] = card  # the list runs towards older ones: the last is the nearest
            elif not found["older"]:
                found["older"] = card
    rest = [card for card in cards if card not in (found["newer"], found["older"])]
    found["related"] = sorted(rest, key=lambda card: card.shared, reverse=True)[:RELATED]
    return found

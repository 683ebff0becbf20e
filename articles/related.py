"""What stands around a story: the newer and the older one of its section, and those related to it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest

from articles.models import Edition, TaggedEdition
from articles.search.indexing import CONFIGURATION

RELATED = 4
# Among so many newest stories with a tag in common, and so many of the section's that came before, those with the most
# in common are the related ones. These bounds don't grow with the archive.
CANDIDATES = 50
OF_THE_SECTION = 30
# Which share of the words of a story's headline and standfirst another has to have to be called alike without a tag in
# common; and how many tags it is worth to have them all.
ALIKE = 0.25
ALL_WORDS = 4.0


class Words(Func):
    """The words of a search vector, as an array."""

    function = "tsvector_to_array"
    output_field = ArrayField(TextField())


class SharedWords(Func):
    """How many words of an array an edition's search vector has from its headline, standfirst, bylines and tags."""

    template = "(SELECT COUNT(*) FROM unnest(ts_filter(%(expressions)s))"
    arg_joiner = ", '{a,b}')) AS theirs WHERE theirs.lexeme = ANY("
    arity = 2
    output_field = IntegerField()


def neighbours(edition: Edition) -> dict:
    """
    `newer` and `older` (cards or None) and `related` (up to four cards), found in one query. Related are first those
    that an editor has chosen, in their order, then those with most tags and words in common, then older ones of the
    section.
    """
    others = Edition.objects.live().exclude(article=edition.article_id)
    section = others.filter(section=edition.section_id)
    newer = section.filter(first_published_at__gt=edition.first_published_at).order_by("first_published_at")
    older = section.filter(first_published_at__lte=edition.first_published_at).order_by("-first_published_at")

    tags = [tag["slug"] for tag in edition.tags_json]
    tagged = TaggedEdition.objects.filter(tag__slug__in=tags).values("content_object")
    candidates = others.filter(pk__in=tagged).newest_first()[:CANDIDATES]
    scored = _with_score(Edition.objects.all(), edition, tags)
    # As a union: two conditions joined by OR would have the database look at every edition.
    candidates = candidates.values("pk").union(older.values("pk")[:OF_THE_SECTION])
    alike = scored.filter(pk__in=candidates, score__gt=0).order_by("-score", "-first_published_at")
    wanted = newer.values("pk")[:1].union(
        older.values("pk")[: RELATED + 1],
        alike.values("pk")[: RELATED + 2],
        others.filter(article__in=edition.related).values("pk"),
        all=True,
    )
    cards = list(scored.filter(pk__in=wanted).for_cards().newest_first())

    found: dict = {"newer": None, "older": None}
    for card in cards:
        if card.section_id == edition.section_id:
            if card.first_published_at > edition.first_published_at:
                found["newer"] = card  # the list runs towards older ones: the last is the nearest
            elif not found["older"]:
                found["older"] = card
    by_story = {card.article_id: card for card in cards}
    chosen = [by_story[pk] for pk in edition.related if pk in by_story]
    rest = [card for card in cards if card not in (*chosen, found["newer"], found["older"])]
    rest.sort(key=lambda card: card.score, reverse=True)
    return found | {"related": [*chosen, *rest][:RELATED]}


def _with_score(editions, edition: Edition, tags: list[str]):
    """With `score`: how many tags they share with the edition, and how many of its words; 0 where that says nothing."""
    shared = TaggedEdition.objects.filter(content_object=OuterRef("pk"), tag__slug__in=tags).order_by()
    count = shared.values("content_object").annotate(count=Count("pk")).values("count")
    words = Words(SearchVector(Value(f"{edition.headline} {edition.standfirst}"), config=CONFIGURATION))
    share = Cast(SharedWords(F("search"), words), FloatField()) / Greatest(
        Func(words, function="cardinality", output_field=IntegerField()), Value(1)
    )
    return editions.annotate(
        shared_tags=Coalesce(Subquery(count, output_field=IntegerField()), Value(0)),
        likeness=share,
    ).annotate(
        score=Case(
            When(
                Q(shared_tags__gt=0) | Q(likeness__gte=ALIKE),
                then=F("shared_tags") + F("likeness") * ALL_WORDS,
            ),
            default=Value(0.0),
            output_field=FloatField(),
        )
    )

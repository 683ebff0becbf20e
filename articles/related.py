"""What stands around a story: the newer and the older one of its section, and those related to it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.db.models import (
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
)
from django.db.models.functions import Cast, Coalesce, Greatest

from articles import lists
from articles.models import Edition, TaggedEdition
from articles.search.indexing import CONFIGURATION

RELATED = 4
# Among so many newest stories with a tag in common, as many of each tag, and so many of the section's that came before,
# those with the most in common are the related ones. These bounds don't grow with the archive.
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
    `newer` and `older` (cards or None) and `related` (up to four cards), found in two queries. Related are first those
    that an editor has chosen, in their order, then those with most tags and words in common, then older ones of the
    section.
    """
    others = Edition.objects.live().exclude(article=edition.article_id)
    section = others.filter(section=edition.section_id)
    newer = section.filter(first_published_at__gt=edition.first_published_at).order_by("first_published_at")
    older = section.filter(first_published_at__lte=edition.first_published_at).order_by("-first_published_at")
    tags = [tag["pk"] for tag in edition.tags_json]
    of_tags = lists.Filed(TaggedEdition, tags).filter(~Q(article=edition.article_id))
    of_each = max(RELATED, CANDIDATES // max(1, len(tags)))
    # As a union: conditions joined by OR would have the database look at every edition.
    near = newer.values("pk")[:1].union(
        older.values("pk")[:OF_THE_SECTION],
        of_tags.newest_of_each(of_each).values("pk"),
        others.filter(article__in=edition.related).values("pk"),
    )
    candidates = list(_in_common(Edition.objects.filter(pk__in=near).newest_first(), edition, tags))

    found: dict = {"newer": None, "older": None}
    for one in candidates:
        if one.section_id == edition.section_id:
            if one.first_published_at > edition.first_published_at:
                found["newer"] = one  # the list runs towards older ones: the last is the nearest
            elif not found["older"]:
                found["older"] = one
    by_story = {one.article_id: one for one in candidates}
    chosen = [by_story[pk] for pk in edition.related if pk in by_story]
    rest = [one for one in candidates if one not in (*chosen, *found.values())]
    rest.sort(key=_score, reverse=True)
    found["related"] = [*chosen, *rest][:RELATED]

    wanted = {one.pk for one in (found["newer"], found["older"], *found["related"]) if one}
    cards = Edition.objects.for_cards().in_bulk(wanted)
    return {
        "newer": found["newer"] and cards[found["newer"].pk],
        "older": found["older"] and cards[found["older"].pk],
        "related": [cards[one.pk] for one in found["related"]],
    }


def _score(candidate) -> float:
    """What it has in common with the story; 0 where that says nothing."""
    if candidate.shared_tags or candidate.likeness >= ALIKE:
        return candidate.shared_tags + candidate.likeness * ALL_WORDS
    return 0


def _in_common(editions, edition: Edition, tags: list[int]):
    """Rows of candidates, with how many tags they share with the edition, and which share of its words they have."""
    # Its tags are counted, not looked for: looked for, they might be found by going through all that have one of them.
    its = TaggedEdition.objects.filter(content_object=OuterRef("pk")).order_by().values("content_object")
    count = its.annotate(count=Count("pk", filter=Q(tag__in=tags))).values("count")
    words = Words(SearchVector(Value(f"{edition.headline} {edition.standfirst}"), config=CONFIGURATION))
    share = Cast(SharedWords(F("search"), words), FloatField()) / Greatest(
        Func(words, function="cardinality", output_field=IntegerField()), Value(1)
    )
    return editions.annotate(
        shared_tags=Coalesce(Subquery(count, output_field=IntegerField()), Value(0)), likeness=share
    ).values_list(
        "pk", "article_id", "section_id", "first_published_at", "shared_tags", "likeness", named=True
    )

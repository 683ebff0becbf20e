"""Derives what editions are found by: their search vectors, and the words that spelling is put right with."""

from __future__ import annotations

from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchVector, SearchVectorCombinable, SearchVectorField
from django.db import OperationalError, connection, transaction
from django.db.models import Func, Value
from psycopg.errors import ProgramLimitExceeded
from taggit.models import Tag

from articles.body import plain_text
from articles.models import Edition

CONFIGURATION = "newsroom"
SMALL = "=w"  # what the mark of a small word in a headline begins with


class MarksOf(SearchVectorCombinable, Func):
    """The marks of an edition's months, sections, authors and tags; the database knows how they are made."""

    function = "edition_marks"
    config = None
    output_field = SearchVectorField()


class SmallWords(SearchVectorCombinable, Func):
    """
    Marks of those words of a text that the index leaves out, such as “the” and “not”: what is asked for in nothing but
    these is found by headlines.
    """

    template = f"""(
        SELECT array_to_tsvector(coalesce(array_agg('{SMALL}' || word), '{{}}'))
        FROM unnest(tsvector_to_array(to_tsvector('simple', unaccent(%(expressions)s)))) AS word
        WHERE numnode(plainto_tsquery('{CONFIGURATION}', word)) = 0
    )"""  # noqa: S608 - from our own constants
    arg_joiner = " || ' ' || "
    config = None
    output_field = SearchVectorField()


def index(edition: Edition) -> None:
    """
    Derives the edition's search vector: headline first, then standfirst, bylines and tags, then the body; and
    remembers its words. PostgreSQL takes a vector of up to 1 MB: of a text with more words than that its beginning is
    found. Comes when the edition has its sections, bylines and tags.
    """
    # The line of bylines has writers only, where there are any.
    names = [
        name for name in edition.bylines.values_list("name", flat=True) if name not in edition.byline_line
    ]
    head = [
        (f"{edition.headline} {edition.short_headline} {edition.kicker}", "A"),
        (edition.standfirst, "B"),
        (" ".join([edition.byline_line, *names, *edition.tags.names()]), "B"),
    ]
    body = plain_text(edition.body)
    while not _is_indexed(edition, [*head, (body, "C")], may_fail=bool(body)):
        body = body[: len(body) // 2]
    learn([edition.pk])


def _is_indexed(edition: Edition, parts: list[tuple[str, str]], may_fail: bool) -> bool:
    vectors = [SearchVector(Value(text), weight=weight, config=CONFIGURATION) for text, weight in parts]
    marks = [MarksOf(edition.pk), SmallWords("headline", "short_headline")]
    try:
        with transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(search=reduce(add, [*vectors, *marks]))
    except OperationalError as error:
        if may_fail and isinstance(error.__cause__, ProgramLimitExceeded):
            return False
        raise
    return True


def mark_anew(editions, old: Tag, new: Tag) -> None:
    """Lets editions that were found by one tag be found by another."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE articles_edition
            SET search = ts_delete(search, '=t' || %s::text) || array_to_tsvector(ARRAY['=t' || %s::text])
            WHERE id = ANY(%s)
            """,
            [old.pk, new.pk, list(editions)],
        )


def learn(editions: list[int]) -> None:
    """
    Remembers the words of the editions with these keys. That a word is remembered says nothing of who may see it:
    whoever shows one asks for a live edition that holds it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT learn_words(%s)", [editions])

"""Grows the bench's archive to any number of stories, within the database."""

from __future__ import annotations

import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article
from authors.models import User
from bench.archive import CLOSED, EVERY, QUIET

BODIES = 400
TITLES = 20_000
VOCABULARY = 4000
EDITORS = 20
SYLLABLES = "ba ce di fo gu han jer kil lom nur pas quo rin sel tav umo ver wol yan zet".split()  # noqa: SIM905

# So many of the oldest stories (of few a quarter) are those of a section that was closed, an author who has retired and
# a tag that nobody uses any more: they are to be found without a look at all that is newer.
OLDEST = 3000

# Of the newest stories far more are worked on, so that the desk's pages are full at every size.
UNDER_WAY = 1000

# What becomes of the story with the number n; all others are live as they are.
KIND = f"""CASE WHEN n < {UNDER_WAY} THEN CASE mod(n, 16)
        WHEN 3 THEN 'draft' WHEN 5 THEN 'in_edit' WHEN 7 THEN 'waiting' WHEN 9 THEN 'changed' WHEN 11 THEN 'ready'
        WHEN 13 THEN 'ended' ELSE 'live' END
    ELSE CASE mod(n, 100)
        WHEN 66 THEN 'spiked' WHEN 7 THEN 'draft' WHEN 57 THEN 'draft' WHEN 13 THEN 'in_edit' WHEN 63 THEN 'in_edit'
        WHEN 55 THEN 'changed' WHEN 44 THEN 'ended' ELSE 'live' END
    END"""

FROZEN = "('live', 'waiting', 'changed', 'ended')"

ARTICLES = f"""
    INSERT INTO articles_article (
        id, kicker, headline, short_headline, standfirst, body, section_id, lead_image_id, lead_caption, seo_title,
        seo_description, canonical_url, suppress_ads, slug, stage, version, frozen_version, created_at,
        created_by_id, changed_at
    )
    SELECT %(first)s + n, 'Strait', initcap(title), '', title || '.', bench_body.html,
        CASE WHEN %(first)s + n >= %(oldest)s THEN closed.id
            ELSE sections.ids[1 + mod(n, cardinality(sections.ids))] END,
        images.ids[1 + mod(n, cardinality(images.ids))],
        '', '', '', '', false, 'story-' || n,
        CASE WHEN kind IN ('draft', 'in_edit', 'spiked') THEN kind ELSE 'ready' END,
        CASE WHEN kind = 'changed' THEN 2 ELSE 1 END, CASE WHEN kind IN {FROZEN} THEN 1 END, %(newest)s - n * %(every)s,
        people.ids[1 + mod(n, cardinality(people.ids))], %(newest)s - n * %(every)s
    FROM generate_series(%(low)s - %(first)s, %(high)s - %(first)s - 1) AS n
    CROSS JOIN LATERAL (SELECT {KIND} AS kind) AS kinds
    JOIN bench_body ON bench_body.number = mod(n, {BODIES})
    JOIN bench_title ON bench_title.number = mod(n, {TITLES})
    CROSS JOIN (SELECT array_agg(id) AS ids FROM sections_section WHERE slug NOT IN ('{QUIET}', '{CLOSED}')) AS sections
    CROSS JOIN (SELECT id FROM sections_section WHERE slug = '{CLOSED}') AS closed
    CROSS JOIN (SELECT array_agg(id) AS ids FROM media_image) AS images
    CROSS JOIN (SELECT array_agg(id) AS ids FROM authors_user WHERE starts_with(username, 'bench-')) AS people
"""  # noqa: S608 - from our own constants

# One author has a tenth of all, as an agency has. Those of the archive that readers' pages are measured with have
# none of these yet.
BYLINES = f"""
    INSERT INTO articles_byline (article_id, author_id, position, role, short_bio)
    SELECT article.id,
        CASE WHEN article.id >= %(oldest)s THEN retired.id WHEN mod(article.id, 10) = 3 THEN authors.ids[6]
            ELSE authors.ids[1 + mod(article.id, cardinality(authors.ids))] END,
        0, 'By', ''
    FROM articles_article AS article
    CROSS JOIN (SELECT array_agg(id) AS ids FROM authors_author WHERE slug <> '{CLOSED}') AS authors
    CROSS JOIN (SELECT id FROM authors_author WHERE slug = '{CLOSED}') AS retired
    WHERE article.id >= %(low)s AND article.id < %(high)s
        AND NOT EXISTS (SELECT FROM articles_byline WHERE article_id = article.id)
"""  # noqa: S608 - from our own constants
TAGS = f"""
    INSERT INTO articles_taggedarticle (content_object_id, tag_id)
    SELECT article.id, CASE WHEN article.id >= %(oldest)s AND nth = 1 THEN unused.id
        ELSE tags.ids[1 + mod(article.id + 7 * nth, cardinality(tags.ids))] END
    FROM articles_article AS article CROSS JOIN generate_series(1, 3) AS nth
    CROSS JOIN (SELECT array_agg(id) AS ids FROM taggit_tag WHERE slug <> '{CLOSED}') AS tags
    CROSS JOIN (SELECT id FROM taggit_tag WHERE slug = '{CLOSED}') AS unused
    WHERE article.id >= %(low)s AND article.id < %(high)s
        AND NOT EXISTS (SELECT FROM articles_taggedarticle WHERE content_object_id = article.id)
"""  # noqa: S608 - from our own constants
REVISIONS = """
    INSERT INTO articles_revision (article_id, version, content, by_id, by_name, at, note, stage)
    SELECT article.id, version, '{}', created_by_id, COALESCE(username, ''), changed_at, 'Begun', stage
    FROM articles_article AS article LEFT JOIN authors_user ON authors_user.id = created_by_id
    WHERE article.id >= %(low)s AND article.id < %(high)s
        AND NOT EXISTS (SELECT FROM articles_revision WHERE article_id = article.id)
"""

EDITIONS = f"""
    INSERT INTO articles_edition (
        kicker, headline, short_headline, standfirst, body, section_id, lead_image_id, lead_caption, seo_title,
        seo_description, canonical_url, suppress_ads, article_id, article_version, number, frozen_at, note, live_from,
        live_until, first_published_at, path, lead_credit, byline_line, word_count, body_html, search
    )
    SELECT kicker, headline, '', standfirst, body, section_id, lead_image_id, '', '', '', '', false, id, 1, 1,
        changed_at, '', start, CASE WHEN kind = 'ended' THEN start + interval '1 hour' END, start,
        to_char(changed_at, '/YYYY/MM/') || slug || '/', '', '', 120, body, words || marks
    FROM articles_article AS article
    CROSS JOIN LATERAL (SELECT article.id - %(first)s AS n) AS numbered
    CROSS JOIN LATERAL (SELECT {KIND} AS kind) AS kinds
    CROSS JOIN LATERAL (
        SELECT CASE WHEN kind = 'waiting' THEN now() + n * interval '1 minute' ELSE changed_at END AS start
    ) AS starting
    CROSS JOIN LATERAL (
        SELECT array_to_tsvector(
            ARRAY['=s' || section_id, '=y' || to_char(start AT TIME ZONE 'UTC', 'YYYY'),
                '=m' || to_char(start AT TIME ZONE 'UTC', 'YYYY-MM'),
                '=wthe', CASE mod(n, 2) WHEN 1 THEN '=wnot' ELSE '=wafter' END]
            || ARRAY(SELECT '=a' || author_id FROM articles_byline WHERE article_id = article.id)
            || ARRAY(SELECT '=t' || tag_id FROM articles_taggedarticle WHERE content_object_id = article.id)
        ) AS marks
    ) AS marking
    WHERE article.id >= %(low)s AND article.id < %(high)s AND kind IN {FROZEN}
        AND NOT EXISTS (SELECT FROM articles_edition WHERE article_id = article.id)
"""  # noqa: S608 - from our own constants
PIECES = """
    INSERT INTO articles_edition_listed_in (edition_id, section_id, first_published_at)
    SELECT id, section_id, first_published_at FROM articles_edition AS edition
    WHERE article_id >= %(low)s AND article_id < %(high)s
        AND NOT EXISTS (SELECT FROM articles_edition_listed_in WHERE edition_id = edition.id);
    INSERT INTO articles_taggededition (content_object_id, tag_id, first_published_at)
    SELECT edition.id, tag_id, first_published_at FROM articles_edition AS edition
    JOIN articles_taggedarticle AS tagged ON tagged.content_object_id = edition.article_id
    WHERE article_id >= %(low)s AND article_id < %(high)s
        AND NOT EXISTS (SELECT FROM articles_taggededition WHERE content_object_id = edition.id);
    INSERT INTO articles_editionbyline (edition_id, author_id, position, role, name, short_bio, first_published_at)
    SELECT edition.id, author_id, 0, byline.role, name, '', first_published_at FROM articles_edition AS edition
    JOIN articles_byline AS byline ON byline.article_id = edition.article_id
    JOIN authors_author AS author ON author.id = author_id
    WHERE edition.article_id >= %(low)s AND edition.article_id < %(high)s
        AND NOT EXISTS (SELECT FROM articles_editionbyline WHERE edition_id = edition.id)
"""
# The same texts come again and again: one edition with each of them has all their words.
LEARNT = """
    SELECT learn_words(array_agg(edition.id)) FROM articles_edition AS edition
    WHERE article_id < %(first)s + %(titles)s AND article_id >= %(low)s AND article_id < %(high)s
"""
# Each would be asked for every row; what is inserted here is complete at once.
ROW_TRIGGERS = [
    ("articles_edition_listed_in", "copy_first_published_at"),
    ("articles_editionbyline", "copy_first_published_at"),
    ("articles_editionbyline", "edition_pieces_never_change"),
    ("articles_taggededition", "copy_first_published_at"),
    ("articles_taggededition", "edition_pieces_never_change"),
    ("articles_article", "derive_frozen_version"),
    ("articles_edition", "tell_frozen_version"),
]
# What is asked or written row by row costs more than all else; looked at and made anew when all is there, a tenth.
# Those by which the bylines and tags of one story are found are needed meanwhile.
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype = 'f' FROM pg_constraint
    WHERE contype IN ('f', 'u', 'x') AND starts_with(conrelid::regclass::text, 'articles_')
        AND conname <> 'edition_has_a_tag_once'
"""
INDEXES = r"""
    SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE starts_with(tablename, 'articles_') AND indexdef NOT LIKE 'CREATE UNIQUE %'
        AND indexdef !~ 'articles_(byline|taggedarticle) .*\((article_id|content_object_id)\)$'
"""


def grow(stories: int, at_once: int = 1) -> None:
    """
    Brings the archive of `archive.fill()`, the only stories there are, to so many, older and older ones, with all that
    the desk knows of a story: bylines, tags, revisions, who has begun it. The same at every call. With more than one
    `at_once` it is not one transaction.
    """
    first, there, newest = _as_it_is()
    _people()
    with _what_is_written_of(), _bare_tables(at_once):
        bounds = [first + there + (stories - there) * part // at_once for part in range(at_once + 1)]
        told: dict[str, Any] = {"first": first, "newest": newest, "every": EVERY, "titles": TITLES}
        told["oldest"] = first + stories - min(OLDEST, stories // 4)
        _insert([], told | {"low": first, "high": first + there})
        parts = [told | {"low": low, "high": high} for low, high in pairwise(bounds)]
        _beside(at_once, partial(_insert, [ARTICLES]), parts)
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval('articles_article_id_seq', %s)", [bounds[-1]])


def _insert(beginning: list[str], told: dict[str, Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # Nothing is known yet of tables that were just filled: left to itself the planner takes them for small.
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '256MB'")
        for statement in (*beginning, BYLINES, TAGS, REVISIONS, EDITIONS, *PIECES.split(";"), LEARNT):
            cursor.execute(statement, told)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@contextmanager
def _what_is_written_of():
    """The texts that stories are put together from, as tables: `bench_body` and `bench_title`."""
    chance = random.Random(2)  # noqa: S311 - no secret
    words = vocabulary()
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNLOGGED TABLE bench_body (number int, html text)")
        with cursor.copy("COPY bench_body FROM STDIN") as copy:
            for number in range(BODIES):
                copy.write_row((number, _body(chance, words)))
        cursor.execute("CREATE UNLOGGED TABLE bench_title (number int, title text)")
        with cursor.copy("COPY bench_title FROM STDIN") as copy:
            for number in range(TITLES):
                small = "not the" if number % 2 else "after the"
                copy.write_row((number, f"{small} {_words(chance, words, 7)}"))
        cursor.execute("ANALYZE bench_body, bench_title")
        yield
        cursor.execute("DROP TABLE bench_body, bench_title")


@contextmanager
def _bare_tables(at_once: int):
    """Without what is asked or written row by row."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(CONSTRAINTS)
        constraints = cursor.fetchall()
        for table, name, _, _ in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for _, name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        for table, trigger in ROW_TRIGGERS:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        yield
        for table, trigger in ROW_TRIGGERS:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        alone: defaultdict[str, list[str]] = defaultdict(list)
        pointing: list[str] = []
        for table, name, definition, points in constraints:
            statement = f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'
            (pointing if points else alone[table]).append(statement)
        for table, _, definition in indexes:
            alone[table].append(definition)
        # Each table for itself, and its constraints first: they take one processor, what comes last may take all.
        _beside(at_once, _execute, alone.values())
        _execute(pointing)


def _execute(statements: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for statement in statements:
            cursor.execute(statement)


def _beside(at_once: int, do, parts) -> None:
    """Does the parts in so many threads, each with a connection of its own; in this one where it is one."""
    if at_once == 1:
        for part in parts:
            do(part)
        return

    def in_a_thread(part):
        try:
            do(part)
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(in_a_thread, parts))


def vocabulary() -> list[str]:
    """Words that no dictionary stems or stops; the first are the most frequent in what `grow()` writes."""
    chance = random.Random(3)  # noqa: S311 - no secret
    words = {f"{''.join(chance.choices(SYLLABLES, k=3))}o": None for _ in range(2 * VOCABULARY)}
    return list(words)[:VOCABULARY]


def _as_it_is() -> tuple[int, int, datetime]:
    """The key of the newest story, how many there are, and when it went live."""
    found = Article.objects.order_by("pk").values_list("pk", "editions__live_from").first()
    first, newest = found or (1, timezone.now())
    return first, Article.objects.count(), newest


def _people() -> None:
    User.objects.bulk_create(
        (User(username=f"bench-{number}", is_staff=True) for number in range(EDITORS)), ignore_conflicts=True
    )


def _body(chance: random.Random, words: list[str]) -> str:
    return "".join(f"<p>{_words(chance, words, 40)}.</p>" for _ in range(3))


def _words(chance: random.Random, words: list[str], count: int) -> str:
    return " ".join(words[int(len(words) * chance.random() ** 2)] for _ in range(count)).capitalize()

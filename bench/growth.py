"""Grows the bench's archive to any number of stories, within the database."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article
from authors.models import User
from bench.archive import EVERY

BODIES = 400
TITLES = 20_000
VOCABULARY = 4000
EDITORS = 20
SYLLABLES = "ba ce di fo gu han jer kil lom nur pas quo rin sel tav umo ver wol yan zet".split()  # noqa: SIM905

UNDER_WAY = (
    1000  # of the newest stories far more are worked on, so that the desk's pages are full at every size
)

# What becomes of the story with the number n; all others are live as they are.
KIND = f"""CASE WHEN n < {UNDER_WAY} THEN CASE mod(n, 16)
        WHEN 3 THEN 'draft' WHEN 5 THEN 'in_edit' WHEN 7 THEN 'waiting' WHEN 9 THEN 'changed' WHEN 11 THEN 'ready'
        WHEN 13 THEN 'ended' ELSE 'live' END
    ELSE CASE mod(n, 100)
        WHEN 66 THEN 'spiked' WHEN 7 THEN 'draft' WHEN 57 THEN 'draft' WHEN 13 THEN 'in_edit' WHEN 63 THEN 'in_edit'
        WHEN 33 THEN 'waiting' WHEN 55 THEN 'changed' WHEN 44 THEN 'ended' ELSE 'live' END
    END"""

FROZEN = "('live', 'waiting', 'changed', 'ended')"

ARTICLES = f"""
    INSERT INTO articles_article (
        kicker, headline, short_headline, standfirst, body, section_id, lead_image_id, lead_caption, seo_title,
        seo_description, canonical_url, suppress_ads, slug, stage, version, frozen_version, created_at,
        created_by_id, changed_at
    )
    SELECT 'Strait', initcap(title), '', title || '.', bench_body.html,
        sections.ids[1 + mod(n, cardinality(sections.ids))], images.ids[1 + mod(n, cardinality(images.ids))],
        '', '', '', '', false, 'story-' || n,
        CASE WHEN kind IN ('draft', 'in_edit', 'spiked') THEN kind ELSE 'ready' END,
        CASE WHEN kind = 'changed' THEN 2 ELSE 1 END, CASE WHEN kind IN {FROZEN} THEN 1 END, %(newest)s - n * %(every)s,
        people.ids[1 + mod(n, cardinality(people.ids))], %(newest)s - n * %(every)s
    FROM generate_series(%(start)s, %(stop)s - 1) AS n CROSS JOIN LATERAL (SELECT {KIND} AS kind) AS kinds
    JOIN bench_body ON bench_body.number = mod(n, {BODIES})
    JOIN bench_title ON bench_title.number = mod(n, {TITLES})
    CROSS JOIN (SELECT array_agg(id) AS ids FROM sections_section) AS sections
    CROSS JOIN (SELECT array_agg(id) AS ids FROM media_image) AS images
    CROSS JOIN (SELECT array_agg(id) AS ids FROM authors_user WHERE starts_with(username, 'bench-')) AS people
"""  # noqa: S608 - from our own constants

# One author has a tenth of all, as an agency has. Those of the archive that readers' pages are measured with have
# none of these yet.
BYLINES = """
    INSERT INTO articles_byline (article_id, author_id, position, role, short_bio)
    SELECT article.id,
        authors.ids[CASE mod(article.id, 10) WHEN 3 THEN 6 ELSE 1 + mod(article.id, cardinality(authors.ids)) END],
        0, 'By', ''
    FROM articles_article AS article CROSS JOIN (SELECT array_agg(id) AS ids FROM authors_author) AS authors
    WHERE NOT EXISTS (SELECT FROM articles_byline WHERE article_id = article.id)
"""
TAGS = """
    INSERT INTO articles_taggedarticle (content_object_id, tag_id)
    SELECT article.id, tags.ids[1 + mod(article.id + 7 * nth, cardinality(tags.ids))]
    FROM articles_article AS article CROSS JOIN generate_series(1, 3) AS nth
    CROSS JOIN (SELECT array_agg(id) AS ids FROM taggit_tag) AS tags
    WHERE NOT EXISTS (SELECT FROM articles_taggedarticle WHERE content_object_id = article.id)
"""
REVISIONS = """
    INSERT INTO articles_revision (article_id, version, content, by_id, by_name, at, note, stage)
    SELECT article.id, version, '{}', created_by_id, COALESCE(username, ''), changed_at, 'Begun', stage
    FROM articles_article AS article LEFT JOIN authors_user ON authors_user.id = created_by_id
    WHERE NOT EXISTS (SELECT FROM articles_revision WHERE article_id = article.id)
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
    CROSS JOIN LATERAL (SELECT substr(slug, 7)::int AS n) AS numbered
    CROSS JOIN LATERAL (SELECT {KIND} AS kind) AS kinds
    CROSS JOIN LATERAL (
        SELECT CASE WHEN kind = 'waiting' THEN now() + n * interval '1 minute' ELSE changed_at END AS start
    ) AS starting
    CROSS JOIN LATERAL (
        SELECT array_to_tsvector(
            ARRAY['=s' || section_id, '=y' || to_char(start AT TIME ZONE 'UTC', 'YYYY'),
                '=m' || to_char(start AT TIME ZONE 'UTC', 'YYYY-MM')]
            || ARRAY(SELECT '=a' || author_id FROM articles_byline WHERE article_id = article.id)
            || ARRAY(SELECT '=t' || tag_id FROM articles_taggedarticle WHERE content_object_id = article.id)
        ) AS marks
    ) AS marking
    WHERE kind IN {FROZEN}
        AND NOT EXISTS (SELECT FROM articles_edition WHERE article_id = article.id)
"""  # noqa: S608 - from our own constants
PIECES = """
    INSERT INTO articles_edition_listed_in (edition_id, section_id)
    SELECT id, section_id FROM articles_edition AS edition
    WHERE NOT EXISTS (SELECT FROM articles_edition_listed_in WHERE edition_id = edition.id);
    INSERT INTO articles_taggededition (content_object_id, tag_id)
    SELECT edition.id, tag_id FROM articles_edition AS edition
    JOIN articles_taggedarticle AS tagged ON tagged.content_object_id = edition.article_id
    WHERE NOT EXISTS (SELECT FROM articles_taggededition WHERE content_object_id = edition.id);
    INSERT INTO articles_editionbyline (edition_id, author_id, position, role, name, short_bio)
    SELECT edition.id, author_id, 0, byline.role, name, '' FROM articles_edition AS edition
    JOIN articles_byline AS byline ON byline.article_id = edition.article_id
    JOIN authors_author AS author ON author.id = author_id
    WHERE NOT EXISTS (SELECT FROM articles_editionbyline WHERE edition_id = edition.id)
"""
# The same texts come again and again: one edition with each of them has all their words.
LEARNT = f"""
    SELECT learn_words(array_agg(edition.id)) FROM articles_edition AS edition
    JOIN articles_article AS article ON article.id = article_id WHERE substr(slug, 7)::int < {TITLES}
"""  # noqa: S608 - from our own constants
# Each would be asked for every row; what is inserted here is complete at once.
ROW_TRIGGERS = [
    ("articles_editionbyline", "edition_pieces_never_change"),
    ("articles_taggededition", "edition_pieces_never_change"),
    ("articles_article", "derive_frozen_version"),
    ("articles_edition", "tell_frozen_version"),
]


def grow(stories: int) -> None:
    """
    Brings the archive of `archive.fill()` to so many stories, older and older ones, with all that the desk knows of
    a story: bylines, tags, revisions, who has begun it. The same at every call.
    """
    chance = random.Random(2)  # noqa: S311 - no secret
    words = vocabulary()
    start = Article.objects.count()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_body (number int, html text) ON COMMIT DROP")
        with cursor.copy("COPY bench_body FROM STDIN") as copy:
            for number in range(BODIES):
                copy.write_row((number, _body(chance, words)))
        cursor.execute("CREATE TEMPORARY TABLE bench_title (number int, title text) ON COMMIT DROP")
        with cursor.copy("COPY bench_title FROM STDIN") as copy:
            for number in range(TITLES):
                copy.write_row((number, _words(chance, words, 9)))
        cursor.execute("ANALYZE bench_body, bench_title")
        _people()
        told: dict[str, Any] = {
            "start": start, "stop": stories, "newest": _newest(), "every": EVERY,
        }  # fmt: skip
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, trigger in ROW_TRIGGERS:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        if stories > start:
            cursor.execute(ARTICLES, told)
        for statement in (BYLINES, TAGS, REVISIONS, EDITIONS, *PIECES.split(";"), LEARNT):
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, trigger in ROW_TRIGGERS:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")


def vocabulary() -> list[str]:
    """Words that no dictionary stems or stops; the first are the most frequent in what `grow()` writes."""
    chance = random.Random(3)  # noqa: S311 - no secret
    words = {f"{''.join(chance.choices(SYLLABLES, k=3))}o": None for _ in range(2 * VOCABULARY)}
    return list(words)[:VOCABULARY]


def _newest() -> datetime:
    newest = Article.objects.order_by("pk").values_list("editions__live_from", flat=True).first()
    return newest or timezone.now()


def _people() -> None:
    User.objects.bulk_create(
        (User(username=f"bench-{number}", is_staff=True) for number in range(EDITORS)), ignore_conflicts=True
    )


def _body(chance: random.Random, words: list[str]) -> str:
    return "".join(
        f"<p>{_words(chance, words, 40)}.</p>" for _ in range(3)
    )  # most of the time goes into the words


def _words(chance: random.Random, words: list[str], count: int) -> str:
    return " ".join(words[int(len(words) * chance.random() ** 2)] for _ in range(count)).capitalize()

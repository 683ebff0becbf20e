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

# Of a hundred stories one is spiked, four are on the way, one is withdrawn, one has unpublished changes; of a thousand
# one is scheduled. All others are live as they are.
STAGE = """CASE WHEN mod(n, 100) = 66 THEN 'spiked' WHEN mod(n, 100) IN (7, 57) THEN 'draft'
                WHEN mod(n, 100) IN (13, 63) THEN 'in_edit' ELSE 'ready' END"""

ARTICLES = f"""
    INSERT INTO articles_article (
        kicker, headline, short_headline, standfirst, body, section_id, lead_image_id, lead_caption, seo_title,
        seo_description, canonical_url, suppress_ads, slug, stage, version, created_at, created_by_id, changed_at
    )
    SELECT 'Strait', initcap(title), '', title || '.', bench_body.html,
        sections.ids[1 + mod(n, cardinality(sections.ids))], images.ids[1 + mod(n, cardinality(images.ids))],
        '', '', '', '', false, 'story-' || n, {STAGE},
        CASE WHEN mod(n, 100) = 55 THEN 2 ELSE 1 END, %(newest)s - n * %(every)s,
        people.ids[1 + mod(n, cardinality(people.ids))], %(newest)s - n * %(every)s
    FROM generate_series(%(start)s, %(stop)s - 1) AS n
    JOIN bench_body ON bench_body.number = mod(n, {BODIES})
    JOIN bench_title ON bench_title.number = mod(n, {TITLES})
    CROSS JOIN (SELECT array_agg(id) AS ids FROM sections_section) AS sections
    CROSS JOIN (SELECT array_agg(id) AS ids FROM media_image) AS images
    CROSS JOIN (SELECT array_agg(id) AS ids FROM authors_user WHERE starts_with(username, 'bench-')) AS people
"""  # noqa: S608 - from our own constants

# Those of the archive that readers' pages are measured with have none of these yet.
BYLINES = """
    INSERT INTO articles_byline (article_id, author_id, position, role, short_bio)
    SELECT article.id, authors.ids[1 + mod(article.id, cardinality(authors.ids))], 0, 'By', ''
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
    INSERT INTO articles_revision (article_id, version, content, by_id, at, note)
    SELECT id, version, '{}', created_by_id, changed_at, 'Begun' FROM articles_article AS article
    WHERE NOT EXISTS (SELECT FROM articles_revision WHERE article_id = article.id)
"""

EDITIONS = """
    INSERT INTO articles_edition (
        kicker, headline, short_headline, standfirst, body, section_id, lead_image_id, lead_caption, seo_title,
        seo_description, canonical_url, suppress_ads, article_id, article_version, number, frozen_at, note, live_from,
        live_until, first_published_at, path, lead_credit, byline_line, word_count, body_html, search
    )
    SELECT kicker, headline, '', standfirst, body, section_id, lead_image_id, '', '', '', '', false, id, 1, 1,
        changed_at, '', start,
        CASE WHEN mod(n, 100) = 44 THEN start + interval '1 hour' END, start,
        to_char(changed_at, '/YYYY/MM/') || slug || '/', '', '', 120, body, words
    FROM articles_article AS article
    CROSS JOIN LATERAL (SELECT substr(slug, 7)::int AS n) AS numbered
    CROSS JOIN LATERAL (
        SELECT CASE WHEN mod(n, 1000) = 33 THEN now() + n * interval '1 second' ELSE changed_at END AS start
    ) AS starting
    WHERE stage = 'ready' AND NOT EXISTS (SELECT FROM articles_edition WHERE article_id = article.id)
"""
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
# Each would be asked for every row; what is inserted here is complete at once.
ROW_TRIGGERS = ["articles_editionbyline", "articles_taggededition"]


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
        if stories > start:
            cursor.execute(ARTICLES, told)
        for statement in (BYLINES, TAGS, REVISIONS):
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ROW_TRIGGERS:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER edition_pieces_never_change")
        cursor.execute(EDITIONS)
        for statement in PIECES.split(";"):
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ROW_TRIGGERS:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER edition_pieces_never_change")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


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

"""
`python -m bench.real_news FILE` fills a database of its own, `newsroom_real`, with real headlines, and prints how often
search finds what a reader means among the first three. The database stays, to be looked at.

FILE has one JSON object a line, as the News Category Dataset has them: category, headline, authors, short_description,
date. It may be packed with gzip; `BENCH_NEWS` can name it too. None of it belongs into the repository.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape

from bench.__main__ import say, tidy_up

REAL = "newsroom_real"
FIRST = 3

ASKED = 40  # stories, each looked for in every way
WORD = re.compile(r"[^\W\d_]{4,}")


def main(path: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django
    from django.core.management import call_command
    from django.db import connection

    from newsroom.environment import ensure_database

    ensure_database()
    django.setup()
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{REAL}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{REAL}"')
    connection.settings_dict["NAME"] = REAL
    call_command("migrate", verbosity=0)
    rows = read(path)
    load(rows)
    tidy_up()
    judge(rows)


def read(path: str) -> list[dict]:
    unpack = gzip.open if path.endswith(".gz") else open
    with unpack(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def load(rows: list[dict]) -> None:
    """Each row as a live story with its section and authors; its tags are names that stand in several headlines."""
    from django.db import transaction
    from django.utils.text import slugify
    from taggit.models import Tag

    from articles.models import Article, Edition, EditionByline, TaggedEdition
    from authors.models import Author
    from bench.archive import index_all
    from front.models import Publication
    from sections.models import Section

    names = _names(rows)
    slugs = {name: slugify(name) for name in [*names, *{author for row in rows for author in _authors(row)}]}
    with transaction.atomic():
        Publication.objects.filter(pk=1).update(name="The Daily Sample", tagline="Real headlines")
        sections = {
            name: Section.objects.create(name=name.title(), slug=_free(slugify(name)), position=place)
            for place, (name, _) in enumerate(Counter(row["category"] for row in rows).most_common())
        }
        written = sorted({author for row in rows for author in _authors(row)})
        authors = {
            name: Author(name=name[:120], slug=f"{slugs[name][:100]}-{number}")
            for number, name in enumerate(written)
        }
        Author.objects.bulk_create(authors.values())
        tags = {name: Tag(name=name, slug=slugs[name]) for name in names}
        Tag.objects.bulk_create(tags.values())
        articles, editions = [], []
        for number, row in enumerate(rows):
            at = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC) + timedelta(
                hours=20, seconds=-10 * number % 36000
            )
            text = {
                "headline": row["headline"][:300], "standfirst": row["short_description"][:600],
                "body": f"<p>{escape(row['short_description'], quote=False)}</p>",
                "section": sections[row["category"]],
            }  # fmt: skip
            article = Article(
                **text, slug=f"{slugify(row['headline'])[:100]}-{number}", stage=Article.Stage.READY
            )
            articles.append(article)
            editions.append(
                Edition(
                    **text, article=article, article_version=1, number=1, frozen_at=at, live_from=at,
                    first_published_at=at, path=f"/{at:%Y/%m}/{article.slug}/", body_html=text["body"],
                    byline_line=" and ".join(", ".join(_authors(row)).rsplit(", ", 1)),
                    word_count=len(text["standfirst"].split()),
                )
            )  # fmt: skip
        Article.objects.bulk_create(articles)
        for edition in editions:
            edition.article_id = edition.article.pk
        Edition.objects.bulk_create(editions)
        Edition.listed_in.through.objects.bulk_create(
            Edition.listed_in.through(edition=edition, section=edition.section) for edition in editions
        )
        EditionByline.objects.bulk_create(
            EditionByline(edition=edition, author=authors[name], position=place, role="By", name=name[:120])
            for edition, row in zip(editions, rows, strict=True)
            for place, name in enumerate(_authors(row))
        )
        TaggedEdition.objects.bulk_create(
            TaggedEdition(content_object=edition, tag=tags[name])
            for edition in editions
            for name in sorted(names & {*NAME.findall(edition.headline)})
        )
        index_all()


def _free(slug: str) -> str:
    from sections.models import RESERVED_SLUGS

    return f"{slug}-news" if slug in RESERVED_SLUGS else slug


NAME = re.compile(r"\b[A-Z][a-zé]+ [A-Z][a-zé]+\b")


def _names(rows: list[dict]) -> set[str]:
    """Two words that stand in ten standfirsts or more with capital letters, where not every word has one."""
    counts = Counter(name for row in rows for name in {*NAME.findall(row["short_description"])})
    return {name for name, count in counts.items() if count >= 10}


def _authors(row: dict) -> list[str]:
    """“Ana Ruiz, Jo Lind, and Tom Okafor”, each once."""
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", row["authors"])
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def questions(rows: list[dict]) -> Iterator[tuple[str, str, str]]:
    """
    What somebody may type who has a story in mind, which of its words they remember and how: (way, question, headline).
    Made from the data by chance, the same at every call; nobody has looked at it.
    """
    chance = random.Random(4)  # noqa: S311 - no secret
    known = Counter(word.lower() for row in rows for word in {*WORD.findall(row["headline"])})
    fit = [row for row in rows if len({*WORD.findall(row["headline"])}) >= 5]
    for row in chance.sample(fit, ASKED):
        headline = row["headline"]
        words = sorted(dict.fromkeys(WORD.findall(headline)), key=lambda word: known[word.lower()])[:3]
        longest = max(words, key=len)
        place = chance.randrange(1, len(longest) - 2)
        swapped = longest[:place] + longest[place + 1] + longest[place] + longest[place + 2 :]
        in_a_row = headline.split()
        start = chance.randrange(len(in_a_row) - 3)
        yield "three words", " ".join(words), headline
        yield "in small letters, without accents", plain(" ".join(words)), headline
        yield "plural for singular", " ".join(_other_number(word) for word in words), headline
        yield (
            "two letters swapped",
            " ".join([swapped, *(word for word in words if word != longest)]),
            headline,
        )
        yield "phrase", '"{}"'.format(" ".join(in_a_row[start : start + 4]).replace('"', "")), headline
        if authors := _authors(row):
            yield "author and a word", f'author:"{authors[0]}" {words[0]}', headline


def plain(words: str) -> str:
    letters = unicodedata.normalize("NFD", words.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _other_number(word: str) -> str:
    return word.removesuffix("s") if word.endswith("s") else f"{word}s"


def judge(rows: list[dict]) -> None:
    from articles.search import search

    hits: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for way, question, headline in questions(rows):
        found = [edition.headline for edition in search(question)["editions"][:FIRST]]
        asked[way] += 1
        hits[way] += headline in found
        if headline not in found:
            say(f"MISS  {way:34} {question}")
    say(f"\nOf the stories in mind, found among the first {FIRST}:")
    for way, number in asked.items():
        say(f"  {way:34} {hits[way]:>3} of {number}")


if __name__ == "__main__":
    main(*(sys.argv[1:] or [os.environ["BENCH_NEWS"]]))

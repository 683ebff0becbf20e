"""Fills the bench's database with an archive of made-up stories."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import reduce
from itertools import islice
from operator import add

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from articles.body import figure_html, plain_text
from articles.models import Article, Edition, EditionByline, TaggedEdition
from articles.render import render
from articles.search.indexing import CONFIGURATION, MarksOf, SmallWords, learn
from authors.models import Author, AuthorLink
from front.models import Publication
from media.models import Image
from sections.models import Section

QUIET = "quiet"
CLOSED = "closed"
SECTIONS = ["The Embassy", "Harbour", "Money", "Science", "Culture", "Sport"]
WORDS = """
    harbour minister treaty vote bridge crane ferry council budget strait pilot tariff archive embassy signal winter
    rates union captain border letter court river market storm engine garden museum the a of to in and that for with
    from after before under while said would could against between during
""".split()  # noqa: SIM905 - words are read as a text
BODIES = 20
BATCH = 1000
EVERY = timedelta(minutes=47)


def fill(stories: int) -> None:
    """Makes an archive of so many live stories, the newest of now; the same at every call."""
    chance = random.Random(1)  # noqa: S311 - no secret
    with transaction.atomic():
        Publication.objects.filter(pk=1).update(name="The Bench", tagline="Measured twice")
        sections = [
            Section.objects.create(name=name, slug=name.lower().replace(" ", "-"), position=place)
            for place, name in enumerate(SECTIONS)
        ]
        # One in the menu, and on the front page, in which there is nothing: it is not to cost a look at all stories.
        Section.objects.create(name="Quiet", slug=QUIET, position=len(sections))
        # A section, an author and a tag that only the oldest stories of a grown archive have.
        Section.objects.create(name="Closed", slug=CLOSED, in_menu=False)
        images = Image.objects.bulk_create(_image(number) for number in range(60))
        authors = Author.objects.bulk_create(_author(number, images) for number in range(40))
        AuthorLink.objects.bulk_create(
            AuthorLink(author=author, label="Website", url="https://bench.example/") for author in authors
        )
        tags = Tag.objects.bulk_create(Tag(name=f"Tag {n}", slug=f"tag-{n}") for n in range(120))
        Author.objects.create(name="Closed", slug=CLOSED)
        Tag.objects.create(name="Closed", slug=CLOSED)
        bodies = [_body(chance, images) for _ in range(BODIES)]
        rendered = {body: (render(body), len(plain_text(body).split())) for body in bodies}
        numbers = iter(range(stories))
        while batch := list(islice(numbers, BATCH)):
            _make(batch, chance, sections, images, authors, tags, bodies, rendered)
        index_all()


def index_all() -> None:
    """Derives what all editions are found by, at once; as articles.search.indexing.index() does for one."""
    parts = [(("headline",), "A"), (("standfirst", "byline_line"), "B"), (("body",), "C")]
    vectors = [SearchVector(*columns, weight=weight, config=CONFIGURATION) for columns, weight in parts]
    Edition.objects.update(search=reduce(add, [*vectors, MarksOf("pk"), SmallWords("headline")]))
    learn(list(Edition.objects.values_list("pk", flat=True)))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def _image(number: int) -> Image:
    return Image(
        file=f"bench-{number}.jpg", width=1600, height=1067, content_hash=f"{number:064x}",
        alt_text="A crane over the pier", caption="The crane at dawn.", credit="Ada Reyes/The Bench",
    )  # fmt: skip


def _author(number: int, images: list[Image]) -> Author:
    return Author(
        name=f"Author {number}", slug=f"author-{number}", role="Correspondent", photo=images[number],
        short_bio="Reports from the harbour and beyond it.", bio="Has reported from the harbour for years. " * 8,
    )  # fmt: skip


def _body(chance: random.Random, images: list[Image]) -> str:
    blocks = [f"<p>{_sentence(chance, 55)}.</p>" for _ in range(11)]
    blocks.insert(4, f"<h2>{_sentence(chance, 5)}</h2>")
    blocks.insert(6, figure_html(chance.choice(images)))
    blocks.insert(9, f'<aside class="pull-quote"><p>{_sentence(chance, 12)}</p></aside>')
    return "".join(blocks)


def _make(batch, chance, sections, images, authors, tags, bodies, rendered) -> None:
    newest = timezone.now() - timedelta(minutes=1)
    articles, editions = [], []
    for number in batch:
        at = newest - EVERY * number
        words = {
            "kicker": "Strait", "headline": _sentence(chance, 9), "standfirst": f"{_sentence(chance, 24)}.",
            "body": chance.choice(bodies), "section": chance.choice(sections), "lead_image": chance.choice(images),
        }  # fmt: skip
        article = Article(**words, slug=f"story-{number}", stage=Article.Stage.READY)
        html, count = rendered[article.body]
        articles.append(article)
        editions.append(
            Edition(
                **words, article=article, article_version=1, number=1, frozen_at=at, live_from=at,
                first_published_at=at, path=f"/{at:%Y/%m}/story-{number}/", lead_caption="The crane at dawn.",
                lead_credit="Ada Reyes/The Bench", byline_line="", word_count=count, body_html=html,
            )
        )  # fmt: skip
    Article.objects.bulk_create(articles)
    writers = [chance.sample(authors, k=chance.choice([1, 1, 2])) for _ in editions]
    for edition, names in zip(editions, writers, strict=True):
        edition.article_id = edition.article.pk
        edition.byline_line = " and ".join(author.name for author in names)
    Edition.objects.bulk_create(editions)
    Edition.listed_in.through.objects.bulk_create(
        Edition.listed_in.through(edition=edition, section=edition.section) for edition in editions
    )
    EditionByline.objects.bulk_create(
        EditionByline(
            edition=edition,
            author=author,
            position=place,
            role="By",
            name=author.name,
            short_bio=author.short_bio,
        )
        for edition, names in zip(editions, writers, strict=True)
        for place, author in enumerate(names)
    )
    TaggedEdition.objects.bulk_create(
        TaggedEdition(content_object=edition, tag=tag)
        for edition in editions
        for tag in chance.sample(tags, k=chance.choice([2, 3, 4]))
    )

"""
What is looked at before a story goes live, on every way there.

An error keeps it from readers. A warning asks: whoever publishes has seen it, and goes on or mends it. Each names the
field, and in the body the block, where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import TextField, Value
from django.db.models.functions import StrIndex
from django.utils import timezone

from articles.body import tree
from articles.body.tree import Element
from articles.merging import shared_words
from articles.models import Article, Byline, Edition
from authors.models import Author
from media.models import Image
from media.moments import clock

# Search engines cut a headline off at about this many characters, and a description at that many.
HEADLINE_IS_LONG = 65
STANDFIRST_IS_LONG = 155
PARAGRAPH_IS_LONG = 150  # words
LEAD_IS_SMALL = 640  # pixels wide
STORY_HAS_LINKS = 250  # words: a shorter one is a brief, which may stand alone
SAME_WORDS = 0.6  # the share from which a paragraph is somebody's bio
SAME_HEADLINE = 0.65  # of trigrams, in PostgreSQL's measure
ALIKE = 3  # findings of one kind that are told each
DUPLICATES_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Finding:
    """`field` is one of the story's form, `block` the index of the body's block, counted from 0."""

    code: str
    field: str
    words: str
    blocks: bool = False
    block: int | None = None

    @property
    def key(self) -> str:
        """What a form sends back of a warning that was seen: another one, or in other words, is asked anew."""
        return f"{self.code}-{sha256(self.words.encode()).hexdigest()[:12]}"

    @property
    def anchor(self) -> str:
        """The id of the field in the form."""
        return "bylines-group" if self.field == "bylines" else f"id_{self.field}"


def review(
    article: Article, at: datetime | None = None, *, bylines: Sequence[Byline] | None = None
) -> list[Finding]:
    """
    Errors first, then warnings, each in the order of the form, for a story that goes live at the moment `at` (now).
    `bylines` are those that it is to have, where they are not saved yet.
    """
    at = at or timezone.now()
    blocks = tree(article.body)
    if bylines is None:
        bylines = list(article.bylines.all())
    findings = [
        *_of_the_head(article),
        *_of_the_body(article, blocks, bylines),
        *_of_pictures(article, blocks, timezone.localdate(at)),
    ]
    if not bylines:
        findings.append(
            _error("no-byline", "bylines", "it has no byline. Add one, such as the desk or the agency.")
        )
    if article.embargo_until and at < article.embargo_until:
        until = timezone.localtime(article.embargo_until)
        words = f"it is under embargo until {clock(until)} on {until:%-d %B %Y}. Schedule it for then, or change that."
        findings.append(_error("embargo", "embargo_until", words))
    return _shortened(sorted(findings, key=lambda finding: not finding.blocks))


def by_field(findings: list[Finding]) -> dict[str, str]:
    """What keeps the story from readers, at its fields; of several findings each is a line."""
    problems: dict[str, str] = {}
    for finding in findings:
        if finding.blocks:
            problems[finding.field] = f"{problems.get(finding.field, '')}\n{finding.words}".strip()
    return problems


def _shortened(findings: list[Finding]) -> list[Finding]:
    """Of many of one kind the first ones, and how many there are: a wall of them is read by nobody."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    shown = []
    for kind in kinds.values():
        shown += kind[:ALIKE]
        if more := kind[ALIKE:]:
            first = more[0]
            words = (
                f"The same {len(more)} more times; the next is here: {first.words}"
                if more[1:]
                else first.words
            )
            shown.append(replace(first, words=words))
    return shown


def _error(code: str, field: str, words: str, block: int | None = None) -> Finding:
    return Finding(code, field, f"This story can't go live: {words}", True, block)


def _of_the_head(article: Article):
    shown = article.seo_title or article.headline
    if not article.headline.strip():
        yield _error("no-headline", "headline", "it has no headline. Write one.")
    elif len(shown) > HEADLINE_IS_LONG:
        field = "seo_title" if article.seo_title else "headline"
        yield Finding(
            "long-headline",
            field,
            f"The headline has {len(shown)} characters; search engines show about {HEADLINE_IS_LONG}. Shorten it, or "
            "give them a title of their own.",
        )
    if article.headline.strip() and (twin := _twin(article)):
        yield Finding(
            "duplicate", "headline", f"“{twin.headline}” has almost the same headline. Is it the same story?"
        )
    if not article.standfirst.strip():
        yield Finding(
            "no-standfirst", "standfirst", "There is no standfirst: lists and search engines show none."
        )


def _twin(article: Article) -> Edition | None:
    """What readers got lately, or will get, under almost the same headline."""
    return (
        Edition.objects.kept()
        .filter(first_published_at__gt=timezone.now() - DUPLICATES_WITHIN)
        .exclude(article=article.pk)
        .annotate(likeness=TrigramSimilarity("headline", article.headline))
        .filter(likeness__gt=SAME_HEADLINE)
        .only("headline")
        .order_by("-likeness")
        .first()
    )


def _of_the_body(article: Article, blocks: list[Element], bylines: Sequence[Byline]):
    texts = [block.text() for block in blocks]
    if not any(text.strip() for text in texts):
        yield _error("no-text", "body", "it has no text. Write it, or save it as a draft.")
        return
    bios = [byline.short_bio for byline in bylines]
    bios += [bio for author in _named(texts, bylines) for bio in (author.short_bio, author.bio)]
    bios = [bio for bio in bios if bio]
    had_subhead = linked = False
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.tag == "h3" and not had_subhead:
            yield _error(
                "subheads-out-of-order",
                "body",
                f"the small subhead “{text[:60]}” comes before any large one. Make it a large one.",
                index,
            )
        had_subhead = had_subhead or block.tag in {"h2", "h3"}
        if block.tag == "p" and len(text.split()) > PARAGRAPH_IS_LONG:
            yield Finding(
                "long-paragraph",
                "body",
                f"The paragraph “{text[:40]}…” has {len(text.split())} words. On a phone that is a wall.",
                block=index,
            )
        if block.tag == "p" and any(shared_words(text, bio) > SAME_WORDS for bio in bios):
            yield Finding(
                "bio-in-body",
                "body",
                f"“{text[:60]}…” looks like an author's bio. It is printed under the story by itself; take it out.",
                block=index,
            )
        for link in (element for element in block.walk() if element.tag == "a"):
            address = urlsplit(link.attributes.get("href", ""))
            linked = (
                linked
                or address.scheme in {"", "http", "https"}
                and address.hostname in {None, settings.SITE_HOST}
            )
            if not link.text().strip():
                yield _error("empty-link", "body", f"a link to {address.geturl()} has no words.", index)
            if address.scheme == "http":
                words = f"The link “{link.text()[:60]}” begins with http, not https: browsers warn of that."
                yield Finding("link-not-https", "body", words, block=index)
    if not linked and sum(len(text.split()) for text in texts) > STORY_HAS_LINKS:
        yield Finding("no-internal-link", "body", "No link leads to another of our stories.")


def _named(texts: list[str], bylines: Sequence[Byline]) -> list[Author]:
    """Whose bio the text may hold: the authors of its bylines, and all whom it names."""
    text = Value("\n".join(texts), TextField())
    own = [byline.author for byline in bylines]
    named = Author.objects.exclude(pk__in=[author.pk for author in own]).exclude(bio="", short_bio="")
    return own + list(named.annotate(place=StrIndex(text, "name")).filter(place__gt=0))


def _of_pictures(article: Article, blocks: list[Element], on: date):
    lead = article.lead_image
    if lead is None:
        yield Finding(
            "no-lead-picture", "lead_image", "There is no lead picture: lists and shared links show none."
        )
    else:
        yield from _of_a_picture(lead, "lead_image", on)
        if lead.width < LEAD_IS_SMALL:
            words = f"The lead picture is {lead.width} pixels wide; its place needs {LEAD_IS_SMALL}, or it is blurred."
            yield Finding("small-lead-picture", "lead_image", words)
    figures = [
        (index, int(element.attributes["data-image"]))
        for index, block in enumerate(blocks)
        for element in block.walk()
        if element.tag == "figure"
    ]
    images = Image.objects.in_bulk({pk for _, pk in figures}) if figures else {}
    for index, pk in figures:
        if pk in images:
            yield from _of_a_picture(images[pk], "body", on, index)
        else:
            yield Finding(
                "picture-gone", "body", "A picture is not in the library any more, and left out.", block=index
            )


def _of_a_picture(image: Image, field: str, on: date, block: int | None = None):
    if not image.alt.strip() and not image.decorative:
        yield _error(
            "no-alt-text", field, f"the picture “{image}” has no alt text. Describe it in the library.", block
        )
    if not image.credit.strip():
        yield _error(
            "no-credit", field, f"the picture “{image}” has no credit. Add it in the library.", block
        )
    if image.usage_until and image.usage_until < on:
        until = f"{image.usage_until:%-d %B %Y}"
        yield _error(
            "picture-expired",
            field,
            f"the picture “{image}” could be used until {until}. Choose another.",
            block,
        )

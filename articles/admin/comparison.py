"""Two states of a story told apart: field by field, in the order of the form, words where there are words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from articles.body import BodyField, image_ids
from articles.body import tree as blocks
from articles.merging import fates
from articles.models import Article, Edition
from articles.models.article import WORDS, written
from articles.wording import BlockChange, Span, compare_bodies, compare_words
from authors.models import Author
from media.models import Image
from media.moments import clock

SHORTEST_FOLD = 3  # unchanged blocks in a row
# What a block is, where it is not a paragraph.
BLOCKS = {
    "h2": "Subhead", "h3": "Small subhead", "ul": "List", "ol": "Numbered list", "blockquote": "Quote",
    "aside": "Pull quote", "figure": "Picture", "section": "Gallery", "div": "Embed", "table": "Table", "hr": "Line",
}  # fmt: skip
PROSE = ("kicker", "headline", "standfirst", "body")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Picture:
    """A picture of the library, or only what it was called where it is not there any more."""

    image: Image | None
    name: str


@dataclass
class Block:
    """A block of the body, or a run of `folded` ones that nobody has changed."""

    kind: str
    label: str = ""
    spans: list[Span] = field(default_factory=list)
    pictures: list[tuple[str, Picture]] = field(default_factory=list)  # with what became of each
    is_gallery: bool = False
    note: str = ""
    folded: list[Block] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[list[Span]]:
        return paragraphs(self.spans)


@dataclass
class Row:
    """A byline. `kind` is "same", "changed", "removed" or "added"."""

    kind: str
    spans: list[Span]
    bio: list[Span]


@dataclass
class Change:
    """
    What is different in one field; `shape` says which of the others holds it: "words" (spans), "body" (blocks),
    "picture" (pictures), "chips" (spans) or "bylines" (rows).
    """

    name: str
    label: str
    shape: str
    spans: list[Span] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pictures: list[tuple[str, Picture]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[list[Span]]:
        return paragraphs(self.spans)


def paragraphs(spans: list[Span]) -> list[list[Span]]:
    """What was written anew is read one after the other, each text in its own direction."""
    if all(span.kind != "same" for span in spans):
        return [[span] for span in spans]
    return [spans] if spans else []


def label(name: str) -> str:
    """What a key of Article.content() is called in the form."""
    return capfirst(str(getattr(_field(name), "verbose_name", name.replace("_", " "))))


def _field(name: str):
    """None for what the story has no field for, or not any more."""
    try:
        return Article._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def stamp(at: datetime) -> str:
    """“24 Nov, 14:02”, with the year where it is another than this."""
    at = timezone.localtime(at)
    day = "j M" if at.year == timezone.localdate().year else "j M Y"
    return f"{date_format(at, day)}, {clock(at)}"


def changed_fields(before: dict, after: dict, order: Sequence[str]) -> list[str]:
    """The keys whose values differ, in the order of the form; what one of the two does not know is left out."""
    known = [name for name in order if name in before and name in after]
    known += [name for name in after if name in before and name not in order]
    return [name for name in known if written(before[name]) != written(after[name])]


def words_changed(before: dict, after: dict) -> tuple[int, int]:
    """How many words came to the story itself, and how many went: one that only moved did neither."""
    # The others cancel each other out.
    names = [name for name in PROSE if before.get(name) != after.get(name)]
    was, now = (_count_words(content, names) for content in (before, after))
    return (now - was).total(), (was - now).total()


def _count_words(content: dict, names: Iterable[str]) -> Counter:
    text = " ".join(unescape(TAG.sub(" ", content.get(name) or "")) for name in names)
    return Counter(text.split())


def edition_content(edition: Edition) -> dict:
    """An edition in the shape of Article.content(), as far as it has that: no embargo."""
    section = {"id": edition.section_id, "name": str(edition.section)}
    others = sorted(
        (one for one in edition.listed_in.all() if one.pk != edition.section_id), key=lambda one: one.pk
    )
    lead = edition.lead_image
    return {
        **{name: getattr(edition, name) for name in WORDS},
        "slug": edition.path.strip("/").rpartition("/")[2],
        "section": section,
        "other_sections": [{"id": one.pk, "name": str(one)} for one in others],
        "lead_image": lead and {"id": lead.pk, "name": str(lead)},
        "related": Article.objects.named(edition.related),
        "tags": sorted(edition.tags.names()),
        "bylines": [
            {"author": row.author_id, "name": row.name, "role": row.role, "short_bio": row.short_bio}
            for row in edition.bylines.all()
        ],
    }


def as_printed(content: dict) -> dict:
    """With what an edition would take from the library and from its authors, where the story says nothing itself."""
    lead = content["lead_image"]
    image = Image.objects.filter(pk=lead["id"]).first() if lead else None
    bios = dict(
        Author.objects.filter(pk__in=[row["author"] for row in content["bylines"]]).values_list(
            "pk", "short_bio"
        )
    )
    return {
        **content,
        "lead_caption": content["lead_caption"] or (image.caption if image else ""),
        "bylines": [
            {**row, "short_bio": row["short_bio"] or bios.get(row["author"], "")}
            for row in content["bylines"]
        ],
    }


def compare(before: dict, after: dict, order: Sequence[str]) -> list[Change]:
    """What differs between two contents in the shape of Article.content(), in the order of the form."""
    names = changed_fields(before, after, order)
    library = _library(before, after, names)
    return [_change(name, before[name], after[name], library) for name in names]


def _library(before: dict, after: dict, names: Iterable[str]) -> dict[int, Image]:
    wanted: set[int] = set()
    for content in (before, after):
        if "lead_image" in names and content["lead_image"]:
            wanted.add(content["lead_image"]["id"])
        if "body" in names:
            wanted |= set(image_ids(content["body"]))
    return Image.objects.in_bulk(wanted) if wanted else {}


def _change(name: str, before: Any, after: Any, library: dict[int, Image]) -> Change:
    change, kind = Change(name, label(name), "words"), _field(name)
    match before, after:
        case _ if name == "bylines":
            change.shape, change.rows = "bylines", _bylines(before, after)
        case _ if isinstance(kind, BodyField):
            change.shape, change.blocks = "body", fold(_blocks(before, after, library))
        case _ if name == "lead_image":
            change.shape = "picture"
            change.pictures = [
                (fate, Picture(library.get(thing["id"]), thing["name"]))
                for fate, thing in (("removed", before), ("added", after))
                if thing
            ]
        case (list(), list()) if name == "related":
            change.shape, change.spans = "chips", _chips(*map(_numbered, (before, after)))
        case (list(), list()):
            change.shape, change.spans = "chips", _chips(before, after)
        case _ if isinstance(kind, models.CharField | models.TextField) and not kind.choices:
            change.spans = compare_words(before or "", after or "")
        case _:
            texts = (("removed", _value(before, kind)), ("added", _value(after, kind)))
            change.spans = [Span(fate, text) for fate, text in texts if text]
    return change


def _value(value: Any, kind) -> str:
    if value is None:
        return "None"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(kind, models.DateTimeField):
        return stamp(datetime.fromisoformat(value))
    if getattr(kind, "choices", None):
        return str(dict(kind.flatchoices).get(value, value))
    return str(value)


def _numbered(things: list[dict]) -> list[dict]:
    """As things whose place belongs to them, so that another order is a difference."""
    return [
        {"id": (place, thing["id"]), "name": f"{place}. {thing['name']}"}
        for place, thing in enumerate(things, 1)
    ]


def _chips(before: list, after: list) -> list[Span]:
    """Of lists whose order says nothing: names, or things with an id and a name."""
    was, now = (
        {thing["id"]: thing["name"] for thing in things}
        if things and isinstance(things[0], dict)
        else dict(zip(things, things, strict=True))
        for things in (before, after)
    )
    return [
        *(Span("removed", was[key]) for key in was if key not in now),
        *(Span("added", now[key]) for key in now if key not in was),
        *(Span("same", now[key]) for key in now if key in was),
    ]


def _bylines(before: list[dict], after: list[dict]) -> list[Row]:
    old, new = (
        [(row["author"], row["role"], row["short_bio"], row["name"]) for row in side]
        for side in (before, after)
    )
    became = fates(old, new, lambda one, other: float(one[0] == other[0]))

    def line(row) -> str:
        return f"{row[1]} {row[3]}"

    result = []
    for index in range(len(old) + 1):
        for row in became.added[index]:
            result.append(Row("added", [Span("added", line(row))], [Span("added", row[2])] if row[2] else []))
        if index == len(old):
            break
        was, now = old[index], became.items[index]
        if now is None:
            result.append(
                Row("removed", [Span("removed", line(was))], [Span("removed", was[2])] if was[2] else [])
            )
        elif now[0] != was[0]:
            result += [
                Row("removed", [Span("removed", line(was))], []),
                Row("added", [Span("added", line(now))], [Span("added", now[2])] if now[2] else []),
            ]
        elif now[:3] == was[:3]:
            result.append(Row("same", [Span("same", line(now))], []))
        else:
            bio = compare_words(was[2], now[2]) if was[2] != now[2] else []
            result.append(Row("changed", compare_words(line(was), line(now)), bio))
    return result


def _blocks(before: str, after: str, library: dict[int, Image]) -> list[Block]:
    return [_block(change, library) for change in compare_bodies(before, after)]


def _block(change: BlockChange, library: dict[int, Image]) -> Block:
    block = Block(change.kind, BLOCKS.get(change.tag, ""), change.spans)
    if "<figure" in change.was + change.now:
        _show_pictures(block, change, library)
    if change.kind == "changed":
        old, new = (blocks(html)[0].tag for html in (change.was, change.now))
        if old != new:
            block.label = f"{BLOCKS.get(old, 'Paragraph')}, now {BLOCKS.get(new, 'paragraph').lower()}"
        elif all(span.kind == "same" for span in block.spans) and not block.pictures:
            block.note = "The same words, formatted in another way"
    return block


def _show_pictures(block: Block, change: BlockChange, library: dict[int, Image]) -> None:
    """Of a figure or a gallery the pictures themselves, and the words of their captions alone."""
    was, now = (_figures(html) for html in (change.was, change.now))
    if not was and not now:
        return
    captions = ["\n".join(caption for _, caption in figures if caption) for figures in (was, now)]
    if change.kind == "changed":
        block.spans = compare_words(*captions)
    else:
        block.spans = [Span(change.kind, captions[0] or captions[1])] if any(captions) else []
    before, after = ([pk for pk, _ in figures] for figures in (was, now))
    shown = [("removed", pk) for pk in before if pk not in after]
    shown += [("same" if pk in before else "added", pk) for pk in after]
    block.pictures = [(fate, Picture(library.get(pk), f"Picture {pk}")) for fate, pk in shown]
    block.is_gallery = max(len(was), len(now)) > 1
    kept = [pk for pk in before if pk in after], [pk for pk in after if pk in before]
    if change.kind == "changed" and kept[0] != kept[1]:
        block.note = "The pictures stand in another order"


def _figures(html: str) -> list[tuple[int, str]]:
    """Of a block that is a picture or a gallery the pictures' keys and captions."""
    tree = blocks(html)
    if not tree or tree[0].tag not in {"figure", "section"}:
        return []
    figures = [one for one in tree[0].walk() if one.tag == "figure"]
    return [(int(figure.attributes["data-image"]), figure.text().strip()) for figure in figures]


def fold(found: list[Block]) -> list[Block]:
    """
    With one closed block where many in a row were not changed; one on either side of a change stays open, so that one
    sees where it is.
    """
    result: list[Block] = []
    run: list[Block] = []

    def close(at_the_end: bool) -> None:
        head = run[:1] if result else []
        tail = [] if at_the_end else run[-1:]
        middle = run[len(head) : len(run) - len(tail)]
        if len(middle) < SHORTEST_FOLD:
            result.extend(run)
        else:
            result.extend([*head, Block("same", folded=middle), *tail])
        run.clear()

    for block in found:
        if block.kind == "same":
            run.append(block)
        else:
            close(at_the_end=False)
            result.append(block)
    close(at_the_end=True)
    return result

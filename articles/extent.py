"""How much of what readers have a change alters: only what is small may be called a typo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from textwrap import shorten
from urllib.parse import urlsplit

from django.conf import settings

from articles.body import tree
from articles.body.tree import Element
from articles.dictionary import are_words
from articles.misspelt import MARKS, QUOTES, SMALL, bare_words, is_misspelt
from articles.models import Article, Edition
from articles.weighty import is_otherwise_with_a_capital, weights
from articles.wording import BlockChange, Span, compare_bodies, compare_words

MOST_WORDS = 6
SAID = 3  # reasons, of as many as there may be
ASKING = "?¿؟"
DASHES = "-–—"
DASH = re.compile(f"[{DASHES}]+")
APART = re.compile(r"[-–—/\s]+")
# What sets a part of a sentence off: a pair of them says who speaks, or what is meant.
PARTING = ",;:()–—،؛"
SENTENCE_ENDS = re.compile(r"[.!?…؟][\"”’»)]*\s|\n")
NUMBER = re.compile(r"(?<!\w)[.,]?\d(?:[.,:/']?\d)*")
# What of a number stands before the part of it that changed, and behind it.
BEGUN_NUMBER = re.compile(r"(?:\d[.,:/'’]?)+$")
REST_OF_NUMBER = re.compile(r"(?:[.,:/'’]?\d)+")
ABBREVIATION = 4  # letters, at the most
BLOCKS = {
    "p": "a paragraph", "h2": "a subhead", "h3": "a subhead", "ul": "a list", "ol": "a numbered list",
    "blockquote": "a quotation", "aside": "a pull quote", "table": "a table",
}  # fmt: skip
WORDS_OF_A_STORY = ["kicker", "headline", "standfirst"]
OUR_OWN = "our own site"
WORDS_FOR_SEARCH = ["seo_title", "seo_description"]


@dataclass(frozen=True)
class Extent:
    """`words` that readers find changed, and whether that is more than a typo (`material`), for which reason."""

    words: int
    material: bool
    why: str = ""

    @property
    def nothing(self) -> bool:
        """Whether readers would notice no difference in what is told."""
        return not self.words and not self.material


def extent(before: Edition, after: Article) -> Extent:
    """
    What publishing the working copy `after` would change of the edition `before`, for those who read the story.

    A typo is at most six words, each of which became another spelling of itself, came to be written once instead of
    twice, or is a word like “the”. A word in place of another word that there is, numbers, names, negations, what is
    quoted or asked, more than one comma in a sentence, another kind of paragraph, pictures, bylines and a link that
    leads to another site are never one.
    """
    changes = [compare_words(getattr(before, field), getattr(after, field)) for field in WORDS_OF_A_STORY]
    bodies = compare_bodies(_without_links(before.body), _without_links(after.body))
    changes += [change.spans for change in bodies if change.kind != "same"]
    became = [_became(change) for change in bodies if change.kind == "changed"]
    caption = after.lead_caption or (after.lead_image.caption if after.lead_image else "")
    if before.lead_image_id == after.lead_image_id:
        changes.append(compare_words(before.lead_caption, caption))
    # To have none yet, and to be shortened for the first time, tells readers nothing else.
    if before.short_headline and after.short_headline:
        changes.append(compare_words(before.short_headline, after.short_headline))
    # Nor does it to write these for the first time, or to leave them to the story.
    for field in WORDS_FOR_SEARCH:
        if getattr(before, field) and getattr(after, field):
            changes.append(compare_words(getattr(before, field), getattr(after, field)))
    had, has = (list(story.bylines.all()) for story in (before, after))
    changes += _bios(had, has)
    language = after.language or settings.LANGUAGE_CODE
    count, reasons = 0, [words for words in became if words]
    for spans in changes:
        changed, why = _weighed(spans, language)
        count += changed
        reasons += why
    if led_away := _led_away(before.body, after.body):
        reasons.append(led_away)
    if before.lead_image_id != after.lead_image_id:
        reasons.insert(0, "the lead picture is another")
    if [(one.author_id, one.role) for one in had] != [(one.author_id, one.role) for one in has]:
        reasons.insert(0, "the bylines are others")
    if not reasons and count > MOST_WORDS:
        reasons = [f"{count} words are changed"]
    return Extent(count, bool(reasons), "; ".join(list(dict.fromkeys(reasons))[:SAID]))


def _weighed(spans: list[Span], language: str) -> tuple[int, list[str]]:
    """How many words are changed in one text, and why that is no typo."""
    count, reasons = 0, []
    for change in _pairs(spans):
        count += max(len(change.removed), len(change.added))
        if not _is_slip(change, language):
            head, tail = change.number
            reasons.append(
                _difference(*(f"{head}{' '.join(x)}{tail}" for x in (change.removed, change.added)))
            )
    if _quotes_differ(spans):
        reasons.append("other words stand in quotation marks")
    was, now = (_text(spans, without) for without in ("added", "removed"))
    # Where a word is named already, it is not named again for what was in it.
    if not reasons:
        reasons += _one_is_another(*(NUMBER.findall(text.replace("’", "'")) for text in (was, now)))
        reasons += _one_is_another(*(weights(bare_words(APART.split(text)), language) for text in (was, now)))
    if _most_partings(spans) > 1:
        reasons.append("more than one comma or the like came or went in a sentence")
    return count, reasons


def _one_is_another(had: list[str], has: list[str]) -> list[str]:
    """The first of the words that came, went or changed."""
    for kind, start, stop, new_start, new_stop in SequenceMatcher(None, had, has, False).get_opcodes():
        if kind != "equal":
            return [_difference(" ".join(had[start:stop]), " ".join(has[new_start:new_stop]))]
    return []


def _became(change: BlockChange) -> str:
    """What kind of paragraph a block became that was another."""
    [was], [now] = tree(change.was), tree(change.now)
    had, has = (BLOCKS.get(block.tag, block.tag) for block in (was, now))
    return "" if had == has else f"“{shorten(now.text(), 40, placeholder='…')}” was {had} and is {has}"


def _most_partings(spans: list[Span]) -> int:
    """How many commas, brackets or dashes came or went in the sentence in which most did."""
    most = here = 0
    for index, span in enumerate(spans):
        if span.kind == "same":
            here = 0 if SENTENCE_ENDS.search(span.text) else here
            continue
        follows = spans[index + 1].text if spans[index + 1 :] and spans[index + 1].kind == "added" else ""
        if span.kind == "removed":
            here += abs(_partings(span.text, follows) - _partings(follows, span.text))
        elif not index or spans[index - 1].kind != "removed":
            here += _partings(span.text, "")
        most = max(most, here)
    return most


def _partings(text: str, other: str) -> int:
    """A hyphen is one where a dash stands in the other text."""
    if _has(text, DASHES) and _has(other, DASHES):
        text = DASH.sub("—", text)
    return sum(text.count(mark) for mark in PARTING)


def _led_away(before: str, after: str) -> str:
    """Which link leads to another site than it did; another address of the same site is often a better one."""
    had = _sites(before)
    for words, sites in _sites(after).items():
        if words in had and (new := sorted(sites - had[words])):
            return (
                f"the link on “{words}” leads to {new[0] or OUR_OWN} instead of {min(had[words]) or OUR_OWN}"
            )
    return ""


def _sites(body: str) -> dict[str, set[str]]:
    """Where the links on each of the words lead: a host, the address of a mail, or "" for our own site."""
    found: dict[str, set[str]] = {}
    for element in (element for block in tree(body) for element in block.walk()):
        if element.tag == "a":
            address = urlsplit(element.attributes.get("href", ""))
            host = (address.hostname or "").removeprefix("www.")
            site = address.path if address.scheme and not host else host
            found.setdefault(element.text(), set()).add("" if site == settings.SITE_HOST else site)
    return found


def _without_links(body: str) -> str:
    """Where a link leads is no word of the story."""
    blocks = tree(body)
    for element in (element for block in blocks for element in block.walk()):
        element.children = [
            inner
            for child in element.children
            for inner in (child.children if isinstance(child, Element) and child.tag == "a" else [child])
        ]
    return "".join(str(block) for block in blocks)


def _bios(had: list, has: list) -> list[list[Span]]:
    """Of bylines. Those that are written for this story; what stands with the author is not the story's."""
    printed = {byline.author_id: byline.short_bio for byline in had}
    return [
        compare_words(printed[byline.author_id], byline.short_bio)
        for byline in has
        if byline.short_bio and byline.author_id in printed
    ]


@dataclass(frozen=True)
class Change:
    """
    Words that were removed with those that stand there now, and the words on either side; `number` is what of a number
    stands on either side, where only a part of it changed.
    """

    removed: list[str]
    added: list[str]
    beside: list[str]
    begins: bool  # a sentence
    number: tuple[str, str]


def _pairs(spans: list[Span]) -> Iterator[Change]:
    spans = [span for span in spans if span.text.strip()]
    for index, span in enumerate(spans):
        before, after = (
            spans[index - 1] if index else None,
            spans[index + 1] if index + 1 < len(spans) else None,
        )
        if span.kind == "same" or (span.kind == "added" and before and before.kind == "removed"):
            continue
        removed, added = (span.text.split(), []) if span.kind == "removed" else ([], span.text.split())
        follows = after
        if span.kind == "removed" and after and after.kind == "added":
            added = after.text.split()
            follows = spans[index + 2] if index + 2 < len(spans) else None
        beside = [*(before.text.split()[-1:] if before else []), *(after.text.split()[:1] if after else [])]
        told = before.text.rstrip(f" {QUOTES}") if before else ""
        begins = not told or told[-1] in ".!?…:\n"
        number = ("", "")
        if any(map(str.isdigit, "".join(removed + added))):
            head = BEGUN_NUMBER.search(before.text) if before else None
            tail = REST_OF_NUMBER.match(follows.text) if follows else None
            number = (head[0] if head else "", tail[0] if tail else "")
        yield Change(removed, added, beside, begins, number)


def _text(spans: list[Span], without: str) -> str:
    return "".join(span.text for span in spans if span.kind != without)


def _quotes_differ(spans: list[Span]) -> bool:
    """Whether other words stand in quotation marks, or more or fewer; where a mark was missing nobody knows."""
    was, now = (_quoted(_text(spans, without)) for without in ("added", "removed"))
    if was is None or now is None:
        return was is not None
    if len(was.words) != len(now.words):
        return True
    at = at_now = 0
    for span in spans:
        length = len(span.text)
        if span.kind == "same" and was.inside[at : at + length] != now.inside[at_now : at_now + length]:
            return True
        at += length if span.kind != "added" else 0
        at_now += length if span.kind != "removed" else 0
    return False


@dataclass(frozen=True)
class Quoted:
    """The words in quotation marks, one that is written twice only once, and of each character whether it is of one."""

    words: list[str]
    inside: list[bool]


def _quoted(text: str) -> Quoted | None:
    """None where a quotation mark is missing."""
    words: list[str] = []
    within, inside = [False] * len(text), False
    last = ""
    for found in re.finditer(r"\S+", text):
        word = found[0]
        bare = word.strip(MARKS)
        before, _, after = word.partition(bare) if bare else (word, "", "")
        if not inside and _has(before, QUOTES):
            inside = True
        elif _has(before, QUOTES):
            return None
        if bare and inside:
            start = found.start() + len(before)
            within[start : start + len(bare)] = [True] * len(bare)
            if bare.casefold() != last:
                words.append(bare)
        last = bare.casefold() if inside else ""
        if inside and _has(after, QUOTES):
            inside, last = False, ""
    return None if inside else Quoted(words, within)


def _has(text: str, marks: str) -> bool:
    return not set(text).isdisjoint(marks)


def _difference(removed: str, added: str) -> str:
    if not removed:
        return f"“{added}” is new"
    return f"“{removed}” becomes “{added}”" if added else f"“{removed}” is taken out"


def _is_slip(change: Change, language: str) -> bool:
    removed, added, beside = change.removed, change.added, change.beside
    old, new = bare_words(removed), bare_words(added)
    was, now = " ".join(removed), " ".join(added)
    if _has(was, ASKING) != _has(now, ASKING):
        return False
    if _has(was, DASHES) != _has(now, DASHES) and any(map(str.isdigit, "".join(beside))):  # perhaps a minus
        return False
    if "".join(old) == "".join(new):
        return not _is_another_by_case(change, language) and (
            old == new or not any(map(str.isdigit, "".join(old)))
        )
    if len(old) != len(new):
        gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
        odd = [word for word in (gone + come).elements() if word not in SMALL]
        written_twice = not new and len(odd) == 1 and odd[0] in bare_words(beside)
        return not odd or written_twice
    pairs = zip(removed, added, strict=True)
    return not _is_another_by_case(change, language) and all(
        one == other or is_misspelt(one, other, language) for one, other in pairs
    )


def _is_another_by_case(change: Change, language: str) -> bool:
    """Whether a capital makes another word: “us” and “US”, “may” and “May”, but for the first of a sentence."""
    if len(change.removed) != len(change.added):
        return False
    begins = change.begins
    for one, other in zip(change.removed, change.added, strict=True):
        was, now = one.strip(MARKS), other.strip(MARKS)
        if was != now and was.casefold() == now.casefold():
            word = was.casefold()
            if was.isupper() != now.isupper() and 1 < len(word) <= ABBREVIATION:
                if word not in SMALL and are_words([word], language):
                    return True
            elif not begins and was[0] != now[0] and is_otherwise_with_a_capital(word, language):
                return True
        begins = one[-1:] in set(".!?…:")
    return False

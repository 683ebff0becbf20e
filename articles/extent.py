"""How much of what readers have a change alters: only what is small may be called a typo."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from django.conf import settings

from articles.body import tree
from articles.body.tree import Element
from articles.dictionary import are_words
from articles.models import Article, Edition
from articles.wording import Span, compare_bodies, compare_words

MOST_WORDS = 6
SAID = 3  # reasons, of as many as there may be
LIKENESS = 0.7  # of the letters of two words, one of which is the other misspelt
# Words without which a sentence says the same.
SMALL = {"a", "an", "the", "of", "to"}
# Words whose change is never a slip of the pen.
WEIGHTY = """
    no not nor never none neither without
    one two three four five six seven eight nine ten dozen hundred thousand million billion trillion half double
    yes against for before after more less first last
""".split()  # noqa: SIM905 - words are read as a text
QUOTES = "\"“”„«»'‘’‚‹›"
MARKS = f".,;:!?¿؟…-–—()[]{QUOTES}"
ASKING = "?¿؟"
DASHES = "-–—"
# Each is often written for the other, though both are words.
CONFUSED = [
    {"its", "it's"}, {"their", "there", "they're"}, {"than", "then"}, {"your", "you're"}, {"whose", "who's"},
    {"form", "from"}, {"loose", "lose"}, {"led", "lead"}, {"affect", "effect"}, {"principal", "principle"},
    {"quiet", "quite"}, {"where", "were"}, {"of", "off"}, {"to", "too"},
]  # fmt: skip
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
    quoted or asked, pictures, bylines and a link that leads to another site are never one.
    """
    changes = [compare_words(getattr(before, field), getattr(after, field)) for field in WORDS_OF_A_STORY]
    bodies = compare_bodies(_without_links(before.body), _without_links(after.body))
    changes += [change.spans for change in bodies if change.kind != "same"]
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
    had, has = (list(story.bylines.order_by("position", "pk")) for story in (before, after))
    changes += _bios(had, has)
    language = after.language or settings.LANGUAGE_CODE
    count, reasons = 0, []
    for spans in changes:
        for removed, added, beside in _pairs(spans):
            count += max(len(removed), len(added))
            if not _is_slip(removed, added, beside, language):
                reasons.append(_difference(" ".join(removed), " ".join(added)))
        was, now = (_quoted(spans, without) for without in ("added", "removed"))
        if was is not None and was != now:
            reasons.append("other words stand in quotation marks")
    if led_away := _led_away(before.body, after.body):
        reasons.append(led_away)
    if before.lead_image_id != after.lead_image_id:
        reasons.insert(0, "the lead picture is another")
    if [(one.author_id, one.role) for one in had] != [(one.author_id, one.role) for one in has]:
        reasons.insert(0, "the bylines are others")
    if not reasons and count > MOST_WORDS:
        reasons = [f"{count} words are changed"]
    return Extent(count, bool(reasons), "; ".join(list(dict.fromkeys(reasons))[:SAID]))


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


def _pairs(spans: list[Span]):
    """The words that were removed with those that stand there now, and the words on either side."""
    spans = [span for span in spans if span.text.strip()]
    for index, span in enumerate(spans):
        before, after = (
            spans[index - 1] if index else None,
            spans[index + 1] if index + 1 < len(spans) else None,
        )
        if span.kind == "same" or (span.kind == "added" and before and before.kind == "removed"):
            continue
        removed, added = (span.text.split(), []) if span.kind == "removed" else ([], span.text.split())
        if span.kind == "removed" and after and after.kind == "added":
            added = after.text.split()
        beside = [*(before.text.split()[-1:] if before else []), *(after.text.split()[:1] if after else [])]
        yield removed, added, beside


def _quoted(spans: list[Span], without: str) -> int | None:
    """How many words stand in quotation marks; None where one of these is missing."""
    quoted, inside = 0, False
    for word in "".join(span.text for span in spans if span.kind != without).split():
        bare = word.strip(MARKS)
        before, _, after = word.partition(bare) if bare else (word, "", "")
        if not inside and _has(before, QUOTES):
            inside = True
        elif _has(before, QUOTES):
            return None
        quoted += bool(bare) and inside
        if inside and _has(after, QUOTES):
            inside = False
    return None if inside else quoted


def _has(text: str, marks: str) -> bool:
    return not set(text).isdisjoint(marks)


def _difference(removed: str, added: str) -> str:
    if not removed:
        return f"“{added}” is new"
    return f"“{removed}” becomes “{added}”" if added else f"“{removed}” is taken out"


def _is_slip(removed: list[str], added: list[str], beside: list[str], language: str) -> bool:
    old, new = _bare(removed), _bare(added)
    was, now = " ".join(removed), " ".join(added)
    if _has(was, ASKING) != _has(now, ASKING):
        return False
    if _has(was, DASHES) != _has(now, DASHES) and any(map(str.isdigit, "".join(beside))):  # perhaps a minus
        return False
    if "".join(old) == "".join(new):
        return old == new or not any(map(str.isdigit, "".join(old)))
    if len(old) != len(new):
        gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
        odd = [word for word in (gone + come).elements() if word not in SMALL]
        written_twice = not new and len(odd) == 1 and odd[0] in _bare(beside)
        return not odd or written_twice
    pairs = zip(removed, added, strict=True)
    return all(one == other or _is_misspelt(one, other, language) for one, other in pairs)


def _bare(words: list[str]) -> list[str]:
    """The words in small letters, without the marks around them; what is nothing but marks is left out."""
    return [bare for word in words if (bare := word.strip(MARKS).replace("’", "'").casefold())]


def _is_misspelt(one: str, other: str, language: str) -> bool:
    pair = _bare([one]) + _bare([other])
    if len(pair) < 2 or any(word in WEIGHTY or any(map(str.isdigit, word)) for word in pair):
        return False
    if pair[0] == pair[1] or set(pair) <= SMALL or any(confused.issuperset(pair) for confused in CONFUSED):
        return True
    if any(word.startswith("re-") for word in pair):  # who re-signs did not resign
        return False
    is_name = one[:1].isupper() or other[:1].isupper()
    return (
        not is_name
        and pair[0][0] == pair[1][0]
        and min(map(len, pair)) > 3
        and SequenceMatcher(None, pair[0], pair[1], False).ratio() >= LIKENESS
        and not are_words(pair, language)
    )

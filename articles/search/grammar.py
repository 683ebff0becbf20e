"""
What a reader may type, and what it means.

    query  = { [ "-" | "NOT" ] ( filter | term ) | "or" }
    filter = ( "author" | "section" | "tag" | "before" | "after" ) ":" value
    term   = value
    value  = '"' anything up to the next '"' or the end '"' | anything up to the next space or '"'

All parts are wanted, those with a minus unwanted; NOT, in capitals where not all is, is a minus for what follows. "or",
or the word for it in the readers' language, joins the terms beside it, more tightly than a space: `ferry or bridge
closed` means (ferry or bridge) and closed. Dates are 2026-11-02, 2026-11 or 2026: `after:` is from the first moment of
that time on, `before:` is up to it. Nothing that somebody types is an error: what can't be understood is said in
`Query.problems`, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TypeGuard

from django.utils.translation import gettext, pgettext

LONGEST = 300  # characters; more than that is no question
MOST_PARTS = 24
SHORTEST_FORM = 3  # letters of what may be a short form, as it was typed in capitals
FIRST_YEAR, LAST_YEAR = 1000, 9998  # in every time zone

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"−": "-"} | dict.fromkeys("\u00a0\u2009\u202f", " "))
# What is no text: controls, lone halves of a character, and what an excerpt marks its words with.
NO_TEXT = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff\ue000\ue001]+")
NAMED = ("author", "section", "tag")
DATED = ("before", "after")
NAMES = "|".join([*NAMED, *DATED])
PART = re.compile(
    rf"""
    (?P<minus>-+)?
    (?:
        (?P<empty>{NAMES}):(?=[ ]?$|[ ]-*(?:{NAMES}):)
        | (?P<figure>(?(minus)(?!)|[1-9][0-9]{{0,2}}(?:[ ][0-9]{{3}})+(?![^\s"])))
        | (?: (?P<name>{NAMES}):[ ]? )? (?: "(?P<quoted>[^"]*)"? | (?P<bare>[^\s"]+) )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
AROUND = re.compile(r"^\W+|\W+$")
HASH = re.compile(r"(?<!\S)#(?=\w)")
WORD = re.compile(r"[^\W_]+")
DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?!\w))")
HYPHEN = re.compile(r"(?<=[^\W_])[-‐‑](?=[^\W_])")
BETWEEN_FIGURES = re.compile(r"(?<=\d)[-‐‑/](?=\d)")
LETTERS_AND_FIGURES = re.compile(r"(?<![^\W_])([^\W\d_]+)(\d+)(?![^\W_])")
SHORT = re.compile(r"[^\W\d_]{2,4}")
FIGURES = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
GROUPED = re.compile(r"[1-9]\d{0,2}([.,'’ ])\d{3}(?:\1\d{3})*", re.ASCII)
THOUSANDS = re.compile(r"(?!(?:1[89]|20)\d\d$)[1-9]\d{3,11}", re.ASCII)  # and no year
DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def tidy(text: str) -> str:
    """The text in one line, no longer than a question may be."""
    return NO_TEXT.sub(" ", text).strip()[:LONGEST].strip()


@dataclass(frozen=True)
class Term:
    """One or more words; `alternatives` are what else would do."""

    text: str
    phrase: bool = False
    minus: bool = False
    alternatives: tuple[Term, ...] = ()

    def __str__(self):
        quoted = self.phrase or _joins(self.text) or PART.match(self.text)["name"]
        one = f"{'-' * self.minus}{_quoted(self.text) if quoted else self.text}"
        return " or ".join([one, *map(str, self.alternatives)])

    @property
    def all(self) -> list[Term]:
        return [self, *self.alternatives]

    @property
    def forms(self) -> list[str]:
        """The text, and how else it is written in one: NFL for N.F.L., email for e-mail, 9/11 for 9-11."""
        without = DOTTED.sub(lambda found: found[0].replace(".", ""), self.text)
        without = HYPHEN.sub("", BETWEEN_FIGURES.sub("/", without))
        return list(dict.fromkeys([self.text, without, *(figures(self.text) if " " in self.text else [])]))

    @property
    def row(self) -> list[list[str]]:
        """
        Its words side by side, each in all ways in which it may be written, in small letters: health care for
        health-care, g 20 for G20. Empty where the text alone says as much.
        """
        return self.row_in(ways)

    def row_in(self, forms: Callable[[str], list[str]]) -> list[list[str]]:
        text = self.text.casefold()
        apart = LETTERS_AND_FIGURES.sub(r"\1 \2", HYPHEN.sub(" ", BETWEEN_FIGURES.sub(" ", text)))
        row = list(map(forms, _split(apart)))
        return row if row != [[word] for word in _split(text)] else []


@dataclass(frozen=True)
class Filter:
    """`name` is one of NAMED; `value` a name or a slug."""

    name: str
    value: str
    minus: bool = False

    def __str__(self):
        value = self.value if re.fullmatch(r'\w(?:[^\s"]*\w)?', self.value) else _quoted(self.value)
        return f"{'-' * self.minus}{self.name}:{value}"


@dataclass(frozen=True)
class Bound:
    """`name` is one of DATED; `text` is the date as it was typed, of which `day` is the first."""

    name: str
    day: date
    text: str

    def __str__(self):
        return f"{self.name}:{self.text}"


@dataclass(frozen=True)
class Query:
    """
    What was understood, in the order in which it was typed, and what was not, as sentences. Its text is a query that
    means the same.
    """

    parts: tuple[Term | Filter | Bound, ...] = ()
    problems: tuple[str, ...] = ()

    def __str__(self):
        return " ".join(map(str, self.parts))

    def __bool__(self):
        return bool(self.parts)

    @property
    def terms(self) -> list[Term]:
        return [part for part in self.parts if isinstance(part, Term)]

    @property
    def filters(self) -> list[Filter]:
        return [part for part in self.parts if isinstance(part, Filter)]

    @property
    def after(self) -> date | None:
        return max((part.day for part in self._bounds("after")), default=None)

    @property
    def before(self) -> date | None:
        return min((part.day for part in self._bounds("before")), default=None)

    def _bounds(self, name) -> list[Bound]:
        return [part for part in self.parts if isinstance(part, Bound) and part.name == name]

    def without(self, part) -> Query:
        return replace(self, parts=tuple(one for one in self.parts if one is not part))

    def plus(self, *parts) -> Query:
        return replace(self, parts=(*self.parts, *(part for part in parts if part not in self.parts)))

    @property
    def words(self) -> list[str]:
        """All single words that are wanted, casefolded, each once."""
        return list(dict.fromkeys(word.casefold() for word in self._as_typed))

    @property
    def short_forms(self) -> set[str]:
        """Those of the words that were typed in capitals, such as NATO; none where all of several words were."""
        words = [word for word in self._as_typed if word.isalpha()]
        large = {word.casefold() for word in words if word.isupper() and len(word) >= SHORTEST_FORM}
        return set() if len(words) > 1 and all(map(str.isupper, words)) else large

    @property
    def _as_typed(self) -> list[str]:
        wanted = [one for term in self.terms if not term.minus for one in term.all]
        return [word for term in wanted for word in WORD.findall(term.text)]

    @property
    def groups(self) -> set[str]:
        """The parts of figures, as of 2,318, but those that are also asked for by themselves."""
        texts = {word for term in self.terms for one in term.all for word in one.text.split()}
        return {group for text in texts for one in figures(text)[2:] for group in one.split(",")} - texts

    def replacing(self, other: Mapping[Filter, Filter]) -> Query:
        return replace(
            self,
            parts=tuple(other.get(part, part) if isinstance(part, Filter) else part for part in self.parts),
        )

    def joined(self) -> list[tuple[str, Query]]:
        """Each two neighbours that may be one word, such as G 20, as one, casefolded; and the query with it."""
        found = []
        for place, (one, other) in enumerate(pairwise(self.parts)):
            if _is_word(one) and one.text.isalpha() and _is_word(other):
                both = Term(f"{one.text}{other.text.casefold()}")
                parts = (*self.parts[:place], both, *self.parts[place + 2 :])
                found.append((both.text.casefold(), replace(self, parts=parts)))
        return found

    def with_words(self, spelt: dict[str, str]) -> Query:
        """With other words, by the casefolded word, in all that is wanted."""

        def respelt(term: Term) -> Term:
            text = WORD.sub(lambda word: _like(word[0], spelt.get(word[0].casefold())), term.text)
            # One word that became two is meant as these two in a row.
            phrase = term.phrase or (" " in text and " " not in term.text)
            return replace(
                term, text=text, phrase=phrase, alternatives=tuple(map(respelt, term.alternatives))
            )

        return replace(
            self,
            parts=tuple(
                respelt(part) if isinstance(part, Term) and not part.minus else part for part in self.parts
            ),
        )


def parse(text: str) -> Query:
    parts: list[Term | Filter | Bound] = []
    problems: list[str] = []
    joins = negates = False  # whether an "or", or a NOT, came last
    typed = tidy(text.translate(QUOTES))
    for match in PART.finditer(typed):
        name, minus = (match["empty"] or match["name"] or "").lower(), bool(match["minus"]) or negates
        bare = match["bare"] or match["figure"]
        value = bare or (match["quoted"] or "").strip()
        if not name and not minus and _joins(value) and bare:
            joins = bool(parts) and isinstance(parts[-1], Term) and not parts[-1].minus
            continue
        negates = match[0] == "NOT" and not typed.isupper() and match.end() < len(typed)
        if negates:
            continue
        if len(parts) == MOST_PARTS:
            break
        if bare:
            value = AROUND.sub("", value)
        if not WORD.search(value):
            if name:
                problems.append(_missing(name))
            continue
        if name in DATED:
            day = _day(value)
            if not day:
                problems.append(
                    gettext(
                        "“%(value)s” is no date, so it was left out. Write %(name)s:2026-11-02, %(name)s:2026-11 or "
                        "%(name)s:2026."
                    )
                    % {"value": value, "name": name}
                )
            elif minus:
                problems.append(
                    gettext("A minus before %(name)s: means nothing, so %(name)s:%(value)s was left out.")
                    % {"value": value, "name": name}
                )
            else:
                parts.append(Bound(name, day, value))
        elif name:
            parts.append(Filter(name, value, minus))
        else:
            part = Term(HASH.sub("", value), phrase=bare is None, minus=minus)
            first = parts[-1] if joins and not minus else None
            if isinstance(first, Term):
                parts[-1] = replace(first, alternatives=(*first.alternatives, part))
            else:
                parts.append(part)
        joins = False
    return Query(tuple(parts), tuple(dict.fromkeys(problems)))


def _missing(name: str) -> str:
    if name in DATED:
        return gettext("After “%(name)s:” a date is missing, so it was left out.") % {"name": name}
    return gettext("After “%(name)s:” a name is missing, so it was left out.") % {"name": name}


def _split(text: str) -> list[str]:
    return [word for part in text.split() if (word := AROUND.sub("", part))]


def ways(word: str) -> list[str]:
    """
    How a word may be written: us and u.s. for us. Of a figure after a hyphen, as in Covid-19, the database takes the
    hyphen for a minus. Thousands may be marked.
    """
    if SHORT.fullmatch(word):
        return [word, "".join(f"{letter}." for letter in word)]
    signed = [f"-{word}"] if FIGURES.fullmatch(word) else []
    return list(dict.fromkeys([word, *signed, *figures(word)]))


def figures(text: str) -> list[str]:
    """A figure above a thousand without marks, with points, and with commas; none for another text, or a year."""
    if not GROUPED.fullmatch(text) and not THOUSANDS.fullmatch(text):
        return []
    digits = re.sub(r"\D", "", text)
    grouped = f"{int(digits):,}"
    return [digits, grouped.replace(",", "."), grouped]


def _is_word(part: Term | Filter | Bound) -> TypeGuard[Term]:
    """Whether it is one plain word, or figure, that is wanted."""
    return (
        isinstance(part, Term) and part == Term(part.text) and (part.text.isalpha() or part.text.isdecimal())
    )


def _joins(word: str) -> bool:
    """Whether it is “or”, in English or in the readers' language."""
    return word.casefold() in {
        "or",
        pgettext("between words that are searched for", " or ").strip().casefold(),
    }


def _like(typed: str, spelt: str | None) -> str:
    if not spelt:
        return typed
    return spelt.capitalize() if typed[0].isupper() else spelt


def _day(text: str) -> date | None:
    match = DATE.fullmatch(text)
    if not match:
        return None
    if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def _quoted(text: str) -> str:
    return f'"{text}"'

"""
What the index of words can't tell: whether words stand side by side just as they were typed, with small ones such as
“the” and “not”, which it leaves out. The texts are looked at for that, of the few editions that the index has found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, reduce
from operator import or_

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import IRegex

from articles.models import EditionByline, TaggedEdition
from articles.search.grammar import WORD, Query, Term
from articles.search.indexing import CONFIGURATION

HEADLINES = ("headline", "short_headline")
TEXTS = (*HEADLINES, "kicker", "standfirst", "byline_line", "body")
GAP = r"(?:<[^<>]*>|&#?\w+;|\W|_)+"  # between two words; the body has tags and entities
# What decomposing leaves whole.
ALSO = {"o": "øØ", "l": "łŁ", "d": "đĐðÐ", "i": "ı"}
PAIRS = {"ss": "ß", "ae": "æ", "oe": "œ", "th": "þ"}
LETTER = re.compile("ss|ae|oe|th|.", re.DOTALL)


def small_words(words: list[str]) -> dict[str, str]:
    """Those of the words that the index of words leaves out, and how they stand among the marks of headlines."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT word, unaccent(lower(word)) FROM unnest(%s::text[]) AS word
            WHERE numnode(plainto_tsquery(%s::regconfig, word)) = 0
            """,
            [words, CONFIGURATION],
        )
        return dict(cursor.fetchall())


def in_headline(regex: str) -> Q:
    return reduce(or_, (Q(IRegex(F(field), Value(regex))) for field in HEADLINES))


def in_texts(regex: str) -> Q:
    """In any of the texts that an edition is found by, tags and names of bylines included."""
    fields = [Q(IRegex(F(field), Value(regex))) for field in TEXTS]
    # Values, not EXISTS, for which the database might read all tags and bylines there are.
    tags = TaggedEdition.objects.filter(content_object=OuterRef("pk")).order_by().values("content_object")
    names = EditionByline.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
    for rows, name in ((tags, "tag__name"), (names, "name")):
        joined = Subquery(rows.annotate(joined=StringAgg(name, " | ")).values("joined"))
        fields.append(Q(IRegex(Coalesce(joined, Value(""), output_field=TextField()), Value(regex))))
    return reduce(or_, fields)


def side_by_side(query: Query) -> str | None:
    """All the words that are wanted, one after the other; None where it is only one."""
    terms = [term for term in query.terms if not term.minus]
    if len(query.words) < 2 or not terms:
        return None
    return _in_a_row([_any_of(term.all) for term in terms])


def as_typed(term: Term) -> str:
    """The term, or an alternative."""
    return _in_a_row([_any_of(term.all)])


def _in_a_row(parts: list[str]) -> str:
    return rf"\m{GAP.join(parts)}\M"


def _any_of(terms: list[Term]) -> str:
    ways = [
        way for term in terms for way in (*map(form_of, term.forms), GAP.join(map(_one_of, term.row))) if way
    ]
    return f"(?:{'|'.join(dict.fromkeys(ways))})"


def _one_of(ways: list[str]) -> str:
    forms = list(dict.fromkeys(map(form_of, ways)))
    return f"(?:{'|'.join(forms)})" if len(forms) > 1 else forms[0]


def form_of(text: str) -> str:
    return GAP.join(map(_spelt, WORD.findall(text)))


def _spelt(word: str) -> str:
    """The word with any accents, and none, and in letters large or small."""
    plain = "".join(_bases().get(letter, letter) for letter in unicodedata.normalize("NFC", word.casefold()))
    for pair, one in PAIRS.items():
        plain = plain.replace(one, pair)
    return LETTER.sub(lambda found: _variants(found[0]), plain)


def _variants(letters: str) -> str:
    if one := PAIRS.get(letters):
        return f"(?:{''.join(map(_variants, letters))}|[{one}{one.upper()[:1]}])"
    return f"[{letters}{same}]" if (same := _accented().get(letters)) else re.escape(letters)


@cache
def _accented() -> dict[str, str]:
    """By letter without accent, the same letter with any, large and small."""
    found: dict[str, str] = defaultdict(str, ALSO)
    for letter in map(chr, range(0x80, 0x2000)):
        decomposed = unicodedata.normalize("NFD", letter)
        base, marks = decomposed[0], decomposed[1:]
        if marks and base.isalpha() and all(map(unicodedata.combining, marks)):
            found[base.lower()] += letter
    return dict(found)


@cache
def _bases() -> dict[str, str]:
    return {letter: base for base, letters in _accented().items() for letter in letters}

"""
A query as conditions that the index of all words answers, and nothing else.

The search vector of an edition holds, besides its words, marks that no text can hold: of the month and the year in
which the story first went live, its sections, authors and tags. A word that is in half of all stories is looked up
together with some months, so what is read doesn't grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity, TrigramStrictWordSimilarity
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy
from taggit.models import Tag

from articles.models import Edition, goes_by
from articles.search import exact, likeness
from articles.search.folding import folded
from articles.search.grammar import Filter, Query, Term
from articles.search.terms import Marks, Wording
from authors.models import Author
from media.moments import start_of
from sections.models import Section

# In languages that papers are often written in; the Arabic one is part of the word.
ARTICLES = "the a an der die das le la les el los las il lo i gli de het".split()  # noqa: SIM905 - words are read as a text
ARABIC_ARTICLE = "ال"
LIKE = 0.35  # from 0 to 1, by trigrams: of a name that is offered in place of one that there is not
MOST_NAMED = 20  # who bear a part of a name


@dataclass
class Conditions:
    """
    `wording` is how its terms are asked for; `wanted` and `loose` (phrases as words) for finding, `texts` for what only
    the texts can say, `phrases` whether there is more to it than `loose`; `small` for finding where nothing but small
    words is asked for; `shown` for ranking and highlighting (None where no word is wanted), and for ranking, as
    regular expressions, `beside` (all words side by side) and `typed` (each term just so); `impossible` where a name
    is nobody's, with `nearest`, the filters for names much like it; `authors` are the keys of those who are asked for.
    """

    wording: Wording
    wanted: list[SearchQuery] = field(default_factory=list)
    loose: list[SearchQuery] = field(default_factory=list)
    texts: list[Q] = field(default_factory=list)
    small: list[SearchQuery] = field(default_factory=list)
    shown: SearchQuery | None = None
    beside: str | None = None
    typed: list[str] = field(default_factory=list)
    phrases: bool = False
    impossible: bool = False
    nearest: dict[Filter, Filter] = field(default_factory=dict)
    names: dict[Filter, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    authors: list[int] = field(default_factory=list)
    after: datetime | None = None
    before: datetime | None = None

    @classmethod
    def of(cls, query: Query) -> Conditions:
        after, before = (start_of(day) if day else None for day in (query.after, query.before))
        wording = Wording.of(query)
        found = cls(wording, after=after, before=before)
        for term in query.terms:
            if term.minus:
                found._add_unwanted(term)
            else:
                found._add_wanted(term, nothing_else=wording.are_all(query.words))
        wanted = [term for term in query.terms if not term.minus]
        found.shown = reduce(and_, map(wording.shown, wanted)) if wanted else None
        found.beside = exact.side_by_side(query)
        for one in query.filters:
            found._add_filter(one)
        return found

    def _add_wanted(self, term: Term, *, nothing_else: bool) -> None:
        wording = self.wording
        read = any(wording.is_in_phrase(one) for one in term.all)
        if not all(wording.is_all_of(one) for one in term.all):
            self.wanted.append(wording.words_of(term, loosely=read))
            self.loose.append(wording.words_of(term, loosely=True))
            self.typed.append(exact.as_typed(term))
        elif nothing_else:
            self.small.append(wording.words_of(term))
        if read:
            self.texts.append(wording.in_text(term))
        self.phrases |= any(map(wording.has_order, term.all))

    def _add_unwanted(self, term: Term) -> None:
        # What is loose must not leave out more than what is meant.
        if self.wording.is_in_phrase(term):
            self.texts.append(~exact.in_texts(exact.as_typed(term)))
        else:
            self.wanted.append(self.wording.without(term))
            if not term.phrase:
                self.loose.append(self.wording.without(term, loosely=True))
        self.phrases |= self.wording.has_order(term)

    def _add_filter(self, one: Filter) -> None:
        marks, name = NAMES[one.name](one.value)
        if not marks:
            self.problems.append(UNKNOWN[one.name] % {"name": one.value})
            self.impossible |= not one.minus
            if nearest := _nearest(one):
                self.nearest[one] = nearest
            return
        self.names[one] = name
        if one.name == "author" and not one.minus:
            self.authors += [int(mark.removeprefix("=a")) for mark in marks]
        for conditions in (self.wanted, self.loose):
            conditions.append(~Marks(marks) if one.minus else Marks(marks))


def named(kind: str) -> QuerySet:
    """All that a filter of this name may mean: of authors and tags, those whom readers can meet in a story."""
    live = Edition.objects.live()
    return {
        "section": Section.objects.order_by("path"),
        "author": Author.objects.filter(Exists(live.filter(authors=OuterRef("pk")))),
        "tag": Tag.objects.filter(Exists(live.filter(tags=OuterRef("pk")))).order_by("name"),
    }[kind]


def called(kind: str, own: Q, other: Q | None = None) -> Q:
    """Of all that a filter of this name may mean, what goes_by() that; only tags have other names."""
    return goes_by(own, other) if kind == "tag" else own


def _authors(value: str) -> tuple[list[str], str]:
    found = _named("author", value)
    return [f"=a{author.pk}" for author in found], found[0].name if len(found) == 1 else value


def _tags(value: str) -> tuple[list[str], str]:
    found = _named("tag", value)
    return [f"=t{tag.pk}" for tag in found], found[0].name if len(found) == 1 else value


def _sections(value: str) -> tuple[list[str], str]:
    """With their subsections, as their pages are. Where none is called so, one may be but for an article."""
    found = _called([value]) or _called(_with_articles(value))
    return [f"=s{section.pk}" for section in found], found[0].name if found else value


def _called(names: list[str]) -> list[Section]:
    called = reduce(or_, (_is(name) | Q(path__iexact=name) for name in names))
    parents = reduce(or_, (_is(name, "parent__") | Q(parent__path__iexact=name) for name in names))
    return list(Section.objects.filter(called | parents).order_by("path")[: 5 * MOST_NAMED])


def _with_articles(value: str) -> list[str]:
    """The name with an article, or without the one it has."""
    first, _, rest = value.partition(" ")
    bare = rest if rest and first.casefold() in ARTICLES else value.removeprefix(ARABIC_ARTICLE) or value
    return [bare, f"{ARABIC_ARTICLE}{bare}", *(f"{article} {bare}" for article in ARTICLES)]


def _nearest(one: Filter) -> Filter | None:
    """The filter with the name that is most like the one typed, wholly or in some of its words."""
    plain = likeness.plain(one.value)
    compared = {"name": one.value, "slug": plain}
    if one.name == "tag":
        compared["aliases__name"] = one.value
    alike = Greatest(
        *(TrigramSimilarity(field, typed) for field, typed in compared.items()),
        *(TrigramStrictWordSimilarity(typed, field) for field, typed in compared.items()),
    )
    near = named(one.name).annotate(alike=alike).filter(alike__gte=LIKE)
    nearest = near.order_by("-alike", "slug").first()
    return replace(one, value=as_value(nearest)) if nearest else None


def as_value(one: Author | Section | Tag) -> str:
    """By what a filter finds it; a name that has a quotation mark would end at it."""
    return one.slug if '"' in one.name else one.name


def _is(value: str, of: str = "") -> Q:
    return Q(**{f"{of}slug__iexact": value}) | _has_name(value, of)


def _has_name(value: str, of: str = "") -> Q:
    return Q(**{f"{of}name__unaccent__iregex": f"^{folded(value)}$"})


def _named(kind: str, value: str) -> list:
    """Who has just this name or address; or else all in one of whose names these words begin some."""
    just_so = called(kind, _is(value), _has_name(value))
    if found := list(named(kind).filter(just_so)[:MOST_NAMED]):
        return found
    begins = f"(?:^|[^[:alnum:]])(?:{ARABIC_ARTICLE})?"
    parts = [Q(name__unaccent__iregex=f"{begins}{folded(part)}") for part in value.replace("-", " ").split()]
    return list(named(kind).filter(called(kind, reduce(and_, parts)))[:MOST_NAMED])


NAMES = {"author": _authors, "tag": _tags, "section": _sections}
UNKNOWN = {
    "author": gettext_lazy("There is no author “%(name)s” here."),
    "tag": gettext_lazy("There is no tag “%(name)s” here."),
    "section": gettext_lazy("There is no section “%(name)s” here."),
}


MOST_MARKS = 400  # of more months and years than these no condition is made
RUNGS = (3, 24, 192)  # months, counted from the newest story: each is eight times as long as the one before


def rungs(
    newest: datetime, after: datetime | None, before: datetime | None
) -> Iterator[tuple[Q, Marks | None]]:
    """
    Stretches of time from the newest story on back, each longer than those before it together: the times of a story,
    and the marks of its months (None where the stretch has no beginning).
    """
    end = min(newest + timedelta(microseconds=1), before) if before else newest + timedelta(microseconds=1)
    first = end.astimezone(UTC)
    for months in (*RUNGS, None):
        start = _month(first, -months) if months else after
        if after and (start is None or start < after):
            start = after
        within = Q(first_published_at__lt=end)
        if start:
            within &= Q(first_published_at__gte=start)
        marks = _months(start, end) if start else []
        yield within, Marks(marks) if 0 < len(marks) <= MOST_MARKS else None
        if not start or start == after:
            return
        end = start


def recent(newest: datetime) -> Marks:
    """The marks of the last two years before the newest story."""
    return Marks(_months(_month(newest.astimezone(UTC), -RUNGS[1]), newest))


def _month(moment: datetime, step: int) -> datetime:
    """The first moment of the month, in UTC, so many months from that of `moment`."""
    number = max(12, moment.year * 12 + moment.month - 1 + step)
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)


def _months(start: datetime, end: datetime) -> list[str]:
    """The marks of the months of a stretch of time, and of the years that lie wholly within."""
    marks: list[str] = []
    month, last = _month(start.astimezone(UTC), 0), end.astimezone(UTC)
    while not marks or month < last:
        if month.month == 1 and _month(month, 12) <= last:
            marks.append(f"=y{month.year}")
            month = _month(month, 12)
        else:
            marks.append(f"=m{month.year}-{month.month:02}")
            month = _month(month, 1)
    return marks

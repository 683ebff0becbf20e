"""Puts mistyped words right, with words that readers can find: only what a live edition holds is ever shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain, product
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Length

from articles.models import Edition, SearchWord, TaggedEdition
from articles.planner import without
from articles.search import exact, likeness
from articles.search.apart import APOSTROPHE, signed_forms, split
from articles.search.conditions import Conditions
from articles.search.grammar import Query, Term
from articles.search.indexing import CONFIGURATION, SMALL
from articles.search.numbers import is_of_a_pair
from articles.search.terms import Marks, Wording, forms_of

FEW = 3  # stories: where fewer are found, a word may be mistyped
MANY = 10  # stories: so many have the word that is offered in place of one that few have
HANDFUL = (
    5  # stories: in place of a word that more have, another is only offered, if so many are found with it
)
LONGEST = 30  # letters of a word that is put right
MOST_WORDS = 6
ALIKE = 20  # words that are compared letter by letter
TRIED = 6  # of which readers are asked for
CHOICES, COMBINED = 4, 16  # of these for each word, and so many combinations of them, counted in one query
SEEN, LOOKED_AT = 20, 100  # stories with a word that are counted, and that are looked at for that
APOSTROPHES = "['’ʼ]"
FAR = 2.0  # what speaks against a much longer word that begins so


@dataclass(frozen=True, order=True)
class Guess:
    """
    What may be meant, and the `cost` that speaks against it. It is only offered where fewer stories than `least` are
    found with it, or where it is `unsure`: then with no fewer than these.
    """

    unsure: bool
    cost: float
    word: str
    least: int = 1


@dataclass(frozen=True)
class Spelling:
    query: Query
    sure: bool = True


def spellings(query: Query, recent: Marks, wording: Wording) -> Iterator[Spelling]:
    """
    The query with two words written as one; with a small word that was mistyped, as teh; with those that no live
    edition holds by themselves with a hyphen or an apostrophe, or as several words, or replaced, by the likeliest
    first; then with others replaced too, by words that no fewer stories have, for they may be names that only look
    alike. What is only to be offered comes last. What stands in a recent story isn't looked for in all of them.
    """
    words, joined = _words(query), dict(query.joined()[: MOST_WORDS - 1])
    signed = {word: signed_forms(word) for word in words}
    known = _known(list(dict.fromkeys([*words, *joined, *chain(*signed.values())])), recent)
    yield from (Spelling(other) for word, other in joined.items() if word in known)
    unknown = [word for word in words if word not in known]
    # By itself it is looked for: it may be a word that no story has, as form is beside from.
    beside = [word for word in unknown if word not in wording.small] if len(words) > 1 else []
    if small := _small_words_meant(beside):
        query = query.with_words(small)
        yield Spelling(query)
        yield from spellings(query, recent, Wording.of(query))
        return
    signed = {word: forms for word in unknown if (forms := [form for form in signed[word] if form in known])}
    if signed:
        yield Spelling(query.with_words({word: forms[0] for word, forms in signed.items()}))
    yield from (Spelling(other) for other in split(query, unknown))
    likely = _likely(unknown, recent, unknown=True) if unknown else {}
    meant = {word for word in likely if word in query.short_forms or is_of_a_pair(word)}
    likely |= {word: _unsure(likely[word]) for word in meant}
    for word, forms in signed.items():
        likely[word] = [*(Guess(False, 0.0, form) for form in forms), *likely.get(word, [])]
    offered: list[Spelling] = []
    if likely:
        sure, offered = _combined(query, likely, recent, wording)
        yield from sure
    known_words = [word for word in words if word in known]
    if len(words) > 1 and known_words:
        stories = _stories_with(known_words, recent)
        rare = {word: stories[word] for word in known_words if stories[word] <= HANDFUL}
        # Beside a word that no story has, one that many have is not the mistyped one.
        for word, found in _likely(rare if unknown else known_words, recent, rare).items():
            least = 1 if unknown or len(word) >= likeness.HEARD else FEW
            others = [guess for guess in found if _is_other(word, guess)]
            if word not in rare:
                others, least = _unsure(others), HANDFUL
            elif word in query.short_forms:
                others, least = _unsure(others), 1
            likely[word] = [
                Guess(False, 0.0, word),
                *(replace(guess, cost=1 + guess.cost, least=least) for guess in others),
            ]
        sure, also_offered = _combined(query, likely, recent, wording)
        yield from sure
        offered += also_offered
    yield from offered


def other_spellings(query: Query, recent: Marks, wording: Wording) -> Iterator[Spelling]:
    """With the likeliest word that many stories have in place of one that few have."""
    words = _words(query)
    near = {
        word: [guess for guess in found if guess.cost < 1]
        for word, found in _likely(words, recent, dict.fromkeys(words, MANY)).items()
        if len(word) > 4
    }
    if near := {word: found for word, found in near.items() if found}:
        sure, offered = _combined(query, near, recent, wording)
        yield from [*sure, *offered]


def _words(query: Query) -> list[str]:
    return [word for word in query.words if likeness.SHORTEST <= len(word) <= LONGEST and word.isalpha()][
        :MOST_WORDS
    ]


def _small_words_meant(words: list[str]) -> dict[str, str]:
    """Those with two letters that changed places, as in teh, and the small words that they are otherwise."""
    swapped = {word: sorted(likeness.swapped(word)) for word in words}
    small = exact.small_words([form for forms in swapped.values() for form in forms])
    meant = {word: next((form for form in forms if form in small), None) for word, forms in swapped.items()}
    return {word: form for word, form in meant.items() if form}


def _combined(
    query: Query, likely: dict[str, list[Guess]], recent: Marks, wording: Wording
) -> tuple[list[Spelling], list[Spelling]]:
    """
    With one of the guesses for each word, those that find something, the likeliest first, and what finds most before
    what is as likely; apart from them those that are only offered.
    """
    choices = sorted(product(*likely.values()), key=lambda some: (_is_unsure(some), _cost(some)))
    tried = [
        (query.with_words({word: one.word for word, one in zip(likely, some, strict=True)}), some)
        for some in choices
    ]
    tried = [(other, some) for other, some in tried if other != query][:COMBINED]
    found = _found_by([other for other, _ in tried], recent, wording)
    best = sorted(
        (_cost(some) - 0.06 * found[place], place)
        for place, (_, some) in enumerate(tried)
        if found[place] >= max((one.least for one in some if one.unsure), default=1)
    )
    sure, offered = [], []
    for _, place in best:
        other, some = tried[place]
        if found[place] >= max(one.least for one in some) and not _is_unsure(some):
            sure.append(Spelling(other))
        else:
            offered.append(Spelling(other, sure=False))
    return sure[:CHOICES], offered[:CHOICES]


def _cost(some: Iterable[Guess]) -> float:
    return sum(one.cost for one in some)


def _is_unsure(some: Iterable[Guess]) -> bool:
    return any(one.unsure for one in some)


def _unsure(guesses: list[Guess]) -> list[Guess]:
    """All of them only to be offered, those last that are so already."""
    return [replace(guess, unsure=True, cost=guess.cost + guess.unsure) for guess in guesses]


def _found_by(queries: list[Query], recent: Marks, wording: Wording) -> Counter:
    """How many live editions, up to SEEN, each finds, by its place; lately or, where none finds any, ever."""
    if not queries:
        return Counter()
    narrowing = tuple(part for part in queries[0].parts if not isinstance(part, Term))
    within = Conditions.of(replace(queries[0], parts=narrowing))
    editions = Edition.objects.live()
    if within.after:
        editions = editions.filter(first_published_at__gte=within.after)
    if within.before:
        editions = editions.filter(first_published_at__lt=within.before)
    asked = []
    for query in queries:
        terms = (wording.shown(term, loosely=True) for term in query.terms if not term.minus)
        asked.append(reduce(and_, [*within.wanted, *terms]))

    def count(marks=None):
        rows = [
            editions.filter(search=one & marks if marks else one).order_by().values(place=Value(place))[:SEEN]
            for place, one in enumerate(asked)
        ]
        return Counter(row["place"] for row in _all(rows))

    return count(recent) or count()


def _known(words: list[str], recent: Marks) -> set[str]:
    wording = Wording.of(Query(tuple(map(Term, words))))

    def held(words, marks=None):
        return {row["word"] for row in _all([_one_with(word, marks, wording) for word in words])}

    # Of a word without figures, the database believes that every two hundredth story has it: it would read the whole
    # table, or all stories by their date, to meet one soon.
    with without("seqscan", "indexscan"):
        lately = held(words, recent)
        return lately | held([word for word in words if word not in lately])


def _one_with(word: str, marks: Marks | None, wording: Wording):
    """
    A live edition with the word, or another form of it; one with a hyphen may be a part of a longer one, as e-mail of
    E-Mail-Server. What has an apostrophe is two words to the index.
    """
    holding = _holding(word, marks, [wording.shown(Term(word))] if "-" in word else [])
    if APOSTROPHE in word:
        holding = _just_so(word, holding)
    return holding.values(word=Value(word))[:1]


def _holding(word: str, marks: Marks | None = None, also: Iterable[SearchQuery] = ()):
    """The live editions with the word, or another form of it; of one of small words, the headline has them."""
    asked = reduce(or_, (*(SearchQuery(way, config=CONFIGURATION) for way in forms_of(word)), *also))
    if APOSTROPHE in word:
        asked |= reduce(and_, (Marks([f"{SMALL}{likeness.plain(part)}"]) for part in word.split(APOSTROPHE)))
    return Edition.objects.live().filter(search=asked & marks if marks else asked).order_by()


def _stories_with(words: list[str], recent: Marks) -> Counter[str]:
    """How many live editions, up to SEEN, have each word, with any accents, but in no other form."""

    def counted(words, marks=None):
        forms = [_just_so(word, _holding(word, marks), exact.form_of(word)) for word in words]
        some = [form.values(word=Value(word))[:SEEN] for word, form in zip(words, forms, strict=True)]
        return Counter(row["word"] for row in _all(some))

    lately = counted(words, recent)
    return lately | counted([word for word in words if lately[word] < SEEN])


def _just_so(word: str, holding, form: str = ""):
    """
    Those of the first that hold the word whose texts begin a word so, or in that form. What stands before an apostrophe
    is no word, as in “doesn’t”, but for whose it is.
    """
    form = form or re.escape(word).replace(APOSTROPHE, APOSTROPHES)
    regex = rf"\m{form}(?!{APOSTROPHES}(?!s\M)\w)"
    tagged = TaggedEdition.objects.filter(content_object=OuterRef("pk"), tag__name__iregex=regex)
    texts = ("headline", "standfirst", "byline_line", "kicker", "short_headline", "body")
    has = reduce(or_, (Q(**{f"{text}__iregex": regex}) for text in texts), Q(Exists(tagged)))
    return Edition.objects.filter(pk__in=holding.values("pk")[:LOOKED_AT]).filter(has).order_by()


def _all(querysets) -> list[dict]:
    if not querysets:
        return []
    first, *others = querysets
    return list(first.union(*others, all=True) if others else first)


def _likely(
    words: Iterable[str], recent: Marks, least: Mapping[str, int] | None = None, *, unknown: bool = False
) -> dict[str, list[Guess]]:
    """
    The likeliest words by the one typed, each with what speaks against it, of those that a live edition holds, or as
    many as `least` says for the one typed. What is `unknown` may be short for another.
    """
    tried = {word: _alike(word, found) for word, found in _candidates(words, begun=unknown).items()}
    wanted = {word: max(1, (least or {}).get(word, 1)) for word in tried}
    most: Counter[str] = Counter()
    for word, candidates in tried.items():
        most |= Counter({candidate.word: wanted[word] for candidate in candidates})
    seen = _seen(most, recent)
    seen |= _seen({candidate for candidate in most if seen[candidate] < most[candidate]})
    likely = {}
    for word, candidates in tried.items():
        # What many stories have is likelier meant, though not where one letter more would have to be wrong for it.
        scored = sorted(
            replace(candidate, cost=candidate.cost - 0.03 * seen[candidate.word])
            for candidate in candidates
            if seen[candidate.word] >= wanted[word]
        )
        if scored:
            likely[word] = (_cut_short(word, scored) if unknown else scored)[:CHOICES]
    return likely


def _candidates(words: Iterable[str], *, begun: bool) -> dict[str, list[SearchWord]]:
    """
    Those one mistake away or heard for the same, those that have most of their letters in common, and where that is
    wanted, the shortest of those that the word begins.
    """
    found: dict[str, list[SearchWord]] = {}
    for word in words:
        plain = likeness.plain(word)
        alike = SearchWord.objects.filter(plain__trigram_similar=plain)
        near = alike.order_by(TrigramSimilarity("plain", plain).desc())[:ALIKE]
        some = SearchWord.objects.filter(
            plain__in=likeness.one_mistake(plain) | likeness.heard_for(plain)
        ).union(near)
        if begun and len(plain) > likeness.SHORTEST:
            longer = SearchWord.objects.filter(plain__startswith=plain).exclude(plain=plain)
            some = some.union(longer.order_by(Length("plain"), "word")[:TRIED])
        found[word] = list(some)
    return found


def _alike(word: str, candidates: list[SearchWord]) -> list[Guess]:
    """The best of the candidates, with what is wrong with them: mistakes, of which one in the first letter is worse."""
    plain = likeness.plain(word)
    most = 1 if len(plain) < 5 else 2 if len(plain) < 9 else 3
    guesses, longer = set(), []
    for one in candidates:
        mistakes: float = likeness.distance(plain, one.plain)
        if likeness.sounds_like(plain, one.plain):
            mistakes = min(mistakes, 1.5)
        if one.word != word and mistakes <= most:
            # A letter is left out more often than another is taken for it.
            changed = len(one.plain) == len(plain) and not likeness.is_swapped(plain, one.plain)
            cost = mistakes + 0.5 * (one.plain[:1] != plain[:1]) + 0.1 * changed
            guesses.add(Guess(not likeness.is_slip(plain, one.plain), cost, one.word))
        elif one.word != word and one.plain.startswith(plain):
            longer.append(Guess(True, FAR, one.word))
    return [*sorted(guesses)[:TRIED], *longer]


def _cut_short(word: str, guesses: list[Guess]) -> list[Guess]:
    """
    A word that begins none but much longer ones may be short for one of them, as obit is: these come first, and
    nothing is more than offered.
    """
    begun = [guess for guess in guesses if likeness.plain(guess.word).startswith(likeness.plain(word))]
    if not begun or any(guess.cost <= 1 for guess in begun):
        return guesses
    return sorted(replace(guess, unsure=True, cost=guess.cost - FAR * (guess in begun)) for guess in guesses)


def _is_other(word: str, guess: Guess) -> bool:
    """
    Whether a word that stories have may stand for that one: in a short word, another letter makes another word, and a
    letter too many is rarely typed.
    """
    typed, meant = likeness.plain(word), likeness.plain(guess.word)
    differs = len(typed) >= likeness.HEARD or len(typed) < len(meant) or likeness.is_swapped(typed, meant)
    return differs and not guess.unsure


def _seen(candidates: Iterable[str], marks: Marks | None = None) -> Counter[str]:
    """How many live editions, up to SEEN, hold each word just so. A word that none holds must not be shown."""
    held = [
        _just_so(word, _holding(word, marks)).values(word=Value(word))[:SEEN] for word in sorted(candidates)
    ]
    return Counter(row["word"] for row in _all(held))

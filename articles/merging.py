"""
Three versions become one: what a colleague saved meanwhile and what was typed, both begun from the same base.

A body is merged block by block, bylines row by row, tags and sections one by one, everything else as a whole. Finer
than diff3, which takes changes to neighbouring lines for a clash: here each block of the base has its own fate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)

# Above this many pairs, blocks that were replaced in one go are paired in their order instead of by their words.
MOST_PAIRS = 4_000


@dataclass(frozen=True)
class Clash(Generic[T]):
    """Both changed the same thing, to different ends. None where it was taken out."""

    base: T | None
    theirs: T | None
    yours: T | None

    @property
    def kept(self) -> T | None:
        """What the merged version holds until somebody chooses: what was typed, and never nothing."""
        return self.theirs if self.yours is None else self.yours


@dataclass
class Merged(Generic[T]):
    items: list[T] = field(default_factory=list)
    clashes: list[Clash[T]] = field(default_factory=list)


@dataclass
class Fates(Generic[T]):
    """What became of each item of the base (itself, another, None), and what was added before each and at the end."""

    items: list[T | None]
    added: list[list[T]]


def merge(base: Sequence[T], theirs: Sequence[T], yours: Sequence[T], likeness=None) -> Merged[T]:
    """
    Merges two sequences that both came from `base`. `likeness(a, b)`, from 0 to 1, says how much an item looks like
    a changed version of another.
    """
    likeness = likeness or (lambda a, b: float(a == b))
    their_fates, your_fates = fates(base, theirs, likeness), fates(base, yours, likeness)
    merged: Merged[T] = Merged()
    for index in range(len(base) + 1):
        added = their_fates.added[index]
        merged.items += added
        merged.items += [item for item in your_fates.added[index] if item not in added]
        if index == len(base):
            break
        was, theirs_now, yours_now = base[index], their_fates.items[index], your_fates.items[index]
        if theirs_now in (was, yours_now):
            now = yours_now
        elif yours_now == was:
            now = theirs_now
        else:
            clash = Clash(was, theirs_now, yours_now)
            merged.clashes.append(clash)
            now = clash.kept
        if now is not None:
            merged.items.append(now)
    return merged


def merge_set(base: Sequence[T], theirs: Sequence[T], yours: Sequence[T]) -> list[T]:
    """All that both kept and either added, in the order of `yours`, then of `theirs`. Nothing can clash."""
    removed = {item for item in base if item not in theirs or item not in yours}
    return [item for item in dict.fromkeys([*yours, *theirs]) if item not in removed]


def fates(base: Sequence[T], now: Sequence[T], likeness: Callable[[T, T], float]) -> Fates[T]:
    result: Fates[T] = Fates([None] * len(base), [[] for _ in range(len(base) + 1)])
    for kind, start, stop, now_start, now_stop in SequenceMatcher(None, base, now, False).get_opcodes():
        if kind == "equal":
            result.items[start:stop] = base[start:stop]
            continue
        partner = dict(_pairs(base[start:stop], now[now_start:now_stop], likeness))
        place = start
        for index, item in enumerate(now[now_start:now_stop]):
            if index in partner:
                place = start + partner[index]
                result.items[place] = item
                place += 1
            else:
                result.added[place].append(item)
    return result


def _pairs(before: Sequence[T], after: Sequence[T], likeness) -> list[tuple[int, int]]:
    """
    Which of `after` (first) is a changed version of which of `before` (second): as many pairs as there can be, in
    order, the likest together.
    """
    if len(before) * len(after) > MOST_PAIRS:
        return [(index, index) for index in range(min(len(before), len(after)))]
    # best[i][j]: how many pairs the first i of `before` and j of `after` can make, and how alike those are.
    best = [[(0, 0.0)] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i, old in enumerate(before, 1):
        for j, new in enumerate(after, 1):
            pairs, alike = best[i - 1][j - 1]
            best[i][j] = max((pairs + 1, alike + likeness(old, new)), best[i - 1][j], best[i][j - 1])
    found, i, j = [], len(before), len(after)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((j, i))
    return found[::-1]


def shared_words(one: str, other: str) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    ours, others = Counter(one.split()), Counter(other.split())
    longest = max(ours.total(), others.total())
    return (ours & others).total() / longest if longest else 1.0

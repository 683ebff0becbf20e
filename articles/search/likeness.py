"""How alike two words are: by a slip of the finger, or by how they sound."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, product
from string import ascii_lowercase

# What decomposing leaves whole.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)

# What a finger slips to, or an ear hears for another: in a row of keys or in a group of sounds. An H is often silent.
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SOUNDS = ("aeiouy", "bp", "fvw", "ckqg", "gj", "csxz", "dt", "mn", "lr", "yz", "ةه", "ىي")
NEAR = {frozenset(pair) for row in KEYS for pair in pairwise(row)}
NEAR |= {frozenset(pair) for group in SOUNDS for pair in product(group, group)}
SILENT = "aeiouyh"
SHORTEST = 3  # letters of a word that is put right
SHORT = 5  # letters of one that may be wrong only within
HEARD = 6  # letters of a word that may be another with the same consonants
LIKE_F = re.compile("(?<=.)(?:ph|f|v)")


def plain(word: str) -> str:
    """Without accents, as the database's `unaccent` leaves it."""
    decomposed = unicodedata.normalize("NFKD", word.casefold()).translate(LETTERS)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def is_slip(typed: str, meant: str) -> bool:
    """Whether who meant the one may well type the other; or else it may be a word that no story has."""
    if sounds_like(typed, meant) or is_swapped(typed, meant):
        return True
    if len(typed) <= SHORT and (typed[:1], typed[-1:]) != (meant[:1], meant[-1:]):
        return len(typed) > SHORTEST and meant[:-1] == typed
    most = 1 if len(typed) < 9 else 2 if len(typed) < 12 else 3
    return distance(typed, meant, unlike=2) <= most


def is_swapped(typed: str, meant: str) -> bool:
    return sorted(typed) == sorted(meant) and distance(typed, meant) == 1


def sounds_like(typed: str, meant: str) -> bool:
    """
    Whether both have the same first letter, and the same consonants where doubled ones count once; within them, ph, f
    and v are the same.
    """
    if min(len(typed), len(meant)) < HEARD or typed[:1] != meant[:1]:
        return False
    heard = (LIKE_F.sub("f", word) for word in (typed, meant))
    return _consonants(typed) == _consonants(meant) or len({*map(_consonants, heard)}) == 1


def _consonants(word: str) -> str:
    letters = [letter for letter in word if letter not in SILENT]
    return "".join(letter for before, letter in pairwise(["", *letters]) if letter != before)


def heard_for(word: str) -> set[str]:
    """With other letters for ph, f and v."""
    return {LIKE_F.sub(letters, word) for letters in ("ph", "f", "v")}


def one_mistake(word: str) -> set[str]:
    """What has one letter more, less or other than the word, or two that changed places."""
    letters = {*word, *(ascii_lowercase if word.isascii() else "")}
    pairs = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {start + rest[1:] for start, rest in pairs if rest}
    other = {start + letter + rest[1:] for start, rest in pairs if rest for letter in letters}
    more = {start + letter + rest for start, rest in pairs for letter in letters}
    return less | swapped(word) | other | more


def swapped(word: str) -> set[str]:
    """What has two letters of the word that changed places."""
    pairs = ((word[:place], word[place:]) for place in range(len(word) - 1))
    return {start + rest[1] + rest[0] + rest[2:] for start, rest in pairs}


def distance(one: str, other: str, unlike: int = 1) -> int:
    """
    How many letters are to be added, taken away, changed or swapped with a neighbour (optimal string alignment).
    Changing one into another that is neither beside it on a keyboard nor sounds like it counts `unlike`.
    """
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            change = 0 if letter == wanted else 1 if frozenset((letter, wanted)) in NEAR else unlike
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + change)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]

"""
The other number of a word, singular or plural, where a language's stemmer does not see that both are one word. It is
asked for beside the word that was typed, so nothing is indexed for it.
"""

from __future__ import annotations

import re

from django.conf import settings

SHORTEST_PREFIX = 3  # letters before one of the words below, as in housewife or policemen
IRREGULAR = (
    "mouse/mice louse/lice goose/geese foot/feet tooth/teeth man/men woman/women child/children ox/oxen wife/wives "
    "knife/knives half/halves self/selves shelf/shelves wolf/wolves thief/thieves calf/calves loaf/loaves "
    "scarf/scarves hoof/hooves crisis/crises analysis/analyses diagnosis/diagnoses hypothesis/hypotheses thesis/theses "
    "oasis/oases criterion/criteria phenomenon/phenomena bacterium/bacteria nucleus/nuclei alumnus/alumni cactus/cacti "
    "fungus/fungi stimulus/stimuli syllabus/syllabi radius/radii curriculum/curricula memorandum/memoranda "
    "referendum/referenda spectrum/spectra stadium/stadia index/indices matrix/matrices appendix/appendices "
    "plateau/plateaux bureau/bureaux chateau/chateaux tableau/tableaux elf/elves dwarf/dwarves wharf/wharves "
    "bus/buses gas/gases lens/lenses canvas/canvases alias/aliases iris/irises quiz/quizzes menu/menus guru/gurus"
)
# The stem of these plurals is that of a commoner verb: who asks for life must not be shown all who live.
ONE_WAY = {"lives": "life", "leaves": "leaf"}
PAIRS = [pair.split("/") for pair in IRREGULAR.split()]
ENGLISH = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])} | ONE_WAY
ENGLISH_WORD = re.compile(rf"(|.{{{SHORTEST_PREFIX},}})({'|'.join(ENGLISH)})")
ARABIC_WORD = re.compile("(ال)?(.{3,}?)(ات|[ةه])?")


def other_numbers(word: str) -> list[str]:
    """Of a word in small letters."""
    find = {"en": _english, "de": _german, "ar": _arabic}.get(settings.SEARCH_LANGUAGE)
    return find(word) if find else []


def is_of_a_pair(word: str) -> bool:
    """Whether the word, in small letters, is spelt right for sure, though no story may have it."""
    return settings.SEARCH_LANGUAGE == "en" and word in ENGLISH


def _english(word: str) -> list[str]:
    match = ENGLISH_WORD.fullmatch(word)
    return [f"{match[1]}{ENGLISH[match[2]]}"] if match else []


def _german(word: str) -> list[str]:
    """Ärztin and Ärztinnen."""
    if re.fullmatch(r"\w{3,}in", word):
        return [f"{word}nen"]
    return [word.removesuffix("nen")] if re.fullmatch(r"\w{3,}innen", word) else []


def _arabic(word: str) -> list[str]:
    """
    The plural in -at, and what it is the plural of. The stemmer leaves a part of the ending, but where the article
    stands before it.
    """
    match = ARABIC_WORD.fullmatch(word)
    if not match:
        return []
    bare = match[2]
    if match[3] == "ات":
        return [f"ال{bare}ات", f"{bare}ات", f"{bare}ة"]
    return [f"{bare}ات"]

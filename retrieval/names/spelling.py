"""Whether two words are one name in two transliterations, by rules and without a list of names.

The rules fold what the systems of transliteration into English differ in (-ev and -yev, -ov and
-off, kh and h, q and k, zh and j, double letters, e, y and i). Nothing else is folded: Iran and
Iraq, Austria and Australia, Ivanov and Ivanova, Johnson and Johnston stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

SHORTEST_KEY = 4
"""A shorter key says too little: Khan and Han may be anybody."""

NEAR = 85.0
"""How alike, in per cent, two keys are at least that differ in their vowels only."""

LEAST_LIKE = 60.0
"""How alike two spellings as written are at least, in per cent, to be looked at more closely."""

SHORTEST_NEAR = 6  # letters; `Baku` and `Buka` are two places
SHORTEST_SWAPPED = 7  # letters in which two neighbours may have changed places
FEWEST_CONSONANTS = 4  # fewer are shared by too many words

# what is spelt in several ways becomes one: "Idrissov" and "Idrisov"
_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"[^a-z]", ""),
        (r"^ye", "e"),
        (r"(?<!^)yo(?=[^aiou])", "e"),  # ё: Fyodor and Fedor, Mirziyoyev and Мирзиеев
        (r"^y(?![aeiou])", "i"),
        (r"shch|sh", "s"),
        (r"tsch|tch|ch", "C"),
        (r"dzh|zh|dj", "j"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"q|ck|c(?![eiy]|$)", "k"),
        # The capital has kept "ch" from the rule for c.
        (r"C", "c"),
        (r"x", "ks"),
        (r"ou", "u"),
        (r"tz", "ts"),
        (r"w", "v"),
        (r"(?<=[oe])f+$", "v"),  # "Ivanoff"
        (r"(?<=[aeiouy])j(?![aeiouy])", "i"),  # "Sergej"
        (r"(?<=[aeiou])h$", ""),  # "Abdullah"
        (r"(?<!^)[ey]", "i"),
        (r"(.)\1+", r"\1"),  # "Idrissov"; last, since others make doubles too
    )
)
# "a"
_VOWELS = re.compile("[aeiou]")
# "oo" in "Moloo"
_VOWELS_AT_END = re.compile("[aeiou]+$")

_FIRST = ("kqc", "hk", "jzd", "ey", "iy", "vw", "fp", "ct")
"""Letters with which two spellings of one name may begin."""


@lru_cache(maxsize=20_000)
def keys(word: str) -> frozenset[str]:
    """What a word becomes when the differences between transliterations are folded.

    Two keys where it has a `kh`, which some write `h` and some `k`; none of a word too short.
    """
    plain = anyascii(word).casefold()
    forms = {plain.replace("kh", "h"), plain.replace("kh", "k")}
    return frozenset(key for key in map(_fold, forms) if len(key) >= SHORTEST_KEY)


@lru_cache(maxsize=20_000)
def folded_spelling(word: str) -> str:
    """What a word becomes, its `kh` as `h`, however short it is."""
    return _fold(anyascii(word).casefold().replace("kh", "h"))


def _fold(plain: str) -> str:
    for pattern, by in _RULES:
        plain = pattern.sub(by, plain)
    return plain


def same_spelled(one: str, other: str) -> bool:
    """Whether two words are one name but for rules of transliteration."""
    return not keys(one).isdisjoint(keys(other))


def near_spelled(one: str, other: str) -> bool:
    """Whether two words differ in inner vowels only, or in two letters that changed places."""
    return any(_near(a, b) for a in keys(one) for b in keys(other)) or _swapped(one, other)


def _near(one: str, other: str) -> bool:
    bones = _VOWELS.sub("", one)
    return (
        min(len(one), len(other)) >= SHORTEST_NEAR
        and len(bones) >= FEWEST_CONSONANTS
        and bones == _VOWELS.sub("", other)
        and (one[0], one[-1]) == (other[0], other[-1])
        and fuzz.ratio(one, other) >= NEAR
    )


def _swapped(one: str, other: str) -> bool:
    """A slip of the fingers: two neighbouring letters in the wrong order."""
    one, other = one.casefold(), other.casefold()
    same_letters = len(one) == len(other) >= SHORTEST_SWAPPED and sorted(one) == sorted(other)
    return same_letters and one[0] == other[0] and OSA.distance(one, other) == 1


def respelled(word: str, candidates: Iterable[str], *, near: bool = False) -> list[str]:
    """The candidates that are another spelling of a word, the likest first.

    Args:
        word: A name as somebody writes it.
        candidates: Words in small letters to look among; the word itself is left out.
        near: Take what differs in inner vowels or is misspelled too: only for a word that is
            nowhere to be found as it stands.
    """
    every = list(candidates)
    # Most words are Latin already; to write each anew would take longer than all the rest.
    forms = {one: anyascii(one).casefold() for one in every if not one.isascii()}
    latin = [one for one in every if one not in forms] if forms else every
    plain = anyascii(word).casefold()
    likest = [
        *process.extract(plain, latin, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=None),
        *process.extract(plain, forms, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=None),
    ]
    likest.sort(key=lambda found: -found[1])
    return [
        candidate
        for candidate in (found[2] if found[2] in forms else found[0] for found in likest)
        if candidate != word
        and (same_spelled(word, candidate) or (near and near_spelled(word, candidate)))
    ]


def respelled_in_latin(word: str, candidates: Iterable[str]) -> list[str]:
    """The Latin candidates that are a transliteration of a Cyrillic name, the likest first.

    A vowel at the end is left out of account, since it may be an ending of case (в Астане).
    """
    plain, bare = anyascii(word).casefold(), _bare(word)
    likest = process.extract(
        plain, candidates, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=None
    )
    return [one for one, *_ in likest if same_spelled(word, one) or not bare.isdisjoint(_bare(one))]


def _bare(word: str) -> frozenset[str]:
    bare = (_VOWELS_AT_END.sub("", key) for key in keys(word))
    return frozenset(key for key in bare if len(key) >= SHORTEST_KEY)


def first_letters(word: str) -> str:
    """The letters with which other spellings of a word may begin, in Latin and Cyrillic."""
    plain = anyascii(word).casefold()[:1]
    latin = {plain, *(letter for group in _FIRST if plain in group for letter in group)}
    latin.discard("")
    return "".join(sorted(latin | {c for c, begins in _cyrillic().items() if begins in latin}))


@lru_cache(maxsize=1)
def _cyrillic() -> dict[str, str]:
    """Each Cyrillic letter with the first of what it is written as in Latin ones."""
    return {chr(code): anyascii(chr(code)).casefold()[:1] for code in range(0x430, 0x450)}

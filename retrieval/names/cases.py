"""Whether two words of names are one, in whatever script, spelling and case each is written.

Russian cases and those of the Turkic languages that are written in Cyrillic are told by their
endings. A rule gives what a word may be a case of, not what it is: Токаева is Токаев's, or a
woman's own name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.language.alphabet import CYRILLIC
from retrieval.names.spelling import same_spelled

SHORTEST = 3
"""Letters of a name that are left at least."""

# Endings, and what stands in their place in the nominative.
_RUSSIAN = {
    "а ом ами ах": ("",),
    "у": ("", "а"),
    "е": ("", "а", "я"),
    "ы ой ою": ("а",),
    "и ей ею": ("а", "я"),
    "я ем": ("", "й"),
    "ю": ("", "й", "я"),
    "ым": ("", "ый"),
    "им ого его ому ему": ("ий", "ый"),
}
_ENDINGS = {one: heads for some, heads in _RUSSIAN.items() for one in some.split()}
# "дун" of "Жапаровдун", "тың" of "Токаевтың", "да" of "Ўзбекистонда"
_TURKIC = re.compile(r"(?:[ндт][ыиіуүө](?:ң|нг?)|[ндт][ыиіуү]|[дт][аеоө]н?|[гқкғ][аеоө]|[мпб]ен)$")


def same_name_word(one: str, other: str) -> bool:
    """Whether two words may be one name: `Japarov` is Жапаров, Жапаровым and Zhaparov."""
    return same_spelled(one, other) or any(
        same_spelled(a, b)
        for a in nominatives(one)
        for b in nominatives(other)
        if (a, b) != (one, other)
    )


@lru_cache(maxsize=20_000)
def nominatives(word: str) -> tuple[str, ...]:
    """A name, and what a Cyrillic one may be a case of: Жапаровым also gives Жапаров."""
    if not all(map(CYRILLIC.match, word)):
        return (word,)
    low = word.casefold()
    found = {word: None, _TURKIC.sub("", low): None}
    # The longest endings of the table have three letters.
    for size in (1, 2, 3):
        for head in _ENDINGS.get(low[-size:], ()):
            found[low[:-size] + head] = None
    return tuple(one for one in found if one == word or len(one) >= SHORTEST)

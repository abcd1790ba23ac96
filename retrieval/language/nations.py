"""Countries, the words for their people and things, and capitals that stand for governments."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Nation(NamedTuple):
    """Which country a word or phrase stands for, and whether it is the capital's name."""

    name: str
    capital: bool


@cache
def _table() -> dict[str, Nation]:
    text = files(__package__).joinpath("nations.toml").read_text(encoding="utf-8")
    found: dict[str, Nation] = {}
    for key, row in tomllib.loads(text).items():
        # Belarus = "Belarusian Belarusians | Minsk"; an underscore stands for a blank.
        own, _, capitals = row.partition("|")
        for capital, words in ((True, capitals.split()), (False, [key, *own.split()])):
            for word in words:
                # As `nation` is asked: "Timor-Leste" is "timor leste", "U.K." is "uk".
                spelled = word.replace("_", " ").replace("-", " ").replace(".", "").casefold()
                found[spelled] = Nation(key.replace("_", " "), capital)
    return found


def nation(phrase: str) -> Nation | None:
    """The country that a folded phrase names, such as "kazakh", "south korean" or "uk"."""
    return _table().get(phrase)


def forms_of(phrase: str) -> frozenset[str]:
    """All that is said for the country of a folded phrase: kazakh, kazakhs, kazakhstan; or none.

    Capitals are left out: what is told of Minsk need not be told of Belarus.
    """
    told = nation(phrase)
    if told is None or told.capital:
        return frozenset()
    return frozenset(form for form, one in _table().items() if one == told)


@cache
def longest_name() -> int:
    """How many words the longest name in the table has."""
    return max(len(phrase.split()) for phrase in _table())


def nations_in(words: Sequence[str]) -> list[tuple[Nation, int, int]]:
    """The countries among folded words, each with its first and its past-the-last place."""
    found = []
    i = 0
    while i < len(words):
        # The longest first: "south sudan" is not "sudan".
        for n in range(min(longest_name(), len(words) - i), 0, -1):
            one = nation(" ".join(words[i : i + n]))
            if one:
                found.append((one, i, i + n))
                i += n - 1
                break
        i += 1
    return found

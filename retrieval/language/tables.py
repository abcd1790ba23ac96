"""The tables of `words.toml`, all languages in one, as lookups by the lower-case word.

A language is told by its words alone: a sentence may mix them, and few words mean something
else in another language that is written with the same letters.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""Phrases by their first word, the longest first, each with its kind."""


@cache
def _languages() -> tuple[dict[str, Any], ...]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text).values())


def expanded(phrase: str) -> Iterator[tuple[str, ...]]:
    """`plans|planned to` as (plans, to) and (planned, to)."""
    return product(*(part.split("|") for part in phrase.split()))


@cache
def listed(*path: str) -> frozenset[str]:
    """The single words of a list, such as ("names", "titles")."""
    return frozenset(word for group in _each(path) for word in group)


@cache
def positions(kind: str) -> dict[str, int]:
    """Each month's or weekday's name with its number, from 1."""
    return {
        word: number
        for names in _each((kind,))
        for number, spellings in enumerate(names, start=1)
        for word in spellings.split("|")
    }


@cache
def values(kind: str) -> dict[str, int]:
    """Each word of "numbers", "scales", "ordinals", "fractions" or "multiples" with its value."""
    # A key of TOML is text, and int() takes "1_000"; "1.5" is for `mixed`.
    return {word: int(value) for value, word in _pairs(kind) if "." not in value}


@cache
def mixed() -> dict[str, float]:
    """The words of "numbers" that stand for no whole number: полтора, one and a half."""
    return {word: float(value) for value, word in _pairs("numbers") if "." in value}


@cache
def kinds(kind: str) -> dict[str, str]:
    """Each single word of "currencies" or "units" with what it is called here."""
    # "per cent" is looked for where units are read.
    return {word: name for name, word in _pairs(kind) if " " not in word}


@cache
def phrases(kind: str) -> Phrases:
    """The phrases of "hedges", "negations" or "precision", found by their first word."""
    return _by_first((words, name) for name, text in _pairs(kind) for words in expanded(text))


@cache
def phrases_of_list(kind: str) -> Phrases:
    """The phrases of a plain list such as "relative"; their kind is the list's name."""
    texts = (text for group in _each((kind,)) for text in group)
    return _by_first((words, kind) for text in texts for words in expanded(text))


def _by_first(every: Iterable[tuple[tuple[str, ...], str]]) -> Phrases:
    # Few words begin a phrase, so that most tokens are done with after one look.
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in every:
        found.setdefault(words[0], []).append((words, kind))
    return {
        first: tuple(sorted(ones, key=lambda one: -len(one[0]))) for first, ones in found.items()
    }


def _pairs(kind: str) -> Iterator[tuple[str, str]]:
    for table in _each((kind,)):
        for name, words in table.items():
            yield from ((name, word) for word in words)


def _each(path: tuple[str, ...]) -> Iterator[Any]:
    for language in _languages():
        # Each language has every table, if an empty one: a missing one is an error at once.
        found: Any = language
        for step in path:
            found = found[step]
        yield found

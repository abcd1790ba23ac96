"""Only, all, first, last: words that widen a claim; and opposites, such as rose and fell."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from retrieval.language import tables
from retrieval.language.facts import SentenceFacts, covers
from retrieval.language.tokens import stem

_NUMBERS = tables.values("numbers")
# Behind one of these a word widens nothing: "at last", "to last", "at first".
_VERBAL = frozenset({"to", "at", "will", "would", "may", "could", "can"})
# "only when it rains": that sets a condition and leaves nobody out
_CONDITIONS = frozenset({"if", "when", "once", "unless", "after"})
# "only a part", "only partly"
_LIMITS = frozenset({"a", "an", "part", "by", "partly"})


@cache
def _table() -> dict[str, Any]:
    text = files(__package__).joinpath("scope.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _widening() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(row["claim"]), frozenset(row["claim"] + row["evidence"]))
        for row in _table()["widening"].values()
    )


@cache
def _opposites() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Each stem with those of its side and those of all other sides."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for row in _table()["opposites"]:
        sides = [frozenset(map(stem, side.split())) for side in row]
        every = frozenset[str]().union(*sides)
        for own in sides:
            found |= dict.fromkeys(own, (own, every - own))
    return found


def widened_scope(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each "only", "all", "first" or "last" that the evidence does not have."""
    held = {word for facts in evidence for word in _words(facts)}
    own = _words(said)
    indices = [k for k, _ in enumerate(own) if not _mild(own, k)]
    for claimed, allowed in _widening():
        word = next((own[k] for k in indices if own[k] in claimed), None)
        if word and not held & allowed:
            yield f'the source does not say "{word}"'
    # "Not only tea" needs something besides in the source, and falls with its "but not".
    if _more_than(own) and (not held & _more() or any(_but_not(_words(f)) for f in evidence)):
        yield 'the source does not say "not only"'


@cache
def _more() -> frozenset[str]:
    return frozenset(_table()["more"])


def _more_than(words: Sequence[str]) -> bool:
    """Whether there is said to be more: "not only slander", "not the only one"."""
    return any(word == "only" and "not" in words[max(0, k - 2) : k] for k, word in enumerate(words))


def _but_not(words: Sequence[str]) -> bool:
    return any(pair == ("but", "not") for pair in pairwise(words))


def _mild(words: Sequence[str], k: int) -> bool:
    """Whether a word widens nothing: not all, not the first, only two, only if, will not last."""
    before, after = words[max(0, k - 2) : k], words[k + 1 : k + 2]
    if {"not", "never"} & set(before) or _VERBAL & set(before[-1:]):
        return True
    if words[k] == "only" and _CONDITIONS & set(words[k:]):
        return True
    return words[k] == "only" and (not after or after[0] in _LIMITS or after[0] in _NUMBERS)


def opposite_words(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each word of which the evidence has only the opposite."""
    held = {stem(word): word for facts in evidence for word in _words(facts)}
    own = {stem(word): word for word in _words(said)}
    for key, word in own.items():
        # "Ana has more than Bo." on "Bo has less than Ana.": one comparison, told from either side.
        sides = None if "than" in own and "than" in held else _opposites().get(key)
        # Nothing is opposed where the source has the claim's side as well, or the claim both.
        if not sides or held.keys() & sides[0] or own.keys() & sides[1]:
            continue
        against = next((held[one] for one in sides[1] if one in held), None)
        # "Prices did not rise." on "Prices fell."
        if against and not (said.negations or any(facts.negations for facts in evidence)):
            yield f'the source says "{against}", not "{word}"'


def _words(facts: SentenceFacts) -> list[str]:
    # The "last" of "last week" is a date's, the "alone" of "stand-alone" the other word's.
    return [
        one.low
        for one in facts.tokens
        if one.kind == "word"
        and not covers(facts.dates, one.start)
        and facts.text[max(0, one.start - 1) : one.start] != "-"
    ]

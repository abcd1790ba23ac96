"""Only, all, first, last: words that widen a claim; and opposites, such as rose and fell."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from retrieval.language.facts import SentenceFacts
from retrieval.language.tokens import stem


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
    """Each stem with those of its side and those of the other side."""
    found = {}
    for pair in _table()["opposites"]:
        sides = [frozenset(map(stem, side.split())) for side in pair]
        for own, other in (sides, sides[::-1]):
            found |= {word: (own, other) for word in own}
    return found


def widened(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each "only", "all", "first" or "last" that the evidence does not have."""
    held = {word for facts in evidence for word in _words(facts)}
    own = _words(said)
    for claimed, allowed in _widening():
        word = next((one for one in own if one in claimed), None)
        if word and not held & allowed:
            yield f'the source does not say "{word}"'


def opposed(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each word of which the evidence has only the opposite."""
    held = {stem(word): word for facts in evidence for word in _words(facts)}
    own = {stem(word): word for word in _words(said)}
    for key, word in own.items():
        sides = _opposites().get(key)
        if not sides or held.keys() & sides[0] or own.keys() & sides[1]:
            continue
        against = next((held[one] for one in sides[1] if one in held), None)
        if against and not (said.negations or any(facts.negations for facts in evidence)):
            yield f'the source says "{against}", not "{word}"'


def _words(facts: SentenceFacts) -> list[str]:
    dated = [(one.start, one.end) for one in facts.dates]
    return [
        one.low
        for one in facts.tokens
        if one.kind == "word" and not any(a <= one.start < b for a, b in dated)
    ]

"""Phrases of the tables, found among a text's tokens."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.language.tables import Phrases
from retrieval.language.tokens import Token

_LONGEST_BEFORE = 3
"""Words of the longest phrase that is looked for before a token: "no less than", of the
precisions in `words.toml`. Who adds a longer one there raises this."""


def phrase_at(ts: Sequence[Token], i: int, known: Phrases) -> tuple[int, str] | None:
    """The longest known phrase that begins at a token: where it ends and its kind."""
    ones = known.get(ts[i].low)
    if ones:
        for words, kind in ones:
            end = i + len(words)
            # The first word has led here already.
            if end <= len(ts) and all(ts[i + k].low == word for k, word in enumerate(words) if k):
                return end, kind
    return None


def phrase_before(ts: Sequence[Token], i: int, known: Phrases) -> tuple[int, str] | None:
    """The longest known phrase that ends just before a token: where it begins and its kind."""
    # From the farthest on, so that the longest is found first.
    for k in range(max(0, i - _LONGEST_BEFORE), i):
        found = phrase_at(ts, k, known)
        if found and found[0] == i:
            return k, found[1]
    return None

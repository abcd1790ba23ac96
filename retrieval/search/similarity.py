"""How much two sentences have in common by their words, and which say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from retrieval.search.words import informative, stems

T = TypeVar("T")

SAME = 0.7
"""Two sentences that share this much of the shorter one's words say the same."""

FEWEST_SHARED = 3
"""Fewer words in common are chance: a name alone is not yet the same event."""

_FIGURE = re.compile(r"\d[\d.,]*")  # 1,200


def alike(one: str, other: str, least: float = SAME) -> bool:
    """Whether two sentences say the same; with other figures in them they don't."""
    # Other figures are other news, however alike the words are.
    if set(_FIGURE.findall(one)) != set(_FIGURE.findall(other)):
        return False
    return _share(set(stems(one)), set(stems(other))) >= least


def without_repeats(items: Iterable[T], repeats: Callable[[T, T], bool], most: int) -> list[T]:
    """The first `most` of which none repeats one before it."""
    kept: list[T] = []
    for one in items:
        if not any(repeats(one, other) for other in kept):
            kept.append(one)
        if len(kept) == most:
            break
    return kept


def word_overlap(one: str, other: str) -> float:
    """How much of the shorter sentence's informative words the other has too, 0..1."""
    a, b = set(informative(one)), set(informative(other))
    # Of two short sentences a name and a verb would be most of the words.
    return _share(a, b) if len(a & b) >= FEWEST_SHARED else 0.0


def shared_share(one: str, other: str) -> float:
    """The share of a sentence's informative words that another text has too, 0..1."""
    wanted = set(informative(one))
    return len(wanted & set(stems(other))) / len(wanted) if wanted else 0.0


def _share(a: set[str], b: set[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0

"""A question that asks two things, as the questions it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import zip_longest
from typing import TypeVar

from retrieval.search.words import informative

T = TypeVar("T")

_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which)"  # "who", "when"
# " and " before "when" in "Who signed it and when did they?"
_JOINT = re.compile(
    rf"\s*(?:[,;]\s*)?\band\s+(?={_ASKING}\b)|(?<=[?])\s+(?:and\s+)?(?={_ASKING}\b)",
    re.IGNORECASE,
)
# "and when "
_OPENS = re.compile(rf"\W*(?:and\s+)?{_ASKING}\b", re.IGNORECASE)
# "when?" at the end
_OPEN_END = re.compile(rf"\b{_ASKING}\W*$", re.IGNORECASE)
# "it" in "when was it signed?": the second half leans on the first
_LEANS = re.compile(
    r"\b(?:he|she|they|it|him|her|them|his|hers|their|its|this|that|these|those|there|then|so)\b",
    re.IGNORECASE,
)

FEWEST_WORDS = 2
"""A part with fewer informative words can't be searched for by itself."""

MOST_PARTS = 3  # more is a list, not a question


def split_question(text: str) -> tuple[str, ...]:
    """The questions that make up `text`, each able to stand alone; `text` itself if it is one.

    "Who is X and when was he born?" gives "Who is X?" and "Who is X when was he born?": a part
    that leans on the first is searched for together with it.
    """
    pieces = [piece.strip(" ,;") for piece in _JOINT.split(text)]
    pieces = [piece for piece in pieces if piece]
    # "when and where" asks one thing.
    asked = all(_OPENS.match(piece) and not _OPEN_END.search(piece) for piece in pieces)
    if not (asked and 1 < len(pieces) <= MOST_PARTS):
        return (text,)
    first = pieces[0] if pieces[0].endswith("?") else f"{pieces[0]}?"
    return (first, *(_standing_alone(first, piece) for piece in pieces[1:]))


def _standing_alone(first: str, part: str) -> str:
    whole = part if part.endswith("?") else f"{part}?"
    if _LEANS.search(part) or len(informative(part)) < FEWEST_WORDS:
        return f"{first.rstrip('?')}: {whole}"
    return whole


def in_turn(lists: Iterable[Sequence[T]], key: Callable[[T], Hashable]) -> list[T]:
    """The lists merged in turn, each thing once: all firsts, then all seconds, and so on."""
    merged: dict[Hashable, T] = {}
    for row in zip_longest(*lists):
        for one in row:
            if one is not None:
                merged.setdefault(key(one), one)
    return list(merged.values())

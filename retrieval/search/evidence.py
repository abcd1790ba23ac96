"""Choosing the sentences that answer: meaning, rare words, the kind of answer asked for.

A sentence's score is a plain sum, which measured no worse than fitted models: cosine to the
question, the share of the question's rarity that its words carry, and whether it holds the
kind of thing asked for (a name, a date, a number, a place).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.search.expansion import Expansion, stood_for
from retrieval.search.kinds import answer_pattern, counted, kind_in
from retrieval.search.words import stem, stems, stop_words, words
from retrieval.types import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TYPE_WEIGHT = 0.3
BEFORE = 0.5
"""What a word counts that only the sentence before holds: "It has ten members" names no one."""


BECAME_MEMBER = re.compile(
    r"\b(?:becom\w*|became)\b.{0,60}?\b(?:\d+\w\w\s+)?members?\b", re.IGNORECASE
)
"""Whoever becomes a member joins."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage and how well it answers, each part in 0..1 (cosine -1..1).

    `reads` is what reading comprehension says of it, as log-odds; None where it was not read.
    `stands_out` is how far it does so in its passage: the logarithm, at most 0, of its share of
    all that the reading gives the passage's sentences.
    """

    span: Span
    text: str
    cosine: float
    overlap: float
    kind: float
    reads: float | None = None
    stands_out: float = 0.0

    @property
    def score(self) -> float:
        """How well the sentence answers, by itself."""
        return self.cosine + self.overlap + TYPE_WEIGHT * self.kind


def weigh_sentences(
    article: str,
    spans: Sequence[Span],
    cosines: NDArray[np.float32],
    weights: Mapping[str, float],
    question: str,
    names: Sequence[Expansion] = (),
) -> list[Evidence]:
    """The sentences of one passage as evidence.

    Args:
        article: The article's text, which the spans point into.
        spans: The sentences.
        cosines: Their cosines to the question, shape (len(spans),).
        weights: The rarity of the question's informative stems.
        question: Tells what kind of thing is asked for.
        names: Its names that a sentence may hold in another spelling.
    """
    pattern, thing = answer_pattern(question), counted(question)
    own = frozenset(words(question)) | stop_words()
    weighed = []
    before: frozenset[str] = frozenset()
    for (start, end), cosine in zip(spans, cosines, strict=True):
        text = article[start:end]
        in_order = stems(text)
        present = frozenset(in_order) | stood_for(names, in_order)
        if BECAME_MEMBER.search(text):
            present |= {stem("join")}
        overlap = _share(present, weights) + BEFORE * _share(before - present, weights)
        kind = kind_in(pattern, thing, text, present, own)
        weighed.append(Evidence((start, end), text, float(cosine), overlap, kind))
        before = present
    return weighed


def coverage(text: str, weights: Mapping[str, float]) -> float:
    """The share of the question's rarity that the text's words carry, 0..1."""
    return _share(frozenset(stems(text)), weights)


def _share(present: frozenset[str], weights: Mapping[str, float]) -> float:
    total = sum(weights.values())
    held = sum(weight for term, weight in weights.items() if term in present)
    return held / total if total else 0.0

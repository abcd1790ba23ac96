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

from retrieval.search.words import stems
from retrieval.types import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TYPE_WEIGHT = 0.3

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b(?:1\d|20)\d\d\b|\b{_MONTH}\.?\s+\d|\b\d{{1,2}}\s+{_MONTH}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|century|decade)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|"
    r"hundred|thousand|million|billion|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
# A capitalised word that does not open the sentence or a quotation.
_NAME = re.compile(r"(?<=[\w,;:)’'\-] )[^\W\d_a-zа-я][\w’'\-]+")
_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside|across|of)\s+(?:the\s+)?[A-ZÀ-ÞА-Я]\w+")

_ASKED = (
    (re.compile(r"^\s*(?:when\b|(?:in |on |since |by |from )?(?:what|which) (?:year|date|day|month|decade|century)|what time)", re.IGNORECASE), _DATE),
    (re.compile(r"\bhow (?:many|much|old|long|far|large|big|tall|high|often|fast)\b|\bwhat (?:percentage|percent|share|number|amount|proportion)\b", re.IGNORECASE), _NUMBER),
    (re.compile(r"\bwho(?:m|se)?\b|\b(?:which|what) (?:person|man|woman|president|minister|official|leader|company|country|group|organi[sz]ation|team|actor|author|singer)\b", re.IGNORECASE), _NAME),
    (re.compile(r"\bwhere\b|\b(?:which|what) (?:city|place|country|town|region|state|venue)\b", re.IGNORECASE), _PLACE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage and how well it answers, each part in 0..1 (cosine -1..1)."""

    span: Span
    text: str
    cosine: float
    overlap: float
    kind: float

    @property
    def score(self) -> float:
        """How well the sentence answers, by itself."""
        return self.cosine + self.overlap + TYPE_WEIGHT * self.kind


def answer_pattern(question: str) -> re.Pattern[str] | None:
    """What the kind of thing asked for looks like, or None if the question does not tell."""
    return next((looks for asks, looks in _ASKED if asks.search(question)), None)


def weigh_sentences(
    article: str,
    spans: Sequence[Span],
    cosines: NDArray[np.float32],
    weights: Mapping[str, float],
    pattern: re.Pattern[str] | None,
) -> list[Evidence]:
    """The sentences of one passage as evidence.

    Args:
        article: The article's text, which the spans point into.
        spans: The sentences.
        cosines: Their cosines to the question, shape (len(spans),).
        weights: The rarity of the question's informative stems.
        pattern: What the kind of thing asked for looks like.
    """
    return [
        _weigh(article[start:end], (start, end), float(cosine), weights, pattern)
        for (start, end), cosine in zip(spans, cosines, strict=True)
    ]


def _weigh(
    text: str,
    span: Span,
    cosine: float,
    weights: Mapping[str, float],
    pattern: re.Pattern[str] | None,
) -> Evidence:
    kind = 1.0 if pattern is not None and pattern.search(text) else 0.0
    return Evidence(span, text, cosine, coverage(text, weights), kind)


def coverage(text: str, weights: Mapping[str, float]) -> float:
    """The share of the question's rarity that the text's words carry, 0..1."""
    total = sum(weights.values())
    present = set(stems(text))
    return (
        sum(weight for term, weight in weights.items() if term in present) / total if total else 0.0
    )

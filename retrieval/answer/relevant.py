"""Which sentences of the passages are about a topic, and which of them say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.draft import DraftStatement, Quote
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.words import informative, stems

SAME = 0.7
"""Two sentences that share this much of their words say the same."""

ABOUT_WORDS = 0.5
"""A sentence with this share of a topic's rare words is about it."""

ABOUT_MEANING = 0.45
"""So is one whose vector has this cosine to the topic's, with some of its words."""

SOME_WORDS = 0.2

FEWEST_SHARED = 3

_FIGURE = re.compile(r"\d[\d.,]*")


def relevant(hits: Sequence[Hit]) -> Iterator[tuple[Hit, Evidence]]:
    """The sentences that are about what was searched for, in the order of the passages."""
    for hit in hits:
        for evidence in hit.evidence:
            by_words = evidence.overlap >= ABOUT_WORDS
            by_meaning = evidence.cosine >= ABOUT_MEANING and evidence.overlap >= SOME_WORDS
            if by_words or by_meaning:
                yield hit, evidence


def alike(one: str, other: str, least: float = SAME) -> bool:
    """Whether two sentences say the same; with other figures in them they don't."""
    if set(_FIGURE.findall(one)) != set(_FIGURE.findall(other)):
        return False
    return _share(set(stems(one)), set(stems(other))) >= least


def same_matter(one: str, other: str) -> float:
    """How much of the shorter sentence's informative words the other has too, 0..1.

    Fewer than three words in common are chance: a name alone is not yet the same event.
    """
    a, b = set(informative(one)), set(informative(other))
    return _share(a, b) if len(a & b) >= FEWEST_SHARED else 0.0


def _share(a: set[str], b: set[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def quote_of(hit: Hit, evidence: Evidence) -> Quote:
    """A sentence as the place that bears it out."""
    return Quote(hit.passage, evidence.span)


def said(hit: Hit, evidence: Evidence, heading: str) -> DraftStatement:
    """A sentence, verbatim, under a heading."""
    return DraftStatement(evidence.text, (quote_of(hit, evidence),), heading)

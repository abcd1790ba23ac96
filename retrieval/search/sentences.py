"""A passage's sentences, and how near each comes to the question by meaning and by words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.search.expansion import Expansion, respelled_stems
from retrieval.search.words import stems
from retrieval.types import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BEFORE = 0.5
"""What a word counts that only the sentence before holds: "It has ten members" names no one."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: `cosine` to the question (-1..1), `overlap` with its rare words.

    `overlap` is the share of the question's rarity that the sentence's words carry, words that
    only the sentence before holds counting half (0..1.5).
    """

    span: Span
    text: str
    cosine: float
    overlap: float

    @property
    def nearness(self) -> float:
        """Both in one: a plain sum measured no worse than fitted weights."""
        return self.cosine + self.overlap


def weigh_sentences(
    article: str,
    title: str,
    spans: Sequence[Span],
    cosines: NDArray[np.float32],
    weights: Mapping[str, float],
    names: Sequence[Expansion] = (),
) -> tuple[list[Sentence], float]:
    """The sentences of one passage, weighed; and the share of the rarity that it covers, 0..1.

    Args:
        article: The article's text, which the spans point into.
        title: The article's title: what it holds, the passage covers too.
        spans: The sentences.
        cosines: Their cosines to the question, shape (len(spans),).
        weights: The rarity of the question's informative stems.
        names: Its names that a sentence may hold in another spelling.
    """
    weighed = []
    before: frozenset[str] = frozenset()
    covered = _present(title, names)
    for (start, end), cosine in zip(spans, cosines, strict=True):
        text = article[start:end]
        present = _present(text, names)
        covered |= present
        # A word that both hold counts once, and whole.
        overlap = _share(present, weights) + BEFORE * _share(before - present, weights)
        weighed.append(Sentence((start, end), text, float(cosine), overlap))
        before = present
    return weighed, _share(covered, weights)


def rarity_covered(text: str, weights: Mapping[str, float]) -> float:
    """The share of the question's rarity that the text's words carry, 0..1."""
    return _share(frozenset(stems(text)), weights)


def _present(text: str, names: Sequence[Expansion]) -> frozenset[str]:
    """The stems of a text, those of names that it holds in another spelling among them."""
    # In order, since a name of several words must stand there in a row.
    in_order = stems(text)
    return frozenset(in_order) | respelled_stems(names, in_order)


def _share(present: frozenset[str], weights: Mapping[str, float]) -> float:
    total = sum(weights.values())
    held = sum(weight for term, weight in weights.items() if term in present)
    return held / total if total else 0.0

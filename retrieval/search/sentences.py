"""A passage's sentences, and how near each comes to the question by meaning and by words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.search.expansion import Expansion, respelled_stems
from retrieval.search.words import stems, stems_of
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
    texts = [article[start:end] for start, end in spans]
    covered, *found = (_present(one, weights, names) for one in stems_of([title, *texts]))
    total = sum(weights.values())
    weighed = []
    before: Set[str] = frozenset()
    for span, text, cosine, present in zip(spans, texts, cosines, found, strict=True):
        covered |= present
        # A word that both hold counts once, and whole.
        overlap = _share(present, weights, total) + BEFORE * _share(
            before - present, weights, total
        )
        weighed.append(Sentence(span, text, float(cosine), overlap))
        before = present
    return weighed, _share(covered, weights, total)


def rarity_covered(text: str, weights: Mapping[str, float]) -> float:
    """The share of the question's rarity that the text's words carry, 0..1."""
    return _share(frozenset(stems(text)), weights, sum(weights.values()))


def _present(
    in_order: Sequence[str], weights: Mapping[str, float], names: Sequence[Expansion]
) -> Set[str]:
    """The question's stems in a text, names that it holds in another spelling among them."""
    present: Set[str] = weights.keys() & in_order
    # In order, since a name of several words must stand there in a row.
    return present | respelled_stems(names, in_order) if names else present


def _share(present: Set[str], weights: Mapping[str, float], total: float) -> float:
    if not present or not total:
        return 0.0
    return sum(weight for term, weight in weights.items() if term in present) / total

"""What a passage scores: in the search's two halves, then by its best sentence.

Those that come first by words and meaning are weighed sentence by sentence: a long passage may be
about much else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.archive.article_writing import unpack_spans
from retrieval.archive.quantization import unpack_sentences
from retrieval.language.alphabet import is_latin
from retrieval.search.expansion import Expansion
from retrieval.search.sentences import Sentence, weigh_sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


DEPTH = 100
"""Candidates taken from each half."""

ABSENT = 0.5
"""What a chunk beyond the depth of the word half is taken to score, as a share of the last one
within it; chosen by hand, between nothing and all that it can have."""


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """What a passage's score is made of, by the search's two halves and by its sentences.

    Attributes:
        share: What the meaning counts for when the two halves are fused; the words for the rest.
        meaning: What the passage's cosine to the question counts for.
        sentence: What that of its best sentence does.
        coverage: What the share of the question's rarity does that it and its title hold.
        words: What its share of the best BM25 does.
    """

    share: float
    meaning: float
    sentence: float
    coverage: float
    words: float


SHIPPED = ScoreWeights(0.7, 0.0, 1.0, 0.48, 0.0)
"""With the shipped embedding model: fitted by `training/search_weights.py` on 970 questions about
articles of our own that were kept from training. The other two told nothing beside these."""

MANY_LANGUAGES = ScoreWeights(0.7, 0.65, 0.5, 0.3, 0.1)
"""With the model for many languages, whose sentences' vectors tell less: chosen by hand on Russian
and Kazakh questions."""

UNKNOWN_LETTERS = ScoreWeights(0.5, 0.0, 0.1, 0.2, 1.0)
"""Where a model made for Latin letters is asked in others, whose meaning it hardly knows: chosen by
hand on the same."""

ACROSS = 0.85
"""How much of its meaning's score a chunk in another script has for its words; beside English
articles, English questions found the Russian one first for .35 with none, .67 with this."""

LEAST_SPREAD = 0.01
"""The part of meaning is divided by the best cosine; where even that is below nothing or nearly, by
this, so that it is never divided by nothing and no sign is turned round."""


def score_weights(question: str, *, across: bool) -> ScoreWeights:
    """By the embedding model, one of many scripts (`across`) or not, and the question's letters."""
    if across:
        return MANY_LANGUAGES
    return SHIPPED if is_latin(question) else UNKNOWN_LETTERS


def fuse_halves(
    by_words: Mapping[int, float],
    by_meaning: Mapping[int, float],
    counts: ScoreWeights,
    foreign: Collection[int] = (),
) -> dict[int, float]:
    """Words and meaning, each scaled to its best, as {chunk id: score}, best first.

    Of a `foreign` chunk, which shares no words with the question, the meaning speaks for both.
    """
    # Where all score 0 they are divided by 1, and stay 0.
    best_words = max(by_words.values(), default=1.0) or 1.0
    best_cosine = max(LEAST_SPREAD, max(by_meaning.values(), default=1.0))
    # A chunk beyond the depth of the word half scored less than its last, not nothing.
    absent = ABSENT * min(by_words.values(), default=0.0) if len(by_words) >= DEPTH else 0.0
    fused = {}
    # It has every candidate: `hybrid_search` has put in those that the words found.
    for key, cosine in by_meaning.items():
        words = by_words.get(key, absent) / best_words
        meaning = cosine / best_cosine
        if key in foreign:
            words = max(words, ACROSS * meaning)
        fused[key] = (1 - counts.share) * words + counts.share * meaning
    return dict(sorted(fused.items(), key=lambda item: -item[1]))


@dataclass(frozen=True, slots=True)
class WeighedChunk:
    """A chunk's row with its sentences and the share of the question that it and its title hold."""

    row: sqlite3.Row
    sentences: list[Sentence]
    covered: float

    @property
    def cosine(self) -> float:
        """Of its best sentence to the question."""
        return max(sentence.cosine for sentence in self.sentences)


def weigh_chunks(
    rows: Sequence[sqlite3.Row],
    vector: NDArray[np.float32],
    weights: Mapping[str, float],
    names: tuple[Expansion, ...],
) -> list[WeighedChunk]:
    """Chunks with their sentences weighed.

    Args:
        rows: The chunks with their articles, `spans` and `vectors` of their sentences.
        vector: The question's, shape (dimension,).
        weights: The rarity of the question's informative stems.
        names: Its names that a text may hold in another spelling.
    """
    if not rows:
        return []
    # Of all chunks at once, shape (sentences, dimension).
    vectors = unpack_sentences(b"".join(row["vectors"] for row in rows), len(vector))
    weighed, at = [], 0
    for row in rows:
        spans, title = unpack_spans(row["spans"]), row["title"] or ""
        # (sentences, dimension) by (dimension,): of unit vectors the product is the cosine.
        near, at = vectors[at : at + len(spans)] @ vector, at + len(spans)
        found = weigh_sentences(row["text"], title, spans, near, weights, names)
        weighed.append(WeighedChunk(row, *found))
    return weighed


def passage_scores(
    weighed: Sequence[WeighedChunk],
    counts: ScoreWeights,
    by_words: Mapping[int, float],
    by_meaning: Mapping[int, float],
    foreign: Collection[int] = (),
) -> list[float]:
    """What each chunk scores, in their order.

    Args:
        weighed: The chunks.
        counts: What counts for how much.
        by_words: BM25 by chunk id, of those within its depth.
        by_meaning: The cosine of each by chunk id.
        foreign: Those in another script than the question. Such a one shares no words with it:
            the meaning speaks for both.
    """
    best = max(LEAST_SPREAD, max((one.cosine for one in weighed), default=1.0))
    most = max((one.covered for one in weighed), default=0.0)
    most_words = max(by_words.values(), default=1.0) or 1.0
    scores = []
    for one in weighed:
        key, covered = one.row["chunk"], one.covered
        if key in foreign:
            covered = max(covered, ACROSS * most * one.cosine / best)
        words = by_words.get(key, 0.0) / most_words
        scores.append(
            counts.meaning * by_meaning[key]
            + counts.sentence * one.cosine
            + counts.coverage * covered
            + counts.words * words
        )
    return scores

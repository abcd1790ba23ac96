"""Vectors of passages and of their sentences. A passage is its sentences, a line each.

A sentence is best read within its passage: "It has ten members" then knows who has. And to read
each by itself besides takes as long again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Unit vectors: the passage's, shape (dimension,), its sentences', (sentences, dimension)."""

    passage: NDArray[np.float32]
    sentences: NDArray[np.float32]


class EmbedsTexts(Protocol):
    """What embeds texts one by one."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text, shape (len(texts), dimension)."""


@runtime_checkable
class EmbedsPassages(Protocol):
    """What embeds a passage and its sentences in one reading."""

    def embed_passages(self, passages: Sequence[Sequence[str]]) -> list[PassageVectors]:
        """A vector for each passage and for each of its sentences."""


def embed_passages(
    embedder: EmbedsTexts, passages: Sequence[Sequence[str]]
) -> list[PassageVectors]:
    """The vectors of passages and of their sentences, in one reading where the model can."""
    if isinstance(embedder, EmbedsPassages):
        return embedder.embed_passages(passages)
    return embed_apart(embedder, passages)


def joined(sentences: Sequence[str]) -> str:
    """The passage of these sentences."""
    return "\n".join(sentences)


def embed_apart(embedder: EmbedsTexts, passages: Sequence[Sequence[str]]) -> list[PassageVectors]:
    """The vectors of passages and sentences, each read by itself; each text once."""
    whole = [joined(passage) for passage in passages]
    texts = dict.fromkeys([*whole, *(sentence for one in passages for sentence in one)])
    indices = {text: at for at, text in enumerate(texts)}
    vectors = embedder.embed(list(texts))
    return [
        PassageVectors(vectors[indices[text]], vectors[[indices[one] for one in sentences]])
        for text, sentences in zip(whole, passages, strict=True)
    ]


def token_means(
    states: NDArray[np.float32],
    sentences: Sequence[str],
    prefix: int,
    offsets: Sequence[tuple[int, int]],
) -> NDArray[np.float32]:
    """The mean of each sentence's tokens' states, a row each; zeros for one that was cut off.

    Args:
        states: Of what was read, shape (tokens, dimension).
        sentences: The passage's.
        prefix: Characters before the passage in what was read.
        offsets: Where each token stands in what was read; the model's own ones are empty.
    """
    # A line end between two: the next one begins a character later.
    starts = list(accumulate((len(one) + 1 for one in sentences), initial=prefix))
    token_spans = np.array(offsets, dtype=np.intp).reshape(-1, 2)
    # By its last character: a piece of SentencePiece takes the space before a word along.
    last = np.where(token_spans[:, 1] > token_spans[:, 0], token_spans[:, 1] - 1, -1)
    of = np.where(last >= prefix, np.searchsorted(starts, last, side="right") - 1, -1)
    means = np.zeros((len(sentences), states.shape[1]), dtype=np.float32)
    for at in set(of.tolist()) - {-1}:
        means[at] = states[of == at].mean(axis=0)
    return means

"""Vectors as the archive stores them: small whole numbers that keep a vector's direction.

A unit vector is its direction, so no scale is kept: the largest component becomes 127, or 7 for a
sentence, and the length is made one again on reading. A chunk's vector takes a byte a component, a
sentence's half a byte. A cosine then moves by about 0.0004 for a chunk, and 0.007 for a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from retrieval.embedding.passages import embed_passages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.embedding import Embedder

LARGEST = 127  # of a signed byte, the same on both sides of 0
LARGEST_HALF = 7  # of four signed bits


class PackedPassage(NamedTuple):
    """The blobs of a chunk's vector and of its sentences', one after another."""

    vector: bytes
    sentences: bytes


Passage = tuple[str, ...]
"""A chunk by its sentences."""

PackedVectors = dict[Passage, PackedPassage]
"""Stored vectors by the passage that they are of."""


def embed_packed(embedder: Embedder, passages: Iterable[Passage]) -> PackedVectors:
    """Embed passages, each once, and pack their vectors."""
    wanted = list(dict.fromkeys(passages))
    made = embed_passages(embedder, wanted)
    vectors = pack_vectors(np.array([one.passage for one in made])) if made else []
    return {
        passage: PackedPassage(vector, b"".join(pack_sentences(one.sentences)))
        for passage, vector, one in zip(wanted, vectors, made, strict=True)
    }


def pack_vectors(vectors: NDArray[np.float32]) -> list[bytes]:
    """Vectors, shape (n, dimension), as a blob each: int8 components."""
    return [row.tobytes() for row in _whole_numbers(vectors, LARGEST)]


def unpack_vectors(blobs: Sequence[bytes]) -> NDArray[np.float32]:
    """The unit vectors of `pack_vectors`, shape (n, dimension).

    Raises:
        ValueError: They are not of one length, so one of them at least is damaged.
    """
    return _unit(np.frombuffer(b"".join(blobs), dtype=np.int8).reshape(len(blobs), -1))


def pack_sentences(vectors: NDArray[np.float32]) -> list[bytes]:
    """Vectors, shape (n, dimension), as a blob each: two components a byte, the first below."""
    halves = _whole_numbers(vectors, LARGEST_HALF)
    # An odd dimension: the last byte's upper half is of no component, and is cut off on reading.
    if halves.shape[1] % 2:
        halves = np.pad(halves, ((0, 0), (0, 1)))
    return [row.tobytes() for row in (halves[:, ::2] & 15) | (halves[:, 1::2] << 4)]


def unpack_sentences(blob: bytes, dimension: int) -> NDArray[np.float32]:
    """The unit vectors of the blobs of `pack_sentences`, one after another, shape (n, dimension).

    Raises:
        ValueError: They are damaged: their length is that of no number of vectors.
    """
    return _unit(_halves(blob, dimension))


def are_valid_sentences(blob: bytes, count: int, dimension: int) -> bool:
    """Whether the vectors of so many sentences are ones that `pack_sentences` may have made."""
    if not count or len(blob) != count * sentence_bytes(dimension):
        return False
    # Packing makes the largest component exactly this; whatever has another was not packed so.
    return bool((np.abs(_halves(blob, dimension)).max(axis=1) == LARGEST_HALF).all())


def is_valid_vector(blob: bytes, dimension: int) -> bool:
    """Whether a chunk's vector is one that `pack_vectors` may have made."""
    components = np.frombuffer(blob, dtype=np.int8)
    return len(components) == dimension and int(np.abs(components).max(initial=0)) == LARGEST


def sentence_bytes(dimension: int) -> int:
    """How long the blob of one sentence is."""
    return (dimension + 1) // 2


def _halves(blob: bytes, dimension: int) -> NDArray[np.int8]:
    pairs = np.frombuffer(blob, dtype=np.int8).reshape(-1, sentence_bytes(dimension))
    halves = np.empty((len(pairs), 2 * pairs.shape[1]), dtype=np.int8)
    halves[:, ::2], halves[:, 1::2] = (pairs << 4) >> 4, pairs >> 4  # the shift keeps the sign
    return halves[:, :dimension]


def _whole_numbers(vectors: NDArray[np.float32], largest: int) -> NDArray[np.int8]:
    # Not 0 at the least: a vector of zeros stays one, and nothing is divided by 0.
    peaks = np.abs(vectors).max(axis=1, initial=1e-9, keepdims=True)
    return np.asarray(np.rint(vectors / peaks * largest), dtype=np.int8)


def _unit(numbers: NDArray[np.int8]) -> NDArray[np.float32]:
    rows = numbers.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    return np.asarray(rows / np.maximum(lengths, 1), dtype=np.float32)

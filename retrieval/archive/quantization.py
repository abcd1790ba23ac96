"""Vectors as the archive stores them: small whole numbers that keep a vector's direction.

A unit vector is its direction, so no scale is kept: the largest component becomes 127, or 7 for a
sentence, and the length is made one again on reading. A chunk's vector takes a byte a component, a
sentence's half a byte. A cosine then moves by about 0.0004 for a chunk, and 0.007 for a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.embedding import Embedder

LARGEST = 127  # of a signed byte, the same on both sides of 0
LARGEST_HALF = 7  # of four signed bits


@dataclass(frozen=True, slots=True)
class PackedVectors:
    """Stored vectors by the text that they are of; a text may be a chunk here, a sentence there."""

    chunks: dict[str, bytes] = field(default_factory=dict)
    sentences: dict[str, bytes] = field(default_factory=dict)

    def __or__(self, other: PackedVectors) -> PackedVectors:
        return PackedVectors(self.chunks | other.chunks, self.sentences | other.sentences)


def embed_packed(
    embedder: Embedder, chunks: Iterable[str], sentences: Iterable[str]
) -> PackedVectors:
    """Embed texts, each once, and pack their vectors as a chunk's, a sentence's or both."""
    # One run of the model for both: a text that is a chunk and a sentence is embedded once.
    places = {text: i for i, text in enumerate(dict.fromkeys((*chunks, *sentences)))}
    vectors = embedder.embed(list(places))
    of_chunks, of_sentences = ([places[text] for text in texts] for texts in (chunks, sentences))
    return PackedVectors(
        dict(zip(chunks, pack_vectors(vectors[of_chunks]), strict=True)),
        dict(zip(sentences, pack_sentences(vectors[of_sentences]), strict=True)),
    )


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


def split_sentences(blob: bytes, dimension: int) -> list[bytes | None]:
    """The sentences' blobs, which lie in one; None in the place of one that is damaged.

    Raises:
        ValueError: As in `unpack_sentences`.
    """
    size = sentence_bytes(dimension)
    # Packing makes the largest component exactly this; whatever has another was not packed so.
    whole = np.abs(_halves(blob, dimension)).max(axis=1, initial=0) == LARGEST_HALF
    return [blob[i * size : (i + 1) * size] if one else None for i, one in enumerate(whole)]


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

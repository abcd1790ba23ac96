"""Packed vectors keep their direction, and tell themselves from damaged ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from retrieval.archive.quantization import (
    are_valid_sentences,
    embed_packed,
    is_valid_vector,
    pack_sentences,
    pack_vectors,
    sentence_bytes,
    unpack_sentences,
    unpack_vectors,
)
from support.archives import HashedWords
from support.articles import story

COMPONENTS = st.floats(-1, 1, width=32, allow_subnormal=False)
MATRICES = arrays.arrays(
    np.float32, st.tuples(st.integers(1, 6), st.integers(2, 400)), elements=COMPONENTS
)


def unit(matrix: np.ndarray) -> np.ndarray:
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    rows = np.where(norms > 1e-3, matrix / np.maximum(norms, 1e-3), 0).astype(np.float32)
    rows[norms[:, 0] <= 1e-3, 0] = 1
    return rows


@given(MATRICES)
def test_a_packed_vector_points_where_it_pointed(matrix: np.ndarray) -> None:
    rows = unit(matrix)
    back = unpack_vectors(pack_vectors(rows))
    assert back.shape == rows.shape
    assert np.linalg.norm(back, axis=1) == pytest.approx(1, abs=1e-5)
    # A step is a 127th of the largest component, so the rest can't be far.
    assert (back * rows).sum(axis=1).min() > 0.995


@given(MATRICES)
def test_a_packed_sentence_is_near_itself(matrix: np.ndarray) -> None:
    rows = unit(matrix)
    back = unpack_sentences(b"".join(pack_sentences(rows)), rows.shape[1])
    assert back.shape == rows.shape
    steps = np.abs(rows / np.abs(rows).max(axis=1, keepdims=True) - 1e-6) * 7
    exact = np.rint(steps) * np.sign(rows)
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    assert (back * exact).sum(axis=1).min() > 0.98


@given(st.integers(0, 2**32 - 1))
def test_packed_vectors_score_any_question_nearly_as_the_exact_ones_do(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = unit(rng.normal(size=(9, 384)).astype(np.float32))
    question = unit(rng.normal(size=(1, 384)).astype(np.float32))[0]
    exact = rows @ question
    assert np.abs(unpack_vectors(pack_vectors(rows)) @ question - exact).max() < 0.003
    sentences = unpack_sentences(b"".join(pack_sentences(rows)), 384)
    assert np.abs(sentences @ question - exact).max() < 0.04


def test_packing_what_was_unpacked_changes_nothing_more() -> None:
    rows = HashedWords().embed([story(i, 1) for i in range(20)])
    once, sentences = pack_vectors(rows), pack_sentences(rows)
    assert pack_vectors(unpack_vectors(once)) == once
    assert pack_sentences(unpack_sentences(b"".join(sentences), rows.shape[1])) == sentences


@pytest.mark.parametrize("dimension", [4, 5])
def test_a_byte_holds_two_components_of_a_sentence(dimension: int) -> None:
    row = np.array([[0.7, -0.7, 0.1, -0.1, 0.3][:dimension]], dtype=np.float32)
    (blob,) = pack_sentences(row)
    assert len(blob) == sentence_bytes(dimension) == (dimension + 1) // 2
    back = unpack_sentences(blob * 2, dimension)
    wanted = np.array([7, -7, 1, -1, 3][:dimension])
    assert back[1] / back[1][0] * 7 == pytest.approx(wanted, abs=1e-5)


def test_blobs_of_another_length_are_no_vectors() -> None:
    with pytest.raises(ValueError, match="reshape"):
        unpack_vectors([b"1234", b"123"])
    with pytest.raises(ValueError, match="reshape"):
        unpack_sentences(b"123", 4)
    assert not are_valid_sentences(b"123", 1, 4)
    assert not are_valid_sentences(b"", 0, 4)
    assert not is_valid_vector(b"123", 4)


def test_what_no_packing_made_is_told() -> None:
    (vector,) = pack_vectors(np.array([[0.6, -0.8]], dtype=np.float32))
    assert is_valid_vector(vector, 2)
    assert not is_valid_vector(bytes(2), 2)
    one, other = pack_sentences(np.array([[0.6, -0.8], [0.8, 0.6]], dtype=np.float32))
    assert are_valid_sentences(one + other, 2, 2)
    assert not are_valid_sentences(one + other, 3, 2)
    assert not are_valid_sentences(one + bytes(1) + other, 3, 2)


def test_a_passage_is_embedded_once() -> None:
    embedder = HashedWords()
    one, other = ("one two",), ("three", "four")
    made = embed_packed(embedder, [one, other, one])
    assert embedder.embedded == ["one two", "three\nfour", "three", "four"]
    assert [*made] == [one, other]
    (vector,) = pack_vectors(embedder.embed(["three\nfour"]))
    sentences = b"".join(pack_sentences(embedder.embed(other)))
    assert made[other] == (vector, sentences)
    assert embed_packed(embedder, []) == {}

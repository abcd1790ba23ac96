from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from newsroom import Folder, HashedWords, article, story

from retrieval.archive.indexing import index
from retrieval.archive.store import Archive
from retrieval.archive.writing import (
    pack_sentences,
    stored_vectors,
    unpack_sentences,
    unpack_spans,
)

COMPONENTS = st.floats(-1, 1, width=32, allow_subnormal=False)
MATRICES = arrays.arrays(
    np.float32, st.tuples(st.integers(1, 6), st.integers(2, 400)), elements=COMPONENTS
)


@given(MATRICES)
def test_packed_sentence_vectors_keep_their_cosines_within_a_hundredth(
    matrix: np.ndarray,
) -> None:
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit = np.where(norms > 1e-3, matrix / np.maximum(norms, 1e-3), 0).astype(np.float32)
    unit[norms[:, 0] <= 1e-3, 0] = 1
    back = unpack_sentences(pack_sentences(unit), len(unit))
    assert back.shape == unit.shape
    own = (back * unit).sum(axis=1) / np.linalg.norm(back, axis=1)
    assert np.abs(own - 1).max() < 0.01


@given(st.integers(0, 2**32 - 1))
def test_packed_sentence_vectors_score_any_question_as_the_exact_ones_do(seed: int) -> None:
    rng = np.random.default_rng(seed)
    unit = rng.normal(size=(9, 384)).astype(np.float32)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    question = rng.normal(size=384).astype(np.float32)
    question /= np.linalg.norm(question)
    back = unpack_sentences(pack_sentences(unit), 9)
    assert np.abs(back @ question - unit @ question).max() < 0.01


def test_packing_what_was_unpacked_changes_nothing_more() -> None:
    unit = HashedWords().embed([story(i, 1) for i in range(20)])
    once = pack_sentences(unit)
    assert pack_sentences(unpack_sentences(once, 20)) == once


def test_spans_are_read_as_they_were_written() -> None:
    spans = ((0, 7), (8, 1_999_999_999))
    assert unpack_spans(np.array(spans, dtype="<i4").tobytes()) == spans


def test_a_text_that_is_both_a_chunk_and_a_sentence_keeps_its_exact_vector(
    archive: Archive, folder: Folder
) -> None:
    alone = "Alone it stands."
    text = f"{alone}{'~' * 300}First here. {alone} Last here."
    folder.put("a", article("aaaa", text, furniture=((len(alone), len(alone) + 300),)))
    embedder = HashedWords()
    index(archive, embedder, folder.found(), folder.read)
    with archive.reading() as connection:
        held = stored_vectors(connection, "aaaa")
    assert np.array_equal(held[alone], embedder.embed([alone])[0])


def test_damaged_vectors_are_left_out_of_those_that_are_used_again(
    archive: Archive, folder: Folder
) -> None:
    folder.put("a", article("aaaa", story(1, 100)))
    index(archive, HashedWords(), folder.found(), folder.read)
    damages = (
        "vectors set vector = substr(vector, 1, 10)",
        "vectors set vector = zeroblob(length(vector))",
        "sentences set vectors = substr(vectors, 1, 33)",
        "sentences set spans = substr(spans, 1, 5)",
    )
    with archive.reading() as connection:
        keys = [row["chunk"] for row in connection.execute("select chunk from vectors")]
        before = stored_vectors(connection, "aaaa")
    with archive.noting() as connection:
        for damage, key in zip(damages, keys, strict=False):
            connection.execute(f"update {damage} where chunk = {key}")
    with archive.reading() as connection:
        held = stored_vectors(connection, "aaaa")
    assert held
    assert len(held) < len(before) - len(damages)
    assert all(np.array_equal(vector, before[text]) for text, vector in held.items())

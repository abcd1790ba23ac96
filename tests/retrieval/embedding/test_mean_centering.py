from __future__ import annotations

import numpy as np
import pytest

from retrieval.embedding import MiniLM
from retrieval.embedding.mean_centering import LEAST_MEAN_COSINE, SAMPLE, common_part


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_vectors_that_share_a_large_part_have_it_named() -> None:
    rows = unit(np.random.default_rng(0).normal(size=(24, 64)) + 2)
    common = common_part(rows)
    assert common is not None
    rest = unit(rows - common)
    cosines = rest @ rest.T
    assert abs(cosines[np.triu_indices(24, 1)].mean()) < 0.1 < (rows @ rows.T).mean()


def test_vectors_that_share_nothing_are_left_as_they_are() -> None:
    assert common_part(unit(np.random.default_rng(0).normal(size=(24, 64)))) is None


def test_the_shipped_model_has_no_common_part_worth_taking_out(minilm: MiniLM) -> None:
    vectors = minilm.embed(SAMPLE)
    assert common_part(vectors) is None
    cosines = vectors[:10] @ vectors[:10].T
    assert cosines[np.triu_indices(10, 1)].mean() < LEAST_MEAN_COSINE / 2


def test_the_sample_is_of_different_sentences() -> None:
    assert len(set(SAMPLE)) == len(SAMPLE) == pytest.approx(24)

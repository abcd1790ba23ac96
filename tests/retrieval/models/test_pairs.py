"""Pairs of texts in batches: every one comes back in its own place, whatever it holds."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.models.pairs import CLAIMS, MAX_TOKENS, READING, PairModel


@pytest.fixture(scope="module")
def model() -> PairModel:
    return PairModel(READING, ("start", "end"), threads=1)


def test_each_pair_has_a_row_of_each_output_as_long_as_its_batch(model: PairModel) -> None:
    pairs = [("Who?", "Orla Venn."), ("When did the harbour council meet?", "On Thursday. " * 9)]
    encodings = model.encode(pairs)
    found = dict(model.run(encodings))
    assert found.keys() == {0, 1}
    for at, outputs in found.items():
        assert len(outputs) == 2
        assert all(row.shape[0] >= len(encodings[at].ids) for row in outputs)
        assert all(np.isfinite(row[: len(encodings[at].ids)]).all() for row in outputs)


def test_what_stands_beside_it_in_a_batch_changes_a_pair_hardly(model: PairModel) -> None:
    pair, long = ("Who chairs it?", "Orla Venn chairs it."), ("Who?", "It froze in May. " * 12)
    alone = dict(model.run(model.encode([pair])))[0][0]
    beside = dict(model.run(model.encode([long, pair])))[1][0]
    # int8 weights scale what goes through them by the batch, so not to the last digit.
    assert np.abs(alone - beside[: len(alone)]).max() < 2.5


def test_only_the_second_text_is_cut(model: PairModel) -> None:
    (encoding,) = model.encode([("Who chairs it?", "word " * 2000)])
    assert len(encoding.ids) == MAX_TOKENS
    assert encoding.type_ids.count(0) < 10


def test_no_pairs_are_no_rows(model: PairModel) -> None:
    assert list(model.run(model.encode([]))) == []


@pytest.mark.parametrize("text", ["", "\ud800", "a\udfffb", "\x00", "🙂", "\n"])
def test_any_text_is_a_pair(model: PairModel, text: str) -> None:
    found = dict(model.run(model.encode([(text, text)])))
    assert np.isfinite(found[0][0]).all()


def test_a_network_is_loaded_once_for_all_of_its_outputs(model: PairModel) -> None:
    judging = PairModel(READING, ("scores",), threads=1)
    assert judging._session is model._session
    assert PairModel(CLAIMS, ("scores",), threads=1)._session is not model._session

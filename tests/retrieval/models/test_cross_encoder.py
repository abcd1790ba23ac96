"""Pairs of texts: every one comes back in its own place, whatever it holds."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.models.cross_encoder import MAX_TOKENS, PairModel

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model() -> PairModel:
    return PairModel(("start", "end"), threads=1)


def test_each_pair_has_each_output_as_long_as_it_is(model: PairModel) -> None:
    pairs = [("Who?", "Orla Venn."), ("When did the harbour council meet?", "On Thursday. " * 9)]
    encodings = model.encode(pairs)
    found = model.run(encodings)
    assert len(found) == 2
    for encoding, outputs in zip(encodings, found, strict=True):
        assert len(outputs) == 2
        assert all(row.shape == (len(encoding.ids),) for row in outputs)
        assert all(np.isfinite(row).all() for row in outputs)


def test_what_stands_beside_it_changes_nothing_of_a_pair(model: PairModel) -> None:
    pair, long = ("Who chairs it?", "Orla Venn chairs it."), ("Who?", "It froze in May. " * 12)
    alone = model.run(model.encode([pair]))[0]
    beside = PairModel(("start", "end")).run(model.encode([long, pair, long]))[1]
    assert all((one == other).all() for one, other in zip(alone, beside, strict=True))


@pytest.mark.parametrize("long", ["word " * 2000, "?" * 400])
def test_only_the_longer_text_is_cut(model: PairModel, long: str) -> None:
    short = "Who chairs it?"
    first, second = model.encode([(short, long), (long, short)])
    assert len(first.ids) == len(second.ids) == MAX_TOKENS
    assert first.type_ids.count(0) == 6  # four tokens and two special ones
    assert second.type_ids.count(1) == 5


def test_no_pairs_are_no_rows(model: PairModel) -> None:
    assert model.run(model.encode([])) == []


@pytest.mark.parametrize("text", ["", "\ud800", "a\udfffb", "\x00", "🙂", "\n"])
def test_any_text_is_a_pair(model: PairModel, text: str) -> None:
    found = model.run(model.encode([(text, text)]))
    assert np.isfinite(found[0][0]).all()


def test_a_network_is_loaded_once_for_all_of_its_outputs(model: PairModel) -> None:
    assert PairModel(("scores",), threads=1)._session is model._session

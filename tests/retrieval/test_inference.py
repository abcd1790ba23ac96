"""Batches: bounded, every text in one, and what is made of them in their order."""

import threading
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.inference import BATCH_TOKENS, batches_of, open_graph, side_by_side


@given(st.lists(st.integers(1, 512), max_size=60))
def test_every_text_is_in_one_batch_longest_first_and_none_costs_too_much(lengths):
    batches = list(batches_of(lengths))
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    ordered = [lengths[index] for batch in batches for index in batch]
    assert ordered == sorted(ordered, reverse=True)
    assert all(
        lengths[batch[0]] * len(batch) <= BATCH_TOKENS for batch in batches if len(batch) > 1
    )


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_results_come_in_the_order_of_the_batches(threads):
    assert side_by_side(lambda batch: batch * 2, range(20), threads) == list(range(0, 40, 2))
    assert side_by_side(lambda batch: batch, [], threads) == []


def test_batches_run_side_by_side_and_one_alone_in_the_callers_thread():
    meeting = threading.Barrier(2, timeout=20)
    assert side_by_side(lambda _: meeting.wait() >= 0, [1, 2], 2) == [True, True]
    assert side_by_side(lambda _: threading.current_thread(), [1], 2) == [
        threading.current_thread()
    ]


def test_a_failure_in_a_batch_is_the_callers():
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda batch: 1 / batch, [1, 0, 2], 2)


def test_a_graph_has_no_threads_of_its_own_which_would_spin():
    weights = files("retrieval.models") / "weights" / "reading_int8.onnx"
    options = open_graph(weights.read_bytes()).get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)

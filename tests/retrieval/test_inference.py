"""Work side by side, in order, and whose threads do it; products of bytes, exact everywhere."""

import threading
from contextlib import nullcontext
from importlib.resources import files

import numpy as np
import onnx
import onnxruntime
import pytest

from retrieval.inference import PROBE, WIDE_SUMS, open_graph, run_in_parallel
from training import int8_products

BYTES = np.full((8, 64), 255, np.uint8)
EXACT = 64 * 255 * 127


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_results_come_in_the_order_of_the_work(threads):
    assert run_in_parallel(lambda one: one * 2, range(20), threads) == list(range(0, 40, 2))
    assert run_in_parallel(lambda one: one, [], threads) == []


def test_work_runs_side_by_side_and_one_alone_in_the_callers_thread():
    meeting = threading.Barrier(2, timeout=20)
    assert run_in_parallel(lambda _: meeting.wait() >= 0, [1, 2], 2) == [True, True]
    assert run_in_parallel(lambda _: threading.current_thread(), [1], 2) == [
        threading.current_thread()
    ]


def test_a_failure_is_the_callers():
    with pytest.raises(ZeroDivisionError):
        run_in_parallel(lambda one: 1 / one, [1, 0, 2], 2)


@pytest.mark.slow
def test_a_graph_has_no_threads_of_its_own_which_would_spin():
    weights = files("retrieval.models") / "weights" / "reading_int8.onnx"
    options = open_graph(str(weights)).get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_products_of_bytes_are_exact_whatever_the_processor(tmp_path):
    onnx.save(int8_products.graph(), tmp_path / "products.onnx")
    (sums,) = open_graph(str(tmp_path / "products.onnx")).run(None, {"bytes": BYTES})
    # Two of these products, 64,770, do not go into 16 bits.
    assert (sums == EXACT).all()


def test_wide_sums_are_asked_for_only_where_the_processor_needs_them(tmp_path):
    onnx.save(int8_products.graph(), tmp_path / "products.onnx")
    bare = onnxruntime.InferenceSession(
        tmp_path / "products.onnx", providers=["CPUExecutionProvider"]
    )
    (sums,) = bare.run(None, {"bytes": BYTES})
    options = open_graph(str(tmp_path / "products.onnx")).get_session_options()
    cut_off = (sums != EXACT).any()
    # onnxruntime raises where an option was not given.
    with nullcontext() if cut_off else pytest.raises(RuntimeError, match=WIDE_SUMS):
        assert options.get_session_config_entry(WIDE_SUMS) == "1"


def test_the_shipped_probe_is_what_its_recipe_makes():
    shipped = onnx.load_from_string(files("retrieval").joinpath(PROBE).read_bytes())
    assert shipped == int8_products.graph()

"""Work side by side: what is made of each piece, in order, and whose threads do it."""

import threading
from importlib.resources import files

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from retrieval.inference import open_graph, run_in_parallel


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
    weights = np.full((64, 8), 127, dtype=np.int8)
    graph = helper.make_graph(
        [
            helper.make_node("DynamicQuantizeLinear", ["in"], ["bytes", "scale", "zero"]),
            helper.make_node("MatMulInteger", ["bytes", "weights", "zero", "none"], ["out"]),
        ],
        "products",
        [helper.make_tensor_value_info("in", TensorProto.FLOAT, [1, 64])],
        [helper.make_tensor_value_info("out", TensorProto.INT32, [1, 8])],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(np.array(0, dtype=np.int8), "none"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, tmp_path / "products.onnx")
    ones = np.ones((1, 64), dtype=np.float32)
    (out,) = open_graph(str(tmp_path / "products.onnx")).run(None, {"in": ones})
    # Two of these products, 64,770, do not go into 16 bits.
    assert (out == 64 * 255 * 127).all()

"""The graph by which `retrieval/inference.py` tells whether a processor adds bytes up exactly.

python -m training.int8_products retrieval/int8_products.onnx
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

TERMS, COLUMNS = 64, 8


def graph() -> ModelProto:
    """`bytes`, of the shape (rows, 64), times a matrix of nothing but the largest weight, 127."""
    weights = np.full((TERMS, COLUMNS), 127, np.int8)
    products = helper.make_graph(
        [helper.make_node("MatMulInteger", ["bytes", "weights"], ["sums"])],
        "int8_products",
        [helper.make_tensor_value_info("bytes", TensorProto.UINT8, ["rows", TERMS])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, ["rows", COLUMNS])],
        [numpy_helper.from_array(weights, "weights")],
    )
    return helper.make_model(products, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(graph().SerializeToString())

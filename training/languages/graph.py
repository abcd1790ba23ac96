"""The network as an ONNX graph that gives one vector a text.

BERT as published (Devlin et al. 2019), mean of the token states, unit length. The word table
stays in the 4 bits that it comes in (`GatherBlockQuantized`), so nothing of it is lost; the
matrices become int8 with a scale for each output (`quantize_dynamic`).
"""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.languages.packed import BLOCK, Matrix, Packed

OPSET, IR = 21, 10  # the first with 4-bit numbers; onnxruntime 1.20 reads them


def write(packed: Packed, table: Matrix, to: Path) -> None:
    """Write the graph, its word table cut to `table`, its matrices in int8."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(_Network(packed, table).model(), str(whole))
        quantize_dynamic(
            whole,
            to,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # else sums overflow on machines without VNNI
            op_types_to_quantize=["MatMul"],
        )


class _Network:
    """Nodes and weights, put together layer by layer."""

    def __init__(self, packed: Packed, table: Matrix) -> None:
        self._packed = packed
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._table(table)

    def model(self) -> onnx.ModelProto:
        """The whole graph."""
        state = self._embedded()
        for layer in range(self._packed.layers):
            state = self._layer(state, f"l{layer}")
        self._pooled(state)
        asked = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["rows", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        given = helper.make_tensor_value_info(
            "sentence_embedding", TensorProto.FLOAT, ["rows", self._packed.hidden]
        )
        graph = helper.make_graph(self._nodes, "e5", asked, [given], self._weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR)

    def _add(self, kind: str, *inputs: str, **options: object) -> str:
        """A node; its output's name."""
        name = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **options))
        return name

    def _weight(self, name: str, value: NDArray[np.generic]) -> str:
        self._weights.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def _floats(self, name: str) -> str:
        return self._weight(name, self._packed.floats[name])

    def _constant(self, *values: int) -> str:
        return self._weight(f"constant_{len(self._weights)}", np.array(values, np.int64))

    def _table(self, table: Matrix) -> None:
        """The word table, two 4-bit numbers a byte, the first in the low half."""
        signed = table.numbers ^ 8  # 8 stood for nought
        flat = signed.reshape(-1, 2)
        both = (flat[:, 0] | (flat[:, 1] << 4)).astype(np.uint8)
        self._weights.append(
            helper.make_tensor(
                "words", TensorProto.INT4, table.numbers.shape, both.tobytes(), raw=True
            )
        )
        self._weight("word_scales", table.scales.astype(np.float16))

    def _embedded(self) -> str:
        """Words and positions added; there is one type of token, so its row goes with them."""
        packed = self._packed
        words = self._add(
            "GatherBlockQuantized", "words", "input_ids", "word_scales",
            domain="com.microsoft", block_size=BLOCK, gather_axis=0, quantize_axis=1,
        )  # fmt: skip
        places = packed.floats["emb.pos"].reshape(-1, packed.hidden)
        places = places + packed.floats["emb.type"][: packed.hidden]
        length = self._add("Shape", "input_ids", start=1, end=2)
        position = self._add(
            "Slice", self._weight("positions", places), self._constant(0), length, self._constant(0)
        )
        return self._normed(self._add("Add", self._add("Cast", words, to=1), position), "emb.ln")

    def _normed(self, state: str, name: str) -> str:
        return self._add(
            "LayerNormalization", state, self._floats(f"{name}.w"), self._floats(f"{name}.b"),
            axis=-1, epsilon=self._packed.epsilon,
        )  # fmt: skip

    def _dense(self, state: str, *names: str) -> str:
        """Linear maps of one state, side by side."""
        weights = [self._packed.matrices[f"{name}.w"].whole() for name in names]
        biases = [self._packed.floats[f"{name}.b"] for name in names]
        matrix = self._weight(f"{names[0]}.w", np.concatenate(weights).T)
        bias = self._weight(f"{names[0]}.b", np.concatenate(biases))
        return self._add("Add", self._add("MatMul", state, matrix), bias)

    def _layer(self, state: str, name: str) -> str:
        attended = self._dense(self._attended(state, name), f"{name}.ao")
        state = self._normed(self._add("Add", state, attended), f"{name}.aln")
        inner = self._add("Gelu", self._dense(state, f"{name}.fi"))
        return self._normed(
            self._add("Add", state, self._dense(inner, f"{name}.fo")), f"{name}.oln"
        )

    def _attended(self, state: str, name: str) -> str:
        packed = self._packed
        size = packed.hidden // packed.heads
        three = self._dense(state, f"{name}.q", f"{name}.k", f"{name}.v")
        shaped = self._add("Reshape", three, self._constant(0, 0, 3, packed.heads, size))
        parts = self._add("Transpose", shaped, perm=[2, 0, 3, 1, 4])
        query, key, value = (
            self._add("Gather", parts, self._weight(f"{name}.part{i}", np.array(i)), axis=0)
            for i in range(3)
        )
        across = self._add("Transpose", key, perm=[0, 1, 3, 2])
        scale = self._weight(f"{name}.scale", np.array(1 / math.sqrt(size), np.float32))
        scores = self._add("Mul", self._add("MatMul", query, across), scale)
        shares = self._add("Softmax", self._add("Add", scores, self._hidden()), axis=-1)
        heads = self._add("Transpose", self._add("MatMul", shares, value), perm=[0, 2, 1, 3])
        return self._add("Reshape", heads, self._constant(0, 0, packed.hidden))

    def _hidden(self) -> str:
        """What is added to scores so that padding is not attended to: made once."""
        if not any(node.name == "hidden" for node in self._nodes):
            mask = self._add("Cast", "attention_mask", to=1)
            wide = self._add("Unsqueeze", mask, self._constant(1, 2))
            one = self._weight("one", np.array(1, np.float32))
            far = self._weight("far", np.array(-1e4, np.float32))
            left = self._add("Sub", one, wide)
            self._nodes.append(helper.make_node("Mul", [left, far], ["hidden"], name="hidden"))
        return "hidden"

    def _pooled(self, state: str) -> None:
        """The mean of the tokens that are no padding, at unit length."""
        mask = self._add("Cast", "attention_mask", to=1)
        last = self._constant(-1)
        kept = self._add("Mul", state, self._add("Unsqueeze", mask, last))
        # The mean and the sum point the same way, and only the direction is kept.
        total = self._add("ReduceSum", kept, self._constant(1), keepdims=0)
        size = self._add("ReduceL2", total, last, keepdims=1)
        self._nodes.append(helper.make_node("Div", [total, size], ["sentence_embedding"]))

"""The networks as ONNX graphs: one gives a vector a text, the other reads pairs of texts.

BERT as published (Devlin et al. 2019). A vector is the mean of the token states, at unit length;
what reads has a span head and a claim head (`training/encoder.py`). The word table stays in the 4
bits that it comes in (`GatherBlockQuantized`), so nothing of it is lost, and the graph that reads
takes it out of the other's file; the matrices become int8 with a scale for each output
(`quantize_dynamic`).
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.languages.packed import BLOCK, Matrix, Packed

OPSET, IR = 21, 10  # the first with 4-bit numbers; onnxruntime 1.20 reads them


# The name by which `_shared` finds the word table in a graph.
TABLE = "words"
WIDTHS = {"qa": 2, "nli": 3}
"""Scores of each head: a begin and an end, and the three of a claim."""

Heads = Mapping[str, NDArray[np.float32]]
"""The heads' weights and biases by name: `qa.weight` has the shape (2, hidden)."""


def write(packed: Packed, table: Matrix, to: Path) -> None:
    """Write the graph that gives vectors, its word table cut to `table`, its matrices in int8."""
    made = _Network(packed, table)
    given = made.floats_of("sentence_embedding", "rows", packed.hidden)
    made.pooled(made.states())
    onnx.save(_int8(made.model([given])), str(to))


def write_heads(packed: Packed, table: Matrix, heads: Heads, beside: Path, to: Path) -> None:
    """Write a graph that reads pairs, its word table being the one in the other graph's file.

    Args:
        packed: The weights, with what was trained in the place of what was published.
        table: The word table.
        heads: The heads: of spans, of claims, or both.
        beside: What `write` wrote, in the same folder.
        to: The graph's file.
    """
    made = _Network(packed, table, heads)
    state = made.states()
    given = []
    if "qa.weight" in heads:
        made.read(state)
        given = [made.floats_of(name, "rows", "tokens") for name in ("start", "end")]
    made.judge(state)
    small = _int8(made.model([*given, made.floats_of("scores", "rows", WIDTHS["nli"])]))
    _shared(small, beside)
    onnx.save(small, str(to))


def _int8(model: onnx.ModelProto) -> onnx.ModelProto:
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        # Onto the disk and back: the quantiser takes and gives files.
        onnx.save(model, str(whole))
        quantize_dynamic(
            whole,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # else sums overflow on machines without VNNI
            op_types_to_quantize=["MatMul"],
        )
        return onnx.load(small)


def _shared(model: onnx.ModelProto, beside: Path) -> None:
    """Name the place in the other graph's file as that of the word table."""
    (table,) = (one for one in model.graph.initializer if one.name == TABLE)
    # The bytes are searched for, since ONNX tells no place within a file.
    offset = beside.read_bytes().index(table.raw_data)
    set_external_data(table, beside.name, offset=offset, length=len(table.raw_data))
    table.ClearField("raw_data")
    table.data_location = TensorProto.EXTERNAL


class _Network:
    """Nodes and weights, put together layer by layer."""

    def __init__(self, packed: Packed, table: Matrix, heads: Heads | None = None) -> None:
        self._packed, self._heads = packed, heads or {}
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._table(table)

    def model(self, given: Sequence[onnx.ValueInfoProto]) -> onnx.ModelProto:
        """The whole graph, with these outputs."""
        asked = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["rows", "tokens"])
            # No `token_type_ids`: there is one type of token.
            for name in ("input_ids", "attention_mask")
        ]
        graph = helper.make_graph(self._nodes, "e5", asked, list(given), self._weights)
        # "com.microsoft" has the gather over 4-bit weights, which ONNX itself lacks.
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR)

    def floats_of(self, name: str, *shape: int | str) -> onnx.ValueInfoProto:
        """An output."""
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))

    def states(self) -> str:
        """The tokens' states after the last layer."""
        state = self._embedded()
        for layer in range(self._packed.layers):
            state = self._layer(state, f"l{layer}")
        return state

    def _add(self, kind: str, *inputs: str, **options: object) -> str:
        """A node; its output's name."""
        # Named by its number, so that no two nodes have one name.
        name = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **options))
        return name

    def _weight(self, name: str, value: NDArray[np.generic]) -> str:
        # In the order of rows, whatever a transposition has left: ONNX stores bytes.
        self._weights.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def _floats(self, name: str) -> str:
        return self._weight(name, self._packed.floats[name])

    def _constant(self, *values: int) -> str:
        return self._weight(f"constant_{len(self._weights)}", np.array(values, np.int64))

    def _table(self, table: Matrix) -> None:
        """The word table, two 4-bit numbers a byte, the first in the low half."""
        # Signed, from -8 to 7: with the upper bit turned 8 becomes nought.
        signed = table.numbers ^ 8  # 8 stood for nought
        # Two in a row share a byte.
        flat = signed.reshape(-1, 2)
        both = (flat[:, 0] | (flat[:, 1] << 4)).astype(np.uint8)
        self._weights.append(
            helper.make_tensor(
                TABLE, TensorProto.INT4, table.numbers.shape, both.tobytes(), raw=True
            )
        )
        self._weight("word_scales", table.scales.astype(np.float16))

    def _embedded(self) -> str:
        """Words and positions added; there is one type of token, so its row goes with them."""
        packed = self._packed
        words = self._add(
            "GatherBlockQuantized", TABLE, "input_ids", "word_scales",
            domain="com.microsoft", block_size=BLOCK, gather_axis=0, quantize_axis=1,
        )  # fmt: skip
        places = packed.floats["emb.pos"].reshape(-1, packed.hidden)
        places = places + packed.floats["emb.type"][: packed.hidden]
        # As many positions as the text has tokens.
        length = self._add("Shape", "input_ids", start=1, end=2)
        position = self._add(
            "Slice", self._weight("positions", places), self._constant(0), length, self._constant(0)
        )
        # The scales are of half precision, so the words come so; `to=1` is float32.
        return self._normed(self._add("Add", self._add("Cast", words, to=1), position), "emb.ln")

    def _normed(self, state: str, name: str) -> str:
        return self._add(
            "LayerNormalization", state, self._floats(f"{name}.w"), self._floats(f"{name}.b"),
            axis=-1, epsilon=self._packed.epsilon,
        )  # fmt: skip

    def _dense(self, state: str, *names: str) -> str:
        """Linear maps of one state, side by side."""
        weights = [self._matrix(f"{name}.w") for name in names]
        biases = [self._packed.floats[f"{name}.b"] for name in names]
        # One product for all maps of one state, as for query, key and value.
        matrix = self._weight(f"{names[0]}.w", np.concatenate(weights).T)
        bias = self._weight(f"{names[0]}.b", np.concatenate(biases))
        return self._add("Add", self._add("MatMul", state, matrix), bias)

    def _matrix(self, name: str) -> NDArray[np.float32]:
        # Trained matrices are floats, those as published are packed.
        packed = self._packed.matrices.get(name)
        return self._packed.floats[name] if packed is None else packed.whole()

    def _layer(self, state: str, name: str) -> str:
        attended = self._dense(self._attended(state, name), f"{name}.ao")
        state = self._normed(self._add("Add", state, attended), f"{name}.aln")
        # "Gelu" is the exact one, as in BERT, not the approximation by tanh.
        inner = self._add("Gelu", self._dense(state, f"{name}.fi"))
        return self._normed(
            self._add("Add", state, self._dense(inner, f"{name}.fo")), f"{name}.oln"
        )

    def _attended(self, state: str, name: str) -> str:
        packed = self._packed
        size = packed.hidden // packed.heads
        three = self._dense(state, f"{name}.q", f"{name}.k", f"{name}.v")
        # (rows, tokens, 3, heads, size); a nought in a shape keeps what was there.
        shaped = self._add("Reshape", three, self._constant(0, 0, 3, packed.heads, size))
        # (3, rows, heads, tokens, size)
        parts = self._add("Transpose", shaped, perm=[2, 0, 3, 1, 4])
        query, key, value = (
            self._add("Gather", parts, self._weight(f"{name}.part{i}", np.array(i)), axis=0)
            for i in range(3)
        )
        # (rows, heads, size, tokens)
        across = self._add("Transpose", key, perm=[0, 1, 3, 2])
        scale = self._weight(f"{name}.scale", np.array(1 / math.sqrt(size), np.float32))
        scores = self._add("Mul", self._add("MatMul", query, across), scale)
        shares = self._add("Softmax", self._add("Add", scores, self._hidden()), axis=-1)
        # (rows, tokens, heads, size), of which the last two become `hidden` again.
        heads = self._add("Transpose", self._add("MatMul", shares, value), perm=[0, 2, 1, 3])
        return self._add("Reshape", heads, self._constant(0, 0, packed.hidden))

    def _hidden(self) -> str:
        """What is added to scores so that padding is not attended to: made once."""
        if not any(node.name == "hidden" for node in self._nodes):
            mask = self._add("Cast", "attention_mask", to=1)
            # (rows, 1, 1, tokens); in the end 0 for a token and -10,000 for padding.
            wide = self._add("Unsqueeze", mask, self._constant(1, 2))
            one = self._weight("one", np.array(1, np.float32))
            far = self._weight("far", np.array(-1e4, np.float32))
            left = self._add("Sub", one, wide)
            self._nodes.append(helper.make_node("Mul", [left, far], ["hidden"], name="hidden"))
        return "hidden"

    def read(self, state: str) -> None:
        """The span head: a begin and an end score for each token."""
        spans = self._head(state, "qa")
        for at, name in enumerate(("start", "end")):
            place = self._weight(f"{name}.place", np.array(at))
            self._nodes.append(helper.make_node("Gather", [spans, place], [name], axis=2))

    def judge(self, state: str) -> None:
        """The claim head: three scores on the first token."""
        first = self._add("Gather", state, self._weight("first", np.array(0)), axis=1)
        scores = self._head(first, "nli")
        self._nodes.append(helper.make_node("Identity", [scores], ["scores"]))

    def _head(self, state: str, name: str) -> str:
        # PyTorch keeps a head as (scores, hidden).
        matrix = self._weight(f"{name}.weight", self._heads[f"{name}.weight"].T)
        bias = self._weight(f"{name}.bias", self._heads[f"{name}.bias"])
        return self._add("Add", self._add("MatMul", state, matrix), bias)

    def pooled(self, state: str) -> None:
        """The mean of the tokens that are no padding, at unit length."""
        mask = self._add("Cast", "attention_mask", to=1)
        last = self._constant(-1)
        kept = self._add("Mul", state, self._add("Unsqueeze", mask, last))
        # The mean and the sum point the same way, and only the direction is kept.
        total = self._add("ReduceSum", kept, self._constant(1), keepdims=0)
        size = self._add("ReduceL2", total, last, keepdims=1)
        self._nodes.append(helper.make_node("Div", [total, size], ["sentence_embedding"]))

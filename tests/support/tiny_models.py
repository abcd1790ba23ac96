"""Small embedding models as folders: a table of word vectors as an ONNX graph, a tokenizer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

WORDS = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "query",
    "passage",
    ":",
    "tide",
    "gull",
    "mast",
    "rope",
)
DIMENSION = 16


def table(*, tilted: float = 0.0) -> np.ndarray:
    """A random vector a word; `tilted` is added to all of them."""
    rows = np.random.default_rng(3).normal(size=(len(WORDS), DIMENSION))
    return (rows + tilted).astype(np.float32)


def tokenizer(*, framed: bool = True) -> Tokenizer:
    made = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    if framed:
        made.post_processor = TemplateProcessing(
            single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
        )
    return made


def graph(
    path: Path,
    vectors: np.ndarray,
    *,
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
    output: str = "last_hidden_state",
    pooled: bool = False,
    kind: int = TensorProto.INT64,
) -> None:
    """Write a graph that looks each token up; `pooled` gives their plain mean instead."""
    shape = ["batch", "seq"]
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["states" if pooled else output])]
    if pooled:
        nodes.append(helper.make_node("ReduceMean", ["states", "axes"], [output], keepdims=0))
    made = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, kind, shape) for name in inputs],
        [
            helper.make_tensor_value_info(
                output, TensorProto.FLOAT, [*shape[: 1 if pooled else 2], vectors.shape[1]]
            )
        ],
        [
            numpy_helper.from_array(vectors, "table"),
            *([numpy_helper.from_array(np.array([1]), "axes")] if pooled else []),
        ],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def model_folder(
    folder: Path,
    *,
    at: str = "model.onnx",
    told: Mapping[str, Any] | None = None,
    framed: bool = True,
    tilted: float = 0.0,
    **of_graph: Any,
) -> Path:
    """A whole model: `told` are its files of configuration by name."""
    graph(folder / at, table(tilted=tilted), **of_graph)
    tokenizer(framed=framed).save(str(folder / "tokenizer.json"))
    for name, value in (told or {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(value), "utf-8")
    return folder

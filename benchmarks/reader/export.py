"""A trained reader as ONNX: float32, and int8 with a scale for each column of a weight."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks.reader.encoding import Row
from benchmarks.reader.figures import figures, onnx_run, read
from benchmarks.reader.model import SpanReader

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
OUTPUTS = ["start", "end"]


def export(model: SpanReader, out: Path) -> tuple[Path, Path]:
    """Write `reader_fp32.onnx` and `reader_int8.onnx` into a folder; gives both paths.

    Inputs and outputs have the shape (batch, length), both free.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full, small = out / "reader_fp32.onnx", out / "reader_int8.onnx"
    ids = torch.randint(1000, 2000, (2, 24))
    torch.onnx.export(
        copy.deepcopy(model).eval().float(),
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(full),
        input_names=INPUTS,
        output_names=OUTPUTS,
        opset_version=17,
        dynamo=False,
        dynamic_axes={name: {0: "batch", 1: "length"} for name in INPUTS + OUTPUTS},
    )
    quantize_dynamic(
        full,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    return full, small


def compare(rows: Sequence[Row], full: Path, small: Path) -> dict[str, Any]:
    """Figures of both files, and how far they agree."""
    one, other = read(rows, onnx_run(full)), read(rows, onnx_run(small))
    pairs = list(zip(one, other, strict=True))
    examples = [row.example for row in rows]
    scores = np.array([[a.score, b.score] for a, b in pairs])
    return {
        "same_sentence": round(float(np.mean([a.sentence == b.sentence for a, b in pairs])), 3),
        "same_side_of_0": round(float(np.mean((scores[:, 0] > 0) == (scores[:, 1] > 0))), 3),
        "correlation": round(float(np.corrcoef(scores.T)[0, 1]), 3),
        "fp32": figures(examples, one),
        "int8": figures(examples, other),
    }

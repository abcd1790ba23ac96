"""A trained network as ONNX, int8 with a scale for each column of a weight.

python -m training.export --weights OUT/network.safetensors --to retrieval/models/weights
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch

from training import encoder as networks

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
NAME = "reading"


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--keep", type=Path, help="folder for float weights to go on from")
    options = parser.parse_args()
    network = networks.load(options.weights).eval()
    if options.keep:
        networks.save(network, options.keep / f"{NAME}.safetensors")
    export(networks.Reading(network), options.to / f"{NAME}_int8.onnx")


def export(model: networks.Reading, to: Path) -> None:
    """Write the model as int8 ONNX; inputs have the shape (rows, tokens), both free."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    ids = torch.randint(1000, 2000, (2, 24))
    names = list(model.outputs)
    axes = {name: {0: "rows", 1: "tokens"} for name in [*INPUTS, *names]}
    axes["scores"] = {0: "rows"}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(full),
            input_names=INPUTS,
            output_names=names,
            opset_version=17,
            dynamo=False,
            dynamic_axes=axes,
        )
        quantize_dynamic(
            full,
            to,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )


if __name__ == "__main__":
    main()

"""A trained network as ONNX, int8 with a scale for each column of a weight and each word.

python -m training.export --weights OUT/network.safetensors --to retrieval/models/weights
python -m training.export --embedding --weights OUT/embedding.safetensors --to FOLDER
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training import encoder as networks


class Rows(nn.Module):
    """A table of embeddings in int8 with a scale for each row.

    onnxruntime's own tool has one scale for the whole table, which the longest word sets for all.
    """

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        # 127 is the largest int8; the least scale is for a row of noughts.
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("weight", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of a table, shape (*ids.shape, width)."""
        return self.weight[ids].float() * self.scale[ids]


INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--embedding", action="store_true", help="tokens' states, no heads")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    network = networks.load(options.weights).eval()
    if options.embedding:
        export(networks.States(network), options.to / "model_int8.onnx", weights_beside=False)
    else:
        export(networks.Reading(network), options.to / "reading_int8.onnx", weights_beside=True)


def export(model: networks.Reading | networks.States, to: Path, *, weights_beside: bool) -> None:
    """Write the model as int8 ONNX; inputs have the shape (rows, tokens), both free.

    Args:
        model: What the product runs.
        to: The graph's file.
        weights_beside: The weights lie in a file of their own beside the graph, with the ending
            `.data`: onnxruntime maps it, which takes half the memory and half the time that a graph
            does which holds them. Then they have 8 bits, for which the product asks for wider sums
            where a processor needs them; else 7, which are right on all.
    """
    # Put back at the end: the caller's network keeps its words as floats.
    words = model.network.e.word
    model.network.e.word = Rows(words.weight.detach())
    try:
        with tempfile.TemporaryDirectory() as folder:
            full, whole = Path(folder) / "full.onnx", Path(folder) / "int8.onnx"
            _trace(model, full)
            _quantize(full, whole, bits=8 if weights_beside else 7)
            _store(whole, to, weights_beside=weights_beside)
    finally:
        model.network.e.word = words


def _trace(model: networks.Reading | networks.States, to: Path) -> None:
    """Write the model's graph, its weights as floats but for the words."""
    # An example for the tracing: any words will do, and both sizes are free in the graph.
    ids = torch.randint(1000, 2000, (2, 24))
    names = list(model.outputs)
    axes = {name: {0: "rows", 1: "tokens"} for name in [*INPUTS, *names]}
    # A claim's scores have no tokens.
    if "scores" in axes:
        axes["scores"] = {0: "rows"}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(to),
        input_names=INPUTS,
        output_names=names,
        opset_version=17,
        # The older exporter: `exported` finds weights by the names that it gives to nodes.
        dynamo=False,
        dynamic_axes=axes,
    )


def _quantize(full: Path, to: Path, bits: int) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        full,
        to,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=bits < 8,
        # Only products: the table of words is in int8 already.
        op_types_to_quantize=["MatMul"],
    )


def _store(whole: Path, to: Path, *, weights_beside: bool) -> None:
    import onnx

    graph = onnx.load(whole)
    if not weights_beside:
        onnx.save(graph, to)
        return
    data = to.with_suffix(".data")
    data.unlink(missing_ok=True)  # it would be added to
    onnx.save(graph, to, save_as_external_data=True, location=data.name)
    data.chmod(to.stat().st_mode)


if __name__ == "__main__":
    main()

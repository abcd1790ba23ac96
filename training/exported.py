"""The weights of an exported network as floats again, for training to go on from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray

# "/e/layers.0/q/MatMul_quant" multiplies by the weight "e.layers.0.q.weight"
_PRODUCT = re.compile(r"^/(?P<module>.+)/MatMul_quant$")
# How the graph's weights are called: ours behind "network.", turned by the exporter, in int8.
_NETWORK, _TURNED, _INT8 = "network.", "_Transposed", "_quantized"
_WORDS = "e.word.weight"


def weights_of(path: Path) -> dict[str, Tensor]:
    """Each weight of a network of ours, under its name there.

    What int8 has rounded stays rounded, by half a step of 127 of a column's largest weight.

    Args:
        path: What `export` wrote, its `.data` beside it.
    """
    graph = onnx.load(path).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {}
    for name in stored:
        # Scale and zero point are read beside the numbers that they belong to.
        if not name.startswith(_NETWORK) or name.endswith(("_scale", "_zero_point")):
            continue
        value, own = _floats(stored, name), name.removeprefix(_NETWORK).removesuffix(_INT8)
        # ONNX multiplies a state by a matrix of (in, out), PyTorch keeps (out, in).
        found[own.removesuffix(_TURNED)] = value.T if own.endswith(_TURNED) else value
    for node in graph.node:
        # A weight that only a product uses has lost its name; the node still has the module's.
        product = _PRODUCT.match(node.name)
        if product and node.op_type == "MatMulInteger":
            module = product["module"].replace("/", ".")
            found[f"{module}.weight"] = _floats(stored, node.input[1]).T
    # `export.Rows` keeps whole numbers and a scale for each word.
    found[_WORDS] = found[_WORDS] * found.pop("e.word.scale")
    return {name: torch.from_numpy(np.ascontiguousarray(row)) for name, row in found.items()}


def _floats(stored: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    value: NDArray[np.float32] = stored[name].astype(np.float32)
    if not name.endswith(_INT8):
        return value
    # int8: (number - zero point) * scale, both of the column.
    base = name.removesuffix(_INT8)
    scaled: NDArray[np.float32] = (value - stored[f"{base}_zero_point"]) * stored[f"{base}_scale"]
    return scaled

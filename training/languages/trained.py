"""What training made of the packed weights, under the packed file's names."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from training.languages.packed import Packed

PARTS = {
    "q": "q",
    "k": "k",
    "v": "v",
    "o": "ao",
    "ln1": "aln",
    "fi": "fi",
    "fo": "fo",
    "ln2": "oln",
}
"""A layer's parts: their names in `training/encoder.py`, and in the packed file."""

# "e.layers.4.fi.weight"
_OF_LAYER = re.compile(r"e\.layers\.(?P<layer>\d+)\.(?P<part>\w+)\.(?P<kind>weight|bias)")


def put_in(packed: Packed, path: Path) -> tuple[Packed, dict[str, NDArray[np.float32]]]:
    """The weights with what was trained in its place, and the heads' by name.

    Args:
        packed: As published.
        path: What `network.save` wrote.
    """
    floats, heads = dict(packed.floats), {}
    for name, half in load_file(path).items():
        value, place = half.astype(np.float32), _OF_LAYER.fullmatch(name)
        if place:
            floats[f"l{place['layer']}.{PARTS[place['part']]}.{place['kind'][0]}"] = value
        else:
            # A head has no layer: "qa.weight".
            heads[name] = value
    # What was trained is a float now, and its packed one goes.
    left = {name: matrix for name, matrix in packed.matrices.items() if name not in floats}
    return replace(packed, floats=floats, matrices=left), heads

"""multilingual-e5-small as a network to train: the packed weights under `training.encoder`'s names.

The word table is not trained, so that the reader's graph shares it with the embedding model's; nor
are the lowest layers, in which the languages meet.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, processors
from torch import Tensor

from training import encoder as networks
from training.batching import Encoder
from training.languages import vocabulary
from training.languages.packed import Packed
from training.languages.trained import PARTS

FROZEN = 4
"""Layers, from the words up, that are not trained."""


def network(packed: Packed) -> networks.Network:
    """The network with the package's vocabulary and new heads; lower part not to be trained."""
    made = networks.Network(config(packed))
    # `strict` is off for the heads, which the packed file does not have.
    made.load_state_dict(_weights(packed), strict=False)
    frozen = [made.e.word, made.e.pos, made.e.typ, made.e.ln, *made.e.layers[:FROZEN]]
    for part in frozen:
        part.requires_grad_(requires_grad=False)
    return made


def config(packed: Packed) -> dict[str, Any]:
    """The sizes of the network."""
    # Of MiniLM's build but for its words, layers, heads and epsilon.
    return networks.MINILM | {
        "vocab_size": len(vocabulary.kept(packed.pieces)),
        "num_hidden_layers": packed.layers,
        "num_attention_heads": packed.heads,
        "layer_norm_eps": packed.epsilon,
    }


def encoder(tokenizer: Path) -> Encoder:
    """Makes rows `<s> question </s></s> passage </s>`, as XLM-RoBERTa has pairs."""
    pieces = Tokenizer.from_file(str(tokenizer))
    pieces.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        # The second of the two marks between the texts belongs to the passage, as in the product.
        pair="<s> $A </s> </s>:1 $B:1 </s>:1",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    return Encoder(pieces)


def save(made: networks.Network, path: Path) -> None:
    """Write in half precision what was trained."""
    state = made.state_dict()
    # Only what was trained: the rest is in the packed file.
    trained = {name for name, weight in made.named_parameters() if weight.requires_grad}
    kept = {name: state[name].half().contiguous() for name in sorted(trained)}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(kept, path)


def load(packed: Packed, path: Path) -> networks.Network:
    """The network with what `save` wrote."""
    made = network(packed)
    # In half precision on the disk, in float32 for training.
    stored = {name: value.float() for name, value in load_file(path).items()}
    made.load_state_dict(stored, strict=False)
    return made


def _weights(packed: Packed) -> dict[str, Tensor]:
    kept = vocabulary.kept(packed.pieces)
    width = packed.hidden
    types = packed.floats["emb.type"][:width]
    found: dict[str, np.ndarray] = {
        "e.word.weight": packed.matrices["emb.word"].whole()[kept],
        # Cut to the 512 of MiniLM's build.
        "e.pos.weight": packed.floats["emb.pos"].reshape(-1, width)[:512],
        # One type of token was published: both texts of a pair get its row.
        "e.typ.weight": np.stack([types, types]),
        "e.ln.weight": packed.floats["emb.ln.w"],
        "e.ln.bias": packed.floats["emb.ln.b"],
    }
    for number in range(packed.layers):
        for own, theirs in PARTS.items():
            weight = packed.matrices.get(f"l{number}.{theirs}.w")
            found[f"e.layers.{number}.{own}.weight"] = (
                # A matrix that is not packed is among the floats.
                packed.floats[f"l{number}.{theirs}.w"] if weight is None else weight.whole()
            )
            found[f"e.layers.{number}.{own}.bias"] = packed.floats[f"l{number}.{theirs}.b"]
    return {name: torch.from_numpy(value.copy()) for name, value in found.items()}

"""The network: a BERT encoder with a span head (reader) and a claim head (entailment).

Span head after Devlin et al. 2019 (BERT, section 4.3): a start and an end score for every token,
the first token standing for "no answer here". Claim head: three scores on the first token.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from training import exported, initial

# As published, by the names of its config.json; the last two are of use for MPNet alone.
MINILM: dict[str, Any] = {
    "vocab_size": 30522,
    "hidden_size": 384,
    "num_hidden_layers": 6,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "max_position_embeddings": 512,
    "type_vocab_size": 2,
    "layer_norm_eps": 1e-12,
    "relative_buckets": 0,
    "first_position": 0,
}
"""The build of all-MiniLM-L6-v2."""

MPNET = MINILM | {
    "hidden_size": 768,
    "num_hidden_layers": 8,
    "intermediate_size": 3072,
    "max_position_embeddings": 514,
    "layer_norm_eps": 1e-5,
    "relative_buckets": 32,
    "first_position": 2,
}
"""The lower eight of the twelve layers of all-mpnet-base-v2, its words in the order of MiniLM's."""

# Places that the product never fills: it cuts at 384 tokens.
LONGEST_READ = 512
FARTHEST = 128
"""Tokens apart from which distances are one bucket, as in MPNet."""

DROPOUT = 0.1
"""The share of a layer's outputs left out in training, as in BERT."""


class Layer(nn.Module):
    """Self-attention and a feed-forward part, each with a normed bypass."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        width, inner = config["hidden_size"], config["intermediate_size"]
        self.heads = config["num_attention_heads"]
        self.q, self.k, self.v = (nn.Linear(width, width) for _ in range(3))
        self.o, self.fi, self.fo = (
            nn.Linear(width, width),
            nn.Linear(width, inner),
            nn.Linear(inner, width),
        )
        self.ln1 = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        self.ln2 = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Hidden states in and out, shape (rows, tokens, width); `bias` hides padding."""
        rows, tokens, width = hidden.shape
        each = width // self.heads

        def split(part: Tensor) -> Tensor:
            # Shape (rows, heads, tokens, width of a head).
            return part.view(rows, tokens, self.heads, each).transpose(1, 2)

        query, key, value = split(self.q(hidden)), split(self.k(hidden)), split(self.v(hidden))
        # Spelled out: a plain graph to export, and faster on two cores than PyTorch's attention.
        # The bias has a 1 or the heads in its second place, and is added to every head's scores.
        weights = torch.softmax(query * each**-0.5 @ key.transpose(-1, -2) + bias, -1)
        mixed = (weights @ value).transpose(1, 2).reshape(rows, tokens, width)
        # Normed after the bypass is added, as in BERT.
        hidden = self.ln1(hidden + self.drop(self.o(mixed)))
        return self.ln2(hidden + self.drop(self.fo(functional.gelu(self.fi(hidden)))))


class Embedding(nn.Module):
    """Words, positions, segments and the layers over them.

    Where the sizes name `relative_buckets`, how far two tokens stand apart is one more bias of
    their attention (Raffel et al. 2020, "T5"; Song et al. 2020, "MPNet").
    """

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        width, buckets = config["hidden_size"], config["relative_buckets"]
        self.first = config["first_position"]
        self.word = nn.Embedding(config["vocab_size"], width)
        self.pos = nn.Embedding(config["max_position_embeddings"], width)
        self.typ = nn.Embedding(config["type_vocab_size"], width)
        self.ln = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        self.rel = nn.Embedding(buckets, config["num_attention_heads"]) if buckets else None
        self.layers = nn.ModuleList(Layer(config) for _ in range(config["num_hidden_layers"]))
        if buckets:
            # Made of the sizes alone, so it is not stored with the weights.
            self.register_buffer("bucket", _buckets(buckets), persistent=False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Hidden states, shape (rows, tokens, width)."""
        tokens = input_ids.shape[1]
        # MPNet's positions begin at 2.
        place = self.pos.weight[self.first : self.first + tokens]
        hidden: Tensor = self.ln(self.word(input_ids) + place + self.typ(token_type_ids))
        # Shape (rows, 1, 1, tokens). Half precision can hold -10,000; with infinity a row of
        # padding alone would come out as no number at all.
        bias = ((1.0 - attention_mask.to(hidden.dtype)) * -1e4)[:, None, None, :]
        if self.rel is not None:
            # Shape (tokens, tokens, heads), turned to (1, heads, tokens, tokens).
            bias = bias + self.rel(self.bucket[:tokens, :tokens]).permute(2, 0, 1)[None]
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden


def _buckets(number: int) -> Tensor:
    """The bucket of each token seen from each other: near ones by the step, far ones by the log."""
    place = torch.arange(LONGEST_READ)
    distance = place[:, None] - place[None, :]
    # Half of the buckets for each direction; of those the nearer half has one step each.
    half, near = number // 2, number // 4
    far = torch.log(distance.abs().clamp(min=1) / near) / math.log(FARTHEST / near) * (half - near)
    steps = torch.where(
        distance.abs() < near, distance.abs(), (near + far.long()).clamp(max=half - 1)
    )
    # 0 to half - 1 for what comes before, half to number - 1 for what comes after.
    return steps + half * (distance < 0)


class Network(nn.Module):
    """The encoder `e`, the span head `qa` and the claim head `nli`."""

    def __init__(self, config: dict[str, Any] | None = None) -> None:
        super().__init__()
        config = config or MINILM
        self.e = Embedding(config)
        self.qa = nn.Linear(config["hidden_size"], 2)
        # Three scores: the labels' order in `material.LABELS`.
        self.nli = nn.Linear(config["hidden_size"], 3)


class Reading(nn.Module):
    """The network as the product runs it."""

    outputs = ("start", "end", "scores")

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Start and end scores, each of shape (rows, tokens), and those of claims, (rows, 3)."""
        hidden = self.network.e(ids, mask, types)
        spans = self.network.qa(hidden)
        # Claims are judged by the first token's state.
        return spans[..., 0], spans[..., 1], self.network.nli(hidden[:, 0])


class States(nn.Module):
    """The network as the product embeds with it: a text's vector is the mean of its states."""

    outputs = ("last_hidden_state",)

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """Tokens' states, shape (rows, tokens, width)."""
        return self.network.e(ids, mask, types)  # type: ignore[no-any-return]


def load(path: Path) -> Network:
    """A network from weights of ours, or with new heads from a published encoder's.

    Args:
        path: A `model.safetensors` as published, what `save` wrote, or what `export` did (`.onnx`).
    """
    if path.suffix == ".onnx":
        stored = exported.weights_of(path)
    else:
        stored = {name: value.float() for name, value in load_file(path).items()}
    # What has none of our names is as published.
    if "e.word.weight" not in stored:
        stored = initial.renamed(stored, path.with_name("tokenizer.json"))
    network = Network(MPNET if "e.rel.weight" in stored else MINILM)
    heads = {name for name in network.state_dict() if name.startswith(("qa.", "nli."))}
    # MPNet's upper four layers, and whatever else we have no place for, are left out.
    lower = {name: value for name, value in stored.items() if name in network.state_dict()}
    missing = network.load_state_dict(lower, strict=False).missing_keys
    # Only heads may be missing: they begin at random.
    if set(missing) - heads:
        raise ValueError(f"{path} lacks {', '.join(sorted(set(missing) - heads))}")
    return network


def save(network: Network, path: Path) -> None:
    """Write the weights in half precision; training can go on from them."""
    state = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(state, path)

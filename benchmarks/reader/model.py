"""The network: a BERT encoder with a start and an end score for every token."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

RENAMED = (
    ("attention.output.dense", "project"),
    ("attention.output.LayerNorm", "first_norm"),
    ("intermediate.dense", "widen"),
    ("output.dense", "narrow"),
    ("output.LayerNorm", "second_norm"),
)


class Layer(nn.Module):
    """Self-attention and a feed-forward part, each with a normed bypass."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        width, inner = config["hidden_size"], config["intermediate_size"]
        self.heads = config["num_attention_heads"]
        self.attend, self.project = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.first_norm = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        self.second_norm = nn.LayerNorm(width, eps=config["layer_norm_eps"])

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Hidden states in and out, shape (rows, tokens, width); `bias` hides padding."""
        rows, tokens, width = hidden.shape
        each = width // self.heads
        parts = self.attend(hidden).view(rows, tokens, 3, self.heads, each)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():  # spelled out, it makes a plain graph
            weights = torch.softmax(query @ key.transpose(-1, -2) * each**-0.5 + bias, -1)
            mixed = weights @ value
        else:
            mixed = functional.scaled_dot_product_attention(
                query, key, value, attn_mask=bias.to(query.dtype)
            )
        mixed = mixed.transpose(1, 2).reshape(rows, tokens, width)
        hidden = self.first_norm(hidden + self.project(mixed))
        return self.second_norm(hidden + self.narrow(functional.gelu(self.widen(hidden))))


class SpanReader(nn.Module):
    """BERT with a span head."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], width)
        self.position = nn.Embedding(config["max_position_embeddings"], width)
        self.segment = nn.Embedding(config["type_vocab_size"], width)
        self.norm = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        self.layers = nn.ModuleList(Layer(config) for _ in range(config["num_hidden_layers"]))
        self.head = nn.Linear(width, 2)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Start and end scores, each of shape (rows, tokens)."""
        position = self.position.weight[: input_ids.shape[1]]
        hidden = self.norm(self.word(input_ids) + position + self.segment(token_type_ids))
        bias = ((1.0 - attention_mask.float()) * -1e4)[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, bias)
        scores = self.head(hidden)
        return scores[..., 0], scores[..., 1]


def load_base(folder: Path) -> SpanReader:
    """A reader with the weights of a BERT encoder's folder and a new head."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    stored = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): value.float() for name, value in stored.items()}
    state = {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        "position.weight": weights["embeddings.position_embeddings.weight"],
        "segment.weight": weights["embeddings.token_type_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(config["num_hidden_layers"]):
        state |= _layer(weights, number)
    model = SpanReader(config)
    nn.init.normal_(model.head.weight, std=0.02)
    nn.init.zeros_(model.head.bias)
    model.load_state_dict(state | {f"head.{k}": v for k, v in model.head.state_dict().items()})
    return model


def _layer(weights: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    """One layer's weights under this module's names, query, key and value in one matrix."""
    base, own = f"encoder.layer.{number}.", f"layers.{number}."
    state = {}
    for part in ("weight", "bias"):
        three = [f"{base}attention.self.{name}.{part}" for name in ("query", "key", "value")]
        state[f"{own}attend.{part}"] = torch.cat([weights[name] for name in three])
        for old, new in RENAMED:
            state[f"{own}{new}.{part}"] = weights[f"{base}{old}.{part}"]
    return state


def span_loss(scores: Tensor, competing: Tensor, gold: Tensor) -> Tensor:
    """Negative log-likelihood of the gold tokens together among those that compete."""
    lowest = torch.finfo(torch.float32).min
    scores = scores.float().masked_fill(~competing, lowest)
    right = torch.logsumexp(scores.masked_fill(~gold, lowest), 1)
    return (torch.logsumexp(scores, 1) - right).mean()

"""Published encoders' weights under the names of `encoder.py`, with the words of our tokenizer."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

TOKENIZER = Path(__file__).resolve().parent.parent / "retrieval/embedding/model/tokenizer.json"

# Ours on the left, the published names on the right; a weight and a bias hang on each.
_EMBEDDINGS = {
    "e.word": "embeddings.word_embeddings",
    "e.pos": "embeddings.position_embeddings",
    "e.typ": "embeddings.token_type_embeddings",
    "e.ln": "embeddings.LayerNorm",
    "e.rel": "encoder.relative_attention_bias",
}
# A layer's parts: query, key, value and output, the two norms, the inner and the outer map.
_BERT = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "ln1": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "ln2": "output.LayerNorm",
}
# The same but for the attention, whose parts have shorter names.
_MPNET = (
    _BERT | {part: f"attention.attn.{part}" for part in "qkvo"} | {"ln1": "attention.LayerNorm"}
)
_MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""BERT's marks, and what stands for them in MPNet's vocabulary."""


def renamed(stored: dict[str, Tensor], tokenizer: Path) -> dict[str, Tensor]:
    """The weights of a BERT or an MPNet under our names.

    Args:
        stored: As published.
        tokenizer: The encoder's own; looked at for an MPNet, whose vocabulary is BERT's in another
            order. It tells no segments apart, so that theirs begin at zero.
    """
    # Some are published as a part of a larger model, under its name.
    stored = {n.removeprefix("bert.").removeprefix("mpnet."): value for n, value in stored.items()}
    # Only an MPNet tells how far apart tokens are by a bias.
    mpnet = "encoder.relative_attention_bias.weight" in stored
    names = dict(_EMBEDDINGS)
    # "encoder.layer.3.output.dense.weight": the third part is the layer's number.
    layers = {name.split(".")[2] for name in stored if name.startswith("encoder.layer.")}
    for number in layers:
        for own, theirs in (_MPNET if mpnet else _BERT).items():
            names[f"e.layers.{number}.{own}"] = f"encoder.layer.{number}.{theirs}"
    # A table of embeddings has no bias, and a pooler above the layers has no name of ours.
    found = {
        f"{own}.{part}": stored[f"{theirs}.{part}"]
        for own, theirs in names.items()
        for part in ("weight", "bias")
        if f"{theirs}.{part}" in stored
    }
    if mpnet:
        # Rows of the table in the order of our tokenizer, which is the product's.
        words = found["e.word.weight"]
        found["e.word.weight"] = words[_order(tokenizer)]
        found["e.typ.weight"] = torch.zeros(2, words.shape[1])
    return found


def _order(tokenizer: Path) -> list[int]:
    """The number in the encoder's vocabulary of each word of ours."""
    theirs = Tokenizer.from_file(str(tokenizer)).get_vocab()
    ours = Tokenizer.from_file(str(TOKENIZER)).get_vocab()
    # By their number in our vocabulary; the marks go by other names there.
    return [theirs[_MARKS.get(word, word)] for word in sorted(ours, key=ours.__getitem__)]

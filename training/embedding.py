"""Train the embedding model on questions, and on the passages and sentences that answer them.

    python -m training.embedding --init FILE --out OUT [--open FOLDER] [--minutes 60]

FILE is all-MiniLM-L6-v2's `model.safetensors` as published, or what this wrote. A batch holds
whole articles, half of them near ones of other stories, with questions and claims about each. Of
all its passages, and of all its sentences, each read within its passage as the product reads it,
a question is to be nearest to those that answer it.

Source: van den Oord et al. 2018, "Representation Learning with Contrastive Predictive Coding",
for the loss; Günther et al. 2024, "Late Chunking", for the sentences.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training import encoder as networks
from training.contrastive_batches import Batch, Padded, endless_batches, published, written
from training.train import CHECKPOINT_SECONDS, TOKENIZER, Weights, begun, rate

TEMPERATURE = 0.05
"""Divides cosines before the softmax, as when all-MiniLM-L6-v2 was trained."""

SENTENCES = 0.5
"""How much finding the sentence counts beside finding the passage."""


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--init", type=Path, required=True)
    parser.add_argument("--frozen", type=int, default=2, help="layers that are not trained")
    options = begun(parser)
    network = networks.load(options.init)
    fixed = (network.e.word, network.e.pos, network.e.typ, network.e.ln, network.qa, network.nli)
    for part in (*fixed, *network.e.layers[: options.frozen]):
        part.requires_grad_(requires_grad=False)
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    tokenizer.no_padding()
    own = list(written(tokenizer))
    others = list(published(options.open / "qa")) if options.open else []
    for name, some in (("own", own), ("published", others)):
        print(json.dumps({name: len(some), "asked": sum(len(a.asked) for a in some)}), flush=True)
    train(network, endless_batches(own, others, tokenizer, random.Random(options.seed)), options)


def contrastive_loss(network: networks.Network, batch: Batch) -> Tensor:
    """How far questions are from their passages and sentences, beside all others."""
    states = _states(network, batch.passages)
    # Shorter and longer questions apart, which spares padding.
    asked = torch.cat([_means(_states(network, some), some[1]) for some in batch.questions])
    passages = _means(states, batch.passages[1])
    sentences = _sentence_means(states, batch)
    return _contrast(asked @ passages.T, batch.right[0], batch.open[0]) + SENTENCES * _contrast(
        asked @ sentences.T, batch.right[1], batch.open[1]
    )


def _states(network: networks.Network, read: Padded) -> Tensor:
    states: Tensor = network.e(*read, torch.zeros_like(read[0]))
    return states


def _means(states: Tensor, mask: Tensor) -> Tensor:
    """Unit vectors, a row a text."""
    return functional.normalize((states * mask[..., None]).sum(1), dim=-1)


def _sentence_means(states: Tensor, batch: Batch) -> Tensor:
    inside = batch.sentence_of >= 0
    sums = torch.zeros(batch.right[1].shape[1], states.shape[-1])
    return functional.normalize(
        sums.index_add(0, batch.sentence_of[inside], states[inside]), dim=-1
    )


def _contrast(cosines: Tensor, right: Tensor, open_: Tensor) -> Tensor:
    """Negative log-likelihood of all that is right together among what competes."""
    scores, lowest = cosines / TEMPERATURE, -1e4
    competing = scores.masked_fill(~(open_ | right), lowest).logsumexp(-1)
    return (competing - scores.masked_fill(~right, lowest).logsumexp(-1)).mean()


def train(network: networks.Network, batches: Iterator[Batch], options: argparse.Namespace) -> None:
    """Train by the clock, saving now and then."""
    weights = Weights(network, half=options.bfloat16)
    optimizer = torch.optim.AdamW(weights.whole, lr=options.rate, weight_decay=0.01, fused=True)
    network.eval()  # no dropout: there are few passes over the articles
    began = saved = shown = time.monotonic()
    done, steps, mean = 0.0, 0, 0.0
    while done < 1:
        for group in optimizer.param_groups:
            group["lr"] = options.rate * rate(done)
        loss = contrastive_loss(network, next(batches))
        loss.backward()
        weights.gather()
        nn.utils.clip_grad_norm_(weights.whole, 1.0)
        optimizer.step()
        weights.spread()
        steps += 1
        mean += (loss.item() - mean) * (0.05 if steps > 1 else 1)  # of some twenty
        now = time.monotonic()
        done = (now - began) / (60 * options.minutes)
        if now - shown > 30 or done >= 1:
            shown = now
            told = {"done": round(done, 3), "steps": steps, "loss": round(mean, 4)}
            print(json.dumps(told), flush=True)
        if now - saved > CHECKPOINT_SECONDS or done >= 1:
            saved = now
            weights.store(lambda: networks.save(network, options.out / "embedding.safetensors"))


if __name__ == "__main__":
    main()

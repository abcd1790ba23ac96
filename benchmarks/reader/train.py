"""Train a reader and export it.

    python -m benchmarks.reader.train --data DATA --base BASE --out OUT [--examples N] [--init FILE]

The package's docstring says what DATA and BASE hold and what must be installed. OUT gets
`checkpoint.pt`, `reader_fp32.onnx`, `reader_int8.onnx`, `counts.json` (what the examples were
made from) and `validation.json`. Without `--examples` it is one pass over all, 85,000 with the
sets of `sources.py`; the learning rate goes with the examples seen, so that a schedule is always
finished.

AdamW; 4 % warm-up, then linearly down; the embedding table stays as it is; no dropout; bfloat16
where it gains speed. All runs on the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from benchmarks.reader.encoding import Encoder, Row, batches, collate
from benchmarks.reader.examples import Example, gather, training, validation
from benchmarks.reader.export import compare, export
from benchmarks.reader.model import SpanReader, load_base, span_loss
from benchmarks.reader.thesaurus import Thesaurus

WARM_UP = 0.04
REORDERED = 8000
"""Batches are made of so many rows at a time, to keep to the order of a pass."""


def main() -> None:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    learnt, kept = _prepare(options)
    model = load_base(options.base)
    if options.init:
        model.load_state_dict(torch.load(options.init))
    _train(model, learnt, options)
    torch.save(model.state_dict(), options.out / "checkpoint.pt")
    full, small = export(model, options.out)
    found = json.dumps(compare(kept, full, small), indent=1)
    (options.out / "validation.json").write_text(found, "utf-8")
    print(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train a reader and export it as ONNX.")
    parser.add_argument("--data", type=Path, required=True, help="folder with qa/ and pairs/")
    parser.add_argument("--base", type=Path, required=True, help="folder of a BERT encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder for what is made")
    parser.add_argument("--examples", type=int, help="how many to see (one pass)")
    parser.add_argument("--init", type=Path, help="checkpoint.pt to go on from")
    parser.add_argument("--minutes", type=float, help="end by the clock, not by the examples")
    parser.add_argument("--wordnet", type=Path, help="folder of WordNet's files, for other words")
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate")
    parser.add_argument("--tokens", type=int, default=3072, help="tokens a batch, with padding")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--compile", action="store_true", help="compile the model: faster, later")
    return parser.parse_args()


def _prepare(options: argparse.Namespace) -> tuple[list[Row], list[Row]]:
    """Training and validation rows; the counts of the examples are written down."""
    material = gather(options.data)
    thesaurus = Thesaurus(options.wordnet) if options.wordnet else None
    made, held = training(material, options.seed, thesaurus), validation(material)
    counts = {"one pass": _counts(made), "validation": _counts(held)}
    (options.out / "counts.json").write_text(json.dumps(counts, indent=1), "utf-8")
    encoder, rng = Encoder(options.base), random.Random(1000 + options.seed)
    learnt = [row for example in made[: options.examples] if (row := encoder(example, rng))]
    kept = [row for example in held if (row := encoder(example))]
    print(f"{len(made)} examples a pass, {len(learnt)} used; {len(kept)} for validation")
    return learnt, kept


def _counts(examples: Sequence[Example]) -> dict[str, int]:
    counted = Counter(f"{example.source}: {example.kind}" for example in examples)
    return dict(sorted(counted.items()))


def _stream(rows: list[Row], tokens: int, rng: random.Random) -> Iterator[list[Row]]:
    """Batches for ever; the first pass in the rows' order, later ones mixed."""
    while True:
        for at in range(0, len(rows), REORDERED):
            yield from batches(rows[at : at + REORDERED], tokens, rng)
        rows = rng.sample(rows, len(rows))


def _optimizer(model: SpanReader) -> torch.optim.Optimizer:
    model.word.weight.requires_grad_(requires_grad=False)
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    matrices = [weight for weight in trained if weight.ndim > 1]
    vectors = [weight for weight in trained if weight.ndim == 1]
    groups = [
        {"params": matrices, "weight_decay": 0.01},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, fused=True)


def _train(model: SpanReader, rows: list[Row], options: argparse.Namespace) -> None:
    """Train in place until as many examples as asked for were seen, or the minutes are over."""
    total = options.examples or len(rows)
    optimizer, model_step = _optimizer(model), model
    if options.compile:
        model_step = torch.compile(model, dynamic=True)
    stream = _stream(rows, options.tokens, random.Random(options.seed))
    seen, shown, mean, began = 0, 0.0, 0.0, time.monotonic()
    model.train()
    done = 0.0
    while done < 1:
        batch = next(stream)
        for group in optimizer.param_groups:
            group["lr"] = options.rate * _rate(done)
        loss = _loss(model_step, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen += len(batch)
        mean += (loss.item() - mean) * max(0.005, len(batch) / seen)
        took = time.monotonic() - began
        done = took / (60 * options.minutes) if options.minutes else seen / total
        if took - shown > 30 or done >= 1:
            shown = took
            print(
                f"{seen} seen, {done:.1%}, loss {mean:.3f}, {seen / took:.1f} a second", flush=True
            )


def _rate(done: float) -> float:
    """The learning rate's share at a share of the schedule."""
    falling = max(0.02, (1 - done) / (1 - WARM_UP))
    return min(done / WARM_UP + 0.02, falling, 1.0)


def _loss(model: torch.nn.Module, rows: Sequence[Row]) -> torch.Tensor:
    batch = collate(rows)
    with torch.autocast("cpu", torch.bfloat16):
        start, end = model(*map(torch.from_numpy, (batch.ids, batch.mask, batch.types)))
    competing = torch.from_numpy(batch.open)
    starts = span_loss(start, competing, torch.from_numpy(batch.starts))
    return (starts + span_loss(end, competing, torch.from_numpy(batch.ends))) / 2


if __name__ == "__main__":
    main()

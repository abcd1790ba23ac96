"""Train the reader or the entailment model, by the clock, with checkpoints.

    python -m training.train reader --init FILE --out OUT [--open FOLDER] [--minutes 80]
    python -m training.train entailment --init FILE --out OUT [--open FOLDER] [--mined ROWS]
                                        [--minutes 60]

FILE is a published BERT's `model.safetensors` or a checkpoint of ours; FOLDER holds the published
sets (`qa/`, `claims/`; README.md lists them); ROWS is what `training.mine` writes. OUT gets
`NAME.safetensors` every ten minutes and at the end. AdamW; 4 % warm-up, then linearly down by the
clock; word table frozen.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training import encoder as networks
from training import material, published
from training.batching import Batch, Encoder, Row, batches, collate
from training.drill import drilled

HERE = Path(__file__).resolve().parent
TOKENIZER = HERE.parent / "retrieval/embedding/model/tokenizer.json"
WARM_UP = 0.04
OPEN_SHARE = 0.4
"""The share of the published sets that one pass takes, the length of a pass being what it is."""

CHECKPOINT_SECONDS = 600


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["reader", "entailment"])
    parser.add_argument("--init", type=Path, required=True)
    options = begun(parser)
    network = networks.load(options.init)
    network.e.word.weight.requires_grad_(requires_grad=False)
    loss = span_loss if options.task == "reader" else _claim_loss
    to = options.out / f"{options.task}.safetensors"
    passes = _passes(options, random.Random(options.seed))
    train(network, passes, loss, options, lambda: networks.save(network, to))


def begun(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """The arguments, with those of every training, its folder made, PyTorch set up."""
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--open", type=Path)
    parser.add_argument("--mined", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--tokens", type=int, default=2560)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--bfloat16", action="store_true", help="multiply in bfloat16")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    return options


def _passes(options: argparse.Namespace, rng: random.Random) -> Iterator[list[Row]]:
    """Rows of one pass after another, each made anew (other windows, other no-answers)."""
    encode = Encoder(Tokenizer.from_file(str(TOKENIZER)))
    files = ["articles", "claims"] if options.task == "entailment" else ["articles"]
    articles = [a for name in files for a in material.lines(HERE / f"data/{name}.jsonl.gz")]
    articles = [a for a in articles if not material.held_out(material.story(a))]
    while True:
        if options.task == "reader":
            made = list(material.written_questions(articles, encode.count, rng))
            if options.open:
                made += published.questions(options.open / "qa", rng, OPEN_SHARE)
                made += published.pairs(options.open / "pairs", rng, OPEN_SHARE)
            rows = [row for one in made if (row := encode.asked(one))]
            names = Counter(one.source for one in made)
        else:
            claims = [
                *material.written_claims(articles, rng),
                *material.written_answered(articles, rng),
                *rng.sample(made := list(drilled(articles, rng)), len(made) // 5),
            ]
            if options.open:
                others = list(published.claims(options.open / "claims", rng))
                claims += rng.sample(others, len(others) // 2)
                claims += published.answered(options.open / "qa", rng, OPEN_SHARE / 2)
                claims += published.answered_pairs(options.open / "pairs", rng, OPEN_SHARE)
            if options.mined:
                claims += material.mined(options.mined)
            rows = [row for one in claims if (row := encode.claimed(one))]
            names = Counter(one.source for one in claims)
        size = sum(len(row.ids) for row in rows)
        print(json.dumps({"pass": dict(sorted(names.items())), "tokens": size}), flush=True)
        yield rows


def train(
    network: networks.Network,
    passes: Iterator[list[Row]],
    loss_of: Callable[[networks.Network, Batch], Tensor],
    options: argparse.Namespace,
    save: Callable[[], None],
) -> None:
    """Train what of the network wants gradients, `options.minutes` long, saving now and then."""
    rng = random.Random(options.seed)
    weights = Weights(network, half=options.bfloat16)
    optimizer = torch.optim.AdamW(
        [
            {"params": [w for w in weights.whole if w.ndim > 1], "weight_decay": 0.01},
            {"params": [w for w in weights.whole if w.ndim == 1], "weight_decay": 0.0},
        ],
        lr=options.rate,
        fused=True,
    )
    stream = (b for rows in passes for b in batches(rows, options.tokens, rng))
    network.train()
    began = saved = shown = time.monotonic()
    tokens, mean, step, done = 0, 0.0, 0, 0.0
    while done < 1:
        batch = collate(next(stream))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * _rate(done)
        loss = loss_of(network, batch)
        loss.backward()
        weights.gather()
        nn.utils.clip_grad_norm_(weights.whole, 1.0)
        optimizer.step()
        weights.spread()
        step, tokens = step + 1, tokens + int(batch.mask.sum())
        mean += (loss.item() - mean) * max(0.01, 1 / step)
        now = time.monotonic()
        done = (now - began) / (60 * options.minutes)
        if now - shown > 60 or done >= 1:
            shown = now
            line = {
                "done": round(done, 3),
                "tokens": tokens,
                "loss": round(mean, 4),
                "per_s": round(tokens / (now - began)),
            }
            print(json.dumps(line), flush=True)
        if now - saved > CHECKPOINT_SECONDS or done >= 1:
            saved = now
            weights.store(save)


class Weights:
    """What is trained: `whole` in float32; with `half` the network multiplies in bfloat16.

    A step in bfloat16 is twice as fast where the processor has matrix units for it; the steps are
    summed up in float32, since most are too small for bfloat16's eight bits (Micikevicius et al.
    2018, "Mixed Precision Training").
    """

    def __init__(self, network: networks.Network, *, half: bool) -> None:
        self._network, self._half = network, half
        if half:
            network.bfloat16()
        self._used = [weight for weight in network.parameters() if weight.requires_grad]
        self.whole = [w.detach().float().clone() for w in self._used] if half else self._used

    def gather(self) -> None:
        """The gradients of a step, as `whole`'s."""
        if self._half:
            for weight, used in zip(self.whole, self._used, strict=True):
                weight.grad = None if used.grad is None else used.grad.float()

    def spread(self) -> None:
        """Bring the network up to `whole`, its gradients forgotten."""
        for weight, used in zip(self.whole, self._used, strict=True):
            used.grad = None
            if self._half:
                used.data.copy_(weight)

    def store(self, save: Callable[[], None]) -> None:
        """Save with the network's weights as `whole` has them."""
        for weight, used in zip(self.whole, self._used, strict=True):
            used.data = weight.data
        save()
        for weight, used in zip(self.whole, self._used, strict=True):
            used.data = weight.data.bfloat16() if self._half else weight.data


def _rate(done: float) -> float:
    """The learning rate's share at a share of the schedule."""
    return min(done / WARM_UP + 0.02, max(0.02, (1 - done) / (1 - WARM_UP)), 1.0)


def span_loss(network: networks.Network, batch: Batch) -> Tensor:
    """Of the gold begins and ends among all tokens of the window and "no answer"."""
    scores = network.qa(network.e(batch.ids, batch.mask, batch.types)).float()
    return (
        sum(  # type: ignore[return-value]
            _among(scores[..., side], batch.open, gold)
            for side, gold in ((0, batch.starts), (1, batch.ends))
        )
        / 2
    )


def _among(scores: Tensor, competing: Tensor, gold: Tensor) -> Tensor:
    """Negative log-likelihood of the gold tokens together among those that compete."""
    lowest = torch.finfo(torch.float32).min
    scores = scores.masked_fill(~competing, lowest)
    right = torch.logsumexp(scores.masked_fill(~gold, lowest), 1)
    return (torch.logsumexp(scores, 1) - right).mean()


def _claim_loss(network: networks.Network, batch: Batch) -> Tensor:
    scores = network.nli(network.e(batch.ids, batch.mask, batch.types)[:, 0]).float()
    return functional.cross_entropy(scores, batch.label, label_smoothing=0.02)


if __name__ == "__main__":
    main()

"""Train the network that reads and judges, by the clock, with checkpoints.

    python -m training.train --init FILE --out OUT [--open FOLDER] [--mined ROWS] [--minutes 80]

FILE is a published encoder's `model.safetensors` (all-MiniLM-L6-v2; all-mpnet-base-v2 with its
`tokenizer.json` beside it) or a checkpoint of ours; FOLDER holds the published sets (`qa/`,
`pairs/`, `claims/`; README.md lists them); ROWS is what `training.mine` writes. The span head and
the claim head take turns, so that each has read as many tokens. OUT gets `network.safetensors`
every ten minutes and at the end. AdamW; warm-up, then the full rate, then linearly down by the
clock; the word table is frozen, and so are the lowest layers with `--frozen`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
WARM_UP, COOL_DOWN = 0.02, 0.3
"""The shares of the time in which the learning rate rises and falls."""

OPEN_SHARE = 0.4
"""The share of the published sets that one pass takes, the length of a pass being what it is."""

CHECKPOINT_SECONDS = 600

Passes = Iterator[list[Row]]
Loss = Callable[[networks.Network, Batch], Tensor]


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--init", type=Path, required=True)
    parser.add_argument("--frozen", type=int, default=0, help="layers that are not trained")
    options = begun(parser)
    network = networks.load(options.init)
    # The word table, positions and their norm always; of the layers the lowest ones.
    for part in (network.e.word, network.e.pos, network.e.ln, *network.e.layers[: options.frozen]):
        part.requires_grad_(requires_grad=False)
    encode = Encoder(Tokenizer.from_file(str(TOKENIZER)))
    rng = random.Random(options.seed)
    # Made anew for each pass: windows, neighbours and no-answers are drawn again.
    reading = passes(
        lambda: [(encode.asked(one), one.source) for one in _questions(options, encode, rng)]
    )
    judging = passes(lambda: [(encode.claimed(one), one.source) for one in _claims(options, rng)])
    to = options.out / "network.safetensors"
    # Both heads on one network, each by its own loss.
    work: list[tuple[Passes, Loss]] = [(reading, span_loss), (judging, claim_loss)]
    train(network, work, options, lambda: networks.save(network, to))


def begun(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """The arguments, with those of every training, its folder made, PyTorch set up."""
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--open", type=Path)
    parser.add_argument("--mined", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--tokens", type=int, default=4096)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--bfloat16", action="store_true", help="multiply in bfloat16")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    return options


def passes(make: Callable[[], Sequence[tuple[Row | None, str]]]) -> Passes:
    """Rows of one pass after another, each made anew (other windows, other no-answers)."""
    while True:
        made = make()
        rows = [row for row, _ in made if row]
        size = sum(len(row.ids) for row in rows)
        # What a pass is made of, for whoever watches the log.
        names = dict(sorted(Counter(source for _, source in made).items()))
        print(json.dumps({"pass": names, "tokens": size}), flush=True)
        yield rows


def _articles(*names: str) -> list[material.Article]:
    every = [one for name in names for one in material.lines(HERE / f"data/{name}.jsonl.gz")]
    return [one for one in every if not material.held_out(material.story(one))]


def _questions(
    options: argparse.Namespace, encode: Encoder, rng: random.Random
) -> list[material.Asked]:
    made = list(material.written_questions(_articles("articles"), encode.count, rng))
    if options.open:
        made += published.questions(options.open / "qa", rng, OPEN_SHARE)
        made += published.pairs(options.open / "pairs", rng, OPEN_SHARE)
    return made


def _claims(options: argparse.Namespace, rng: random.Random) -> list[material.Claimed]:
    articles = _articles("articles", "claims")
    drills = list(drilled(articles, rng))
    claims = [
        *material.written_claims(articles, rng),
        *material.written_answered(articles, rng),
        *rng.sample(drills, len(drills) // 5),
    ]
    if options.open:
        others = list(published.claims(options.open / "claims", rng))
        claims += rng.sample(others, len(others) // 2)
        claims += published.answered(options.open / "qa", rng, OPEN_SHARE / 2)
        claims += published.answered_pairs(options.open / "pairs", rng, OPEN_SHARE)
    if options.mined:
        mined = list(material.mined(options.mined))
        claims += rng.sample(mined, len(mined) // 3)
    return claims


def train(
    network: networks.Network,
    work: Sequence[tuple[Passes, Loss]],
    options: argparse.Namespace,
    save: Callable[[], None],
    shares: Sequence[float] = (1, 1),
) -> None:
    """Train what of the network wants gradients, `options.minutes` long, saving now and then.

    Args:
        network: What is trained.
        work: The passes with their losses; the one that is most behind its share goes on.
        options: What `begun` made of the arguments.
        save: Writes the network.
        shares: How much each of `work` reads beside the others.
    """
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
    streams = [_batches(rows, options.tokens, rng) for rows, _ in work]
    read, mean = [0] * len(work), [0.0] * len(work)
    network.train()
    began = saved = shown = time.monotonic()
    done = 0.0
    while done < 1:
        # The one that has read least, by its share.
        turn = min(range(len(work)), key=lambda at: read[at] / shares[at])
        batch = collate(next(streams[turn]))
        for group in optimizer.param_groups:
            # By the clock, so that a busy machine trains for less and not for longer.
            group["lr"] = options.rate * rate(done)
        loss = work[turn][1](network, batch)
        loss.backward()
        weights.gather()
        nn.utils.clip_grad_norm_(weights.whole, 1.0)
        optimizer.step()
        weights.spread()
        mean[turn] += (loss.item() - mean[turn]) * (0.02 if read[turn] else 1)  # of some fifty
        read[turn] += int(batch.mask.sum())  # without padding
        now = time.monotonic()
        done = (now - began) / (60 * options.minutes)
        if now - shown > 60 or done >= 1:
            shown = now
            print(json.dumps(_told(done, read, mean, now - began)), flush=True)
        if now - saved > CHECKPOINT_SECONDS or done >= 1:
            saved = now
            weights.store(save)


def _batches(every: Passes, tokens: int, rng: random.Random) -> Iterator[list[Row]]:
    return (batch for rows in every for batch in batches(rows, tokens, rng))


def _told(
    done: float, read: Sequence[int], mean: Sequence[float], seconds: float
) -> dict[str, object]:
    return {
        "done": round(done, 3),
        "tokens": list(read),
        "loss": [round(one, 4) for one in mean],
        "per_s": round(sum(read) / seconds),
    }


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
        # Copies in float32, beside the network's own in bfloat16.
        self.whole = [w.detach().float().clone() for w in self._used] if half else self._used

    def gather(self) -> None:
        """The gradients of a step, as `whole`'s."""
        if self._half:
            for weight, used in zip(self.whole, self._used, strict=True):
                # A head that is not in turn has no gradient, and AdamW leaves it as it is.
                weight.grad = None if used.grad is None else used.grad.float()

    def spread(self) -> None:
        """Bring the network up to `whole`, its gradients forgotten."""
        for weight, used in zip(self.whole, self._used, strict=True):
            used.grad = None
            if self._half:
                # Rounded to bfloat16 here; the next step is added to `whole`, which is not.
                used.data.copy_(weight)

    def store(self, save: Callable[[], None]) -> None:
        """Save with the network's weights as `whole` has them."""
        for weight, used in zip(self.whole, self._used, strict=True):
            used.data = weight.data
        save()
        for weight, used in zip(self.whole, self._used, strict=True):
            used.data = weight.data.bfloat16() if self._half else weight.data


def rate(done: float) -> float:
    """The learning rate's share at a share of the schedule."""
    # Rises, stays, falls; never below a fiftieth.
    return min(done / WARM_UP + 0.02, max(0.02, (1 - done) / COOL_DOWN), 1.0)


def span_loss(network: networks.Network, batch: Batch) -> Tensor:
    """Of the gold begins and ends among all tokens of the window and "no answer"."""
    # In float32: bfloat16 has eight bits, too few for sums over all tokens.
    scores = network.qa(network.e(batch.ids, batch.mask, batch.types)).float()
    return (
        sum(  # type: ignore[return-value]
            # "No answer" competes as token 0; where it is right, it is the gold.
            _among(scores[..., side], batch.open, gold)
            for side, gold in ((0, batch.starts), (1, batch.ends))
        )
        / 2
    )


def _among(scores: Tensor, competing: Tensor, gold: Tensor) -> Tensor:
    """Negative log-likelihood of the gold tokens together among those that compete."""
    # Not infinity, whose gradient is no number where nothing is left.
    lowest = torch.finfo(torch.float32).min
    scores = scores.masked_fill(~competing, lowest)
    # The probability of any of the gold tokens, not of each of them.
    right = torch.logsumexp(scores.masked_fill(~gold, lowest), 1)
    return (torch.logsumexp(scores, 1) - right).mean()


def claim_loss(network: networks.Network, batch: Batch) -> Tensor:
    """Of the gold labels among the three."""
    scores = network.nli(network.e(batch.ids, batch.mask, batch.types)[:, 0]).float()
    return functional.cross_entropy(scores, batch.label, label_smoothing=0.02)


if __name__ == "__main__":
    main()

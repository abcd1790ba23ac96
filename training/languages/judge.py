"""Train the network that judges claims in many languages, by the clock, with checkpoints.

    python -m training.languages.judge e5-small-q4.bin --init FILE --out OUT --open SETS

OUT gets `judge.safetensors`; FILE is what `training.languages.reader`, or an earlier run, wrote.
Learnt from: the claims on our own articles in English, Russian and Kazakh, the articles' questions
in the place of claims, and a share of the published sets. Few are in Russian: the claims and what
supports them are judged alike in all languages, which meet in the lowest layers.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training import material, published
from training.drill import drilled
from training.languages import network as networks
from training.languages.packed import read
from training.languages.reader import TOKENIZER, across, articles, some
from training.train import HERE, begun, claim_loss, passes, train


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packed", type=Path)
    parser.add_argument("--init", type=Path, required=True)
    parser.add_argument("--english", type=float, default=0.06, help="share of our English claims")
    options = begun(parser)
    network = networks.load(read(options.packed), options.init)
    encode, rng = networks.encoder(TOKENIZER), random.Random(options.seed)
    judging = passes(lambda: [(encode.claimed(one), one.source) for one in _claims(options, rng)])
    to = options.out / "judge.safetensors"
    train(network, [(judging, claim_loss)], options, lambda: networks.save(network, to))


def _claims(options: argparse.Namespace, rng: random.Random) -> Iterator[material.Claimed]:
    """One pass: all claims in Russian and Kazakh, of everything else a share."""
    english, others = articles()
    share = options.english
    yield from material.written_claims(others, rng)
    yield from material.written_answered([some(one, 0.25, rng) for one in others], rng)
    passages = [one for one in _passages() if not material.held_out(material.story(one))]
    sampled = [some(one, share, rng) for one in (*english, *passages)]
    yield from material.written_claims(sampled, rng)
    yield from material.written_answered([some(one, share / 3, rng) for one in english], rng)
    # Asked in Russian or Kazakh, answered in English.
    asked = across(english)
    yield from material.written_answered(rng.sample(asked, len(asked) // 6), rng)
    drills = list(drilled(english, rng))
    yield from rng.sample(drills, int(len(drills) * share / 6))
    if options.open:
        every = list(published.claims(options.open / "claims", rng))
        yield from rng.sample(every, int(len(every) * share / 2.4))


def _passages() -> list[dict[str, Any]]:
    return material.lines(HERE / "data/claims.jsonl.gz")


if __name__ == "__main__":
    main()

"""Train the reader for many languages, by the clock, with checkpoints.

    python -m training.languages.reader e5-small-q4.bin --out OUT --open SETS --bfloat16

OUT gets `reader.safetensors`. Learnt from: the articles of our own in English, Russian and Kazakh,
with questions in another language than the article's among them; and of SETS, the published
sets, questions with passages that people judged not to answer them in the languages of
`JUDGED`, and English Wikipedia.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training import material, published
from training.batching import Encoder, Row
from training.languages import network as networks
from training.languages.packed import read
from training.train import HERE, begun, span_loss, train

TOKENIZER = HERE.parent / "packages/dateline-languages/dateline_languages/model/tokenizer.json"
HELD_OUT = 4
"""Every fourth Russian or Kazakh article is kept for the calibration."""

ENGLISH_SHARE, OPEN_SHARE, JUDGED_SHARE = 0.12, 0.06, 0.08
"""What one pass takes of the English questions, the published ones, and the judged ones."""

JUDGED = frozenset({"ar", "de", "es", "fa", "fi", "fr", "id"})
"""Languages in the scripts that the vocabulary keeps."""


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packed", type=Path)
    options = begun(parser)
    network = networks.network(read(options.packed))
    to = options.out / "reader.safetensors"
    passes = _passes(options, random.Random(options.seed))
    train(network, [(passes, span_loss)], options, lambda: networks.save(network, to))


def held_out(article: dict[str, Any]) -> bool:
    """Whether a Russian or Kazakh article is kept from training."""
    return zlib.crc32(material.story(article).encode()) % HELD_OUT == 0


def _passes(options: argparse.Namespace, rng: random.Random) -> Iterator[list[Row]]:
    """Rows of one pass after another, each made anew."""
    encode = networks.encoder(TOKENIZER)
    while True:
        made = list(_asked(options, encode, rng))
        rows = [row for one in made if (row := encode.asked(one))]
        told = {"pass": dict(Counter(one.source for one in made))}
        told["tokens"] = sum(len(row.ids) for row in rows)
        print(json.dumps(told), flush=True)
        yield rows


def _asked(
    options: argparse.Namespace, encode: Encoder, rng: random.Random
) -> Iterator[material.Asked]:
    english = [
        one
        for one in material.lines(HERE / "data/articles.jsonl.gz")
        if not material.held_out(material.story(one))
    ]
    others = [
        one for one in material.lines(HERE / "data/articles_ru_kk.jsonl.gz") if not held_out(one)
    ]
    yield from material.written_questions(others, encode.count, rng)
    yield from material.written_questions(_across(english), encode.count, rng)
    sampled = [one | {"questions": _some(one["questions"], rng)} for one in english]
    yield from material.written_questions(sampled, encode.count, rng)
    if options.open:
        yield from published.questions(options.open / "qa", rng, OPEN_SHARE)
        yield from _judged(options.open / "qa/nomiracl_no_answer.jsonl.gz", rng)


def _across(english: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The English articles with questions in Russian and Kazakh alone."""
    asked = {
        row["id"]: row["questions"]
        for row in material.lines(HERE / "data/questions_ru_kk.jsonl.gz")
    }
    return [
        one | {"questions": [one["questions"][q["n"]] | {"q": q["q"]} for q in asked[one["id"]]]}
        for one in english
        if one["id"] in asked
    ]


def _some(questions: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    return [one for one in questions if rng.random() < ENGLISH_SHARE]


def _judged(path: Path, rng: random.Random) -> Iterator[material.Asked]:
    for row in material.lines(path):
        if row["lang"] in JUDGED and rng.random() < JUDGED_SHARE:
            yield material.Asked(row["question"], "", row["context"], (), "judged")


if __name__ == "__main__":
    main()

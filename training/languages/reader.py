"""Train the reader for many languages, by the clock, with checkpoints.

    python -m training.languages.reader e5-small-q4.bin --out OUT --open SETS --bfloat16

OUT gets `reader.safetensors`. Learnt from: the articles of our own in English, Russian and Kazakh,
with questions in another language than the article's among them; and of SETS, the published
sets, and questions with passages that people judged not to answer them, in the languages of
`JUDGED`. What is asked in English alone tells what reading is; the languages come with the encoder.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training import material, published
from training.batching import Encoder
from training.languages import network as networks
from training.languages.packed import read
from training.train import HERE, begun, claim_loss, passes, span_loss, train

TOKENIZER = HERE.parent / "packages/dateline-languages/dateline_languages/model/tokenizer.json"
SHARES = (4, 1)
"""How much is read for questions, and how much for claims."""

JUDGED_SHARE = 0.04
"""What one pass takes of the questions with passages that people judged not to answer them."""

JUDGED = frozenset({"ar", "de", "es", "fa", "fi", "fr", "id"})
"""Languages in the scripts that the vocabulary keeps."""


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packed", type=Path)
    parser.add_argument("--init", type=Path, help="what an earlier run wrote, to go on from")
    parser.add_argument("--english", type=float, default=0.12, help="share of our English rows")
    parser.add_argument("--published", type=float, default=0.06, help="share of published rows")
    options = begun(parser)
    packed = read(options.packed)
    network = networks.load(packed, options.init) if options.init else networks.network(packed)
    encode, rng = networks.encoder(TOKENIZER), random.Random(options.seed)
    reading = passes(
        lambda: [(encode.asked(one), one.source) for one in _asked(options, encode, rng)]
    )
    judging = passes(lambda: [(encode.claimed(one), one.source) for one in _claims(options, rng)])
    to = options.out / "reader.safetensors"
    work = [(reading, span_loss), (judging, claim_loss)]
    train(network, work, options, lambda: networks.save(network, to), SHARES)


def _asked(
    options: argparse.Namespace, encode: Encoder, rng: random.Random
) -> Iterator[material.Asked]:
    english, others = articles()
    # All in Russian and Kazakh, of the English ones, which are many times more, a share.
    yield from material.written_questions(others, encode.count, rng)
    yield from material.written_questions(across(english), encode.count, rng)
    sampled = [some(one, options.english, rng) for one in english]
    yield from material.written_questions(sampled, encode.count, rng)
    if options.open:
        yield from published.questions(options.open / "qa", rng, options.published)
        yield from published.pairs(options.open / "pairs", rng, options.published)
        yield from _judged(options.open / "qa/nomiracl_no_answer.jsonl.gz", rng)


def _claims(options: argparse.Namespace, rng: random.Random) -> Iterator[material.Claimed]:
    english, others = articles()
    told = [*others, *(some(one, options.english, rng) for one in english)]
    yield from material.written_claims(told, rng)
    yield from material.written_answered([*told, *across(english)], rng)
    if options.open:
        every = list(published.claims(options.open / "claims", rng))
        yield from rng.sample(every, int(len(every) * options.published))
        yield from published.answered(options.open / "qa", rng, options.published)
        yield from published.answered_pairs(options.open / "pairs", rng, options.published)


def articles() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Our English articles, and the others, without those that are kept from training."""
    english = material.lines(HERE / "data/articles.jsonl.gz")
    others = material.lines(HERE / "data/articles_ru_kk.jsonl.gz")
    return (
        [one for one in english if not material.held_out(material.story(one))],
        [o for o in others if not material.held_out(material.story(o), material.OF_LANGUAGES)],
    )


def across(english: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The English articles with questions in Russian and Kazakh alone."""
    asked = {
        row["id"]: row["questions"]
        for row in material.lines(HERE / "data/questions_ru_kk.jsonl.gz")
    }
    return [
        # The question in another language takes the place of the English one, its answer stays.
        one | {"questions": [one["questions"][q["n"]] | {"q": q["q"]} for q in asked[one["id"]]]}
        for one in english
        if one["id"] in asked
    ]


def some(article: dict[str, Any], share: float, rng: random.Random) -> dict[str, Any]:
    """The article with a share of its questions and claims."""
    kept = {
        kind: [one for one in article[kind] if rng.random() < share]
        for kind in ("questions", "claims")
    }
    return article | kept


def _judged(path: Path, rng: random.Random) -> Iterator[material.Asked]:
    for row in material.lines(path):
        if row["lang"] in JUDGED and rng.random() < JUDGED_SHARE:
            # Passages that people judged not to answer: neither a title nor an answer.
            yield material.Asked(row["question"], "", row["context"], (), "judged")


if __name__ == "__main__":
    main()

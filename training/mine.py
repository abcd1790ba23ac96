"""Windows that the entailment model wrongly takes for support: no-answers to train on.

    python -m training.mine --home HOME --out FILE [--minutes 20]

HOME is an archive in which the articles and passages of `data/` are indexed, each under its id.
Claims and questions of the stories that are not held out are searched for in it, as the product
does, and judged on the windows that come near. A window of another story that is taken for support
or contradiction becomes a row of FILE, "neither" as its label (Robinson et al. 2021, "Contrastive
learning with hard negative samples"). Windows of the claim's own story are left out: they may well
support it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import retrieval.factory as factory
from retrieval.factory.building import make_embedder, make_entailment, make_vectors
from retrieval.models.entailment import under_title
from retrieval.search.hit import Hit, HitSentence, each_sentence
from retrieval.search.search import find_passages
from retrieval.search.sentence_context import surrounded
from retrieval.settings import Settings
from retrieval.types import Question
from training import material

HERE = Path(__file__).resolve().parent
# Sentences before and after the one that is judged; a pair is drawn for each.
CONTEXTS = ((0, 0), (2, 0), (5, 1))
JUDGED = 8
"""Sentences nearest to a claim that are judged."""

LEAST_SURE = 0.25
"""A window is mined where the model gives support or contradiction this probability."""


def main() -> None:
    """Read the arguments and mine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=20)
    options = parser.parse_args()
    # By the clock: every question takes a search and a few judgements.
    until = time.monotonic() + 60 * options.minutes
    settings = Settings(home=options.home, threads=1)
    entailment, rng = make_entailment(settings), random.Random(5)
    with (
        factory.open_archive(settings) as archive,
        gzip.open(options.out, "wt", encoding="utf-8") as out,
    ):
        embedder = make_embedder(settings)
        vectors = make_vectors(archive, embedder, one_shot=True)
        stories = dict(_stories())
        for text, own in _asked(rng):
            if time.monotonic() > until:
                break
            hits = find_passages(archive, vectors, embedder.for_questions(), Question(text))
            # Windows of no known story, and of the claim's own, are left out.
            foreign = [hit for hit in hits if stories.get(_id(hit)) not in (own, None)]
            evidence = [_evidence(one, rng) for one in _nearest(foreign)]
            judged = entailment.judge([(text, one) for one in evidence])
            for one, told in zip(evidence, judged, strict=True):
                # Whatever it is taken for: a window of another story settles nothing.
                if 1 - told.neither >= LEAST_SURE:
                    row = {"claim": text, "evidence": one, "label": material.LABELS[2]}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _articles() -> Iterator[dict[str, Any]]:
    for name in ("articles", "claims"):
        yield from material.lines(HERE / f"data/{name}.jsonl.gz")


def _stories() -> Iterator[tuple[str, str]]:
    return ((article["id"], material.story(article)) for article in _articles())


def _asked(rng: random.Random) -> list[tuple[str, str]]:
    """Claims and questions with their story, in random order; nothing of what is held out."""
    found = [
        (text, material.story(article))
        for article in _articles()
        if not material.held_out(material.story(article))
        for text in (
            *(claim["c"] for claim in article["claims"]),
            *(asked["q"] for asked in article["questions"]),
        )
    ]
    return rng.sample(found, len(found))


def _id(hit: Hit) -> str:
    return hit.passage.source.rpartition("#")[2]  # "articles.jsonl#A001"


def _nearest(hits: list[Hit]) -> list[HitSentence]:
    # The sentences nearest in meaning and words, whatever passage they stand in.
    return sorted(each_sentence(hits), key=lambda one: -one.nearness)[:JUDGED]


def _evidence(one: HitSentence, rng: random.Random) -> str:
    return under_title(one.passage.title, surrounded(one, *rng.choice(CONTEXTS)))


if __name__ == "__main__":
    main()

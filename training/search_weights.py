"""Fit what a passage's score is made of (`SHIPPED` in `retrieval/search/passage_scores.py`).

    python -m training.search_weights --home HOME

HOME is an archive of all articles of `training/data/articles.jsonl.gz`, each indexed as a line of
a `.jsonl` file with its `id`, `title`, `outlet`, `text` and `published`. The questions are those
about the stories that are kept from training. Of the chunks that the search's two halves find, the
ones that hold the answer shall score more than all others: the weights are those of a softmax over
each question's chunks (ListNet's top-one form, Cao et al. 2007), by Adam, with a ridge. It prints
for several sets of features the weights, that of the first set to 1, and how often such a chunk
comes first and among five, beside the order of the two halves alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval import factory
from retrieval.archive.store import Archive
from retrieval.factory.building import make_embedder, make_vectors
from retrieval.search.hybrid import RERANKED, chunk_rows, search_halves
from retrieval.search.passage_scores import fuse_halves
from retrieval.settings import Settings
from retrieval.types import Question
from training.calibrate import holds
from training.material import held_out, lines, story

DATA = Path(__file__).parent / "data" / "articles.jsonl.gz"
FEATURES = ("sentence", "coverage", "words", "meaning")
SUBSETS = (("sentence",), ("sentence", "coverage"), ("sentence", "coverage", "words"), FEATURES)
STEPS, RATE, RIDGE = 300, 0.08, 1.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """A question's chunks in the order of the two halves: features, and which hold the answer."""

    features: Floats
    right: NDArray[np.bool_]


def main() -> None:
    """Read the arguments, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--home", type=Path, required=True)
    settings = Settings(home=parser.parse_args().home, threads=2)
    with factory.open_archive(settings) as archive:
        found = list(candidates(archive, settings))
    told("the two halves alone", [int(np.argmax(one.right)) for one in found if one.right.any()])
    for names in SUBSETS:
        columns = [FEATURES.index(name) for name in names]
        weights = fitted(found, columns)
        shown = ", ".join(f"{n} {w:.2f}" for n, w in zip(names, weights / weights[0], strict=True))
        told(shown, ranks(found, columns, weights))


def candidates(archive: Archive, settings: Settings) -> Iterator[Candidates]:
    """Those of every question about an article that was kept from training."""
    embedder = make_embedder(settings)
    vectors = make_vectors(archive, embedder, one_shot=True)
    model = embedder.for_questions()
    for article in lines(DATA):
        for asked in article["questions"] if held_out(story(article)) else ():
            if not asked.get("a"):
                continue
            question = Question(asked["q"])
            vector = model.embed([question.text])[0]
            with archive.reading() as connection:
                halves = search_halves(connection, vectors, vector, question, across=False)
                fused = fuse_halves(halves.by_words, halves.by_meaning, halves.counts)
                order = {key: place for place, key in enumerate(list(fused)[:RERANKED])}
                rows = sorted(chunk_rows(connection, list(order)), key=lambda r: order[r["chunk"]])
            most = max(halves.by_words.values(), default=1.0) or 1.0
            features, right = [], []
            for one in halves.weigh(rows):
                key, row = one.row["chunk"], one.row
                words = halves.by_words.get(key, 0.0) / most
                features.append([one.cosine, one.covered, words, halves.by_meaning[key]])
                own = row["title"] == article["title"]
                right.append(own and holds(row["text"][row["start"] : row["end"]], asked["a"]))
            yield Candidates(np.array(features), np.array(right, bool))


def fitted(found: Sequence[Candidates], columns: Sequence[int]) -> Floats:
    """The weights of the features in `columns`."""
    rows = [(one.features[:, columns], one.right) for one in found if one.right.any()]
    every = np.vstack([x for x, _ in rows])
    mean, spread = every.mean(0), every.std(0) + 1e-6
    weights, first, second = (np.zeros(len(columns)) for _ in range(3))
    for step in range(1, STEPS + 1):
        gradient = RIDGE * weights
        for x, right in rows:
            z = (x - mean) / spread
            p = np.exp(z @ weights - (z @ weights).max())
            p /= p.sum()
            gradient += z.T @ (p - np.where(right, p, 0.0) / p[right].sum())
        gradient /= len(rows)
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        step_size = np.sqrt(second / (1 - 0.999**step)) + 1e-8
        weights = weights - RATE * first / (1 - 0.9**step) / step_size
    return np.asarray(weights / spread)


def ranks(found: Sequence[Candidates], columns: Sequence[int], weights: Floats) -> list[int]:
    """The rank, from 0, of the first chunk that holds the answer, where one was found."""
    scored = [(one.features[:, columns] @ weights, one.right) for one in found if one.right.any()]
    return [int((scores > scores[right].max()).sum()) for scores, right in scored]


def told(name: str, places: Sequence[int]) -> None:
    """Print how often the answer comes first and among five."""
    first, five = (np.mean([place < depth for place in places]) for depth in (1, 5))
    print(f"{name} ({len(places)}): first {first:.3f}, among five {five:.3f}", flush=True)


if __name__ == "__main__":
    main()

"""Fit what tells a question about an article from one about its story (`archive_intent.json`).

    python -m training.archive_intent [--write retrieval/search/archive_intent.json]

A logistic model of the words, pairs of words and openings of a question, on
`data/archive_questions.jsonl.gz` and on the questions of `data/articles.jsonl.gz` that the product
would ask it about: they have a word of the press ("the customs paper", "the report says"), and all
are about the world. By five-fold cross-validation it prints, for several least probabilities, how
many of the questions about an article are told with their kind, and how many of the others are
taken for one, of those that were written to look like one and of the articles'.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.search.archive_intent import CONTENT, KINDS, features
from retrieval.search.archive_unframed import may_be_unframed
from training.material import lines

HERE = Path(__file__).resolve().parent
# Content first: its column is nought, the kinds follow from 1.
CLASSES = (CONTENT, *KINDS)
FEWEST = 3
"""Questions that a feature must stand in."""

OF_PRESS, FEWEST_OF_PRESS = 0.25, 4
"""The weight by which a word speaks for articles and so says nothing of their subject, and the
questions for them that it stands in: a word of few is their subject itself."""

# The ridge on each weight, whole-gradient steps, and Adam's rate.
RIDGE, STEPS, RATE = 1e-3, 400, 0.05
FOLDS = 5

Weights = tuple[NDArray[np.float64], NDArray[np.float64]]


def main() -> None:
    """Read the arguments, say how well it tells them, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rows = lines(HERE / "data/archive_questions.jsonl.gz")
    written = len(rows)
    rows += _of_articles()
    known = _known(rows)
    table = _table(rows, known)
    labels = np.array([CLASSES.index(row["kind"]) for row in rows])
    _report(table, labels, written)
    if options.write:
        weights, constants = _fit(table, labels)
        # Two places are enough: a question's log-odds are sums of few of them.
        told: dict[str, Any] = {"": [round(float(one), 2) for one in constants]}
        told |= {one: [round(float(w), 2) for w in weights[at]] for one, at in known.items()}
        # A line a feature, so that a new fit shows as lines that changed.
        body = ",\n".join(f"  {json.dumps(k, ensure_ascii=False)}: {v}" for k, v in told.items())
        press = json.dumps(_press(rows, known, weights), ensure_ascii=False)
        whole = f'{{\n "press": {press},\n "weights": {{\n{body}\n}}}}\n'
        options.write.write_text(whole, "utf-8")


def _of_articles() -> list[dict[str, Any]]:
    """The articles' own questions that the model would be asked about; their kind is content."""
    asked = {one["q"] for row in lines(HERE / "data/articles.jsonl.gz") for one in row["questions"]}
    return [{"q": one, "kind": CONTENT} for one in sorted(asked) if may_be_unframed(one)]


def _press(
    rows: Sequence[dict[str, Any]], known: dict[str, int], weights: NDArray[np.float64]
) -> dict[str, list[str]]:
    """For each kind the words that speak for it and stand in many of its questions."""
    found: dict[str, list[str]] = {}
    for at, kind in enumerate(KINDS, 1):
        counts = Counter(one for row in rows if row["kind"] == kind for one in features(row["q"]))
        found[kind] = sorted(
            one
            for one, row in known.items()
            # Single words only: neither pairs ("who wrote") nor openings ("^who").
            if " " not in one
            and "^" not in one
            and counts[one] >= FEWEST_OF_PRESS
            # By how much more it speaks for the kind than for content.
            and weights[row, at] - weights[row, 0] >= OF_PRESS
        )
    return found


def _known(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    counts = Counter(one for row in rows for one in features(row["q"]))
    return {one: at for at, one in enumerate(sorted(o for o, n in counts.items() if n >= FEWEST))}


def _table(rows: Sequence[dict[str, Any]], known: dict[str, int]) -> NDArray[np.float64]:
    table = np.zeros((len(rows), len(known)))
    for row, asked in zip(table, rows, strict=True):
        # 1 where the feature stands in the question; how often does not count.
        row[[known[one] for one in features(asked["q"]) if one in known]] = 1
    return table


def _fit(table: NDArray[np.float64], labels: NDArray[np.int64]) -> Weights:
    """Softmax regression by Adam (Kingma and Ba 2015), its whole gradient at each step."""
    weights, constants = np.zeros((table.shape[1], len(CLASSES))), np.zeros(len(CLASSES))
    # Shape (features, classes); `gold` is one row of the identity for each class.
    mean, square, gold = np.zeros_like(weights), np.zeros_like(weights), np.eye(len(CLASSES))
    for step in range(1, STEPS + 1):
        off = _shares(table, (weights, constants)) - gold[labels]
        gradient = table.T @ off / len(table) + RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        # Adam's correction: both means begin at nought and are too small in the first steps.
        scaled = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        weights -= RATE * mean / (1 - 0.9**step) / scaled
        # A plain step for the constants, which bear no ridge.
        constants -= off.mean(0) / 2
    return weights, constants


def _shares(table: NDArray[np.float64], model: Weights) -> NDArray[np.float64]:
    told = np.exp(table @ model[0] + model[1])
    # Shape (questions, classes), each row summing to 1.
    shares: NDArray[np.float64] = told / told.sum(1, keepdims=True)
    return shares


def _report(table: NDArray[np.float64], labels: NDArray[np.int64], written: int) -> None:
    # The same random order in every run.
    order = np.random.default_rng(0).permutation(len(labels))
    shares = np.zeros((len(labels), len(CLASSES)))
    for fold in range(FOLDS):
        test = order[fold::FOLDS]
        # Fitted on four fifths, so that no question is told by itself.
        train = np.setdiff1d(order, test)
        shares[test] = _shares(table[test], _fit(table[train], labels[train]))
    # The likeliest kind, content left out, as the product chooses it.
    best, kind = shares[:, 1:].max(1), shares[:, 1:].argmax(1) + 1
    alike, of_articles = np.flatnonzero(labels[:written] == 0), np.arange(written, len(labels))
    for least in (0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8):
        told = best >= least
        found = (told & (kind == labels))[labels > 0].mean()
        taken = f"{told[alike].mean():.3f}, of articles' {told[of_articles].mean():.3f}"
        print(f"{least}: told {found:.3f}, others taken for one {taken}")


if __name__ == "__main__":
    main()

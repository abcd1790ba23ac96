"""What the writer's and the refusal's constants are worth, each set held out in its turn.

    python -m benchmarks.fit SET_FOLDER [SET_FOLDER ...] [--every N]

A SET_FOLDER is as for `benchmarks.compare`. Every question is understood, searched and read
once; then each constant is tried over its values with the others as they stand, and last the
best by all sets but one is measured on that one. What is maximised is the mean over the sets of
(correct + refused) / 2. The chosen values stand in `retrieval/answer/refusal.py` and
`extractive.py`; this script changes nothing.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.compare import K, articles_of
from retrieval import factory
from retrieval.answer import extractive, refusal
from retrieval.answer.comprehending import comprehend
from retrieval.comprehension import Reader
from retrieval.evaluation.judging import holds
from retrieval.evaluation.questions import GoldQuestion, read_questions
from retrieval.search.hybrid import Hit
from retrieval.search.retriever import as_hit
from retrieval.settings import read_settings

VALUES: dict[str, tuple[float, ...]] = {
    "MATCHED": (0.4, 0.5, 0.6, 0.7),
    "MATCHED_READING": (-1.0, 0.0, 0.8, 1.5, 2.5),
    "RULED_OUT": (-8.0, -6.0, -4.0, -2.0),
    "SURE_READING": (0.5, 1.5, 2.5),
    "READ_WEIGHT": (0.0, 0.05, 0.1, 0.2),
    "RANK_WEIGHT": (0.2, 0.4, 0.6),
    "CLOSE": (0.3, 0.6, 0.75),
}
"""What is tried; `HOME` says where each stands."""

HOME = {name: extractive if hasattr(extractive, name) else refusal for name in VALUES}

Read = tuple[GoldQuestion, tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the answerable answered right, and of the unanswerable refused."""

    correct: float
    refused: float

    @property
    def balanced(self) -> float:
        """Half of each."""
        return (self.correct + self.refused) / 2


def main() -> None:
    """Print one table a constant, then the held-out figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th question")
    given = parser.parse_args()
    factory.keep_quiet()
    sets = {folder.name: list(read_set(folder, given.every)) for folder in given.folders}
    for name, values in VALUES.items():
        print(f"\n{name}  (now {getattr(HOME[name], name)})")
        for value in values:
            with constants({name: value}):
                print(f"  {value:>5}", row(sets))
    print("\nBest pair of MATCHED_READING and MATCHED by the other sets, on the set left out")
    for left_out in sets:
        others = {name: read for name, read in sets.items() if name != left_out}
        best = max(pairs(), key=lambda pair: mean_balanced(others or sets, pair))
        with constants(best):
            print(f"  {left_out}: {best}", row({left_out: sets[left_out]}))


def read_set(folder: Path, every: int) -> Iterator[Read]:
    """Each question of a set with its passages, read."""
    reader = Reader()
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings(home=Path(home))
        factory.index(settings, [articles_of(folder)])
        with factory.open_archive(settings) as archive:
            retriever = factory.make_retriever(settings, archive)
            for gold in read_questions(folder / "queries.jsonl", k=K)[::every]:
                documents = retriever.invoke(gold.question.text, k=K)
                hits = tuple(map(as_hit, documents))
                yield gold, comprehend(reader, gold.question.text, hits)


@contextmanager
def constants(values: Mapping[str, float]) -> Iterator[None]:
    """The constants at these values for as long as the block lasts."""
    before = {name: getattr(HOME[name], name) for name in values}
    try:
        for name, value in values.items():
            setattr(HOME[name], name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(HOME[name], name, value)


def figures(read: Sequence[Read]) -> Figures:
    """How one set comes out with the constants as they stand."""
    correct: list[bool] = []
    refused: list[bool] = []
    for gold, hits in read:
        said = extractive.write(gold.question.text, hits).statements
        if gold.refuse:
            refused.append(not said)
        elif gold.answers:
            text = " ".join(statement.text for statement in said)
            correct.append(any(holds(text, answer) for answer in gold.answers))
    return Figures(share(correct), share(refused))


def share(values: Sequence[bool]) -> float:
    """The share that is true; 0 of none."""
    return sum(values) / len(values) if values else 0.0


def row(sets: Mapping[str, Sequence[Read]]) -> str:
    """The figures of each set in a line."""
    found = {name: figures(read) for name, read in sets.items()}
    return "   ".join(
        f"{name} correct {one.correct:.3f} refused {one.refused:.3f}" for name, one in found.items()
    )


def pairs() -> Iterator[dict[str, float]]:
    """The pairs of values that decide most."""
    names = ("MATCHED_READING", "MATCHED")
    for values in itertools.product(*(VALUES[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def mean_balanced(sets: Mapping[str, Sequence[Read]], values: Mapping[str, float]) -> float:
    """What is maximised."""
    with constants(values):
        return sum(figures(read).balanced for read in sets.values()) / len(sets)


if __name__ == "__main__":
    main()

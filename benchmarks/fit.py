"""What the writer's and the refusal's constants are worth, and how they do on a set left out.

    python -m benchmarks.fit SET_FOLDER [SET_FOLDER ...] [--most N] [--out FILE]

A SET_FOLDER is as for `benchmarks.compare`. Every question is understood, searched and read
once. Then, for each set in its turn, the constants are chosen on the other sets, one after the
other over `VALUES` (coordinate ascent, one round from where they stand), and measured on the
one left out; and each constant's values are shown with the others as they stand. What is
maximised is the mean over the sets of .45 correct + .2 brief + .35 refused, brief being correct
in at most 60 words. The constants themselves stand in `retrieval/answer/refusal.py` and
`extractive.py`; this script changes nothing. `benchmarks/fitted.json` is what it wrote last.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.compare import K, articles_of
from retrieval import factory
from retrieval.answer import drafting, extractive, refusal
from retrieval.answer.comprehending import comprehend
from retrieval.comprehension import Reader
from retrieval.evaluation.judging import holds
from retrieval.evaluation.questions import GoldQuestion, read_questions
from retrieval.search.hybrid import Hit
from retrieval.search.retriever import as_hit
from retrieval.settings import read_settings

VALUES: dict[str, tuple[float, ...]] = {
    "MATCHED": (0.3, 0.4, 0.5, 0.6),
    "MATCHED_NEARNESS": (1.3, 1.4, 1.47, 1.55),
    "RULED_OUT": (-8.0, -7.0, -5.0),
    "PLAIN_NEARNESS": (1.0, 1.15, 1.3),
    "SURE_READING": (1.5, 2.5, 3.5),
    "LEAST_OVERLAP": (0.1, 0.15, 0.22),
    "READ_WEIGHT": (0.03, 0.05, 0.08, 0.12),
    "STANDS_OUT_WEIGHT": (0.0, 0.1, 0.15, 0.2),
    "RANK_WEIGHT": (0.2, 0.4, 0.6),
    "CLOSE": (0.5, 0.6, 0.7),
    "READS_BEHIND": (1.0, 3.0, 6.0),
}
"""What is tried; `HOME` says where each stands."""

HOME = {name: extractive if hasattr(extractive, name) else refusal for name in VALUES}

MOST_BRIEF = 60

Read = tuple[GoldQuestion, tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the answerable answered right, so in few words, and of the unanswerable refused."""

    correct: float
    brief: float
    refused: float | None

    @property
    def worth(self) -> float:
        """What is maximised; a set without unanswerable questions counts by the others."""
        answered = 0.45 * self.correct + 0.2 * self.brief
        return answered / 0.65 if self.refused is None else answered + 0.35 * self.refused


def main() -> None:
    """Print a table a constant, and the figures of each set left out; write them with `--out`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, help="take so many questions of a set, evenly")
    parser.add_argument("--out", type=Path, help="write what was found to this JSON file")
    given = parser.parse_args()
    factory.keep_quiet()
    sets = {folder.name: list(read_set(folder, given.most)) for folder in given.folders}
    for name, values in VALUES.items():
        print(f"\n{name}  (now {getattr(HOME[name], name)})")
        for value in values:
            with constants({name: value}):
                print(f"  {value:>5}", row(sets))
    found = {
        "constants": {name: getattr(HOME[name], name) for name in VALUES},
        "most": given.most,
    }
    found |= {"sets": {name: asdict(figures(read)) for name, read in sets.items()}}
    found |= {"left_out": dict(left_out(sets))}
    print(json.dumps(found, indent=1))
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def left_out(sets: Mapping[str, Sequence[Read]]) -> Iterator[tuple[str, dict[str, object]]]:
    """Each set's figures with the constants that the other sets would choose."""
    for name, read in sets.items() if len(sets) > 1 else ():
        chosen = climb({other: sets[other] for other in sets if other != name})
        with constants(chosen):
            yield name, {"constants": chosen, **asdict(figures(read))}


def climb(sets: Mapping[str, Sequence[Read]]) -> dict[str, float]:
    """The best value of each constant in turn, those before it at their best."""
    chosen: dict[str, float] = {}
    for name, values in VALUES.items():
        now = getattr(HOME[name], name)
        worth = {value: mean_worth(sets, {**chosen, name: value}) for value in (now, *values)}
        chosen[name] = max(worth, key=lambda value: worth[value])
    return chosen


def read_set(folder: Path, most: int | None) -> Iterator[Read]:
    """Each question of a set with its passages, read."""
    reader = Reader()
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings(home=Path(home))
        factory.index(settings, [articles_of(folder)])
        with factory.open_archive(settings) as archive:
            retriever = factory.make_retriever(settings, archive)
            questions = read_questions(folder / "queries.jsonl", k=K)
            every = math.ceil(len(questions) / most) if most else 1
            for gold in questions[::every]:
                text = gold.question.text
                hits = tuple(map(as_hit, retriever.invoke(text, k=K, neighbours=True)))
                yield gold, comprehend(reader, text, hits[:K], hits[K:])


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
    brief: list[bool] = []
    refused: list[bool] = []
    for gold, hits in read:
        text = _answer(gold.question.text, hits)
        if gold.refuse:
            refused.append(not text)
        elif gold.answers:
            right = any(holds(text, answer) for answer in gold.answers)
            correct.append(right)
            brief.append(right and len(text.split()) <= MOST_BRIEF)
    return Figures(share(correct), share(brief), share(refused) if refused else None)


def _answer(question: str, hits: Sequence[Hit]) -> str:
    draft = drafting.first_draft(question, hits)
    return " ".join(f"{one.heading or ''} {one.text} [1]".strip() for one in draft.statements)


def share(values: Sequence[bool]) -> float:
    """The share that is true; 0 of none."""
    return sum(values) / len(values) if values else 0.0


def row(sets: Mapping[str, Sequence[Read]]) -> str:
    """The figures of each set in a line."""
    found = {name: figures(read) for name, read in sets.items()}
    return "   ".join(
        f"{name} {one.correct:.3f} {one.brief:.3f}"
        + (f" {one.refused:.3f}" if one.refused is not None else "")
        for name, one in found.items()
    )


def mean_worth(sets: Mapping[str, Sequence[Read]], values: Mapping[str, float]) -> float:
    """What is maximised."""
    with constants(values):
        return sum(figures(read).worth for read in sets.values()) / len(sets)


if __name__ == "__main__":
    main()

"""A whole run: its figures, its misses, and how it differs from an earlier one."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import UsageError
from retrieval.evaluation.judging import Outcome
from retrieval.evaluation.metrics import DEFINITIONS, LOWER_IS_BETTER, Figure, by_type, measure

VERSION = 1  # of the file's form


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What a run gave.

    Attributes:
        name: The file of questions.
        when: When it was run, ISO.
        k: How many passages were asked for.
        search_only: Only the search was asked; a question is then right if a gold article came
            first.
        outcomes: Every question, in the file's order.
        figures: Over all questions.
        types: The same for each type, with how many questions it has, the most frequent first.
    """

    name: str
    when: str
    k: int
    search_only: bool
    outcomes: tuple[Outcome, ...]
    figures: tuple[Figure, ...]
    types: tuple[tuple[str, int, tuple[Figure, ...]], ...]

    @property
    def misses(self) -> tuple[Outcome, ...]:
        """The questions that went wrong, in the file's order."""
        return tuple(outcome for outcome in self.outcomes if outcome.right is False)


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """What is kept of an earlier run: its figures, and which questions (by id) were right.

    `right` gives for each question that was judged its wording and whether it was right.
    """

    name: str
    when: str
    k: int
    search_only: bool
    figures: Mapping[str, float]
    right: Mapping[str, tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class RunComparison:
    """How a run differs from an earlier one.

    Attributes:
        earlier: The earlier run.
        figures: Name, value then, value now; of what both measured.
        gained: Questions that were wrong and are right.
        lost: Questions that were right and are wrong.
        shared: How many questions both runs judged.
        chance: How likely it is that equally good runs would differ at least so unevenly.
    """

    earlier: EarlierRun
    figures: tuple[tuple[str, float, float], ...]
    gained: tuple[Outcome, ...]
    lost: tuple[Outcome, ...]
    shared: int
    chance: float


def make_report(
    name: str, when: str, k: int, outcomes: Sequence[Outcome], *, search_only: bool = False
) -> EvaluationReport:
    """The figures of a run, over all and by type."""
    types = tuple((one, len(of), measure(of)) for one, of in by_type(outcomes).items())
    return EvaluationReport(name, when, k, search_only, tuple(outcomes), measure(outcomes), types)


def run_json(report: EvaluationReport) -> dict[str, Any]:
    """The run as JSON: what `read_earlier` reads, and any program may."""
    return {
        "v": VERSION,
        "questions": report.name,
        "when": report.when,
        "k": report.k,
        "search": report.search_only,
        "figures": _figures(report.figures),
        "types": {
            one: {"questions": count, "figures": _figures(figures)}
            for one, count, figures in report.types
        },
        "outcomes": [_outcome(outcome) for outcome in report.outcomes],
    }


def read_earlier(path: Path, *, k: int, search_only: bool) -> EarlierRun:
    """An earlier run, as `run_json` gave it, to compare a run of this `k` and kind with.

    Raises:
        UsageError: The file is none, or the run was of another `k` or kind.
    """
    earlier = _earlier(path)
    # With another number of passages, or without answers, figures would differ for that alone.
    if (earlier.k, earlier.search_only) != (k, search_only):
        options = f"--k {earlier.k}" + " --search" * earlier.search_only
        raise UsageError(f"{path} was run with {options}; compare it with a run of the same.")
    return earlier


def _earlier(path: Path) -> EarlierRun:
    try:
        given = json.loads(path.read_text("utf-8"))
        figures = {name: float(one["value"]) for name, one in given["figures"].items()}
        right = {
            one["id"]: (one["question"], bool(one["right"]))
            for one in given["outcomes"]
            # Without a known answer a question can't be gained or lost.
            if one["right"] is not None
        }
        k, search_only = int(given["k"]), bool(given["search"])
        return EarlierRun(
            str(given["questions"]), str(given["when"]), k, search_only, figures, right
        )
    # A file of another form fails in one of these ways.
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f"{path} is no earlier run; give a file that `dateline eval --json` wrote."
        ) from None


def compare_runs(report: EvaluationReport, earlier: EarlierRun) -> RunComparison:
    """What changed since an earlier run, by figure and by question.

    A question counts as the same if its id and its wording are. `chance` is the exact
    two-sided sign test over the questions that changed (McNemar 1947).
    """
    now = {figure.name: figure.value for figure in report.figures}
    # What one of the two runs could not measure has no difference.
    names = [name for name in DEFINITIONS if name in now and name in earlier.figures]
    shared = [
        (outcome, outcome.right, earlier.right[outcome.gold.id][1])
        for outcome in report.outcomes
        if outcome.right is not None
        and earlier.right.get(outcome.gold.id, ("", False))[0] == outcome.gold.question.text
    ]
    gained = tuple(outcome for outcome, right, was in shared if right and not was)
    lost = tuple(outcome for outcome, right, was in shared if was and not right)
    return RunComparison(
        earlier,
        tuple((name, earlier.figures[name], now[name]) for name in names),
        gained,
        lost,
        len(shared),
        sign_test(len(gained), len(lost)),
    )


def sign_test(one: int, other: int) -> float:
    """The chance that a fair coin falls at least so unevenly, to either side."""
    # Whole numbers up to the one division: they neither overflow nor round.
    n = one + other
    tail = sum(math.comb(n, at) for at in range(min(one, other) + 1))
    # Both tails have the middle in them where the counts are equal.
    return min(1.0, float(2 * tail / 2**n))


def missed_floors(report: EvaluationReport, floors: Mapping[str, float]) -> list[str]:
    """A sentence for each floor that is not kept; for what should be low, a floor is a ceiling."""
    now = {figure.name: figure.value for figure in report.figures}
    sentences = []
    for name, floor in floors.items():
        if name not in now:
            sentences.append(f"{name} can't be measured with these questions.")
        elif name in LOWER_IS_BETTER and now[name] > floor:
            sentences.append(f"{name} is {now[name]:.4g}, over {floor:g}.")
        elif name not in LOWER_IS_BETTER and now[name] < floor:
            sentences.append(f"{name} is {now[name]:.4g}, under {floor:g}.")
    return sentences


def _figures(figures: Sequence[Figure]) -> dict[str, Any]:
    return {
        figure.name: {
            key: round(value, 4) if isinstance(value, float) else value
            for key, value in asdict(figure).items()
            if key != "name" and value is not None
        }
        for figure in figures
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    gold, judged = outcome.gold, outcome.judged
    return {
        "id": gold.id,
        "question": gold.question.text,
        "type": gold.type,
        "expected": None if gold.refuse else list(gold.every or gold.answers),
        "gold": list(gold.docs),
        "right": outcome.right,
        "rank": outcome.ranking.first if outcome.ranking else None,
        "evidence": outcome.evidence,
        "found": judged.found if judged else None,
        "text": judged.text if judged else None,
        "nearest": list(judged.nearest) if judged else None,
        "shown": judged.shown if judged else None,
        "stale": judged.stale if judged else None,
        "cites_gold": judged.cites_gold if judged else None,
        "ms": round(outcome.ms, 1),
    }

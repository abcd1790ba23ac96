"""The figures of many outcomes, each with how many questions bear it and how far it may be off."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.evaluation.judging import PRECISE_WORDS, Judged, Outcome

Z = 1.959964
"""The normal distribution's two-sided 95 %."""

# For these a floor is the most that may be.
LOWER_IS_BETTER = frozenset({"stale", "uncited", "p50_ms", "p95_ms"})

UNTYPED = "(no type)"

DEFINITIONS: Mapping[str, str] = {
    "hit@1": "The first article that the search brings is a gold article.",
    "hit@4": "A gold article is among the first four.",
    "hit@10": "A gold article is among the first ten.",
    "mrr@10": "Mean reciprocal rank: 1 / the rank of the first gold article, 0 beyond ten "
    "(Voorhees 1999, TREC-8 question answering track).",
    "ndcg@10": "Normalised discounted cumulative gain, gold or not, discount log2(rank + 1) "
    "(Järvelin and Kekäläinen 2002; trec_eval's ndcg_cut_10).",
    "recall@10": "The share of a question's gold articles among the first ten.",
    "evidence@5": "One of the first five passages holds a gold passage, white space aside.",
    "answered": "Questions with a known answer that were answered, rightly or not.",
    "correct": "Questions with a known answer whose answer holds it, as whole words.",
    "precise": f"The same, in at most {PRECISE_WORDS} words.",
    "shown": "Questions with a known answer that the reader sees: in the answer, or in the nearest "
    "quotations of a refusal.",
    "stale": "Questions with a known older state whose answer begins with it: its first statement "
    "holds that, and no right answer.",
    "refused": "Questions that the archive can't answer and that were refused.",
    "balanced": "The mean of correct and refused: neither answering all nor refusing all helps.",
    "cites_gold": "Answers to questions with a known answer that cite a gold article.",
    "verbatim": "Citations that stand in the stored article, character for character.",
    "uncited": "Statements shown without a citation: a count.",
    "p50_ms": "Milliseconds a question, the median.",
    "p95_ms": "Milliseconds a question, the 95th percentile.",
}
"""Every figure by its name, in the order in which they are shown."""

OF_SEARCH = (
    "hit@1", "hit@4", "hit@10", "mrr@10", "ndcg@10", "recall@10", "evidence@5", "p50_ms", "p95_ms",
)  # fmt: skip
"""Those that need no answer."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, what it was measured on, and its 95 % interval.

    Attributes:
        name: One of `DEFINITIONS`.
        value: 0 to 1; a count or milliseconds where the name says so.
        of: How many questions (for `verbatim`, citations) bear it.
        low: The interval's lower end, or None for counts and milliseconds.
        high: Its upper end.
    """

    name: str
    value: float
    of: int
    low: float | None = None
    high: float | None = None


def measure(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    """The figures of some outcomes; one that nothing bears is left out."""
    shares = {name: _share(name, outcomes, one) for name, one in _SHARES.items()}
    shares["balanced"] = _balanced(shares["correct"], shares["refused"])
    shares["verbatim"] = _verbatim(outcomes)
    known = {name: figure for name, figure in shares.items() if figure}
    known |= {figure.name: figure for figure in _counts(outcomes)}
    # In the order in which they are shown, whatever order they were worked out in.
    return tuple(known[name] for name in DEFINITIONS if name in known)


def by_type(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes by the type of their question, the most frequent first."""
    types: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        types.setdefault(outcome.gold.type or UNTYPED, []).append(outcome)
    # By name where equally many, so that two runs list them alike.
    return dict(sorted(types.items(), key=lambda item: (-len(item[1]), item[0])))


def interval(mean: float, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927, JASA 22:209-212).

    For a mean of values between 0 and 1 it is a little too wide, never too narrow: no such
    values vary more than those that are 0 or 1.
    """
    centre = (mean + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(mean * (1 - mean) / n + Z * Z / (4 * n * n))
    # Rounding may put an end a hair to the wrong side of the mean: of 0 of 5, for one.
    return max(0.0, min(mean, centre - half)), min(1.0, max(mean, centre + half))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of `values` lie below, one of them, without interpolation."""
    ordered = sorted(values)
    # Of a hundred values .95 gives the 96th: 95 lie below it.
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


# A question whose gold articles are not known bears no figure of the search: it gives None.
def _within(rank: int) -> Callable[[Outcome], float | None]:
    def hit(outcome: Outcome) -> float | None:
        if outcome.ranking is None:
            return None
        return float(outcome.ranking.first is not None and outcome.ranking.first <= rank)

    return hit


def _reciprocal(outcome: Outcome) -> float | None:
    if outcome.ranking is None:
        return None
    first = outcome.ranking.first
    return 1 / first if first is not None and first <= 10 else 0.0


def _answerable(value: Callable[[Judged], float]) -> Callable[[Outcome], float | None]:
    def of(outcome: Outcome) -> float | None:
        judged = outcome.judged
        return value(judged) if judged and outcome.gold.answerable else None

    return of


def _correct(judged: Judged) -> float:
    return float(judged.found and bool(judged.holds))


# None leaves a question out of a figure; `Figure.of` says how many were in.
_SHARES: Mapping[str, Callable[[Outcome], float | bool | None]] = {
    "hit@1": _within(1),
    "hit@4": _within(4),
    "hit@10": _within(10),
    "mrr@10": _reciprocal,
    "ndcg@10": lambda one: one.ranking.ndcg if one.ranking else None,
    "recall@10": lambda one: one.ranking.recall if one.ranking else None,
    "evidence@5": lambda one: one.evidence,
    "answered": _answerable(lambda judged: judged.found),
    "correct": _answerable(_correct),
    "precise": _answerable(lambda judged: _correct(judged) * (judged.words <= PRECISE_WORDS)),
    "shown": _answerable(lambda judged: bool(judged.shown)),
    "stale": lambda one: one.judged.stale if one.judged else None,
    "refused": lambda one: not one.judged.found if one.judged and one.gold.refuse else None,
    "cites_gold": lambda one: one.judged.cites_gold if one.judged else None,
}


def _share(
    name: str, outcomes: Sequence[Outcome], value: Callable[[Outcome], float | bool | None]
) -> Figure | None:
    values = [float(one) for one in map(value, outcomes) if one is not None]
    if not values:
        return None
    # `fsum` rounds once, so that the order of the questions makes no difference.
    mean = math.fsum(values) / len(values)
    return Figure(name, mean, len(values), *interval(mean, len(values)))


def _balanced(correct: Figure | None, refused: Figure | None) -> Figure | None:
    """Half the sum of two shares, its interval put together from theirs.

    Method: square-and-add, Newcombe 1998, Statistics in Medicine 17:873-890, method 10.
    """
    if correct is None or refused is None:
        return None
    value = (correct.value + refused.value) / 2
    # Each share's distance to its own limits, halved as the shares are.
    below = math.hypot(*(one.value - (one.low or 0.0) for one in (correct, refused))) / 2
    above = math.hypot(*((one.high or 0.0) - one.value for one in (correct, refused))) / 2
    return Figure("balanced", value, correct.of + refused.of, value - below, value + above)


def _verbatim(outcomes: Sequence[Outcome]) -> Figure | None:
    judged = [one.judged for one in outcomes if one.judged]
    total = sum(one.citations for one in judged)
    if not total:
        return None
    # Of citations, not of questions: each one that is off counts.
    share = sum(one.exact for one in judged) / total
    return Figure("verbatim", share, total, *interval(share, total))


def _counts(outcomes: Sequence[Outcome]) -> list[Figure]:
    judged = [one.judged for one in outcomes if one.judged]
    # Refused questions take their time as well.
    times = [one.ms for one in outcomes]
    # Counts and times are no shares: Wilson's interval does not hold for them.
    figures = []
    if judged:
        figures.append(Figure("uncited", sum(one.uncited for one in judged), len(judged)))
    for name, share in (("p50_ms", 0.5), ("p95_ms", 0.95)):
        figures += [Figure(name, percentile(times, share), len(times))] if times else []
    return figures

"""Figures over outcomes, their intervals, comparison with an earlier run."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation.metrics import DEFINITIONS, by_type, interval, measure, percentile
from retrieval.evaluation.report import (
    make_report,
    missed_floors,
)
from support.judged import gold, outcome
from support.judged_run import RIGHT, WRONG, outcomes


def values(of) -> dict[str, float]:  # type: ignore[no-untyped-def]
    return {figure.name: figure.value for figure in measure(of)}


def test_the_figures_are_those_worked_out_by_hand() -> None:
    gain = (1 + 1 / math.log2(3) + 0 + 1 / math.log2(6)) / 4
    assert values(outcomes()) == pytest.approx({
        "hit@1": 1 / 4, "hit@4": 2 / 4, "hit@10": 3 / 4, "mrr@10": (1 + 1 / 2 + 1 / 5) / 4,
        "ndcg@10": gain, "recall@10": 3 / 4,
        "answered": 3 / 4, "correct": 2 / 4, "precise": 1 / 4, "shown": 2 / 4,
        "refused": 1 / 2,
        "balanced": 1 / 2, "cites_gold": 1.0, "verbatim": 1.0, "uncited": 0,
        "p50_ms": 4.0, "p95_ms": 100.0,
    })  # fmt: skip


def test_each_figure_says_what_bears_it_and_is_defined() -> None:
    of = {figure.name: figure.of for figure in measure(outcomes())}
    assert of["hit@1"] == of["correct"] == 4
    assert of["cites_gold"] == 3
    assert of["refused"] == 2
    assert of["balanced"] == of["p50_ms"] == 6
    assert of["verbatim"] == 4
    assert set(of) < set(DEFINITIONS)


def test_a_figure_that_nothing_bears_is_left_out() -> None:
    assert set(values([outcome(gold("free"), None)])) == {"p50_ms", "p95_ms"}
    assert values([]) == {}


def test_stale_is_a_share_of_the_questions_with_an_older_figure() -> None:
    older = gold("old", answers=("Orsk",), wrong=("Nobody",))
    figures = measure([outcome(older, RIGHT), outcome(older, WRONG), *outcomes()])
    stale = next(figure for figure in figures if figure.name == "stale")
    assert (stale.value, stale.of) == (0.5, 2)


def test_types_come_with_the_most_frequent_first() -> None:
    untyped = outcome(gold("plain"), RIGHT)
    assert list(by_type([untyped, *outcomes()])) == ["fact", "off-topic", "(no type)"]


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
    [(81 / 263, 263, 0.2553, 0.3662), (15 / 148, 148, 0.0624, 0.1605), (0 / 20, 20, 0, 0.1611),
     (1 / 29, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_interval_is_wilsons(share: float, n: int, low: float, high: float) -> None:
    assert interval(share, n) == pytest.approx((low, high), abs=5e-5)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(share: float, n: int) -> None:
    low, high = interval(share, n)
    assert 0 <= low <= share <= high <= 1


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([5.0], 0.95) == 5.0
    assert percentile(range(100), 0.95) == 95


def test_a_floor_that_is_not_kept_is_named() -> None:
    report = make_report("q", "now", 10, outcomes())
    kept = {"correct": 0.5, "uncited": 0, "p95_ms": 100}
    assert missed_floors(report, kept) == []
    broken = missed_floors(report, {"correct": 0.6, "p95_ms": 99, "evidence@5": 0.1})
    assert broken[0] == "correct is 0.5, under 0.6."
    assert broken[1] == "p95_ms is 100, over 99."
    assert "evidence@5" in broken[2]

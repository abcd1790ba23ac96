"""Figures over outcomes, their intervals, comparison with an earlier run."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UsageError
from retrieval.evaluation.figures import DEFINITIONS, by_type, interval, measure, percentile
from retrieval.evaluation.report import (
    compare,
    make_report,
    missed_floors,
    read_earlier,
    report_json,
    sign_test,
)
from support.judged import answer, citation, gold, outcome

RIGHT = answer("Lena Orsk did.", citation("Lena Orsk"))
WRONG = answer("Nobody did.", citation("Lena Orsk"))
LONG = answer("Lena Orsk did " + "so " * 60, citation("Lena Orsk"))
REFUSED = answer("The archive does not say.", found=False)


def known(key: str, type_: str = "fact"):  # type: ignore[no-untyped-def]
    return gold(key, type=type_, answers=("Orsk",), docs=("treaty",), ranked=True)


def outcomes():  # type: ignore[no-untyped-def]
    return [
        outcome(known("right"), RIGHT, "news/treaty.md", ms=1.0),
        outcome(known("long"), LONG, "other.md", "news/treaty.md", ms=2.0),
        outcome(known("wrong"), WRONG, "other.md", ms=3.0),
        outcome(known("silent"), REFUSED, "a.md", "b.md", "c.md", "d.md", "treaty.md", ms=4.0),
        outcome(gold("no", type="off-topic", refuse=True), REFUSED, ms=5.0),
        outcome(gold("yes", type="off-topic", refuse=True), RIGHT, ms=100.0),
    ]


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


def test_a_run_is_compared_question_by_question(tmp_path: Path) -> None:
    before = make_report("q.jsonl", "2026-01-02T03:04:05+00:00", 10, outcomes())
    file = tmp_path / "before.json"
    file.write_text(json.dumps(report_json(before)), "utf-8")
    now = [
        outcome(known("right"), WRONG), outcome(known("wrong"), RIGHT),
        outcome(known("silent"), RIGHT), outcome(known("new"), WRONG),
        outcome(gold("no", type="off-topic", refuse=True), REFUSED),
    ]  # fmt: skip
    earlier = read_earlier(file, k=10, search_only=False)
    changed = compare(make_report("q.jsonl", "later", 10, now), earlier)
    assert [one.gold.id for one in changed.gained] == ["wrong", "silent"]
    assert [one.gold.id for one in changed.lost] == ["right"]
    assert changed.shared == 4
    assert changed.chance == 1.0
    assert ("refused", 0.5, 1.0) in changed.figures


def test_a_question_asked_in_other_words_is_another_question(tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    kept = report_json(make_report("q", "then", 10, [outcome(known("a"), WRONG)]))
    kept["outcomes"][0]["question"] = "Something else?"
    file.write_text(json.dumps(kept), "utf-8")
    earlier = read_earlier(file, k=10, search_only=False)
    changed = compare(make_report("q", "now", 10, [outcome(known("a"), RIGHT)]), earlier)
    assert changed.shared == 0
    assert changed.gained == ()


@pytest.mark.parametrize(("k", "search_only"), [(4, False), (10, True)])
def test_runs_of_another_kind_are_not_compared(tmp_path: Path, k: int, search_only: bool) -> None:
    file = tmp_path / "before.json"
    file.write_text(json.dumps(report_json(make_report("q", "then", 10, outcomes()))), "utf-8")
    with pytest.raises(UsageError, match="--k 10"):
        read_earlier(file, k=k, search_only=search_only)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"figures": {"correct": 1}}'])
def test_a_file_that_is_no_earlier_run_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "before.json"
    file.write_text(content, "utf-8")
    with pytest.raises(UsageError, match="--json"):
        read_earlier(file, k=10, search_only=False)


@pytest.mark.parametrize(
    ("one", "other", "chance"), [(0, 0, 1), (1, 0, 1), (5, 0, 0.0625), (1, 7, 18 / 256)]
)
def test_the_sign_test_is_exact(one: int, other: int, chance: float) -> None:
    assert sign_test(one, other) == pytest.approx(chance)

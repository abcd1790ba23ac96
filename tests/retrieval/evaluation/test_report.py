"""A run compared with an earlier one, question by question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retrieval.errors import UsageError
from retrieval.evaluation.report import (
    compare_runs,
    make_report,
    read_earlier,
    run_json,
    sign_test,
)
from support.judged import gold, outcome
from support.judged_run import REFUSED, RIGHT, WRONG, known, outcomes


def test_a_run_is_compared_question_by_question(tmp_path: Path) -> None:
    before = make_report("q.jsonl", "2026-01-02T03:04:05+00:00", 10, outcomes())
    file = tmp_path / "before.json"
    file.write_text(json.dumps(run_json(before)), "utf-8")
    now = [
        outcome(known("right"), WRONG), outcome(known("wrong"), RIGHT),
        outcome(known("silent"), RIGHT), outcome(known("new"), WRONG),
        outcome(gold("no", type="off-topic", refuse=True), REFUSED),
    ]  # fmt: skip
    earlier = read_earlier(file, k=10, search_only=False)
    changed = compare_runs(make_report("q.jsonl", "later", 10, now), earlier)
    assert [one.gold.id for one in changed.gained] == ["wrong", "silent"]
    assert [one.gold.id for one in changed.lost] == ["right"]
    assert changed.shared == 4
    assert changed.chance == 1.0
    assert ("refused", 0.5, 1.0) in changed.figures


def test_a_question_asked_in_other_words_is_another_question(tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    kept = run_json(make_report("q", "then", 10, [outcome(known("a"), WRONG)]))
    kept["outcomes"][0]["question"] = "Something else?"
    file.write_text(json.dumps(kept), "utf-8")
    earlier = read_earlier(file, k=10, search_only=False)
    changed = compare_runs(make_report("q", "now", 10, [outcome(known("a"), RIGHT)]), earlier)
    assert changed.shared == 0
    assert changed.gained == ()


@pytest.mark.parametrize(("k", "search_only"), [(4, False), (10, True)])
def test_runs_of_another_kind_are_not_compared(tmp_path: Path, k: int, search_only: bool) -> None:
    file = tmp_path / "before.json"
    file.write_text(json.dumps(run_json(make_report("q", "then", 10, outcomes()))), "utf-8")
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

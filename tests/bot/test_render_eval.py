"""Measured questions as text: aligned tables, misses that can be looked at, plain sentences."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from bot.render_eval import (
    SHOWN_MISSES,
    comparison_text,
    difference_text,
    evaluation_text,
    when_text,
)
from bot.render_report import report_page
from bot.text import HIDDEN
from retrieval.evaluation.judging import Outcome, Response, judge
from retrieval.evaluation.questions import GoldQuestion
from retrieval.evaluation.report import EarlierRun, EvaluationReport, compare_runs, make_report
from retrieval.types import Answer, Question
from support.answers import ANY_TEXT, EXTRACTIVE, REFUSAL, passage
from support.answers import ARTICLE as FERRY

WHEN = "2026-01-02T03:04:05+00:00"


def went(gold: GoldQuestion, answer: Answer | None = EXTRACTIVE) -> Outcome:
    came = Response((passage(FERRY),), 12.34, answer)
    return judge(gold, came, lambda _: FERRY.text)


def asked(key: str, text: str = "When do ferries run?", **known: object) -> GoldQuestion:
    return GoldQuestion(key, Question(text), **known)  # type: ignore[arg-type]


def report(*outcomes: Outcome) -> EvaluationReport:
    return make_report("desk.jsonl", WHEN, 10, outcomes)


RIGHT = went(asked("r", type="fact", answers=("hourly",), docs=("ferries",), ranked=True))
WRONG = went(asked("w", type="fact", answers=("daily", "every day"), docs=("x",), ranked=True))
SILENT = went(asked("s", type="fact", answers=("hourly",)), REFUSAL)
LOUD = went(asked("l", type="off-topic", refuse=True))


def test_the_tables_are_aligned_and_say_what_bears_each_figure() -> None:
    lines = evaluation_text(report(RIGHT, WRONG, LOUD)).splitlines()
    assert lines[0] == "3 questions from desk.jsonl: 2 with a known answer, 1 to be refused."
    head = next(line for line in lines if "95 % interval" in line)
    first = next(line for line in lines if line.startswith("hit@1"))
    assert first.split() == ["hit@1", "0.500", "0.09", "to", "0.91", "2", "questions"]
    assert head.index("95 %") == first.index("0.09")
    assert next(line for line in lines if line.startswith("off-topic")).split()[1] == "1"


def test_a_miss_shows_question_expected_got_and_rank() -> None:
    text = evaluation_text(report(RIGHT, WRONG, SILENT, LOUD))
    assert "3 questions went wrong:" in text
    assert "w: When do ferries run?" in text
    assert "expected: daily / every day" in text
    assert "got:      Ferries to Orlin will run hourly" in text
    assert "gold:     not among the articles that came: x" in text
    assert "got:      a refusal" in text
    assert "expected: a refusal" in text
    assert "closest:  Ferries to Orlin will run hourly" in text
    assert "r: When" not in text


def test_a_miss_of_several_answers_shows_that_each_is_needed() -> None:
    every = (("12",), ("40", "forty"))
    gold = asked("m", answers=("12", "40", "forty"), every=every, wrong=("hourly",))
    text = evaluation_text(report(went(gold), LOUD))
    assert "expected: 12 and 40 / forty" in text
    line = next(line for line in text.splitlines() if line.startswith("stale"))
    assert line.split()[1] == "1.000"


def test_only_the_first_misses_are_listed_and_the_rest_are_counted() -> None:
    wrong = [went(asked(f"w{n}", answers=("daily",))) for n in range(SHOWN_MISSES + 2)]
    text = evaluation_text(report(*wrong))
    assert f"w{SHOWN_MISSES - 1}: " in text
    assert f"w{SHOWN_MISSES}: " not in text
    assert "2 more; --html or --json FILE holds them all." in text


def test_nothing_wrong_is_said_so() -> None:
    assert evaluation_text(report(RIGHT)).endswith("No question went wrong.")


def earlier(**right: bool) -> EarlierRun:
    kept = {key: ("When do ferries run?", was) for key, was in right.items()}
    figures = {"correct": 0.25, "p50_ms": 20.0, "hit@1": 0.5}
    return EarlierRun("desk.jsonl", WHEN, 10, False, figures, kept)


def test_a_comparison_tells_figures_and_changed_questions() -> None:
    changed = compare_runs(report(RIGHT, WRONG), earlier(r=False, w=True))
    lines = comparison_text(changed).splitlines()
    assert lines[0] == "Against desk.jsonl, run 2026-01-02 03:04 UTC"
    cells = {line.split()[0]: line.split()[1:] for line in lines if line}
    assert cells["correct"] == ["0.250", "0.500", "+0.250"]
    assert cells["p50_ms"] == ["20.0", "12.3", "-7.7"]
    assert cells["hit@1"] == ["0.500", "0.500"]
    assert "1 went from wrong to right and 1 from right to wrong" in comparison_text(changed)
    assert "  now right: r: When do ferries run?" in lines
    assert "  now wrong: w: When do ferries run?" in lines


def test_a_difference_too_small_to_show_is_none() -> None:
    assert difference_text("correct", 0.5, 0.5004) == ""
    assert difference_text("uncited", 3, 1) == "-2"


def test_a_moment_that_is_none_is_shown_as_it_is() -> None:
    assert when_text("yesterday") == "yesterday"


@given(ANY_TEXT, ANY_TEXT)
def test_no_text_acts_on_the_screen(hostile: str, key: str) -> None:
    answer = replace(EXTRACTIVE, text=hostile)
    gold = asked(f"k{key}", f"a{hostile}", type=key, answers=(f"x{hostile}",), docs=(f"d{key}",))
    made = replace(report(went(gold, answer), LOUD), name=hostile)
    assert not HIDDEN.search(evaluation_text(made))
    assert not HIDDEN.search(report_page(made))

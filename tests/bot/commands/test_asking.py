"""Asking on the command line: an exact citation, or a refusal with its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from support.command_line import printed

pytestmark = pytest.mark.slow


def test_a_question_is_answered_with_an_exact_citation(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--json", "Who proposed a joint coast guard?"]) == 0
    answer = printed(capsys)
    assert answer["v"] == 1
    assert answer["found"]
    assert answer["mode"] == "extractive"
    assert "Lena Orsk" in answer["text"]
    assert all(statement["citations"] for statement in answer["statements"])
    citation = answer["citations"][0]
    assert main(["show", citation["article"], "--json"]) == 0
    stored = printed(capsys)["text"]
    assert stored[citation["start"] : citation["end"]] == citation["quote"]


def test_no_answer_is_a_refusal_with_exit_code_3(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--json", "What is the boiling point of mercury?"]) == 3
    answer = printed(capsys)
    assert not answer["found"]
    assert answer["statements"] == []
    assert answer["citations"] == []
    assert answer["passages"]
    assert "2 articles dated 4 May 2019 to 10 June 2021" in answer["text"]


def test_limits_are_kept(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--json", "--outlet", "coast daily", "Port Amber"]) == 0
    assert {p["outlet"] for p in printed(capsys)["passages"]} == {"Coast Daily"}
    assert main(["search", "--json", "--as-of", "2020-01-01", "Port Amber"]) == 0
    assert {p["outlet"] for p in printed(capsys)["passages"]} == {"Amber Post"}


def test_a_limit_that_leaves_nothing_finds_nothing(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--until", "1999-01-01", "Who proposed a joint coast guard?"]) == 3
    assert "only those published until 1 January 1999" in capsys.readouterr().out
    assert main(["search", "--until", "1999-01-01", "coast guard"]) == 3
    assert main(["search", " "]) == 2


def test_a_batch_gives_one_result_a_line_in_order(
    indexed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": "b", "question": "Who cut the ribbon?"},
        {"id": "empty", "question": "  "},
        {"id": "a", "question": "Who proposed a joint coast guard?", "outlet": "Coast Daily"},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)) + "\n\n", "utf-8")
    assert main(["ask", "--batch", str(batch), "--json"]) == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [result["id"] for result in results] == ["b", "empty", "a"]
    assert "Tomas Reed" in results[0]["text"]
    assert not results[1]["found"]
    assert not results[2]["found"]
    assert main(["search", "--batch", str(batch), "--json", "--k", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_broken_batch_line_is_named(
    indexed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"question": "one"}\n[1]\n', "utf-8")
    assert main(["ask", "--batch", str(batch)]) == 2
    assert "Line 2" in capsys.readouterr().err


@pytest.mark.parametrize("question", ["", "   ", "?!", "🙂🙂", "\x00", "x" * 10_000])
def test_a_question_that_is_none_gets_a_sentence(
    indexed: Path, question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", question]) == 2
    err = capsys.readouterr().err
    assert "question" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "question",
    ['"unclosed', "a AND (", "price: 5", "don't", "* lighthouse", "NEAR(harbour", "title:x", "-x",
     "Кто предложил береговую охрану?", "谁提议成立海岸警卫队？", "^harbour OR", "what\x1b[2Jis"],
)  # fmt: skip
def test_any_question_is_answered_or_refused(indexed: Path, question: str) -> None:
    assert main(["ask", "--", question]) in (0, 3)


def test_a_wrong_date_is_a_usage_error(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--since", "last week", "Who cut the ribbon?"]) == 2
    assert "2015-06-04" in capsys.readouterr().err

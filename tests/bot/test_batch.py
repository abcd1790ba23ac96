"""Many questions or claims from a file: what is asked, in which order, and what comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import RunnableConfig, RunnableLambda

from bot.batch import Key, answer_batch, read_batch
from bot.cli import main
from retrieval.errors import UsageError
from retrieval.types import Answer, Question
from retrieval.types.answers import Verdict
from support.answers import EXTRACTIVE, REFUSAL

pytestmark = pytest.mark.slow

Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(*lines: object) -> Path:
        path = tmp_path / "batch.jsonl"
        path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
        return path

    return write


class Chain:
    """Answers with the question itself, and keeps what it was asked and whether it was kept."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.kept: list[bool] = []

    def answer(self, question: Question, config: RunnableConfig) -> Answer:
        if not question.text.strip():
            raise UsageError("The question is empty.")
        self.asked.append(question)
        self.kept.append(config.get("configurable", {}).get("receipt", True))
        said = REFUSAL if question.form == "check" else EXTRACTIVE
        verdict: Verdict | None = "not in the archive" if question.form == "check" else None
        return replace(
            said, asked=question.text, question=question.text, id=question.id,
            form=question.form, verdict=verdict,
        )  # fmt: skip

    def results(
        self, path: Path, capsys: pytest.CaptureFixture[str], key: Key = "question", **limits: Any
    ) -> list[dict[str, Any]]:
        answer_batch(RunnableLambda(self.answer), read_batch(path, limits, key), as_json=True)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_lines_own_limits_come_before_the_commands(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"id": 1, "question": "Who?", "outlet": "TASS", "since": "2015-06"}
    chain = Chain()
    chain.results(written(line), capsys, outlet="Interfax", until="2016-01-01")
    (asked,) = chain.asked
    assert (asked.outlet, asked.since, asked.until) == ("TASS", "2015-06-01", "2016-01-01")


def test_the_questions_before_it_are_asked_first_each_after_the_others(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = ["Who chairs the SCO?", "And who chairs NATO?"]
    line = {"id": "c", "question": "Since when?", "earlier": earlier, "as_of": "2015-06-04"}
    chain = Chain()
    (result,) = chain.results(written(line), capsys)
    assert result["question"] == "Since when?"
    assert [one.text for one in chain.asked] == [*earlier, "Since when?"]
    assert [[said.asked for said in one.earlier] for one in chain.asked] == [
        [], earlier[:1], earlier,
    ]  # fmt: skip
    assert {one.as_of for one in chain.asked} == {"2015-06-04"}
    assert [one.id for one in chain.asked] == [None, None, "c"]
    assert chain.kept == [False, False, True]


def test_one_question_before_may_be_a_text_of_its_own(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    chain = Chain()
    chain.results(written({"question": "And?", "earlier": "Who?"}, {"question": "Why?"}), capsys)
    assert [one.text for one in chain.asked] == ["Who?", "And?", "Why?"]
    assert chain.asked[2].earlier == ()


def test_what_can_not_be_asked_says_why_in_its_place(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"id": "a", "question": " "}, {"id": "b", "question": "x", "earlier": " "}]
    results = Chain().results(written(*lines, {"id": "c", "question": "Who?"}), capsys)
    assert [one["id"] for one in results] == ["a", "b", "c"]
    assert [one.get("error") for one in results] == [2, 2, None]
    assert results[0]["nearest"] == []
    assert results[0]["verdict"] is None


def test_claims_get_a_verdict_each_in_order(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"id": "x", "claim": "It rained."}, {"id": "y", "claim": "It snowed."}]
    results = Chain().results(written(*lines), capsys, "claim", form="check")
    assert [(one["id"], one["question"]) for one in results] == [
        ("x", "It rained."), ("y", "It snowed."),
    ]  # fmt: skip
    assert {one["verdict"] for one in results} == {"not in the archive"}


@pytest.mark.parametrize(
    "line",
    [
        {"claim": "It rained."},
        {"question": "Who?", "since": "June 2015"},
        {"question": "Who?", "as_of": 2015},
        {"question": "Who?", "earlier": 3},
        ["Who?"],
        "Who?",
    ],
)
def test_a_line_of_another_form_is_named(written: Write, line: object) -> None:
    with pytest.raises(UsageError, match=r'Line 2 .*"question"'):
        read_batch(written({"question": "Who?"}, line), {})


@pytest.mark.parametrize("name", ["untill", "Outlet", "k"])
def test_a_key_that_is_not_known_is_named_with_its_line_and_those_that_are(
    written: Write, name: str
) -> None:
    path = written({"question": "Who?"}, {"question": "Who?", name: "2015-06-04"})
    with pytest.raises(UsageError, match=f"Line 2 .*'{name}'") as told:
        read_batch(path, {})
    assert "id, question, outlet, since, until, as_of, earlier;" in str(told.value)
    with pytest.raises(UsageError, match="id, claim, outlet"):
        read_batch(written({"claim": "It rained.", name: 1}), {}, "claim")


def test_a_file_whose_right_answers_are_known_may_be_asked(written: Write) -> None:
    known = {"question": "Who?", "type": "fact", "answers": None, "docs": ["a.md"], "note": "?"}
    assert [one.question.text for one in read_batch(written(known), {})] == ["Who?"]
    claim = {"claim": "It rained.", "verdict": "supported", "docs": []}
    assert len(read_batch(written(claim), {}, "claim")) == 1


@pytest.mark.parametrize("command", ["ask", "search", "check"])
def test_a_file_that_is_no_text_is_told_in_a_sentence(
    indexed: Path, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "latin.jsonl"
    path.write_bytes('{"question": "Müller?"}'.encode("latin-1"))
    assert main([command, "--batch", str(path)]) == 2
    assert "latin.jsonl can't be read as text in UTF-8" in capsys.readouterr().err


def test_a_line_end_within_a_text_parts_no_line(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text('\ufeff{"question": "Who\u2028chairs it?"}\n', "utf-8")
    (line,) = read_batch(path, {})
    assert line.question.text == "Who\u2028chairs it?"


def test_claims_from_a_file_are_checked_one_after_another(
    indexed: Path, written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = ["The harbour treaty was signed in Port Amber.", "Mercury boils at 357 degrees."]
    path = written(*({"id": str(n), "claim": claim} for n, claim in enumerate(claims)))
    assert main(["check", "--batch", str(path), "--json"]) == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in results] == ["0", "1"]
    assert [one["form"] for one in results] == ["check", "check"]
    assert results[1]["verdict"] == "not in the archive"


def test_a_claim_and_a_file_of_claims_are_not_checked_together(
    indexed: Path, written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--batch", str(written({"claim": "x"})), "It rained."]) == 2
    assert "leave CLAIM out" in capsys.readouterr().err

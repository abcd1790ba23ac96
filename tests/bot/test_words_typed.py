"""Questions as people type them: without quotation marks, from a pipe, from a file."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

pytestmark = pytest.mark.slow

TREATY = "The treaty of Port Amber was signed on 3 May 2019 by Lena Orsk, the harbour minister."


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A folder to work in, with an archive of one article."""
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "LANGSMITH", "LANGCHAIN")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "treaty.txt").write_text(f"{TREATY}\n", "utf-8")
    assert main(["index", "treaty.txt"]) == 0
    capsys.readouterr()
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_a_question_needs_no_quotation_marks(
    typed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["Who", "signed", "the", "treaty?"]
    assert main(["ask", "--json", *words, "--since", "2019-01-01", "--literal"]) == 3
    assert asked(capsys)["question"] == "Who signed the treaty?"
    assert main(["search", *words]) == 0
    assert TREATY in capsys.readouterr().out


@pytest.mark.parametrize("command", ["timeline", "check"])
def test_neither_does_a_topic_nor_a_claim(
    typed: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--json", "Lena", "Orsk", "signed", "the", "treaty"]) in (0, 3)
    assert asked(capsys)["question"] == "Lena Orsk signed the treaty"


def test_a_question_comes_from_a_pipe_if_none_is_typed(
    typed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in ([], ["-"]):
        monkeypatch.setattr("sys.stdin", io.StringIO("Who signed the treaty?\n"))
        assert main(["ask", "--json", *arguments]) == 0
        assert asked(capsys)["text"].startswith(TREATY)


def test_an_empty_question_is_not_waited_for(
    typed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Who signed the treaty?\n"))
    assert main(["ask", ""]) == 2
    assert "empty" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_beside_a_file_of_them_is_not_passed_over(
    typed: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (typed / "questions.jsonl").write_text('{"id": "1", "question": "Who?"}\n', "utf-8")
    assert main([command, "--batch", "questions.jsonl", "Who?"]) == 2
    assert "leave QUESTION out" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["articles"], ["ask", "Who", "signed", "the", "treaty?"]])
def test_a_reader_who_has_had_enough_is_no_error(typed: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")

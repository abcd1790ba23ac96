"""`dateline eval` from end to end: real articles, real archive, real model."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from retrieval.archive.store import FILE

pytestmark = pytest.mark.slow

ARTICLES = {
    "treaty.md": "The harbour treaty was signed in Port Amber on 3 May 2019.\n\n"
    "Foreign Minister Lena Orsk proposed a joint coast guard.\n",
    "lighthouse.md": "Port Amber opened its lighthouse in June. Mayor Tomas Reed cut the ribbon.\n",
}
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"id": "guard", "question": "Who proposed a joint coast guard?", "type": "fact",
     "answers": ["Lena Orsk"], "docs": ["treaty"]},
    {"id": "ribbon", "question": "Who cut the ribbon?", "type": "fact", "answers": ["Anna Bell"],
     "docs": ["lighthouse.md"]},
    {"id": "mercury", "question": "What is the boiling point of mercury?", "answers": None},
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles and questions; nothing is indexed."""
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "news" / name).write_text(text, "utf-8")
    write(tmp_path / "desk.jsonl", *QUESTIONS)
    return tmp_path


@pytest.fixture
def indexed(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["index", "news"]) == 0
    capsys.readouterr()
    return desk


def write(file: Path, *lines: dict[str, Any]) -> None:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def receipts(home: Path) -> int:
    with closing(sqlite3.connect(home / FILE)) as connection:
        return int(connection.execute("select count(*) from receipts").fetchone()[0])


def test_a_measurement_leaves_no_receipt(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "desk.jsonl"]) == 0
    assert "3 questions" in capsys.readouterr().out
    assert receipts(indexed / "home") == 0
    assert main(["ask", "Who cut the ribbon?"]) == 0
    assert receipts(indexed / "home") == 1


def test_the_archive_is_asked_and_measured(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "desk.jsonl", "--json", "run.json", "--html", "run.html"]) == 0
    said = capsys.readouterr()
    assert "3 questions from desk.jsonl: 2 with a known answer, 1 to be refused." in said.out
    assert "ribbon: Who cut the ribbon?" in said.out
    assert "expected: Anna Bell" in said.out
    assert said.err == ""
    run = json.loads((indexed / "run.json").read_text("utf-8"))
    figures = {name: figure["value"] for name, figure in run["figures"].items()}
    assert figures["hit@1"] == figures["refused"] == figures["verbatim"] == 1
    assert figures["correct"] == 0.5
    assert run["types"]["fact"]["figures"]["correct"]["of"] == 2
    assert [one["right"] for one in run["outcomes"]] == [True, False, True]
    assert "Who cut the ribbon?" in (indexed / "run.html").read_text("utf-8")


def test_a_floor_that_is_not_kept_ends_with_1_and_says_which(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "desk.jsonl", "--floor", "correct=0.5", "--floor", "uncited=0"]) == 0
    assert main(["eval", "desk.jsonl", "--floor", "correct=0.8", "--floor", "hit@1=1"]) == 1
    assert capsys.readouterr().err.strip() == "correct is 0.5, under 0.8."


def test_changes_since_an_earlier_run_are_told(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "desk.jsonl", "--json", "before.json"]) == 0
    write(indexed / "desk.jsonl", *QUESTIONS[:1], {**QUESTIONS[1], "answers": ["Tomas Reed"]})
    capsys.readouterr()
    assert main(["eval", "desk.jsonl", "--compare", "before.json"]) == 0
    said = capsys.readouterr().out
    assert "Of 2 questions in both, 1 went from wrong to right and 0 from right to wrong." in said
    assert "now right: ribbon" in said


def test_articles_of_their_own_are_asked_and_the_archive_is_left_alone(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "desk.jsonl", "--articles", "news", "--floor", "hit@1=1"]) == 0
    assert "3 questions" in capsys.readouterr().out
    assert not (desk / "home" / "archive.sqlite").exists()


def test_the_search_alone_is_measured_without_answers(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "desk.jsonl", "--search"]) == 0
    said = capsys.readouterr().out
    assert "hit@1" in said
    assert "correct" not in said
    assert main(["eval", "desk.jsonl", "--search", "--floor", "correct=0.5"]) == 2
    assert "hit@1" in capsys.readouterr().err


def test_a_gold_article_that_is_not_there_is_named_before_the_figures(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(indexed / "desk.jsonl", {**QUESTIONS[0], "docs": ["treaty", "gone.md"]})
    assert main(["eval", "desk.jsonl"]) == 0
    assert "lacks 1 article that the questions name (gone.md)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing.jsonl"], "nothing.jsonl"),
        (["broken.jsonl"], "Line 2"),
        (["desk.jsonl", "--floor", "corect=1"], "cites_gold"),
        (["desk.jsonl", "--floor", "correct"], "correct=0.8"),
        (["desk.jsonl", "--json", "no/such/folder.json"], "make it first"),
        (["desk.jsonl", "--compare", "desk.jsonl"], "no earlier run"),
        (["desk.jsonl", "--k", "0"], "--k"),
    ],
)
def test_a_call_that_cannot_be_carried_out_asks_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (desk / "broken.jsonl").write_text('{"question": "One?"}\nno\n', "utf-8")
    assert main(["eval", *arguments]) == 2  # without an archive, asking would end with 5
    assert said in capsys.readouterr().err


def test_without_an_archive_it_says_so(desk: Path) -> None:
    assert main(["eval", "desk.jsonl"]) == 5


def test_a_question_that_cannot_be_asked_is_named(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(indexed / "desk.jsonl", QUESTIONS[0], {"id": "endless", "question": "why " * 2000})
    assert main(["eval", "desk.jsonl"]) == 2
    assert "Question endless: " in capsys.readouterr().err


def test_a_question_is_asked_after_those_before_it(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"question": "And when?", "earlier": "Was the harbour treaty signed in Port Amber?",
            "answers": ["3 May 2019"]}  # fmt: skip
    (desk / "followed.jsonl").write_text(json.dumps(line), "utf-8")
    assert main(["eval", "followed.jsonl", "--articles", "news", "--floor", "shown=1"]) == 0
    assert "shown" in capsys.readouterr().out

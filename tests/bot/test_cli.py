"""Asking on the command line, from end to end: real files, real archive, real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from support.command_line import printed


@pytest.mark.parametrize("group", [[], ["names"], ["feeds"]])
def test_the_help_says_of_each_command_in_whole_words_what_it_does(
    group: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*group, "--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:\n")[2]
    assert listed
    assert all(line.endswith(".") and "..." not in line for line in listed.splitlines())


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


def test_a_receipt_can_be_verified_later(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "Who proposed a joint coast guard?"]) == 0
    receipt = printed(capsys)["receipt"]
    assert main(["verify", receipt]) == 0
    assert "still exact" in capsys.readouterr().out
    assert main(["remove", "news/treaty.md"]) == 0
    capsys.readouterr()
    assert main(["verify", receipt, "--json"]) == 3
    assert {c["standing"] for c in printed(capsys)["citations"]} == {"removed"}
    assert main(["verify", "nosuch"]) == 2


@pytest.mark.parametrize(
    "command",
    [["ask", "why?"], ["search", "x"], ["articles"], ["show", "x"], ["remove", "x"],
     ["doctor"], ["rebuild"], ["chat"], ["verify", "x"]],
)  # fmt: skip
def test_without_an_archive_every_command_says_how_to_make_one(
    home: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 5
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "dateline index" in captured.err
    assert captured.err.count("\n") == 1


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


def test_a_missing_token_is_a_configuration_error(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bot"]) == 78
    assert "DISCORD_TOKEN" in capsys.readouterr().err


@pytest.mark.parametrize("model", ["nosuch:model", "gpt-4o", "openai:"])
def test_a_wrong_provider_name_is_a_configuration_error(
    indexed: Path, model: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_CHAT_MODEL", model)
    assert main(["ask", "Who cut the ribbon?"]) == 78
    err = capsys.readouterr().err
    assert "DATELINE_CHAT_MODEL" in err
    assert err.count("\n") == 1


def test_a_wrong_date_is_a_usage_error(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--since", "last week", "Who cut the ribbon?"]) == 2
    assert "2015-06-04" in capsys.readouterr().err


def test_a_file_that_is_no_archive(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "archive.sqlite").write_text("this is no database " * 100)
    assert main(["ask", "Who cut the ribbon?"]) == 5
    assert "can't be read" in capsys.readouterr().err


def test_an_unexpected_error_is_one_line_and_exit_code_1(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the \x1b[2Jcause")

    monkeypatch.setattr("retrieval.archive.store.Archive.listings", broken)
    assert main(["articles"]) == 1
    err = capsys.readouterr().err
    assert "dateline.log" in err
    assert "\x1b" not in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["show", "remove", "verify"])
def test_an_argument_that_is_no_text_names_nothing(
    command: str, indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "bad\udcff.txt"]) == 2
    told = capsys.readouterr().err
    assert "bad" in told
    assert "Internal" not in told


def test_the_name_of_a_file_that_is_no_text_is_no_articles_either(indexed: Path) -> None:
    (Path.cwd() / "bad\udcff.txt").write_text("The harbour of Tully was closed.")
    assert main(["show", "bad\udcff.txt"]) == 2

"""Asking on the command line, from end to end: real files, real archive, real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from retrieval.messages import language, speak_only
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


def test_what_answers_no_question_is_told_in_the_systems_language(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "Who proposed a joint coast guard?"
    monkeypatch.setenv("LANGUAGE", "ru_RU.UTF-8")
    assert main(["articles"]) == 0
    assert "Опубликовано" in capsys.readouterr().out
    assert main(["ask", question]) == 0
    assert "Sources" in capsys.readouterr().out
    monkeypatch.setenv("DATELINE_LANGUAGE", "kk")
    try:
        assert main(["articles"]) == 0
    finally:
        speak_only(None)
    assert "Жарияланды" in capsys.readouterr().out
    assert language() == "en"


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

"""The options that commands share: what they hand on, and the sentence for what is wrong."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from bot.commands.options import batch_option, limits, page_option, stated_by, typed_or_piped
from retrieval.types import StatedMetadata


@click.command()
@limits
@page_option
def asking(**given: Any) -> None:
    asked.append(given)


asked: list[dict[str, Any]] = []


def handed_on(*words: str) -> dict[str, Any]:
    done = CliRunner().invoke(asking, words)
    assert done.exit_code == 0, done.output
    return asked.pop()


def refused(*words: str) -> str:
    done = CliRunner().invoke(asking, words)
    assert done.exit_code == 2
    assert not asked
    return done.output


def test_what_is_not_given_limits_nothing() -> None:
    assert handed_on("Who?") == {
        "question": "Who?", "outlet": None, "since": None, "until": None, "as_of": None,
        "literal": False, "k": 8, "as_json": False, "batch": None, "page": None,
    }  # fmt: skip
    assert handed_on()["question"] is None


@pytest.mark.parametrize("words", [["Who chairs it?"], ["Who", "chairs", "it?"]])
def test_a_question_needs_no_quotation_marks(words: Sequence[str]) -> None:
    assert handed_on("--outlet", "TASS", *words, "--k", "3")["question"] == "Who chairs it?"


@pytest.mark.parametrize(("day", "read"), [("2015-06-04", "2015-06-04"), ("", None)])
def test_a_day_is_handed_on_as_it_is_compared(day: str, read: str | None) -> None:
    assert handed_on("Who?", "--since", day)["since"] == read


def test_of_a_year_or_a_month_the_end_that_is_meant_is_handed_on() -> None:
    given = handed_on("Who?", "--since", "2015", "--until", "2016-02", "--as-of", "2017")
    assert (given["since"], given["until"]) == ("2015-01-01", "2016-02-29")
    assert given["as_of"] == "2017-12-31"


@pytest.mark.parametrize("day", ["yesterday", "2015-02-30", "04.06.2015", "20150604"])
def test_what_is_no_day_is_told_with_the_form(day: str) -> None:
    for option in ("--since", "--until", "--as-of"):
        assert f"{day!r} is no date; write it as 2015-06-04" in refused("Who?", option, day)


@pytest.mark.parametrize("k", ["0", "101", "many"])
def test_the_number_of_passages_has_limits(k: str) -> None:
    assert "--k" in refused("Who?", "--k", k)


def test_a_file_of_questions_has_to_be_there(tmp_path: Path) -> None:
    assert "does not exist" in refused("--batch", str(tmp_path / "none.jsonl"))
    (tmp_path / "lines.jsonl").touch()
    name = str(tmp_path / "lines.jsonl")
    assert handed_on("--batch", name)["batch"] == Path(name)


def test_a_folder_is_no_file_to_read_or_write(tmp_path: Path) -> None:
    for option in ("--batch", "--html"):
        assert "is a directory" in refused("Who?", option, str(tmp_path))


def test_the_help_of_an_option_is_the_commands_own() -> None:
    @click.command()
    @batch_option("Check every line.")
    def checking(batch: Path | None) -> None: ...

    assert "Check every line." in CliRunner().invoke(checking, ["--help"]).output


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_is_read_for_a_dash_or_if_nothing_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    for typed in ("-", None):
        monkeypatch.setattr("sys.stdin", io.StringIO("Who?\n"))
        assert typed_or_piped(typed) == "Who?\n"
    assert typed_or_piped("Why?") == "Why?"


def test_a_terminal_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("never read"))
    assert not typed_or_piped(None)


def test_what_is_stated_of_articles_is_only_what_was_given() -> None:
    assert stated_by(outlet="TASS", title=None) == StatedMetadata(outlet="TASS")
    assert stated_by(published="4 June 2015").published == "2015-06-04"
    with pytest.raises(click.BadParameter) as raised:
        stated_by(published="some day")
    assert raised.value.param_hint == "--published"
    for blank in ("", "  "):
        with pytest.raises(click.BadParameter) as raised:
            stated_by(author=blank)
        assert raised.value.param_hint == "--author"

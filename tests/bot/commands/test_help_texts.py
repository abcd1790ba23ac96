"""`--help` of every command in every language: whole, and looked up only when it is shown."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import cli, main
from bot.commands.help_texts import help_texts
from retrieval.messages import LANGUAGES, gettext, speaking
from support.help_messages import extract

CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)  # "Показать", "Көрсету"
SPOKEN = LANGUAGES[1:]
NAMED = re.compile(r"--[a-z]+|[A-Z_]{4,}|`[^`]+`|\{[^}]+\}")  # --json, DATELINE_HOME, `remove -h`
ALSO_WORDS = {"JSON", "HTTP", "URL", "URLS", "OPENAI"}


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that lead to each command."""
    yield path
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from paths(each, (*path, name))


def shown(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main([*path, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("width", ["40", "100"])
@pytest.mark.parametrize("language", SPOKEN)
def test_no_text_of_any_help_is_left_in_english(
    home: Path,
    language: str,
    width: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_LANGUAGE", language)
    monkeypatch.setenv("COLUMNS", width)
    english = {text for text in help_texts(cli) if " " in text}
    for path in paths(cli):
        told = " ".join(shown(path, capsys).split())
        assert CYRILLIC.search(told), path
        left = [text for text in english if " ".join(text.split()) in told]
        assert left == [], path
        for own in ("Usage:", "Options:", "Commands:", "and exit.", "default:", "required"):
            assert own not in told, path


@pytest.mark.parametrize("language", SPOKEN)
def test_what_is_typed_stands_in_a_help_as_it_is_typed(language: str) -> None:
    for text in help_texts(cli):
        with speaking(language):
            told = gettext(text)
        assert told != text
        assert named(told) == named(text)


def named(text: str) -> set[str]:
    """Options, settings, placeholders and commands that a text names."""
    return {one for one in NAMED.findall(text) if one not in ALSO_WORDS}


@pytest.mark.parametrize(
    ("settings", "locale", "word"),
    [("", "ru_RU.UTF-8", "Использование:"), ("kk", "ru_RU.UTF-8", "Қолданылуы:"),
     ("en", "ru_RU.UTF-8", "Usage:"), ("", "de_DE.UTF-8", "Usage:"),
     ("xx", "kk_KZ", "Қолданылуы:")],
)  # fmt: skip
def test_the_settings_language_comes_before_the_systems(
    home: Path,
    settings: str,
    locale: str,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LANGUAGE", locale)
    monkeypatch.setenv("DATELINE_LANGUAGE", settings)
    assert shown(("ask",), capsys).startswith(word)


def test_the_language_may_stand_in_the_env_file_and_its_faults_are_not_told_here(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(".env")
    file.write_text("DATELINE_LANGUAGE=ru\nPATH=/nowhere\n", "utf-8")
    file.chmod(0o600)
    assert shown(("ask",), capsys).startswith("Использование:")
    file.chmod(0o666)
    assert shown(("ask",), capsys).startswith("Usage:")


def test_an_error_of_the_command_line_is_in_one_language(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_LANGUAGE", "ru")
    assert main(["ask", "--nosuch"]) == 2
    assert not CYRILLIC.search(capsys.readouterr().err)


def test_babel_is_given_every_text_once() -> None:
    texts = [text for _, _, text, _ in extract(None, options={})]
    assert sorted(texts) == sorted(set(help_texts(cli)))


@pytest.mark.slow
def test_a_help_needs_neither_babel_nor_what_answers() -> None:
    code = (
        "import sys; sys.argv = ['dateline', '--help']; from bot.cli import main; main();"
        "print(sorted({'babel', 'pydantic', 'numpy', 'onnxruntime'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"DATELINE_LANGUAGE": "ru", "PYTHONUTF8": "1"},
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert run.stdout.startswith("Использование:")
    assert run.stdout.splitlines()[-1] == "[]"

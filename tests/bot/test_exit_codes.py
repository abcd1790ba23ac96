"""How a command ends: its code is the contract, and nothing of an error leaks."""

from __future__ import annotations

import sys

import click
import pytest

from bot.exit_codes import exit_code
from retrieval.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveMissing,
    ConfigurationError,
    DatelineError,
    ModelMismatch,
    ProviderError,
    UsageError,
    VectorServerError,
)


def raising(error: BaseException) -> int:
    def run() -> None:
        raise error

    return exit_code(run)


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (3, 3), (4, 4), (False, 0)])
def test_what_a_command_returns_is_its_code(returned: int | None, code: int) -> None:
    assert exit_code(lambda: returned) == code


def test_streams_that_the_shell_has_closed_are_nobodys_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run() -> int:
        click.echo("told")
        click.echo("warned", err=True)
        return len(sys.stdin.read())

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert exit_code(run) == 0
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.close()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DatelineError("x"), 1), (UsageError("x"), 2), (ArchiveMissing("x"), 5),
        (ArchiveLocked("x"), 5), (ArchiveDamaged("x"), 5), (ModelMismatch("x"), 5),
        (ProviderError("x"), 6), (VectorServerError("x"), 6), (ConfigurationError("x"), 78),
        (KeyboardInterrupt(), 130), (click.Abort(), 130), (click.UsageError("x"), 2),
        (click.exceptions.Exit(4), 4), (SystemExit(9), 0), (ValueError("x"), 1),
        (MemoryError(), 1),
    ],
)  # fmt: skip
def test_each_error_has_its_code(error: BaseException, code: int) -> None:
    assert raising(error) == code


def test_an_error_of_ours_is_one_sentence_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    raising(UsageError("Name an outlet.\x1b[2J"))
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert told.err.startswith("Name an outlet.")
    assert "\x1b" not in told.err


def test_a_fault_of_ours_is_told_without_a_traceback_or_a_secret(
    capsys: pytest.CaptureFixture[str],
) -> None:
    raising(ValueError("Authorization: Bearer sk-canary-0123456789abcdef0123"))
    told = capsys.readouterr().err
    assert told.startswith("Something went wrong inside Dateline (ValueError: ")
    assert "Traceback" not in told
    assert "canary" not in told

"""`dateline bot`: what it says before it connects, and of a bot that runs elsewhere."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from bot.cli import main
from bot.discord_app.gateway.health import FILE, STALE_SECONDS

pytestmark = pytest.mark.usefixtures("restored_logging")


def seen(home: Path, age: float) -> None:
    """A bot renewed its file so many seconds ago."""
    home.mkdir()
    content = {"time": time.time() - age, "connected": True, "since": 0}
    (home / FILE).write_text(json.dumps(content), "utf-8")


def test_a_bot_that_is_well_is_0(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen(home, 1.0)
    assert main(["bot", "--health"]) == 0
    assert capsys.readouterr() == ("The bot is connected.\n", "")


def test_one_that_is_not_is_1_and_says_why(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bot", "--health"]) == 1
    assert "No bot has run with this folder" in capsys.readouterr().err
    seen(home, STALE_SECONDS + 1)
    assert main(["bot", "--health"]) == 1
    assert "no sign of life" in capsys.readouterr().err


def test_two_looks_at_once_are_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bot", "--check", "--health"]) == 2
    assert "exclude each other" in capsys.readouterr().err
    assert not home.exists()


def test_the_check_names_everything_that_is_missing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bot", "--check"]) == 78
    told = capsys.readouterr().out
    assert "DISCORD_TOKEN" in told
    assert "dateline index FOLDER" in told
    assert not home.exists()


def test_without_a_token_nothing_is_made(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bot"]) == 78
    assert "DISCORD_TOKEN" in capsys.readouterr().err
    assert not home.exists()

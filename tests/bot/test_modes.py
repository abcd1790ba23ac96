"""The archive's folder is its owner's alone, whatever the umask, also where it was not before."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import discord
import pytest

from bot.cli import main

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="no such modes")]


def modes(home: Path) -> dict[str, int]:
    """What others may do with the folder and each thing in it; nothing is left out."""
    paths = (home, *home.rglob("*"))
    return {path.name: stat.S_IMODE(path.lstat().st_mode) & 0o077 for path in paths}


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("restored_logging", "open_umask")
def test_nobody_else_may_read_the_home_or_any_file_in_it(
    home: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever writes into the home, one after another."""
    assert main(["index", "news"]) == 0
    for command in (["chat"], ["ask", "-"]):
        monkeypatch.setattr("sys.stdin", io.StringIO("Who cut the ribbon?\n"))
        assert main(command) == 0
    monkeypatch.setenv("DISCORD_TOKEN", "never-given")
    monkeypatch.setenv("DATELINE_DISCORD_GUILDS", "1")
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api")  # nobody is there
    assert main(["bot"]) != 0
    seen = modes(home)
    assert {"archive.sqlite", "dateline.log", "bot.lock", "index.holder", "manifest.json"} <= set(
        seen
    )
    assert not {name: oct(mode) for name, mode in seen.items() if mode}


def test_a_home_that_was_open_to_others_is_closed(home: Path, articles: Path) -> None:
    assert main(["index", "news"]) == 0
    for path in (home, *home.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    assert main(["articles"]) == 0
    assert not any(modes(home).values())

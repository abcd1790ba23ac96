"""The archive's folder is its owner's alone, whatever the umask, also where it was not before."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from support.command_line import dateline

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="no such modes")]

BOT = (
    "import discord; discord.http.Route.BASE = 'http://127.0.0.1:9/api'\n"
    "from bot.cli import main; main(['bot'])"
)


def modes(home: Path) -> dict[str, int]:
    """What others may do with the folder and each thing in it; nothing is left out."""
    paths = (home, *home.rglob("*"))
    return {path.name: stat.S_IMODE(path.lstat().st_mode) & 0o077 for path in paths}


def use(home: Path, articles: Path) -> None:
    """Whatever writes into the home, under the most open umask."""
    options = {"umask": 0}
    assert dateline("index", str(articles), **options).returncode == 0
    assert dateline("chat", input="Who cut the ribbon?\n", **options).returncode == 0
    assert dateline("ask", "Who cut the ribbon?", **options).returncode == 0
    token = {"DISCORD_TOKEN": "never-given", "DATELINE_DISCORD_GUILDS": "1"}
    subprocess.run(
        [sys.executable, "-c", BOT], umask=0, check=False, capture_output=True,
        env={**os.environ, **token, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip


def test_nobody_else_may_read_the_home_or_any_file_in_it(home: Path, articles: Path) -> None:
    use(home, articles)
    seen = modes(home)
    assert {"archive.sqlite", "dateline.log", "bot.lock", "index.holder", "manifest.json"} <= set(
        seen
    )
    assert not {name: oct(mode) for name, mode in seen.items() if mode}


def test_a_home_that_was_open_to_others_is_closed(home: Path, articles: Path) -> None:
    assert dateline("index", str(articles)).returncode == 0
    for path in (home, *home.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    assert dateline("articles").returncode == 0
    assert not any(modes(home).values())

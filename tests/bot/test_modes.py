"""The archive's folder is its owner's alone, whatever the umask, also where it was not before."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="no such modes")]

USES = """
import discord; discord.http.Route.BASE = 'http://127.0.0.1:9/api'
from bot.cli import main
assert main(['index', 'news']) == 0
assert main(['chat']) == 0
assert main(['ask', 'Who cut the ribbon?']) == 0
main(['bot'])
"""
"""Whatever writes into the home, one after another: what takes a process longest is to start."""


def modes(home: Path) -> dict[str, int]:
    """What others may do with the folder and each thing in it; nothing is left out."""
    paths = (home, *home.rglob("*"))
    return {path.name: stat.S_IMODE(path.lstat().st_mode) & 0o077 for path in paths}


def use(home: Path, articles: Path) -> None:
    """Whatever writes into the home, under the most open umask."""
    token = {"DISCORD_TOKEN": "never-given", "DATELINE_DISCORD_GUILDS": "1"}
    subprocess.run(
        [sys.executable, "-c", USES], umask=0, check=True, capture_output=True,
        input=b"Who cut the ribbon?\n",
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
    assert main(["index", "news"]) == 0
    for path in (home, *home.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    assert main(["articles"]) == 0
    assert not any(modes(home).values())

"""Does one deed to an archive and dies at a step of it; run in a process of its own.

A step is an SQL statement (SQLite's own on the full-text index count too), or a file that is made,
renamed or deleted. The process is killed just before it.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from retrieval.archive.backups import back_up
from retrieval.archive.erasing import erase
from retrieval.archive.indexing import index, remove
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.restoring import restore
from retrieval.archive.salvaging import salvage
from support.archives import Folder, HashedWords, opened

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FILE_STEPS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link")


def deed(home: Path, articles: Path, name: str, *on: str) -> None:
    """One of the deeds by name; `on` are the articles, or the backup's file."""
    if name == "restore":
        restore(home, Path(on[0]))
        return
    if name == "salvage":
        salvage(home, HashedWords.name, HashedWords.dimension)
        return
    folder = Folder(articles)
    deeds: dict[str, Callable[..., object]] = {
        "index": lambda archive: index(archive, HashedWords(), folder.found(), folder.read),
        "remove": lambda archive: remove(archive, on),
        "erase": lambda archive: erase(archive, on),
        "rebuild": lambda archive: rebuild(archive, HashedWords()),
        "back_up": lambda archive: back_up(archive, Path(on[0])),
    }
    with opened(home, create=True) as archive:
        deeds[name](archive)


def deed_until(
    step: int, home: Path, articles: Path, name: str, *on: str, statements: bool = True
) -> None:
    """The same, killed before its `step`th step if it has as many; of files alone if so said."""
    steps = count(1)
    untraced = sqlite3.connect

    def take_step(_: object = None) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        connection = untraced(*given, **named)
        connection.set_trace_callback(take_step if statements else None)
        return connection

    def watch(event: str, details: tuple[Any, ...]) -> None:
        if event in FILE_STEPS or (event == "open" and (details[2] or 0) & WRITES):
            take_step()

    sqlite3.connect = connect  # this process's alone
    sys.addaudithook(watch)
    deed(home, articles, name, *on)

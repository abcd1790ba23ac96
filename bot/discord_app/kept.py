"""The quotations behind recent answers, kept on disk so that buttons outlive a restart.

A small SQLite file of its own: losing it costs nothing but the buttons of older answers.
"""

from __future__ import annotations

import logging
import re
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from retrieval.types import Answer

FILE = "discord-quotes.sqlite"
MOST = 500
KEY = r"[A-Za-z0-9_-]{1,64}"
WAIT_SECONDS = 2.0

_TABLE = """
create table if not exists quotes
    (number integer primary key autoincrement, key text unique not null, text text not null)
"""

T = TypeVar("T")

log = logging.getLogger(__name__)


def key_of(answer: Answer) -> str:
    """The answer's receipt where it can stand in a button, otherwise a fresh random key."""
    receipt = answer.receipt or ""
    return receipt if re.fullmatch(KEY, receipt) else secrets.token_urlsafe(12)


class Kept:
    """The quotations of the last answers, by key. Each call opens the file and closes it."""

    def __init__(self, path: Path, *, most: int = MOST) -> None:
        self._path = path
        self._most = most

    def keep(self, key: str, text: str) -> bool:
        """Store an answer's quotations; False when the disk does not take them."""
        try:
            self._with_file(lambda file: self._write(file, key, text))
        except (OSError, sqlite3.Error) as error:
            log.warning(
                "The quotations of an answer could not be kept in %s: %s", self._path, error
            )
            return False
        return True

    def read(self, key: str) -> str | None:
        """The quotations stored under the key, or None when they are gone."""
        try:
            return self._with_file(lambda file: _read(file, key))
        except (OSError, sqlite3.Error) as error:
            log.warning("The quotations in %s could not be read: %s", self._path, error)
            return None

    def _write(self, file: sqlite3.Connection, key: str, text: str) -> None:
        file.execute("delete from quotes where key = ?", (key,))
        file.execute("insert into quotes (key, text) values (?, ?)", (key, text))
        file.execute(
            "delete from quotes where number <= (select max(number) from quotes) - ?", (self._most,)
        )

    def _with_file(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return self._opened(work)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            log.warning("%s was damaged and has been started anew.", self._path)
            self._path.unlink(missing_ok=True)
            return self._opened(work)

    def _opened(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=WAIT_SECONDS)) as file, file:
            file.execute(_TABLE)
            return work(file)


def _read(file: sqlite3.Connection, key: str) -> str | None:
    row = file.execute("select text from quotes where key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])

"""How far a copy has followed its shared archive's log; noted in the copy, with what it applied."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

KEY = "shared"
"""Of the copy's `meta`."""


@dataclass(frozen=True, slots=True)
class Position:
    """A commit of the log: its number, and the mark by which it is told from any other's."""

    commit: int
    mark: str


# The head of a log in which nothing is, and where a copy that is still empty stands.
NOWHERE = Position(0, "")


def followed_log(connection: sqlite3.Connection) -> str | None:
    """The id of the log that this archive is a copy of; None if it is one of its own."""
    said = _said(connection)
    return said["log"] if said else None


def position_of(connection: sqlite3.Connection) -> Position:
    """Up to which commit a copy has followed its log."""
    said = _said(connection)
    return Position(said["commit"], said["mark"]) if said else NOWHERE


def note_position(connection: sqlite3.Connection, log_id: str, position: Position) -> None:
    """Note up to which commit a copy has followed which log."""
    # One value, so that log, commit and mark are always of one moment.
    said = json.dumps({"log": log_id, **asdict(position)})
    connection.execute("insert or replace into meta values (?, ?)", (KEY, said))


def leave_log(connection: sqlite3.Connection) -> None:
    """Make a copy an archive of its own."""
    connection.execute("delete from meta where key = ?", (KEY,))


def _said(connection: sqlite3.Connection) -> dict[str, Any] | None:
    row = connection.execute("select value from meta where key = ?", (KEY,)).fetchone()
    said: dict[str, Any] | None = json.loads(row["value"]) if row else None
    return said

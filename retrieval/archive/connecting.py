"""Opening the archive's SQLite file, and what SQLite says when that fails, in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import disk_usage

from retrieval.errors import ArchiveDamaged, ArchiveError

BUSY_SECONDS = 20.0  # for another process's transaction to end
ROOM = 65_536
"""Bytes; what SQLite writes beside a file in order to read it takes half of that."""

# Extended codes, of the kinds FULL and IOERR. An IOERR in reading counts as damage instead.
_UNWRITTEN = frozenset({
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE,
})  # fmt: skip


def connect(path: Path, *, frozen: bool = False) -> sqlite3.Connection:
    """A connection that begins no transaction by itself, for any thread.

    Args:
        path: The file; it is made if there is none.
        frozen: It `is_frozen`: nothing is locked, and nothing can be written.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?immutable=1" if frozen else path,
        uri=frozen,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    # A byte damaged on the disk spoils one article, whose hash tells it, not the whole query.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    # SQLite has them off unless each connection says so.
    connection.execute("pragma foreign_keys = on")
    # In WAL mode a power cut may then cost the last commits, and never the file.
    connection.execute("pragma synchronous = normal")
    # What is deleted is overwritten with zeros; not every SQLite is built to do so.
    connection.execute("pragma secure_delete = on")
    return connection


def is_frozen(path: Path) -> bool:
    """Whether the file is there, whole, and nothing can be written beside it: on a full disk, say.

    To read a file in WAL mode SQLite writes beside it, or must be told that nobody does. A log
    with anything in it says that somebody does, or that the file alone is not whole.
    """
    if not path.is_file() or can_be_written(path.parent):
        return False
    try:
        return not path.with_name(f"{path.name}-wal").stat().st_size
    except FileNotFoundError:
        return True


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in a folder, and there is room for them."""
    # By the rights that the process acts with (`sudo`), where the system can tell.
    effective = os.access in os.supports_effective_ids
    allowed = os.access(folder, os.W_OK, effective_ids=effective)
    return allowed and disk_usage(folder).free >= ROOM


def page_faults(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the file's pages, in SQLite's words; nothing where they are sound."""
    try:
        found = [str(row[0]) for row in connection.execute("pragma quick_check")]
    except sqlite3.DatabaseError as error:  # damage that ends the check itself
        return [str(error)]
    return [] if found == ["ok"] else found


@contextmanager
def explain_sqlite(path: Path) -> Iterator[None]:
    """SQLite's own errors as sentences for the user; the one border where they are translated."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        told = _as_archive_error(path, error)
        if told is None:
            raise
        raise told from error


def is_unwritten(error: sqlite3.Error) -> bool:
    """Whether SQLite failed at writing: the disk is full, or refuses it."""
    return getattr(error, "sqlite_errorcode", 0) in _UNWRITTEN


def _as_archive_error(path: Path, error: sqlite3.DatabaseError) -> ArchiveError | None:
    """The sentence for a failure from outside, or None for a fault of our own."""
    whole = getattr(error, "sqlite_errorcode", 0)
    # The lowest byte is the kind, the others tell more exactly what.
    code = whole & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveError(f"The archive {path} stayed busy; try again in a moment.")
    if is_unwritten(error):
        return ArchiveError(
            f"The disk that holds {path} is full, or can't be written to. What was indexed before"
            " is safe; free some space and run the same command again."
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return ArchiveError(
            f"The archive {path} can't be opened for this: {error}. "
            "Check the folder's permissions, or set DATELINE_HOME to another folder."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR):
        return ArchiveDamaged(
            f"The archive {path} can't be read ({error}). Bring out what can be with: dateline "
            "rebuild --salvage. Or move it away, and put back a backup or index the articles again."
        )
    return None

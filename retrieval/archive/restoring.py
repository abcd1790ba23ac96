"""Putting a backup back, into a home that holds no archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from retrieval.archive.archive_checks import check_tables, check_version
from retrieval.archive.backups import extract_archive, is_intact, note_backup
from retrieval.archive.connecting import explain_sqlite
from retrieval.archive.lock import write_lock
from retrieval.archive.schema import OLDER
from retrieval.archive.store import FILE
from retrieval.errors import ArchiveDamaged, ArchiveError, UsageError
from retrieval.names.aliases import FILE as NAMES
from retrieval.private_files import for_owner


def restore(home: Path, file: Path) -> None:
    """Make the archive in `home` what it was when the backup was written.

    What is derived and not in the backup, the vector snapshot, is left to be written anew. An
    archive of an earlier version is brought up when it is opened.

    Raises:
        UsageError: The home holds an archive, or names, already.
        ArchiveDamaged: The file is no whole backup, or one of a newer Dateline.
        ArchiveError: The home can't be written to.
    """
    with write_lock(home, "dateline restore"):
        _require_empty(home)
        _require_whole(file)
        with _unfinished(home) as copy:
            extract_archive(file, copy)
            names = _take_beside(file, copy)
            if names is not None:
                with open(home / NAMES, "wb", opener=for_owner) as opened:
                    opened.write(names)
            # The archive last: once it has its name, everything of the backup is there.
            copy.replace(home / FILE)


def _require_empty(home: Path) -> None:
    # A log without its archive too: SQLite would take it for that of the new file.
    held = [name for name in (FILE, f"{FILE}-wal", NAMES) if (home / name).exists()]
    if held:
        raise UsageError(
            f"{home / held[0]} is there already, and a backup is put back into an empty home only. "
            "Move it away, or set DATELINE_HOME to another folder."
        )


def _require_whole(file: Path) -> None:
    try:
        whole = is_intact(file)
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror}.") from error
    if not whole:
        raise ArchiveDamaged(
            f"{file} is no whole backup of Dateline's: its checksum is missing or wrong. "
            "Nothing was changed; take another one."
        )


@contextmanager
def _unfinished(home: Path) -> Iterator[Path]:
    """A file of the home to write into, which is gone at the end of the block."""
    copy = home / f"{FILE}.restoring"
    try:
        yield copy
    except OSError as error:
        raise ArchiveError(
            f"The archive can't be put into {home}: {error.strerror or error}. Free some space, "
            "or set DATELINE_HOME to another folder."
        ) from error
    finally:
        # SQLite's own files beside it too. The copy itself is renamed by now if all went well.
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{copy}{ending}").unlink()


def _take_beside(file: Path, copy: Path) -> bytes | None:
    """Take the team's names out of what was copied, once it is known to be an archive of ours."""
    with (
        explain_sqlite(copy),
        closing(sqlite3.connect(copy, isolation_level=None)) as connection,
    ):
        tables = {row[0] for row in connection.execute("select name from sqlite_master")}
        check_tables(copy, tables)
        version = connection.execute("select value from meta where key = 'version'").fetchone()[0]
        # An older one is brought up when it is opened.
        if version not in OLDER:
            check_version(f"The backup {file}", version)
        row = connection.execute("select held from beside where name = ?", (NAMES,)).fetchone()
        connection.execute("drop table beside")
        # So `doctor` knows a backup from the first: the one that this was put back from.
        note_backup(connection, file, datetime.fromtimestamp(file.stat().st_mtime, UTC))
        # `backups` has taken the copy out of this mode.
        connection.execute("pragma journal_mode = wal")
    return row[0] if row else None

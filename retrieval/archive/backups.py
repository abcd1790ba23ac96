"""Backups of the archive: one file each, whole, with its own checksum at its end.

A backup is SQLite's copy of one moment of the archive, taken while others read and write, with
what lies beside the archive and is not derived (the team's names); then a line with the SHA-256 of
all before it. The vector snapshot is not in it: it is made anew.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from retrieval.archive.connecting import (
    connect,
    explain_sqlite,
    is_frozen,
    is_unwritten,
    page_faults,
)
from retrieval.archive.store import FILE, Archive, meta
from retrieval.errors import ArchiveDamaged, ArchiveError, UsageError
from retrieval.names.aliases import FILE as NAMES
from retrieval.private_files import FILE_MODE, FOLDER_MODE, for_owner

FOLDER = "backups"
ENDING = ".backup"
DERIVED = ("renewed",)
"""Tables of work under way, which a copy has no use for."""

_BLOCK = 1 << 20  # bytes read at a time
_MARK = b"\ndateline-backup sha256 "
_TRAILER = len(_MARK) + 64 + 1  # the mark, a SHA-256 in hexadecimal and a line end
_NAME = "dateline-%Y%m%dT%H%M%SZ.backup"
_NAMED = re.compile(r"dateline-\d{8}T\d{6}Z\.backup")  # dateline-20260504T093000Z.backup


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The backup that was written last, as the archive remembers it."""

    file: str
    written: str


def backups_in(home: Path) -> list[Path]:
    """The backups in the archive's own folder for them, the oldest first."""
    return sorted(file for file in (home / FOLDER).glob("*") if _NAMED.fullmatch(file.name))


def backups_beside(home: Path) -> list[Path]:
    """All whole copies that lie with the archive: those of before a migration or a salvage too."""
    return [
        *backups_in(home),
        *sorted(home.glob(f"{FILE}.v*{ENDING}")),
        *sorted(home.glob(f"{FILE}.damaged")),
    ]


def back_up(archive: Archive, file: Path) -> None:
    """Write a backup of the archive as it is now; others may read and write meanwhile.

    It has its name once it is whole and its pages have been checked.

    Raises:
        UsageError: The file is there already, or its folder is not.
        ArchiveDamaged: The archive is damaged: what was copied is no good backup.
        ArchiveError: The file can't be written.
    """
    write_backup(archive.path, file)
    with suppress(ArchiveError):  # on a read-only disk nothing is noted
        _note(archive, file)


def write_backup(path: Path, file: Path, *, replace: bool = False) -> None:
    """The same of the SQLite file at `path`, whatever its version."""
    with new_file(file, replace=replace) as copy:
        with (
            explain_sqlite(path),
            closing(connect(path, frozen=is_frozen(path))) as source,
        ):
            _copy(source, copy, path)
        _seal(copy)


@contextmanager
def new_file(file: Path, *, replace: bool = False) -> Iterator[Path]:
    """A file to write into, which becomes `file` at the end of the block, or is gone if that fails.

    Raises:
        UsageError: `file` is there already and not to be replaced, or its folder is not there.
        ArchiveError: It can't be written.
    """
    if file.exists() and not replace:
        raise UsageError(f"{file} is there already; name a file that is not.")
    if not file.parent.is_dir():
        raise UsageError(f"There is no folder {file.parent}; make it, or name another.")
    # In the same folder: only within one disk is a renaming all or nothing.
    copy = file.with_name(f".{file.name}.unfinished")
    try:
        # Of a process that was killed.
        copy.unlink(missing_ok=True)
        # Made before SQLite opens it, which would make it readable to all that the umask lets.
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
        yield copy
        copy.replace(file)
    except OSError as error:
        raise ArchiveError(
            f"{file} can't be written: {error.strerror or error}. "
            "Free some space, or name a file in another folder."
        ) from error
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)


@contextmanager
def _told_as_the_files() -> Iterator[None]:
    """What SQLite can't write of a copy is the copy's trouble, and not the archive's."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not is_unwritten(error):
            raise
        raise OSError(errno.ENOSPC, "its disk is full, or can't be written to") from error


def _copy(source: sqlite3.Connection, copy: Path, path: Path) -> None:
    connected = closing(sqlite3.connect(copy, isolation_level=None))
    with _told_as_the_files(), connected as target:
        target.row_factory = sqlite3.Row
        # All pages in one step: page by page, a commit of somebody else would begin it anew.
        source.backup(target)
        # The copy is in WAL mode as its source is, and would need two more files beside it.
        target.execute("pragma journal_mode = delete")
        # Of the copy, not of the source: what is checked is what will be put back.
        if faults := page_faults(target):
            raise ArchiveDamaged(
                f"The archive {path} is damaged ({faults[0]}), so no backup was written. "
                "See what can be saved with: dateline doctor"
            )
        _put_beside(target, path.parent)


def _put_beside(target: sqlite3.Connection, home: Path) -> None:
    """What is not the archive's own: the team's names in, what is under way and derived out."""
    target.execute("begin")
    target.execute("create table beside (name text primary key, held blob not null)")
    with suppress(FileNotFoundError):
        target.execute("insert into beside values (?, ?)", (NAMES, (home / NAMES).read_bytes()))
    tables = {row["name"] for row in target.execute("select name from sqlite_master")}
    for table in tables.intersection(DERIVED):
        target.execute(f"delete from {table}")
    # Of this very file: its snapshot's number, a rebuild under way, its place in a shared log, and
    # the id by which its vectors elsewhere are known.
    own = ("snapshot", "renewing", "shared", "identity")
    target.executemany("delete from meta where key = ?", ((key,) for key in own))
    target.execute("commit")


def _seal(copy: Path) -> None:
    with copy.open("r+b") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0, os.SEEK_END)
        file.write(_MARK + digest.encode() + b"\n")
        file.flush()
        # Before it has its name: a power cut leaves no backup that only seems to be one.
        os.fsync(file.fileno())


def _note(archive: Archive, file: Path) -> None:
    with archive.noting() as connection:
        note_backup(connection, file, datetime.now(UTC))


def note_backup(connection: sqlite3.Connection, file: Path, written: datetime) -> None:
    """Let the archive remember the backup that was written last."""
    said = {"file": str(file.absolute()), "written": written.isoformat(timespec="seconds")}
    connection.execute("insert or replace into meta values ('backup', ?)", (json.dumps(said),))


def last_backup(connection: sqlite3.Connection) -> LastBackup | None:
    """The backup that was written last of this archive, wherever it lies; None before the first."""
    said = meta(connection, "backup")
    return LastBackup(**json.loads(str(said))) if said else None


def back_up_when_due(archive: Archive, hours: float, kept: int) -> float:
    """Write a backup into the archive's folder for them if the last is older than that.

    Args:
        archive: What to back up.
        hours: How old a backup may become.
        kept: How many stay; the oldest go once a new one is whole.

    Returns:
        In how many seconds the next one is due.

    Raises:
        ArchiveError: It can't be written; those that are there stay.
    """
    folder, now = archive.home / FOLDER, datetime.now(UTC)
    last = max((_written(file) for file in backups_in(archive.home)), default=None)
    # One from the future was written under a wrong clock.
    if last is not None and last <= now < last + timedelta(hours=hours):
        return (last + timedelta(hours=hours) - now).total_seconds()
    _make_folder(folder)
    # The oldest go only after this: a disk that is full leaves those there are.
    back_up(archive, folder / now.strftime(_NAME))
    for old in backups_in(archive.home)[:-kept]:
        old.unlink(missing_ok=True)
    return hours * 3600


def _written(file: Path) -> datetime:
    return datetime.strptime(file.name, _NAME).replace(tzinfo=UTC)


def _make_folder(folder: Path) -> None:
    """Make the folder, and clear it of what a kill left."""
    try:
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        for file in folder.glob(".dateline-*.unfinished*"):
            file.unlink()
    except OSError as error:
        raise ArchiveError(
            f"The folder {folder} can't be written to: {error.strerror}. Check its permissions."
        ) from error


def is_intact(file: Path) -> bool:
    """Whether a file is a backup whose checksum is right.

    Raises:
        OSError: It can't be read.
    """
    size = file.stat().st_size - _TRAILER
    if size <= 0:
        return False
    with file.open("rb") as opened:
        digest = hashlib.sha256()
        for block in _blocks(opened, size):
            digest.update(block)
        return opened.read() == _MARK + digest.hexdigest().encode() + b"\n"


def _blocks(opened: BinaryIO, size: int) -> Iterator[bytes]:
    while size and (block := opened.read(min(_BLOCK, size))):
        size -= len(block)
        yield block


def extract_archive(file: Path, copy: Path) -> None:
    """Write the archive that is in a whole backup to a file of its own, its owner's alone.

    Raises:
        OSError: It can't be read or written.
    """
    size = file.stat().st_size - _TRAILER
    with file.open("rb") as held, open(copy, "wb", opener=for_owner) as made:
        made.writelines(_blocks(held, size))
        made.flush()
        os.fsync(made.fileno())

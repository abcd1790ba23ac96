"""Opening an archive, or making one: what is checked before anything is read from it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from retrieval.archive.archive_checks import (
    check_tables,
    check_version,
    missing,
    require_home,
)
from retrieval.archive.connecting import connect, explain_sqlite, is_frozen
from retrieval.archive.migrating import migrate
from retrieval.archive.schema import OLDER, VERSION, schema_statements
from retrieval.archive.shared.position import followed_log
from retrieval.archive.store import FILE, Archive, meta
from retrieval.errors import ArchiveError, ConfigurationError
from retrieval.private_files import FOLDER_MODE, for_owner, make_private


def open_archive(
    home: Path, model: str | None, dimension: int = 0, *, create: bool = False
) -> Archive:
    """Open the archive in `home`.

    Args:
        home: The archive's folder.
        model: The embedding model's name, recorded when the archive is made; None for what
            needs no model, whose archive may be any model's.
        dimension: The length of its vectors, recorded with it.
        create: Make the archive if there is none.

    Raises:
        ArchiveMissing: There is none, and `create` is false.
        ModelMismatch: It holds another model's vectors.
        ArchiveDamaged: The file is no archive.
        ConfigurationError: `home` can't be a folder, or holds a copy of a shared archive.
    """
    require_home(home)
    path = home / FILE
    if create and model is not None:
        make_archive(path, model, dimension)
    archive = checked(path)
    _require_own(archive)
    archive.model = model
    # A first transaction checks the model: who opens another's archive is told here.
    with archive.reading():
        return archive


def checked(path: Path) -> Archive:
    """The archive in this file, once it is known to be one, and brought up to this version.

    Raises:
        ArchiveMissing: There is none.
        ArchiveDamaged: The file is no archive.
    """
    if not path.is_file():
        raise missing(path.parent)
    # Folder and files may have been made by hand, or copied, and be open to others.
    make_private(path.parent)
    archive = Archive(path)
    _check(archive)
    return archive


def _require_own(archive: Archive) -> None:
    """Nothing unless this is a copy of a shared archive, which nobody tells what was removed."""
    with archive.reading() as connection:
        if followed_log(connection):
            raise ConfigurationError(
                f"The archive in {archive.home} is this machine's copy of a shared one, and "
                "DATELINE_DATABASE_URL is not set. Set it; or make the copy an archive of its own "
                "with: dateline share --leave"
            )


def make_archive(path: Path, model: str, dimension: int) -> None:
    """Make an empty archive at `path`, unless there is one.

    Raises:
        ArchiveError: Its folder can't be made or written to.
    """
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"The archive's folder {path.parent} can't be made: {error.strerror}. "
            "Set DATELINE_HOME to a folder that you may write to."
        ) from error
    # A file that is there must not be opened: closing it would drop the locks of this process's
    # other connections, and the next process to leave would take their log away.
    with suppress(OSError):
        os.close(for_owner(str(path), os.O_CREAT | os.O_EXCL | os.O_RDWR))
    facts = {"version": VERSION, "model": model, "dimension": dimension, "generation": 0}
    with explain_sqlite(path):
        connection = connect(path, frozen=is_frozen(path))
        try:
            # The usual case, and without a lock: the archive is there.
            if _tables(connection):
                return
            # Before the transaction: within one SQLite refuses to change the mode.
            connection.execute("pragma journal_mode = wal")
            connection.execute("begin immediate")
            if not _tables(connection):  # another process may have made it a moment ago
                for statement in schema_statements():
                    connection.execute(statement)
                connection.executemany("insert into meta values (?, ?)", facts.items())
            connection.execute("commit")
        finally:
            connection.close()


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row["name"] for row in connection.execute("select name from sqlite_master")}


def _check(archive: Archive) -> None:
    with archive.reading() as connection:
        # Before `meta` is asked, which another program's file does not have.
        check_tables(archive.path, _tables(connection))
        version = meta(connection, "version")
    if version in OLDER:
        migrate(archive)
        version = VERSION
    check_version(f"The archive in {archive.home}", version)

"""The id that tells an archive from any other, by which its vectors elsewhere are known as its own.

A snapshot and a collection at a Chroma server carry it. Copies of a shared archive have the log's,
for their chunks are the same. A backup has none, nor what is put back from one: two archives that
go their own ways must not share vectors.
"""

from __future__ import annotations

import sqlite3
import uuid

from retrieval.archive.shared.position import followed_log
from retrieval.archive.store import Archive, meta

KEY = "identity"
"""Of the archive's `meta`."""


def find_archive_id(connection: sqlite3.Connection) -> str | None:
    """The archive's id; None if it has never had vectors elsewhere."""
    found = followed_log(connection) or meta(connection, KEY)
    return None if found is None else str(found)


def ensure_archive_id(archive: Archive) -> str:
    """The archive's id; it is given one if it has none."""
    with archive.reading() as connection:
        found = find_archive_id(connection)
    if found is not None:
        return found
    with archive.noting() as connection:
        # Two processes may give an id at once: the first one's stays, and both read that.
        connection.execute("insert or ignore into meta values (?, ?)", (KEY, uuid.uuid4().hex))
    return ensure_archive_id(archive)

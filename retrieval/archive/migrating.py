"""Bringing an archive of an earlier version up to this one: nothing that is held is lost.

A backup is written beside it first. Then one transaction adds what is missing, and makes anew what
was derived otherwise: a kill leaves the old archive.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import numpy as np

from retrieval.archive.article_writing import indexed_words, stored_chunks
from retrieval.archive.backups import ENDING, write_backup
from retrieval.archive.quantization import pack_sentences, pack_vectors
from retrieval.archive.schema import ADDED, OLDER, OUTDATED_VECTORS, VERSION, schema_statements
from retrieval.archive.store import Archive, as_article, meta
from retrieval.archive.stories import renew_stories

PACKED = 5
"""Since this version vectors are kept as they are now."""

# "create table feeds", "create index articles_by_file", "create virtual table words"
_CREATE = re.compile(r"^create (?:virtual table|table|index)", re.MULTILINE)


def migrate(archive: Archive) -> None:
    """Bring the archive up to this version, unless another process has just done it.

    Raises:
        ArchiveLocked: Another process is writing.
        ArchiveDamaged: The archive is damaged; it is left as it is.
        ArchiveError: The backup or the archive can't be written.
    """
    with archive.write_lock("dateline, bringing the archive up to a newer version"):
        with archive.reading() as connection:
            version = meta(connection, "version")
        # Asked again under the lock: another process may have brought it up meanwhile.
        if isinstance(version, int) and version in OLDER:
            write_backup(archive.path, backup_of(archive.path, version), replace=True)
            with archive.writing() as connection:
                _bring_up(connection, version)


def backup_of(path: Path, version: object) -> Path:
    """Where the backup of an archive of that version lies."""
    return path.with_name(f"{path.name}.v{version}{ENDING}")


def _bring_up(connection: sqlite3.Connection, version: int) -> None:
    # Columns first, since the indexes that come next are on them.
    held = {row["name"] for row in connection.execute("pragma table_info(articles)")}
    for name, kind in ADDED.items():
        if name not in held:
            connection.execute(f"alter table articles add column {name} {kind}")
    # Before `_complete`, which makes the table.
    told_copies = _sql_of(connection, "sketches") is not None
    _complete(connection)
    _renew_words(connection)
    if version < PACKED:
        _pack_vectors(connection)
    _outdate_vectors(connection)
    if not told_copies:
        renew_stories(connection)
    # Snapshots of before may hold what lay in some process's memory; the next run writes one.
    connection.execute("delete from meta where key = 'snapshot'")
    connection.execute("update meta set value = ? where key = 'version'", (VERSION,))


def _complete(connection: sqlite3.Connection) -> None:
    """Make the tables and indexes of this version that are not there."""
    for statement in schema_statements():
        # Once in each statement, and not at its very beginning: a remark may stand above it.
        connection.execute(_CREATE.sub(r"\g<0> if not exists", statement, count=1))


def _sql_of(connection: sqlite3.Connection, table: str) -> str | None:
    query = "select sql from sqlite_master where name = ?"
    row = connection.execute(query, (table,)).fetchone()
    return row[0] if row else None


def _renew_words(connection: sqlite3.Connection) -> None:
    """Make the full-text index anew: words were separated or stemmed otherwise."""
    # `vocabulary` is a virtual table on `words`, and goes before it.
    for table in ("vocabulary", "words"):
        connection.execute(f"drop table {table}")
    _complete(connection)
    numbers = [row["n"] for row in connection.execute("select n from articles order by n")]
    for number in numbers:
        row = connection.execute("select * from articles where n = ?", (number,)).fetchone()
        article = as_article(row)
        connection.executemany(
            "insert into words (rowid, title, body) values (?, ?, ?)",
            [
                (key, *indexed_words(article, chunk))
                for key, chunk in stored_chunks(connection, number)
            ],
        )


def _outdate_vectors(connection: sqlite3.Connection) -> None:
    """Note that vectors were made otherwise; a rebuild that broke off begins again.

    They serve on, beside those of articles that come in, until a rebuild makes them anew.
    """
    connection.execute("delete from renewed")
    # "batched": what versions 5 to 7 noted of vectors from before version 5.
    connection.execute("delete from meta where key in ('renewing', 'batched')")
    connection.execute("insert or replace into meta values (?, 1)", (OUTDATED_VECTORS,))


def _pack_vectors(connection: sqlite3.Connection) -> None:
    """Vectors, which were float32 and, of sentences, int8 after a float32 scale each, as now.

    A damaged blob becomes empty, which `doctor` tells.
    """
    dimension = int(meta(connection, "dimension") or 0)
    # All ids first: SQLite leaves open what a query sees of rows that change under it.
    for (key,) in connection.execute("select id from chunks").fetchall():
        for table, column, packed in (
            ("vectors", "vector", _packed_vector),
            ("sentences", "vectors", _packed_sentences),
        ):
            query = f"select {column} from {table} where chunk = ?"
            for (blob,) in connection.execute(query, (key,)).fetchall():
                connection.execute(
                    f"update {table} set {column} = ? where chunk = ?",
                    (packed(blob, dimension), key),
                )


def _packed_vector(blob: bytes, dimension: int) -> bytes:
    if len(blob) != 4 * dimension:
        return b""
    return pack_vectors(np.frombuffer(blob, dtype="<f4")[None])[0]


def _packed_sentences(blob: bytes, dimension: int) -> bytes:
    count, rest = divmod(len(blob), 4 + dimension)
    if rest:
        return b""
    # A float32 scale for each sentence, then the components of all. A vector is its direction: the
    # scales are not needed, and the components are packed anew.
    components = np.frombuffer(blob, dtype=np.int8, offset=4 * count).reshape(count, dimension)
    return b"".join(pack_sentences(components.astype(np.float32)))

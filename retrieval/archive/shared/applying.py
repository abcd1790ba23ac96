"""Putting what the shared archive's log says into this machine's copy, rows as they stand there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from retrieval.archive.article_writing import indexed_words, stored_chunks, unpack_spans
from retrieval.archive.chunking import Chunk
from retrieval.archive.dump import make_missing_tables
from retrieval.archive.shared.rows import (
    ARTICLES,
    KINDS,
    Value,
    columns_of,
    primary_key,
    unpack_value,
)
from retrieval.archive.store import as_article
from retrieval.errors import ArchiveDamaged

SEARCHED = frozenset({ARTICLES, "stated", "versions", "copies", "supersedes"})
"""Kinds by which an answer may become another: with these the generation grows."""


def apply(connection: sqlite3.Connection, rows: Iterable[tuple[str, str, bytes | None]]) -> bool:
    """Make rows what the log says; whether a search may find something else now.

    Args:
        connection: In a write transaction.
        rows: Kind, key and value of each; those that are gone first, then by `KINDS`.

    Raises:
        ArchiveDamaged: The log holds what no Dateline of this version has written.
    """
    # A row may be of a table that comes at its first use.
    make_missing_tables(connection)
    searched = False
    for kind, key, value in rows:
        # Kinds are the names of tables in statements: only known ones may go in.
        if kind not in KINDS:
            raise ArchiveDamaged(
                f"The shared archive holds rows of a kind that this Dateline does not know ({kind})"
                ". Nothing was changed. Install the Dateline that the other machines have."
            )
        searched = searched or kind in SEARCHED
        put = _put_article if kind == ARTICLES else _put_row
        put(connection, kind, json.loads(key), unpack_value(value) if value is not None else None)
    return searched


def apply_sequences(connection: sqlite3.Connection, highest: Mapping[str, int]) -> None:
    """Give out no number that another machine has given out, also of what is gone."""
    for table, number in highest.items():
        changed = connection.execute(
            "update sqlite_sequence set seq = max(seq, ?) where name = ?", (number, table)
        )
        # SQLite adds a table's line with its first insert; it has no key by which to upsert.
        if not changed.rowcount:
            connection.execute("insert into sqlite_sequence values (?, ?)", (table, number))


def take_model(connection: sqlite3.Connection, model: str, dimension: int) -> None:
    """Take the log's model for the copy's; a snapshot of another's vectors is used no longer."""
    row = connection.execute("select value from meta where key = 'model'").fetchone()
    if row["value"] != model:
        # A snapshot is found by this number: there is none under the next one.
        connection.execute("update meta set value = value + 1 where key = 'snapshot'")
    pairs = (("model", model), ("dimension", dimension))
    connection.executemany("insert or replace into meta values (?, ?)", pairs)


def _put_row(
    connection: sqlite3.Connection, kind: str, key: list[Any], value: Value | None
) -> None:
    keys = primary_key(connection, kind)
    if value is None:
        where = " and ".join(f"{name} = ?" for name in keys)
        connection.execute(f"delete from {kind} where {where}", key)
        return
    _upsert(connection, kind, keys, value)


def _upsert(
    connection: sqlite3.Connection, table: str, keys: tuple[str, ...], value: Value
) -> None:
    """Insert a row or change it in place: to replace it would delete what belongs to it."""
    # The names go into the statement: only those of columns may.
    if not value.keys() <= set(columns_of(connection, table)):
        raise ArchiveDamaged(
            f"The shared archive's rows of {table} are those of another version of Dateline. "
            "Nothing was changed. Install the Dateline that the other machines have."
        )
    names = ", ".join(f'"{name}"' for name in value)
    rest = ", ".join(f'"{name}" = excluded."{name}"' for name in value if name not in keys)
    connection.execute(
        f"insert into {table} ({names}) values ({', '.join('?' * len(value))})"
        # Of a table that is all key (`cited`, `pinned`) nothing is left to update.
        f" on conflict ({', '.join(keys)}) do {f'update set {rest}' if rest else 'nothing'}",
        tuple(value.values()),
    )


def _put_article(
    connection: sqlite3.Connection, _: str, key: list[Any], value: Value | None
) -> None:
    # An article that was written anew has a new number: its old row came first, as one that is
    # gone, so that no two have one `id`.
    number = key[0]
    # Before its row changes: words leave the index only by the text that they came from.
    _empty(connection, number)
    if value is None:
        connection.execute("delete from articles where n = ?", (number,))
        return
    _upsert(connection, ARTICLES, ("n",), value["article"])
    article = as_article(value["article"])
    for held in value["chunks"]:
        chunk = Chunk(unpack_spans(held["spans"]))
        connection.execute(
            # Under the log's ids, which are the same on every machine.
            "insert into chunks values (?, ?, ?, ?)",
            (held["id"], number, held["start"], held["end"]),
        )
        connection.execute(
            # Words are not in the log: each machine makes its own.
            "insert into words (rowid, title, body) values (?, ?, ?)",
            (held["id"], *indexed_words(article, chunk)),
        )
        connection.execute("insert into vectors values (?, ?)", (held["id"], held["vector"]))
        connection.execute(
            "insert into sentences values (?, ?, ?)", (held["id"], held["spans"], held["vectors"])
        )
    if value["sketch"]:
        _upsert(connection, "sketches", ("article",), {"article": number, **value["sketch"]})
        connection.executemany(
            "insert into shingles values (?, ?)",
            ((key, number) for key in _hashes(value["sketch"]["hashes"])),
        )


def _empty(connection: sqlite3.Connection, number: int) -> None:
    """Take out all that belongs to an article, and leave its row."""
    row = connection.execute("select * from articles where n = ?", (number,)).fetchone()
    if row is None:
        return
    article = as_article(row)
    connection.executemany(
        "insert into words (words, rowid, title, body) values ('delete', ?, ?, ?)",
        [(key, *indexed_words(article, chunk)) for key, chunk in stored_chunks(connection, number)],
    )
    # Vectors and sentences go along (`on delete cascade`).
    connection.execute("delete from chunks where article = ?", (number,))
    # Shingles refer to nothing, and lie by their hashes: the sketch knows which are the article's.
    sketch = connection.execute(
        "select hashes from sketches where article = ?", (number,)
    ).fetchone()
    if sketch:
        connection.executemany(
            "delete from shingles where hash = ? and article = ?",
            ((key, number) for key in _hashes(sketch["hashes"])),
        )
        connection.execute("delete from sketches where article = ?", (number,))


def _hashes(blob: bytes) -> list[int]:
    # int64 in little-endian order, as `stories` writes them.
    made: list[int] = np.frombuffer(blob, dtype="<i8").tolist()
    return made

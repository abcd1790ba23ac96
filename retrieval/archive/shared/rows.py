"""What of an archive is shared, row by row: which rows a transaction changed, and how they stand.

An article goes with its chunks, vectors and sketch as one value; of other tables each row is one.
What is left out is made from these: the words of the full-text index, samples of shingles, the
vector snapshot. A value is JSON, compressed; bytes in it are base64.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from retrieval.archive.dump import TABLES, make_missing_tables

ARTICLES = "articles"
BY_ROW = (*(table for table in TABLES if table != ARTICLES), "copies", "supersedes")
"""Tables of which each row is a value, each after those that it refers to."""

KINDS = (ARTICLES, *BY_ROW)
SEQUENCES = ("articles", "chunks", "watches")
"""Tables whose numbers only grow: none is used again, on any machine."""

_PARTS = {ARTICLES: "n", "chunks": "article", "sketches": "article"}
"""Tables whose rows belong to an article's value, and their column that names the article."""

# In `temp`: it is this connection's alone, as the triggers are, and no process is left with it.
_OWN = """
create temp table changed (kind text, key text, primary key (kind, key)) without rowid
"""

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """How a row stands after a commit: its `value` as packed bytes, or None if it is gone.

    `key` is the JSON list of its primary key's values; `digest` tells one value from another.
    """

    kind: str
    key: str
    value: bytes | None
    digest: bytes | None


def watch_changes(connection: sqlite3.Connection) -> None:
    """Note from now on which rows change through this connection; call inside a transaction."""
    # Connections are used again, and keep their triggers; only what was noted goes.
    if connection.execute("select 1 from temp.sqlite_master where name = 'changed'").fetchone():
        connection.execute("delete from temp.changed")
        return
    # A trigger needs its table: those that come at their first use come now.
    make_missing_tables(connection)
    connection.execute(_OWN)
    for table, column in _PARTS.items():
        _note(connection, table, ARTICLES, (column,))
    for table in BY_ROW:
        _note(connection, table, table, primary_key(connection, table))


def _note(connection: sqlite3.Connection, table: str, kind: str, columns: tuple[str, ...]) -> None:
    # An update may give a row another key: under the old one it is gone then. A row that goes by
    # `on delete cascade` fires its trigger. One that `insert or replace` takes the place of fires
    # none, and has the key of the new row, which is noted.
    for event, sides in (("insert", ("new",)), ("update", ("new", "old")), ("delete", ("old",))):
        notes = " ".join(
            # SQLite allows no `temp.` here; without it `temp` is looked through first.
            f"insert or ignore into changed values"
            f" ('{kind}', json_array({', '.join(f'{side}.{name}' for name in columns)}));"
            for side in sides
        )
        connection.execute(
            f"create temp trigger changed_{table}_{event} after {event} on main.{table}"
            f" begin {notes} end"
        )


def mark_all_changed(connection: sqlite3.Connection) -> None:
    """Take every row for changed; call after `watch_changes`, in its transaction."""
    for kind in KINDS:
        columns = ("n",) if kind == ARTICLES else primary_key(connection, kind)
        connection.execute(
            f"insert or ignore into temp.changed select '{kind}', json_array({', '.join(columns)})"
            f" from {kind}"
        )


def changed_rows(connection: sqlite3.Connection) -> Iterator[RowChange]:
    """What has changed since `watch_changes`, as it stands now."""
    rows = connection.execute("select kind, key from temp.changed order by kind, key").fetchall()
    for row in rows:
        yield row_change(connection, row["kind"], row["key"])


def row_change(connection: sqlite3.Connection, kind: str, key: str) -> RowChange:
    """How one row stands."""
    value = row_value(connection, kind, key)
    if value is None:
        return RowChange(kind, key, None, None)
    plain = _plain(value)
    # Level 1 is the fastest. The digest is of what is packed, for machines may pack differently.
    return RowChange(kind, key, zlib.compress(plain, 1), hashlib.sha256(plain).digest())


def all_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every row that is shared, as kind and key."""
    for kind in KINDS:
        # A table that comes at its first use may not be there yet.
        if columns_of(connection, kind):
            columns = ("n",) if kind == ARTICLES else primary_key(connection, kind)
            query = f"select json_array({', '.join(columns)}) from {kind}"
            for row in connection.execute(query):
                yield kind, row[0]


def row_value(connection: sqlite3.Connection, kind: str, key: str) -> Value | None:
    """A row's value, or None if there is no such row."""
    if kind == ARTICLES:
        return _article(connection, json.loads(key)[0])
    where = " and ".join(f"{name} = ?" for name in primary_key(connection, kind))
    query = f"select * from {kind} where {where}"
    row = connection.execute(query, json.loads(key)).fetchone()
    return dict(row) if row else None


def _article(connection: sqlite3.Connection, number: int) -> Value | None:
    row = connection.execute("select * from articles where n = ?", (number,)).fetchone()
    if row is None:
        return None
    # In order of their ids, so that one article has one digest on every machine.
    chunks = connection.execute(
        'select id, start, "end", vector, spans, vectors from chunks'
        " join vectors on vectors.chunk = id join sentences on sentences.chunk = id"
        " where article = ? order by id",
        (number,),
    )
    sketch = connection.execute(
        "select size, rate, hashes, figures from sketches where article = ?", (number,)
    ).fetchone()
    return {
        "article": dict(row),
        "chunks": [dict(chunk) for chunk in chunks],
        "sketch": dict(sketch) if sketch else None,
    }


def sequences(connection: sqlite3.Connection) -> dict[str, int]:
    """The highest number that each table has given out."""
    # SQLite's own table: what `autoincrement` has given out, rows that are gone included.
    rows = connection.execute("select name, seq from sqlite_sequence")
    return {row["name"]: row["seq"] for row in rows if row["name"] in SEQUENCES}


def primary_key(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table's primary key, in order."""
    # `pk` is a column's place in the key, from 1; it is 0 where the column is in none.
    rows = connection.execute(f"pragma table_info({table})").fetchall()
    return tuple(row["name"] for row in sorted(rows, key=lambda row: row["pk"]) if row["pk"])


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table; none if there is no such table."""
    return tuple(row["name"] for row in connection.execute(f"pragma table_info({table})"))


def unpack_value(value: bytes) -> Value:
    """A value out of what a `RowChange` holds."""
    made: Value = json.loads(zlib.decompress(value), object_hook=_with_bytes)
    return made


def _plain(value: Value) -> bytes:
    # Always the same bytes for one value, so that digests can be compared.
    return json.dumps(value, default=_as_base64, sort_keys=True, separators=(",", ":")).encode()


def _as_base64(held: Any) -> dict[str, str]:
    if not isinstance(held, bytes):
        raise TypeError(f"{type(held)} is in no table")
    return {"base64": base64.b64encode(held).decode()}


def _with_bytes(value: dict[str, Any]) -> Any:
    # No table has a column of this name alone, so that no row is taken for bytes.
    return base64.b64decode(value["base64"]) if value.keys() == {"base64"} else value

"""What the team has stated of single articles, kept beside them: a new reading does not undo it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict

from retrieval.types import NOTHING, StatedMetadata

# An archive that was made before there was this table gets it with the first statement.
TABLE = """
create table if not exists stated (
    article text primary key,        -- articles.id
    fields text not null             -- JSON: the fields that were given
) without rowid
"""


def read_stated(
    connection: sqlite3.Connection, names: Sequence[str] | None = None
) -> dict[str, StatedMetadata]:
    """What has been stated, by the ids of the articles: of all, or of these."""
    if not _has_table(connection):
        return {}
    query = "select article, fields from stated"
    if names is None:
        rows = connection.execute(query)
    else:
        given = f"{query} where article in (select value from json_each(?))"
        rows = connection.execute(given, (json.dumps(names),))
    return {row["article"]: StatedMetadata(**json.loads(row["fields"])) for row in rows}


def save_stated(
    connection: sqlite3.Connection, article_id: str, said: StatedMetadata
) -> StatedMetadata:
    """Keep what is said of an article over what was said before; call inside `writing()`.

    Returns:
        All that is stated of it now.
    """
    # Within the caller's transaction: undone, it leaves no table behind.
    connection.execute(TABLE)
    row = connection.execute(
        "select fields from stated where article = ?", (article_id,)
    ).fetchone()
    whole = said.over(StatedMetadata(**json.loads(row["fields"])) if row else NOTHING)
    # None says nothing of a field, and is not kept.
    fields = {name: value for name, value in asdict(whole).items() if value is not None}
    connection.execute(
        "insert or replace into stated values (?, ?)",
        (article_id, json.dumps(fields, ensure_ascii=False)),
    )
    return whole


def forget_stated(connection: sqlite3.Connection, article_id: str) -> None:
    """Drop what was stated of an article that is taken out; call inside `writing()`."""
    if _has_table(connection):
        connection.execute("delete from stated where article = ?", (article_id,))


def _has_table(connection: sqlite3.Connection) -> bool:
    query = "select 1 from sqlite_master where type = 'table' and name = 'stated'"
    return connection.execute(query).fetchone() is not None

"""The dates that a stretch of an article names, as they were stored with it."""

from __future__ import annotations

import sqlite3

from retrieval.types import DateMention


def mentions_in(
    connection: sqlite3.Connection, article: str, start: int, end: int
) -> tuple[DateMention, ...]:
    """The dates that the article of this id names from `start` to `end`, in order."""
    # One of `dates` is [start, end, first day, last day], as `lists_json` writes it.
    rows = connection.execute(
        "select one.value->>0, one.value->>1, one.value->>2, one.value->>3"
        " from articles, json_each(dates) as one"
        " where articles.id = ? and one.value->>0 >= ? and one.value->>1 <= ?",
        (article, start, end),
    )
    return tuple(DateMention(*row) for row in rows)

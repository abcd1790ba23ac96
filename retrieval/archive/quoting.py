"""Reading quotations back from the stored articles, immediately before they are shown."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from bisect import bisect_right


def read_back(
    connection: sqlite3.Connection, article_id: str, text_hash: str, start: int, end: int
) -> str | None:
    """The stored characters `start` to `end` of an article, or None if it has changed or gone.

    The text itself is hashed again: one that was damaged on the disk is not quoted either.
    """
    row = connection.execute(
        "select text from articles where id = ? and hash = ?", (article_id, text_hash)
    ).fetchone()
    whole = row is not None and hashlib.sha256(row["text"].encode()).hexdigest() == text_hash
    return row["text"][start:end] if whole else None


def page_at(connection: sqlite3.Connection, article_id: str, offset: int) -> int | None:
    """The printed page on which this character of an article stands, from 1, or None."""
    row = connection.execute("select pages from articles where id = ?", (article_id,)).fetchone()
    pages = json.loads(row["pages"]) if row else []
    return bisect_right(pages, offset) or None

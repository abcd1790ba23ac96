"""Writing the full-text index anew, when words are stemmed otherwise than they were."""

from __future__ import annotations

import sqlite3

from retrieval.archive.scripts import as_indexed


def reword(connection: sqlite3.Connection) -> None:
    """Make every entry of the full-text index again from the articles; call in a transaction.

    An entry is taken out by giving its words again, so none may stay of an older stemmer.
    """
    connection.execute("insert into words (words) values ('delete-all')")
    held = connection.execute(
        'select chunks.id, title, chunks.start, chunks."end", text'
        " from chunks join articles on article = n"
    )
    for row in held:
        text = row["text"][row["start"] : row["end"]]
        connection.execute(
            "insert into words (rowid, title, body) values (?, ?, ?)",
            (row["id"], as_indexed(row["title"] or ""), as_indexed(text)),
        )

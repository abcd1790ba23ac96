"""What the archive remembers of web addresses, so that only what has changed is sent again."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.archive.store import Archive
from retrieval.types import FetchHistory, FetchRecord


def read_history(archive: Archive, reader: str) -> FetchHistory:
    """The visits made by this `reader`, the stamps of web addresses, and the articles held.

    A visit by an earlier reader is left out: pages are to be read anew.
    """
    with archive.reading() as connection:
        rows = connection.execute(
            "select url, etag, modified, article from visits where reader = ?", (reader,)
        )
        visits = {row["url"]: FetchRecord(**dict(row)) for row in map(dict, rows)}
        # A page's key is its address, a file's its path: of files nothing is told here.
        stamps = connection.execute("select key, stamp from files where key like 'http%://%'")
        return FetchHistory(
            visits,
            {row["key"]: row["stamp"] for row in stamps},
            frozenset(row["id"] for row in connection.execute("select id from articles")),
        )


def save_history(archive: Archive, visits: Iterable[FetchRecord], reader: str) -> None:
    """Keep these visits in place of earlier ones; call when their articles are safely written."""
    rows = [(one.url, reader, one.etag, one.modified, one.article) for one in visits]
    # No transaction for nothing: it would wait for whoever writes.
    if not rows:
        return
    # A note: that a page was fetched changes nothing that a search finds.
    with archive.noting() as connection:
        connection.executemany(
            "insert or replace into visits (url, reader, etag, modified, article)"
            " values (?, ?, ?, ?, ?)",
            rows,
        )

"""Looking through the archive a little at a time: pages of articles, suggestions while typing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from retrieval.archive.article_listing import LISTED, NEWEST_FIRST
from retrieval.archive.store import Archive
from retrieval.types import ArticleListing


def listing_page(
    archive: Archive, first: int, most: int, outlets: Iterable[str] | None = None
) -> tuple[int, tuple[ArticleListing, ...]]:
    """How many articles there are, and those from number `first` on, newest first.

    Args:
        archive: What is looked through.
        first: How many articles come before; from 0.
        most: How many to give.
        outlets: Only articles of these outlets, as the archive writes them.
    """
    # None limits nothing; no outlets at all (`in ()`) find nothing.
    names = None if outlets is None else tuple(outlets)
    where = "" if names is None else f" where outlet in ({', '.join('?' * len(names))})"
    with archive.reading() as connection:
        # In one transaction with the page, so that the two agree.
        count = connection.execute(f"select count(*) from articles{where}", names or ())
        rows = connection.execute(
            f"{LISTED}{where}{NEWEST_FIRST} limit ? offset ?", (*(names or ()), most, first)
        )
        return count.fetchone()[0], tuple(ArticleListing(**dict(row)) for row in rows)


def listing(archive: Archive, article: str) -> ArticleListing | None:
    """The line of one article, by its id or source, or None."""
    with archive.reading() as connection:
        row = connection.execute(f"{LISTED} where id = ?1 or source = ?1", (article,)).fetchone()
        return ArticleListing(**dict(row)) if row else None


def suggested(archive: Archive, typed: str, most: int) -> tuple[ArticleListing, ...]:
    """The newest articles whose title, outlet, date, source or id holds what is typed."""
    with archive.reading() as connection:
        # Asked while somebody types: it ends with the last one that is shown.
        return _lines(connection, islice(_fitting(connection, typed), most))


def found_by(
    archive: Archive, words: str, first: int, most: int
) -> tuple[int, tuple[ArticleListing, ...]]:
    """How many articles `suggested` would know, and those from number `first` on."""
    with archive.reading() as connection:
        fitting = list(_fitting(connection, words))
        return len(fitting), _lines(connection, fitting[first : first + most])


def _fitting(connection: sqlite3.Connection, typed: str) -> Iterator[str]:
    """The ids of the articles whose line holds every word that is typed, newest first."""
    wanted = typed.casefold().split()
    # Few columns are looked through; the whole line, which counts chunks and looks for revisions,
    # is read of those articles alone that are shown.
    columns = "id, source, title, outlet, published"
    for row in connection.execute(f"select {columns} from articles{NEWEST_FIRST}"):
        # In Python, for SQLite folds the case of ASCII letters alone.
        if all(part in " ".join(filter(None, row)).casefold() for part in wanted):
            yield row["id"]


def _lines(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[ArticleListing, ...]:
    lines = (connection.execute(f"{LISTED} where id = ?", (name,)).fetchone() for name in ids)
    return tuple(ArticleListing(**dict(line)) for line in lines)


def arrived_since(archive: Archive, since: str) -> tuple[ArticleListing, ...]:
    """The articles read into the archive since then (ISO, with its zone), newest first."""
    with archive.reading() as connection:
        # As moments, not as texts: the two may be written in different zones.
        rows = connection.execute(
            f"{LISTED} where julianday(indexed) >= julianday(?){NEWEST_FIRST}", (since,)
        )
        return tuple(ArticleListing(**dict(row)) for row in rows)


def last_indexed(archive: Archive) -> str | None:
    """When an article was last read into the archive, ISO, or None without any."""
    with archive.reading() as connection:
        value: str | None = connection.execute("select max(indexed) from articles").fetchone()[0]
        return value

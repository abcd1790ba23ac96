"""What the archive's own records say of its articles: how many, by whom, from when to when."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from retrieval.archive.article_listing import LISTED
from retrieval.archive.article_writing import unpack_spans
from retrieval.types import ArticleListing, Coverage, RevisionKind, Span

FEWEST_WORDS = 5
"""A shorter first line is a heading or a place, not what the article begins with."""

Order = Literal["newest", "oldest", "indexed"]
Column = Literal["outlet", "author", "language", "month", "year"]

# What of an article's row a column is: "2015-06" of a month, "2015" of a year.
_COLUMNS: dict[Column, str] = {
    "outlet": "outlet",
    "author": "author",
    "language": "language",
    "month": "substr(published, 1, 7)",
    "year": "substr(published, 1, 4)",
}

# `published is null` first: SQLite sorts null before all dates, and the undated come last here.
# `source` last: articles of one day stand in the same order each time.
_ORDERS: dict[Order, str] = {
    "newest": "published is null, published desc, source",
    "oldest": "published is null, published, source",
    "indexed": "indexed desc, published is null, published desc, source",
}


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are meant; None limits nothing.

    Attributes:
        outlets: As the archive writes them.
        authors: Bylines as the archive writes them.
        since: First day of publishing, ISO, inclusive.
        until: Last day of publishing, ISO, inclusive.
        indexed: First and last day of indexing by this machine's clock, ISO, inclusive.
        rows: `articles.n` of those among which they are.
        ids: `articles.id` of those among which they are.
        language: ISO 639-1.
        undated: Only those that state no whole date.
        revision: Only those that say that they are this to an earlier version.
    """

    outlets: Collection[str] | None = None
    authors: Collection[str] | None = None
    since: str | None = None
    until: str | None = None
    indexed: tuple[str, str] | None = None
    rows: Collection[int] | None = None
    ids: Collection[str] | None = None
    undated: bool = False
    language: str | None = None
    revision: RevisionKind | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An article as it is listed, and the sentences that it begins with."""

    listing: ArticleListing
    opening: tuple[tuple[Span, str], ...]


def article_totals(connection: sqlite3.Connection, within: ArticleFilter) -> Coverage:
    """How many articles there are within limits, and from when to when."""
    where, values = _where(within)
    row = connection.execute(
        "select count(*), min(published), max(published), sum(published is null)"
        f" from articles{where}",
        values,
    ).fetchone()
    # The sum over no row is null.
    return Coverage(articles=row[0], first=row[1], last=row[2], undated=row[3] or 0)


def records(
    connection: sqlite3.Connection,
    within: ArticleFilter,
    order: Order,
    most: int,
    sentences: int = 1,
) -> list[Record]:
    """The first `most` articles within limits, each with so many of its first sentences."""
    where, values = _where(within)
    rows = connection.execute(
        f"{LISTED}{where} order by {_ORDERS[order]} limit ?", (*values, most)
    ).fetchall()
    return [
        Record(listing, tuple(_opening(connection, listing, sentences)))
        for listing in (ArticleListing(**dict(row)) for row in rows)
    ]


def count_by(
    connection: sqlite3.Connection, within: ArticleFilter, column: Column
) -> list[tuple[str | None, int]]:
    """How many articles within limits each outlet, byline, ... has; the most first."""
    where, values = _where(within)
    rows = connection.execute(
        f"select {_COLUMNS[column]} as name, count(*) as many from articles{where} group by name"
        " order by many desc, name",
        values,
    )
    return [(row[0], row["many"]) for row in rows]


def articles_with_words(connection: sqlite3.Connection, query: str) -> frozenset[int]:
    """`articles.n` of the articles for which the full-text index answers an FTS5 query."""
    rows = connection.execute(
        # An entry of the full-text index has its chunk's id as its row number.
        "select distinct article from words join chunks on chunks.id = words.rowid"
        " where words match ?",
        (query,),
    )
    return frozenset(row["article"] for row in rows)


def row_numbers(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, int]:
    """`articles.n` of articles by their ids; one that has gone is left out."""
    rows = connection.execute(
        "select id, n from articles where id in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row["id"]: row["n"] for row in rows}


def last_day_indexed(connection: sqlite3.Connection, within: ArticleFilter) -> str | None:
    """The last day, by this machine's clock, on which one of the articles was indexed, ISO."""
    where, values = _where(within)
    row = connection.execute(f"select max(indexed) from articles{where}", values).fetchone()
    # "2024-05-04T20:30:00+00:00" is 5 May in Almaty.
    return datetime.fromisoformat(row[0]).astimezone().date().isoformat() if row[0] else None


def acronyms_by_use(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The acronyms that articles define, with in how many; the most first."""
    rows = connection.execute(
        "select value->>0 as acronym, count(distinct n) as many from articles, json_each(acronyms)"
        # The condition is that of a partial index, which answers this alone: no article is read.
        " where acronyms <> '[]' group by acronym order by many desc, acronym"
    )
    return [(row["acronym"], row["many"]) for row in rows]


def _where(within: ArticleFilter) -> tuple[str, list[str]]:
    listed = {"outlet": within.outlets, "author": within.authors, "n": within.rows,
              "id": within.ids}  # fmt: skip
    # One parameter for a whole list: SQLite limits how many a statement may have.
    conditions = [f"{column} in (select value from json_each(?))"
                  for column, value in listed.items() if value is not None]  # fmt: skip
    values = [json.dumps(list(value)) for value in listed.values() if value is not None]
    for condition, day in (("published >= ?", within.since), ("published <= ?", within.until)):
        if day:
            conditions.append(condition)
            values.append(day)
    if within.indexed:
        first, last = within.indexed
        conditions.append("indexed >= ? and indexed < ?")
        values += [_begins(first), _begins(last, later=1)]
    if within.language:
        conditions.append("language = ?")
        values.append(within.language)
    # `revision` is JSON: ["correction", null, [120, 184]], or null.
    if within.revision:
        conditions.append("revision->>0 = ?")
        values.append(within.revision)
    if within.undated:
        conditions.append("published is null")
    return (f" where {' and '.join(conditions)}" if conditions else ""), values


def _begins(day: str, later: int = 0) -> str:
    """The moment at which a local day begins, or one so many days later, as `indexed` has it."""
    try:
        # Without a zone of its own `astimezone` takes a time to be by this machine's clock.
        local = datetime.combine(date.fromisoformat(day) + timedelta(later), time.min)
        return local.astimezone(UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):  # on the first and the last day that there is
        return day


def _opening(
    connection: sqlite3.Connection, listing: ArticleListing, most: int
) -> Iterator[tuple[Span, str]]:
    """An article's first sentences: from the first that is one, not its title or a heading."""
    row = connection.execute("select n, text from articles where id = ?", (listing.id,)).fetchone()
    # As many chunks as sentences are asked for: each holds one at least.
    chunks = connection.execute(
        "select spans from chunks join sentences on chunk = id where article = ?"
        " order by start limit ?",
        (row["n"], most),
    )
    spans = [span for chunk in chunks for span in unpack_spans(chunk["spans"])]
    texts = [row["text"][start:end] for start, end in spans]
    # Where none looks like a sentence (a table, a list of names), from the beginning.
    first = next((at for at, text in enumerate(texts) if _is_sentence(text, listing.title)), 0)
    yield from list(zip(spans, texts, strict=True))[first : first + most]


def _is_sentence(text: str, title: str | None) -> bool:
    return (
        len(text.split()) >= FEWEST_WORDS
        # A full stop may stand within quotation marks: She said: “We sail at dawn.”
        and text.rstrip("\"'”’»)")[-1:] in {".", "!", "?", "…", "。"}
        and text.casefold() != (title or "").casefold()
    )

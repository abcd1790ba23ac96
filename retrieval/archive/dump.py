"""The archive as lines of JSON: everything that is not derived, to be taken into an empty archive.

The first line says what it is, each further one is a row of a table, the last one counts them. An
article's line has `text`, `title`, `outlet`, `published` and `url` like any line of JSON lines.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retrieval.archive import followed_threads, reader_feedback, retention, stated_table, watches
from retrieval.archive.backups import new_file
from retrieval.archive.schema import schema_statements
from retrieval.archive.store import Archive
from retrieval.errors import ArchiveDamaged, UsageError
from retrieval.names.aliases import FILE as NAMES
from retrieval.private_files import write_private

FORM = 1
"""Grows when a Dateline of before would take the lines wrongly."""

# Not here: chunks with their words, vectors and sentences, sketches, shingles, copies, supersedes
# (`rebuild` makes them), `renewed`, and `meta`, which is of this one file.
TABLES = (
    "articles", "files", "stated", "visits", "feeds", "watches", "watched", "watch_limits",
    "receipts", "asked", "feedback", "remarks", "pinned", "followed", "cited", "versions", "usage",
)  # fmt: skip
"""What is not derived, each table after those that it refers to."""

# Without `partial`, which is plain text ("11-20").
LISTS = ("furniture", "pages", "dates", "acronyms", "revision")
"""An article's columns that hold JSON."""

Row = dict[str, Any]


def write_dump(archive: Archive, file: Path) -> int:
    """Write the archive into a new file; how many articles it has.

    Raises:
        UsageError: The file is there already, or its folder is not.
        ArchiveError: It can't be written.
    """
    # One transaction for all rows: they are of one moment, and others write meanwhile.
    with new_file(file) as made, archive.reading() as connection:
        count = 0
        with made.open("w", encoding="utf-8") as out:
            for row in _rows(archive.home, connection):
                if row.get("table") == "articles":
                    # Not written, since `load_dump` would refuse the whole file for it.
                    _require_sound(row)
                    count += 1
                out.write(json.dumps(row) + "\n")
    return count


def _require_sound(row: Row) -> None:
    if not _is_sound(row):
        raise ArchiveDamaged(
            f"The text of the article {row['id']} is damaged, so nothing was exported. "
            "See which are with: dateline doctor"
        )


def _is_sound(row: Row) -> bool:
    text = row.get("text")
    if not isinstance(text, str):
        return False
    # A line of JSON may spell half a character ("\ud800"): an unsound text, and no crash.
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() == row.get("hash")


def _rows(home: Path, connection: sqlite3.Connection) -> Iterator[Row]:
    yield {"dateline": "archive", "form": FORM}
    # The first line counts, and the last does not: it says how many lines stand above it.
    count = 1
    for table in TABLES:
        for row in _table(connection, table):
            yield {"table": table, **row}
            count += 1
    if (home / NAMES).is_file():
        yield {"names": (home / NAMES).read_text("utf-8")}
        count += 1
    yield {"end": count}


def _table(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """The rows of a table, which an older archive may lack."""
    if not _columns(connection, table):
        return
    for row in connection.execute(f"select * from {table} order by 1"):
        held = dict(row)
        if table == "articles":
            # As JSON, not as text that holds JSON: other programs read these lines too.
            held |= {name: json.loads(held[name]) for name in LISTS}
        yield held


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row["name"] for row in connection.execute(f"pragma table_info({table})")}


def load_dump(archive: Archive, file: Path) -> tuple[str, ...]:
    """Take in what `write_dump` wrote, all of it or nothing; the sources of the articles.

    Nothing is searchable before `rebuild` has made the index.

    Raises:
        UsageError: The archive holds something already.
        ArchiveDamaged: The file is cut off, altered, or of a newer Dateline.
        ArchiveLocked: Another process is writing.
    """
    sources, names = [], None
    with archive.write_lock("dateline index"):
        with archive.writing() as connection:
            # First, for the lines may hold rows of a table that comes at its first use.
            make_missing_tables(connection)
            _require_empty(archive, connection, file)
            for number, row in _lines(file):
                names = row.get("names", names)
                if "names" not in row:
                    sources += _take(connection, file, number, row)
            # A number that was an article's since removed would hide the next ones from a watch.
            connection.execute(
                "update watches set looked ="
                " min(looked, (select coalesce(max(n), 0) from articles))"
            )
        # After the commit: a file that was written is not undone with the transaction.
        if isinstance(names, str) and not (archive.home / NAMES).exists():
            write_private(archive.home / NAMES, names)
    return tuple(sources)


def make_missing_tables(connection: sqlite3.Connection) -> None:
    """Make those tables that an archive gets at their first use."""
    scripts = (
        stated_table.TABLE, reader_feedback.REMARKS, retention.TABLES, watches.LIMITS,
        followed_threads.TABLE,
    )  # fmt: skip
    for script in scripts:
        for statement in schema_statements(f"{script.strip().rstrip(';')};"):
            connection.execute(statement)


def _require_empty(archive: Archive, connection: sqlite3.Connection, file: Path) -> None:
    for table in TABLES:
        if connection.execute(f"select 1 from {table} limit 1").fetchone():
            raise UsageError(
                f"{file} is a whole archive and is taken into an empty one only; the one in "
                f"{archive.home} is not. Set DATELINE_HOME to a new folder."
            )


def _lines(file: Path) -> Iterator[tuple[int, Row]]:
    """The rows between the first line and the last, numbered; those two are checked."""
    number, end = 0, None
    with file.open(encoding="utf-8", errors="replace") as held:
        for number, line in enumerate(held, start=1):
            row = _object(file, number, line)
            if number == 1:
                _require_form(file, row)
            elif end is not None:
                raise _damaged(file, number, "something follows its end")
            elif "end" in row:
                end = row["end"]
            else:
                yield number, row
    if end is None or end != number - 1:
        raise _damaged(file, number, "lines are missing")


def _object(file: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise _damaged(file, number, "this is no row")
    return row


def _require_form(file: Path, row: Row) -> None:
    if row.get("form") != FORM:
        raise ArchiveDamaged(
            f"{file} was written by a newer Dateline: its form is {row.get('form')}, and this one "
            f"reads {FORM}. Nothing was changed. Install that Dateline."
        )


def _take(connection: sqlite3.Connection, file: Path, number: int, row: Row) -> list[str]:
    """Put one row where it belongs; the source if it is an article's."""
    table = row.pop("table", None)
    # The names come from the file and go into a statement: only known ones may.
    if table not in TABLES or not row or not row.keys() <= _columns(connection, table):
        raise _damaged(file, number, "it is of no table that is known")
    if table == "articles":
        if not _is_sound(row):
            raise _damaged(file, number, "the text is not the one that was written")
        # As `lists_json` writes them: an indexing run compares these texts to see what has changed.
        row |= {name: json.dumps(row.get(name), ensure_ascii=False) for name in LISTS}
    names = ", ".join(f'"{name}"' for name in row)
    try:
        connection.execute(
            f"insert into {table} ({names}) values ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
    # A value that no column takes, or a text that is none.
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise _damaged(file, number, str(error)) from error
    return [row["source"]] if table == "articles" else []


def _damaged(file: Path, number: int, why: str) -> ArchiveDamaged:
    return ArchiveDamaged(
        f"{file} is no whole archive: line {number}: {why}. Nothing was changed; export it again."
    )

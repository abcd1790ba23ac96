"""Bringing out of a damaged archive what can still be read, into a new one in its place.

A damaged page costs what lies on it, not what lies beyond: articles are looked up one by one, by
number, and where the way to one is damaged, found on their own pages; the rows of other tables are
read from both ends. An article counts as read if its text has the hash that it is cited by.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from retrieval.archive.archive_checks import check_version
from retrieval.archive.connecting import connect, explain_sqlite, page_faults
from retrieval.archive.dump import TABLES, make_missing_tables
from retrieval.archive.lock import write_lock
from retrieval.archive.opening import make_archive
from retrieval.archive.schema import OLDER, OUTDATED_VECTORS
from retrieval.archive.setting_aside import (
    delete_with_log,
    salvaged_from,
    set_aside,
    take_its_place,
)
from retrieval.archive.sqlite_pages import recovered_rows
from retrieval.archive.store import FILE, as_article, meta
from retrieval.errors import ArchiveDamaged

EMBEDDED = ("chunks", "vectors", "sentences")
"""Derived, but dear: what is whole of it is not embedded again."""

# For the columns that articles of an earlier version lack (`schema.ADDED`).
_LACKED = {
    "pages": "[]", "dates": "[]", "acronyms": "[]", "revision": "null",
    "language": None, "partial": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lost:
    """An article that could not be read: its number, and of its names what could be."""

    number: int
    id: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many articles were brought out, which were not, and tables that may miss rows."""

    articles: int
    lost: tuple[Lost, ...]
    cut: tuple[str, ...]


def salvage(home: Path, model: str, dimension: int) -> Salvaged:
    """Put a new archive in the place of a damaged one, with all that can be read of it.

    The damaged file stays beside it. Its index is not made: `rebuild` does that next, and embeds
    only what was lost. After a kill it is done again, from what lies there. No other process should
    have the archive open.

    Args:
        home: The archive's folder.
        model: The embedding model in use, where the damaged archive does not tell its own.
        dimension: The length of its vectors.

    Raises:
        ArchiveError: Nothing of it can be read, or the folder can't be written to, or an earlier
            damaged file lies there.
        ArchiveLocked: Another process is writing.
    """
    made = home / f"{FILE}.salvaged"
    with write_lock(home, "dateline rebuild --salvage"):
        path = salvaged_from(home)
        # Of a salvage that was killed.
        delete_with_log(made)
        with explain_sqlite(path), closing(_opened(path)) as old:
            model, dimension = _model_of(home, old, model, dimension)
            # Under another name: a kill while it is filled leaves the damaged archive in place.
            make_archive(made, model, dimension)
            with explain_sqlite(made), closing(connect(made)) as new:
                salvaged = _bring_over(path, old, new)
            _require_articles(path, made, salvaged)
        set_aside(path)
        take_its_place(made)
    return salvaged


def _opened(path: Path) -> sqlite3.Connection:
    """The damaged file, or in its place an empty one where SQLite can't open it."""
    try:
        return connect(path)
    except sqlite3.DatabaseError:
        return connect(Path(":memory:"))


def _require_articles(path: Path, made: Path, salvaged: Salvaged) -> None:
    if not salvaged.articles:
        delete_with_log(made)
        raise ArchiveDamaged(
            f"No article can be read from {path}. Nothing was changed. Move it away, and put "
            "back a backup or index your articles again."
        )


def _model_of(home: Path, old: sqlite3.Connection, model: str, dimension: int) -> tuple[str, int]:
    """The model of the damaged archive, or the one in use; it must be one of a known version."""
    try:
        version, held = meta(old, "version"), (meta(old, "model"), meta(old, "dimension"))
    except sqlite3.DatabaseError:
        return model, dimension
    if version not in OLDER:
        check_version(f"The archive in {home}", version)
    return str(held[0]), int(held[1] or 0)


def _bring_over(path: Path, old: sqlite3.Connection, new: sqlite3.Connection) -> Salvaged:
    new.execute("begin immediate")
    make_missing_tables(new)
    count, lost = _articles(old, new)
    # Only where something may have been missed: it takes a walk through the whole file.
    if lost or not count or page_faults(old):
        found = set(_from_pages(path, old, new))
        count += len(found)
        lost = [one for one in lost if one.number not in found]
    with suppress(sqlite3.DatabaseError):
        if meta(old, OUTDATED_VECTORS) or meta(old, "version") in OLDER:
            new.execute("insert into meta values (?, 1)", (OUTDATED_VECTORS,))
    # After the articles: the foreign keys refuse what belonged to those that are lost.
    cut = [table for table in (*EMBEDDED, *TABLES[1:]) if not _copy(old, new, table)]
    for one in lost:
        # Their files are to be read again.
        new.execute("delete from files where key = ?", (one.file,))
        new.execute("delete from visits where article = ?", (one.id,))
    new.execute("commit")
    return Salvaged(count, tuple(lost), tuple(cut))


def _articles(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[int, list[Lost]]:
    """Copy the articles that are whole; how many, and those that are not."""
    names, count, lost = names_by_number(old), 0, []
    for number, row in each_article(old):
        held = {**_LACKED, **dict(row or {})}
        if is_whole_article(held):
            _insert(new, "articles", held)
            count += 1
        # Where neither row nor name is left the article was removed, as far as can be told.
        elif row is not None or number in names:
            lost.append(names.get(number, Lost(number)))
    return count, lost


def _from_pages(path: Path, old: sqlite3.Connection, new: sqlite3.Connection) -> Iterator[int]:
    """Copy the articles to which no way leads any more; their numbers."""
    with suppress(sqlite3.DatabaseError):
        old.execute("pragma wal_checkpoint(truncate)")  # what lies in the log is on no page yet
    held = {row["n"] for row in new.execute("select n from articles")}
    # A record has no names. Its values stand as the columns of this very archive do. Those that a
    # migration added come last, and a record from before it ends without them.
    columns = _columns(old) or _columns(new)
    for number, values in recovered_rows(path):
        # Rows of other tables come by too: their number of values, or the hash, tells them.
        if number in held or len(values) > len(columns):
            continue
        # The key is null in the record: SQLite keeps it as the row's number alone.
        row = {**_LACKED, **dict(zip(columns, values, strict=False)), "n": number}
        if is_whole_article(row) and _insert(new, "articles", row):
            held.add(number)
            yield number


def _columns(connection: sqlite3.Connection) -> list[str]:
    try:
        return [row["name"] for row in connection.execute("pragma table_info(articles)")]
    except sqlite3.DatabaseError:
        return []


def each_article(connection: sqlite3.Connection) -> Iterator[tuple[int, sqlite3.Row | None]]:
    """Each number that an article may have, with its row where there is one that can be read."""
    # Number by number: to walk through the table would end at the first damaged page.
    for number in range(1, _highest(connection) + 1):
        row = None
        with suppress(sqlite3.DatabaseError):
            row = connection.execute("select * from articles where n = ?", (number,)).fetchone()
        yield number, row


def is_whole_article(row: Any) -> bool:
    """Whether a row is an article that can be used, its text the one that its hash tells of."""
    try:
        article = as_article(row)
        return sha256(article.text.encode()).hexdigest() == article.hash
    # Damage may leave anything: JSON that is cut off, a number in the place of a text.
    except (ValueError, TypeError, AttributeError, LookupError):
        return False


def _highest(connection: sqlite3.Connection) -> int:
    """The highest number that an article has had."""
    # Two sources, for either may be damaged.
    highest = max(names_by_number(connection), default=0)
    with suppress(sqlite3.DatabaseError):
        query = "select seq from sqlite_sequence where name = 'articles'"
        row = connection.execute(query).fetchone()
        highest = max(highest, row[0] if row else 0)
    return highest


def names_by_number(connection: sqlite3.Connection) -> dict[int, Lost]:
    """The articles' ids and files by their numbers, out of the indexes, which lie elsewhere."""
    found: dict[int, Lost] = {}
    # SQLite's own name for the index that `id text not null unique` makes. `indexed by` has the
    # index alone read, from both ends, for it may be damaged too.
    for column, index in (("id", "sqlite_autoindex_articles_1"), ("file", "articles_by_file")):
        for way in ("asc", "desc"):
            with suppress(sqlite3.DatabaseError):
                for row in connection.execute(
                    f"select n, {column} from articles indexed by {index} order by {column} {way}"
                ):
                    known = found.get(row["n"], Lost(row["n"]))
                    if column == "id":
                        found[row["n"]] = Lost(row["n"], row["id"], known.file)
                    else:
                        found[row["n"]] = Lost(row["n"], known.id, row["file"])
    return found


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> bool:
    """Copy the rows of a table that can be read; whether those were all."""
    key = ", ".join(
        f'"{row["name"]}" desc' for row in new.execute(f"pragma table_info({table})") if row["pk"]
    )
    if _lacks(old, table):
        return True
    # From the front up to the damaged page, then from the back down to it.
    for order in ("", f" order by {key}"):
        with suppress(sqlite3.DatabaseError):
            for row in old.execute(f"select * from {table}{order}"):
                _insert(new, table, dict(row))
            # To the end from the front: these are all. From the back: some between may be missing.
            return not order
    return False


def _lacks(old: sqlite3.Connection, table: str) -> bool:
    """Whether the archive, of which the list of tables can be read, never had this one."""
    with suppress(sqlite3.DatabaseError):
        tables = {row["name"] for row in old.execute("select name from sqlite_master")}
        return "articles" in tables and table not in tables
    return False


def _insert(new: sqlite3.Connection, table: str, row: dict[str, Any]) -> bool:
    """Insert a row, unless it is there, or belongs to one that was lost; whether it was."""
    names = ", ".join(f'"{name}"' for name in row)
    command = f"insert or ignore into {table} ({names}) values ({', '.join('?' * len(row))})"
    try:
        return new.execute(command, tuple(row.values())).rowcount == 1
    except sqlite3.IntegrityError:
        return False

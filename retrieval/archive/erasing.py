"""Erasing: what a removed article has left is overwritten on the disk, in receipts too."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.archive.backups import backups_beside
from retrieval.archive.indexing import mend_index, take_out
from retrieval.archive.planning import is_missing
from retrieval.archive.quotation_removal import remove_quotations
from retrieval.archive.snapshot import drop_snapshots, write_snapshot
from retrieval.archive.store import Archive
from retrieval.archive.stories import copies_of
from retrieval.errors import UsageError
from retrieval.types import Article

# Of answers and of refusals. `quoted` is 0 where the quotation was taken out before.
_CITED = (
    "select one.value->>'article' as id, one.value->>'source' as source,"
    " one.value->>'quote' is not null as quoted"
    " from receipts, json_each(answer, '$.citations') as one"
    " union select one.value->>'article', one.value->>'source', one.value->>'quote' is not null"
    " from receipts, json_each(answer, '$.nearest') as one"
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased, and where the text may still be.

    Attributes:
        sources: The sources of the articles that were erased.
        receipts: How many receipts lost a quotation.
        files: Files from which they were read, and which are still there.
        copies: Articles held, by id, in which nearly the same text stands.
        backups: Backups beside the archive.
        server: What a Chroma server may still hold of the vectors; None without one.
        shared: Whether the archive is a shared one, which other machines and a server hold too.
    """

    sources: tuple[str, ...]
    receipts: int
    files: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    server: str | None = None
    shared: bool = False


def erase(archive: Archive, names: Sequence[str]) -> Erasure:
    """Remove articles, take what they said out of every receipt, and overwrite what they left.

    All of them are erased or, if one is unknown, none.

    Args:
        archive: Where they are held.
        names: Their ids or sources; one that was removed before, and that a receipt cites, is
            known too. Without any, every article that is gone and that a receipt still quotes.

    Raises:
        UsageError: No article has that name, and no receipt cites one.
        ArchiveLocked: Another process is writing.
        ArchiveError: What was left could not be overwritten.
    """
    with archive.write_lock("dateline remove --erase"):
        held, gone = _named(archive, names)
        erased = {**gone, **{article.id: article.source for article in held}}
        with archive.writing() as connection:
            # Within the commit, so that each copy that takes it in overwrites what it takes out.
            if archive.log:
                archive.log.erasing()
            # While the rows are there, by which files and copies are found.
            files, alike = _elsewhere(connection, held)
            for article in held:
                take_out(connection, article)
            receipts = remove_quotations(connection, erased.keys())
            # Deleted words stay in the index beside a mark until its parts are merged.
            connection.execute("insert into words (words) values ('optimize')")
        server = _renew_index(archive)
        # After the transaction, within which SQLite takes no vacuum.
        archive.overwrite_free()
        if archive.log:
            archive.log.overwrite_removed()
    backups = tuple(map(str, backups_beside(archive.home)))
    shared = archive.log is not None
    return Erasure(tuple(erased.values()), receipts, files, alike, backups, server, shared)


def _named(archive: Archive, names: Sequence[str]) -> tuple[list[Article], dict[str, str]]:
    """The articles held of these names; the sources by id of those that receipts alone know."""
    with archive.reading() as connection:
        live = {row["id"] for row in connection.execute("select id from articles")}
        cited = [row for row in connection.execute(_CITED) if row["id"] not in live]
    if not names:
        return [], {row["id"]: row["source"] for row in cited if row["quoted"]}
    gone = {row["id"]: row["source"] for row in cited}
    held: dict[str, Article] = {}
    before: dict[str, str] = {}
    for name in names:
        article = archive.article(name)
        found = {key: source for key, source in gone.items() if name in (key, source)}
        if article is None and not found:
            raise UsageError(
                f"No article is called {name!r}, and no answer cites one; `dateline articles`"
                " lists those held."
            )
        # One source may be that of an article held, and of others that are gone: all are meant.
        if article is not None:
            held[article.id] = article
        before |= found
    return list(held.values()), before


def _elsewhere(
    connection: sqlite3.Connection, held: Sequence[Article]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that still hold these articles, and the ids of their copies."""
    ids = [article.id for article in held]
    rows = connection.execute(
        "select distinct file from articles where id in (select value from json_each(?))",
        (json.dumps(ids),),
    )
    files = [row["file"] for row in rows]
    # A page's key is its URL: no file of this machine.
    there = tuple(file for file in files if Path(file).is_absolute() and not is_missing(file))
    alike = {copy.article for many in copies_of(connection, ids).values() for copy in many}
    return there, tuple(sorted(alike.difference(ids)))


def _renew_index(archive: Archive) -> str | None:
    """A snapshot without the vectors that went, and none with them; else none at all.

    With a Chroma server: what that may still hold.
    """
    if archive.server is not None:
        drop_snapshots(archive)
        trouble = mend_index(archive)
        where = archive.server.address.shown
        return trouble or f"what the Chroma server at {where} keeps in its files of deleted vectors"
    try:
        write_snapshot(archive)
    except Exception:  # Chroma's errors are many; what has to go, goes all the same
        drop_snapshots(archive)
        raise
    drop_snapshots(archive, keep_current=True)
    return None

"""How long receipts are kept: for so many days, unless they are pinned."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from retrieval.archive.schema import schema_statements
from retrieval.archive.store import Archive
from retrieval.errors import UsageError

TABLES = """
create table if not exists pinned (receipt text primary key
    references receipts (id) on delete cascade) without rowid;
create index if not exists receipts_by_created on receipts (created);
"""
"""What an archive made before receipts had a lifetime gets at the first use."""

# What answers cite, and what refusals came nearest to.
_CITED = (
    "select one.value->>'article', one.value->>'hash'"
    " from receipts, json_each(answer, '$.citations') as one"
    " union select one.value->>'article', one.value->>'hash'"
    " from receipts, json_each(answer, '$.nearest') as one"
)


def expire_receipts(archive: Archive, days: int) -> int:
    """Delete the receipts that are older than `days` and not pinned; how many they were.

    What readers said of those answers, and the earlier versions of articles that were kept for
    them alone, go too.

    Args:
        archive: Where they are kept.
        days: Their lifetime; 0 keeps them for ever.

    Raises:
        ArchiveError: The archive can't be written to just now.
    """
    if not days:
        return 0
    eldest = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    with archive.noting() as connection:
        _make_tables(connection)
        gone = connection.execute(
            # As texts, since all are written in UTC and in one form. What was asked and what
            # readers said go along (`on delete cascade`).
            "delete from receipts where created < ? and id not in (select receipt from pinned)",
            (eldest,),
        ).rowcount
        # Only then, for it reads every receipt that is left.
        if gone:
            drop_uncited_versions(connection)
    return gone


def drop_uncited_versions(connection: sqlite3.Connection) -> None:
    """Drop the earlier versions of articles that no receipt cites any more."""
    # In this order: the second asks what the first has left.
    connection.execute(f"delete from cited where (article, hash) not in ({_CITED})")
    connection.execute(
        "delete from versions where (article, hash) not in (select article, hash from cited)"
    )


def pin_receipts(archive: Archive, receipts: Sequence[str], *, pinned: bool = True) -> None:
    """Keep these receipts for ever, or with `pinned` false no longer than others: all or none.

    Raises:
        UsageError: One of them is not kept.
        ArchiveError: The archive can't be written to just now.
    """
    change = "insert or ignore into pinned values (?)"
    if not pinned:
        change = "delete from pinned where receipt = ?"
    with archive.noting() as connection:
        _make_tables(connection)
        for receipt in receipts:
            if not connection.execute("select 1 from receipts where id = ?", (receipt,)).fetchone():
                raise UsageError(f"There is no receipt {receipt!r} in this archive.")
            connection.execute(change, (receipt,))


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in schema_statements(TABLES):
        connection.execute(statement)

"""Threads in which questions are answered without a mention, each with its last answer."""

from __future__ import annotations

from retrieval.archive.store import Archive

# In archives made before threads were kept, the first one brings the table.
TABLE = """
create table if not exists followed (  -- threads that go on without a mention
    thread integer primary key,        -- Discord's id
    receipt text not null references receipts (id) on delete cascade  -- of the last answer there
)
"""


def follow_thread(archive: Archive, thread: int, receipt: str) -> None:
    """Keep the last answer that was given in a thread; without its receipt nothing is kept.

    Raises:
        ArchiveError: The archive can't be written to just now.
    """
    with archive.noting() as connection:
        connection.execute(TABLE)
        connection.execute(
            "insert or replace into followed select ?, id from receipts where id = ?",
            (thread, receipt),
        )


def last_in_thread(archive: Archive, thread: int) -> str | None:
    """The receipt of the last answer that was given in a thread, as long as it is kept."""
    with archive.reading() as connection:
        # It comes with the first thread.
        held = "select 1 from sqlite_master where name = 'followed'"
        if connection.execute(held).fetchone() is None:
            return None
        query = "select receipt from followed where thread = ?"
        row = connection.execute(query, (thread,)).fetchone()
    return str(row["receipt"]) if row else None

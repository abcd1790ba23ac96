"""How many tokens of the chat model a day has cost, counted for every process of the archive.

A call is counted before it is made, by an estimate, and put right when its cost is known: so
processes that ask at once never go past a limit together. A day is one of UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime

from retrieval.archive.store import Archive


def utc_day() -> str:
    """The day by which tokens are counted now, ISO."""
    return datetime.now(UTC).date().isoformat()


def reserve(archive: Archive, day: str, tokens_in: int, tokens_out: int, limit: int = 0) -> bool:
    """Count tokens that are about to be used; False, and nothing counted, if `limit` forbids it.

    Args:
        archive: Where they are counted.
        day: The day they belong to.
        tokens_in: Tokens to be sent.
        tokens_out: Tokens to be written.
        limit: The most that the day may have in all; 0 for as many as one likes.

    Raises:
        ArchiveError: The archive can't be written to.
    """
    # A write transaction from its beginning: nobody counts between the reading and the adding.
    with archive.noting() as connection:
        row = connection.execute(
            "select tokens_in + tokens_out as used from usage where day = ?", (day,)
        ).fetchone()
        used = row["used"] if row else 0
        if limit and used + tokens_in + tokens_out > limit:
            return False
        connection.execute(
            # The first call of a day makes its row.
            "insert into usage values (?1, ?2, ?3) on conflict (day) do update set"
            " tokens_in = tokens_in + ?2, tokens_out = tokens_out + ?3",
            (day, tokens_in, tokens_out),
        )
    return True


def correct(archive: Archive, day: str, tokens_in: int, tokens_out: int) -> None:
    """Put a day's count right by these differences, either of which may be negative.

    Raises:
        ArchiveError: The archive can't be written to.
    """
    with archive.noting() as connection:
        connection.execute(
            # Never below nothing, whatever difference is handed in. Without a row nothing was
            # reserved on that day, and nothing is put right.
            "update usage set tokens_in = max(0, tokens_in + ?2),"
            " tokens_out = max(0, tokens_out + ?3) where day = ?1",
            (day, tokens_in, tokens_out),
        )

"""What a day has cost so far in tokens of the chat model."""

from __future__ import annotations

from retrieval.archive.store import Archive


def used_on(archive: Archive, day: str) -> tuple[int, int]:
    """The tokens sent and the tokens written on a day."""
    with archive.reading() as connection:
        row = connection.execute(
            "select tokens_in, tokens_out from usage where day = ?", (day,)
        ).fetchone()
    return (row["tokens_in"], row["tokens_out"]) if row else (0, 0)

"""The asker's limits (outlet, dates) as a list of chunks, by SQL."""

from __future__ import annotations

import sqlite3
import unicodedata
from datetime import date

from retrieval.errors import UsageError
from retrieval.types import Question


def chunk_ids(connection: sqlite3.Connection, question: Question) -> list[int] | None:
    """The chunks within the question's limits, or None if it sets none.

    An article without a date is left out wherever a date is asked for.

    Raises:
        UsageError: A limit is no date.
    """
    conditions, values = _conditions(connection, question)
    if not conditions:
        return None
    rows = connection.execute(
        "select chunks.id from chunks join articles on article = n where "
        + " and ".join(conditions),
        values,
    )
    return [row["id"] for row in rows]


def _conditions(connection: sqlite3.Connection, question: Question) -> tuple[list[str], list[str]]:
    limits = [
        ("published >= ?", question.since),
        ("published <= ?", question.until),
        ("published <= ?", question.as_of),
    ]
    given = [(condition, _iso(value)) for condition, value in limits if value]
    conditions = [condition for condition, _ in given]
    values = [value for _, value in given]
    if question.outlet:
        names = matching_outlets(connection, question.outlet)
        conditions.append(f"outlet in ({','.join('?' * len(names))})")
        values += names
    return conditions, values


def _iso(value: str) -> str:
    """A limit as stored dates are written: another form would compare as nonsense."""
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise UsageError(f"{value!r} is no date; write it as YYYY-MM-DD.") from None


def matching_outlets(connection: sqlite3.Connection, name: str) -> list[str]:
    """The outlets held that this name means: case, diacritics and a leading "the" folded."""
    rows = connection.execute("select distinct outlet from articles where outlet is not null")
    return [row["outlet"] for row in rows if _folded(row["outlet"]) == _folded(name)]


def _folded(name: str) -> str:
    """Looser than the words of the index: people type an outlet's name as they remember it."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in decomposed if char.isalnum()).removeprefix("the")

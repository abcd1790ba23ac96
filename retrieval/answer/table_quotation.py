"""A row of a table is quoted with the table's head: a row alone says little, all rows too much."""

from __future__ import annotations

import re

from retrieval.search.words import stems
from retrieval.types import Span

# "Country\tTroops\n", "| Country | Troops |", and "\tTroops" where the first cell is empty
_ROW = re.compile(r"[^\n]*(?:\t|\|)[^\n]*")


def rows_asked_for(text: str, start: int, question: str) -> tuple[Span, ...]:
    """The places of a table's head and of the rows that a question names; none if it names none.

    A row is named where the question has all words of its first cell.

    Args:
        text: The table, a line a row; any other text has no rows.
        start: Where it begins in its article.
        question: The question, standing alone.
    """
    rows = list(_ROW.finditer(text))
    # A line without cells makes it a text.
    if len(rows) < 2 or len(rows) != len(text.splitlines()):
        return ()
    asked = set(stems(question))
    head, *others = rows
    named = [row for row in others if _is_named(row[0], asked)]
    # Where all rows are named, the table is quoted whole, as any sentence is.
    if not named or len(named) == len(others):
        return ()
    return tuple((start + row.start(), start + row.end()) for row in (head, *named))


def _is_named(row: str, asked: set[str]) -> bool:
    # "| Country | Troops |" opens with a bar: its first cell comes behind that.
    first = re.split(r"[\t|]", row.lstrip("| "))[0]
    words = set(stems(first))
    return bool(words) and words <= asked

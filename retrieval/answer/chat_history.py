"""The answers before a follow-up question, as far as they may still be drawn on.

An article may have been removed since an answer cited it. Then nothing of it is handed on: to
no rule, and to no chat model.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from retrieval.archive.quoting import read_back
from retrieval.archive.store import Archive
from retrieval.types import Answer, Statement


def valid_history(archive: Archive, earlier: Sequence[Answer]) -> tuple[Answer, ...]:
    """The earlier answers, each with only the statements whose citations all stand today.

    Their passages are left out, and of a refusal its text and the nearest quotations. From the
    first answer on that has lost a statement, questions are those that were typed: one that
    was made to stand alone may hold a name from the article that is gone.
    """
    kept: list[Answer] = []
    lost = False
    with archive.reading() as connection:
        for answer in earlier:
            statements = tuple(_standing(connection, answer))
            kept.append(
                replace(
                    answer,
                    question=answer.asked if lost else answer.question,
                    # Rules read the statements alone; the text goes to a chat model, whose prompt
                    # is English.
                    text=" ".join(statement.text for statement in statements) or "Not found.",
                    statements=statements,
                    passages=(),
                    nearest=(),
                )
            )
            # From here on a question may repeat what this answer had said.
            lost = lost or len(statements) < len(answer.statements)
    return tuple(kept)


def _standing(connection: sqlite3.Connection, answer: Answer) -> list[Statement]:
    # By hash and place: the same words elsewhere in a changed article are another quotation.
    held = {
        one.number
        for one in answer.citations
        if read_back(connection, one.article, one.hash, one.start, one.end) == one.quote
    }
    return [one for one in answer.statements if held.issuperset(one.citations)]

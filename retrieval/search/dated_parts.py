"""The parts of a question as they are searched for, each under the dates that it is asked of.

Who chairs the bank, and what did it lend in March?      March limits what it lent alone
In March, who chaired the bank and what did it lend?     March limits both, as does
Who chairs the bank and what has it lent, as of March?
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.search.date_limits import limited_by_dates
from retrieval.search.date_ranges import DateLimits, date_limits
from retrieval.search.decompose import QuestionPart, split_question, standing_alone
from retrieval.search.quoted_phrases import without_quotes
from retrieval.types import Question


@dataclass(frozen=True, slots=True)
class DatedParts:
    """The parts of a question within their dates; what to show of these; what was dropped."""

    parts: tuple[Question, ...]
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def dated_parts(connection: sqlite3.Connection, question: Question, today: date) -> DatedParts:
    """The parts of a question, each able to stand alone and limited by its dates.

    Args:
        connection: To the archive.
        question: What is asked; its own limits come before its words'.
        today: What dates are counted from.
    """
    whole = (QuestionPart(question.text),)
    parts = split_question(question.text) if question.form == "answer" else whole
    words = [without_quotes(part.own) for part in parts]
    dates = [date_limits(one, today) for one in words]
    limited = [
        limited_by_dates(connection, replace(question, text=part.own), said, today)
        for part, said in zip(parts, words, strict=True)
    ]
    first, shared = limited[0][0], _shared(words, dates)
    found = []
    for part, day, (one, *_) in zip(parts, dates, limited, strict=True):
        # A part that leans on the first one is asked of its time, too, unless it names another.
        of = shared if shared is not None else 0 if part.leans else None
        within = limited[of][0] if day is None and of is not None else one
        text = standing_alone(first.text, QuestionPart(one.text, part.leans))
        found.append(replace(one, text=text, during=within.during, as_of=within.as_of))
    alike = len({(one.during, one.as_of) for one in found}) == 1
    labels = [
        label if alike else f"{label} ({part.own})"
        for part, (_, told, _) in zip(parts, limited, strict=True)
        for label in told
    ]
    notes = [note for *_, dropped in limited for note in dropped]
    return DatedParts(tuple(found), tuple(dict.fromkeys(labels)), tuple(dict.fromkeys(notes)))


def _shared(words: Sequence[str], dates: Sequence[DateLimits | None]) -> int | None:
    """Which part's date is all the others', too: one that opens the question, or closes it.

    At the end only "as of ...", and what is set off by a comma: a date that follows the last
    part's words is that part's own.
    """
    opening, closing = dates[0], dates[-1]
    if opening and not words[0][: opening.place[0]].strip(" \"'“«("):
        return 0
    if closing and not words[-1][closing.place[1] :].strip(" ?.!"):
        before = words[-1][: closing.place[0]].rstrip()
        if closing.as_of or before.endswith(","):
            return len(words) - 1
    return None

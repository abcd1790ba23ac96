"""How old the newest is: asked for the latest, a reader must not take an old report for news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.search.understand import in_words
from retrieval.types import Citation


def newest_note(citations: Sequence[Citation], today: date, as_of: str | None) -> str | None:
    """From when the newest of the citations is, in a sentence, or None where none has a date.

    Args:
        citations: What an answer cites.
        today: The day of the question.
        as_of: The day as of which it is answered, ISO; then the age is counted back from it.
    """
    days = [citation.published for citation in citations if citation.published]
    if not days:
        return None
    newest = date.fromisoformat(max(days))
    told = age(newest, date.fromisoformat(as_of) if as_of else today)
    ago = f"{told} before {in_words(as_of)}" if as_of else f"{told} ago"
    ending = f", {ago}" if told else ""
    return f"The newest is from {in_words(newest.isoformat())}{ending}."


def age(day: date, today: date) -> str:
    """How long ago a day is, in its largest whole unit: `11 years`, `3 months`, `5 days`.

    Empty for today and for a day to come.
    """
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    days = (today - day).days
    if days <= 0:
        return ""
    if months >= 12:
        return _counted(months // 12, "year")
    return _counted(months, "month") if months else _counted(days, "day")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"

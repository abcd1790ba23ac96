"""How old the newest is: asked for the latest, a reader must not take an old report for news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.messages import gettext, ngettext
from retrieval.messages.days import day_words
from retrieval.types import Citation


def newest_notes(citations: Sequence[Citation], today: date, as_of: str | None) -> list[str]:
    """From when the newest of the citations is, in a sentence; none where none has a date.

    Args:
        citations: What an answer cites.
        today: The day of the question.
        as_of: The day as of which it is answered, ISO; then the age is counted back from it.
    """
    days = [citation.published for citation in citations if citation.published]
    if not days:
        return []
    newest = max(days)  # ISO days compare as text
    counted_from = date.fromisoformat(as_of) if as_of else today
    told, day = age_words(date.fromisoformat(newest), counted_from), day_words(newest)
    if not told:
        return [gettext("The newest is from {day}.").format(day=day)]
    if as_of:
        form = gettext("The newest is from {day}, {age} before {as_of}.")
        return [form.format(day=day, age=told, as_of=day_words(as_of))]
    return [gettext("The newest is from {day}, {age} ago.").format(day=day, age=told)]


def age_words(day: date, today: date) -> str:
    """How long ago a day is, in its largest whole unit: `11 years`, `3 months`, `5 days`.

    Empty for today and for a day to come.
    """
    # Whole months: from 3 May to 2 June is none yet.
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    days = (today - day).days
    if days <= 0:
        return ""
    if months >= 12:
        years = months // 12
        return ngettext("{count} year", "{count} years", years).format(count=years)
    if months:
        return ngettext("{count} month", "{count} months", months).format(count=months)
    return ngettext("{count} day", "{count} days", days).format(count=days)
